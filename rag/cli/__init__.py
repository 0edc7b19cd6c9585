"""The command line. A command is one file here: a thin shell over the library.

Each file has HELP, EXAMPLE, `add_arguments(parser)`, `run(arguments)`, which gives the exit status,
and perhaps WRITES, the options that name what it writes. What a command needs is imported inside
of `run`, so that `quoth --help` loads no model and no heavy library.

stdout is data, stderr is talk. Exit status: 0 fine, 1 findings or below a bar, 2 wrong use or
unreadable input, 130 interrupted.
"""

import argparse
import contextlib
import importlib
import importlib.util
import io
import os
import re
import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from rag import __version__
from rag.cli.terminal import say
from rag.errors import NoThread, QuothError

COMMANDS = (
    "index", "docs", "tag", "catalogue", "remove", "check-index", "doctor", "ask", "weigh",
    "questions", "batch", "audit", "verify", "page", "highlight", "export", "references", "eval",
    "calibrate", "extract", "serve", "mcp",
)  # fmt: skip
"""The modules of the commands, in the order of `quoth --help`."""

EngineLoader = Callable[..., Any]


class Parser(argparse.ArgumentParser):
    """A parser that keeps the lines of an epilog as written and takes no shortened options."""

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 - argparse's own arguments
        settings.setdefault("formatter_class", argparse.RawDescriptionHelpFormatter)
        super().__init__(allow_abbrev=False, **settings)
        # What argparse takes for a negative number is a value: so is a filter such as "-tag:draft".
        self._negative_number_matcher = re.compile(r"-\d|-[A-Za-z]+:")

    def error(self, message: str) -> Any:  # noqa: ANN401 - never returns
        """One line that says what was wrong, and exit status 2."""
        say(f"{self.prog}: {message}\nTry: {self.prog} --help")
        self.exit(2)

    def misread(self, words: Sequence[str]) -> None:
        """Refuse words that mean nothing here, with what was perhaps meant."""
        name = words[0].partition("=")[0]
        if name.startswith("-"):
            self.error(f"there is no option {name}{_meant(name, self._option_string_actions)}")
        self.error(f"{' '.join(words)!r} is too much; put words of one argument in quotation marks")


def _meant(word: str, among: Iterable[str]) -> str:
    from difflib import get_close_matches

    return "".join(f"; is {near} meant?" for near in get_close_matches(word, list(among), 1))


def build_parser(names: Sequence[str] = COMMANDS) -> Parser:
    """The parser of `quoth` with these commands, all by default."""
    parser = Parser(
        prog="quoth",
        description="Answers questions only in the words of your documents.",
        epilog='Examples:\n  quoth index corpus\n  quoth ask "Who led the Northern Alliance?"\n',
    )
    parser.add_argument("--version", action="version", version=f"quoth {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", dest="command")
    for name in names:
        module = importlib.import_module(f"rag.cli.{name.replace('-', '_')}")
        about = module.HELP[0].upper() + module.HELP[1:] + "." * (module.HELP[-1] != "?")
        command = commands.add_parser(
            name, help=module.HELP, description=about, epilog=module.EXAMPLE
        )
        module.add_arguments(command)
        if name != "extract":
            _add_index(command)
        command.set_defaults(
            execute=module.run, writes=getattr(module, "WRITES", ()), parser=command
        )
    return parser


def _add_index(parser: argparse.ArgumentParser) -> None:
    """The options of all commands but `extract`: where the index is."""
    parser.add_argument(
        "--index",
        type=Path,
        metavar="DIR",
        default=Path(os.environ.get("QUOTH_INDEX") or ".quoth"),
        help="the index's folder (default: $QUOTH_INDEX, else .quoth)",
    )
    parser.add_argument(
        "--store",
        metavar="URL",
        default=os.environ.get("QUOTH_STORE"),
        help="an index in PostgreSQL instead, postgresql://HOST/DATABASE#NAME "
        "(default: $QUOTH_STORE; see docs/scale.md)",
    )
    parser.add_argument(
        "--engine",
        metavar="URL",
        default=os.environ.get("QUOTH_ENGINE"),
        help="with --store: the Milvus that searches, http://HOST:19530 (default: $QUOTH_ENGINE)",
    )


