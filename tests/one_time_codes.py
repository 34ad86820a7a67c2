"""One-time codes of an authenticator app by RFC 6238; independent of Django."""

import base64
import hashlib
import hmac
import struct
import time


def code_at(secret: str, *, ahead: int = 0) -> str:
    """Return the code of now; one is taken once, so that a second one lies `ahead`."""
    counter = struct.pack(">Q", int(time.time()) // 30 + ahead)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    (number,) = struct.unpack_from(">I", digest, digest[-1] & 0x0F)
    return f"{(number & 0x7FFFFFFF) % 10**6:06d}"
