"""The library's list of documents, and what an upload did, as HTML."""

from collections.abc import Sequence

from rag.index import DocumentRow, IndexReport, Progress
from rag.web.escape import attributes, esc, isolated
from rag.web.links import Address
from rag.web.words import counted

_EMPTY = (
    '<div class="empty"><p><strong>There are no documents yet.</strong></p><p>Drop files on the '
    "box above, or choose them with it. They are indexed on this machine and stay on it.</p></div>"
)
_SHOWN_PROBLEMS = 20


def library_html(rows: Sequence[DocumentRow]) -> str:
    """The documents as a table; what to do where there are none."""
    if not rows:
        return _EMPTY
    body = "".join(_row(row) for row in rows)
    said = counted(len(rows), "document")
    return (
        f"<table><caption>{esc(said[0].upper() + said[1:])}</caption><thead><tr>"
        '<th scope="col">Document</th><th scope="col">Author</th><th scope="col">Date</th>'
        '<th scope="col" class="figure">Words</th>'
        f'<th scope="col" class="figure">Passages</th></tr></thead><tbody>{body}</tbody></table>'
    )


def _row(row: DocumentRow) -> str:
    link = attributes(href=Address(row.doc_id).url(), target="source")
    return (
        f'<tr><th scope="row"><a{link}><bdi>{esc(row.title or row.path)}</bdi></a>'
        f'<span class="path">{isolated(row.path)}</span></th>'
        f'<td data-label="Author">{isolated(row.author or "–")}</td>'
        f'<td data-label="Date">{isolated(row.date or "–")}</td>'
        f'<td data-label="Words" class="figure">{round(row.characters / 6):,}</td>'
        f'<td data-label="Passages" class="figure">{row.passages:,}</td></tr>'
    )


def progress_html(step: Progress | None, files: int) -> str:
    """A progress bar with words: what is being done, and how far it is."""
    if step is None:
        return _bar(f"Reading {counted(files, 'file')}", "", None)
    if step.stage == "reading":
        return _bar("Reading", step.path, (step.done, step.total))
    return _bar("Indexing", step.path, (step.done, step.total))


def _bar(doing: str, what: str, far: tuple[int, int] | None) -> str:
    done = attributes(value=far[0], max=max(1, far[1])) if far else ""
    label = f"{doing} {isolated(what)}" if what else esc(doing)
    return (
        f'<div class="progress" role="status"><label>{label} …'
        f"<progress{done}></progress></label></div>"
    )


def report_html(report: IndexReport) -> str:
    """What was added, and for each file that could not be read why."""
    done = [
        f"{counted(len(paths), 'document')} {verb}"
        for paths, verb in ((report.added, "added"), (report.changed, "renewed"),
                            (report.removed, "removed"))
        if paths
    ]  # fmt: skip
    if report.unchanged and not done and not report.problems:
        done = ["These documents were in the library already"]
    said = ", ".join(done)
    head = f'<p class="done" role="status">{esc(said[:1].upper() + said[1:])}.</p>' if said else ""
    items = "".join(
        f"<li><strong>{isolated(path)}</strong>: {esc(reason)}</li>"
        for path, reason in report.problems[:_SHOWN_PROBLEMS]
    )
    more = len(report.problems) - _SHOWN_PROBLEMS
    rest = f"<li>and {counted(more, 'more file')}</li>" if more > 0 else ""
    bad = (
        f'<div class="problems" role="alert"><p>Not added:</p><ul>{items}{rest}</ul></div>'
        if items else ""
    )  # fmt: skip
    return head + bad
