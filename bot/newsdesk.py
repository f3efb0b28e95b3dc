"""What handlers and pages read about mailings: rehearsal, previews by the real renderers, outcomes."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from bot.adapter import Adapter
from bot.news_mass import MassSending, render_mass
from bot.news_rendering import render_item, write_parts
from bot.pacing import Paced, find_held
from bot.windows import KEPT_FOR_ANSWERS, Windowed
from directory.domain.mailing import Mailing, RecipientStatus
from directory.domain.news_acts import list_reached
from directory.domain.rehearsal import Held, Preview, Rehearsal
from directory.domain.roles import Role
from directory.store import cities, letters, mailings, offices, recipients, rehearsals
from handlers.localizer import LOCALES, Localizer

SHOWN_MAILINGS = 50


class NewsDesk:
    """Implements `handlers.ports.News` in one session. `served`: the platforms that send here."""

    def __init__(
        self,
        session: Session,
        adapters: Mapping[str, Adapter],
        served: Collection[str],
        localizer: Localizer,
        now: datetime,
    ) -> None:
        self._session = session
        self._adapters = adapters
        self._served = served
        self._localizer = localizer
        self._now = now

    def list_mailings(self, sees: Callable[[Mailing], bool]) -> tuple[Mailing, ...]:
        """The newest mailings that somebody `sees`."""
        return mailings.list_mailings(self._session, SHOWN_MAILINGS, sees)

    def find_mailing(self, news_id: int) -> Mailing | None:
        """The mailing of a news item."""
        return mailings.find_mailing(self._session, news_id)

    def count_outcomes(self, news_id: int) -> dict[RecipientStatus, int]:
        """How many recipients stand where."""
        counts: dict[RecipientStatus, int] = {}
        for (status, _, _), count in recipients.count_outcomes(self._session, news_id).items():
            counts[status] = counts.get(status, 0) + count
        return counts

    def list_approvers(self, mailing: Mailing) -> tuple[int, ...]:
        """Those asked to approve: the secretariat, else agencies of the cities reached; never the author."""
        secretariat = offices.list_holders(self._session, Role.SECRETARIAT, None)
        if others := tuple(one for one in secretariat if one != mailing.author_id):
            return others
        members = [city for city in cities.list_cities(self._session) if city.is_member]
        reached = list_reached(mailing.audience, members)
        found = (one for city in reached for one in offices.list_holders(self._session, Role.AGENCY, city))
        return tuple(sorted({one for one in found if one != mailing.author_id}))

    def rehearse(self, mailing: Mailing) -> Rehearsal:
        """What would happen if it were sent now."""
        windowed = {
            name: adapter for name in self._served if isinstance(adapter := self._adapters[name], Windowed)
        }
        rooms = {
            (name, locale): KEPT_FOR_ANSWERS
            + len(render_item(self._adapters[name], self._localizer, mailing.item, locale))
            for name, adapter in windowed.items()
            for locale in LOCALES
            if adapter.can_push
        }
        return rehearsals.rehearse(
            self._session,
            mailing,
            self._now,
            per_second={name: find_pace(self._adapters[name]) for name in self._served},
            windowed=windowed,
            massing=[name for name in self._served if isinstance(self._adapters[name], MassSending)],
            rooms=rooms,
        )

    def list_held(self) -> tuple[Held, ...]:
        """The platforms that take nothing now."""
        found = ((name, find_held(self._session, self._adapters[name], self._now)) for name in self._served)
        return tuple(
            Held(name, until, letters.count_open(self._session, name)) for name, until in found if until
        )

    def list_previews(self, mailing: Mailing) -> tuple[Preview, ...]:
        """What every platform served here shows its readers of every language, from the code that sends it.

        Who reads a language that the item does not speak gets another; see `NewsItem.text`.
        """
        item, words, found = mailing.item, self._localizer, []
        for name in self._served if item.languages else ():
            adapter = self._adapters[name]
            for locale in LOCALES:
                found.append(Preview(name, locale, write_parts(render_item(adapter, words, item, locale))))
                if mailing.by_mass and isinstance(adapter, MassSending):
                    text = write_parts([render_mass(adapter, words, item, locale)])
                    found.append(Preview(name, locale, text, by_mass=True))
        return tuple(found)


def find_pace(adapter: Adapter) -> float:
    """Messages a second in all; 0 where nothing limits them."""
    paces = adapter.list_paces(None) if isinstance(adapter, Paced) else ()
    return min((1 / pace.interval_s for pace in paces if pace.interval_s), default=0.0)
