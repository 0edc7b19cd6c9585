"""The guard to the word: what it says, what it passes on, and what it counts."""

import asyncio
import json
from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest

from rag.web import body
from rag.web.door import ROLE, VISITOR, Door, host_name, in_digits
from rag.web.guard import Guard
from rag.web.stores.limits import QueuePlaces

HERE = (b"host", b"127.0.0.1:7860")
JOIN = "/gradio_api/queue/join"
SESSION = b'{"session_hash": "%b"}'


class Asked:
    """One request to a page behind the guard: what it answered, and what the page was given."""

    fault: type[Exception] | None = None  # what the page raises

    def __init__(
        self, door: Door, *headers: tuple[bytes, bytes], parts: Any = (b"{}",), **scope: Any
    ) -> None:
        self.sent: list[Any] = []
        self.scope: Any = None
        self.bodies: list[Any] = []
        self.answer: list[tuple[bytes, bytes]] = []
        self.parts = [
            {"type": "http.request", "body": part, "more_body": at < len(parts) - 1}
            for at, part in enumerate(parts)
        ]
        named = [] if any(name == b"host" for name, _ in headers) else [HERE]
        request = {"type": "http", "method": "GET", "path": "/", "client": ("10.0.0.7", 1)}
        asked = {**request, **scope, "headers": [*named, *headers]}
        asyncio.run(Guard(self._page, door)(asked, self._receive, self._send))

    async def _page(self, scope: Any, receive: Any, send: Any) -> None:
        self.scope = scope
        if self.fault is not None:
            raise self.fault
        for _ in range(2 * (scope.get("method") == "POST")):
            self.bodies.append(await receive())
        if scope["type"] == "http":
            start = {"type": "http.response.start", "status": 200, "headers": self.answer}
            await send({**start, "trailers": True})
            await send({"type": "http.response.body", "body": b"page"})

    async def _receive(self) -> Any:
        return self.parts.pop(0) if self.parts else {"type": "http.disconnect"}

    async def _send(self, message: Any) -> None:
        self.sent.append(message)

    @property
    def said(self) -> tuple[int, str]:
        """Status and body of the answer."""
        return int(self.sent[0]["status"]), self.sent[1]["body"].decode()

    @property
    def headers(self) -> dict[bytes, bytes]:
        """The headers of the answer."""
        return dict(self.sent[0]["headers"])


def door(tmp_path: Path, **settings: Any) -> Door:
    """The door of a server that has started."""
    return Door(tmp_path / "uploads", **{"started": True} | settings)


def post(length: object, *headers: tuple[bytes, bytes]) -> tuple[tuple[bytes, bytes], ...]:
    """The headers of a body of this length."""
    return ((b"content-length", str(length).encode()), *headers)


