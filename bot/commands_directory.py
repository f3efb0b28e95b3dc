"""Commands of the shell that look after the directory: import, export, invite, confirm, dead letters."""

import argparse
import sys
from dataclasses import fields
from datetime import timedelta

from bot.app import open_store
from bot.clock import read_clock
from bot.commands_demand import run_demand
from bot.commands_import import run_export, run_import
from bot.commands_words import run_words
from bot.config import Config
from directory.domain.company import Company
from directory.store import companies, inbox, invitations, letters, receipts
from directory.store.engine import Store

UNCONFIRMABLE = {"id", "external_id", "source", "updated_at", "confirmed"}
SHOWN_LETTERS = 50
TIME = "%Y-%m-%d %H:%M"


def run(options: argparse.Namespace, config: Config) -> int:
    """Run one of the commands."""
    store = open_store(config)
    try:
        match options.command:
            case "import":
                return run_import(
                    store,
                    options.file,
                    dry_run=options.dry_run,
                    skip_faulty=options.skip_faulty,
                    allow_duplicates=options.allow_duplicates,
                    as_json=options.json,
                    locale=options.lang,
                    stream=sys.stdout,
                )
            case "export":
                return run_export(
                    store, options.file, force=options.force, locale=options.lang, stream=sys.stdout
                )
            case "invite":
                return _invite(store, options.external_id, options.days)
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


def _invite(store: Store, external_id: str, days: int) -> int:
    now = read_clock()
    with store.write() as session:
        company = companies.find_by_external_id(session, external_id)
        if company is None:
            return _unknown(external_id)
        code = invitations.create(session, company.id, now + timedelta(days=days), now)
    print(f"Code for {company.name}, valid for {days} days, once:\n\n    /start inv-{code}\n")
    print("Whoever writes this line in the chat will answer the requests made to this entry.")
    return 0


def _confirm(store: Store, options: argparse.Namespace) -> int:
    known = {field.name for field in fields(Company)} - UNCONFIRMABLE
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
        companies.confirm(session, company.id, chosen, options.by, read_clock())
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
