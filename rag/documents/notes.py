"""Marks, notes and their order: which note a mark stands for, which work a short note cites.

This file sees no text format: rag/documents/structure/ and rag/documents/formats/ find marks and
notes, and it resolves them. Whatever can't be told from them stays unresolved.
"""

from collections.abc import Sequence
from dataclasses import replace

from rag.documents.document import Note
from rag.documents.marks import assign
from rag.references.printed import PrintedMark, PrintedNote
from rag.references.series import joined
from rag.references.short import short_references


def resolve(
    marks: Sequence[PrintedMark], notes: Sequence[PrintedNote]
) -> tuple[tuple[Note, ...], tuple[tuple[int, ...], ...]]:
    """The notes made whole, with their full references; and for each mark the notes it means.

    Notes stay in the given order, but a note that only continues another is joined to it; the
    second result indexes the first. A mark without a sure note has (). Where a note holds
    several short references, the first one that resolves gives the `full_reference`.
    """
    whole, places = joined(notes)
    marks = [
        mark if mark.target is None else replace(mark, target=places[mark.target]) for mark in marks
    ]
    bare = [Note(note.mark, note.text, note.spans) for note in whole]
    full: dict[int, int] = {}
    for short in short_references(whole):
        if short.full is not None and short.full != short.note:
            full.setdefault(short.note, short.full)
    found = tuple(
        replace(note, full_reference=bare[full[index]]) if index in full else note
        for index, note in enumerate(bare)
    )
    return found, tuple(assign(marks, whole))
