"""The kind of a question, and what it decides: how much of a passage is quoted."""

import pytest

from rag import extract
from rag.answers.evidence import Policy
from rag.answers.reader.extract import least_of
from rag.english.kind import kind_of

TOPICS = (
    "free word order in machine translation",
    "the Highland Board's loan",
    "wages at the co-operative",
    "Termination for convenience",
    "What do the papers say about dropout?",
    "What is said about the flood of 1953?",
    "Tell me about the strikers' demands.",
    "passages on early ice ages",
)
OTHERS = (
    "Who lent money to the Highland Board?",
    "how many sailors were paid off",
    "The Board lent the money without interest.",
    "Krall denied that his device was out of date",
    "Either party may end the agreement by notice.",
    "In which year the dam broke",
    "What did the surveyor say when he saw the dam?",
)


LISTS = (
    "Name the three judges",
    "Which reasons did the surveyor give?",
    "What are the duties of the harbour master?",
    "On what conditions may bees be kept?",
    "what three ways out did they look at",
    "Who were the members of the board?",
    "In which towns did the company have mills?",
)
REASONS = (
    "Why was the dam built?",
    "How did the boats get up the slope?",
    "On what grounds was the appeal dismissed?",
    "For what reason did he leave?",
)


@pytest.mark.parametrize("question", LISTS)
def test_several_things_asked_for_are_a_list(question: str) -> None:
    """A plural behind "which" or "what", "name the", or "who were"."""
    assert kind_of(question) == "list"


@pytest.mark.parametrize("question", REASONS)
def test_why_and_how_ask_for_a_reason(question: str) -> None:
    """But not "how many", nor a word that merely holds them."""
    assert kind_of(question) == "reason"


@pytest.mark.parametrize(
    "question",
    [
        "On which label was it released?",
        "What were the levers made of?",
        "What are lorries called in America?",
        "Which gas is lighter than air?",
        "How many mills had the company?",
        "How long did it last?",
        "What was his business?",
    ],
)
def test_one_thing_asked_for_is_no_list(question: str) -> None:
    """One name, one stuff, one figure."""
    assert kind_of(question) == "fact"


@pytest.mark.parametrize("question", TOPICS)
def test_name_of_a_subject_is_a_topic(question: str) -> None:
    """Noun phrases, keywords and questions for what is said about something."""
    assert kind_of(question) == "topic"


@pytest.mark.parametrize("question", OTHERS)
def test_question_and_claim_are_no_topics(question: str) -> None:
    """A question for a fact has a question word, a claim has a verb or a full stop."""
    assert kind_of(question) == "fact"


def test_topic_may_have_more_than_five_quotes_and_wider_ones() -> None:
    """The limits of a fact are those of the policy; a topic's quotes take in more beside them."""
    policy = Policy()
    assert policy.of_kind("fact") is policy
    wide = policy.of_kind("topic")
    assert wide.max_quotes > policy.max_quotes
    assert wide.near < policy.near


def test_list_may_have_more_quotes_that_take_in_their_neighbours() -> None:
    """The items of a list stand side by side or in several places, none of them far behind."""
    policy = Policy()
    assert policy.of_kind("reason") is policy
    wide = policy.of_kind("list")
    assert wide.max_quotes > policy.max_quotes
    assert wide.near < policy.share < wide.share
    assert least_of("Which mills did it own?") < least_of("Which mill did it own?")


def test_topic_marks_more_of_a_passage_than_a_question() -> None:
    """Extraction marks every sentence on a topic, and for a question the one that answers."""
    context = (
        "The embankment at Holm failed in March. Water stood in the lower streets for nine days. "
        "The council asked the engineers why the embankment had failed. They found that moles had "
        "weakened the embankment. The choir sang at Easter as usual."
    )
    marked = extract("failure of the embankment", context)
    asked = extract("When did the embankment at Holm fail?", context)
    assert len(marked) > len(asked) >= 1
    assert all("choir" not in context[s.start : s.end] for s in marked)
