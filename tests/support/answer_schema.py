"""The JSON Schema of answers, from their types: `python -m tests.support.answer_schema` writes it.

The schema is docs/answer.schema.json (JSON Schema 2020-12); pydantic makes it.
"""

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from rag.answers.record import AnswerRecord, ErrorRecord

SCHEMA = Path(__file__).parents[2] / "docs" / "answer.schema.json"


def schema() -> dict[str, Any]:
    """The schema of one answer, abstention or error."""
    made = TypeAdapter(AnswerRecord | ErrorRecord).json_schema()
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
    SCHEMA.write_text(json.dumps(schema(), indent=1) + "\n", encoding="utf-8")
