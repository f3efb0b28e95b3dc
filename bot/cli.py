"""The `isabot` command: reads its arguments, calls the work, turns failures into one clear line."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from bot.config import Config, ConfigError, load_config
from directory.store.errors import StoreError
from handlers.localizer import LOCALES, guess_locale

DEMO_FOLDER = Path("var/demo")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code: 0 done, 1 done with complaints, 2 not done."""
    options = build_parser().parse_args(arguments)
    try:
        config = load_config(options.config)
        return int(_run(options, config))
    except (ConfigError, StoreError) as error:
        return _complain(str(error))
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of our output has gone: nothing to say to anybody
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _run(options: argparse.Namespace, config: Config) -> int:
    """Modules are imported here, so that a command loads only what it needs."""
    match options.command:
        case "demo":
            from bot.commands_serve import run_demo

            return run_demo(config, options.dir, fresh=options.fresh)
        case "serve":
            from bot.commands_serve import run_serve

            return run_serve(config)
        case "chat":
            from bot.commands_chat import run_chat

            folder = DEMO_FOLDER if options.demo else None
            return run_chat(config, options.user, options.lang, demo_folder=options.dir or folder)
        case "search":
            from bot.commands_search import run_search

            return run_search(config, options)
        case "doctor":
            from bot.commands_doctor import run_doctor

            return run_doctor(config)
        case "city":
            from bot.commands_city import run_city

            return run_city(config, options)
        case "audit":
            from bot.commands_audit import run_audit

            return run_audit(config, options)
        case "retention":
            from bot.commands_retention import run_retention

            return run_retention(config, options)
        case "qr":
            from bot.commands_qr import run_qr

            return run_qr(config, options)
        case "instance":
            from bot.commands_instance import run_instance

            return run_instance(config, options)
        case "wechat":
            from bot.commands_wechat import run_wechat

            return run_wechat(config, options)
        case "import" if options.report:
            from bot.commands_report import run_reported_import

            return run_reported_import(config, options)
    from bot import commands_directory

    return commands_directory.run(options, config)


def build_parser() -> argparse.ArgumentParser:
    """The commands and their arguments."""
    parser = argparse.ArgumentParser(
        prog="isabot", description="Partner-search assistant of the Chinese-German Industrial City Alliance"
    )
    parser.add_argument("--config", type=Path, help="configuration file (default: config.toml, if there)")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    local = guess_locale([os.environ.get("LANG", "")])

    demo = commands.add_parser(
        "demo", help="companies and a city's agency on phones side by side, all fictional"
    )
    demo.add_argument("--fresh", action="store_true", help="begin anew")
    demo.add_argument("--dir", type=Path, default=DEMO_FOLDER, help="where the demo keeps its database")

    commands.add_parser("serve", help="serve the configured platforms, web and workers")

    chat = commands.add_parser("chat", help="chat in the terminal")
    chat.add_argument("--user", default="me", help="who chats")
    chat.add_argument("--lang", choices=LOCALES, default=local, help="language of a new chat")
    chat.add_argument("--demo", action="store_true", help="chat in the demo's fictional directory")
    chat.add_argument("--dir", type=Path, help="the demo's folder; implies --demo")

    search = commands.add_parser("search", help="ask the directory; '-' reads one question per line")
    search.add_argument("query")
    search.add_argument("--country", choices=("DE", "CN"), type=str.upper)
    search.add_argument("--city")
    search.add_argument("--limit", type=_positive, default=10)
    search.add_argument("--json", action="store_true")
    search.add_argument("--lang", choices=LOCALES, default=local)

    _add_directory_commands(commands, local)
    commands.add_parser("doctor", help="check the installation and say what is wrong")
    return parser


