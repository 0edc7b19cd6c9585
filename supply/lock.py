"""The lock files in requirements/, made from pyproject.toml: `make lock`.

uv resolves for Linux, macOS and Windows and every Python from 3.11 at once, and gives the SHA-256
of every file of each version, so pip can check whichever of them it takes. A version that is
locked stays until pyproject.toml asks for another; `python -m supply.lock --upgrade` renews all.

    run.txt        what `make run` installs      torch.txt      torch as the registry has it
    dev.txt        what the tests need besides   torch-cpu.txt  its small build for Linux, if found
    training.txt   what training needs besides   cuda.txt       what torch needs if it is not small
"""

import hashlib
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "requirements"
PARTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("run", ()), ("dev", ("dev", "mcp")), ("training", ("dev", "mcp", "training"))
)  # fmt: skip
"""Each lock file and the extras that it covers; a later one holds only what the earlier lack."""
_CUDA = re.compile(r"cuda-|nvidia-|triton\b")
_PIN = re.compile(r"([a-z0-9._-]+)==([^\s;]+)")
_HASH = re.compile(r"--hash=(sha256:[0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Pin:
    """A locked version: its line (with the systems that need it), and the hashes of its files."""

    line: str
    hashes: tuple[str, ...]

    @property
    def name(self) -> str:
        """The normalised name of the package."""
        return self._parts[0]

    @property
    def version(self) -> str:
        """The one version that may be installed."""
        return self._parts[1]

    @property
    def _parts(self) -> tuple[str, str]:
        found = _PIN.match(self.line)
        if found is None:
            raise ValueError(f"found {self.line!r}; expected NAME==VERSION")
        return found[1], found[2]

    def __str__(self) -> str:
        """The pin as pip reads it."""
        return " \\\n    ".join([self.line, *(f"--hash={one}" for one in self.hashes)])


def read(path: Path) -> list[Pin]:
    """The pins of a lock file."""
    return list(_pins(path.read_text(encoding="utf-8")))


def _pins(text: str) -> Iterator[Pin]:
    for block in text.replace("\\\n", " ").splitlines():
        if block.strip() and not block.lstrip().startswith("#"):
            line = block.partition(" --hash=")[0].strip()
            yield Pin(line, tuple(_HASH.findall(block)))


def resolved(extras: Sequence[str], known: Sequence[Pin]) -> list[Pin]:
    """What uv chooses for these extras; `known` versions stay where they fit."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "lock.txt"
        out.write_text(_text(known), encoding="utf-8")
        command = [
            sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", "--quiet",
            "--universal", "--generate-hashes", "--python-version", "3.11", "--no-header",
            "--no-annotate", "--no-emit-index-url", "--no-emit-find-links",
            "--output-file", str(out), *(f"--extra={extra}" for extra in extras),
        ]  # fmt: skip
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        return read(out)


def small_torch(version: str) -> list[Pin]:
    """Torch without CUDA, where pip finds it here; what is known of the same version stays."""
    path = FOLDER / "torch-cpu.txt"
    known = [pin for pin in read(path) if pin.version == f"{version}+cpu"] if path.exists() else []
    hashes = {one for pin in known for one in pin.hashes}
    with tempfile.TemporaryDirectory() as folder:
        wanted = ["download", "-q", "--no-deps", "-d", folder, f"torch=={version}+cpu"]
        subprocess.run([sys.executable, "-m", "pip", *wanted], check=False, capture_output=True)
        for wheel in Path(folder).glob("*.whl"):
            hashes.add(f"sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}")
    return [Pin(f"torch=={version}+cpu", tuple(sorted(hashes)))] if hashes else []


def _text(pins: Sequence[Pin]) -> str:
    return "".join(f"{pin}\n" for pin in pins)


def main(words: Sequence[str]) -> None:
    """Write all lock files."""
    FOLDER.mkdir(exist_ok=True)
    paths = [] if "--upgrade" in words else sorted(FOLDER.glob("*.txt"))
    known = [pin for path in paths for pin in read(path) if "+" not in pin.version]
    files: dict[str, list[Pin]] = {}
    told: set[str] = set()
    for name, extras in PARTS:
        pins = resolved(extras, known)
        known = pins + [pin for pin in known if pin.name not in {one.name for one in pins}]
        files[name] = [pin for pin in pins if pin.line not in told]
        told |= {pin.line for pin in pins}
    files["cuda"] = [pin for pin in files["run"] if _CUDA.match(pin.name)]
    files["torch"] = [pin for pin in files["run"] if pin.name == "torch"]
    files["torch-cpu"] = small_torch(files["torch"][0].version)
    apart = {pin.name for part in ("cuda", "torch") for pin in files[part]}
    files["run"] = [pin for pin in files["run"] if pin.name not in apart]
    _write(files)


def _write(files: Mapping[str, Sequence[Pin]]) -> None:
    for name, pins in files.items():
        text = f"# Made by `make lock` from pyproject.toml; see supply/lock.py.\n{_text(pins)}"
        (FOLDER / f"{name}.txt").write_text(text, encoding="utf-8")
        print(f"requirements/{name}.txt: {len(pins)} packages")


def stated() -> dict[str, str]:
    """Every requirement of pyproject.toml with its version, those of the extras included."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lists = [project["dependencies"], *project["optional-dependencies"].values()]
    pairs = [line.split("==") for lines in lists for line in lines]
    return {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in pairs}


if __name__ == "__main__":
    main(sys.argv[1:])
