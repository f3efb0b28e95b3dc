"""`isabot import --report`: who hears of an import in the chat, in which language, and who does not."""

from pathlib import Path

import pytest
from sqlalchemy import select

from bot.cli import main
from directory.domain.person import Address, Consent, Purpose
from directory.domain.roles import Grant, Role
from directory.store import cities, conversations, offices, people
from directory.store.cities import seed
from directory.store.columns import Json
from directory.store.engine import Store
from directory.store.models import ConversationRow, OutboxRow
from tests.unit.import_files import GOOD, NOW, write_csv

ELSEWHERE = GOOD | {"external_id": "zh-1", "country": "CN", "city": "佛山", "name": "佛山样本陶瓷有限公司"}
FAULTY = GOOD | {"external_id": "de-2", "employees": "0212 5550199"}
FAULTY_ELSEWHERE = ELSEWHERE | {"external_id": "zh-2", "founded": "gestern"}
NOWHERE = GOOD | {"external_id": "de-3", "city": "Atlantis"}


@pytest.fixture
def opened(tmp_path: Path, sqlite_template: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """The database that the command works on, with officers who chat on Telegram."""
    path = tmp_path / "isabot.db"
    path.write_bytes(sqlite_template.read_bytes())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ISABOT__DATABASE__URL", f"sqlite:///{path}")
    store = Store(f"sqlite:///{path}")
    with store.write() as session:
        seed(session)
    put_officer(store, "1", "en", Grant(Role.SECRETARIAT))
    put_officer(store, "2", "de", agency(store, "Solingen"))
    put_officer(store, "3", "zh", agency(store, "Foshan"))
    put_officer(store, "4", "de", agency(store, "Köln"))
    put_officer(store, "5", "de", agency(store, "Solingen"), agreed=False)
    put_officer(store, "6", "de")
    return store


def agency(store: Store, name: str) -> Grant:
    with store.read() as session:
        known = {city.name_de: city.id for city in cities.list_cities(session)}
    return Grant(Role.AGENCY, city_id=known[name])


def put_officer(store: Store, account: str, locale: str, *grants: Grant, agreed: bool = True) -> None:
    with store.write() as session:
        conversation = conversations.load_or_create(session, Address("telegram", account), locale, NOW)
        person_id = people.create_for(session, conversation.id, NOW)
        if agreed:
            for purpose in (Purpose.OFFICE, Purpose.ABROAD):
                people.add_consent(session, person_id, Consent(purpose, "1", locale, "telegram", NOW))
        for grant in grants:
            offices.add(session, person_id, grant, NOW)


def list_parts(store: Store) -> dict[str, list[Json]]:
    """What waits for delivery, by account."""
    found: dict[str, list[Json]] = {}
    with store.read() as session:
        rows = session.execute(
            select(ConversationRow.account, OutboxRow.payload)
            .join(OutboxRow, OutboxRow.conversation_id == ConversationRow.id)
            .order_by(OutboxRow.id)
        )
        for row in rows:
            found.setdefault(row.account, []).append(row.payload)
    return found


def read_document(parts: list[Json]) -> str:
    """The text of the one document among the calls to Telegram."""
    assert [part["method"] for part in parts] == ["sendMessage", "sendDocument"]
    assert parts[1]["media_type"] == "text/plain" and parts[1]["file_name"].startswith("import-")
    return str(parts[1]["content"])


def test_the_secretariat_reads_all_and_an_agency_the_lines_of_its_city(
    opened: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_csv(
        tmp_path, GOOD, ELSEWHERE, FAULTY, FAULTY_ELSEWHERE, NOWHERE, columns=[*FAULTY, "founded"]
    )
    assert main(["import", str(path), "--report", "--skip-faulty", "--lang", "de"]) == 1
    assert capsys.readouterr().out.endswith("Der Bericht geht an 3 Personen.\n")
    parts = list_parts(opened)
    assert set(parts) == {"1", "2", "3"}
    whole, solingen, foshan = (read_document(parts[account]) for account in "123")
    assert [line[:6] for line in whole.splitlines()[-3:]] == ["Line 4", "Line 5", "Line 6"]
    assert "liste.csv: 5 Zeilen gelesen – 2 neu" in parts["2"][0]["text"]
    assert "Davon für Sie (Solingen): 2 Zeilen." in solingen
    assert "Zeile 4, Spalte employees" in solingen
    assert "Zeile 5" not in solingen and "Zeile 6" not in solingen
    assert "其中与您有关（佛山市）：2 行。" in foshan and "第 5 行，founded 列" in foshan
    assert "第 4 行" not in foshan
    for text in (whole, solingen, foshan):
        assert "5550199" not in text and "--" not in text


def test_a_report_tells_that_nothing_was_saved(opened: Store, tmp_path: Path) -> None:
    assert main(["import", str(write_csv(tmp_path, FAULTY)), "--report"]) == 1
    assert "Es wurde nichts gespeichert, weil eine Zeile fehlerhaft ist." in read_document(
        list_parts(opened)["2"]
    )


def test_without_the_option_or_an_import_nobody_is_told(opened: Store, tmp_path: Path) -> None:
    path = write_csv(tmp_path, GOOD)
    assert main(["import", str(path)]) == 0
    assert main(["import", str(tmp_path / "missing.csv"), "--report"]) == 2
    with pytest.raises(SystemExit):
        main(["import", str(path), "--report", "--dry-run"])
    assert list_parts(opened) == {}
