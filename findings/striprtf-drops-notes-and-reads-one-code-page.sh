#!/usr/bin/env bash
# striprtf 0.0.35: footnotes go, and the character set of a font is not heeded.
# Guess: the words of a note are put into the running text, and bytes under a font of the Russian character set
# (`\fcharset204`) are read as Windows-1251 whatever the header says, as Word does.
# Behaviour: the note vanishes without a trace; the Cyrillic bytes are read by the code page of the header
# and become "Àì". The address of a link goes as well.
# Why it matters: manuscripts saved by older Word versions declare 1252 and switch fonts; their text arrives as
# accented Latin letters, and a scholarly text arrives without its notes, with no error.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/env"
"$work/env/bin/pip" install --quiet --disable-pip-version-check 'striprtf==0.0.35'
cat > "$work/try.py" <<'PYTHON'
from striprtf.striprtf import rtf_to_text

SOURCE = (
    r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}{\f1\fcharset204 Arial;}}"
    r"\f1 \'c0\'ec{\footnote \f0 The note}. {\field{\*\fldinst HYPERLINK "
    '"https://example.org/act"'
    r"}{\fldrslt Act}}\par}"
)
text = rtf_to_text(SOURCE)
print(text.strip(), "|", "note" in text, "|", "example.org" in text)
PYTHON
seen=$(cd "$work" && "$work/env/bin/python" try.py)
expected=$(cat <<'TEXT'
Àì. Act | False | False
TEXT
)
if [ "$seen" != "$expected" ]; then
    printf 'The behaviour has changed. Expected:\n%s\nSeen:\n%s\n' "$expected" "$seen" >&2
    exit 1
fi
printf '%s\n' "$seen"
