"""Pages that are read from right to left are laid out as their mirror image."""

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from rag.documents.formats.pdf.bidi import runs_left
from rag.documents.formats.pdf.line import Line

_LEFTWARDS = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")


def leftwards(lines: Sequence[Line]) -> bool:
    """Whether most letters of some lines run from right to left."""
    if not any(_LEFTWARDS.search(line.text) for line in lines):
        return False
    codes = np.array([ord(char) for line in lines for char in line.text if char.isalpha()])
    return 2 * int(runs_left(codes).sum()) > len(codes)


def mirrored(lines: Sequence[Line], width: float) -> list[Line]:
    """Lines as the mirror image of their page has them."""
    return [
        replace(
            line, x0=width - line.x1, x1=width - line.x0,
            edges=None if line.edges is None else width - line.edges[:, ::-1],
        )
        for line in lines
    ]  # fmt: skip
