"""Which files are to be indexed: found recursively, in order, each problem one line.

Hidden files and the index itself are passed over in silence. A folder is read once, so that a
loop of links ends. Links that lead out of the folder are followed only if that is asked for:
somebody else may have put them there.
"""

import errno
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from rag.files import no_file

_BAD_NAME = (
    (re.compile(r"[\x00-\x1f\x7f\u2028\u2029]"), "a line break or control character"),
    (re.compile(r"</?[A-Za-z!][^<>]*>"), "HTML mark-up"),
    (re.compile(r"[\ud800-\udfff]"), "bytes that are not UTF-8"),
)

FileProblem = tuple[str, str]
"""A path as the user knows it, and why it was not indexed."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A regular file: where it lies, the folder that was indexed, and its path inside that."""

    path: Path
    root: str
    relative: str


@dataclass(slots=True)
class Scan:
    """The files found below some paths, and what stood in the way.

    `roots` are the (root, prefix) whose files were all seen: what the catalog holds below
    them and the scan does not was removed. `blocked` are those that could not be read.
    """

    files: list[SourceFile] = field(default_factory=list)
    problems: list[FileProblem] = field(default_factory=list)
    roots: list[tuple[str, str]] = field(default_factory=list)
    blocked: list[tuple[str, str]] = field(default_factory=list)
    follow: bool = False

    def gone(self, root: str, relative: str) -> bool:
        """Whether a file of the catalog must have been removed, given that it was not found."""
        return _below(self.roots, root, relative) and not _below(self.blocked, root, relative)


def _below(places: Sequence[tuple[str, str]], root: str, relative: str) -> bool:
    return any(
        root == place and (not prefix or relative == prefix or relative.startswith(prefix + "/"))
        for place, prefix in places
    )


def scan(
    paths: Sequence[Path], known_roots: Sequence[str], index: Path, follow: bool = False
) -> Scan:
    """Find all files below `paths`. A path inside of a known root keeps to that root.

    `follow` says that links which lead out of a folder are followed as well.
    """
    result = Scan(follow=follow)
    taken: set[tuple[str, str]] = set()
    folders = [str(absolute(path)) for path in paths if _is_folder(path)]
    for given in paths:
        for file in _files(given, [*known_roots, *folders], index.resolve(), result):
            if (file.root, file.relative) not in taken:
                taken.add((file.root, file.relative))
                result.files.append(file)
    return result


def _files(given: Path, known: Sequence[str], index: Path, result: Scan) -> Iterator[SourceFile]:
    path = absolute(given)
    if _is_folder(path):
        root = _root(path, known) or path
        prefix = path.relative_to(root).as_posix().removeprefix(".")
        result.roots.append((str(root), prefix))
        yield from _walk(path, root, index, result, {_identity(path)})
    elif problem := _problem(path, str(given)):
        result.problems.append((_shown(str(given)), problem))
    else:
        root = _root(path.parent, known) or path.parent
        yield SourceFile(path, str(root), path.relative_to(root).as_posix())


def absolute(path: Path) -> Path:
    """The path from the root, without `..`; a link keeps its own name."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links


def _root(path: Path, known: Sequence[str]) -> Path | None:
    """The known root that `path` is or lies in; the outermost."""
    inside = [root for root in known if path == Path(root) or Path(root) in path.parents]
    return Path(min(inside, key=len)) if inside else None


def _walk(
    folder: Path, root: Path, index: Path, result: Scan, visited: set[tuple[int, int]]
) -> Iterator[SourceFile]:
    place = folder.relative_to(root).as_posix().removeprefix(".")
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        result.blocked.append((str(root), place))
        result.problems.append((_shown(place or str(folder)), f"cannot be read: {error.strerror}."))
        return
    for entry in entries:
        relative = entry.relative_to(root).as_posix()
        if entry.name.startswith("."):
            continue
        leads_out = not result.follow and _leads_out(entry, root)
        if not leads_out and _is_folder(entry):
            if entry.resolve() == index:
                continue
            if _identity(entry) in visited:
                result.problems.append((_shown(relative), _READ_ALREADY))
                continue
            visited.add(_identity(entry))
            yield from _walk(entry, root, index, result, visited)
        elif problem := _LEADS_OUT if leads_out else _problem(entry, relative):
            result.blocked.append((str(root), relative))
            result.problems.append((_shown(relative), problem))
        else:
            yield SourceFile(entry, str(root), relative)


_LEADS_OUT = "is a link that leads out of the folder. To follow it: --follow-links."
_READ_ALREADY = "is a link to a folder that is read already. It was not followed."


def _leads_out(entry: Path, root: Path) -> bool:
    """Whether an entry is a link to something that lies outside of the root."""
    if not entry.is_symlink():
        return False
    try:
        return not entry.resolve(strict=True).is_relative_to(root.resolve())
    except (OSError, RuntimeError):
        return False  # a link to nothing, or a loop: `_problem` says so


def _problem(path: Path, name: str) -> str | None:
    """Why something cannot be a source, or None for a regular file with a decent name."""
    for pattern, what in _BAD_NAME:
        if pattern.search(name):
            return f"its name holds {what}. Rename it."
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return "is a link to nothing." if path.is_symlink() else _absent(path)
    except OSError as error:
        loop = error.errno == errno.ELOOP and path.is_symlink()
        return "is a loop of links." if loop else f"cannot be read: {error.strerror}."
    special = no_file(mode)
    return special and f"is {special}, not a file."


def _absent(path: Path) -> str:
    """That nothing is there: the part of the path that is missing, and what may be meant by it."""
    missing = path
    while not missing.parent.exists():
        missing = missing.parent
    try:
        names = [entry.name for entry in missing.parent.iterdir()]
    except OSError:
        names = []
    near = get_close_matches(missing.name, names, 1)
    meant = "".join(f" Is {_shown(name)!r} meant?" for name in near)
    return f"does not exist: no {_shown(missing.name)!r} in {_shown(str(missing.parent))!r}.{meant}"


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False  # `_problem` says why


def _identity(path: Path) -> tuple[int, int]:
    stat = path.stat()
    return stat.st_dev, stat.st_ino


def _shown(path: str) -> str:
    """A path that fits on one line of UTF-8; no escapes unless it needs them."""
    plain = path.encode("utf-8", "backslashreplace").decode()
    return plain if plain.isprintable() else ascii(plain)[1:-1]
