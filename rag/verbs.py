"""The five verbs of the package: `rag.index`, `rag.ask`, `rag.extract`, `rag.audit`, `rag.verify`.

Each opens the index that it is given and closes it again, as the command of the same name does.
`rag.audit` is the package of that name, which can be called (rag/audit/__init__.py).
Who asks often keeps one open: `rag.answers.engine.load_engine`.
"""

import time
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rag.answers.reader import ScoredSpan
    from rag.answers.record import AnswerRecord
    from rag.audit.saved import Checked
    from rag.search import IndexReport

INDEX = Path(".quoth")


def index(*paths: str | Path, into: str | Path = INDEX) -> "IndexReport":
    """Add or refresh files and folders; the report names what could not be read.

    Raises IndexBusy while another process writes, IndexRefused for a damaged index.
    """
    from rag.search import update_index

    return update_index(Path(into), [Path(path) for path in paths])


def ask(
    question: str,
    index: str | Path = INDEX,
    *,
    min_confidence: float | None = None,
    where: str | None = None,
) -> "AnswerRecord":
    """An answer in the documents' own words, or an abstention, as docs/answer-format.md says.

    `where` is a filter as `quoth ask --where` takes it. Raises IndexMissing, IndexRefused,
    ModelError, or QuestionError for a filter that cannot be read or that no document fits.
    """
    from rag.answers.answerer import about_index
    from rag.answers.engine import load_engine
    from rag.answers.record import to_json
    from rag.search.facets import choose

    began = time.perf_counter()
    engine = load_engine(Path(index))
    with closing(engine.index):
        documents = choose(engine.index, where).ids if where is not None else None
        result = engine.ask(question, min_confidence=min_confidence, documents=documents)
        seconds = time.perf_counter() - began
        return to_json(result, id=1, seconds=seconds, index=about_index(engine))


def extract(question: str, context: str) -> "list[ScoredSpan]":
    """The sentences of a text that answer, as code points of `context`; no index is needed."""
    from rag.answers.reader.extract import extract as sentences_that_answer

    return sentences_that_answer(question, context)


def verify(answers: Iterable[Mapping[str, object]], index: str | Path = INDEX) -> "list[Checked]":
    """Whether the quotes of saved answers are still true of the documents, one by one.

    Raises IndexMissing or IndexRefused.
    """
    import orjson

    from rag.audit.saved import check_lines
    from rag.search import open_index

    with closing(open_index(Path(index))) as opened:
        return check_lines([orjson.dumps(answer) for answer in answers], opened)
