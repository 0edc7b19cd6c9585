"""The library's list of documents, and what an update did, as HTML."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from rag.search import DocumentRow, IndexReport, Progress
from rag.views.escape import attributes, esc, isolated
from rag.web.counts import DocumentCounts
from rag.web.links import Address
from rag.web.words import counted

_EMPTY = (
    '<div class="empty"><p><strong>There are no documents yet.</strong></p><p>Drop files on the '
    "box above, or choose them with it. Then ask.</p></div>"
)
_SHOWN_PROBLEMS = 20
_DOING = {"reading": "Reading", "recognising": "Recognising the scanned pages of"}
_COLUMNS = (
    ("Document", ""),
    ("Pages", "figure"),
    ("Words", "figure"),
    ("Notes", "figure"),
    ("Indexed", "date"),
    ('<span class="unseen">Remove</span>', ""),
)


def library_html(
    rows: Sequence[DocumentRow],
    counts: Mapping[str, DocumentCounts],
    problems: Sequence[tuple[str, str]] = (),
    dated: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """The documents as a table; what to do where there are none.

    `counts` and `dated` (ISO 8601) are by doc_id.
    """
    bad = _problems(problems, "In these folders, but not indexed:")
    if not rows:
        return _EMPTY + bad
    body = "".join(_row(row, counts.get(row.doc_id), dated.get(row.doc_id, "")) for row in rows)
    said = counted(len(rows), "document")
    heads = "".join(f'<th scope="col" class="{css}">{name}</th>' for name, css in _COLUMNS)
    return (
        f"<table><caption>{esc(said[0].upper() + said[1:])}</caption>"
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>{bad}"
    )


def _row(row: DocumentRow, count: DocumentCounts | None, at: str) -> str:
    link = attributes(href=Address(row.doc_id).url(), target="source")
    title = row.title or row.path
    lost = f' <span class="lost">{count.lost} unresolved</span>' if count and count.lost else ""
    cells = (
        ("Pages", "figure", f"{count.pages:,}" if count and count.pages else "–"),
        ("Words", "figure", f"{count.words:,}" if count else f"{round(row.characters / 6):,}"),
        ("Notes", "figure", f"{count.notes:,}{lost}" if count else "–"),
        ("Indexed", "date", date_html(at)),
    )
    tds = "".join(f'<td data-label="{n}" class="{css}">{html}</td>' for n, css, html in cells)
    about = ", ".join(isolated(part) for part in (row.author, row.date) if part)
    remove = attributes(data_remove=row.doc_id, aria_label=f"Remove {title}")
    return (
        f'<tr><th scope="row"><a{link}><bdi>{esc(title)}</bdi></a>'
        f'<span class="about">{about}</span><span class="path">{isolated(row.path)}</span>'
        f"{_losses(count)}</th>"
        f"{tds}"
        f'<td><button type="button"{remove}>Remove</button></td></tr>'
    )


def _losses(count: DocumentCounts | None) -> str:
    """What of a document could not be read, folded under how many places that are."""
    if count is None or not count.losses:
        return ""
    shown = "".join(f"<li>{esc(loss.words)}</li>" for loss in count.losses[:_SHOWN_PROBLEMS])
    more = len(count.losses) - _SHOWN_PROBLEMS
    rest = f"<li>and {counted(more, 'more')}</li>" if more > 0 else ""
    places = counted(len(count.losses), "place")
    return (
        f'<details class="lost"><summary>{places} could not be read</summary>'
        f"<ul>{shown}{rest}</ul></details>"
    )


def date_html(at: str) -> str:
    """A date and time as ISO 8601 as a short date, its time on hover; a dash for none."""
    if not at:
        return "–"
    when = datetime.fromisoformat(at).astimezone()
    full = when.strftime("%Y-%m-%d %H:%M %Z")
    words = f"{when.day} {when:%b %Y}"
    return f"<time{attributes(datetime=at, title=full)}>{esc(words)}</time>"


def progress_html(step: Progress | None, name: str) -> str:
    """A progress bar with words: what is being done, and how far it is."""
    if step is None:
        label, done = f"Reading {isolated(name)}", ""
    else:
        doing = _DOING.get(step.stage, "Indexing")
        label = f"{doing} {isolated(step.path)}"
        done = attributes(value=step.done, max=max(1, step.total))
    return (
        f'<div class="progress" role="status"><label>{label} …<progress{done}></progress></label>'
        "</div>"
    )


def counter_html(doing: str, done: int, total: int) -> str:
    """A progress bar that counts."""
    bar = attributes(value=done, max=max(1, total))
    return (
        f'<div class="progress" role="status"><label>{esc(doing)} {done} of {total} …'
        f"<progress{bar}></progress></label></div>"
    )


def report_html(report: IndexReport) -> str:
    """What was added, and for each file that could not be read why."""
    verbs = ((report.added, "added"), (report.changed, "renewed"), (report.removed, "removed"))
    done = [f"{counted(len(paths), 'document')} {verb}" for paths, verb in verbs if paths]
    if report.unchanged and not done:
        done = ["nothing has changed"]
    said = ", ".join(done)
    head = f'<p class="done" role="status">{esc(said[:1].upper() + said[1:])}.</p>' if said else ""
    return head + _problems(report.problems, "Not added:")


def _problems(problems: Sequence[tuple[str, str]], heading: str) -> str:
    """Each file that could not be read, with the reason."""
    if not problems:
        return ""
    items = "".join(
        f"<li><strong>{isolated(path)}</strong> {esc(reason)}</li>"
        for path, reason in problems[:_SHOWN_PROBLEMS]
    )
    more = len(problems) - _SHOWN_PROBLEMS
    rest = f"<li>and {counted(more, 'more file')}</li>" if more > 0 else ""
    return f'<div class="problems" role="alert"><p>{heading}</p><ul>{items}{rest}</ul></div>'
