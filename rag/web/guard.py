"""What every request passes before it reaches the page: whose, from where, to which route.

A list of what is allowed, not of what is forbidden: Gradio brings routes that fetch other
addresses, read files and call functions, of which the page uses few.
"""

import re
from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from ipaddress import IPv6Address, IPv6Network
from typing import TypeAlias
from urllib.parse import urlsplit

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rag.web import body as bodies
from rag.web.api.problems import problem
from rag.web.body import Refusal
from rag.web.door import ROLE, VISITOR, Door, host_name, in_digits, new_cookie, visitor_of
from rag.web.stores.limits import Crowded

_READ = frozenset(["GET", "HEAD"])
_ONCE = (
    b"host", b"x-forwarded-host", b"origin", b"authorization", b"content-length",
    b"transfer-encoding",
)  # fmt: skip
_BODY = (b"content-length", b"transfer-encoding")
_CROWDED = Refusal(429, "Too many of your requests are under way. Wait.", (b"retry-after", b"10"))
Routes: TypeAlias = tuple[tuple[re.Pattern[str], frozenset[str]], ...]
_ROUTES: Routes = tuple(
    (re.compile(pattern), methods)
    for pattern, methods in (
        (r"/|/config|/theme\.css|/favicon\.ico|/robots\.txt|/manifest\.json|/operator", _READ),
        (r"/(?:assets|static|svelte)/[\w./-]{1,200}", _READ),
        (r"/gradio_api/(?:info|startup-events|queue/data|upload_progress)", _READ),
        (r"/gradio_api/heartbeat/[\w-]+", _READ),
        (r"/gradio_api/(?:queue/join|upload|cancel|reset)", frozenset(["POST"])),
        (r"/source/[\w-]*|/picture/[\w-]+|/export/[\w-]+/[\w.-]+|/quoth/[\w.-]+", _READ),
        (r"/known\.jsonl", _READ),
        (r"/known|/questions|/keep(?:/[\w-]+)?", _READ | {"POST"}),
        (r"/api/(?:openapi\.json|v1/.+)", _READ | {"POST", "PUT", "PATCH", "DELETE"}),
    )
)
ASSISTANTS = ((re.compile("/mcp"), frozenset(["POST"])),)
"""What the server of assistants answers, and nothing else; a GET would only hold a stream open."""
_CHANGES = re.compile(r"/known|/questions|/keep(?:/[\w-]+)?")
_STARTING = frozenset(["/", "/gradio_api/startup-events"])
_COMPUTED = re.compile(
    r"/api/v1/.+|/(?:source|picture|export|keep)/.+|/known(?:\.jsonl)?|/questions|/mcp"
)
"""What is computed for each request."""
_FUNCTION = "quoth.function"
"""Where the scope says which of the page's functions is called; their queue is Gradio's."""
_STREAMS = re.compile(r"/gradio_api/(?:queue/data|upload_progress|upload|heartbeat/[\w-]+)")
"""What stays open for as long as somebody looks."""
_LIGHT = re.compile(r"/(?:assets|static|svelte|quoth)/.+|/[a-z]+\.(?:css|ico|json|txt)")
"""What a browser fetches by itself with the page: files that are there."""
_ASTRAY = (LookupError, ValueError, AttributeError, TypeError)
"""What Gradio raises at a call that its page never makes: a function or part that is not there."""
_OURS = frozenset([ROLE.encode(), VISITOR.encode()])


