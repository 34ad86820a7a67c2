#!/usr/bin/env bash
# Typst 0.15.2: a note in a heading or in the head of a table is numbered and printed again wherever that repeats.
# Guess: the outline and the bookmark leave the note of a heading out, and a head that a table repeats on its
# second page keeps the number of its note, whose words stand on the first page.
# Behaviour: the outline prints the note as note 1 and the heading itself prints it again as note 2; the bookmark of
# the PDF carries the words of the note; each page of the table prints the note with a new number.
# Why it matters: the numbers of a printed text no longer agree with the author's, so every citation of a note
# after it is wrong. Number notes yourself, and leave them out of what is outlined and of repeated heads.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/env"
"$work/env/bin/pip" install --quiet --disable-pip-version-check 'typst==0.15.2' 'pypdfium2==5.15.2'
cat > "$work/try.py" <<'PYTHON'
import pathlib

import pypdfium2
import typst

SOURCE = """
#set page(height: 6cm, width: 10cm)
#outline()
= Trade#footnote[Words of the note]
Text.
#pagebreak()
#table(columns: 2, table.header([Year#footnote[A part of the year]], [Tons]), ..range(30).map(at => [#at]))
"""
pathlib.Path("text.typ").write_text(SOURCE)
document = pypdfium2.PdfDocument(typst.compile("text.typ"))
pages = [page.get_textpage().get_text_range() for page in document]
print([mark.get_title() for mark in document.get_toc()])
print(sum(page.count("Words of the note") for page in pages), sum(page.count("A part of the year") for page in pages))
PYTHON
seen=$(cd "$work" && "$work/env/bin/python" try.py)
expected=$(cat <<'TEXT'
['TradeWords of the note']
2 3
TEXT
)
if [ "$seen" != "$expected" ]; then
    printf 'The behaviour has changed. Expected:\n%s\nSeen:\n%s\n' "$expected" "$seen" >&2
    exit 1
fi
printf '%s\n' "$seen"
