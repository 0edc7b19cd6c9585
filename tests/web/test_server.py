"""Who is let in, by which name, to which route; and what every page of ours says about scripts."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx
import pytest

from rag.web.door import ROLE, VISITOR, Door
from rag.web.guard import Guard
from rag.web.page_html import POLICY, SCRIPTED, message_page
from rag.web.stores.limits import Turns
from rag.web.taking import uploads_folder

HERE = (b"host", b"127.0.0.1:7860")
FORM = (b"content-length", b"2")


async def _inner(scope: Any, _receive: Any, send: Any) -> None:
    said = dict(scope["headers"])
    headers = [(b"role", said[ROLE.encode()]), (b"visitor", said[VISITOR.encode()])]
    headers += [(b"access-control-allow-origin", b"*")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})


def answer(
    door: Door, *headers: tuple[bytes, bytes], **scope: Any
) -> tuple[int, dict[bytes, bytes]]:
    """Status and headers with which a request is answered."""
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return {"type": "http.request", "body": scope.get("body", b"{}")}

    request = {"type": "http", "method": "GET", "path": "/", "client": ("10.0.0.7", 1)} | scope
    named = [] if any(name == b"host" for name, _ in headers) else [HERE]
    asyncio.run(Guard(_inner, door)({**request, "headers": [*named, *headers]}, receive, send))
    return int(sent[0]["status"]), dict(sent[0]["headers"])


def status(door: Door, *headers: tuple[bytes, bytes], **scope: Any) -> int:
    """The status with which a request is answered."""
    return answer(door, *headers, **scope)[0]


def door(**settings: Any) -> Door:
    """The door of a server that has started."""
    return Door(Path(tempfile.gettempdir()) / "quoth-uploads-x", **{"started": True} | settings)


def basic(text: bytes) -> tuple[bytes, bytes]:
    """The header of HTTP's basic authentication."""
    return b"authorization", b"Basic " + b64encode(text)


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ((basic(b"anyone:secret"),), 200),
        ((basic(b"anyone:wrong"),), 401),
        ((basic(b"secret"),), 401),
        (((b"authorization", b"Basic %%%"),), 401),
        ((), 401),
    ],
)
def test_the_password_is_asked_for(headers: Any, expected: int) -> None:
    """Only the right password, with any name, lets a request through."""
    assert expected == status(door(password="secret"), *headers)


def test_without_a_password_everybody_is_let_in() -> None:
    """No password, no question."""
    assert 200 == status(door())


def test_passwords_cannot_be_tried_without_end() -> None:
    """After five wrong ones even the right one is refused, to this visitor and for a while."""
    gate = door(password="secret")
    tried = [status(gate, basic(b"a:wrong")) for _ in range(6)]
    assert tried == [401] * 5 + [429]
    assert status(gate, basic(b"a:secret")) == 429
    assert status(gate, basic(b"a:secret"), client=("10.0.0.8", 1)) == 200


@pytest.mark.parametrize(
    ("bound", "called", "expected"),
    [
        ("127.0.0.1", "127.0.0.1:7860", 200),
        ("127.0.0.1", "localhost:7860", 200),
        ("127.0.0.1", "[::1]:7860", 200),
        ("127.0.0.1", "evil.example:7860", 421),
        ("127.0.0.1", "192.168.1.5:7860", 421),
        ("127.0.0.1", "127.0.0.1.evil.example", 421),
        ("127.0.0.1", "", 421),
        ("0.0.0.0", "192.168.1.5:7860", 200),
        ("0.0.0.0", "evil.example", 421),
        ("0.0.0.0", "quoth.example", 200),
    ],
)
def test_the_page_answers_to_its_own_names_alone(bound: str, called: str, expected: int) -> None:
    """Somebody else's name that was made to point here (DNS rebinding) is refused."""
    gate = door(host=bound, hosts=frozenset(["quoth.example"]))
    assert expected == status(gate, (b"host", called.encode()))


@pytest.mark.parametrize(
    ("headers", "method", "expected"),
    [
        ([(b"origin", b"http://127.0.0.1:7860")], "POST", 200),
        ([(b"origin", b"http://evil.example")], "POST", 403),
        ([(b"origin", b"http://127.0.0.1:9999")], "POST", 403),
        ([(b"origin", b"null")], "POST", 403),
        ([(b"sec-fetch-site", b"cross-site"), (b"sec-fetch-mode", b"no-cors")], "GET", 403),
        ([(b"sec-fetch-site", b"cross-site"), (b"sec-fetch-mode", b"navigate"),
          (b"sec-fetch-dest", b"iframe")], "GET", 403),
        ([(b"sec-fetch-site", b"cross-site"), (b"sec-fetch-mode", b"navigate"),
          (b"sec-fetch-dest", b"document")], "GET", 200),
        ([(b"sec-fetch-site", b"same-origin")], "POST", 200),
    ],
)  # fmt: skip
def test_other_sites_may_link_here_and_nothing_else(
    headers: list[tuple[bytes, bytes]], method: str, expected: int
) -> None:
    """Their pages can neither call the page, nor read it, nor put it into a frame."""
    path = "/gradio_api/queue/join" if method == "POST" else "/"
    assert expected == status(door(), FORM, *headers, method=method, path=path)


