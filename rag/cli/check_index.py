"""`quoth check-index`: whether the index is whole."""

import argparse
import json
import sys

from rag.cli import terminal

HELP = "is the index whole?"
EXAMPLE = """\
Reads every file of the index, every record and every passage. Exit status 1 where anything is
damaged. Updates check the same files before they carry them over, and refuse damaged ones.

Example:
  quoth check-index
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    parser.add_argument("--json", action="store_true", help="what was found, as JSON")


def run(arguments: argparse.Namespace) -> int:
    """Check, and say everything that is wrong; exit status 1 if anything is."""
    from rag.search.manifest import remedy
    from rag.views.escape import neutral

    generation, documents, faults = _examined(arguments)
    if arguments.json:
        sys.stdout.write(json.dumps({"generation": generation, "faults": faults}) + "\n")
    else:
        for fault in faults:
            sys.stdout.write(f"{neutral(fault)}\n")
    if faults:
        terminal.say(f"damaged in {len(faults)} places. {remedy(arguments.index)}")
        return 1
    terminal.say(f"generation {generation}: {documents} documents, every file is whole")
    return 0


def _examined(arguments: argparse.Namespace) -> tuple[int, int, list[str]]:
    """The generation, how many documents it has, and everything that is wrong with it."""
    if arguments.place is not arguments.index:
        counts: tuple[int, int, list[str]] = arguments.place.examine()
        return counts
    from rag.search.examine import examine

    manifest, faults = examine(arguments.index)
    return manifest.generation, manifest.documents, faults
