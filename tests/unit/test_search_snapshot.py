"""The saved index: the same answers, shared by processes, never believed where it does not fit exactly."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from bot.indexing import Indexing, find_changes
from directory.domain.city import Country
from directory.domain.company import Company
from directory.search.arrays import Floats
from directory.search.entries import build_stamp
from directory.search.index import SearchIndex
from directory.search.question import Filters
from directory.search.snapshot import SnapshotFolder
from directory.store import companies as store_companies
from directory.store.engine import Store
from directory.store.models import CompanyRow
from tests.search_fakes import CITIES, FakeEncoder, company, new_index

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
ENTRIES = (
    company(1, "佛山市云陶有限公司", Country.CN, name_latin="Foshan Yuntao Co., Ltd.", offers=("瓷砖",)),
    company(2, "Rheinwerk Müller GmbH", offers=("Schweißroboter",), seeks=("Keramikfliesen",)),
    company(3, "Sächsische Wälzlager AG", description_de="Wir fertigen Wälzlager, seit 1920."),
)
QUESTIONS = ("Fliesen", "云陶", "Rheinwerk", "轴承", "Waelzlager", "nichts davon")
WRITER = """
import sys
from pathlib import Path
import numpy as np
from directory.search import snapshot
from tests.unit.test_search_snapshot import filled
index = filled()
saved = np.save
def slow(file, array, **more):
    saved(file, array, **more)
    if "named" in file.name:
        print("half", flush=True)
        sys.stdin.read()
np.save = slow
snapshot.SnapshotFolder(Path(sys.argv[1])).save(index.merge(), index.version)
"""
READER = """
import sys
from pathlib import Path
from directory.search.snapshot import SnapshotFolder
from tests.search_fakes import new_index
from tests.unit.test_search_snapshot import answers
index = new_index()
index.open(SnapshotFolder(Path(sys.argv[1])).load(index.version)[1])
print(answers(index))
mapped = [line for line in Path("/proc/self/maps").read_text().splitlines() if ".npy" in line]
print(bool(mapped) and all(line.split()[1].startswith("r--") for line in mapped))
"""


def filled() -> SearchIndex:
    index = new_index()
    index.rebuild(ENTRIES)
    return index


def answers(index: SearchIndex) -> list[object]:
    return [index.search(index.understand(text, "de"), Filters(), 10).hits for text in QUESTIONS]


def opened(folder: SnapshotFolder) -> SearchIndex:
    index = new_index()
    found = folder.load(index.version)
    assert found is not None
    index.open(found[1])
    return index


def test_a_saved_index_answers_the_same(tmp_path: Path) -> None:
    folder, index = SnapshotFolder(tmp_path), filled()
    assert folder.save(index.merge(), index.version) == 1
    assert answers(opened(folder)) == answers(index)
    assert len(opened(folder)) == 3


def test_an_index_of_several_parts_is_saved_as_one(tmp_path: Path) -> None:
    folder, index = SnapshotFolder(tmp_path), filled()
    first = opened_after_saving(folder, index)
    first.put(replace(ENTRIES[1], offers=("Bier",)), company(9, "Neue Firma GmbH", offers=("Papier",)))
    first.remove(3)
    assert first.unmerged
    assert folder.save(first.merge(), first.version) == 2
    again = opened(folder)
    assert again.unmerged == 0
    assert answers(again) == answers(first)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["2", "lock"]


def opened_after_saving(folder: SnapshotFolder, index: SearchIndex) -> SearchIndex:
    folder.save(index.merge(), index.version)
    return opened(folder)


def test_a_directory_without_entries_is_saved_too(tmp_path: Path) -> None:
    assert len(opened_after_saving(SnapshotFolder(tmp_path), new_index())) == 0


def _flip(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    raw[-3] ^= 4
    path.write_bytes(raw)


DAMAGES: dict[str, Callable[[Path], object]] = {
    "a flipped bit": lambda one: _flip(one / "columns.small.npy"),
    "a flipped bit in a text": lambda one: _flip(one / "columns.terms.data.npy"),
    "a file cut short": lambda one: os.truncate(one / "names.numbers.npy", 130),
    "an empty file": lambda one: os.truncate(one / "names.keys.npy", 0),
    "a file that is gone": lambda one: (one / "bearers.npy").unlink(),
    "no manifest": lambda one: (one / "manifest.json").unlink(),
    "a manifest that is none": lambda one: (one / "manifest.json").write_text("[]"),
    "a manifest cut short": lambda one: os.truncate(one / "manifest.json", 40),
    "a foreign array": lambda one: np.save(one / "columns.city.npy", np.arange(3.0)),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_snapshot_is_not_used(damage: str, tmp_path: Path) -> None:
    folder, index = SnapshotFolder(tmp_path), filled()
    folder.save(index.merge(), index.version)
    DAMAGES[damage](tmp_path / "1")
    assert folder.load(index.version) is None
    assert folder.save(index.merge(), index.version) == 2
    assert folder.load(index.version) is not None


def test_a_snapshot_of_another_version_is_not_used(tmp_path: Path) -> None:
    folder, index = SnapshotFolder(tmp_path), filled()
    folder.save(index.merge(), "another lexicon")
    assert folder.load(index.version) is None


def test_a_writer_that_is_killed_leaves_the_snapshot_before(tmp_path: Path) -> None:
    folder, index = SnapshotFolder(tmp_path), filled()
    folder.save(index.merge(), index.version)
    command = [sys.executable, "-c", WRITER, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"half\n"
        assert folder.save(index.merge(), index.version) is None  # one writer at a time
        writer.send_signal(signal.SIGKILL)
    assert folder.newest() == 1
    assert answers(opened(folder)) == answers(index)
    assert folder.save(index.merge(), index.version) == 2


def test_processes_share_one_snapshot(tmp_path: Path) -> None:
    index = filled()
    SnapshotFolder(tmp_path).save(index.merge(), index.version)
    command = [sys.executable, "-c", READER, str(tmp_path)]
    readers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    told = [reader.communicate(timeout=60)[0].splitlines() for reader in readers]
    assert told == [[str(answers(index)), "True"]] * 2


class Moving:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


class Directory:
    """A stored directory, its index kept in a folder."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store, self.folder, self.clock = store, folder, Moving()

    def write(self, *entries: Company) -> None:
        with self.store.write() as session:
            for entry in entries:
                store_companies.upsert(session, entry, self.clock.now)

    def start(self) -> tuple[Indexing, FakeEncoder]:
        encoder = FakeEncoder()
        indexing = Indexing(self.store, encoder, self.clock, self.folder)
        indexing.build()
        return indexing, encoder


