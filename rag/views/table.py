"""A report of `quoth eval` as plain text tables."""

from collections.abc import Sequence

from rag.measure.compare import Comparison, MeasureChange, OutcomeChange
from rag.measure.followups import DialogueReport
from rag.measure.report import Report
from rag.measure.summary import MEASURES, by_type
from rag.views.escape import escaped

_BY_TYPE = ("hit@1", "complete", "footnotes", "refusal_recall", "false_abstention", "R@10")
_OF_FOLLOWUPS = ("hit@1", "hit@5", "complete", "keys", "false_abstention", "refusal_recall")
_WORDINGS = {"typed": "as typed", "read": "as Quoth reads them", "standalone": "as a person would"}
_SHOWN = 20


def report_text(report: Report) -> str:
    """The figures, then by type, then what changed against a baseline."""
    parts = [_measures(report), _types(report)]
    if report.comparison is not None:
        parts.append(comparison_text(report.comparison))
    return "\n\n".join(parts)


def dialogues_text(report: DialogueReport) -> str:
    """The follow-ups in each of their readings, and whether fresh questions were left alone."""
    rows = report.reports["read"].rows
    head = f"{report.dialogues} dialogues, {len(rows)} follow-ups"
    head += f", {sum(row.answerable for row in rows)} answerable"
    if report.left_out:
        head += f"; the gold of {len(report.left_out)} turns does not fit, their dialogues are out"
    lines = [
        (said, *(figure(report.reports[name].summary[m]) for m in _OF_FOLLOWUPS),
         figure(report.words[name]))
        for name, said in _WORDINGS.items()
    ]  # fmt: skip
    fresh = f"{report.fresh_unchanged} of {len(report.fresh)} fresh questions left as they were"
    bars = [
        f"{bar.name} {'MISSED' if bar in report.missed else 'held'}: {bar.sign} {bar.value:g}"
        for bar in report.bars
    ]
    shown = table(("follow-ups", *_OF_FOLLOWUPS, "words"), lines)
    return "\n".join([head, shown, fresh, *bars])


def figure(value: float | None, digits: int = 4) -> str:
    """A figure with so many digits, a count as it is, "–" where there is none."""
    if value is None:
        return "–"
    count = float(value).is_integer() and abs(value) > 1
    return f"{value:.{0 if count else digits}f}"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns padded to their widest cell; the first to the left, the others to the right."""
    lines = [head, *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def _measures(report: Report) -> str:
    """One line for each measure that could be taken, with its bar if there is one."""
    bars = {bar.name: bar for bar in report.bars}
    lost = set(report.missed)
    answerable = sum(row.answerable for row in report.rows)
    lines = [f"{len(report.rows)} questions, {answerable} answerable"]
    if report.left_out:
        lines[0] += f"; {len(report.left_out)} left out, their gold does not fit"
    for measure in MEASURES:
        value = report.summary[measure.name]
        bar = bars.get(measure.name)
        if value is None and bar is None:
            continue
        said = f"{measure.name:18} {figure(value):>8}  {measure.meaning}"
        if bar is not None:
            said += f"  [{'MISSED' if bar in lost else 'held'}: {bar.sign} {bar.value:g}]"
        lines.append(said)
    return "\n".join(lines)


def _types(report: Report) -> str:
    """The main measures by type of question."""
    rows = [
        (
            escaped(kind) or "(none)",
            f"{summary['questions']:.0f}",
            *(figure(summary[name]) for name in _BY_TYPE),
        )
        for kind, summary in by_type(report.rows).items()
    ]
    return table(("type", "n", *_BY_TYPE), rows)


def comparison_text(comparison: Comparison) -> str:
    """Differences with their intervals, then the questions that changed."""
    parts = ["Against the baseline (95 % paired bootstrap interval)"]
    if comparison.differences:
        head = ("measure", "n", "before", "after", "difference", "interval", "")
        parts[0] += "\n" + table(head, [difference(d) for d in comparison.differences])
    changes = comparison.changes
    lines = [f"{len(changes)} questions changed" + (":" if changes else "")]
    lines += [_change(change) for change in changes[:_SHOWN]]
    if len(changes) > _SHOWN:
        lines.append(f"  … and {len(changes) - _SHOWN} more (all of them in --json and --html)")
    if comparison.not_compared:
        lines.append(f"{comparison.not_compared} questions are in only one of both runs")
    return "\n\n".join([*parts, "\n".join(lines)])


def difference(change: MeasureChange) -> tuple[str, ...]:
    """One line of the table of differences, the verdict last."""
    interval = "–" if change.low is None else f"[{change.low:+.3f}, {change.high:+.3f}]"
    return (
        change.name,
        str(change.questions),
        figure(change.before),
        figure(change.after),
        f"{change.after - change.before:+.4f}",
        interval,
        change.verdict,
    )


def _change(change: OutcomeChange) -> str:
    """One question that changed."""
    said = f"  {change.way:6} {escaped(str(change.id))}: {change.before} → {change.after}"
    return f"{said}  {escaped(change.question)}"
