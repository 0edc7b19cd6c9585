"""Who may come in, by which name of ours, and as what; and which visitor it is.

He is known by a random number in a cookie, by which nobody is known elsewhere.
"""

import hmac
import re
from dataclasses import dataclass, field
from hashlib import sha256
from ipaddress import ip_address
from pathlib import Path
from secrets import token_urlsafe
from urllib.parse import urlsplit

from rag.web.stores.limits import QueuePlaces, RateLimit, Turns

ROLE = "x-quoth-role"
"""The header by which a function of the page learns what whoever asks may do: "operator"; "guest",
who may change what he brought; "visitor", who may change nothing."""
_LOOPBACK = frozenset(["localhost", "127.0.0.1", "::1"])
VISITOR = "x-quoth-visitor"
"""The header by which a function of the page learns which visitor asks; empty without a cookie."""
_COOKIE = re.compile(rb"(?:^|;)\s*quoth-visitor=([\w-]{22})(?:;|$)")


@dataclass(slots=True)
class Door:
    """Who may come in. `uploads` is where uploaded files lie until they are taken, once it is open.

    `hosts` are the names by which the page may be called, besides those of this machine where it
    is served to it alone, and addresses in figures where it is served to others: a page of
    somebody else's that has its name point here still calls us by that name. The bearer of the
    `token` may change the whole library. Without one whoever serves the page to this machine alone
    is its operator; others may add documents and take their own away, unless it is `read_only`.
    """

    uploads: Path = Path()
    host: str = "127.0.0.1"
    hosts: frozenset[str] = frozenset()
    password: str | None = None
    token: str | None = None
    read_only: bool = False
    started: bool = False
    wrong: RateLimit = field(default_factory=lambda: RateLimit(5, 60.0))
    calls: RateLimit = field(default_factory=lambda: RateLimit(240, 60.0))
    reads: RateLimit = field(default_factory=lambda: RateLimit(600, 60.0))
    computing: Turns = field(default_factory=lambda: Turns(4, 32))
    streams: Turns = field(default_factory=lambda: Turns(256))
    line: QueuePlaces = field(default_factory=QueuePlaces)

    def knows(self, host: str) -> bool:
        """Whether the page may be called by this name."""
        if host in self.hosts or host == self.host.strip("[]").lower():
            return True
        if self.host.strip("[]") in _LOOPBACK:
            return host in _LOOPBACK
        return host == "localhost" or in_digits(host)

    def role(self, given: str | None) -> str | None:
        """What the bearer of these words is: "operator", "guest", "visitor", or nobody."""
        if self.token is not None and given is not None and _same(given, self.token):
            return "operator"
        if self.password is not None and (given is None or not _same(given, self.password)):
            return None
        if self.read_only:
            return "visitor"
        alone = self.token is None and self.host.strip("[]") in _LOOPBACK and not self.hosts
        return "operator" if alone else "guest"


def host_name(host: str) -> str:
    """The name in a Host header, without its port; "" for what is none."""
    try:
        return (urlsplit(f"//{host}").hostname or "").lower()
    except ValueError:
        return ""


def in_digits(host: str) -> bool:
    """Whether a host is an address in figures, which nobody can have point elsewhere."""
    try:
        return bool(ip_address(host))
    except ValueError:
        return False


def _same(given: str, expected: str) -> bool:
    """Whether two secrets are the same, in a time that tells nothing of where they differ."""
    one, other = (sha256(text.encode("utf-8", "replace")).digest() for text in (given, expected))
    return hmac.compare_digest(one, other)


def visitor_of(headers: dict[bytes, bytes]) -> bytes:
    """The visitor with this cookie, as a hash: what is kept of him lets nobody else be him."""
    known = _COOKIE.search(headers.get(b"cookie", b""))
    return sha256(known[1]).hexdigest().encode() if known else b""


def new_cookie() -> tuple[bytes, bytes]:
    """The header that gives a new visitor his cookie; no script and no other site gets at it."""
    value = f"quoth-visitor={token_urlsafe(16)}; Path=/; HttpOnly; SameSite=Strict"
    return b"set-cookie", f"{value}; Max-Age=31536000".encode()