def test_no_answer_is_readable_or_framed_elsewhere() -> None:
    """What Gradio says of other origins is taken back."""
    headers = answer(door())[1]
    assert b"access-control-allow-origin" not in headers
    assert headers[b"content-security-policy"] == b"frame-ancestors 'self'"
    assert headers[b"x-frame-options"] == b"SAMEORIGIN"


@pytest.mark.parametrize(
    "path",
    ["/gradio_api/file=/etc/passwd", "/gradio_api/file=http://evil.example/", "/file=/etc/passwd",
     "/gradio_api/proxy=http://evil.example/", "/gradio_api/process_recording", "/gradio_api/run/x",
     "/gradio_api/call/x", "/gradio_api/api/x", "/gradio_api/component_server", "/monitoring",
     "/gradio_api/stream/x", "/login", "/assets/../../etc/passwd", "/gradio_api/vibe-code",
     "/gradio_api/deep_link", "/gradio_api/dev/reload", "/openapi.json", "/docs"],
)  # fmt: skip
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_routes_that_the_page_does_not_use_are_not_there(path: str, method: str) -> None:
    """A list of what is allowed: Gradio's other routes fetch addresses and read files."""
    assert 404 == status(door(), FORM, path=path, method=method)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (["When did Herat fall?", None, 0.5], 200),
        ([[{"path": "{uploads}/ab/herat.md", "url": "http://127.0.0.1/file=x"}]], 200),
        ([[{"path": "/etc/passwd", "meta": {"_type": "gradio.FileData"}}]], 400),
        ([[{"path": "http://evil.example/"}]], 400),
        ([{"deep": [{"path": "{uploads}/../../etc/passwd"}]}], 400),
        ([{"path": 7}], 400),
    ],
)
def test_only_uploaded_files_can_be_named(data: Any, expected: int) -> None:
    """No file of the machine, no address: whatever a call says that was uploaded."""
    gate = door()
    body = json.dumps({"data": data}).replace("{uploads}", str(gate.uploads)).encode()
    length = (b"content-length", str(len(body)).encode())
    given = status(gate, length, method="POST", path="/gradio_api/queue/join", body=body)
    assert expected == given


@pytest.mark.parametrize(
    ("path", "length", "expected"),
    [
        ("/gradio_api/upload", 50 << 20, 200),
        ("/gradio_api/upload", 50 << 30, 413),
        ("/gradio_api/queue/join", 50 << 20, 413),
        ("/keep", 50 << 20, 413),
    ],
)
def test_what_is_sent_has_a_limit(path: str, length: int, expected: int) -> None:
    """Uploads, calls and forms; none without a length."""
    stated = (b"content-length", str(length).encode())
    assert expected == status(door(), stated, method="POST", path=path)
    assert 411 == status(door(), method="POST", path=path)


def test_one_visitor_cannot_call_without_end() -> None:
    """The limit holds for all tabs together, and for each visitor apart."""
    gate = door()
    calls = {"method": "POST", "path": "/gradio_api/queue/join"}
    assert {status(gate, FORM, **calls) for _ in range(240)} == {200}
    assert status(gate, FORM, **calls) == 429
    assert status(gate, method="DELETE", path="/api/v1/questions") == 429
    assert status(gate, FORM, **calls, client=("10.0.0.8", 1)) == 200


@pytest.mark.parametrize("path", ["/questions", "/keep/x", "/known", "/api/v1/ask", "/source/x"])
def test_what_is_computed_waits_for_its_turn(path: str) -> None:
    """A page of saved questions asks each of them anew."""
    gate = door(computing=Turns(0, 0))
    assert status(gate, path=path) == 429


def test_one_visitor_cannot_read_without_end() -> None:
    """What is computed is counted, whatever it is; what a browser fetches with each page is not."""
    gate, paths = door(), ("/", "/source/x", "/api/v1/documents", "/questions")
    assert {status(gate, path=paths[n % 4]) for n in range(600)} == {200}
    assert {status(gate, path=path) for path in paths} == {429}
    light = ("/assets/x.js", "/quoth/style.css", "/theme.css", "/gradio_api/queue/data")
    assert {status(gate, path=path) for path in light} == {200}
    assert status(gate, FORM, method="POST", path="/gradio_api/queue/join") == 200
    assert status(gate, path="/", client=("10.0.0.8", 1)) == 200


