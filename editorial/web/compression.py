"""Answers packed for the way: by Brotli where the reader takes it, by gzip where not, and never what is packed."""

import gzip
import re
from collections.abc import Callable

import brotli
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

# The desk shows secrets beside what others wrote: the length of a packed answer would give them away (BREACH).
NEVER_PACKED = "/admin/"
MIN_BYTES = 200  # bytes; less is not worth it
# Pictures, books, spreadsheets and archives are packed by themselves; a stretch of a file has to stay as it is.
PACKABLE = re.compile(
    r"text/|application/(json|xml|javascript|x-ndjson|x-bibtex)|[^;]+\+(json|xml)\b", re.IGNORECASE
)
PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda content: brotli.compress(content, quality=4),
    "gzip": lambda content: gzip.compress(content, compresslevel=6, mtime=0),
}


class Compression:
    """Middleware for every answer that is there as a whole, but for those of the desk."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pack the answer; its ETag turns weak, as it stands for each form of the same answer."""
        response = self.get_response(request)
        if request.path_info.startswith(NEVER_PACKED):
            return response
        if not isinstance(response, HttpResponse) or not is_packable(response):
            return response
        patch_vary_headers(response, ["Accept-Encoding"])
        packer = choose_encoding(request.headers.get("Accept-Encoding", ""))
        packed = PACKERS[packer](response.content) if packer else response.content
        if len(packed) < len(response.content):
            response.content = packed
            response["Content-Encoding"] = packer
            response["Content-Length"] = str(len(packed))
            tag = response.get("ETag", "")
            if tag.startswith('"'):
                response["ETag"] = f"W/{tag}"
        return response


def is_packable(response: HttpResponse) -> bool:
    """Return whether an answer is text that is long enough, whole, and not packed yet."""
    kind = response.get("Content-Type", "")
    return (
        not response.has_header("Content-Encoding")
        and not response.has_header("Content-Range")
        and PACKABLE.match(kind) is not None
        and len(response.content) >= MIN_BYTES
    )


def choose_encoding(accepted: str) -> str:
    """Return the packer that a reader likes best (RFC 9110), Brotli where they like both alike; "" for none."""
    liking: dict[str, float] = {}
    for part in accepted.lower().split(","):
        name, _semicolon, quality = part.partition(";")
        weight = re.fullmatch(r"\s*q=([01](?:\.\d{0,3})?)\s*", quality)
        liking[name.strip()] = float(weight.group(1)) if weight else 1.0
    weights = {name: liking.get(name, liking.get("*", 0.0)) for name in PACKERS}
    best = max(weights, key=lambda name: weights[name])
    return best if weights[best] > 0 else ""
