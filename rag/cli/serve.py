"""`quoth serve`: the browser app."""

import argparse
import os
from pathlib import Path

HELP = "start the browser app"
EXAMPLE = """\
With --corpus the folder is indexed first; on a second start nothing in it is indexed again.

Example:
  quoth serve --corpus corpus --port 7860
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=port, default=7860)
    parser.add_argument(
        "--password",
        default=os.environ.get("QUOTH_PASSWORD"),
        help="ask visitors for this password, with any name (default: $QUOTH_PASSWORD)",
    )
    parser.add_argument(
        "--read-only", action="store_true", help="visitors may ask, but not change the library"
    )
    parser.add_argument(
        "--operator-token",
        metavar="TOKEN",
        default=os.environ.get("QUOTH_OPERATOR_TOKEN"),
        help="who gives this as the password at /operator may change the whole library, others "
        "only what they brought (default: $QUOTH_OPERATOR_TOKEN)",
    )
    parser.add_argument(
        "--allow-host", metavar="NAME", action="append", default=[],
        help="a name by which the page is called, besides this machine's (may be repeated)",
    )  # fmt: skip
    parser.add_argument("--corpus", type=Path, metavar="DIR", help="index this folder first")


def port(text: str) -> int:
    """A port number; 0 takes any free one."""
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"found {text!r}; expected a port from 0 to 65535")
    return int(text)


def run(arguments: argparse.Namespace) -> int:
    """Serve until interrupted."""
    from rag.web import serve
    from rag.web.door import Door

    door = Door(
        host=arguments.host,
        hosts=frozenset(name.lower() for name in arguments.allow_host),
        password=arguments.password or None,
        token=arguments.operator_token or None,
        read_only=arguments.read_only,
    )
    serve(arguments.place, door, arguments.port, arguments.corpus)
    return 0
