"""`quoth serve`: the browser app."""

import argparse
import os
from pathlib import Path
from typing import Any

EXAMPLE = """\
With --corpus the folder is indexed first; on a second start nothing in it is indexed again.

Example:
  quoth serve --corpus corpus --port 7860
"""


def register(commands: Any) -> None:  # noqa: ANN401 - argparse has no public name for it
    """Add the command to the parser."""
    from rag.cli import add_index

    parser = commands.add_parser(
        "serve", help="start the browser app", epilog=EXAMPLE, description="Starts the browser app."
    )
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=port, default=7860)
    parser.add_argument(
        "--password",
        default=os.environ.get("QUOTH_PASSWORD"),
        help="ask visitors for this password, with any name (default: $QUOTH_PASSWORD)",
    )
    parser.add_argument("--corpus", type=Path, metavar="DIR", help="index this folder first")
    add_index(parser)
    parser.set_defaults(execute=run)


def port(text: str) -> int:
    """A port number; 0 takes any free one."""
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"found {text!r}; expected a port from 0 to 65535")
    return int(text)


def run(arguments: argparse.Namespace) -> int:
    """Serve until interrupted."""
    from rag.web import serve

    serve(
        arguments.index,
        host=arguments.host,
        port=arguments.port,
        corpus=arguments.corpus,
        password=arguments.password or None,
    )
    return 0