@pytest.mark.parametrize(
    ("settings", "given", "role"),
    [
        ({}, None, b"operator"),
        ({"read_only": True}, None, b"visitor"),
        ({"token": "t"}, None, b"guest"),
        ({"host": "0.0.0.0"}, None, b"guest"),
        ({"hosts": frozenset(["quoth.example"])}, None, b"guest"),
        ({"host": "0.0.0.0", "read_only": True, "token": "t"}, None, b"visitor"),
        ({"token": "t"}, b"a:t", b"operator"),
        ({"token": "t", "password": "p"}, b"a:p", b"guest"),
        ({"token": "t", "password": "p"}, b"a:t", b"operator"),
        ({"read_only": True, "password": "p"}, b"a:p", b"visitor"),
    ],
)
def test_roles(settings: dict[str, Any], given: bytes | None, role: bytes) -> None:
    """Whoever serves the page to himself alone may do all; others, what their role says."""
    headers = [] if given is None else [basic(given)]
    forged = (ROLE.encode(), b"operator")
    assert answer(door(**settings), forged, *headers)[1][b"role"] == role
    changed = status(door(**settings), FORM, *headers, method="POST", path="/known")
    assert changed == (200 if role == b"operator" else 403)
    expected = 303 if role == b"operator" else 401
    assert status(door(**settings), *headers, path="/operator") == expected


def test_a_visitor_is_known_again_by_his_cookie_alone() -> None:
    """He gets one with his first page; what is said of him is no cookie, and cannot be forged."""
    first = answer(door())[1]
    cookie = first[b"set-cookie"].split(b";")[0]
    assert all(word in first[b"set-cookie"] for word in (b"HttpOnly", b"SameSite=Strict"))
    again = answer(door(), (b"cookie", b"a=b; " + cookie), (VISITOR.encode(), b"somebody"))[1]
    assert b"set-cookie" not in again
    assert again[b"visitor"] == sha256(cookie.partition(b"=")[2]).hexdigest().encode()
    assert answer(door(), (VISITOR.encode(), b"somebody"))[1][b"visitor"] == b""
    assert b"set-cookie" not in answer(door(), path="/config")[1]


def test_uploads_of_a_server_that_was_killed_go(tmp_path: Path, monkeypatch: Any) -> None:
    """The next server deletes what a dead one left, and nothing of one that runs."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    kill = "import os, rag.web.taking as u; print(u.uploads_folder(), flush=True); os._exit(1)"
    env = {**os.environ, "TMPDIR": str(tmp_path)}
    command = [sys.executable, "-c", kill]
    gone = subprocess.run(command, capture_output=True, text=True, env=env, check=False).stdout
    left = Path(gone.strip())
    assert left.is_dir()
    held, mine = uploads_folder(), uploads_folder()
    assert (left.parent, left.exists(), held.exists()) == (tmp_path, False, True)
    assert mine.stat().st_mode & 0o077 == 0


SERVE = """
import signal, sys
from pathlib import Path
from rag.web.door import Door
from rag.web.server import serve
serve(Path(sys.argv[1]), Door(password="secret"), port=0)
"""


def wakes(process: int) -> int:
    """How often the threads of a process were woken in a second; 0 where there is no /proc."""

    def times() -> int:
        told = (one.read_text() for one in Path(f"/proc/{process}/task").glob("*/status"))
        return sum(int(text.split("\nvoluntary_ctxt_switches:")[1].split()[0]) for text in told)

    before = times()
    time.sleep(1)
    return times() - before


def test_a_server_with_a_password_starts_rests_and_ends_cleanly(tmp_path: Path) -> None:
    """Behind a proxy that is set for all, too; told to end, it leaves no uploads behind.

    Nobody tries more passwords by saying that he asks for others.
    """
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    environment = {**os.environ, "http_proxy": "http://127.0.0.1:9", "TMPDIR": str(temporary)}
    root = str(Path(__file__).parents[2])
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(tmp_path / "index")], stderr=subprocess.PIPE, text=True,
        env=environment | {"PYTHONPATH": root, "all_proxy": "socks5://127.0.0.1:9"}, cwd=tmp_path,
    )  # fmt: skip
    assert process.stderr is not None
    told = ""
    for line in process.stderr:
        told += line
        if "open http" in line:
            break
    woken = wakes(process.pid)
    address = next(word for word in told.split() if word.startswith("http"))
    tried = [
        httpx.get(
            f"{address}config", auth=("", "guess"), headers={"X-Forwarded-For": f"192.0.2.{n}"},
            trust_env=False,
        ).status_code
        for n in range(6)
    ]  # fmt: skip
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=60)
    assert tried == [401] * 5 + [429]
    assert woken < 400  # Gradio's own pace is over a thousand
    assert list(temporary.iterdir()) == []


def test_pages_of_ours_forbid_scripts_and_other_hosts() -> None:
    """The policy allows nothing by default, and a message is text."""
    assert "default-src 'none'" in POLICY
    assert "script-src" not in POLICY
    assert f"{POLICY}; script-src 'self'" == SCRIPTED
    assert "&lt;script&gt;" in message_page("<script>", "x")
