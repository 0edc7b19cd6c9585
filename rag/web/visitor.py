"""Which visitor asks: a random number in a cookie, by which nobody is known elsewhere."""

import re
from hashlib import sha256
from secrets import token_urlsafe

VISITOR = "x-quoth-visitor"
"""The header by which a function of the page learns which visitor asks; empty without a cookie."""
_COOKIE = re.compile(rb"(?:^|;)\s*quoth-visitor=([\w-]{22})(?:;|$)")


def visitor_of(headers: dict[bytes, bytes]) -> bytes:
    """The visitor with this cookie, as a hash: what is kept of him lets nobody else be him."""
    known = _COOKIE.search(headers.get(b"cookie", b""))
    return sha256(known[1]).hexdigest().encode() if known else b""


def new_cookie() -> tuple[bytes, bytes]:
    """The header that gives a new visitor his cookie; no script and no other site gets at it."""
    value = f"quoth-visitor={token_urlsafe(16)}; Path=/; HttpOnly; SameSite=Strict"
    return b"set-cookie", f"{value}; Max-Age=31536000".encode()
