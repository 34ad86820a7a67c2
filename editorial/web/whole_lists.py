"""A whole list as one file: written in constant memory, and sent only when all of it is there."""

import hashlib
import tempfile
from collections.abc import Iterable, Iterator
from typing import IO

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase

# The parts of a file, and a tag where equal contents may have different bytes.
Whole = tuple[Iterable[bytes], str]
PAGING = frozenset(("page", "page_size", "cursor"))  # parameters that ask for a page
CHUNK = 100  # rows read at once
IN_MEMORY = 1 << 20  # bytes; a longer file is kept on disk while it is written and sent
BLOCK = 1 << 16


def file_response(parts: Iterable[bytes], *, content_type: str, tag: str = "") -> HttpResponseBase:
    """Return an answer with the parts of a file, streamed from disk where it is long.

    Nothing is sent before the last part is written, so that a fault on the way gives an error and no half of a file.
    The ETag is made of the bytes, or of `tag` where equal contents may have different bytes.
    """
    file: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  (the answer closes it)
    digest = hashlib.sha256(content_type.encode())
    size = 0
    try:
        for part in parts:
            size += file.write(part)
            digest.update(part)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    response: HttpResponseBase
    if size > IN_MEMORY:
        response = FileResponse(file, content_type=content_type)
    else:
        with file:
            response = HttpResponse(file.read(), content_type=content_type)
    response["Content-Length"] = str(size)
    response["ETag"] = f'W/"{tag}"' if tag else f'"{digest.hexdigest()[:32]}"'
    return response


def read_blocks(file: IO[bytes]) -> Iterator[bytes]:
    """Yield a file from its beginning, and close it."""
    with file:
        file.seek(0)
        while block := file.read(BLOCK):
            yield block