@pytest.fixture
def directory(store: Store, tmp_path: Path) -> Directory:
    with store.write() as session:
        seed_cities(session)
    return Directory(store, tmp_path / "search")


def seed_cities(session: Session) -> None:
    from directory.store.models import CityRow

    for city in CITIES:
        session.add(CityRow(id=city.id, country=str(city.country), name_de=city.name_de,
                            name_zh=city.name_zh, name_en=city.name_en))  # fmt: skip


def found(indexing: Indexing, text: str) -> list[str]:
    hits = indexing.search.search(indexing.search.understand(text, "de"), Filters(), 5).hits
    return [reason.found for hit in hits if hit.match for reason in hit.reasons[:1]]


def test_a_start_takes_over_what_was_written_meanwhile(directory: Directory) -> None:
    directory.write(ENTRIES[0], ENTRIES[1])
    directory.start()
    directory.clock.now += timedelta(minutes=1)
    directory.write(ENTRIES[2], replace(ENTRIES[1], name="Mainwerk Schulze GmbH"))
    indexing, encoder = directory.start()
    assert "瓷砖" not in encoder.encoded
    assert found(indexing, "Mainwerk Schulze") == ["Mainwerk Schulze GmbH"]
    assert found(indexing, "Sächsische Wälzlager") == ["Sächsische Wälzlager AG"]
    assert found(indexing, "Rheinwerk Müller") == []


