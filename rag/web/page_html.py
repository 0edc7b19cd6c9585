"""A page of its own, outside of Gradio: one style sheet, nothing from anywhere else."""

from functools import cache
from pathlib import Path

from rag.views.escape import esc

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'self'"
)
"""The content security policy: even a fault in our escaping could run and load nothing."""
SCRIPTED = f"{POLICY}; script-src 'self'"
"""The policy of a page with a script of ours: a file of its own, nothing that stands in a page."""
_HERE = Path(__file__).parent
_ASSETS = frozenset({"source.css", "style.css", "tokens.css", "page.js", "marking.js"})


def page(title: str, body: str, *, css: str, script: str = "") -> str:
    """A whole HTML document; `title` is text, `body` is HTML.

    `css` names a style sheet, `script` a script; a page with one is served as `SCRIPTED`.
    """
    run = f'<script src="/quoth/{esc(script)}.js" defer></script>' if script else ""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="color-scheme" content="light dark"><title>{esc(title)} · Quoth</title>'
        f'<link rel="stylesheet" href="/quoth/{esc(css)}.css">{run}</head>'
        f"<body>{body}</body></html>"
    )


def message_page(title: str, said: str) -> str:
    """A page that says one thing, such as what to do or what went wrong."""
    return page(
        title, f'<main class="message"><h1>{esc(title)}</h1><p>{esc(said)}</p></main>', css="source"
    )


@cache
def asset(name: str) -> str:
    """A style sheet or script of this folder; KeyError for any other name."""
    if name not in _ASSETS:
        raise KeyError(name)
    text = (_HERE / name).read_text(encoding="utf-8")
    return asset("tokens.css") + text if name in ("source.css", "style.css") else text
