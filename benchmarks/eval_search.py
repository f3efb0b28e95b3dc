"""Score the search on pairs with the same meaning: each side a company described by that label alone.

usage: python -m benchmarks.eval_search PAIRS.tsv [--among OTHERS.tsv] [--without lexicon|vectors|grams]
       [--part FIRST:END] [--misses N]

A TSV file has columns `de` and `zh`. `benchmarks/data/everyday_goods.tsv` was written before the lexicon
was extended: its first 334 pairs were looked at once, the rest never. `other_goods.tsv` are names that
the lexicon held at that time, to hide the pairs among. `unseen_goods.tsv` was written last, without a look
into the lexicon, and no change to the lexicon looked at it.
"""

import argparse
import csv
import statistics
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from directory.domain.city import City, Country
from directory.domain.company import Company
from directory.search import ranking
from directory.search.arrays import Floats
from directory.search.concepts import Lexicon, load_lexicon
from directory.search.index import SearchIndex
from directory.search.question import Filters
from directory.search.semantic import DIMENSIONS, MemoryCache, SentenceEncoder

PARTS = ("lexicon", "vectors", "grams")
_COUNTRIES = {"de": Country.DE, "zh": Country.CN}


class NoiseEncoder:
    """Gives every text a direction of its own that means nothing: the search without vectors."""

    def encode(self, texts: Sequence[str]) -> Floats:
        """See `directory.search.semantic.Encoder`."""
        rows = [np.random.default_rng(abs(hash(text))).standard_normal(DIMENSIONS) for text in texts]
        found = np.array(rows, np.float32).reshape(-1, DIMENSIONS)
        return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), np.float32)


def read_pairs(path: Path) -> list[tuple[str, str]]:
    """(German, Chinese) of every row."""
    with path.open(encoding="utf-8", newline="") as file:
        return [(row["de"], row["zh"]) for row in csv.DictReader(file, delimiter="\t")]


def build_engine(cities: Iterable[City], without: str = "") -> SearchIndex:
    """An empty index that lacks a part."""
    lexicon = Lexicon(()) if without == "lexicon" else load_lexicon()
    encoder = NoiseEncoder() if without == "vectors" else SentenceEncoder()
    if without == "grams":
        ranking.SPELLING, ranking.WORD_BONUS, ranking.TRUST_NAME = 0.0, 0.0, 0.0
    return SearchIndex(cities, lexicon, encoder, MemoryCache())


def build_index(pairs: Sequence[tuple[str, str]], without: str = "") -> SearchIndex:
    """A directory of these labels; company 2n is German, 2n + 1 Chinese (n from 1)."""
    index = build_engine((), without)
    index.rebuild(
        Company(
            id=2 * number + side,
            external_id=f"{number}-{language}",
            country=_COUNTRIES[language],
            city_id=1,
            name=f"Muster {number} GmbH" if language == "de" else f"样本{number}有限公司",
            description_de=label if language == "de" else "",
            description_zh=label if language == "zh" else "",
        )
        for number, pair in enumerate(pairs, start=1)
        for side, (language, label) in enumerate(zip(("de", "zh"), pair, strict=True))
    )
    return index


def score(index: SearchIndex, pairs: Sequence[tuple[str, str]], asked: Sequence[int], misses: int) -> None:
    """Print recall and time for both directions over the pairs `asked`."""
    for side, language, other in ((0, "de", "zh"), (1, "zh", "de")):
        ranks: list[int | None] = []
        took, shown = [], 0
        for at in asked:
            number, pair = at + 1, pairs[at]
            start = time.process_time()
            question = index.understand(pair[side], language)
            hits = index.search(question, Filters(country=_COUNTRIES[other]), 10).hits
            took.append(1000 * (time.process_time() - start))
            wanted = 2 * number + 1 - side
            found = [hit.company_id for hit in hits]
            rank = found.index(wanted) if wanted in found else None
            ranks.append(rank)
            shown += rank is not None and hits[rank].match
            if rank != 0 and sum(one != 0 for one in ranks) <= misses:
                firsts = [(pairs[hit.company_id // 2 - 1][1 - side], hit.score) for hit in hits[:2]]
                print(f"  {pair[side]} -> {pair[1 - side]} at {rank}; first: {firsts}")
        share = [sum(rank is not None and rank < k for rank in ranks) / len(ranks) for k in (1, 5, 10)]
        print(
            f"{language} -> {other}: R@1 {share[0]:.3f}  R@5 {share[1]:.3f}  R@10 {share[2]:.3f}"
            f"  right and shown {shown / len(ranks):.3f}"
            f"  ms p50 {statistics.median(took):.2f} p95 {sorted(took)[int(0.95 * len(took))]:.2f}"
        )


def main() -> None:
    """Read the options and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--among", type=Path)
    parser.add_argument("--part", default=":")
    parser.add_argument("--without", choices=PARTS, default="")
    parser.add_argument("--misses", type=int, default=0)
    options = parser.parse_args()
    pairs = read_pairs(options.pairs)
    filled = pairs + (read_pairs(options.among) if options.among else [])
    index = build_index(filled, options.without)
    first, end = (int(number) if number else None for number in options.part.split(":"))
    asked = range(len(pairs))[first:end]
    print(f"{len(asked)} pairs among {len(filled)}{options.without and ', without ' + options.without}")
    score(index, filled, asked, options.misses)


if __name__ == "__main__":
    main()
