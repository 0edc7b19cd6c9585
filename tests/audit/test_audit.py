"""The audit: which quotations it finds, and what it says of each."""

import json
import random
import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.answers.engine import Answer
from rag.answers.reader import load_reader
from rag.answers.record import to_json
from rag.audit import Auditor, AuditReport, audit, from_text, report_json
from rag.audit.draft.files import draft_from
from rag.audit.draft.quotations import quotations, shown
from rag.audit.sarif import sarif
from rag.documents.read import read_document
from rag.errors import QuestionError, SourceError
from rag.quotes.quotation_marks import pairs
from rag.quotes.quote import quote_at
from rag.views.audit_text import audit_text
from rag.views.markdown import answer_markdown
from rag.views.page.audit import audit_page
from tests.support.building import document

CORPUS = Path(__file__).parents[2] / "corpus"
HERAT = """# The fall of Herat

By Rosa Lind

The ticket is not refundable. Herat fell on 5 September 1995, and 8,000 men fled to Iran.

The siege cost 97 million dollars; the area was 12 m² at 10<sup>6</sup> lux. “The gate was
open,” said General Alam. It’s the soldiers’ own fault, he thought. The tower is 5' wide. In
that winter it froze at -5 degrees.

Iran helped the Alliance, and the United States did not object to it in any way at all.

Comments

**Marta** says:

The author forgot the winter of that year and the snow on every road.

**Old Atlas** says:

Nobody forgot a thing, and the snow melted early on the northern passes.
"""
KABUL = """# Kabul in autumn

By Jon Berg

Kabul fell on 13 November 2001. Nobody had ordered the Alliance to take it at night.
"""
SOURCES = [document(HERAT, "herat.md"), document(KABUL, "kabul.md")]
AUDITOR = Auditor(SOURCES)


def verdict(draft: str) -> str:
    """The verdict on the one quotation of a draft."""
    (finding,) = AUDITOR.audit(draft).findings
    return finding.verdict


def found(draft: str) -> list[str]:
    """The texts of a draft's quotations, scare quotes and titles left aside."""
    parsed = from_text(draft)
    return [q.text for q in quotations(parsed, shown(parsed)) if q.kind in ("marks", "block")]


