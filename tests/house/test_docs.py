"""Commands that the documentation shows must be commands that there are."""

import re
import shlex
from pathlib import Path

import pytest

from rag.cli import build_parser

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("eval/*.md")])
_BLOCK = re.compile(r"^```[^\n]*\n(.*?)^```", re.M | re.S)
_INLINE = re.compile(r"`((?:\$ )?(?:quoth|python -m rag) [^`\n]+)`")


def commands(text: str) -> list[str]:
    """The `quoth` commands of a page: lines of code blocks, and code in running text."""
    joined = [block.replace("\\\n", " ") for block in _BLOCK.findall(text)]
    lines = [line.strip() for block in joined for line in block.splitlines()]
    inline = _INLINE.findall(_BLOCK.sub("", text))
    found = [re.sub(r"^\$ ", "", line) for line in (*lines, *inline)]
    return [c for c in found if re.match(r"(?:quoth|python -m rag)(?: |$)", c)]


def arguments(command: str) -> list[str]:
    """What a command gives the parser: no comment, no redirection, no second command."""
    words = shlex.split(command, comments=True)
    end = next((n for n, w in enumerate(words) if w in {"|", ">", "<", "&&", ";", "2>"}), None)
    return words[1:end] if words[0] == "quoth" else words[3:end]


def understood(words: list[str]) -> int | str | None:
    """The parser's exit status: 0 also where it goes on to run the command."""
    try:
        build_parser().parse_args(words)
    except SystemExit as stop:
        return stop.code
    return 0


SHOWN = [(p.relative_to(ROOT), c) for p in PAGES for c in commands(p.read_text("utf-8"))]


@pytest.mark.parametrize(("page", "command"), SHOWN, ids=lambda v: str(v)[:60])
def test_a_command_in_the_documentation_is_understood(page: Path, command: str) -> None:
    """The real parser takes it: the command and every option exist."""
    words = arguments(command)
    names_only = len(words) == 1 and not words[0].startswith("-")
    placeholders = {"…", "..."} & set(words)
    if names_only or placeholders:
        words = [words[0], "--help"]  # prose that names a command, not a line to copy
    assert 0 == understood(words), f"{page}: {command}"


def test_commands_are_found_in_code_and_in_prose() -> None:
    """The test above would be worth nothing if it looked at nothing."""
    page = "```sh\n$ quoth ask \\\n  hello  # greet\nls\n```\nand `quoth docs --json` or `x`."
    assert ["quoth ask    hello  # greet", "quoth docs --json"] == commands(page)
    assert ["ask", "hello"] == arguments("quoth ask hello  # greet")
    assert ["docs"] == arguments("python -m rag docs | head")


NAMED = re.compile(r"\brag/[\w/]+\.(?:py|css|js|json|onnx)\b")
PAGES = [p for p in sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("rag/**/*.py")])
         if p.name != "CHANGELOG.md"]  # fmt: skip


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_file_that_is_named_exists(page: Path) -> None:
    """A path of ours in a page or a docstring leads to a file."""
    names = set(NAMED.findall(page.read_text(encoding="utf-8")))
    assert [] == sorted(name for name in names if not (ROOT / name).exists())
