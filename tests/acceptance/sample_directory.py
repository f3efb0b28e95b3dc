"""A small directory in a database: made once for the run, copied for every process."""

import csv
import io
import re
from importlib import resources
from pathlib import Path

from bot.clock import read_clock
from bot.indexing import Indexing
from directory.importing import import_table
from directory.store.cities import seed
from directory.store.engine import Store
from tests.acceptance import process

GERMAN, CHINESE = 2, 8
HOSTILE = '<b>Böse & Söhne</i> <script>"GmbH" {0} %s _*`['
TILES = "sample-cn-001"


def write_directory() -> str:
    """CSV: the first sample companies of both countries and one whose name attacks."""
    rows: list[dict[str, str]] = []
    for name, count in (("companies_de.csv", GERMAN), ("companies_cn.csv", CHINESE)):
        text = (resources.files("directory.samples") / name).read_text(encoding="utf-8")
        rows.extend(list(csv.DictReader(io.StringIO(text)))[:count])
    hostile = dict.fromkeys(rows[0], "") | {
        "external_id": "hostile-de",
        "country": "DE",
        "city": "Solingen",
        "name": HOSTILE,
        "description_de": "Wir fertigen <Rasierhobel> & „Pinsel“ &lt;b&gt; </code>",
        "offers": "Rasierhobel <a href='x'>;Pinsel",
    }
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows([*rows, hostile])
    return out.getvalue()


def build_database(path: Path) -> Path:
    """A database with the directory, its vectors computed."""
    store = Store(f"sqlite:///{path}")
    store.upgrade()
    with store.write() as session:
        seed(session)
        import_table(session, write_directory(), source="sample", now=read_clock())
    Indexing(store, None, read_clock).build()
    store.close()
    return path


def invite(database: Path) -> str:
    """A code for the tile maker in Foshan, as the secretariat makes it; good once in every copy."""
    made = process.run_here(database.parent, "invite", TILES, DATABASE__URL=f"sqlite:///{database}")
    found = re.search(r"/start (inv-\S+)", made.stdout)
    assert found, made.stderr
    return found.group(1)
