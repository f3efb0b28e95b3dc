"""The table of issue 5: how fast the search answers, beside other ways to search, in the same run.

usage: python -m benchmarks.bench_search [SIZE ...] [--folder FOLDER] [--no-baselines]

All times are CPU milliseconds on one core. An index once built is kept in FOLDER and used again.
"""

import argparse
import asyncio
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

from threadpoolctl import threadpool_limits

from benchmarks.baselines import BASELINES, Names
from benchmarks.generator import Generator
from benchmarks.questions import KINDS, NameQuestion, holds, name_questions, product_questions
from bot.app import SWITCH_S
from directory.domain.company import Company
from directory.search.arrays import Floats
from directory.search.concepts import load_lexicon
from directory.search.index import SearchIndex
from directory.search.semantic import MemoryCache, SentenceEncoder
from directory.search.snapshot import SnapshotFolder
from tests.search_samples import read_cities

NAMES_OF_EACH_KIND, PRODUCTS = 100, 300
BASELINE_S = 20.0


def spread(times_ms: Sequence[float]) -> str:
    """Median / 95th percentile."""
    ordered = sorted(times_ms)
    return f"{statistics.median(ordered):.2f} / {ordered[int(0.95 * len(ordered))]:.2f}"


def timed(work: Callable[[Any], object], inputs: Iterable[Any]) -> list[float]:
    """CPU milliseconds of each call."""
    times = []
    for one in inputs:
        started = time.thread_time()
        work(one)
        times.append(1000 * (time.thread_time() - started))
    return times


def private_mb() -> float:
    """Memory that is this process's own: not the pages of a file that others map too."""
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_Dirty")) / 1024


class TimedEncoder(SentenceEncoder):
    """Notes the CPU milliseconds of every text it encodes."""

    def __init__(self) -> None:
        self.took_ms: list[float] = []

    def encode(self, texts: Sequence[str]) -> Floats:
        """See `Encoder`."""
        started = time.thread_time()
        found = super().encode(texts)
        self.took_ms.append(1000 * (time.thread_time() - started))
        return found


def new_index(encoder: SentenceEncoder) -> SearchIndex:
    """An index of the member cities, with the lexicon and the encoder."""
    encoder.encode([""])
    return SearchIndex(read_cities(), load_lexicon(), encoder, MemoryCache())


def build(size: int, folder: Path) -> None:
    """Build and save the index of `size` companies, unless it is there."""
    index, snapshots = new_index(SentenceEncoder()), SnapshotFolder(folder / str(size))
    if snapshots.load(index.version) is not None:
        return
    started = time.process_time()
    index.rebuild(Generator(tuple(read_cities()), load_lexicon()).companies(size))
    built = time.process_time() - started
    segment = index.merge()
    snapshots.save(segment, index.version)
    print(f"  built in {built:.0f} s of CPU, {len(segment.columns.terms)} distinct terms", flush=True)


def ask(index: SearchIndex, text: str) -> list[int]:
    """The first ten answers, found anew."""
    index.forget(meanings=False)
    question = index.understand(text, "de")
    return [hit.company_id for hit in index.search(question, question.filters, 10).hits]


def recall(index: SearchIndex, asked: Sequence[NameQuestion], names: dict[int, str]) -> dict[str, float]:
    """Share of each kind of question whose company, or one with as good a name, is among the first ten."""
    return {
        kind: statistics.mean(is_right(one, ask(index, one.text), names) for one in asked if one.kind == kind)
        for kind in KINDS
    }


async def lag(index: SearchIndex, texts: Sequence[str], searching: int, seconds: float = 4.0) -> float:
    """How late in ms (p99) a loop wakes that wants to every 2 ms, while some threads search."""
    late, ends = [], time.perf_counter() + seconds

    def search(offset: int) -> None:
        at = offset
        while time.perf_counter() < ends:
            ask(index, f"{texts[at % len(texts)]} {at}")
            at += 1

    sys.setswitchinterval(SWITCH_S)
    with ThreadPoolExecutor(2) as threads:
        work = [
            asyncio.get_running_loop().run_in_executor(threads, search, 1000 * n) for n in range(searching)
        ]
        while time.perf_counter() < ends:
            before = time.perf_counter()
            await asyncio.sleep(0.002)
            late.append(1000 * (time.perf_counter() - before - 0.002))
        await asyncio.gather(*work)
    return sorted(late)[int(0.99 * len(late))]


