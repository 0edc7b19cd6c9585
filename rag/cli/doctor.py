"""`quoth doctor`: is everything here that answers need? Looks, and changes nothing."""

import argparse
from dataclasses import asdict

from rag.cli import terminal

HELP = "is everything here that answers need?"
EXAMPLE = """\
Looks at the versions, the packaged models (byte for byte), the index (every file and record), the
disk, and Tesseract. A line each: `ok`, `note` (works, but with less) or `bad`, and what to do.
Where there is no index yet, that is a note. --json gives one object, for a report of a fault.
--licences lists instead what every installed package that Quoth needs says of its licence.
Exit status: 0, or 1 if anything is bad.

Examples:
  quoth doctor
  quoth doctor --json
  quoth doctor --licences
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    parser.add_argument("--json", action="store_true", help="what was found, as one JSON object")
    parser.add_argument("--licences", action="store_true", help="licences of what is installed")


def run(arguments: argparse.Namespace) -> int:
    """Look, and say what was found; exit status 1 if anything is bad."""
    from rag.measure.health import look

    if arguments.licences:
        return _licences(arguments.json)
    checks = look(arguments.index)
    bad = sum(one.state == "bad" for one in checks)
    if arguments.json:
        terminal.put_json([{"ok": not bad, "checks": [asdict(one) for one in checks]}])
        return 1 if bad else 0
    width = max(len(one.subject) for one in checks)
    for one in checks:
        line = f"{one.state:4}  {one.subject:{width}}  {one.found}"
        terminal.put(_plain(f"{line} {one.remedy}".rstrip()))
    if bad:
        terminal.say(f"{bad} of {len(checks)} are bad")
    return 1 if bad else 0


def _licences(as_json: bool) -> int:
    """List them; exit status 1 where a package does not state any."""
    from rag.measure.licences import licences

    packages = licences()
    if as_json:
        terminal.put_json([asdict(one) for one in packages])
    else:
        for one in packages:
            terminal.put(_plain(f"{one.name} {one.version}: {one.licence or 'not stated'}"))
    return 1 if any(not one.licence for one in packages) else 0


def _plain(line: str) -> str:
    from rag.views.escape import neutral

    return neutral(line)
