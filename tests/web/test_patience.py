"""A real server: what waits for nothing is closed, what takes its time is not."""

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from rag.web import body, patience
from tests.web.test_guard import Asked, door, post


async def slow(_scope: Any, _receive: Any, send: Any) -> None:
    """A page that takes longer than a connection may idle."""
    await asyncio.sleep(1.5)
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"done"})


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A server with little patience."""
    monkeypatch.setattr(patience, "PATIENCE", 0.8)
    listening = socket.create_server(("127.0.0.1", 0))
    protocol: Any = patience.patient(H11Protocol)
    settings = uvicorn.Config(slow, http=protocol, log_level="critical", lifespan="off")
    server = uvicorn.Server(settings)
    thread = threading.Thread(target=server.run, args=([listening],))
    thread.start()
    yield listening.getsockname()[1]
    server.should_exit = True
    thread.join()
    listening.close()


def closed_after(link: socket.socket) -> float:
    """Seconds until the other side hangs up."""
    before = time.monotonic()
    link.settimeout(10)
    try:
        while link.recv(1000):
            pass
    except ConnectionResetError:
        pass
    return time.monotonic() - before


@pytest.mark.parametrize("said", [b"", b"GET / HTTP/1.1\r\nHost: x"])
def test_a_head_that_never_ends_is_not_waited_for(said: bytes, port: int) -> None:
    """Nor for one that never begins."""
    with socket.create_connection(("127.0.0.1", port)) as link:
        link.sendall(said)
        assert closed_after(link) < 5


def test_an_answer_that_takes_its_time_comes(port: int) -> None:
    """And the connection is closed when nothing follows it."""
    with socket.create_connection(("127.0.0.1", port)) as link:
        link.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        link.settimeout(10)
        assert b"200" in link.recv(1000)
        link.sendall(b"GET / HT")
        assert closed_after(link) < 5


def test_a_body_that_never_ends_is_not_waited_for(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A call that says its length and not its words is given up."""
    monkeypatch.setattr(body, "SECONDS", 0.1)

    async def never(_: Asked) -> Any:
        await asyncio.sleep(60)

    monkeypatch.setattr(Asked, "_receive", never)
    asked = Asked(door(tmp_path), *post(2), method="POST", path="/keep")
    assert asked.said == (408, "This took too long to arrive.")
