"""What a request brings: how long, in which time, and which files of the machine it names."""

import asyncio
import json
import time
from pathlib import Path

from starlette.types import Message, Receive

from rag.files import parse_json

LARGEST_UPLOAD, MOST_UPLOADED = 256 * 1024 * 1024, 1024 * 1024 * 1024
LARGEST = 2 * 1024 * 1024
"""Bytes of a body that brings no file."""
SECONDS, SLOWEST = 30.0, 32 * 1024
"""What any body may take to arrive, and the bytes of an upload that must come in a second more."""
_LEFT = 3600.0
"""Seconds after which an uploaded file that nobody has taken goes, once others need its room."""
_LOOKED = 8 * 1024 * 1024
"""Bytes of an upload after which the room is looked at again."""
_LONGEST_SESSION = 64
_GONE = {"type": "http.disconnect"}


class Refusal(Exception):
    """An answer instead of the page: a status, what to say, and more headers."""

    def __init__(self, status: int, said: str, *headers: tuple[bytes, bytes]) -> None:
        super().__init__(said)
        self.status, self.said, self.headers = status, said, headers


async def whole(receive: Receive) -> bytes:
    """All of a body that is not too long."""
    body, more = bytearray(), True
    try:
        async with asyncio.timeout(SECONDS):
            while more:
                message = await receive()
                body += message.get("body", b"")
                if len(body) > LARGEST or message["type"] != "http.request":
                    raise Refusal(413, "This is too long.")
                more = message.get("more_body", False)
    except TimeoutError as error:
        raise Refusal(408, "This took too long to arrive.") from error
    return bytes(body)


def uploaded(receive: Receive, length: int, uploads: Path) -> Receive:
    """A `receive` of an upload that ends, as if its sender had gone, where it comes too slowly.

    So it does where there is no room left, which others may have taken meanwhile.
    """
    until, since = time.monotonic() + SECONDS + length / SLOWEST, 0

    async def given() -> Message:
        nonlocal since
        try:
            async with asyncio.timeout(until - time.monotonic()):
                message = await receive()
        except TimeoutError:
            return _GONE
        since += len(message.get("body", b""))
        if since > _LOOKED:
            since = 0
            return message if room(uploads) else _GONE
        return message

    return given


def room(uploads: Path) -> bool:
    """Whether more may be uploaded; what lies there untaken for an hour makes way."""
    return any(_size(uploads, since) <= MOST_UPLOADED for since in (0.0, time.time() - _LEFT))


def _size(folder: Path, since: float) -> int:
    """The bytes of the files in a folder, after those that are older are deleted."""
    size = 0
    for file in folder.rglob("*"):
        try:
            stat = file.stat()
            if file.is_dir():
                continue
            if stat.st_mtime < since:
                file.unlink()
            else:
                size += stat.st_size
        except OSError:
            continue  # somebody has taken it meanwhile
    return size


def files_checked(body: bytes, uploads: Path) -> tuple[bytes, object]:
    """A call in which only uploaded files are named, and no address to fetch; and its function."""
    try:
        call = parse_json(body)
    except ValueError as error:
        raise Refusal(400, "This is no call.") from error
    # Gradio remembers each session for as long as it runs.
    if isinstance(call, dict) and len(str(call.get("session_hash"))) > _LONGEST_SESSION:
        raise Refusal(400, "This is no session of the page.")
    stack = [call]
    while stack:
        value = stack.pop()
        if isinstance(value, list):
            stack += value
        elif isinstance(value, dict):
            value.pop("url", None)
            path = value.get("path")
            if path is not None and not (isinstance(path, str) and _inside(path, uploads)):
                raise Refusal(400, "Only uploaded files can be read.")
            stack += value.values()
    return json.dumps(call).encode(), call.get("fn_index") if isinstance(call, dict) else None


def _inside(path: str, folder: Path) -> bool:
    try:
        return Path(path).resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError):
        return False


def again(body: bytes, receive: Receive) -> Receive:
    """A `receive` that gives a body which was read already."""
    left = [{"type": "http.request", "body": body, "more_body": False}]

    async def given() -> Message:
        return left.pop() if left else await receive()

    return given
