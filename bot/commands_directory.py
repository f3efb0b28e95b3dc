"""Commands of the shell that look after the directory: import, export, invite, confirm, dead letters."""

import argparse
import sys
from datetime import timedelta

from bot.clock import read_clock
from bot.commands_city import find_city
from bot.commands_demand import run_demand
from bot.commands_import import Tell, run_export, run_import
from bot.commands_words import run_words
from bot.config import Config
from bot.opening import open_store
from directory.domain import acts
from directory.domain.company import CONFIRMABLE
from directory.domain.roles import Act, Grant, Role
from directory.store import audit, companies, inbox, invitations, letters, receipts, standings
from directory.store.engine import Store

SHOWN_LETTERS = 50
TIME = "%Y-%m-%d %H:%M"


def run(options: argparse.Namespace, config: Config) -> int:
    """Run one of the commands."""
    store = open_store(config)
    try:
        match options.command:
            case "import":
                return load(store, options)
            case "export":
                return run_export(
                    store, options.file, force=options.force, locale=options.lang, stream=sys.stdout
                )
            case "invite":
                return _invite(store, options)
            case "confirm":
                return _confirm(store, options)
            case "demand":
                return run_demand(store, options)
            case "words":
                return run_words(store, options)
            case "dead":
                return _show_dead(store, retry=options.retry)
        print(f"The database is at revision {store.find_revision()}.")
        return 0
    finally:
        store.close()


def load(store: Store, options: argparse.Namespace, tell: Tell | None = None) -> int:
    """Import a file as the command line says."""
    return run_import(
        store,
        options.file,
        dry_run=options.dry_run,
        skip_faulty=options.skip_faulty,
        allow_duplicates=options.allow_duplicates,
        as_json=options.json,
        locale=options.lang,
        stream=sys.stdout,
        tell=tell,
    )


def _invite(store: Store, options: argparse.Namespace) -> int:
    now, days = read_clock(), options.days
    with store.write() as session:
        company = companies.find_by_external_id(session, options.external_id or "")
        city = find_city(session, options.agency) if options.agency else None
        if options.external_id and company is None:
            return _unknown(options.external_id)
        if options.agency and (city is None or not city.is_member):
            print(f"isabot: there is no member city {options.agency!r}.", file=sys.stderr)
            return 2
        if company is not None:
            grant, name = Grant(Role.MEMBER, company_id=company.id), company.name
            what = "will answer the requests made to this entry"
        elif city is not None:
            grant, name = Grant(Role.AGENCY, city_id=city.id), f"the agency of {city.name_en}"
            what = "will check and confirm this city's entries"
        else:
            grant, name = Grant(Role.SECRETARIAT), "the secretariat"
            what = "will see and check the entries of all cities"
        code = invitations.create_for(session, grant, now + timedelta(days=days), now)
        city_id = grant.city_id
        audit.write(session, Act.INVITE, Role.OPERATOR, now, city_id=city_id, company=company)
    print(f"Code for {name}, valid for {days} days, once:\n\n    /start inv-{code}\n")
    print(f"Whoever writes this line in the chat {what}.")
    return 0


def _confirm(store: Store, options: argparse.Namespace) -> int:
    known = set(CONFIRMABLE)
    wanted = [name.strip() for name in options.fields.split(",")] if options.fields else []
    if unknown := [name for name in wanted if name not in known]:
        print(f"isabot: there is no field {unknown[0]!r}; known: {', '.join(sorted(known))}", file=sys.stderr)
        return 2
    if not options.by.strip():
        print("isabot: --by needs the name of whoever checked.", file=sys.stderr)
        return 2
    with store.write() as session:
        company = companies.find_by_external_id(session, options.external_id)
        if company is None:
            return _unknown(options.external_id)
        chosen = wanted or sorted(name for name in known if getattr(company, name))
        now = read_clock()
        confirmed = acts.confirm(company, options.by, now, chosen)
        standings.put_standing(session, company, confirmed, now)
        audit.write(session, Act.CONFIRM, Role.OPERATOR, now, company=company, fields=chosen)
    print(f"{company.name}: {len(chosen)} fields confirmed by {options.by}.")
    return 0


def _show_dead(store: Store, *, retry: bool) -> int:
    with store.read() as session:
        updates, parts = inbox.list_dead(session, SHOWN_LETTERS), letters.list_dead(session, SHOWN_LETTERS)
    for update in updates:
        print(f"update {update.id}  {update.address.platform}  {update.received_at:{TIME}}  {update.error}")
    for part in parts:
        lost = f"part {part.id}  {part.address.platform}  {part.status}"
        print(f"{lost}  {part.created_at:{TIME}}  {part.reason}")
    if not updates and not parts:
        print("Nothing is dead: every update was handled and every part delivered.")
    if retry:
        with store.write() as session:
            count = inbox.retry_dead(session) + receipts.retry_dead(session)
        print(f"{count} will be tried again.")
    return 0


def _unknown(external_id: str) -> int:
    print(f"isabot: there is no entry {external_id!r}.", file=sys.stderr)
    return 2