def _add_directory_commands(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", local: str
) -> None:
    database = commands.add_parser("db", help="look after the database")
    database.add_argument("action", choices=("upgrade",))

    load = commands.add_parser("import", help="read entries from a CSV or XLSX file")
    load.add_argument("file", type=Path)
    either = load.add_mutually_exclusive_group()
    either.add_argument("--dry-run", action="store_true", help="check and report, write nothing")
    either.add_argument(
        "--report",
        action="store_true",
        help="also send the report to the secretariat and the cities' agencies",
    )
    load.add_argument(
        "--skip-faulty", action="store_true", help="write the good rows of a file with faulty ones"
    )
    load.add_argument(
        "--allow-duplicates", action="store_true", help="also write rows that look like known entries"
    )
    load.add_argument("--json", action="store_true")
    load.add_argument("--lang", choices=LOCALES, default=local)

    save = commands.add_parser("export", help="write all entries to a CSV or XLSX file")
    save.add_argument("file", type=Path)
    save.add_argument("--force", action="store_true", help="overwrite the file")
    save.add_argument("--lang", choices=LOCALES, default=local)

    invite = commands.add_parser(
        "invite", help="make a one-time code: for an entry, an agency, the secretariat"
    )
    target = invite.add_mutually_exclusive_group(required=True)
    target.add_argument("external_id", nargs="?", help="whose requests the holder will answer")
    target.add_argument("--agency", metavar="CITY", help="the holder acts for the agency of this city")
    target.add_argument("--secretariat", action="store_true", help="the holder acts for the secretariat")
    invite.add_argument("--days", type=_positive, default=14, help="how long the code is valid")

    confirm = commands.add_parser("confirm", help="note that fields of an entry were checked")
    confirm.add_argument("external_id")
    confirm.add_argument("--by", required=True, help="who checked, for instance the city's agency")
    confirm.add_argument("--fields", help="separated by commas; default: all that are filled")

    code = commands.add_parser("qr", help="write a QR code that opens the bot on Telegram or WeChat")
    code.add_argument("what", choices=("start", "register", "company", "city", "news", "invitation"))
    code.add_argument("which", nargs="?", default="", help="external id, city name, news number or code")
    code.add_argument("file", type=Path, help="where to: .png or .svg")
    code.add_argument("--bot", default="", help="the bot's name, where Telegram cannot be asked")
    code.add_argument("--wechat", action="store_true", help="a code that opens the WeChat account")

    wechat = commands.add_parser("wechat", help="look after the WeChat account")
    wechat.add_argument("what", choices=("menu",), help="its custom menu: set it")
    wechat.add_argument("--lang", choices=LOCALES, default="zh", help="the menu's language")
    instead = wechat.add_mutually_exclusive_group()
    instead.add_argument("--show", action="store_true", help="only show the menu that is set")
    instead.add_argument("--delete", action="store_true", help="take the menu away")

    _add_city_commands(commands)
    _add_audit_command(commands)
    _add_word_commands(commands)
    wanted = commands.add_parser("demand", help="what several people asked for and did not find")
    wanted.add_argument("--all", action="store_true", help="also what was found")
    wanted.add_argument("--json", action="store_true")
    wanted.add_argument("--lang", choices=LOCALES, default=local)

    _add_instance_commands(commands)
    kept = commands.add_parser("retention", help="take what is kept no longer; serve does it every night")
    kept.add_argument("--dry-run", action="store_true", help="only show what would go")

    letters = commands.add_parser("dead", help="list what could not be handled or delivered")
    letters.add_argument("--retry", action="store_true", help="try all of it again")


def _add_instance_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    moving = commands.add_parser("instance", help="which installation sends news")
    acts = moving.add_subparsers(dest="action", required=True, metavar="ACTION")
    acts.add_parser("show", help="this one, and the one that sends")
    acts.add_parser("adopt", help="let this one send from now on, after the database was moved here")


def _add_audit_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    log = commands.add_parser("audit", help="show who did what to entries and cities, by role")
    log.add_argument("--city", help="only acts in this city")
    log.add_argument("--entry", metavar="EXTERNAL_ID", help="only acts on this entry")
    log.add_argument("--since", metavar="DATE", help="not before this day")
    log.add_argument("--limit", type=_positive, default=100)
    log.add_argument("--json", action="store_true", help="one JSON object per line")


def _add_city_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    city = commands.add_parser("city", help="member cities: list, add, change, leave")
    actions = city.add_subparsers(dest="action", required=True, metavar="ACTION")
    actions.add_parser("list", help="all cities, also those that have left")
    add = actions.add_parser("add", help="a city joins, or comes back")
    add.add_argument("name_de", help="its name in German")
    add.add_argument("--country", choices=("DE", "CN"), type=str.upper, required=True)
    change = actions.add_parser("change", help="new facts, or another agency in charge")
    change.add_argument("city", help="its name, in any of the three languages")
    change.add_argument("--keep-officers", action="store_true", help="the agency only changes its name")
    for parser in (add, change):
        parser.add_argument("--name-zh", help="its name in Chinese")
        parser.add_argument("--name-en", help="its name in English")
        parser.add_argument("--region", help="state or province")
        parser.add_argument(
            "--joined", dest="member_since", metavar="DATE", help="2026-11-25, 2026-11 or 2026"
        )
        parser.add_argument("--status", help="for instance: member, founding member")
        parser.add_argument("--agency", help="the body in charge, as it signs")
        parser.add_argument("--page", metavar="URL", help="where the public finds the agency")
        parser.add_argument("--source", dest="source_url", metavar="URL", help="where this is to be read")
    leave = actions.add_parser("leave", help="a city leaves; its entries are no longer found")
    leave.add_argument("city")
    leave.add_argument(
        "--on", metavar="DATE", help="the day on which it left, none in the future; default: today"
    )


def _add_word_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    actions = commands.add_parser("words", help="add words to the search").add_subparsers(
        dest="action", required=True, metavar="ACTION"
    )
    add = actions.add_parser("add", help="add names to a concept, or a new concept")
    add.add_argument("--like", help="the concept that gains the names: one of its names, or its id")
    add.add_argument("--under", help="the concept above a new one: one of its names, or its id")
    for language in ("de", "zh", "en"):
        add.add_argument(f"--{language}", action="append", default=[], help="a name; may be repeated")
    add.add_argument("--isic", action="append", type=_isic, help="ISIC Rev. 4 class of a new concept")
    add.add_argument("--by", required=True, help="the agency that adds them")
    actions.add_parser("list", help="what agencies have added")
    remove = actions.add_parser("remove", help="take an addition out again")
    remove.add_argument("id", type=_positive)


def _isic(text: str) -> str:
    """An ISIC Rev. 4 class: four digits of a known division."""
    from directory.domain.fields import find_field

    if len(text) != 4 or not text.isdecimal() or find_field(text) is None:
        raise argparse.ArgumentTypeError(f"{text!r} is no ISIC Rev. 4 class, such as 2392")
    return text


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


def _complain(message: str) -> int:
    print(f"isabot: {message}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
