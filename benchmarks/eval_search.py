"""Score the search on a directory made by the evaluation's `directory_from_pairs.py`.

usage: python -m benchmarks.eval_search DIRECTORY [--no-lexicon] [--misses N]
"""

import argparse
import csv
import statistics
import time
from pathlib import Path

from directory.domain.city import Country
from directory.domain.company import Company
from directory.search.concepts import Lexicon, load_lexicon
from directory.search.index import SearchIndex
from directory.search.question import Filters
from directory.search.semantic import MemoryCache, SentenceEncoder


def read_companies(path: Path) -> list[Company]:
    """Companies of an import file; only the columns that the evaluation writes."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Company(
                id=number,
                external_id=row["external_id"],
                country=Country(row["country"]),
                city_id=1,
                name=row["name"],
                description_de=row["description_de"],
                description_zh=row["description_zh"],
            )
            for number, row in enumerate(csv.DictReader(file), start=1)
        ]


def main() -> None:
    """Print recall and time for both directions."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--no-lexicon", action="store_true")
    parser.add_argument("--misses", type=int, default=0)
    options = parser.parse_args()
    companies = read_companies(options.folder / "companies.csv")
    by_id = {company.id: company for company in companies}
    names = {company.external_id: company for company in companies}
    lexicon = Lexicon(()) if options.no_lexicon else load_lexicon()
    index = SearchIndex((), lexicon, SentenceEncoder(), MemoryCache())
    for state in ("cold", "cached"):
        start = time.perf_counter()
        index.rebuild(companies)
        print(f"{len(companies)} companies, build {state} {time.perf_counter() - start:.2f} s")
    expected = [
        line.split("\t") for line in (options.folder / "expected.tsv").read_text("utf-8").splitlines()
    ]
    for side, column, country in (("de", 1, Country.CN), ("zh", 2, Country.DE)):
        ranks: list[int | None] = []
        took, matched, hit_matched = [], 0, 0
        queries = (options.folder / f"queries.{side}.txt").read_text("utf-8").splitlines()
        for query, row in zip(queries, expected, strict=True):
            start = time.process_time()
            question = index.understand(query, side)
            result = index.search(question, Filters(country=country), 10)
            took.append(1000 * (time.process_time() - start))
            found = [by_id[hit.company_id].external_id for hit in result.hits]
            rank = found.index(row[column]) if row[column] in found else None
            ranks.append(rank)
            matched += any(hit.match for hit in result.hits)
            hit_matched += rank is not None and result.hits[rank].match
            if rank != 0 and sum(one != 0 for one in ranks) <= options.misses:
                wanted = names[row[column]]
                print(
                    f"  {query} | {question.words} {result.concepts[:3]} -> "
                    f"{wanted.description_de or wanted.description_zh} at {rank}; first:",
                    [
                        (by_id[h.company_id].description_de or by_id[h.company_id].description_zh, h.score)
                        for h in result.hits[:2]
                    ],
                )
        share = [sum(rank is not None and rank < k for rank in ranks) / len(ranks) for k in (1, 5, 10)]
        print(
            f"{side}: R@1 {share[0]:.3f} R@5 {share[1]:.3f} R@10 {share[2]:.3f}"
            f"  answered {matched / len(ranks):.3f}"
            f"  right and matched {hit_matched / len(ranks):.3f}"
            f"  ms p50 {statistics.median(took):.2f} p95 {sorted(took)[int(0.95 * len(took))]:.2f}"
        )


if __name__ == "__main__":
    main()
