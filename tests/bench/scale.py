"""What many passages need: `python -m tests.bench.scale`, from figures that `make bench` measured.

The figures stand in scale.json beside this file, each with where it comes from; assumptions (what a
machine holds, what it costs) stand there too, and are no measurements. docs/scale.md has the table.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FIGURES = Path(__file__).with_suffix(".json")
SIZES = (10_000_000, 100_000_000, 1_000_000_000)
_DIM = 384
_GIB = 2**30


@dataclass(frozen=True, slots=True)
class Needs:
    """What a library of so many passages needs."""

    passages: int
    engine_gib: float
    query_nodes: int
    catalogue_gib: float
    ingest_core_hours: float
    monthly: float
    flat_ms: float
    lists_ms: float
    local_gib: float


def figures() -> dict[str, float]:
    """The figures by name."""
    found = json.loads(FIGURES.read_text(encoding="utf-8"))
    return {name: entry["value"] for name, entry in found.items()}


def needs(passages: int, of: dict[str, float]) -> Needs:
    """Computed, not measured."""
    links = 2 * 4 * of["hnsw_m"] * 1.1  # neighbours of the lowest layer, and a tenth for the others
    sparse = of["terms_a_passage"] * 8
    row = (_DIM * 4 + links + sparse + of["scalar_bytes"]) * of["engine_overhead"]
    engine = passages * row / _GIB
    nodes = max(1, -(-int(engine) // int(of["node_gib"] * of["node_fill"])))
    catalogue = passages * of["postgres_bytes"] / _GIB
    hours = passages / of["passages_a_core_second"] / 3600
    monthly = (
        nodes * of["node_gib"] * of["price_gib_month"] + catalogue * of["price_disk_gib_month"]
    )
    flat = passages / 1e6 * of["flat_ms_a_million"]
    lists = of["encode_ms"] + passages / 1e6 * of["lists_ms_a_million"]
    local = passages * of["local_bytes"] / _GIB
    return Needs(passages, engine, nodes, catalogue, hours, monthly, flat, lists, local)


def table() -> Iterator[str]:
    """The lines of the Markdown table."""
    of = figures()
    yield "| | " + " | ".join(f"{size / 1e6:,.0f} M" for size in SIZES) + " |"
    yield "|---|" + "---:|" * len(SIZES)
    made = [needs(size, of) for size in SIZES]
    rows: dict[str, list[float]] = {
        "Milvus, memory of loaded segments (HNSW, float32), GiB": [n.engine_gib for n in made],
        f"query nodes of {of['node_gib']:.0f} GiB": [float(n.query_nodes) for n in made],
        "PostgreSQL, GiB on disk": [n.catalogue_gib for n in made],
        "reading and embedding, core hours": [n.ingest_core_hours for n in made],
        "the same on 64 cores, hours": [n.ingest_core_hours / 64 for n in made],
        "memory and disk a month, at the assumed prices": [n.monthly for n in made],
        "every vector compared on one core (FLAT), ms": [n.flat_ms for n in made],
        "an index of files: encoded, and vectors found in lists, ms": [n.lists_ms for n in made],
        "an index of files, GiB on disk": [n.local_gib for n in made],
    }
    for name, values in rows.items():
        yield f"| {name} | " + " | ".join(map(_shown, values)) + " |"


def _shown(value: float) -> str:
    return f"{value:.1f}" if value < 10 and value % 1 else f"{value:,.0f}"


if __name__ == "__main__":
    print("\n".join(table()))
