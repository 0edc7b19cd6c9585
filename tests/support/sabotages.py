"""Sabotages: what may be taken out of the code, and the tests that must notice it."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
_COPIED = ("rag", "tests", "corpus", "pyproject.toml")


@dataclass(frozen=True, slots=True)
class Sabotage:
    """A piece of a file that stands there once, what is put in its place, and who should notice."""

    what: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]


_SABOTAGE = "tests/house/test_sabotage.py"
_TAKING = "tests/web/test_taking.py::test_a_visitor_replaces_and_removes_what_he_brought_alone"
_SERVER, _PATIENCE = "tests/web/test_server.py", "tests/web/test_patience.py"
_ELSEWHERE = f"{_SERVER}::test_no_answer_is_readable_or_framed_elsewhere"
_GUARD, _TURNS = "tests/web/test_guard.py", "tests/web/test_turns.py"
_SYNC = "        os.fsync(file.fileno())\n\n\ndef clean"
SABOTAGES = (
    Sabotage("nothing is synced", "rag/search/generations.py", _SYNC,
             "        pass\n\n\ndef clean", (_SABOTAGE,)),
    Sabotage("CURRENT's folder is not synced", "rag/search/generations.py",
             "replace(directory / CURRENT)\n    sync(directory)", "replace(directory / CURRENT)",
             (_SABOTAGE,)),
    Sabotage("what is carried over is not checked", "rag/search/generations.py",
             "check_files(directory, old, manifest, manifests.CHECKED_LATER)", "pass",
             ("tests/search/test_writer.py",)),
    Sabotage("a manifest may be another", "rag/search/manifest.py",
             "if hashlib.sha256(data).hexdigest() != expected:", "if False:",
             ("tests/search/test_index_generations.py",)),
    Sabotage("readers hold nothing", "rag/search/generations.py",
             "portalocker.lock(handle, portalocker.LockFlags.SHARED)", "pass",
             ("tests/search/test_writer.py",)),
    Sabotage("no limit of memory", "rag/documents/serving.py",
             "(resource.RLIMIT_AS, MEMORY), ", "", ("tests/documents/test_worker.py",)),
    Sabotage("no limit of processor time", "rag/documents/serving.py",
             ", (resource.RLIMIT_CPU, seconds))", ",)", ("tests/documents/test_worker.py",)),
    Sabotage("entities of XML are resolved", "rag/documents/formats/xml.py",
             "resolve_entities=False, no_network=True, load_dtd=False",
             "resolve_entities=True, no_network=True, load_dtd=True", (_SABOTAGE,)),
    Sabotage("archives unpack to any size", "rag/documents/formats/xml.py",
             "MAX_UNPACKED = 128 * 1024 * 1024", "MAX_UNPACKED = 128 << 30", (_SABOTAGE,)),
    Sabotage("onnxruntime may tell", "rag/__init__.py",
             'ORT_DISABLE_TELEMETRY="1"', 'ORT_DISABLE_TELEMETRY="0"', (_SABOTAGE,)),
    Sabotage("Gradio's analytics by the variable", "rag/__init__.py",
             'GRADIO_ANALYTICS_ENABLED="0"', 'GRADIO_ANALYTICS_ENABLED="1"', (_SABOTAGE,)),
    Sabotage("Gradio's analytics of the page", "rag/web/app.py",
             "analytics_enabled=False, ", "", (_SABOTAGE,)),
    Sabotage("uploads of 50 GB", "rag/web/server.py", '"50mb"', '"50gb"', (_SABOTAGE,)),
    Sabotage("origins are not checked", "rag/web/guard.py",
             "        _check_origin(self.door, headers, method)\n", "", (_GUARD,)),
    Sabotage("whoever says so is the operator", "rag/web/guard.py",
             "if h[0].lower() not in _OURS]", "]", (_GUARD,)),
    Sabotage("chunks pass the limits", "rag/web/guard.py",
             ' or b"transfer-encoding" in headers', "", (_GUARD, "tests/web/test_api.py")),
    Sabotage("files of the machine by their path", "rag/web/body.py",
             "return Path(path).resolve().is_relative_to(folder.resolve())", "return True",
             (_GUARD,)),
    Sabotage("passwords may be tried for ever", "rag/web/guard.py",
             "                self.door.wrong.wait(client)\n", "                pass\n", (_GUARD,)),
    Sabotage("any number at once", "rag/web/stores/limits.py",
             "if held >= self.running + self.waiting:", "if False:", (_TURNS,)),
    Sabotage("words that the page does not say are shown", "rag/quotes/check.py",
             "    _check_words(shown, places, document)\n", "", ("tests/quotes/test_citation.py",)),
    Sabotage("answers are exported as they claim to be", "rag/views/checked.py",
             "        if wrong is not None:\n            raise CitationError(wrong)\n", "",
             ("tests/views/test_exports.py",)),
    Sabotage("results are written over documents", "rag/cli/__init__.py",
             "        refuse_losses(arguments)\n", "        pass\n",
             ("tests/cli/test_foreign_files.py",)),
    Sabotage("words of documents are mark-up", "rag/views/template.py",
             "autoescape=True", "autoescape=False", ("tests/web/test_html.py",)),
    Sabotage("control characters reach the terminal", "rag/views/escape.py",
             "return _UNSAFE.sub(_escape, text)", "return text", ("tests/views/test_render.py",)),
    Sabotage("cells of a table are formulas", "rag/files.py",
             "if _FORMULA.match(cell) else cell for", "if False else cell for",
             ("tests/web/test_grid.py",)),
    Sabotage("links lead out of a folder", "rag/search/scan.py",
             "return not entry.resolve(strict=True).is_relative_to(root.resolve())", "return False",
             ("tests/search/test_index_files.py",)),
    Sabotage("any name of a host", "rag/web/guard.py",
             "all(door.knows(host_name(name)) for name in (called, *others))", "True",
             (f"{_SERVER}::test_the_page_answers_to_its_own_names_alone",)),
    Sabotage("any name of a proxy's", "rag/web/guard.py", "(called, *others)", "(called,)",
             ("tests/web/test_guard.py::test_what_is_refused_is_told_in_plain_text",)),
    Sabotage("computed without a turn", "rag/web/guard.py", "|/questions|/mcp", "",
             (f"{_SERVER}::test_what_is_computed_waits_for_its_turn",)),
    Sabotage("pages of other sites may call", "rag/web/guard.py",
             'headers.get(b"sec-fetch-site", b"none") in (b"cross-site", b"same-site")', "False",
             (f"{_SERVER}::test_other_sites_may_link_here_and_nothing_else",)),
    Sabotage("any route", "rag/web/guard.py", "if route.fullmatch(path)]", "if path]",
             (f"{_SERVER}::test_routes_that_the_page_does_not_use_are_not_there",)),
    Sabotage("a header may stand twice", "rag/web/guard.py",
             'if any(sum(name == one for name, _ in scope["headers"]) > 1 for one in _ONCE):',
             "if False:", (f"{_GUARD}::test_what_is_refused_is_told_in_plain_text",)),
    Sabotage("calls of any length", "rag/web/guard.py",
             "if int(length) > bodies.LARGEST:", "if False:",
             (f"{_SERVER}::test_what_is_sent_has_a_limit",)),
    Sabotage("addresses in a call are fetched", "rag/web/body.py", 'value.pop("url", None)', "pass",
             (f"{_GUARD}::test_a_call_reaches_the_page_whole_and_once",)),
    Sabotage("scripts get at the cookie", "rag/web/door.py", "; HttpOnly; SameSite=Strict", "",
             (f"{_SERVER}::test_a_visitor_is_known_again_by_his_cookie_alone",)),
    Sabotage("visitors change what is the operator's", "rag/web/guard.py",
             'if method == "POST" and role != "operator" and _CHANGES.fullmatch(path):',
             "if False:", (f"{_SERVER}::test_roles",)),
    Sabotage("other sites may frame the page", "rag/web/guard.py",
             'headers.append((b"x-frame-options", b"SAMEORIGIN"))\n', "pass\n", (_ELSEWHERE,)),
    Sabotage("the page's policy lets others frame it", "rag/web/guard.py",
             "frame-ancestors 'self'", "frame-ancestors *", (_ELSEWHERE,)),
    Sabotage("other sites may read answers", "rag/web/guard.py",
             'if not h[0].lower().startswith(b"access-control")', "if h", (_ELSEWHERE,)),
    Sabotage("requests without end", "rag/web/guard.py",
             "if not free and limit.wait(client_of(scope)):", "if False:",
             (f"{_SERVER}::test_one_visitor_cannot_read_without_end",)),
    Sabotage("the server's first request, for ever", "rag/web/guard.py",
             "if not self.door.started and path", "if path", (_GUARD,)),
    Sabotage("each address of a network is another", "rag/web/guard.py",
             "str(address.ipv4_mapped or IPv6Network((address, 64), strict=False))", "found",
             (_TURNS,)),
    Sabotage("connections that say nothing stay", "rag/web/patience.py",
             "                self.transport.abort()", "                pass", (_PATIENCE,)),
    Sabotage("bodies may come for ever", "rag/web/body.py",
             "asyncio.timeout(SECONDS)", "asyncio.timeout(None)", (_PATIENCE,)),
    Sabotage("visitors replace what others brought", "rag/web/taking.py",
             "visitor is None or not there or desk.owners.owns(visitor, name)", "True", (_TAKING,)),
    Sabotage("visitors remove what others brought", "rag/web/taking.py",
             "uploaded and desk.owners.owns(visitor, row.source.name)", "uploaded", (_TAKING,)),
    Sabotage("secrets are compared as far as they agree", "rag/web/door.py",
             "hmac.compare_digest(one, other)", "one == other", (_GUARD,)),
)  # fmt: skip


def noticed(one: Sabotage, folder: Path) -> bool:
    """Whether the tests fail in a copy of the repository, made in `folder`, with the sabotage."""
    copy = folder / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    for name in _COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, copy / name, symlinks=True)
        else:
            shutil.copyfile(ROOT / name, copy / name)
    file = copy / one.file
    file.write_text(file.read_text(encoding="utf-8").replace(one.old, one.new), encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *one.tests]
    environment = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, timeout=900)
    if done.returncode not in (0, 1):  # neither passed nor failed: pytest itself did not run
        raise RuntimeError(f"{one.what}: {done.stdout[-500:].decode()}")
    return done.returncode == 1