def measure(size: int, folder: Path, *, baselines: bool) -> None:
    """Print all rows of one size."""
    companies = list(Generator(tuple(read_cities()), load_lexicon()).companies(size))
    names = {company.id: company.name for company in companies}
    asked = name_questions(companies, NAMES_OF_EACH_KIND)
    products = product_questions(load_lexicon(), PRODUCTS)
    first = product_questions(load_lexicon(), 50, seed=9)  # none of those that are measured
    encoder = TimedEncoder()
    index = new_index(encoder)
    for text in first[:20]:
        ask(index, text)
    before = private_mb()
    started = time.perf_counter()
    loaded = SnapshotFolder(folder / str(size)).load(index.version)
    assert loaded is not None
    index.open(loaded[1])
    row("ready from snapshot, s", f"{time.perf_counter() - started:.3f}")
    for one in asked[::10]:
        ask(index, one.text)
    for text in first:
        ask(index, text)
    row("private memory of the index, MB", f"{private_mb() - before:.0f}")
    ours = timed(lambda one: ask(index, one.text), asked)
    for kind in KINDS:
        part = [took for took, one in zip(ours, asked, strict=True) if one.kind == kind]
        row(f"name question: {kind}", spread(part))
    row("name question", spread(ours))
    mixed = [*products, *(one.text for one in asked[::3])]
    random.Random(1).shuffle(mixed)
    fresh = [f"{text}  " for text in mixed]
    index.forget()
    encoder.took_ms.clear()
    encoded, told = [], []
    for text in fresh:
        before_it = len(encoder.took_ms)
        took = timed(lambda text: ask(index, text), [text])[0]
        (encoded if len(encoder.took_ms) > before_it else told).append(took)
    row("any question, nothing cached", spread(encoded + told))
    row(f"  of these encoded: {len(encoded)}", spread(encoded))
    row("  their encoder alone", spread(encoder.took_ms))
    row(f"  names, and what an entry says: {len(told)}", spread(told))
    row("any question, vector cached", spread(timed(lambda text: ask(index, text), fresh)))
    row("recall@10", " · ".join(f"{kind} {share:.3f}" for kind, share in recall(index, asked, names).items()))
    writes = [replace(companies[n], offers=(f"Prüfstück {n}",)) for n in range(40)]
    row("visible after a write, ms", spread(timed(index.put, writes)))
    for searching in (0, 1, 2):
        late = asyncio.run(lag(index, products, searching))
        row(f"event loop lag, {searching} threads searching, p99 ms", f"{late:.1f}")

    if baselines:
        compare(companies, asked, statistics.median(ours), names)


def compare(
    companies: Sequence[Company],
    asked: Sequence[NameQuestion],
    ours_ms: float,
    names: dict[int, str],
) -> None:
    """Print the other ways, as often as they are quick, and how many times longer they take."""
    table = Names(companies)
    for what, (make, clock) in BASELINES.items():
        try:
            with make(table) as other:
                times, found = [], []
                ends = time.perf_counter() + BASELINE_S
                for one in random.Random(3).sample(list(asked), len(asked)):
                    started = clock()
                    ids = other(one.text)
                    times.append(1000 * (clock() - started))
                    found.append(is_right(one, ids, names))
                    if time.perf_counter() > ends:
                        break
        except Exception as error:  # not installed, or its server does not start
            row(what, f"not here: {str(error).splitlines()[0] if str(error) else type(error).__name__}")
            continue
        share = sum(found) / len(found)
        row(what, f"{spread(times)}  recall@10 {share:.3f}  {statistics.median(times) / ours_ms:.0f}x")


def is_right(one: NameQuestion, ids: Sequence[int], names: dict[int, str]) -> bool:
    """Whether a company is found; of a part that more than ten names hold, any ten of them will do."""
    return one.company.id in ids or (
        one.kind == KINDS[2] and sum(holds(one, names[company_id]) for company_id in ids) >= 10
    )


def row(what: str, figure: str) -> None:
    """One line of the table."""
    print(f"  {what:42} {figure}", flush=True)


def main() -> None:
    """Measure every size in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[10_000, 100_000])
    parser.add_argument("--folder", type=Path, default=Path("var/bench"))
    parser.add_argument("--no-baselines", action="store_true")
    parser.add_argument("--step", choices=("build", "measure"))
    options = parser.parse_args()
    threadpool_limits(1)
    if options.step == "build":
        build(options.sizes[0], options.folder)
        return
    if options.step == "measure":
        measure(options.sizes[0], options.folder, baselines=not options.no_baselines)
        return
    for size in options.sizes:
        print(f"{size} companies", flush=True)
        for step in ("build", "measure"):
            command = [sys.executable, "-m", "benchmarks.bench_search", *sys.argv[1:], "--step", step]
            sizes = {str(one) for one in options.sizes}
            command = [part for part in command if part not in sizes] + [str(size)]
            subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
