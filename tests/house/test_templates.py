"""HTML comes from templates alone, and no text gets into it unescaped."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import nodes

from rag.views.template import environment, render
from tests.support.sources import FILES, tree

ROOT = Path(__file__).parents[2] / "rag"
TEMPLATES = sorted(ROOT.rglob("templates/*.html"))
NAMES = [f"{path.parents[1].relative_to(ROOT).as_posix()}/{path.name}" for path in TEMPLATES]
ELEMENTS = frozenset(
    """a abbr article aside b bdi bdo blockquote body br button caption circle cite code dd del
    details dfn div dl dt em fieldset figcaption figure footer form g h1 h2 h3 h4 h5 h6 head header
    hr html i iframe img input ins kbd label legend li line link main mark meta nav ol option p path
    polyline pre q rect s section select small span strong style sub summary sup svg table tbody td
    textarea text th thead time title tr u ul video""".split()
)
FILTERS = frozenset({"one_line", "spaced", "length", "max", "format", "urlencode"})
"""What templates may use; `safe`, `forceescape` or `xmlattr` would go round the escaping."""
_MARK = "{}"  # where a value stands in a text that is put together
_TAG = re.compile(
    rf"</?(?:{'|'.join(ELEMENTS)})(?=[\s>/]|\{{\}}|$)"  # an element that HTML has
    r"|(?<!\?P)</?h?\{\}/?>|<\{\}\s+[a-z-]+="  # an element whose name is put in
)
_PATTERN = re.compile(r"\(\?|\[\^|\\[dswS]")  # reads mark-up, and makes none


def built(tree: ast.Module) -> list[int]:
    """The lines of a module on which HTML is put together from pieces.

    An f-string, +, %, format or join, or a Markup of text, in which a tag of HTML stands.
    """
    errors = {id(n) for r in ast.walk(tree) if isinstance(r, ast.Raise) for n in ast.walk(r)}
    told = (n for n in ast.walk(tree) if isinstance(n, ast.expr | ast.stmt))
    found = {n.lineno for n in told if id(n) not in errors and _has_tag(_put_together(n))}
    return sorted(found)


def _put_together(node: ast.AST) -> str:
    """The text that a node puts together, with `{}` for what is only known when it runs."""
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(part) for part in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mod):
        return _text(node.left) + _text(node.right)
    if isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Add):
        return _text(node.value)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        name = node.func.attr
        if name in ("format", "format_map", "replace"):
            return " ".join([_text(node.func.value), *map(_text, node.args)])
        if name == "join":
            return " ".join([_text(node.func.value), *_elements(node.args)])
        if name == "from_string":
            return " ".join(map(_text, node.args))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Markup":
        return " ".join(map(_text, node.args))
    return ""


def _elements(values: list[ast.expr]) -> Iterator[str]:
    """The texts in the lists and generators that are joined."""
    for value in values:
        if isinstance(value, ast.List | ast.Tuple):
            yield from map(_text, value.elts)
        elif isinstance(value, ast.GeneratorExp | ast.ListComp):
            yield _text(value.elt)


def _text(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else _MARK
    return _put_together(node) or _MARK


def _has_tag(text: str) -> bool:
    return _TAG.search(text) is not None and _PATTERN.search(text) is None


def whole(tree: ast.Module) -> list[int]:
    """The lines of a module with a text that is HTML by itself: a start tag or an end tag."""
    docs = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
    strings = [n for n in ast.walk(tree) if isinstance(n, ast.Constant) and id(n) not in docs]
    return [n.lineno for n in strings if isinstance(n.value, str) and _has_tag(n.value)]


def test_no_python_file_builds_html() -> None:
    """Neither from pieces anywhere, nor as a text of its own where pages are made."""
    wrong: dict[str, list[int]] = {}
    for path in FILES:
        module = tree(path)
        pages = path.relative_to(ROOT).parts[0] in ("views", "web")
        lines = [*built(module), *(whole(module) if pages else ())]
        wrong |= {str(path): lines} if lines else {}
    assert {} == wrong


@pytest.mark.parametrize(
    "line",
    [
        "f'<p>{text}</p>'",
        "f'<{tag}>{text}</{tag}>'",
        "f'<h{level}>'",
        "'<p class=\"x\">' + text",
        "text + '</span>'",
        "out += '<li>'",
        "'<b>%s</b>' % text",
        "'<b>{}</b>'.format(text)",
        "''.join(['<ul>', *items, '</ul>'])",
        "''.join(f'<li>{one}</li>' for one in items)",
        "'<br>'.join(lines)",
        "Markup('<i>{}</i>').format(text)",
        "Markup(f'<img src={url}>')",
        "PAGE.replace('{body}', '<main>')",
        "environment().from_string('<p>' + text)",
    ],
)
def test_html_that_is_built_would_be_found(line: str) -> None:
    """Each way in which Python could put a tag together is seen."""
    assert [1] == built(ast.parse(line))


@pytest.mark.parametrize(
    "line",
    ["f'{a} < {b}'", "f'<{count} documents'", "re.compile(r'<(?P<close>/?)(?P<tag>em|i)\\b')",
     "f'(?P<{name}>{y})'", "rf'<sup>\\d{{1,{n}}}</sup>'", "raise ValueError(f'<p> of {n} parts')",
     "f'<w:p>{run}</w:p>'", "'a < b' + c", "f'<noun {x}>'"],
)  # fmt: skip
def test_what_is_no_html_is_left_alone(line: str) -> None:
    """Comparisons, patterns and the XML of other formats are not taken for HTML."""
    assert [] == built(ast.parse(line))


@pytest.mark.parametrize("name", NAMES)
def test_every_template_escapes(name: str) -> None:
    """Escaping is on when it runs, nothing in it goes round it, and attributes are quoted."""
    made = environment()
    assert made.autoescape is True
    source = (ROOT / name.rpartition("/")[0] / "templates" / name.rpartition("/")[2]).read_text(
        encoding="utf-8"
    )
    tree = made.parse(source)
    assert [] == list(tree.find_all((nodes.ScopedEvalContextModifier, nodes.MarkSafe)))
    assert FILTERS >= {one.name for one in tree.find_all(nodes.Filter)}
    assert [] == unquoted(tree)
    assert "autoescape" not in source


def unquoted(tree: nodes.Template) -> list[str]:
    """The text before each value that stands in an attribute without quotation marks."""
    return [
        before.data[-20:]
        for output in tree.find_all(nodes.Output)
        for before, value in zip(output.nodes, output.nodes[1:], strict=False)
        if isinstance(before, nodes.TemplateData)
        and not isinstance(value, nodes.TemplateData)
        and re.search(r"=\s*$", before.data.rpartition("<")[2])
        and "<" in before.data
    ]


def test_an_attribute_without_quotation_marks_would_be_found() -> None:
    """A space in a value would end the attribute, escaped or not."""
    assert 1 == len(unquoted(environment().parse("<p class={{ x }}>")))
    assert [] == unquoted(environment().parse('<p class="{{ x }}">a = {{ x }}</p>'))


def test_there_are_templates_and_each_compiles() -> None:
    """All of them are read, so that none that no test renders has an error."""
    assert len(NAMES) > 25
    for name in NAMES:
        environment().get_template(name)


def test_a_value_that_is_missing_is_an_error() -> None:
    """A page never shows nothing where something should stand."""
    from jinja2 import UndefinedError

    with pytest.raises(UndefinedError, match="said"):
        render("web/message.html", title="x")


def test_a_question_in_the_terminal_waits_for_no_template() -> None:
    """Jinja is imported with the first page, not by the commands that print text."""
    code = (
        "import sys, rag.cli.ask, rag.cli.audit, rag.cli.answering, rag.answers.engine, "
        "rag.views.terminal, rag.views.markdown, rag.views.export;"
        "print('jinja2' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "False" == said.stdout.strip()
