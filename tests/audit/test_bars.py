"""The audit against planted quotations whose verdict is known: the bars of the project."""

from collections import Counter
from pathlib import Path

import pytest

from rag.audit import Auditor
from rag.documents.document import Document
from rag.documents.read import read_document
from rag.errors import SourceError
from tests.support.planted import Planted, Planter

ROOT = Path(__file__).parents[2]
COUNT, SEED = 2000, 20261121
ACCEPTED = {"verified", "normalised"}


def library(folder: Path) -> list[Document]:
    """The readable documents of a folder."""
    found = []
    for path in sorted(folder.iterdir()):
        try:
            found.append(read_document(path, path.name))
        except (SourceError, OSError):
            continue
    return found


def judged(documents: list[Document], seed: int, count: int) -> list[tuple[Planted, str]]:
    """Each planted quotation with the one verdict that its draft was given."""
    auditor = Auditor(documents)
    result: list[tuple[Planted, str]] = []
    for planted in Planter(documents, seed).plant(count):
        findings = auditor.audit(planted.draft).findings
        result.append((planted, findings[0].verdict if len(findings) == 1 else "none"))
    return result


def check_bars(result: list[tuple[Planted, str]]) -> None:
    """Faithful rejected below 1 %, altered accepted none, class right in 95 % or more."""
    faithful = [(p, v) for p, v in result if p.faithful]
    altered = [(p, v) for p, v in result if not p.faithful]
    rejected = [(p.rule, v, p.draft) for p, v in faithful if v not in ACCEPTED]
    accepted = [(p.rule, v, p.draft) for p, v in altered if v in ACCEPTED]
    wrong = Counter((p.rule, v) for p, v in result if v not in p.right)
    assert accepted == []
    assert len(rejected) < 0.01 * len(faithful), rejected
    assert sum(wrong.values()) <= 0.05 * len(result), wrong


def test_the_bars_on_the_sample_library() -> None:
    """2,000 quotations of the sample library, half of them faithful in every allowed way."""
    result = judged(library(ROOT / "corpus"), SEED, COUNT)
    assert len(result) == COUNT
    assert len({planted.rule for planted, _ in result}) >= 38
    check_bars(result)


@pytest.mark.parametrize(
    "name", ["newwiki", "covidqa", "onestopqa", "evidence_inference", "policyqa"]
)
def test_the_bars_on_other_text(name: str) -> None:
    """400 quotations of texts of other kinds, where those lie beside the repository."""
    folder = ROOT.parent / "shared" / "data" / "dev" / name / "corpus"
    if not folder.is_dir():
        pytest.skip("needs the shared development texts")
    check_bars(judged(library(folder)[:30], SEED, 400))
