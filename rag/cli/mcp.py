"""`quoth mcp`: the library as tools for an assistant that writes prose."""

import argparse
import importlib.util
import os
from pathlib import Path
from typing import Any

from rag.cli import terminal
from rag.cli.serve import port
from rag.errors import QuothError

HELP = "serve assistants, on stdin and stdout or over HTTP"
EXAMPLE = """\
A server of the Model Context Protocol on stdin and stdout; an assistant's program starts it. With
--http it listens at http://HOST:PORT/mcp instead (streamable HTTP), behind the same guard as the
page. Its tools ask, find, read, verify, audit and cite change nothing (docs/assistants.md). It
needs the package mcp: pip install 'quoth[mcp]'.

Examples:
  quoth mcp --index ~/papers/.quoth
  quoth mcp --http --port 7861
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    parser.add_argument("--http", action="store_true", help="serve over HTTP at /mcp")
    parser.add_argument("--host", default="127.0.0.1", help="with --http")
    parser.add_argument("--port", type=port, default=7861, help="with --http")
    parser.add_argument(
        "--password",
        default=os.environ.get("QUOTH_PASSWORD"),
        help="with --http: the bearer token that is asked for (default: $QUOTH_PASSWORD)",
    )
    parser.add_argument(
        "--allow-host", metavar="NAME", action="append", default=[],
        help="with --http: a name by which it is called, besides this machine's",
    )  # fmt: skip


def run(arguments: argparse.Namespace) -> int:
    """Serve until stdin ends. An index must be there: nothing is made here."""
    from rag.models import check_room
    from rag.search.local import store_of

    check_room()
    if importlib.util.find_spec("mcp") is None:
        raise QuothError("the package mcp is not installed. Run: pip install 'quoth[mcp]'")
    store_of(arguments.place).published()
    from rag.web.assistant import build_assistant
    from rag.web.calls import Calls
    from rag.web.desk import Desk

    desk = Desk(arguments.place)
    desk.start()
    server = build_assistant(Calls(desk))
    if not arguments.http:
        import anyio

        from rag.web.lines import serve_lines

        anyio.run(serve_lines, server)
        return 0
    _serve_over_http(server, arguments)
    return 0


def _serve_over_http(server: Any, arguments: argparse.Namespace) -> None:  # noqa: ANN401 - of mcp
    """Serve at /mcp, behind the guard of the page."""
    import uvicorn

    from rag.web.assistant import over_http
    from rag.web.door import Door
    from rag.web.patience import have_patience

    host, names = arguments.host, frozenset(name.lower() for name in arguments.allow_host)
    door = Door(Path(), host, names, arguments.password or None, started=True)
    terminal.say(f"assistants are served at http://{host}:{arguments.port}/mcp (stop with Ctrl-C)")
    have_patience()
    uvicorn.run(over_http(server, door), host=host, port=arguments.port, log_level="warning")
