"""`quoth mcp`: the library as tools for an assistant that writes prose."""

import argparse
import importlib.util
from typing import Any

from rag.errors import QuothError

EXAMPLE = """\
A server of the Model Context Protocol on stdin and stdout; an assistant's program starts it. Its
tools ask, find, read, verify, audit and cite change nothing (docs/assistants.md). It needs the
package mcp: pip install 'quoth[mcp]'.

Example:
  quoth mcp --index ~/papers/.quoth
"""


def register(commands: Any) -> None:  # noqa: ANN401 - argparse has no public name for it
    """Add the command to the parser."""
    from rag.cli import add_index

    parser = commands.add_parser(
        "mcp",
        help="serve assistants on stdin and stdout",
        description="Serves assistants that speak the Model Context Protocol.",
        epilog=EXAMPLE,
    )
    add_index(parser)
    parser.set_defaults(execute=run)


def run(arguments: argparse.Namespace) -> int:
    """Serve until stdin ends. An index must be there: nothing is made here."""
    from rag.search.manifest import read_current

    if importlib.util.find_spec("mcp") is None:
        raise QuothError("the package mcp is not installed. Run: pip install 'quoth[mcp]'")
    read_current(arguments.index)
    from rag.web.assistant import build_assistant
    from rag.web.calls import Calls
    from rag.web.desk import Desk

    desk = Desk(arguments.index)
    desk.start()
    build_assistant(Calls(desk)).run()
    return 0
