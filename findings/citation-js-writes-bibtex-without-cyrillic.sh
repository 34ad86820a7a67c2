#!/usr/bin/env bash
# citation-js (core 0.7.21, plugin-bibtex 0.7.21): BibTeX and BibLaTeX lose every letter outside of Latin script,
# and the Azerbaijani schwa.
# Guess: letters that LaTeX has no command for are written as they are; titles and names in Kazakh and
# Azerbaijani arrive whole.
# Behaviour: they are left out without an error: a title in Kazakh becomes an empty field, "Əliyev, Əli" becomes
# "liyev, li", while "ğ" is written as a command. A body given as a literal keeps its letters.
# Why it matters: a library that converts the CSL JSON of a journal of the region with this tool gets empty titles. Offer BibTeX beside CSL JSON instead of leaving it to converters.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts '@citation-js/core@0.7.21' '@citation-js/plugin-bibtex@0.7.21' >/dev/null
cat > try.js <<'SCRIPT'
const { Cite } = require('@citation-js/core')
require('@citation-js/plugin-bibtex')

const text = new Cite([{
  id: 'one', type: 'book', title: 'Кітап',
  author: [{ family: 'Əliyev', given: 'Əli' }, { literal: 'Совет экспертов' }, { family: 'Dağlı', given: 'Orxan' }],
  issued: { 'date-parts': [[2022]] }
}]).format('biblatex')
for (const line of text.split('\n')) {
  if (/title|author|^@/.test(line)) console.log(line.trim())
}
SCRIPT
seen=$(node try.js)
expected=$(cat <<'TEXT'
@book{liyev2022undefined,
author = {liyev, li and {Совет экспертов} and Da{\u g}l\i{}, Orxan},
title = {},
TEXT
)
if [ "$seen" != "$expected" ]; then
    printf 'The behaviour has changed. Expected:\n%s\nSeen:\n%s\n' "$expected" "$seen" >&2
    exit 1
fi
printf '%s\n' "$seen"