@pytest.mark.parametrize(
    ("draft", "quotes"),
    [
        ('He said "it was so then" and left.', ["it was so then"]),
        ("He said “it was so then” and left.", ["it was so then"]),
        ("Er sagte: „das ist nun so“ und ging.", ["das ist nun so"]),
        ("Er sagte: »das ist nun so« und ging.", ["das ist nun so"]),
        ("Il dit : « c’est bien ainsi » et part.", ["c’est bien ainsi"]),
        ("He said ‘it was the boys’ own fault’, no less.", ["it was the boys’ own fault"]),
        ("He said 'it wasn't the boys' own fault', no less.", ["it wasn't the boys' own fault"]),
        ("“He told me ‘go home now’ and left.”", ["He told me ‘go home now’ and left."]),
        ("> It was so\n> for a year.", ["It was so for a year."]),
        ("> “It was so for a year.”\n> — Khan, *Memoir*", ["It was so for a year."]),
        ("> It was so for a year. (Khan, p. 3)", ["It was so for a year."]),
        ("“It was so\n\n“and it went on\n\n“to the very end.”",
         ["It was so\n\nand it went on\n\nto the very end."]),
        ('A 5" by 7" card, 6\' tall, 12" wide.', []),
        ('He called "the 6" pipe a fraud" at once.', ['the 6" pipe a fraud']),
        ("It’s the soldiers’ day and the ’90s are o’er; rock ’n’ roll.", []),
        ("```\nprint(\"this is not a quote\")\n```", []),
        ("The “war” and the “so-called peace” went on.", []),
        ('She wrote "one two three" ("four five six").', ["one two three", "four five six"]),
        ('He said “it was *so* then”[^1] there.\n\n[^1]: Khan.', ["it was so then"]),
        ("He said “it was never closed", ["it was never closed"]),
        ("---\ntitle: \"The long road there\"\n---\n\nHe said “it was so then”.",
         ["it was so then"]),
        ("He put it so:\n\n    It was so for a year,\n    and longer.\n\nThen he left.",
         ["It was so for a year,     and longer."]),
        ("He said “it was so then”[1].\n\n[1] Khan,\n\n    in his memoir.", ["it was so then"]),
        ("他说「战争已经结束了」。", ["战争已经结束了"]),
        ("> It was so for a year.\n>\n> Take care: the sentence before may change this.",
         ["It was so for a year."]),
        ("He said: ‘The dockers’ wages lay still since ’94,’ and left.",
         ["The dockers’ wages lay still since ’94,"]),
    ],
)  # fmt: skip
def test_what_is_a_quotation(draft: str, quotes: list[str]) -> None:
    """Marks of many styles, block quotes, several paragraphs; no apostrophes, inches or code."""
    assert found(draft) == quotes


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("The ticket is not refundable.", "verified"),
        ("ticket is not refundable", "verified"),
        ("The ticket is refundable.", "altered"),
        ("it froze at\u00a0-5 degrees", "normalised"),
        ("it froze at 5 degrees", "altered"),
        ("The ticket is … refundable.", "stitched"),
        ("The ticket is [...] refundable.", "stitched"),
        ("The ticket is [indeed] refundable.", "altered"),
        ("The ticket is [not] not refundable.", "altered"),
        ("The siege cost 97 million dollars", "verified"),
        ("The siege cost 12 million dollars", "altered"),
        ("The siege cost [12] million dollars", "altered"),
        ("The siege cost 97", "verified"),
        ("the area was 12 m²", "verified"),
        ("the area was 12 m2", "altered"),
        ("the area was 12 m", "altered"),
        ("at 10⁶ lux", "normalised"),
        ("at 106 lux", "altered"),
        ("The tower is 5' wide", "verified"),
        ('The tower is 5″ wide', "altered"),
        ("the siege cost 97 million dollars", "normalised"),
        ("[t]he siege cost 97 million dollars", "normalised"),
        ("The Siege cost 97 million dollars", "altered"),
        ("The siege cost\n97 million dol-\nlars", "normalised"),
        ("The siege cost\u00a097 million dollars,", "normalised"),
        ("It's the soldiers' own fault", "normalised"),
        ("Herat fell … and 8,000 men fled to Iran", "normalised"),
        ("Herat fell … and 8,000 men [of Khan's] fled to Iran", "normalised"),
        ("8,000 men [Pg 14]fled to Iran", "altered"),
        ("8,000 men fled [p. 9] to Iran", "altered"),
        ("8,000 men [9]fled to Iran", "altered"),
        ("Iran helped [it], and the United States did not object to it", "normalised"),
        ("Herat fell … and [they] fled to Iran", "stitched"),
        ("Iran helped the Alliance, and [Washington] did not object to it", "altered"),
        ("Iran helped the Alliance, and [they] did not object to it", "normalised"),
        ("the area was 12 m² at 10⁶ lux. “The gate [is] open,” said General Alam", "normalised"),
        ("“The gate was [shut],” said General Alam", "altered"),
        ("8,000 men fled … Herat fell on 5 September", "stitched"),
        ("Herat fell on 5 September 1995 … Kabul fell on 13 November", "stitched"),
        ("Herat fell on 5 September Nobody had ordered the Alliance", "stitched"),
        ("Iran helped the Alliance, and the United States did … object", "stitched"),
        ("The United States helped the Alliance, and Iran did not object", "altered"),
        ("Camels are seldom seen in northern Finland during winter", "not_found"),
        ("The mayor liked the summer of that town and the fish on every boat", "not_found"),
        ("Herat fell on 5 Septembre 1995", "altered"),
        ("8,000 men fle", "altered"),
    ],
)  # fmt: skip
def test_the_verdict(quote: str, expected: str) -> None:
    """Identity verifies, allowed differences are normalised, everything else is named."""
    assert verdict(f"The paper says:\n\n> {quote}\n") == expected or (
        verdict(f"It says “{quote}” there.") == expected
    )


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        ("“Kabul fell on 13 November 2001.” (kabul.md)", "verified"),
        ("“Kabul fell on 13 November 2001.” (herat.md)", "misattributed"),
        ("“Kabul fell on 13 November 2001.” (Lind, p. 3)", "misattributed"),
        ("“Kabul fell on 13 November 2001.” (Berg 2020)", "verified"),
        ("“Kabul fell on 13 November 2001.”[^1]\n\n[^1]: J. Berg, Kabul in autumn, 1.", "verified"),
        ("“Kabul fell on 13 November 2001.”[^1]\n\n[^1]: R. Lind, The fall of Herat, 1.",
         "misattributed"),
        ("“Kabul fell on 13 November 2001.”[^2]\n\n[^1]: Lind, The fall of Herat.\n[^2]: Ibid.",
         "misattributed"),
        ("“Kabul fell on 13 November 2001” [source](docs/kabul.md).", "verified"),
        ("According to *The fall of Herat*, “Kabul fell on 13 November 2001”.", "misattributed"),
        ("Jon Berg wrote: “Kabul fell on 13 November 2001.”", "verified"),
        ("Rosa Lind wrote: “Kabul fell on 13 November 2001.”", "misattributed"),
        ("“The gate was open,” said General Alam.", "verified"),
        ("“The gate was open,” said Rosa Lind.", "misattributed"),
        ("Marta commented: “The author forgot the winter of that year”", "verified"),
        ("Old Atlas commented: “The author forgot the winter of that year”", "misattributed"),
        ("Rosa Lind writes that “the author forgot the winter of that year”.", "misattributed"),
        ("“Kabul fell on 13 November 2001” [1].\n\n[1] herat.md, p. 2.", "misattributed"),
        ("“Kabul fell on 13 November 2001.”¹ So.\n\n## Notes\n\n1. herat.md", "misattributed"),
        ("“Kabul fell on 13 November 2001.”1 So.\n\n## Notes\n\n1. herat.md", "misattributed"),
        ("“Kabul fell on 13 November 2001.” (R. Lind, Letters from a quiet house, 1990)",
         "verified"),
        ("Berg (2001) writes: “Kabul fell on 13 November 2001”.", "verified"),
        ("Lind (2001) writes: “Kabul fell on 13 November 2001”.", "misattributed"),
        ("“Nowhere else were camels seen that winter.” (camels.pdf)", "unreadable"),
    ],
)  # fmt: skip
def test_whose_words_they_are(draft: str, expected: str) -> None:
    """True words of another document, speaker or commenter than the draft says."""
    assert verdict(draft) == expected


