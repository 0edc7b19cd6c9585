"""Every training set, read: the public ones, and what was written on them and on our own texts."""

from pathlib import Path
from typing import Any

from training import sources as spans
from training import sources_offsets as whole
from training import sources_sentences as marked
from training.brought import packaged_look
from training.claims import comparisons
from training.records import Pool
from training.rows import Source, nearest
from training.written import texts, written


def pools_of(data: Path) -> dict[str, Pool]:
    """The public training sets by name."""
    shifts = data / "squadshifts"
    qed = spans.qed(data / "qed_dev" / "qed-dev.jsonlines.gz")
    return {
        "newwiki": spans.squadshifts(shifts / "new_wiki_train.json.gz", "newwiki"),
        "reddit": spans.squadshifts(shifts / "reddit_v1.0.json.gz", "reddit"),
        "amazon": spans.squadshifts(shifts / "amazon_reviews_v1.0.json.gz", "amazon"),
        "qed": qed,
        "nq": spans.nq_oracle(
            data / "nq_oracle" / "nq-open-oracle.jsonl.gz", {i.question for i in qed.items}
        ),
        "policy": spans.policyqa(data / "policyqa_dev"),
        "qamr": spans.qamr(data / "qamr"),
        "selqa": marked.selqa(data / "selqa"),
        "nqg": marked.squad_pairs(data / "squad_nqg_pairs"),
        "scifact": marked.scifact(data / "scifact"),
        "wice": marked.wice(data / "wice"),
        "medquad": marked.medquad(data / "medquad"),
        "squad2": whole.squad2_articles(data / "squad2_articles"),
        "cuad": whole.cuad(data / "cuad"),
    }


def load(data: Path, config: dict[str, Any]) -> dict[str, Source]:
    """Every training set by its name in the configuration, the written ones among them."""
    pools = pools_of(data)
    pools["trial"] = comparisons(pools["scifact"], config["seed"])
    texts_too = {**pools, "own": texts()}
    for kind in ("written", "pairs", "topics"):
        pools[kind] = written(texts_too, kind)
    loose = {"reddit", "qed", "nq", "medquad", "selqa", "written", "pairs", "topics"}
    look = packaged_look() if config.get("look") else None
    wanted = {name for leg in (config, *config["legs"]) for name in leg.get("shares", ())}
    return {
        name: Source(
            pool,
            nearest(pool),
            name not in loose,
            config["negatives"][name],
            config["claims"].get(name, 0.0),
            config["many"].get(name, 1),
            config["lists"].get(name, 0.0),
            look,
        )
        for name, pool in pools.items()
        if name in wanted
    }
