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

from rag.measure.compare import compare, read_baseline
from rag.measure.dialogues import Dialogue, holds_dialogues, read_dialogues
from rag.measure.followups import DialogueReport, dialogues_json, measure_dialogues
from rag.measure.library import Library, refuse_stale, stale
from rag.measure.questions import Gold, GoldNote, KnownAnswer, read_known
from rag.measure.report import Report, by_id, evaluate, report_json
from rag.measure.retrieval import write_qrels, write_run
from rag.measure.score import ScoredAnswer, score
from rag.measure.summary import MEASURES, Bar, read_bar, summarise

__all__ = [
    "MEASURES", "Bar", "Dialogue", "DialogueReport", "Gold", "GoldNote", "KnownAnswer",
    "Library", "Report", "ScoredAnswer", "by_id", "compare", "dialogues_json", "evaluate",
    "holds_dialogues", "measure_dialogues", "read_bar", "read_baseline", "read_dialogues",
    "read_known", "refuse_stale", "report_json", "score", "stale", "summarise", "write_qrels",
    "write_run",
]  # fmt: skip