def test_offsets_lie_in_draft_and_source() -> None:
    """Start and end cut the quotation out of the draft, spans the words out of the source."""
    draft = "🌍 İ é: he said “Kabul fell on 13 November 2001.” there."
    (finding,) = AUDITOR.audit(draft).findings
    assert draft[finding.start : finding.end] == "Kabul fell on 13 November 2001."
    assert [span.of(KABUL) for span in finding.spans] == ["Kabul fell on 13 November 2001."]


def test_an_elided_quotation_has_a_span_for_each_piece() -> None:
    """What was left out is no part of the spans."""
    (finding,) = AUDITOR.audit("“Herat fell … and 8,000 men fled to Iran.”").findings
    assert [s.of(HERAT) for s in finding.spans] == ["Herat fell", "and 8,000 men fled to Iran"]


def test_the_difference_is_told_word_by_word() -> None:
    """Deleted are the draft's words, inserted the source's; what they change is named."""
    (finding,) = AUDITOR.audit("“Herat fell on 7 September 1995, and men fled”").findings
    assert finding.diff[:4] == (
        ("equal", "Herat fell on"), ("delete", "7"), ("insert", "5"),
        ("equal", "September 1995, and"),
    )  # fmt: skip
    assert finding.reasons == ("figure changed: 7, in the source 5 8,000",)


@pytest.mark.parametrize(
    ("quote", "told"),
    [
        ("a writer who lives in Boston", "Boston, in the source New York"),
        ("Boston Harbour closed early that week", "Boston, in the source Old Town"),
        ("The fleet was sold to Norway", "Norway, in the source Iran’s"),
    ],
)
def test_a_name_is_told_whole(quote: str, told: str) -> None:
    """At either end of a quotation, where the draft has another; an owner is a name by itself."""
    text = (
        "She is a writer who lives in New York. It said: Old Town Harbour closed early that week. "
    )
    source = document(text + "The fleet was sold to Iran’s Revolutionary Guards.", "a.md")
    (finding,) = Auditor([source]).audit(f"“{quote}”").findings
    assert finding.reasons == (f"name changed: {told}",)


def test_a_claim_with_a_citation_gets_evidence_and_no_verdict() -> None:
    """The sentence of the cited document that shares most is shown, labelled as such."""
    report = AUDITOR.audit("Eight thousand men fled to Iran when Herat fell (herat.md, p. 2).")
    (claim,) = report.claims
    assert report.findings == ()
    assert "8,000 men fled to Iran" in claim.evidence
    assert report_json(report)["claims"][0]["label"] == "not a quotation: for you to judge"


def test_a_claim_in_other_words_is_read_by_the_evidence_reader() -> None:
    """Shared words alone would show the other sentence."""
    source = document(
        "Meetings of the council grew rare once the war had ended.\n\n"
        "The town was large, and the council hall was full after the fair.\n",
        "council.md",
    )
    claim = "The town council met less often after the war (council.md, p. 3)."
    assert "hall was full" in Auditor([source]).audit(claim).claims[0].evidence
    assert "grew rare" in Auditor([source], load_reader).audit(claim).claims[0].evidence


