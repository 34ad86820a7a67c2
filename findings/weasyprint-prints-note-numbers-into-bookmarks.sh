#!/usr/bin/env bash
# WeasyPrint 70.0: the number of a footnote is glued to the heading it stands in, in bookmarks and running heads.
# Guess: `content(text)` leaves out a child with `float: footnote`, words and mark alike.
# Behaviour: the words of the note are left out, the number of its call is not: the heading "Trade in 2024" with
# note 1 is bookmarked, and repeated at the top of the page, as "Trade in 20241".
# Why it matters: the outline of the PDF and the running head state another year or amount than the heading.
# Set `bookmark-label` and the running string from an attribute that holds the plain heading.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/env"
"$work/env/bin/pip" install --quiet --disable-pip-version-check 'weasyprint==70.0' 'pypdfium2==5.15.2'
cat > "$work/try.py" <<'PYTHON'
import pypdfium2
from weasyprint import HTML

SOURCE = """<html><head><title>Title</title><style>
@page { @top-center { content: string(head) } }
h1 { string-set: head content(text) }
.note { float: footnote }
</style></head><body><h1>Trade in 2024<span class="note">Words of the note</span></h1></body></html>"""
document = pypdfium2.PdfDocument(HTML(string=SOURCE).write_pdf())
print([mark.get_title() for mark in document.get_toc()])
print(document[0].get_textpage().get_text_range().count("Trade in 20241"))
PYTHON
seen=$(cd "$work" && "$work/env/bin/python" try.py)
expected=$(cat <<'TEXT'
['Trade in 20241']
2
TEXT
)
if [ "$seen" != "$expected" ]; then
    printf 'The behaviour has changed. Expected:\n%s\nSeen:\n%s\n' "$expected" "$seen" >&2
    exit 1
fi
printf '%s\n' "$seen"
