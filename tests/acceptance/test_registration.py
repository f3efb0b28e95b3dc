"""A company registers in the terminal, its agency confirms with one tap, and then a search finds it."""

from pathlib import Path

from tests.acceptance.process import run_here as run


def test_from_the_first_question_to_being_found_in_the_other_language(tmp_path: Path) -> None:
    invited = run(tmp_path, "invite", "--agency", "Solingen").stdout
    code = next(line.strip() for line in invited.splitlines() if "/start" in line)
    officer = run(tmp_path, "chat", "--user", "officer", "--lang", "de", stdin=f"{code}\nEinverstanden\n")
    assert "für die Wirtschaftsförderung Solingen" in officer.stdout
    said = (
        "/eintragen",
        "ja",
        "Messerwerk Berg GmbH, Solingen",
        "Hersteller",
        "Wir fertigen Küchenmesser, Hyperglibber",
        "Vertriebspartner in China",
        "DE136695976",
        "Anna Berg, Export, berg@messerwerk.example",
        "Einreichen",
        "/firma",
    )
    eva = run(tmp_path, "chat", "--user", "eva", "--lang", "de", stdin="\n".join(said) + "\n").stdout
    assert "„Küchenmesser“: Küchenmesser – Metallwaren und Werkzeuge" in eva
    assert "„Hyperglibber“ bleibt so" in eva
    assert "wartet auf Bestätigung" in eva
    before = run(tmp_path, "search", "厨房刀具").stdout
    assert "Messerwerk Berg" not in before
    queue = run(tmp_path, "chat", "--user", "officer", "--lang", "de", stdin="/pruefen\nBestätigen\n").stdout
    assert "Zu prüfen (1): neu 1" in queue and "Bestätigt: Messerwerk Berg GmbH" in queue
    assert "Messerwerk Berg" in run(tmp_path, "search", "厨房刀具").stdout
    told = run(tmp_path, "chat", "--user", "eva", "--lang", "de", stdin="/firma\n").stdout
    assert "Bestätigt von: " in told and "berg@messerwerk.example" not in told
    log = run(tmp_path, "audit", "--city", "索林根").stdout
    assert [line.split("  ")[3] for line in log.splitlines()] == [
        "confirm",
        "register",
        "take_office",
        "invite",
    ]
    assert "berg@" not in log
