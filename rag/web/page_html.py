"""A page of its own, outside of Gradio: no script, one style sheet, nothing from anywhere else."""

from functools import cache
from pathlib import Path

from rag.web.escape import esc

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'self'"
)
"""The content security policy: even a fault in our escaping could run and load nothing."""
_HERE = Path(__file__).parent


def page(title: str, body: str, *, css: str) -> str:
    """A whole HTML document; `title` is text, `body` is HTML, `css` names a style sheet."""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="color-scheme" content="light dark"><title>{esc(title)} · Quoth</title>'
        f'<link rel="stylesheet" href="/quoth/{esc(css)}.css"></head><body>{body}</body></html>'
    )


def message_page(title: str, said: str) -> str:
    """A page that says one thing, such as what to do or what went wrong."""
    return page(
        title, f'<main class="message"><h1>{esc(title)}</h1><p>{esc(said)}</p></main>', css="source"
    )


@cache
def asset(name: str) -> str:
    """A style sheet or script of this folder; KeyError for any other name."""
    if name not in ("source.css", "style.css", "tokens.css", "page.js"):
        raise KeyError(name)
    text = (_HERE / name).read_text(encoding="utf-8")
    return asset("tokens.css") + text if name in ("source.css", "style.css") else text
