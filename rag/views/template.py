"""HTML from templates: one environment, in which every text is escaped.

A template lies in the folder `templates` of the room that uses it and is named by both:
"views/page/audit.html" is rag/views/page/templates/audit.html. Jinja is imported with the first
page, so that a terminal never waits for it.
"""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from rag.views.escape import escaped, neutral
from rag.views.words import spaced

if TYPE_CHECKING:
    from jinja2 import Environment

_ROOT = Path(__file__).parents[1]


def render(name: str, /, **values: object) -> Markup:
    """The template with its values. Control and reordering characters are written out."""
    return Markup(neutral(environment().get_template(name).render(values)))


@cache
def environment() -> "Environment":
    """The one environment; a value that a template asks for and was not given is an error."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    made = Environment(
        loader=FunctionLoader(_source),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    made.filters |= {"one_line": escaped, "spaced": spaced}
    return made


def compile_all() -> None:
    """Compile every template, so that the first page does not wait for it."""
    for path in _ROOT.rglob("templates/*.html"):
        room = path.parents[1].relative_to(_ROOT).as_posix()
        environment().get_template(f"{room}/{path.name}")


def _source(name: str) -> tuple[str, str, None] | None:
    """A template's text, and the file to name in a traceback."""
    room, _, file = name.rpartition("/")
    path = _ROOT / room / "templates" / file
    return (path.read_text(encoding="utf-8"), str(path), None) if path.is_file() else None


@cache
def packaged(room: str, name: str) -> Markup:
    """A style sheet or script of ours, which stands in a page as it is: never anybody's text."""
    return Markup((_ROOT / room / name).read_text(encoding="utf-8"))
