"""True words that a cut, a bracket or a citation makes say something else: said, not hidden."""

from dataclasses import replace

import pytest

from rag.audit import Auditor, Finding, report_json
from rag.documents.document import Page
from tests.support.building import document

LOG = """# The log of the Anna

By Tove Falk

3 May 1911

## The storm

The mate may lower the boats unless the master forbids it. The pilot denied that the lamp was lit.

Falk met the consul, Rasmus Bech, in Lerwick in June. He told him that the crew was safe.

## The ﬁre

The coſt was ½ of a crown, and the Welſh crew paid in July.
"""
AUDITOR = Auditor([document(LOG, "log.md")])


def finding(draft: str) -> Finding:
    """The finding on the one quotation of a draft."""
    (found,) = AUDITOR.audit(draft).findings
    return found


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("The mate may lower the boats", "unless the master forbids it"),
        ("the lamp was lit", "The pilot denied that"),
        ("The mate … lower the boats unless the master forbids it", None),
        ("The mate may lower the boats unless the master forbids it.", None),
        ("met the consul, Rasmus Bech, in Lerwick", None),
    ],
)
def test_a_cut_keeps_its_verdict_and_gets_a_caution(quote: str, shown: str | None) -> None:
    """The missing words are in it; a cut that turns nothing gets none."""
    found = finding(f"The log says “{quote}”.")
    assert found.verdict in ("verified", "normalised")
    assert bool(found.cautions) == (shown is not None)
    assert shown is None or shown in found.cautions[0]


@pytest.mark.parametrize(
    ("quote", "verdict", "stands_for"),
    [
        ("[Bech] told him that the crew was safe", "normalised", "He"),
        ("[She] met the consul, Rasmus Bech", "normalised", "Falk"),
        ("Falk met [Bech], Rasmus Bech, in Lerwick", "normalised", "the consul"),
        ("Falk met the consul, [R.] Bech, in Lerwick", "altered", None),
        ("[Holm] met the consul", "altered", None),
        ("Rasmus Bech, in Lerwick in [July]", "altered", None),
        ("Rasmus Bech, in [Bergen] in June", "altered", None),
        ("the [Danish] crew paid in July", "altered", None),
    ],
)
def test_a_bracket_stands_for_no_other_name(
    quote: str, verdict: str, stands_for: str | None
) -> None:
    """It may stand for a pronoun, a role or the same name, and the report shows for what."""
    found = finding(f"The log says “{quote}”.")
    assert found.verdict == verdict
    assert [theirs for _, theirs in found.replaced] == ([stands_for] if stands_for else [])


@pytest.mark.parametrize(
    ("citation", "right"),
    [
        (" (Falk 1911)", None), (" (Falk 1974)", "3 May 1911"),
        (" (Falk 1911, § “The storm”)", "The fire"), (" (Falk 1911, § “The fire”)", None),
        (" (T. Falk, The night of the whale, 1911)", "The log of the Anna"),
        (" (K. Holm, The night of the whale, 1911)", "Tove Falk"),
    ],
)  # fmt: skip
def test_the_right_place_is_printed(citation: str, right: str | None) -> None:
    """Year, section and title of the citation against the document's own."""
    said = finding(f"“The cost was 1/2 of a crown”{citation}.").cautions
    assert bool(said) == (right is not None)
    assert right is None or right in said[0].replace("ﬁ", "fi")


def test_a_page_is_held_against_the_pages_of_the_document() -> None:
    """Where the document has pages, the right one is printed."""
    source = document(LOG, "log.md")
    at = LOG.index("## The ﬁre")
    paged = replace(source, pages=(Page(0, "11"), Page(at, "12")))
    draft = "“The cost was 1/2 of a crown” (Falk 1911, p. {})."
    said = {
        page: Auditor([paged]).audit(draft.format(page)).findings[0].cautions
        for page in ("12", "11–12", "11", "47")
    }
    assert said["12"] == said["11–12"] == ()
    assert "p. 12" in said["11"][0]
    assert "p. 47" in said["47"][0]


def test_short_words_that_are_given_to_somebody_are_looked_up() -> None:
    """One or two words, where the draft names who says them; else they are set apart."""
    assert finding("Falk calls the consul a “total fraud”.").verdict == "not_found"
    assert finding("Falk calls the crew “safe”.").verdict in ("verified", "normalised")
    assert finding("Falk shouted “Shame!”").verdict == "not_found"
    assert finding("“Boo”, shouted Falk.").verdict == "not_found"
    assert finding("Falk’s “drunken crew” is unjust.").verdict == "not_found"
    assert AUDITOR.audit("The so-called “experts” met.").findings == ()


def test_the_report_has_the_cautions_as_data() -> None:
    """Two members that are empty where nothing is to be said."""
    (data,) = report_json(AUDITOR.audit("“[Bech] told him that the crew was safe”"))["findings"]
    assert data["replaced"] == [{"draft": "Bech", "source": "He"}]
    assert data["caution"] == []


def test_a_bracket_changes_no_unit() -> None:
    """Another currency and another measure are other words."""
    source = document("# Dyke\n\nThe town paid $40,000 for it. It rose by two metres.\n", "dyke.md")
    auditor = Auditor([source])
    for quote in ("The town paid [£40,000] for it.", "It rose by two [feet]."):
        (finding,) = auditor.audit(f"He wrote: “{quote}”").findings
        assert finding.verdict in {"altered", "not_found"}


@pytest.mark.parametrize(
    ("frame", "shown"),
    [
        (
            "The consul, Rasmus Bech, denied the report, claiming that his ship “",
            None,
        ),
        ("The consul, Rasmus Bech, denied that his ship “", "denied that his ship"),
        ("The consul, Rasmus Bech, claimed falsely that his ship “", "falsely"),
    ],
)
def test_who_denies_one_thing_may_say_another(frame: str, shown: str | None) -> None:
    """Words that give the lie to what is said stand in its own frame."""
    text = f"# The inquiry\n\n{frame}welcomes any pilot of the port.”\n"
    draft = "Bech said that his ship “welcomes any pilot of the port”."
    [found] = Auditor([document(text, "inquiry.md")]).audit(draft).findings
    assert found.verdict == "verified"
    assert bool(found.cautions) == (shown is not None)
    assert shown is None or (
        shown in found.cautions[0] and found.cautions[0].startswith("the source begins")
    )
