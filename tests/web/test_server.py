"""The password, and what every page of ours says about scripts."""

import asyncio
from base64 import b64encode
from typing import Any

import pytest

from rag.web.page_html import POLICY, SCRIPTED, message_page
from rag.web.server import Guard


async def _inner(_scope: Any, _receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})


def status(guard: Guard, *headers: tuple[bytes, bytes], kind: str = "http") -> int:
    """The status with which a request of these headers is answered."""
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(guard({"type": kind, "headers": list(headers)}, None, send))
    return int(sent[0]["status"])


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
    assert expected == status(Guard(_inner, "secret"), *headers)


def test_without_a_password_everybody_is_let_in() -> None:
    """No password, no question."""
    assert 200 == status(Guard(_inner, None))


def test_pages_of_ours_forbid_scripts_and_other_hosts() -> None:
    """The policy allows nothing by default, and a message is text."""
    assert "default-src 'none'" in POLICY
    assert "script-src" not in POLICY
    assert f"{POLICY}; script-src 'self'" == SCRIPTED
    assert "&lt;script&gt;" in message_page("<script>", "x")
