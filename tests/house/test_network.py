"""Nothing leaves: every command under strace, which sees native code, in a network of its own."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from rag.search import update_index
from tests.support.known import line
from tests.support.standin import HERAT, KABUL

ROOT = Path(__file__).parents[2]
ISOLATED = ["unshare", "--net"] if os.geteuid() == 0 else ["unshare", "--net", "--map-root-user"]
TRACED = ["strace", "-f", "-qq", "--seccomp-bpf", "-e", "trace=connect,sendto,sendmsg,sendmmsg"]
ADDRESS = re.compile(r'sin6?_port=htons\((\d+)\).*?(?:inet_addr\(|inet_pton\(AF_INET6, )"([^"]+)"')
RESOLVER = re.compile(r'sun_path="[^"]*(?:resolve|avahi|mdns)[^"]*"')
# In a new network even the machine itself is out of reach until `lo` is up (SIOCSIFFLAGS).
LOOPBACK = """
import fcntl, socket, struct
with socket.socket() as any_socket:
    fcntl.ioctl(any_socket, 0x8914, struct.pack("16sh", b"lo", 0x49))
"""
CONTROL = """
import ctypes, socket, struct
libc = ctypes.CDLL(None)
address = struct.pack("=HH4s8x", socket.AF_INET, socket.htons(443), bytes([192, 0, 2, 1]))
libc.connect(libc.socket(socket.AF_INET, socket.SOCK_DGRAM, 0), address, 16)
"""
COMMANDS = """
import json, sys
from rag.cli import main
sys.exit(max(main(words) for words in json.loads(sys.argv[1])))
"""
SERVE = """
import json, signal, subprocess, sys, urllib.request
signal.signal(signal.SIGINT, signal.SIG_DFL)  # a test run in the background ignores it
process = subprocess.Popen(
    [sys.executable, "-m", "rag", "serve", "--index", sys.argv[1], "--port", "0"],
    stderr=subprocess.PIPE, text=True)
url = ""
for said in process.stderr:
    url = url or next((word for word in said.split() if word.startswith("http")), "")
    if "documents are ready" in said:
        break
answer = urllib.request.urlopen(url).read()
process.send_signal(signal.SIGINT)
try:
    process.wait(60)
finally:
    process.kill()
sys.exit(b"Quoth" not in answer)
"""
ASSISTANT = """
import json, subprocess, sys
client = {"protocolVersion": "2025-06-18", "capabilities": {}}
client["clientInfo"] = {"name": "a test", "version": "1"}
asked = {"name": "ask", "arguments": {"question": "When did the Taliban take Herat?"}}
process = subprocess.Popen(
    [sys.executable, "-m", "rag", "mcp", "--index", sys.argv[1]],
    stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
for number, method, given in ((1, "initialize", client), (2, "tools/call", asked)):
    call = {"jsonrpc": "2.0", "id": number, "method": method, "params": given}
    print(json.dumps(call), file=process.stdin, flush=True)
    said = process.stdout.readline()
process.stdin.close()
sys.exit(process.wait(60) or "answered" not in said)
"""

ASSISTANT_OVER_HTTP = """
import json, signal, socket, subprocess, sys, time, urllib.request
signal.signal(signal.SIGINT, signal.SIG_DFL)
with socket.socket() as probe:
    probe.bind(("127.0.0.1", 0))
    port = probe.getsockname()[1]
process = subprocess.Popen(
    [sys.executable, "-m", "rag", "mcp", "--http", "--port", str(port), "--index", sys.argv[1]])
asked = {"name": "ask", "arguments": {"question": "When did the Taliban take Herat?"}}
call = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": asked}).encode()
kinds = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}
said, address = b"", f"http://127.0.0.1:{port}/mcp"
for _ in range(600):
    try:
        said = urllib.request.urlopen(urllib.request.Request(address, call, kinds)).read()
        break
    except OSError:
        time.sleep(0.1)
process.send_signal(signal.SIGINT)
try:
    process.wait(60)
finally:
    process.kill()
