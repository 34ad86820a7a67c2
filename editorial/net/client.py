"""HTTP client for addresses named by others: public network only, each address checked before the request.

The name is looked up once, each IP address that it has is checked, and the connection goes to the address that was
checked, so that a second look-up cannot lead elsewhere. Redirects are followed only when asked for, each checked in
the same way. Of the answer only its first line is read, of a redirect its head. Sockets are used as they are because
http.client has no limit for a request as a whole: whoever answers a byte at a time would hold us for hours.
"""

import ipaddress
import socket
import ssl
import time
from collections.abc import Collection, Mapping
from urllib.parse import SplitResult, urljoin, urlsplit

from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _

TIME_LIMIT = 15.0  # seconds, from the first connection to the first line of the last answer
MAX_HEAD = 16_384  # bytes
MAX_REDIRECTS = 5
REDIRECTS = frozenset((301, 302, 303, 307, 308))
PORTS = {"https": 443, "http": 80}
# Addresses that carry others inside them, which our own gateway might unpack.
CARRIERS = tuple(ipaddress.ip_network(net) for net in ("64:ff9b::/96", "2002::/16", "2001::/32"))


class AddressRefusedError(Exception):
    """We send nothing there; the text says why."""


class NoResponseError(Exception):
    """No answer came; the text says why."""


def request(
    method: str,
    address: str,
    *,
    body: bytes = b"",
    headers: Mapping[str, str] | None = None,
    schemes: Collection[str] = ("https",),
    redirects: int = 0,
    may_be_private: bool = False,
) -> int:
    """Send a request and return the status of the answer. Raises AddressRefusedError and NoResponseError."""
    until = time.monotonic() + TIME_LIMIT
    for _turn in range(redirects + 1):
        parts, place = resolve_public_address(address, schemes=schemes, may_be_private=may_be_private)
        message = _request(method, parts, body, headers or {})
        status, location = _send(parts, place, message, until, needs_location=redirects > 0)
        if not location:
            return status
        address = urljoin(address, location)
    raise NoResponseError(_("more than %(number)s redirects") % {"number": redirects})


def resolve_public_address(
    address: str, *, schemes: Collection[str] = ("https",), may_be_private: bool = False
) -> tuple[SplitResult, str]:
    """Return the parts of an address, and the IP address to connect to. Raises AddressRefusedError."""
    try:
        parts = urlsplit(address)
        port = parts.port or PORTS.get(parts.scheme, 0)
        host = (parts.hostname or "").encode("idna").decode()
    except ValueError:
        raise AddressRefusedError(_("Enter a valid URL.")) from None
    if parts.scheme not in schemes:
        plain = _("The address must begin with http:// or https://.")
        raise AddressRefusedError(plain if "http" in schemes else _("The URL must start with https://."))
    if parts.username is not None or not host:
        raise AddressRefusedError(_("The URL must contain a host name and no user name."))
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, ValueError):
        raise AddressRefusedError(_("Host “%(host)s” not found.") % {"host": host}) from None
    places = [str(place[4][0]) for place in found]
    if not may_be_private and not all(map(is_public, places)):
        raise AddressRefusedError(_("Host “%(host)s” is not publicly accessible.") % {"host": host})
    name = f"[{host}]" if ":" in host else host
    path, query = iri_to_uri(parts.path), iri_to_uri(parts.query)
    return SplitResult(parts.scheme, f"{name}:{port}", path, query, ""), places[0]


def is_public(place: str) -> bool:
    """Say whether an IP address belongs to the public network."""
    ip = ipaddress.ip_address(place.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        ip = ip.ipv4_mapped or ip
    return ip.is_global and not ip.is_multicast and not any(ip in carrier for carrier in CARRIERS)


def _send(
    parts: SplitResult, place: str, message: bytes, until: float, *, needs_location: bool
) -> tuple[int, str]:
    """Return the status of the answer, and where a redirect leads if that is wanted."""
    try:
        with socket.create_connection((place, parts.port), timeout=_left(until)) as plain:
            plain.settimeout(_left(until))
            stream = _encrypted(plain, parts.hostname or "") if parts.scheme == "https" else plain
            with stream:
                stream.settimeout(_left(until))
                stream.sendall(message)
                head = _read(stream, b"", b"\n", until)
                status = _status(head.partition(b"\n")[0])
                if not needs_location or status not in REDIRECTS:
                    return status, ""
                return status, _location(_read(stream, head, b"\r\n\r\n", until))
    except TimeoutError:
        raise NoResponseError(
            _("no response within %(seconds)s seconds") % {"seconds": round(TIME_LIMIT)}
        ) from None
    except OSError as error:
        raise NoResponseError(str(error) or type(error).__name__) from None


def _encrypted(plain: socket.socket, host: str) -> ssl.SSLSocket:
    return ssl.create_default_context().wrap_socket(plain, server_hostname=host)


def _request(method: str, parts: SplitResult, body: bytes, headers: Mapping[str, str]) -> bytes:
    host = parts.netloc.removesuffix(f":{PORTS[parts.scheme]}")
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    length = {"Content-Length": str(len(body))} if body or method == "POST" else {}
    fields = {"Host": host, **headers, **length, "Connection": "close"}
    lines = [f"{method} {target} HTTP/1.1", *(f"{name}: {value}" for name, value in fields.items()), "", ""]
    return "\r\n".join(lines).encode("ascii") + body


def _read(stream: socket.socket, received: bytes, end: bytes, until: float) -> bytes:
    """Read on until some bytes came, the answer ended or is longer than a head may be."""
    while end not in received and len(received) < MAX_HEAD:
        stream.settimeout(_left(until))
        more = stream.recv(4096)
        if not more:
            break
        received += more
    return received


def _status(line: bytes) -> int:
    version, _space, rest = line.strip().partition(b" ")
    code = rest[:3]
    if not (version.startswith(b"HTTP/1.") and len(code) == 3 and code.isdigit()):
        raise NoResponseError(_("the response is not HTTP"))
    return int(code)


def _location(head: bytes) -> str:
    for line in head.partition(b"\r\n\r\n")[0].splitlines()[1:]:
        name, _colon, value = line.partition(b":")
        if name.strip().lower() == b"location":
            return value.strip().decode("utf-8", "replace")
    return ""


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
