"""The parts of a Word file, found by their relationships and not by their names.

ECMA-376 part 2: the package names its main part, and each part names those that belong to it.
Word, Word online, Google Docs and others give them different names.
"""

import posixpath
from urllib.parse import unquote

from rag.documents.document import Loss
from rag.documents.formats.docx.attributes import value
from rag.documents.formats.xml import Archive, Element, local
from rag.errors import SourceError

_USUAL = "word/document.xml"
_MAIN_TYPE = "document.main+xml"


class Package:
    """The main part of a Word file and the parts that it names."""

    def __init__(self, archive: Archive) -> None:
        """Raises SourceError where there is no main part."""
        self._archive = archive
        self._names = {name.replace("\\", "/").lstrip("/").lower(): name for name in archive.names}
        self.losses: list[Loss] = []
        self.main = self._main()
        self._related = self._relations(self.main)

    def document(self) -> Element:
        """The root of the main part."""
        return self._archive.tree(self._names[self.main.lower()])

    def part(self, kind: str) -> Element:
        """The root of the part of a kind ("styles", "footnotes"), or None."""
        name = next((target for _, which, target in self._related if which == kind), None)
        if name is None:
            name = posixpath.join(posixpath.dirname(self.main), f"{kind}.xml")
            if name.lower() not in self._names:
                return None
        return self._tree(name)

    def by_id(self, identifier: str) -> tuple[str, Element]:
        """The kind and the root of the part that a relationship of the main part names."""
        for name, kind, target in self._related:
            if name == identifier:
                xml = target.lower().endswith((".xml", ".rels"))
                return kind, self._tree(target) if xml else None
        return "", None

    def of_kind(self, *kinds: str) -> list[Element]:
        """The roots of all parts of these kinds, in the order of their relationships."""
        found = [self._tree(target) for _, kind, target in self._related if kind in kinds]
        return [root for root in found if root is not None]

    def file(self, identifier: str) -> tuple[str, bytes] | None:
        """Name and bytes of the part that a relationship names; None where it can't be had."""
        target = next((t for name, _, t in self._related if name == identifier), "")
        stored = self._names.get(target.lower())
        try:
            return None if stored is None else (target, self._archive.read(stored))
        except SourceError:
            return None

    def properties(self) -> Element:
        """The root of the part with title and author, or None."""
        for _, kind, target in self._relations(""):
            if kind == "core-properties":
                return self._tree(target)
        return self._tree("docProps/core.xml") if "docprops/core.xml" in self._names else None

    def _main(self) -> str:
        candidates = [t for _, kind, t in self._relations("") if kind == "officeDocument"]
        types = self._tree("[Content_Types].xml") if "[content_types].xml" in self._names else None
        candidates += [
            (value(override, "PartName") or "").lstrip("/")
            for override in (types if types is not None else ())
            if (value(override, "ContentType") or "").endswith(_MAIN_TYPE)
        ]
        name = next((n for n in [*candidates, _USUAL] if n.lower() in self._names), None)
        if name is None:
            named = candidates[0] if candidates else _USUAL
            raise SourceError(self._archive.path.name, f"no Word document: {named!r} is missing.")
        return name

    def _relations(self, source: str) -> list[tuple[str, str, str]]:
        """(id, kind, target) of the relationships of a part, "" for the package's own."""
        folder, name = posixpath.split(source)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        root = self._tree(rels) if rels.lower() in self._names else None
        relations: list[tuple[str, str, str]] = []
        for relation in root if root is not None else ():
            target = (value(relation, "Target") or "").replace("\\", "/")
            if local(relation) != "Relationship" or value(relation, "TargetMode") == "External":
                continue
            path = target if target.startswith("/") else posixpath.join(folder, target)
            path = posixpath.normpath(path).lstrip("/")
            if path.lower() not in self._names and unquote(path).lower() in self._names:
                path = unquote(path)
            kind = (value(relation, "Type") or "").rpartition("/")[2]
            relations.append((value(relation, "Id") or "", kind, path))
        return relations

    def _tree(self, name: str) -> Element:
        """The root of a part; None where it is missing or damaged, which is a loss."""
        stored = self._names.get(name.lower())
        try:
            if stored is not None:
                return self._archive.tree(stored)
            fault = "is missing"
        except SourceError:
            fault = "is damaged"
        loss = Loss(f"the part {name} {fault}; what it holds is not in the text")
        if loss not in self.losses:
            self.losses.append(loss)
        return None
