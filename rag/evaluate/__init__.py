"""Known-answer questions → scored answers → figures, a comparison and a report.

questions   the question file
library     the indexed documents by name; gold that no longer fits
score       one answer against its known answer
retrieval   run and qrels over passages
summary     all measures, by type; bars
compare     beside a baseline
report      all of it together
dialogues   the file of conversations; going through one
followups   its figures: follow-ups as typed, as read, as a person writes them out
"""

from rag.evaluate.compare import compare, read_baseline
from rag.evaluate.dialogues import Dialogue, holds_dialogues, read_dialogues
from rag.evaluate.followups import DialogueReport, dialogues_json, measure_dialogues
from rag.evaluate.library import Library, refuse_stale, stale
from rag.evaluate.questions import Gold, GoldNote, Known, read_known
from rag.evaluate.report import Report, by_id, evaluate, report_json
from rag.evaluate.retrieval import write_qrels, write_run
from rag.evaluate.score import Row, score
from rag.evaluate.summary import MEASURES, Bar, read_bar, summarise

__all__ = [
    "MEASURES",
    "Bar",
    "Dialogue",
    "DialogueReport",
    "Gold",
    "GoldNote",
    "Known",
    "Library",
    "Report",
    "Row",
    "by_id",
    "compare",
    "dialogues_json",
    "evaluate",
    "holds_dialogues",
    "measure_dialogues",
    "read_bar",
    "read_baseline",
    "read_dialogues",
    "read_known",
    "refuse_stale",
    "report_json",
    "score",
    "stale",
    "summarise",
    "write_qrels",
    "write_run",
]