sys.exit(b"answered" not in said)
"""


def outside(trace: str) -> list[str]:
    """The traced calls that speak to another host, or that ask for a name."""
    return [
        call
        for call in trace.splitlines()
        if RESOLVER.search(call)
        or any(
            port == "53" or not (host == "::1" or host.startswith("127."))
            for port, host in ADDRESS.findall(call)
        )
    ]


def traced(tmp_path: Path, *words: str) -> tuple[int, str, str]:
    """Exit status, stderr and trace of a command with an empty home and no variable of ours."""
    trace, home = tmp_path / "trace", tmp_path / "home"
    home.mkdir(exist_ok=True)
    ours = re.compile(r"ORT_|HF_|GRADIO_|TRANSFORMERS_|DO_NOT_TRACK|XDG_|.*_proxy$", re.I)
    environment = {k: v for k, v in os.environ.items() if not ours.match(k)}
    environment |= {"HOME": str(home), "PYTHONPATH": str(ROOT)}
    script = f"{LOOPBACK}\nimport os, sys\nos.execvp(sys.argv[1], sys.argv[1:])"
    command = [*ISOLATED, sys.executable, "-c", script, *TRACED, "-o", str(trace), *words]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=300)
    return done.returncode, done.stderr, trace.read_text() if trace.exists() else ""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an indexed corpus, a file of questions, and a draft.

    Where the system gives no network of one's own to a process, the tests are skipped; not
    under CI (`CI` is set there), which has what it takes.
    """
    folder = tmp_path_factory.mktemp("network")
    missing = [name for name in ("unshare", "strace") if shutil.which(name) is None]
    refused = not missing and traced(folder, "true")[0] != 0
    if missing or refused:
        why = f"{' and '.join(missing)} missing" if missing else "no network namespace allowed"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(why)
    (folder / "corpus").mkdir()
    (folder / "corpus" / "herat.md").write_text(HERAT, encoding="utf-8")
    (folder / "corpus" / "kabul.html").write_text(f"<p>{KABUL}</p>", encoding="utf-8")
    question = line(id="1", question="When did the Taliban take Herat?")
    (folder / "questions.jsonl").write_text(question + "\n", encoding="utf-8")
    (folder / "draft.md").write_text("“Ismail Khan fled to Iran.”\n", encoding="utf-8")
    update_index(folder / "index", [folder / "corpus"])
    return folder


def test_no_command_sends_anything(library: Path) -> None:
    """No packet to another host, no name looked up, no file in the user's home."""
    commands = [
        ["index", f"{library}/corpus"], ["ask", "When did the Taliban take Herat?"], ["docs"],
        ["batch", f"{library}/questions.jsonl", "--out", "-"], ["audit", f"{library}/draft.md"],
        ["eval", f"{library}/questions.jsonl"],
    ]  # fmt: skip
    where = ["--index", str(library / "new")]
    check_silent(library, COMMANDS, json.dumps([[*words, *where] for words in commands]))
    assert (library / "new").is_dir()


@pytest.mark.parametrize(
    "script", [SERVE, ASSISTANT, ASSISTANT_OVER_HTTP], ids=["serve", "mcp", "mcp --http"]
)
def test_no_server_sends_anything(script: str, library: Path) -> None:
    """Neither as it starts, nor as it answers."""
    check_silent(library, script, str(library / "index"))


def check_silent(library: Path, script: str, given: str) -> None:
    """Run a script under strace."""
    status, said, trace = traced(library, sys.executable, "-c", script, given)
    assert status == 0, said
    assert outside(trace) == []
    assert [str(path) for path in (library / "home").rglob("*")] == []


@pytest.mark.usefixtures("library")
def test_a_packet_of_native_code_is_seen(tmp_path: Path) -> None:
    """The control: a connection made past Python, by the C library, is found."""
    _, _, trace = traced(tmp_path, sys.executable, "-c", CONTROL)
    assert len(outside(trace)) == 1


def test_a_name_server_on_this_machine_counts() -> None:
    """Looking a name up is speaking to others, also through a resolver on the own machine."""
    stub = 'connect(7, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("127.0.0.53")}'
    page = stub.replace("htons(53)", "htons(7860)").replace("127.0.0.53", "127.0.0.1")
    assert outside(f"{stub}\n{page}") == [stub]


def test_training_is_silent_too() -> None:
    """Whatever of the training is imported first, telemetry is off before onnxruntime loads."""
    code = (
        "import os, sys; os.environ.clear(); import training;"
        "sys.exit('onnxruntime' in sys.modules or os.environ.get('ORT_DISABLE_TELEMETRY') != '1')"
    )
    assert 0 == subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode
