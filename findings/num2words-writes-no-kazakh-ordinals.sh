#!/usr/bin/env bash
# num2words 0.5.14: Kazakh has cardinals only.
# Guess: the ordinal of 8 is "сегізінші" and its short form "8-ші", as Azerbaijani gives
# "səkkizinci" and "8-ci".
# Behaviour: the ordinal raises NotImplementedError; the short form is the bare "8", without an error.
# Why it matters: "the 8th session" of a commission printed through `ordinal_num` becomes "8 session",
# which reads as a count; nothing marks that the ending is missing.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/env"
"$work/env/bin/pip" install --quiet --disable-pip-version-check 'num2words==0.5.14'
cat > "$work/try.py" <<'PYTHON'
from num2words import num2words

for language in ("az", "kz"):
    try:
        words = num2words(8, lang=language, to="ordinal")
    except NotImplementedError:
        words = "NotImplementedError"
    print(language, words, "|", num2words(8, lang=language, to="ordinal_num"))
PYTHON
seen=$(cd "$work" && "$work/env/bin/python" try.py)
expected=$(cat <<'TEXT'
az səkkizinci | 8-ci
kz NotImplementedError | 8
TEXT
)
if [ "$seen" != "$expected" ]; then
    printf 'The behaviour has changed. Expected:\n%s\nSeen:\n%s\n' "$expected" "$seen" >&2
    exit 1
fi
printf '%s\n' "$seen"
