#!/usr/bin/env bash
# Babel 2.19.0 (CLDR data): a Kazakh list of three names has no "and", a list of two has it.
# Guess: like Russian and Azerbaijani, with the word for "and" before the last name ("а, б және в").
# Behaviour: in `kk` two names get the word ("а және б"), three or more do not ("а, б, в"): CLDR has the pattern
# for a pair only, so the last step of a longer list comes from the root patterns. No error says so.
# Why it matters: three authors, ministries or signatories of one agreement read like an enumeration that goes on,
# and a test with two names does not show it. A publisher in Kazakh writes the conjunction itself.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/env"
"$work/env/bin/pip" install --quiet --disable-pip-version-check 'babel==2.19.0'
cat > "$work/try.py" <<'PYTHON'
from babel.lists import format_list

for language in ("az", "kk", "ru"):
    print(language, format_list(["а", "б"], locale=language), "|", format_list(["а", "б", "в"], locale=language))
PYTHON
seen=$(cd "$work" && "$work/env/bin/python" try.py)
expected=$(cat <<'TEXT'
az а və б | а, б və в
kk а және б | а, б, в
ru а и б | а, б и в
TEXT
)
if [ "$seen" != "$expected" ]; then
    printf 'The behaviour has changed. Expected:\n%s\nSeen:\n%s\n' "$expected" "$seen" >&2
    exit 1
fi
printf '%s\n' "$seen"
