"""The report of an import for those in office: all of it for the secretariat, its own lines for an agency."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.import_words import ImportWords
from bot.turns import MAX_CONFLICTS, Turns
from directory.domain.city import City
from directory.domain.contacts import mask_contacts
from directory.domain.roles import Role
from directory.domain.uses import Use
from directory.importing import Options, Problem, Report
from directory.store import cities, offices, people, permits
from directory.store.engine import Store
from directory.store.errors import Conflict
from handlers.localizer import format_date
from handlers.messages import Document, Notice, Outcome, Reply

REPORTED_PROBLEMS = 200
"""Where a platform has no files, the report is read as messages: it must end."""


def tell_officers(store: Store, turns: Turns, report: Report, options: Options, clock: Clock) -> int:
    """Put the report into the outbox of everybody it concerns, or of nobody; how many they are.

    Raises StoreError, Conflict where others keep writing to the same conversations.
    """
    for attempt in range(MAX_CONFLICTS):
        try:
            with store.write() as session:
                notices = _list_notices(session, report, options, clock())
                turns.carry_out(session, Outcome(notices=notices))
            return len(notices)
        except Conflict:
            if attempt == MAX_CONFLICTS - 1:
                raise
    return 0


def build_report(
    report: Report, options: Options, own: Collection[City] | None, locale: str, now: datetime
) -> Reply:
    """What an officer reads: with `own` None all remarks, else those on the lines of these cities."""
    words = ImportWords(locale)
    summary = words.summary(report, options, in_chat=True)
    problems = report.problems
    if own is not None:
        ids = {city.id for city in own}
        lines = {line for line, city_id in report.cities.items() if city_id in ids}
        names = ", ".join(city.name(locale) for city in own)
        summary.append(words.text("import-report-city", cities=names, rows=len(lines)))
        problems = tuple(problem for problem in problems if problem.line in lines)
    shown = [words.line(_mask(problem)) for problem in problems[:REPORTED_PROBLEMS]]
    if len(problems) > REPORTED_PROBLEMS:
        shown.append(words.text("import-report-more", count=len(problems) - REPORTED_PROBLEMS))
    title = words.text("import-report-title", date=format_date(now, locale))
    content = "\n".join([title, "", *summary, "", *(shown or [words.text("import-report-clean")])]) + "\n"
    document = Document(f"import-{now:%Y-%m-%d}.txt", "text/plain", content)
    return Reply(f"{words.text('import-report-intro')}\n{summary[0]}", document=document)


def _list_notices(session: Session, report: Report, options: Options, now: datetime) -> tuple[Notice, ...]:
    """One for everybody who holds an office for what the file names and has agreed to be written to."""
    named = set(report.cities.values())
    agencies: dict[int, list[City]] = defaultdict(list)
    for city in cities.list_cities(session):
        if city.id in named:
            for person_id in offices.list_holders(session, Role.AGENCY, city.id):
                agencies[person_id].append(city)
    concerned: dict[int, list[City] | None] = dict(agencies)
    concerned |= dict.fromkeys(offices.list_holders(session, Role.SECRETARIAT, None))
    notices = []
    for person_id, own in concerned.items():
        if not permits.is_allowed(session, person_id, Use.OFFICE):
            continue
        for to in people.list_destinations(session, person_id)[:1]:
            notices.append(Notice(to, (build_report(report, options, own, to.locale, now),)))
    return tuple(notices)


def _mask(problem: Problem) -> Problem:
    """Cells may hold contact data in the wrong column; whoever confirmed may have signed with them."""
    arguments = problem.arguments
    if isinstance(by := arguments.get("by"), str):
        arguments = arguments | {"by": mask_contacts(by)}
    return replace(problem, value=mask_contacts(problem.value), arguments=arguments)
