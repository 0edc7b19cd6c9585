"""The JSON of audits and of verified answers: its types, its schema, its page, what is written."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from rag.audit import Auditor, report_json
from rag.audit.record import (
    AsideRecord,
    AuditRecord,
    CheckedRecord,
    ClaimRecord,
    FindingRecord,
    NearestRecord,
    ReplacedRecord,
    VerifyRecord,
)
from rag.audit.saved import check_lines, checked_json
from rag.documents.read import read_document
from tests.quotes.test_citation import Shelf
from tests.support.answer_schema import schema, strict
from tests.support.planted import Planter

ROOT = Path(__file__).parents[2]
RECORDS = (
    AuditRecord, FindingRecord, NearestRecord, ReplacedRecord, ClaimRecord, AsideRecord,
    VerifyRecord, CheckedRecord,
)  # fmt: skip
MORE = (
    "The “war” went on. Qanuni gave ministries away (a-narrow-bridge.md, p. 3). "
    "“[He] came back and gave away two ministries,” it says."
)


def faults(record: object) -> list[str]:
    """What the schema has against a record as it is written."""
    validator = Draft202012Validator(strict(schema("audit")))
    return [error.message for error in validator.iter_errors(json.loads(json.dumps(record)))]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_the_page_names_every_member(record: type) -> None:
    """docs/audit-format.md describes each member of each record."""
    page = (ROOT / "docs" / "audit-format.md").read_text(encoding="utf-8")
    assert [] == [name for name in record.__annotations__ if f"`{name}`" not in page]


def test_audits_of_planted_drafts_validate() -> None:
    """Every finding, claim and aside has just the members that the schema describes."""
    path = ROOT / "corpus" / "a-narrow-bridge.md"
    documents = [read_document(path, path.name)]
    auditor = Auditor(documents)
    drafts = [planted.draft for planted in Planter(documents, 5).plant(30)]
    records = [report_json(auditor.audit(draft)) for draft in (*drafts, MORE)]
    assert [] == [fault for record in records for fault in faults(record)]
    found = [finding for record in records for finding in record["findings"]]
    assert {"verified", "altered", "not_found"} <= {finding["verdict"] for finding in found}
    for member in ("diff", "nearest", "reasons", "replaced"):
        assert any(finding[member] for finding in found), member
    assert records[-1]["claims"]
    assert records[-1]["asides"]


def test_verified_answers_validate() -> None:
    """A quote that no document holds has its verdict in the same shape."""
    line = b'{"id": 1, "quotes": [{"text": "x", "document": {"path": "gone.md"}}]}'
    record = checked_json(check_lines([line], Shelf()))
    assert [] == faults(record)
    assert ["altered"] == [one["verdict"] for one in record["citations"]]
