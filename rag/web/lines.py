"""Assistants on stdin and stdout, one message a line; a line that is none is answered, too.

The SDK passes over a line that it cannot read, and whoever sent it would wait for ever.
"""

from typing import Any

from mcp.server.stdio import stdio_server
from mcp.shared._context_streams import ContextReceiveStream, ContextSendStream
from mcp.shared.message import SessionMessage
from mcp_types import INVALID_REQUEST, PARSE_ERROR, ErrorData, JSONRPCError
from pydantic import ValidationError

from rag.files import parse_json
from rag.web.assistant import DocumentServer


async def serve_lines(server: DocumentServer) -> None:
    """Serve until stdin ends."""
    inner = server._lowlevel_server
    async with stdio_server() as (read, write):
        heard: Any = _Answering(read, write)  # the SDK's protocol asks for more types than streams
        await inner.run(heard, write, inner.create_initialization_options())


class _Answering(ContextReceiveStream[SessionMessage | Exception]):
    """The messages of a stream; what could not be read is answered here."""

    __slots__ = ("_write",)

    def __init__(
        self,
        read: ContextReceiveStream[SessionMessage | Exception],
        write: ContextSendStream[SessionMessage],
    ) -> None:
        super().__init__(read._inner)
        self._write = write

    async def receive(self) -> SessionMessage | Exception:
        """The next message."""
        while isinstance(found := await super().receive(), Exception):
            await self._write.send(SessionMessage(_refusal(found)))
        return found


def _refusal(error: Exception) -> JSONRPCError:
    """What is wrong with a line, and the id of its request if that can be told."""
    told = error.errors() if isinstance(error, ValidationError) else ()
    wrong: dict[str, Any] = {**told[0]} if told else {}
    whole, code = wrong.get("input"), INVALID_REQUEST
    if wrong.get("type") == "json_invalid":
        try:
            whole = parse_json(str(whole))  # half of a surrogate pair is JSON, and no text
        except ValueError:
            code = PARSE_ERROR
    given = whole.get("id") if isinstance(whole, dict) else None
    name = given if type(given) in (int, str) and str(given).isascii() else None
    said = ErrorData(code=code, message=str(wrong.get("msg", "no message")))
    return JSONRPCError(jsonrpc="2.0", id=name, error=said)
