"""The image is built from folders that the checkout has, and from all that the site needs."""

import re

from tests.serving import ROOT


def test_every_folder_that_the_image_copies_is_in_the_checkout() -> None:
    text = (ROOT / "deploy/Dockerfile").read_text()
    sources = [
        name
        for line in re.findall(r"^COPY (?!--from)(.+)$", text, re.MULTILINE)
        for name in line.split()[:-1]
    ]
    assert [name for name in sources if not (ROOT / name).exists()] == []
    assert {"manage.py", "relations", "editorial", "templates", "static", "locale"} <= set(sources)
