"""Near-miss questions for a development pack: on its very documents, and without an answer there.

The packs' own unanswerable questions lost their document; users ask what the document at hand
does not say. These were written for this project in each pack's own style (`training/near/`), with
searches of the documents for the asked words; those of the two packs of papers were not held
against every page, so a few may be answered.
"""

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("near")
NEAR = "near-"
"""What the ids of these questions begin with."""


def near_questions(pack: str, folder: Path = FOLDER) -> list[dict[str, Any]]:
    """The unanswerable questions written for a pack, in the packs' format; none for others."""
    path = folder / f"{pack}.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [
        {
            "id": f"{NEAR}{pack}-{number}",
            "question": json.loads(line)["question"],
            "answerable": False,
            "need": "any",
        }
        for number, line in enumerate(lines)
    ]
