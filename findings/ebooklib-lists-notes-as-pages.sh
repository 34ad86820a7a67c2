#!/usr/bin/env bash
# EbookLib 0.20: the notes of a chapter appear in the list of printed pages.
# Guess: the navigation document holds the contents; a page list is made of `epub:type="pagebreak"` alone, and
# the attributes of the chapter's body are kept.
# Behaviour: an `aside` with `epub:type="footnote"` and an id becomes an entry of `nav epub:type="page-list"`, named
# by the text of the note; `epub:type` and `class` of the body are dropped.
# Why it matters: a reading system offers "go to page" with the words of notes in place of page numbers, and
# who cites by page is led to a note. Give the navigation document yourself, or switch the list off.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/env"
"$work/env/bin/pip" install --quiet --disable-pip-version-check 'ebooklib==0.20'
cat > "$work/try.py" <<'PYTHON'
import re
import zipfile

from ebooklib import epub

book = epub.EpubBook()
book.set_identifier("book")
book.set_title("Title")
book.set_language("en")
chapter = epub.EpubHtml(title="Chapter", file_name="chapter.xhtml", lang="en")
chapter.content = (
    '<html><body epub:type="bodymatter" class="text"><p>Words<a epub:type="noteref" href="#note-1">1</a></p>'
    '<aside epub:type="footnote" id="note-1">Words of the note</aside></body></html>'
)
book.add_item(chapter)
book.toc = [chapter]
book.spine = ["nav", chapter]
book.add_item(epub.EpubNav())
epub.write_epub("book.epub", book)
with zipfile.ZipFile("book.epub") as archive:
    navigation = archive.read("EPUB/nav.xhtml").decode()
    written = archive.read("EPUB/chapter.xhtml").decode()
pages = navigation.split('epub:type="page-list"')[1]
print(re.findall(r"<a[^>]*>([^<]*)</a>", pages))
print(re.search(r"<body[^>]*>", written).group())
PYTHON
seen=$(cd "$work" && "$work/env/bin/python" try.py)
expected=$(cat <<'TEXT'
['Words of the note']
<body>
TEXT
)
if [ "$seen" != "$expected" ]; then
    printf 'The behaviour has changed. Expected:\n%s\nSeen:\n%s\n' "$expected" "$seen" >&2
    exit 1
fi
printf '%s\n' "$seen"
