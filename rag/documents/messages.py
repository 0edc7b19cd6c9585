"""What passes between Quoth and a process that reads files: typed, of bounded length.

A message is one letter for its type, its length, and MessagePack. The reply of a process that
has read a hostile file may say anything; decoding it makes records of the stated types or fails,
and runs nothing.
"""

import struct
from dataclasses import dataclass
from typing import IO, Any, TypeAlias

import msgspec
import numpy as np

from rag.documents.document import Document, ScannedPage
from rag.documents.extraction import Extraction
from rag.errors import QuothError
from rag.span import Span

LONGEST = 512 * 1024 * 1024
"""Bytes of a message: a reply to a file of the largest size is smaller."""
_HEAD = struct.Struct(">cQ")


@dataclass(frozen=True, slots=True)
class Request:
    """A task, the name of its file and the file's bytes.

    `path` and `sha256` are those of the document that is to be made, `spans` and `scans` what is
    to be marked on a picture, `quotes` what is to be highlighted in a copy, each with its words.
    """

    task: str
    name: str
    data: bytes
    path: str = ""
    sha256: str = ""
    spans: tuple[Span, ...] = ()
    scans: tuple[ScannedPage, ...] = ()
    quotes: tuple[tuple[str, tuple[Span, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Recognised:
    """So many pages are recognised."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a file could not be read."""

    found: str
    remedy: str
    unsupported: bool = False


@dataclass(frozen=True, slots=True)
class Pictures:
    """(page from 0, PNG) of pages."""

    pages: tuple[tuple[int, bytes], ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """The bytes of a file that was made from another."""

    data: bytes


Message: TypeAlias = Request | Recognised | Failure | Pictures | Copy | Extraction | Document
_TYPES: dict[bytes, type[Any]] = {
    b"Q": Request, b"R": Recognised, b"F": Failure, b"P": Pictures, b"E": Extraction,
    b"D": Document, b"C": Copy,
}  # fmt: skip

_ANSWERS: dict[str, type[Any]] = {
    "extract": Extraction, "read": Document, "picture": Pictures, "highlight": Copy,
}  # fmt: skip


class Unreadable(Exception):
    """A message is too long, of an unknown type, or not what its type says."""


def _plain(value: object) -> object:
    """An array of offsets as its shape and its bytes."""
    if isinstance(value, np.ndarray):
        return [list(value.shape), value.astype("<i4").tobytes()]
    raise NotImplementedError(type(value).__name__)


def _array(_: type, value: Any) -> object:  # noqa: ANN401 - whatever was sent
    shape, data = value
    return np.frombuffer(data, dtype="<i4").reshape([int(size) for size in shape])


_ENCODER = msgspec.msgpack.Encoder(enc_hook=_plain)
_DECODERS = {
    letter: msgspec.msgpack.Decoder(kind, dec_hook=_array) for letter, kind in _TYPES.items()
}


def packed(message: Message) -> bytes:
    """The message with its head; raises Unreadable for one that cannot be sent."""
    letter = next(letter for letter, kind in _TYPES.items() if isinstance(message, kind))
    try:
        body = _ENCODER.encode(message)
    except (UnicodeError, ValueError, OverflowError) as error:
        raise Unreadable(str(error)) from error
    if len(body) > LONGEST:
        raise Unreadable(f"{len(body):,} bytes, expected at most {LONGEST:,}")
    return _HEAD.pack(letter, len(body)) + body


def send(pipe: IO[bytes] | None, message: Message) -> None:
    """Write a message; raises EOFError where there is no other side."""
    if pipe is None:
        raise EOFError
    pipe.write(packed(message))
    pipe.flush()


def receive(pipe: IO[bytes] | None, longest: int = LONGEST) -> Message:
    """The next message; raises EOFError where the other side is gone, Unreadable for nonsense."""
    head = pipe.read(_HEAD.size) if pipe is not None else b""
    if pipe is None or len(head) < _HEAD.size:
        raise EOFError
    letter, size = _HEAD.unpack(head)
    if letter not in _DECODERS or size > longest:
        raise Unreadable(f"a message {letter!r} of {size:,} bytes")
    body = pipe.read(size)
    if len(body) < size:
        raise EOFError
    try:
        message: Message = _DECODERS[letter].decode(body)
    except (msgspec.MsgspecError, QuothError, ValueError, TypeError) as error:
        raise Unreadable(str(error)) from error
    return message


def check_reply(reply: Message, request: Request) -> None:
    """Raise Unreadable for what is no reply to this request."""
    if isinstance(reply, Recognised):
        if not 0 <= reply.done <= reply.total or not reply.total:
            raise Unreadable(f"{reply.done} of {reply.total} pages recognised")
    elif not isinstance(reply, (_ANSWERS[request.task.partition(" ")[0]], Failure)):
        raise Unreadable(f"a message {type(reply).__name__}")