def test_a_refresh_takes_over_what_others_wrote_and_saved(directory: Directory) -> None:
    directory.write(ENTRIES[0])
    one, _ = directory.start()
    assert one.refresh() == 0
    directory.clock.now += timedelta(seconds=5)
    directory.write(ENTRIES[1])
    assert one.refresh() == 1
    assert found(one, "Rheinwerk Müller") == ["Rheinwerk Müller GmbH"]
    directory.clock.now += timedelta(hours=2)
    SnapshotFolder(directory.folder).save(new_index().merge(), "somebody else's")
    other, _ = directory.start()
    assert one.refresh() == 0
    assert found(one, "云陶") == found(other, "云陶") == ["佛山市云陶有限公司"]


def test_a_late_write_with_an_old_stamp_is_seen_by_the_count(directory: Directory) -> None:
    directory.write(ENTRIES[0])
    one, _ = directory.start()
    directory.clock.now -= timedelta(days=1)
    directory.write(ENTRIES[1])
    directory.clock.now += timedelta(days=1)
    assert one.refresh() == 1
    assert found(one, "Rheinwerk Müller") == ["Rheinwerk Müller GmbH"]


def test_what_is_gone_from_the_directory_is_gone_from_the_disk_a_day_later(directory: Directory) -> None:
    directory.write(*ENTRIES)
    indexing, _ = directory.start()
    with directory.store.write() as session:
        session.execute(delete(CompanyRow).where(CompanyRow.name == ENTRIES[1].name))
    directory.clock.now += timedelta(seconds=5)
    assert indexing.refresh() == 1
    assert "Rheinwerk" in read_files(directory.folder)
    for hours, kept in ((0, True), (20, True), (5, False)):
        directory.clock.now += timedelta(hours=hours)
        indexing.refresh()
        assert ("Rheinwerk" in read_files(directory.folder)) is kept
        if hours != 20:
            date_files(directory)
    written = SnapshotFolder(directory.folder).newest()
    directory.clock.now += timedelta(days=2)
    indexing.refresh()
    assert SnapshotFolder(directory.folder).newest() == written, "nothing has changed since"


def date_files(directory: Directory) -> None:
    """What was just written was written by the clock of the test."""
    for manifest in directory.folder.glob("*/manifest.json"):
        os.utime(manifest, (directory.clock.now.timestamp(),) * 2)


def read_files(folder: Path) -> str:
    return "".join(file.read_bytes().decode("utf-8", "replace") for file in folder.glob("*/*.npy"))


def test_a_folder_that_cannot_be_written_stops_nothing(directory: Directory, tmp_path: Path) -> None:
    directory.folder = tmp_path / "file" / "search"
    (tmp_path / "file").write_text("")
    directory.write(ENTRIES[0])
    indexing, _ = directory.start()
    assert indexing.refresh() == 0
    assert found(indexing, "云陶") == ["佛山市云陶有限公司"]


def test_changes_are_told_from_the_stamps() -> None:
    ids, stamps = np.array([2, 5, 7]), np.array([build_stamp(NOON)] * 3)
    latest = [(7, NOON), (2, NOON + timedelta(microseconds=1)), (9, NOON)]
    assert find_changes(latest, ids, stamps) == ([2, 9], [5])
    assert find_changes([], ids, stamps) == ([], [2, 5, 7])
    assert find_changes(latest, ids[:0], stamps[:0]) == ([7, 2, 9], [])


class SlowEncoder(FakeEncoder):
    """One whose model takes as long to load as the test wants."""

    def __init__(self) -> None:
        super().__init__()
        self.goes_on, self.is_loaded = threading.Event(), threading.Event()

    def encode(self, texts: Sequence[str]) -> Floats:
        self.goes_on.wait(20)
        self.is_loaded.set()
        return super().encode(texts)


def test_nobody_waits_for_the_model(tmp_path: Path, sqlite_template: Path) -> None:
    """Neither the first who searches nor whoever stops the process; it is loaded all the same."""
    (tmp_path / "isabot.db").write_bytes(sqlite_template.read_bytes())
    store, encoder = Store(f"sqlite:///{tmp_path / 'isabot.db'}"), SlowEncoder()
    Indexing(store, encoder, lambda: NOON).build()
    assert not encoder.is_loaded.is_set()
    encoder.goes_on.set()
    assert encoder.is_loaded.wait(20)
    store.close()