FOREIGN = "Another site's page may not call this one."
LONG = "This is too long."
SAID: dict[str, tuple[Any, dict[str, Any], tuple[int, str]]] = {
    "a socket": ((), {"type": "websocket"}, (403, "No sockets here.")),
    "a foreign name": (
        ((b"host", b"evil.example"),), {},
        (421, "The page has another address. See: quoth serve --allow-host NAME"),
    ),
    "no name": (((b"host", b""),), {},
        (421, "The page has another address. See: quoth serve --allow-host NAME")),
    "a name that a proxy is said to have heard": (
        ((b"x-forwarded-host", b"127.0.0.1, evil.example"),), {},
        (421, "The page has another address. See: quoth serve --allow-host NAME")),
    "our name from a proxy": (((b"x-forwarded-host", b"localhost, 127.0.0.1:1"),), {},
        (200, "page")),
    "a long body of another method": (
        post(2 * 1024 * 1024 + 1), {"method": "DELETE", "path": "/api/v1/questions"},
        (413, LONG)),
    "a foreign origin": (((b"origin", b"http://evil.example"),), {}, (403, FOREIGN)),
    "an origin of another port": (((b"origin", b"http://127.0.0.1:1"),), {}, (403, FOREIGN)),
    "our origin in capitals": (
        ((b"host", b"LOCALHOST:7860"), (b"origin", b"http://LocalHost:7860")), {}, (200, "page"),
    ),
    "from another site": (((b"sec-fetch-site", b"cross-site"),), {}, (403, FOREIGN)),
    "from a sister site": (((b"sec-fetch-site", b"same-site"),), {}, (403, FOREIGN)),
    "framed by another site": (
        ((b"sec-fetch-site", b"cross-site"), (b"sec-fetch-mode", b"navigate"),
         (b"sec-fetch-dest", b"iframe")), {}, (403, FOREIGN),
    ),
    "a form of another site": (
        ((b"sec-fetch-site", b"cross-site"), (b"sec-fetch-mode", b"navigate"),
         (b"sec-fetch-dest", b"document")), {"method": "POST"}, (403, FOREIGN),
    ),
    "a link of another site": (
        ((b"sec-fetch-site", b"cross-site"), (b"sec-fetch-mode", b"navigate")), {}, (200, "page"),
    ),
    "a header twice": (
        ((b"authorization", b"a"), (b"authorization", b"b")), {},
        (400, "A header that may stand once stands twice."),
    ),
    "no such route": ((), {"path": "/gradio_api/file=x"}, (404, "There is nothing here.")),
    "a route upwards": ((), {"path": "/assets/../x"}, (404, "There is nothing here.")),
    "a route that no disk can have": ((), {"path": f"/static/{'a' * 201}"},
        (404, "There is nothing here.")),
    "a session of any length": (
        post(2), {"method": "POST", "path": JOIN, "parts": [SESSION % (b"a" * 65)]},
        (400, "This is no session of the page."),
    ),
    "a session": (
        post(2), {"method": "POST", "path": JOIN, "parts": [SESSION % (b"a" * 64)]},
        (200, "page"),
    ),
    "another method": ((), {"method": "DELETE"}, (405, "Here is only GET, HEAD.")),
    "no length": ((), {"method": "POST", "path": JOIN}, (411, "A request must state its length.")),
    "no number": (post("-1"), {"method": "POST", "path": JOIN},
        (411, "A request must state its length.")),
    "a long call": (post(2 * 1024 * 1024 + 1), {"method": "POST", "path": JOIN}, (413, LONG)),
    "a call at the limit": (post(2 * 1024 * 1024), {"method": "POST", "path": JOIN}, (200, "page")),
    "a longer call than stated": (
        post(2), {"method": "POST", "path": JOIN, "parts": [b"[" * (1 << 20)] * 3}, (413, LONG),
    ),
    "a call cut short": (post(2), {"method": "POST", "path": JOIN, "parts": []}, (413, LONG)),
    "no call": (post(2), {"method": "POST", "path": JOIN, "parts": [b"{"]},
        (400, "This is no call.")),
    "a deep call": (post(2), {"method": "POST", "path": JOIN, "parts": [b"[" * 200_000]},
        (400, "This is no call.")),
    "another file": (post(2), {"method": "POST", "path": JOIN, "parts": [b'{"path": "/etc/x"}']},
        (400, "Only uploaded files can be read.")),
    "an odd path": (post(2), {"method": "POST", "path": JOIN, "parts": [b'[{"path": "\\u0000"}]']},
        (400, "Only uploaded files can be read.")),
    "a large upload": (post((256 << 20) + 1), {"method": "POST", "path": "/gradio_api/upload"},
        (413, "These files are too large. Add fewer at a time.")),
    "an upload at the limit": (post(256 << 20), {"method": "POST", "path": "/gradio_api/upload"},
        (200, "page")),
}  # fmt: skip