def test_a_quotation_in_a_quotation_that_is_nobodys_has_a_verdict_of_its_own() -> None:
    """What the draft's own figure says is not in the sources; what it quotes is."""
    draft = "“You may tell them from me: ‘Kabul fell on 13 November 2001.’ Mind the exact wording!”"
    findings = AUDITOR.audit(draft).findings
    assert [(f.verdict, draft[f.start : f.end][:5]) for f in findings] == [
        ("not_found", "You m"), ("verified", "Kabul"),
    ]  # fmt: skip


def test_asides_are_listed_apart() -> None:
    """One or two words, and titles of works in footnotes, are no findings."""
    report = AUDITOR.audit("The “war” went on.[^1]\n\n[^1]: Lind, “The Roads of Old Herat,” 12.")
    assert [(a.text, a.kind) for a in report.asides] == [
        ("war", "scare"), ("The Roads of Old Herat,", "title"),
    ]  # fmt: skip


def test_the_json_has_the_members_that_tools_depend_on() -> None:
    """Members and types of the contract, and nothing that JSON cannot hold."""
    report = AUDITOR.audit("“Kabul fell on 14 November 2001.” and “Camels roam all Finland now.”")
    data = json.loads(json.dumps(report_json(report)))
    names = {
        "start",
        "end",
        "quote",
        "verdict",
        "document",
        "spans",
        "diff",
        "attribution",
        "reasons",
        "nearest",
        "caution",
        "replaced",
    }
    assert [set(finding) for finding in data["findings"]] == [names, names]
    assert data["findings"][0]["document"] == {"path": "kabul.md"}
    assert data["findings"][1]["document"] is None
    assert data["summary"]["altered"] == data["summary"]["not_found"] == 1


def test_sarif_names_rule_place_and_source() -> None:
    """One result for each finding that is not verified, with lines and columns from 1."""
    draft = "One line.\nThen “Kabul fell on 14 November 2001.”"
    run = sarif(AUDITOR.audit(draft), "my draft.md")["runs"][0]
    (result,) = run["results"]
    place = result["locations"][0]["physicalLocation"]
    assert (
        result["ruleId"] == run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "altered"
    )
    assert place["artifactLocation"]["uri"] == "my%20draft.md"
    assert (place["region"]["startLine"], place["region"]["startColumn"]) == (2, 7)


HOSTILE = '<script>alert(1)</script> & "quoted" \x1b[31mred \u202eback'
FILLER = "A long sentence about nothing much stands here. " * 8


def test_the_page_escapes_everything_and_asks_nothing() -> None:
    """Mark-up in draft and source is text; there is no address to fetch anything from."""
    source = document(
        f"# T\n\nIt says {HOSTILE} in the middle of it.\n\n{FILLER}\n", "<img src=x>.md"
    )
    draft = f"“It says {HOSTILE} in the end of it.” (<b>)"
    page = audit_page(audit(draft, [source]), "<i>draft</i>")
    body = page.split("</style>")[1].rsplit("<script>", 1)[0]
    assert "<script>alert" not in body
    assert "<img" not in body
    assert "<b>" not in body
    assert "\x1b" not in page
    assert "default-src 'none'" in page
    assert re.search(r"https?://|src=|@import|url\(", page.replace("&lt;img src=x&gt;", "")) is None


def test_the_terminal_gets_no_control_characters() -> None:
    """What a document says cannot steer the terminal."""
    source = document(f"# T\n\nIt says {HOSTILE} in the middle of it.\n\n{FILLER}\n")
    text = audit_text(audit(f"“It says {HOSTILE} in the end of it.”", [source]), True)
    assert not set("\x1b\u202e") & set(text)
    assert "altered" in text


def test_letters_of_scripts_without_spaces_are_words() -> None:
    """A part of a Chinese sentence is found, and one changed sign is seen."""
    source = document("# 一\n\n战争在一九九五年的秋天就已经结束了。\n", "z.md")
    auditor = Auditor([source])
    drafts = ("他说「一九九五年的秋天就已经结束了」。", "他说「一九九六年的秋天就已经结束了」。")
    verdicts = [auditor.audit(draft).findings[0].verdict for draft in drafts]
    assert verdicts == ["verified", "altered"]


def test_an_answer_in_markdown_passes_the_audit() -> None:
    """What `quoth ask --format markdown` prints, with voices, warnings and notes."""
    quotes = [quote_at(s, a, b, 0.9) for s in SOURCES for a, b in s.reading.sentences if b - a > 30]
    record = to_json(Answer("What fell?", tuple(quotes), 0.9), id=1, seconds=0.1, index={})
    for quote in record["quotes"]:
        quote["warnings"] = ["negation"]
    report = AUDITOR.audit(answer_markdown(record))
    assert [f.verdict for f in report.findings] == ["verified"] * len(quotes)


