#!/usr/bin/env bash
# snowballstemmer 3.1.1 (the algorithm that PostgreSQL's configuration `russian` uses as well):
# cases of one country get different stems.
# Guess: "Азербайджан" and "Азербайджане", "Казахстан" and "Казахстану" share their stem, as do "энергия", "энергии".
# Behaviour: the ending "-ан" of the nominative is cut as if it were a verb's, so "Азербайджан" becomes
# "азербайджа" and "Азербайджане" "азербайджан".
# Why it matters: a full-text search for "в Азербайджане" misses each text that only says "Азербайджан".
# For a record of two states these are the two most frequent words, so a search needs a list of its own.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/env"
"$work/env/bin/pip" install --quiet --disable-pip-version-check 'snowballstemmer==3.1.1'
cat > "$work/try.py" <<'PYTHON'
import snowballstemmer

stemmer = snowballstemmer.stemmer("russian")
for word in ("азербайджан", "азербайджана", "азербайджане", "казахстан", "казахстана", "казахстану", "энергия", "энергии"):
    print(word, stemmer.stemWord(word))
PYTHON
seen=$(cd "$work" && "$work/env/bin/python" try.py)
expected=$(cat <<'TEXT'
азербайджан азербайджа
азербайджана азербайджа
азербайджане азербайджан
казахстан казахста
казахстана казахста
казахстану казахстан
энергия энерг
энергии энерг
TEXT
)
if [ "$seen" != "$expected" ]; then
    printf 'The behaviour has changed. Expected:\n%s\nSeen:\n%s\n' "$expected" "$seen" >&2
    exit 1
fi
printf '%s\n' "$seen"