def main(argv: Sequence[str] | None = None, *, load_engine: EngineLoader | None = None) -> int:
    """Run one command; gives its exit status and never a traceback for a fault of the input.

    `load_engine` stands in for rag.answer.load_engine, in tests.
    """
    try:
        return _run(argv, load_engine or _load_engine)
    except SystemExit as stop:  # argparse exits by itself after --help and wrong use
        return stop.code if isinstance(stop.code, int) else 2
    except QuothError as error:
        say(f"quoth: {error}")
        return 2
    except KeyboardInterrupt:
        if not _threads_start():  # OpenBLAS interrupts its own process where it gets none
            say(f"quoth: {NoThread()}")
            return 2
        say("quoth: interrupted")
        return 130
    except BrokenPipeError:
        return _nobody_reads()
    except OSError as error:
        what = f"{str(error.filename)!r}: {error.strerror}" if error.filename else str(error)
        say(f"quoth: {what}")
        return 2
    except ImportError as error:
        say(f"quoth: a part cannot be loaded: {error}. See: quoth doctor")
        return 2
    except BaseException as error:  # panics of libraries in Rust are no Exception
        say(f"quoth: {_scarce(error)}")
        return 2


def _nobody_reads() -> int:
    """The reader of stdout has gone (`quoth docs | head`); nothing is left to say to it."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _scarce(error: BaseException) -> str:
    """What the system does not give any more; an error that says something else goes on."""
    if isinstance(error, MemoryError):
        return "there is not enough memory; a limit of the shell (ulimit -v) may be too low"
    if NoThread.caused(error):
        return str(NoThread())
    raise error


def _threads_start() -> bool:
    try:
        threading.Thread(target=int).start()
    except RuntimeError:
        return False
    return True


def _run(argv: Sequence[str] | None, load_engine: EngineLoader) -> int:
    if sys.stdout is None:  # closed by whoever starts it
        raise QuothError("standard output is closed; give it at least /dev/null")
    sys.stdin = sys.stdin or io.TextIOWrapper(io.BytesIO())
    words = sys.argv[1:] if argv is None else argv
    # The files of the other commands are not even read.
    parser = build_parser(words[:1] if words and words[0] in COMMANDS else COMMANDS)
    if words and words[0] not in COMMANDS and not words[0].startswith("-"):
        parser.error(f"there is no command {words[0]!r}{_meant(words[0], COMMANDS)}")
    arguments, unknown = parser.parse_known_args(words)
    if unknown:
        getattr(arguments, "parser", parser).misread(unknown)
    if arguments.command is None:
        parser.print_help(sys.stderr)
        return 2
    arguments.load_engine = load_engine
    if "index" in arguments:
        arguments.place = _place(arguments)
    if arguments.writes:
        from rag.cli.output import refuse_losses

        refuse_losses(arguments)
    return int(arguments.execute(arguments))


def _place(arguments: argparse.Namespace) -> Any:  # noqa: ANN401 - a Store, not imported here
    """Where the index is: its folder, or a store of servers; the folder is for what lies beside."""
    if not arguments.store:
        return arguments.index
    if not arguments.engine:
        raise QuothError("--store names a catalogue, but no --engine that searches: give both.")
    if importlib.util.find_spec("psycopg") is None:
        raise QuothError("a store of servers needs more: pip install 'quoth[cluster]'")
    from rag.search.cluster.store import ClusterStore

    return ClusterStore.of(arguments.store, arguments.engine, arguments.index)


def _load_engine(place: Any, *, reader: str | None = None) -> Any:  # noqa: ANN401 - not imported here
    """What rag.answers.engine loads; the networks come up beside the imports, in a thread.

    Who needs a network takes what is loaded, or meets anew what kept it from loading.
    """
    from concurrent.futures import ThreadPoolExecutor

    # Its long patterns are compiled ahead of a chain of imports: at the edge of a piece of the
    # interpreter's stack the pattern parser would map and unmap memory at every call.
    import rag.english.saying  # noqa: F401
    from rag.search.embed import load_embedder

    with ThreadPoolExecutor(1) as beside:
        beside.submit(load_embedder)
        from rag.answers.reader import load_reader

        if reader is None:
            beside.submit(load_reader, reader)
        from rag.answers.engine import load_engine
    return load_engine(place, reader=reader)