def test_drafts_of_other_formats_are_read() -> None:
    """HTML with its own quotes and notes; what is no draft says so."""
    page = b"<p>He wrote <q>Kabul fell on 13 November 2001.</q> there.</p>"
    report = AUDITOR.audit(draft_from(page, "draft.html"))
    assert [f.verdict for f in report.findings] == ["verified"]
    with pytest.raises(SourceError, match="is no evidence bundle"):
        draft_from(b"PK", "a.zip")
    with pytest.raises(SourceError, match="is no JSON"):
        draft_from(b"{", "a.json")
    with pytest.raises(SourceError, match="not UTF-8"):
        draft_from(b"\xff\xfe", "a.md")


def test_an_empty_draft_has_no_findings() -> None:
    """Nothing to check is fine."""
    assert audit("", SOURCES) == AuditReport("", ())


def test_without_documents_nothing_is_not_found() -> None:
    """What nothing was held against is no finding."""
    assert audit("No quotation.", []) == AuditReport("No quotation.", ())
    with pytest.raises(QuestionError, match="no documents"):
        audit("“Some words here.”", [])


LIBRARY = Auditor(read_document(path, path.name) for path in sorted(CORPUS.glob("*.*")))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6))
def test_every_sentence_is_verified_where_it_stands(at: int) -> None:
    """Planted-span oracle: a block quote of any sentence is verified, at its own offsets."""
    source = LIBRARY.index.documents[at % len(LIBRARY.index.documents)]
    start, end = source.reading.sentences[at % len(source.reading.sentences)]
    text = source.reading.text[start:end]
    for finding in LIBRARY.audit(f"It says:\n\n> {text}\n").findings:
        assert (finding.verdict, finding.quote) == ("verified", finding.quote)
        assert finding.document is not None
        range_ = finding.document.reading.locate(finding.spans)
        assert finding.document.reading.text[slice(*range_)] == finding.quote


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="ab c.\n\"'“”‘’„«»›‹[]()…*_>-1", max_size=80))
def test_no_text_breaks_the_finder(text: str) -> None:
    """Any mix of marks gives quotations whose offsets lie in the draft."""
    for finding in AUDITOR.audit(text).findings:
        assert 0 <= finding.start < finding.end <= len(text)
    for pair in pairs(text):
        assert pair.closing is None or pair.opening < pair.closing < len(text)


def test_time_grows_with_the_quotations_and_not_with_the_sources() -> None:
    """Four times the sources cost one draft no more than twice the time (the index aside)."""
    words = random.Random(1)
    vocabulary = [f"w{n}" for n in range(3000)]
    texts = [" ".join(words.choices(vocabulary, k=2000)) + "." for _ in range(16)]
    few, many = (
        Auditor([document(t, f"{n}.txt") for n, t in enumerate(texts[:size])]) for size in (4, 16)
    )
    draft = "\n\n".join(f"“{' '.join(texts[n % 4].split()[n : n + 15])}”" for n in range(60))
    spent = []
    for auditor in (few, many):
        start = time.process_time()
        assert auditor.audit(draft).ok
        spent.append(time.process_time() - start)
    assert spent[1] < 2 * spent[0] + 0.2


def test_the_evidence_of_a_claim_is_found_in_any_of_many_documents() -> None:
    """The first and the last words of each document lead to the sentence that has them."""
    towns = ("Aven", "Brix", "Corl", "Dunn", "Elba")
    sources = [
        document(
            f"Weavers left {town} early. The mayor slept. Millers sold {town} flour.\n", f"{n}.md"
        )
        for n, town in enumerate(towns)
    ]
    auditor = Auditor(sources)
    for n, town in enumerate(towns):
        for words in (f"Weavers left {town} early", f"Millers sold {town} flour"):
            (claim,) = auditor.audit(f"{words} ({n}.md, p. 3).").claims
            assert claim.evidence == f"{words}."


@pytest.mark.parametrize(
    "draft", ["“Eight thousand men had fled.”", "All of 8,000 fled (herat.md, p. 2)."]
)
def test_a_draft_that_takes_too_long_for_a_server_is_refused(draft: str) -> None:
    """What others wait for ends, and says what to do instead."""
    with pytest.raises(SourceError, match=r"seconds.*Audit it in parts"):
        Auditor(AUDITOR.index.documents, seconds=-1).audit(draft)
