"""What the platform says became of a mass send, some time after it took it.

It may say so before its answer to our call has come, and twice: a result is kept under the number of the
job, and written into the ledger once both are known.
"""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, update
from sqlalchemy.orm import Session

from directory.domain.mailing import RecipientStatus
from directory.store.models import MassResultRow, MassSendRow, RecipientRow
from directory.store.statements import count_changed, insert_into

DONE = "sendsuccess"


@dataclass(frozen=True, slots=True)
class MassResult:
    """`job` is the platform's number of the send, `status` in its words, the rest are readers.

    `total` were meant, `filtered` are left of them, `sent` were reached and `failed` not.
    """

    job: str
    status: str
    total: int
    filtered: int
    sent: int
    failed: int

    @property
    def failure(self) -> str:
        """Why nobody was reached; "" where somebody was."""
        if self.status.replace(" ", "").casefold() != DONE:
            return self.status
        return "" if self.sent else f"{self.status}, nobody reached"


def note(session: Session, result: MassResult, now: datetime) -> bool:
    """Keep a result, and write it into the ledger where the job is ours; False where it was known."""
    made = insert_into(session, MassResultRow).values(told_at=now, **asdict(result))
    if session.scalar(made.on_conflict_do_nothing().returning(MassResultRow.job)) is None:
        return False
    mass_id = session.scalar(select(MassSendRow.id).where(MassSendRow.job == result.job))
    if mass_id is not None:
        _write(session, mass_id, result, now)
    return True


def name_job(session: Session, mass_id: int, job: str, now: datetime) -> None:
    """The platform's number of a send is known; its result may have come before."""
    count_changed(session, update(MassSendRow).where(MassSendRow.id == mass_id).values(job=job))
    row = session.execute(select(MassResultRow.__table__).where(MassResultRow.job == job)).one_or_none()
    if row is not None:
        _write(session, mass_id, _build(row), now)


def list_results(session: Session, news_id: int) -> tuple[MassResult, ...]:
    """What became of the mass sends of a mailing, in order."""
    rows = session.execute(
        select(MassResultRow.__table__)
        .join(MassSendRow, MassSendRow.job == MassResultRow.job)
        .where(MassSendRow.news_id == news_id)
        .order_by(MassSendRow.id)
    )
    return tuple(_build(row) for row in rows)


def _write(session: Session, mass_id: int, result: MassResult, now: datetime) -> None:
    """A send that failed reached nobody; of one that reached some the platform does not say whom."""
    own = (RecipientRow.mass_id == mass_id, RecipientRow.status == RecipientStatus.SENT.value)
    if result.failure:
        refused = {"status": RecipientStatus.REFUSED.value, "reason": f"mass send: {result.failure}"}
        count_changed(session, update(RecipientRow).where(*own).values(settled_at=now, **refused))
    elif result.sent < result.total:
        reached = f"mass send: {result.sent} of {result.total} reached"
        count_changed(session, update(RecipientRow).where(*own).values(reason=reached))


def _build(row: Row[Any]) -> MassResult:
    return MassResult(row.job, row.status, row.total, row.filtered, row.sent, row.failed)
