"""Zip archives, the XML in them, and elements of lxml trees, which carry no types of their own."""

import io
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any, TypeAlias

from lxml import etree

from rag.errors import SourceError
from rag.files import ZIP_FAULTS

Element: TypeAlias = Any
"""An element of an lxml tree, or None where one was looked for in vain."""


_NAMES: dict[object, str] = {}
_MOST_NAMES = 5000  # a hostile file may have a name for each element


def local(element: Element) -> str:
    """The tag without its namespace; "" for comments and the like."""
    tag = element.tag
    name = _NAMES.get(tag)
    if name is None:
        name = tag.rpartition("}")[2] if isinstance(tag, str) else ""
        if len(_NAMES) < _MOST_NAMES:
            _NAMES[tag] = name
    return name


def attribute(element: Element, name: str) -> str:
    """An attribute, "" where the element has none."""
    value: str | None = element.get(name)
    return value or ""


_STRING = etree.XPath("string()", smart_strings=False)


def content(element: Element) -> str:
    """All text inside an element, as it stands.

    By XPath, which walks the tree in C: a hostile page asks it of 200,000 nested elements.
    """
    return str(_STRING(element))


def said(element: Element) -> str:
    """All text inside an element, white space folded."""
    return " ".join(content(element).split())


MAX_UNPACKED = 128 * 1024 * 1024
MAX_MEMBERS = 10_000
_OLE = b"\xd0\xcf\x11\xe0"


class DamagedPart(SourceError):
    """One part of an archive cannot be unpacked; the others may be whole."""


class Archive:
    """A zip archive of which at most `MAX_UNPACKED` bytes are ever unpacked."""

    def __init__(self, data: bytes, path: Path) -> None:
        """Raises SourceError for what is no zip archive, or one with too many members."""
        self.path = path
        self._left = MAX_UNPACKED
        if data.startswith(_OLE):
            raise SourceError(
                path.name, "encrypted, or of an older Office format.",
                "Save it without a password in the current format.",
            )  # fmt: skip
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except ZIP_FAULTS as error:
            raise SourceError(path.name, f"damaged: {error}.", "Is it complete?") from error
        members = self._zip.infolist()
        if len(members) > MAX_MEMBERS:
            raise SourceError(path.name, f"{len(members):,} members, expected {MAX_MEMBERS:,}.")
        self.names = {member.filename: member for member in members}
        self._times = Counter(member.filename for member in members)

    def read(self, name: str) -> bytes:
        """A member's bytes; raises SourceError if it is missing, damaged, encrypted or a bomb."""
        member = self.names.get(name)
        if member is None:
            raise SourceError(self.path.name, f"the part {name!r} is missing.", "Is it complete?")
        if self._times[name] > 1:  # programs do not agree on which of them is shown
            raise DamagedPart(self.path.name, f"the part {name!r} stands in it more than once.")
        if member.flag_bits & 1:
            raise SourceError(self.path.name, "encrypted.", "Save it without a password.")
        try:
            with self._zip.open(member) as stream:  # the size that a member claims may be a lie
                data = b"" if member.file_size > self._left else stream.read(self._left + 1)
        except ZIP_FAULTS as error:
            raise DamagedPart(self.path.name, f"{name!r} is damaged: {error}.") from error
        self._left -= max(len(data), member.file_size)
        if self._left < 0:
            raise SourceError(
                self.path.name, f"it unpacks to more than {MAX_UNPACKED:,} bytes.", "A zip bomb?"
            )
        return data

    def tree(self, name: str) -> Element:
        """A member as an XML tree; entities are not expanded, nothing is fetched."""
        return xml(self.read(name), self.path, name)


def xml(data: bytes, path: Path, name: str) -> Element:
    """The root of an XML part; raises SourceError where it is not well formed, or has entities."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False,
        huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser=parser)
    except etree.XMLSyntaxError as error:
        raise SourceError(path.name, f"{name!r} is no well-formed XML: {error}.") from error
    if (entity := next(root.iter(etree.Entity), None)) is not None:
        found = f"{name!r} has words in entities of its own ({entity.text[:40]!r})"
        raise SourceError(path.name, f"{found}, which are not read.", "Save it anew.")
    return root
