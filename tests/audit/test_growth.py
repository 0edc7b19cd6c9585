"""Auditing takes time in proportion to the draft, whatever the draft."""

import math
import time

import pytest

from rag.audit import Auditor
from rag.documents.extraction import Extraction
from rag.documents.read import document_from

SOURCE = "The weir of Hest froze over in 1709, said Anna Lind. Mr. Moe denied it."
SHAPES = ("«", "‘a ", "“a", "“", "„", "``", "(Lind 1999) ", "> The weir\n\n", "said Lind ")


@pytest.mark.parametrize("shape", SHAPES, ids=ascii)
def test_an_audit_does_not_take_the_square_of_the_draft(shape: str) -> None:
    """Eight times the draft takes at most 8^1.4 times the time; a square would be 64 times."""
    auditor = Auditor([document_from(Extraction(SOURCE, "text/0"), "a.md", "0" * 64)])

    def seconds(size: int) -> float:
        before = time.process_time()
        auditor.audit((shape * (size // len(shape) + 1))[:size])
        return time.process_time() - before

    small, large = min(seconds(1_024) for _ in range(3)), seconds(8_192)
    assert large < 0.15 or math.log(min(large, seconds(8_192)) / small, 8) <= 1.4
