"""Requests of ours to addresses that others name: to the public network only, never further than was checked.

The name is looked up once, each address that it has is checked, and the connection goes to the address that was
checked, so that a second look-up cannot lead elsewhere. Redirects are not followed; of the answer only its first
line is read. Sockets are used as they are because http.client has no limit for a request as a whole: whoever
answers a byte at a time would hold us for hours.
"""

import ipaddress
import socket
import ssl
import time
from collections.abc import Mapping
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _

LIMIT = 15.0  # seconds, from connecting to the first line of the answer
LONGEST_LINE = 4096  # bytes
# Addresses that carry others inside them, which our own gateway might unpack.
CARRIERS = tuple(ipaddress.ip_network(net) for net in ("64:ff9b::/96", "2002::/16", "2001::/32"))


class Refused(Exception):  # noqa: N818  (an answer to whoever named the address)
    """We do not send there; the text says why."""


class Unanswered(Exception):  # noqa: N818
    """No answer came; the text says why."""


def checked(address: str) -> tuple[SplitResult, str]:
    """Return the parts of an address, and the IP address to connect to. Raises Refused."""
    try:
        parts = urlsplit(iri_to_uri(address))
        port = parts.port or {"https": 443, "http": 80}.get(parts.scheme, 0)
        host = (parts.hostname or "").encode("idna").decode()
    except ValueError:
        raise Refused(_("This is no address.")) from None
    if parts.scheme != "https" and not (parts.scheme == "http" and settings.WEBHOOKS_TO_PRIVATE_NETWORKS):
        raise Refused(_("The address must begin with https://."))
    if parts.username is not None or not host:
        raise Refused(_("The address must name a host, and no user."))
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError:
        raise Refused(_("There is no host “%(host)s”.") % {"host": host}) from None
    places = [str(place[4][0]) for place in found]
    if not settings.WEBHOOKS_TO_PRIVATE_NETWORKS and not all(map(is_public, places)):
        raise Refused(_("The host “%(host)s” is not on the public network.") % {"host": host})
    return parts._replace(netloc=f"{host}:{port}"), places[0]


def is_public(place: str) -> bool:
    """Say whether an IP address belongs to the public network."""
    ip = ipaddress.ip_address(place.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        ip = ip.ipv4_mapped or ip
    return ip.is_global and not ip.is_multicast and not any(ip in carrier for carrier in CARRIERS)


def post(address: str, body: bytes, headers: Mapping[str, str]) -> int:
    """Send a body and return the status of the answer. Raises Refused and Unanswered."""
    parts, place = checked(address)
    until = time.monotonic() + LIMIT
    host = parts.hostname or ""
    try:
        with socket.create_connection((place, parts.port), timeout=LIMIT) as plain:
            plain.settimeout(_left(until))
            stream = _encrypted(plain, host) if parts.scheme == "https" else plain
            with stream:
                stream.settimeout(_left(until))
                stream.sendall(_request(parts, body, headers))
                return _status(_first_line(stream, until))
    except TimeoutError:
        raise Unanswered(f"no answer within {LIMIT:.0f} seconds") from None
    except OSError as error:
        raise Unanswered(str(error) or type(error).__name__) from None


def _encrypted(plain: socket.socket, host: str) -> ssl.SSLSocket:
    return ssl.create_default_context().wrap_socket(plain, server_hostname=host)


def _request(parts: SplitResult, body: bytes, headers: Mapping[str, str]) -> bytes:
    host = parts.netloc.removesuffix(":443" if parts.scheme == "https" else ":80")
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    fields = {"Host": host, **headers, "Content-Length": str(len(body)), "Connection": "close"}
    lines = [f"POST {target} HTTP/1.1", *(f"{name}: {value}" for name, value in fields.items()), "", ""]
    return "\r\n".join(lines).encode("ascii") + body


def _first_line(stream: socket.socket, until: float) -> bytes:
    received = b""
    while b"\n" not in received and len(received) < LONGEST_LINE:
        stream.settimeout(_left(until))
        more = stream.recv(LONGEST_LINE)
        if not more:
            break
        received += more
    return received.partition(b"\n")[0]


def _status(line: bytes) -> int:
    version, _space, rest = line.strip().partition(b" ")
    code = rest[:3]
    if not (version.startswith(b"HTTP/1.") and len(code) == 3 and code.isdigit()):
        raise Unanswered("the answer is not HTTP")
    return int(code)


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
