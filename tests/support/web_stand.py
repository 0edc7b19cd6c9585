"""The page over a small library without models.

`python -m tests.support.web_stand FOLDER [PASSWORD]` serves it and says where.
"""

import re
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from rag.answers.confidence import UNCALIBRATED
from rag.answers.engine import Engine
from rag.answers.reader import Reading, ReadText, ScoredSpan
from rag.search import open_index
from rag.web.desk import Desk
from tests.support.hashing import HashingEmbedder

HERAT = """# The fall of Herat

Ann Author

3 May 2001

The Taliban took *Herat* in 1995.[^1] Ismail Khan fled to Iran with 8,000 men.

“The people are celebrating in the streets tonight,” said Ismail Khan in 2001.

The bridge at Islam Qala was closed.

Nobody knew why.

The bridge at Islam Qala was closed.

[^1]: Ahmed Rashid, *Taliban*, 40.
"""
KABUL = (
    """# Kabul

Kabul fell to the Northern Alliance on 13 November 2001. Nobody had ordered it.
"""
    + "".join(f"\nParagraph {n} speaks of the long winter and of its roads.\n" for n in range(60))
    + """
The embassy reopened in Kabul under Ambassador Crocker in January 2002.
"""
)
HOSTILE = """# Title <script>window.hacked = 1</script> & more

The engineer Petrov wrote <script>window.hacked = 2</script> upon the wall of Termez.

The gardener Orlov painted </mark></iframe><img src=x onerror="window.hacked = 3"> on the gate.

The baker Ivanov sang ${window.hacked = 4} and \\{{constructor}} and \u202eevil in the square.
"""
COAST = """# The coast 🌊

Ann Author

The harbour 🚢🚢 of Skagen was built in 1907.[^1] It was the largest of its time 𝔸𝔹. Nobody
paid *for the second pier* until 1911. Storms came each winter.

[^1]: Anne Berg, *Piers*, 12.
"""
MARCH = """# The march to Iran

Ben Writer

7 June 2004

Ismail Khan fled to Iran with 800 men.
"""
TEXTS = {"herat.md": HERAT, "kabul.md": KABUL, "hostile.md": HOSTILE}
EMBEDDER = HashingEmbedder()
_COMMON = frozenset("when what where which with from that this have were does under into".split())


class WordReader:
    """A stand-in reader: a sentence scores the share of the question's words that it holds."""

    name = "words@0"

    def read(self, question: str, passages: Sequence[ReadText]) -> list[Reading]:
        """One reading a passage, in order; slowly, or after half a minute, where it is asked so."""
        time.sleep(2 * ("slowly" in question) + 30 * ("endlessly" in question))
        wanted = _words(question)
        readings = []
        for text, borders in passages:
            scores = tuple(
                0.97 * len(wanted & _words(text[a:b])) / max(1, len(wanted)) for a, b in borders
            )
            spans = tuple(
                ScoredSpan(m.start(), m.end(), 0.9)
                for m in re.finditer(r"\d[\d,]*", text)
                if max(scores, default=0.0) > 0.5
            )
            readings.append(Reading(max(scores, default=0.0) * 8 - 4, scores, spans))
        return readings


def _words(text: str) -> set[str]:
    found = re.findall(r"[^\W_]{4,}", text.casefold())
    return {word for word in found if word not in _COMMON}


def load(directory: Path) -> Engine:
    """An engine without models over the index in `directory`."""
    return Engine(open_index(directory, EMBEDDER), WordReader(), UNCALIBRATED, EMBEDDER)


def desk_over(folder: Path, texts: dict[str, str] | None = None) -> Desk:
    """A desk over `folder`/index, with documents from strings; not started yet."""
    corpus = folder / "corpus"
    corpus.mkdir(exist_ok=True)
    for name, text in (TEXTS if texts is None else texts).items():
        (corpus / name).write_text(text, encoding="utf-8")
    return Desk(folder / "index", corpus, load, EMBEDDER)


if __name__ == "__main__":
    from rag.web import server
    from rag.web.door import Door
    from rag.web.server import start

    server.QUESTIONS_A_MINUTE = 10_000  # tests ask faster than people
    more = {"coast.md": COAST, "march.md": MARCH}
    door = Door(password=sys.argv[2] if len(sys.argv) > 2 else None)
    print(start(desk_over(Path(sys.argv[1]), {**TEXTS, **more}), door).url, flush=True)
    threading.Event().wait()
