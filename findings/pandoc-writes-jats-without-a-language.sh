#!/usr/bin/env bash
# pandoc 3.9 (pypandoc_binary 1.17): the JATS writer forgets the language of the text.
# Guess: `lang: kk` in the metadata becomes `xml:lang="kk"` of the article, as it becomes `lang` in HTML.
# Behaviour: the article gets no `xml:lang`; spans and blocks of another language do get theirs.
# Why it matters: an archive takes a JATS text without a language for English. A journal in Kazakh, Russian and
# Azerbaijani has to write the attribute of the article itself.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/env"
"$work/env/bin/pip" install --quiet --disable-pip-version-check 'pypandoc_binary==1.17'
cat > "$work/try.py" <<'PYTHON'
import pypandoc

SOURCE = """---
title: Title
lang: kk
---

Words [fremde Worte]{lang=de}.

::: {lang=ru}
A block.
:::
"""
for kind in ("html", "jats"):
    text = pypandoc.convert_text(SOURCE, kind, format="markdown", extra_args=["--standalone"])
    print(kind, text.count('lang="kk"') > 0, text.count('lang="de"') > 0, text.count('lang="ru"') > 0)
PYTHON
seen=$(cd "$work" && "$work/env/bin/python" try.py 2>/dev/null)
expected=$(cat <<'TEXT'
html True True True
jats False True True
TEXT
)
if [ "$seen" != "$expected" ]; then
    printf 'The behaviour has changed. Expected:\n%s\nSeen:\n%s\n' "$expected" "$seen" >&2
    exit 1
fi
printf '%s\n' "$seen"