@pytest.mark.parametrize("case", SAID)
def test_what_is_refused_is_told_in_plain_text(case: str, tmp_path: Path) -> None:
    """Each refusal with its status and words, and nothing of it reaches the page."""
    headers, scope, expected = SAID[case]
    asked = Asked(door(tmp_path), *headers, **scope)
    told = (
        json.loads(asked.said[1])["detail"] if "/api/" in scope.get("path", "") else asked.said[1]
    )
    assert (asked.said[0], told) == expected
    assert (asked.scope is None) == (expected[0] != 200)
    if expected[0] != 200:
        assert [message["type"] for message in asked.sent] == [
            "http.response.start", "http.response.body"
        ]  # fmt: skip
        length = str(len(expected[1])).encode()
        if "/api/" in scope.get("path", ""):
            return
        plain = {b"content-type": b"text/plain; charset=utf-8", b"content-length": length}
        allowed = {b"allow": b"GET, HEAD"} if expected[0] == 405 else {}
        assert plain | allowed == asked.headers


@pytest.mark.parametrize(
    ("given", "settings", "path", "expected"),
    [
        (b"Bearer s", {"password": "s"}, "/", 200),
        (b"bearer  s ", {"password": "s"}, "/", 200),
        (b"Bearer x", {"password": "s"}, "/", 401),
        (b"Basic " + b64encode(b"a:s:t"), {"password": "s:t"}, "/", 200),
        (b"Basic " + b64encode("a:päss".encode()), {"password": "päss"}, "/", 200),
        (b"Basic " + b64encode(b"a:\xff"), {"password": "\ufffd"}, "/", 200),
        (b"Basic %%%", {"password": "s"}, "/", 401),
        (b"Digest s", {"password": "s"}, "/", 401),
        (b"s", {"password": "s"}, "/", 401),
        (b"Bearer t", {"password": "s", "token": "t"}, "/operator", 303),
        (b"Bearer s", {"password": "s", "token": "t"}, "/operator", 401),
    ],
)
def test_who_is_let_in(
    given: bytes, settings: dict[str, str], path: str, expected: int, tmp_path: Path
) -> None:
    """By a password with any name, or as a bearer; a refusal says how to ask again."""
    asked = Asked(door(tmp_path, **settings), (b"authorization", given), path=path)
    assert asked.said[0] == expected
    if expected == 401:
        assert asked.said[1] == "A password is needed."
        assert asked.headers[b"www-authenticate"] == b'Basic realm="Quoth", charset="UTF-8"'
    if expected == 303:
        assert (asked.said[1], asked.headers[b"location"]) == ("", b"/")


def test_the_page_learns_who_asks_and_nobody_can_say_it_himself(tmp_path: Path) -> None:
    """Headers of ours that a visitor sends go, in any letter case; his own others stay."""
    forged = [(ROLE.title().encode(), b"operator"), (VISITOR.upper().encode(), b"x")]
    given = door(tmp_path, read_only=True)
    headers = Asked(given, *forged, (b"x-other", b"1")).scope["headers"]
    assert headers == [HERE, (b"x-other", b"1"), (ROLE.encode(), b"visitor"),
                       (VISITOR.encode(), b"")]  # fmt: skip


def test_a_call_reaches_the_page_whole_and_once(tmp_path: Path) -> None:
    """In several pieces too; addresses are taken out, and its length is that of the rest."""
    parts = [b'{"data": [{"url": "http:', b'//evil.example/", "size": 7}]}']
    asked = Asked(door(tmp_path), *post(54), method="POST", path=JOIN, parts=parts)
    said = b'{"data": [{"size": 7}]}'
    whole = {"type": "http.request", "body": said, "more_body": False}
    assert asked.bodies == [whole, {"type": "http.disconnect"}]
    assert [v for n, v in asked.scope["headers"] if n == b"content-length"] == [b"23"]
    form = Asked(door(tmp_path), *post(3), method="POST", path="/keep", parts=[b"a=1"])
    assert form.bodies[0]["body"] == b"a=1"
    upload = Asked(
        door(tmp_path), *post(2), method="POST", path="/gradio_api/upload", parts=[b"a", b"b"]
    )
    assert [message["body"] for message in upload.bodies] == [b"a", b"b"]


