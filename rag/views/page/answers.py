"""Answers as one HTML page: block quotes with footnotes, nothing fetched from anywhere."""

from collections.abc import Sequence

from rag.bibliography.styles import StyledText
from rag.views.checked import Answered
from rag.views.parts import parts_of
from rag.views.styled import Styled
from rag.views.template import packaged, render


def html(answers: Sequence[Answered], cited: Styled | None = None) -> str:
    """The page; footnotes are numbered over all answers, link back, and may be in a style."""
    sections = parts_of(answers)
    quotes = [quote for section in sections for quote in section.quotes]
    places = {quote.number: (StyledText(quote.place),) for quote in quotes}
    return render(
        "views/page/answers.html",
        sections=sections,
        footnotes=quotes,
        cited_as=places | dict(cited.notes if cited else {}),
        works=cited.bibliography if cited else (),
        places=cited.places if cited else (),
        style=packaged("views/page", "answers.css"),
    )
