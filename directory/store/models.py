"""All tables in one place; importing this module fills `Base.metadata`."""

from directory.store.columns import Base
from directory.store.models_directory import (
    CityRow,
    CompanyContactRow,
    CompanyRow,
    ConfirmationRow,
    InvitationRow,
    NewsRow,
    SettingRow,
    VectorRow,
)
from directory.store.models_messages import AllowanceRow, InboxRow, OutboxRow, PaceRow
from directory.store.models_people import (
    ConsentRow,
    ConversationRow,
    IntroductionRow,
    MembershipRow,
    PersonRow,
    RemarkRow,
)
from directory.store.models_words import DemandMarkRow, DemandRow, WordRow

__all__ = [
    "AllowanceRow",
    "Base",
    "CityRow",
    "CompanyContactRow",
    "CompanyRow",
    "ConfirmationRow",
    "ConsentRow",
    "ConversationRow",
    "DemandMarkRow",
    "DemandRow",
    "InboxRow",
    "IntroductionRow",
    "InvitationRow",
    "MembershipRow",
    "NewsRow",
    "OutboxRow",
    "PaceRow",
    "PersonRow",
    "RemarkRow",
    "SettingRow",
    "VectorRow",
    "WordRow",
]