def test_a_call_waits_for_a_place_of_its_address_and_its_function(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three calls of function 20 are in the queue for this address: a fourth is refused in time."""
    monkeypatch.setattr("rag.web.stores.limits._PATIENCE", 0.0)

    def said(function: int, client: str = "10.0.0.7") -> int:
        line = QueuePlaces(events=lambda: [("10.0.0.7", 20)] * 3)
        body = json.dumps({"fn_index": function}).encode()
        asked = Asked(
            door(tmp_path, line=line), *post(len(body)), method="POST", path=JOIN, parts=[body],
            client=(client, 1),
        )  # fmt: skip
        return asked.said[0]

    assert [said(20), said(2), said(20, "10.0.0.8")] == [429, 200, 200]


@pytest.mark.parametrize("fault", [KeyError, ValueError, AttributeError])
def test_a_call_that_the_page_never_makes_is_the_callers_fault(
    fault: type[Exception], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A function that is not there, numbers that JSON has not: no fault of the server's."""
    monkeypatch.setattr(Asked, "fault", fault)
    asked = Asked(door(tmp_path), *post(2), method="POST", path=JOIN)
    assert asked.said == (400, "The page makes no such call.")
    with pytest.raises(fault):
        Asked(door(tmp_path), path="/source/x")


def test_uploads_have_a_limit_in_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted in every folder below; at the limit one more is still taken, above it none."""
    monkeypatch.setattr(body, "MOST_UPLOADED", 10)
    (tmp_path / "uploads" / "a" / "b").mkdir(parents=True)
    (tmp_path / "uploads" / "a" / "b" / "x").write_bytes(b"1234567890")
    upload = {"method": "POST", "path": "/gradio_api/upload"}
    assert Asked(door(tmp_path), *post(2), **upload).said[0] == 200
    (tmp_path / "uploads" / "y").write_bytes(b"1")
    assert Asked(door(tmp_path), *post(2), **upload).said[0] == 413


def test_secrets_are_compared_in_a_time_that_tells_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Password and token both, by what the library has for it."""
    compared: list[int] = []

    def noting(one: bytes, other: bytes) -> bool:
        compared.append(len(one) + len(other))
        return False

    monkeypatch.setattr("hmac.compare_digest", noting)
    assert Asked(door(tmp_path, password="s", token="t"), (b"authorization", b"Bearer s")).said[0]
    assert [64, 64] == compared


def test_waiting_has_a_header(tmp_path: Path) -> None:
    """Too many calls, and too many wrong passwords."""
    gate = door(tmp_path, password="s")
    for _ in range(5):
        Asked(gate, (b"authorization", b"Bearer x"))
    tried = Asked(gate, (b"authorization", b"Bearer x"))
    assert tried.said == (429, "Too many wrong passwords.")
    assert tried.headers[b"retry-after"] == b"60"
    busy = door(tmp_path)
    while busy.calls.wait("10.0.0.7") == 0:
        pass
    calls = Asked(busy, *post(2), method="POST", path=JOIN)
    assert calls.said == (429, "Too many requests. Wait a minute.")
    assert calls.headers[b"retry-after"] == b"60"
    assert Asked(busy, *post(2), method="POST", path=JOIN, client=None).said[0] == 200


def test_without_a_password_given_nobody_is_counted_as_wrong(tmp_path: Path) -> None:
    """A browser asks without one first, as often as it likes."""
    gate = door(tmp_path, password="s")
    assert {Asked(gate).said[0] for _ in range(9)} == {401}
    assert Asked(gate, (b"authorization", b"Bearer s")).said[0] == 200


@pytest.mark.parametrize(
    ("started", "path", "client", "expected"),
    [
        (False, "/", ("127.0.0.1", 1), 200),
        (False, "/gradio_api/startup-events", ("127.0.0.1", 1), 200),
        (False, "/config", ("127.0.0.1", 1), 401),
        (False, "/", None, 401),
        (True, "/", ("127.0.0.1", 1), 401),
    ],
)
def test_only_the_servers_own_first_request_needs_no_password(
    started: bool, path: str, client: Any, expected: int, tmp_path: Path
) -> None:
    """Gradio asks itself whether it is there, before anybody else can."""
    gate = door(tmp_path, password="s", started=started)
    asked = Asked(gate, path=path, client=client)
    assert asked.said[0] == expected
    if expected == 200:
        assert dict(asked.scope["headers"])[ROLE.encode()] == b"visitor"


def test_programs_are_told_as_programs(tmp_path: Path) -> None:
    """Below /api/ a refusal is problem+json, with the headers that belong to it."""
    asked = Asked(door(tmp_path, password="s"), path="/api/v1/ask")
    assert asked.headers[b"content-type"] == b"application/problem+json"
    assert asked.headers[b"www-authenticate"] == b'Basic realm="Quoth", charset="UTF-8"'
    said = json.loads(asked.said[1])
    assert (said["status"], said["detail"]) == (401, "A password is needed.")


def test_the_start_of_the_server_passes_and_answers_pass_unchanged(tmp_path: Path) -> None:
    """What is no request is not ours; of an answer only headers are changed."""
    started = Asked(door(tmp_path), type="lifespan")
    assert (started.scope["type"], started.sent) == ("lifespan", [])
    asked = Asked(door(tmp_path), path="/config")
    assert asked.sent[0]["trailers"] is True
    assert asked.headers == {
        b"content-security-policy": b"frame-ancestors 'self'", b"x-frame-options": b"SAMEORIGIN"
    }  # fmt: skip


def test_a_page_with_a_policy_of_its_own_keeps_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And what Gradio allows other sites is taken back, in any letter case."""
    own = [(b"Content-Security-Policy", b"default-src 'none'"), (b"Access-Control-Max-Age", b"9")]
    page = Asked._page

    async def with_policy(self: Asked, *given: Any) -> None:
        self.answer = own
        await page(self, *given)

    monkeypatch.setattr(Asked, "_page", with_policy)
    headers = Asked(door(tmp_path), path="/config").sent[0]["headers"]
    assert headers == [own[0], (b"x-frame-options", b"SAMEORIGIN")]


@pytest.mark.parametrize(
    ("bound", "name", "known"),
    [
        ("127.0.0.1", "localhost", True), ("127.0.0.1", "::1", True), ("[::1]", "localhost", True),
        ("::1", "10.0.0.1", False), ("192.168.1.5", "192.168.1.5", True),
        ("MyHost", "myhost", True), ("MyHost", "localhost", True), ("MyHost", "10.0.0.1", True),
        ("MyHost", "other", False), ("[fe80::1]", "fe80::1", True), ("MyHost", "", False),
    ],
)  # fmt: skip
def test_by_which_names_the_page_is_called(
    bound: str, name: str, known: bool, tmp_path: Path
) -> None:
    """Its own, this machine's, and, where others may come, any in figures."""
    assert door(tmp_path, host=bound).knows(name) is known


def test_names_are_read_from_hosts() -> None:
    """Without the port and in small letters; what is none is the empty name."""
    given = ("LocalHost:7860", "[::1]:7860", "10.0.0.1", "", "[::1", "a b")
    assert [host_name(host) for host in given] == ["localhost", "::1", "10.0.0.1", "", "", "a b"]
    assert [in_digits(host) for host in ("10.0.0.1", "::1", "a", "")] == [True, True, False, False]


@pytest.mark.parametrize(
    ("settings", "given", "role"),
    [
        ({}, None, "operator"), ({}, "x", "operator"), ({"read_only": True}, None, "visitor"),
        ({"token": "t"}, "t", "operator"), ({"token": "t"}, "x", "guest"),
        ({"token": "t", "read_only": True}, "t", "operator"), ({"host": "[::1]"}, None, "operator"),
        ({"password": "p"}, "p", "operator"), ({"password": "p"}, "P", None),
        ({"password": "p"}, None, None), ({"password": "p", "token": "t"}, "t", "operator"),
        ({"host": "10.0.0.1"}, None, "guest"),
    ],
)  # fmt: skip
def test_what_they_may(
    settings: dict[str, Any], given: str | None, role: str | None, tmp_path: Path
) -> None:
    """The operator all, a guest what he brought, a visitor nothing; nobody is not let in."""
    assert door(tmp_path, **settings).role(given) == role
