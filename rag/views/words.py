"""The words in which answers speak to people; the same in terminal, Markdown and HTML."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Literal

from rag.answers.record import AnswerLine
from rag.english.numbers import ONES
from rag.quotes.locator import printed_place
from rag.quotes.record import PlaceRecord, QuoteRecord, VoiceRecord
from rag.quotes.warnings import WORDS

REASONS = {
    "no_evidence": "Nothing found in the documents answers this.",
    "weak_evidence": "Something in them comes near, but it is too weak to be an answer.",
    "empty_question": "There are no words in the question. Type one and ask again.",
    "empty_index": "There are no documents yet. Add some, then ask again.",
}
"""What each reason for abstaining means."""
LATER_NOTES: Mapping[Literal["paragraph_notes", "following_notes"], str] = {
    "paragraph_notes": "at the end of the paragraph",
    "following_notes": "to a sentence that follows",
}
"""Where notes stand that are not a quote's own, but may be meant for it, too."""
_NO_ANSWER = {"weak_evidence": "Nothing in the documents answers this clearly."}
_PLACES = 12  # other places of a quote that are listed one by one
_OPENS, _CLOSES = (
    ("(", "[", "{", "“", "‘", "«"),
    (",", ".", ";", ":", "!", "?", ")", "]", "}", "”", "’", "»", "…", "%"),
)
_NUMBERS = ("no", *ONES[1:10])
_CONFIDENCE = ((0.9, "very high"), (0.75, "high"), (0.5, "moderate"), (0.25, "low"))


def confidence_words(confidence: float) -> str:
    """The confidence as a word and a figure.

    >>> confidence_words(0.93)
    'Confidence: very high (0.93)'
    """
    return f"Confidence: {confidence_word(confidence)} ({confidence:.2f})"


def confidence_word(confidence: float) -> str:
    """The confidence as a word."""
    return next((word for floor, word in _CONFIDENCE if confidence >= floor), "very low")


def no_answer_words(reason: str | None) -> str:
    """What stands above an abstention: silence where nothing was found, else that it is unclear."""
    return f"No answer. {_NO_ANSWER.get(reason or '', 'The documents do not say.')}"


def standing_words(record: AnswerLine) -> list[str]:
    """How sure the answer is, or why there is none, and what else is to be said of it."""
    said = confidence_words(float(record.get("confidence") or 0.0))
    if record.get("status") != "answered":
        said = f"{no_answer_words(record.get('reason'))} {reason_words(record.get('reason'))}"
    return [said, *remark_words(record)]


def remark_words(record: AnswerLine) -> list[str]:
    """What is to be said of an answer beside its quotes."""
    return [one["words"] for one in record["remarks"]] if "remarks" in record else []


def reason_words(reason: str | None) -> str:
    """Why Quoth abstains, as a sentence; an unknown code stands for itself."""
    return REASONS.get(reason or "", f"({reason})")


def voice_words(voice: VoiceRecord | None) -> str:
    """Who speaks, where it is not the document's author: "" for the author."""
    kind, speaker = (voice["kind"], voice["speaker"]) if voice else ("author", None)
    if kind == "quoted":
        return f"{speaker}, quoted there" if speaker else "words quoted there"
    if kind == "comment":
        return f"a reader's comment, by {speaker}" if speaker else "a reader's comment"
    return ""


def differ_words(
    record: AnswerLine, shown: Iterable[tuple[int, QuoteRecord]] | None = None
) -> list[str]:
    """A sentence for each two quotes of an answer that contradict each other; no verdict.

    `shown` gives quotes with the numbers under which they are shown, where these are not the
    answer's own.
    """
    if "differences" not in record:
        return []
    numbers = {quote["number"]: number for number, quote in shown or ()}
    said = []
    for one in record["differences"]:
        a, b = (numbers.get(number, number) for number in one["quotes"])
        if one["kind"] == "denial":
            said.append(f"Sources differ: [{a}] and [{b}], one says what the other denies.")
        else:
            first, other = one["words"]
            said.append(f"Sources differ: “{first}” in [{a}], “{other}” in [{b}].")
    return said