class Guard:
    """ASGI middleware that lets a request through, or refuses it."""

    def __init__(self, app: ASGIApp, door: Door, routes: Routes = _ROUTES) -> None:
        self.app, self.door, self.routes = app, door, routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        try:
            if scope["type"] != "http":
                raise Refusal(403, "No sockets here.")
            known = visitor_of(dict(scope["headers"])) or scope["path"] != "/"
            receive = await self._passed(scope, receive)
            framed = _framed(send, () if known else (new_cookie(),))
            async with self._turn(scope):
                await self._called(scope, receive, framed)
        except Refusal as refusal:
            await _refuse(scope, receive, send, refusal)
        except Crowded:
            await _refuse(scope, receive, send, _CROWDED)

    async def _called(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self.app(scope, receive, send)
        except _ASTRAY as error:  # functions of the page run behind the queue, not here
            if scope["method"] != "POST" or not scope["path"].startswith("/gradio_api/"):
                raise
            raise Refusal(400, "The page makes no such call.") from error

    def _turn(self, scope: Scope) -> AbstractAsyncContextManager[None]:
        """The turn of this request among those of its address; what costs little needs none."""
        if _STREAMS.fullmatch(scope["path"]):
            return self.door.streams.turn(client_of(scope))
        if _COMPUTED.fullmatch(scope["path"]):
            return self.door.computing.turn(client_of(scope))
        if _FUNCTION in scope:
            return self.door.line.place(client_of(scope), scope[_FUNCTION])
        return nullcontext()

    async def _passed(self, scope: Scope, receive: Receive) -> Receive:
        """Check everything; returns where the body is to be read from."""
        headers = dict(scope["headers"])
        if any(sum(name == one for name, _ in scope["headers"]) > 1 for one in _ONCE):
            raise Refusal(400, "A header that may stand once stands twice.")
        method, path = scope["method"], scope["path"]
        _check_origin(self.door, headers, method)
        known = [methods for route, methods in self.routes if route.fullmatch(path)]
        if not known or ".." in path:
            raise Refusal(404, "There is nothing here.")
        if not any(method in methods for methods in known):
            allowed = ", ".join(sorted(frozenset().union(*known)))
            raise Refusal(405, f"Here is only {allowed}.", (b"allow", allowed.encode()))
        role = self._role(scope, headers, path)
        scope["headers"] = [h for h in scope["headers"] if h[0].lower() not in _OURS]
        scope["headers"].append((ROLE.encode(), role.encode()))
        scope["headers"].append((VISITOR.encode(), visitor_of(headers)))
        if method == "POST" and role != "operator" and _CHANGES.fullmatch(path):
            raise Refusal(403, "This library is read-only.")
        free = method != "POST" and (_LIGHT.fullmatch(path) or _STREAMS.fullmatch(path))
        limit = self.door.reads if method in _READ else self.door.calls
        if not free and limit.wait(client_of(scope)):
            raise Refusal(429, "Too many requests. Wait a minute.", (b"retry-after", b"60"))
        if method != "POST" and path == "/operator":
            raise Refusal(303, "", (b"location", b"/"))
        brings = method == "POST" or not headers.keys().isdisjoint(_BODY)
        return await self._body(scope, headers, receive) if brings else receive

    def _role(self, scope: Scope, headers: dict[bytes, bytes], path: str) -> str:
        """The role of whoever asks; the start-up request is the server's own."""
        client = client_of(scope)
        if not self.door.started and path in _STARTING and in_digits(client):
            return "visitor"
        given = _password(headers)
        if given is not None and self.door.wrong.full(client):
            raise Refusal(429, "Too many wrong passwords.", (b"retry-after", b"60"))
        role = self.door.role(given)
        if role is None or (path == "/operator" and role != "operator"):
            if given is not None:
                self.door.wrong.wait(client)
            ask = (b"www-authenticate", b'Basic realm="Quoth", charset="UTF-8"')
            raise Refusal(401, "A password is needed.", ask)
        return role

    async def _body(self, scope: Scope, headers: dict[bytes, bytes], receive: Receive) -> Receive:
        """A body of bounded length; what it says of files is checked."""
        length = headers.get(b"content-length", b"")
        # A body in chunks ends where it likes, whatever length is stated beside.
        if not length.isdigit() or b"transfer-encoding" in headers:
            raise Refusal(411, "A request must state its length.")
        if scope["path"].endswith("/upload"):
            return self._upload(int(length), receive)
        if int(length) > bodies.LARGEST:
            raise Refusal(413, "This is too long.")
        body = await bodies.whole(receive)
        if scope["path"].endswith("/queue/join"):
            body, scope[_FUNCTION] = bodies.files_checked(body, self.door.uploads)
            kept = [h for h in scope["headers"] if h[0].lower() != b"content-length"]
            scope["headers"] = [*kept, (b"content-length", str(len(body)).encode())]
        return bodies.again(body, receive)

    def _upload(self, length: int, receive: Receive) -> Receive:
        """Files of bounded length, each and together."""
        if length > bodies.LARGEST_UPLOAD or not bodies.room(self.door.uploads):
            raise Refusal(413, "These files are too large. Add fewer at a time.")
        return bodies.uploaded(receive, length, self.door.uploads)


def _check_origin(door: Door, headers: dict[bytes, bytes], method: str) -> None:
    """Raise Refusal for another name than ours, and for a page of somebody else's that calls."""
    called = headers.get(b"host", b"").decode("latin-1")
    named = headers.get(b"x-forwarded-host", b"").decode("latin-1")  # Gradio writes it into pages
    others = [name.strip() for name in named.split(",") if name]
    if not all(door.knows(host_name(name)) for name in (called, *others)):
        raise Refusal(421, "The page has another address. See: quoth serve --allow-host NAME")
    origin = headers.get(b"origin")
    if origin is not None and urlsplit(origin.decode("latin-1")).netloc.lower() != called.lower():
        raise Refusal(403, "Another site's page may not call this one.")
    if headers.get(b"sec-fetch-site", b"none") in (b"cross-site", b"same-site"):
        opened = headers.get(b"sec-fetch-mode") == b"navigate" and method in _READ
        if not opened or headers.get(b"sec-fetch-dest") not in (None, b"document"):
            raise Refusal(403, "Another site's page may not call this one.")


def client_of(scope: Scope) -> str:
    """The address that asks; of IPv6 the network, since one machine has all addresses of it."""
    found = str((scope.get("client") or ("",))[0])
    if ":" not in found or not in_digits(found):
        return found
    address = IPv6Address(found)
    return str(address.ipv4_mapped or IPv6Network((address, 64), strict=False))


def _password(headers: dict[bytes, bytes]) -> str | None:
    """The password that is given by HTTP's basic authentication, or as a bearer's token."""
    given = headers.get(b"authorization", b"")
    if given[:7].lower() == b"bearer ":
        return given[7:].strip().decode("utf-8", "replace")
    if not given.startswith(b"Basic "):
        return None
    try:
        return b64decode(given[6:]).partition(b":")[2].decode("utf-8", "replace")
    except (Base64Error, ValueError):
        return ""


def _framed(send: Send, more: Sequence[tuple[bytes, bytes]]) -> Send:
    """A `send` with `more` headers that lets no other site frame the page or read what it says."""

    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = [
                h for h in message["headers"] if not h[0].lower().startswith(b"access-control")
            ]
            if not any(name.lower() == b"content-security-policy" for name, _ in headers):
                headers.append((b"content-security-policy", b"frame-ancestors 'self'"))
            headers.append((b"x-frame-options", b"SAMEORIGIN"))
            headers.extend(more)
            message = {**message, "headers": headers}
        await send(message)

    return guarded


async def _refuse(scope: Scope, receive: Receive, send: Send, refusal: Refusal) -> None:
    """Say it in plain text, or as programs read it."""
    headers = {name.decode(): value.decode() for name, value in refusal.headers}
    plain = PlainTextResponse(refusal.said, refusal.status, headers)
    for_programs = scope["path"].startswith("/api/")
    said = problem(refusal.status, refusal.said, headers=headers) if for_programs else plain
    await said({**scope, "type": "http"}, receive, send)
