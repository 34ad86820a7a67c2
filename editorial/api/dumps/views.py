"""The dump as it is fetched: whole, or the rest of it after a break (range requests, RFC 9110)."""

import os
import re
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from editorial.api.dumps import writer
from editorial.api.errors import problem_response
from editorial.web.answer_cache import REVALIDATE

RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


@csrf_exempt
@require_safe
def record_zip(request: HttpRequest) -> HttpResponseBase:
    """Send the last dump, or the part of it that is asked for."""
    path = Path(settings.DUMPS_ROOT) / writer.NAME
    if not path.exists():
        return problem_response(404, _("No dump is available yet. Create one with manage.py dump_record."))
    file = path.open("rb")
    # Of the file that is open: a new dump may take its place any moment.
    stat = os.fstat(file.fileno())
    size, changed = stat.st_size, stat.st_mtime_ns
    tag = f'"{changed:x}-{size:x}"'
    headers = {
        "ETag": tag,
        "Last-Modified": http_date(changed / 1e9),
        "Accept-Ranges": "bytes",
        "Content-Disposition": f'attachment; filename="{writer.NAME}"',
        "Cache-Control": REVALIDATE,
    }
    conditional = get_conditional_response(request, etag=tag, last_modified=int(changed / 1e9))
    if conditional is not None:
        file.close()
        return conditional
    range_header = request.headers.get("Range", "")
    if request.headers.get("If-Range", tag) not in (tag, headers["Last-Modified"]):
        range_header = ""
    found = parse_range(range_header, size)
    if found is None:
        file.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    start, end = found
    whole = (start, end) == (0, size)
    if request.method == "HEAD":
        file.close()
    response = StreamingHttpResponse(
        () if file.closed else writer.read_range(file, start, end - start),
        status=200 if whole and not range_header else 206,
        content_type="application/zip",
        headers={**headers, "Content-Length": str(end - start)},
    )
    if response.status_code == 206:
        response["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    return response


def parse_range(range_header: str, size: int) -> tuple[int, int] | None:
    """Return where a range begins and ends (not included); the whole for what is no single range, None past the end."""
    match = RANGE.fullmatch(range_header)
    if match is None or not any(match.groups()):
        return 0, size
    first, last = match.groups()
    if not first:
        return (max(size - int(last), 0), size) if int(last) else None
    start, end = int(first), min(int(last) + 1, size) if last else size
    return (start, end) if start < size and start < end else None
