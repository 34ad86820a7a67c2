#!/usr/bin/env bash
# dateparser 1.5.0: the Azerbaijani (and Turkish) name of March is read as the time of the Marquesas Islands.
# Guess: "11 mart 2024" is 11 March 2024 when Azerbaijani is among the languages.
# Behaviour: so it is with Azerbaijani alone. With Russian, Kazakh or English beside it, "mart" is taken off as
# the time zone MART and "11 2024" becomes a day of November 2024; January and May are right. No error is raised.
# Why it matters: dates of a register in four languages are shifted by months, for one month of twelve only,
# which a look at a few rows does not show. Name the language of each date, or do without guessing.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/env"
"$work/env/bin/pip" install --quiet --disable-pip-version-check 'dateparser==1.5.0'
cat > "$work/try.py" <<'PYTHON'
import dateparser

for text in ("11 yanvar 2024", "11 mart 2024", "5 may 2024"):
    one = dateparser.parse(text, languages=["az"])
    several = dateparser.parse(text, languages=["az", "ru", "kk", "en"])
    print(text, one.strftime("%Y-%m"), several.strftime("%Y"), several.month == one.month, several.tzname())
PYTHON
seen=$(cd "$work" && "$work/env/bin/python" try.py)
expected=$(cat <<'TEXT'
11 yanvar 2024 2024-01 2024 True None
11 mart 2024 2024-03 2024 False MART
5 may 2024 2024-05 2024 True None
TEXT
)
if [ "$seen" != "$expected" ]; then
    printf 'The behaviour has changed. Expected:\n%s\nSeen:\n%s\n' "$expected" "$seen" >&2
    exit 1
fi
printf '%s\n' "$seen"
