"""The licences of Quoth's own code and models, and of every package that it is installed with."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

_CLASSIFIER = "License :: "
_UNSPECIFIC = frozenset(["Other/Proprietary License", "OSI Approved"])
_LONGEST = 100  # characters; what is longer is the licence's text and not its name


@dataclass(frozen=True, slots=True)
class Licensed:
    """A package, and what its own metadata say of its licence ("" where they say nothing)."""

    name: str
    version: str
    licence: str


def licences(root: str = "quoth", extras: tuple[str, ...] = ("mcp",)) -> list[Licensed]:
    """The package `root` and all that it needs, by name, as far as they are installed.

    Raises PackageNotFoundError where `root` is not.
    """
    metadata.distribution(root)
    return sorted(_closure(root, extras), key=lambda one: one.name.casefold())


def _closure(root: str, extras: tuple[str, ...]) -> Iterator[Licensed]:
    waiting = [Requirement(f"{root}[{','.join(extras)}]")]
    visited: set[tuple[str, str]] = set()
    named: set[str] = set()
    while waiting:
        needed = waiting.pop()
        name = canonicalize_name(needed.name)
        try:
            distribution = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # another system's, or not installed, which `quoth doctor` says
        if name not in named:
            named.add(name)
            yield Licensed(
                distribution.metadata["Name"], distribution.version, licence_of(distribution)
            )
        wanted = {"", *needed.extras}
        for line in distribution.requires or ():
            other = Requirement(line)
            fits = other.marker is None or any(
                other.marker.evaluate({"extra": extra}) for extra in wanted
            )
            if fits and (str(other), name) not in visited:
                visited.add((str(other), name))
                waiting.append(other)


def licence_of(distribution: metadata.Distribution) -> str:
    """An SPDX expression where one is stated, else the names that the metadata give."""
    said = distribution.metadata.json
    if said.get("license_expression"):
        return str(said["license_expression"])
    classified = [
        line.rpartition(" :: ")[2]
        for line in said.get("classifier") or ()
        if line.startswith(_CLASSIFIER)
    ]
    named = [name for name in classified if name not in _UNSPECIFIC]
    if named:
        return " OR ".join(dict.fromkeys(named))
    text = " ".join(str(said.get("license") or "").split())
    title = text.partition(" Copyright ")[0]  # some put the whole text there
    return title if len(title) <= _LONGEST else f"{title[:_LONGEST].rstrip()} …"
