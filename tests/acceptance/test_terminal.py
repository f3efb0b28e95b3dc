"""The same story in the terminal, from the script of input lines that the README shows."""

import re
from pathlib import Path

from tests.acceptance.process import run, run_here

STORY = Path(__file__).parents[2] / "docs" / "story.txt"
EMAIL = "weber@fliesenhaus.example"


def test_the_story_is_told_from_a_script(tmp_path: Path) -> None:
    told = run(
        tmp_path, "chat", "--dir", "demo", "--user", "chen", "--lang", "zh", stdin=STORY.read_text("utf-8")
    )
    assert told.returncode == 0, told.stderr
    assert told.stderr == ""
    parts = re.split(r"^\w+> /as \w+ \w+\n", told.stdout, flags=re.MULTILINE)
    chen_before, anna, chen, anna_after, chen_asks, officer, chen_told = parts
    assert "您好" in chen_before
    assert "„Keramikfliesen“ = " in anna
    assert "Gesendet an" in anna
    assert "收到新的请求" in chen
    before, _, after = chen.partition("chen> 陈莉")
    assert "瓷砖" in before
    assert "Feinsteinzeug" in before
    assert EMAIL not in before
    assert EMAIL in after
    assert "138 0013 8000" in anna_after
    assert "Angenommen am" in anna_after
    assert "现由 Wirtschaftsförderung Solingen 处理" in chen_asks
    assert "Vermerkt: an Scherenwerk Dültgen KG, Solingen weitergegeben" in officer
    assert "转交 Scherenwerk Dültgen KG" in chen_told


def test_a_second_terminal_goes_on_where_the_first_stopped(tmp_path: Path) -> None:
    first = run_here(tmp_path, "chat", "--user", "eva", "--lang", "de", stdin="Wälzlager\n")
    assert "nichts Passendes" in first.stdout  # an empty directory
    second = run_here(tmp_path, "chat", "--user", "eva", "--lang", "en", stdin="/hilfe\n")
    assert "Guten Tag" not in second.stdout
    assert "So geht es" in second.stdout


def test_an_invitation_makes_somebody_answer_for_an_entry(tmp_path: Path) -> None:
    table = tmp_path / "entries.csv"
    table.write_text("external_id,country,city,name\nso-1,DE,Solingen,Messer Muster GmbH\n", "utf-8")
    assert run_here(tmp_path, "import", str(table)).returncode == 0
    invited = run_here(tmp_path, "invite", "so-1")
    line = next(line.strip() for line in invited.stdout.splitlines() if "/start" in line)
    told = run_here(
        tmp_path, "chat", "--user", "eva", "--lang", "de", stdin=f"{line}\nEinverstanden\n{line}\n"
    )
    assert "Messer Muster GmbH" in told.stdout
    assert "kommen ab jetzt hierher" in told.stdout
    assert "schon benutzt" in told.stdout
    confirmed = run_here(tmp_path, "confirm", "so-1", "--by", "Wirtschaftsförderung Solingen")
    assert confirmed.returncode == 0
    assert run_here(tmp_path, "invite", "so-2").returncode == 2


def test_the_search_command_answers_in_json_one_line_per_question(tmp_path: Path) -> None:
    table = tmp_path / "entries.csv"
    table.write_text("external_id,country,city,name,offers\nfs-1,CN,佛山,佛山云陶有限公司,瓷砖\n", "utf-8")
    assert run_here(tmp_path, "import", str(table)).returncode == 0
    answer = run_here(tmp_path, "search", "--json", "-", stdin="Keramikfliesen\nWie geht es Ihnen?\n\n")
    tiles, small_talk, empty = answer.stdout.splitlines()
    assert '"external_id": "fs-1"' in tiles
    assert '"match": true' in tiles
    assert '"match": true' not in small_talk
    assert '"hits": []' in empty


def test_the_doctor_finds_a_fresh_installation_well(tmp_path: Path) -> None:
    seen = run_here(tmp_path, "doctor")
    assert seen.returncode == 0, seen.stdout + seen.stderr
    assert "WRONG" not in seen.stdout


def test_a_wrong_setting_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("[web]\nprot = 1\n", "utf-8")
    refused = run(tmp_path, "db", "upgrade")
    assert refused.returncode == 2
    assert refused.stderr.strip().splitlines() == ["isabot: Configuration: web.prot: unknown key"]