def where_words(quote: QuoteRecord) -> list[str]:
    """Title, author, date, path, page, section and line of a quote, as far as they are known."""
    document, locator = quote["document"], quote["locator"]
    section, line = locator.get("section"), locator.get("line")
    parts = [
        document.get("title"),
        f"by {document['author']}" if document.get("author") else None,
        document.get("date"),
        document["path"],
        printed_place(locator.get("page"), locator.get("printed_lines")),
        section_words(section),
        f"line {line}" if line else None,
        occurrence_words(quote.get("occurrence")),
    ]
    return [part for part in parts if part]


def section_words(section: str | None) -> str | None:
    """The headings above a quote behind a section sign, unless they bring one along."""
    if not section:
        return None
    return section if section.lstrip().startswith("§") else f"§ {section}"


def occurrence_words(occurrence: list[int] | None) -> str | None:
    """Which of several identical places this is, or None where there is only one."""
    if not occurrence or occurrence[1] < 2:
        return None
    return f"place {occurrence[0]} of {occurrence[1]} with these words"


def warnings_of(quote: QuoteRecord) -> list[str]:
    """A quote's warnings as words, but those that its voice says already."""
    said = {"speaker", "commenter"}
    codes = [code for code in quote.get("warnings") or () if code not in said]
    return [f"Take care: {WORDS.get(code, code)}" for code in codes]


def beside_words(quote: QuoteRecord) -> list[str]:
    """Which part of a list a quote is, and where else its words stand."""
    places = [place_words(place) for place in quote.get("also") or ()]
    return [*items_words(quote.get("items")), *also_words(places)]


def also_words(places: Sequence[str]) -> list[str]:
    """Where else the same words stand, a line a document; where there are many, how many."""
    lines = [f"Also in {place}" for place in places[:_PLACES]]
    if len(places) > 1:
        lines.append(f"The same text stands in {len(places) + 1} documents.")
    return lines


def place_words(place: PlaceRecord) -> str:
    """Another place of a quote's words: path, page, section, line."""
    parts = [place["document"]["path"]]
    if locator := place.get("locator"):
        parts.append(printed_place(locator.get("page"), locator.get("printed_lines")) or "")
        parts.append(f"line {locator['line']}" if locator.get("line") else "")
    return ", ".join(filter(None, parts))


def items_words(items: Sequence[int] | None) -> list[str]:
    """How many items of a list a quote has, where it has not all."""
    return [f"{items[0]} of {items[1]} in this list."] if items and items[0] < items[1] else []


def spaced(changes: Sequence[tuple[str, str]]) -> list[tuple[str, str, str]]:
    """Each change of a text with the blank before it: none before a comma or behind a bracket.

    >>> spaced([("delete", "two"), ("insert", "ten"), ("equal", ", not more")])
    [('', 'delete', 'two'), (' ', 'insert', 'ten'), ('', 'equal', ', not more')]
    """
    said = ["", *(words for _, words in changes)]
    gaps = (_gap(*both) for both in pairwise(said))
    return [(gap, kind, words) for gap, (kind, words) in zip(gaps, changes, strict=True)]


def _gap(before: str, words: str) -> str:
    return "" if not before or before.endswith(_OPENS) or words.startswith(_CLOSES) else " "


def counted(number: int, noun: str) -> str:
    """A number with its noun: "one quote", "12 quotes"."""
    said = _NUMBERS[number] if number < len(_NUMBERS) else f"{number:,}"
    return f"{said} {noun}" if number == 1 else f"{said} {noun}s"


def capital(said: str) -> str:
    """The words with a capital letter in front; "" stays."""
    return said[:1].upper() + said[1:]
