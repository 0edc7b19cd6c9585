"""The JSON Schemas of answers and audits: `python -m tests.support.answer_schema` writes them.

They are docs/answer.schema.json and docs/audit.schema.json (JSON Schema 2020-12), made by pydantic.
"""

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from rag.answers.record import AnswerRecord, ErrorRecord
from rag.audit.record import AuditRecord, VerifyRecord

DOCS = Path(__file__).parents[2] / "docs"
SCHEMAS: dict[str, Any] = {
    "answer": AnswerRecord | ErrorRecord,
    "audit": AuditRecord | VerifyRecord,
}
"""What each page docs/*-format.md describes: an answer, abstention or error; an audit, or a
verification of saved answers."""


def path(name: str) -> Path:
    """Where a schema is kept."""
    return DOCS / f"{name}.schema.json"


def schema(name: str = "answer") -> dict[str, Any]:
    """The schema of one of `SCHEMAS`."""
    made = TypeAdapter(SCHEMAS[name]).json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def strict(made: dict[str, Any]) -> dict[str, Any]:
    """The same schema, in which a member that is not described is an error."""
    objects = [one for one in made["$defs"].values() if "properties" in one]
    return {
        **made,
        "$defs": {
            name: {**one, "additionalProperties": False} if one in objects else one
            for name, one in made["$defs"].items()
        },
    }


if __name__ == "__main__":
    for each in SCHEMAS:
        path(each).write_text(json.dumps(schema(each), indent=1) + "\n", encoding="utf-8")
