"""Pages of their own, outside of Gradio: one style sheet, nothing from anywhere else."""

from functools import cache
from pathlib import Path

from markupsafe import Markup

from rag.views.template import render

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'self'"
)
"""The content security policy: even a fault in our escaping could run and load nothing."""
SCRIPTED = f"{POLICY}; script-src 'self'"
"""The policy of a page with a script of ours: a file of its own, nothing that stands in a page."""
_HERE = Path(__file__).parent
_PARTS = {  # what one request brings
    "source.css": ("tokens.css", "source.css"),
    "style.css": ("tokens.css", "style.css", "tabs.css"),
    "page.js": ("page.js", "asking.js", "asked.js"),
}
_ASSETS = frozenset({*_PARTS, "tokens.css", "marking.js"})


def message_page(title: str, said: str) -> Markup:
    """A page that says one thing, such as what to do or what went wrong."""
    return render("web/message.html", title=title, said=said)


@cache
def asset(name: str) -> str:
    """A style sheet or script of this folder; KeyError for any other name."""
    if name not in _ASSETS:
        raise KeyError(name)
    parts = _PARTS.get(name, (name,))
    return "".join((_HERE / part).read_text(encoding="utf-8") for part in parts)
