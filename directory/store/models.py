"""All tables in one place; importing this module fills `Base.metadata`."""

from directory.store.columns import Base
from directory.store.models_directory import (
    CityRow,
    CompanyContactRow,
    CompanyRow,
    ConfirmationRow,
    NewsRow,
    SettingRow,
    VectorRow,
)
from directory.store.models_messages import AllowanceRow, InboxRow, OutboxRow, PaceRow
from directory.store.models_news import MailingRow, MassSendRow, RecipientRow
from directory.store.models_pages import ImportChangeRow, ImportRow, PageSessionRow, SignInRow
from directory.store.models_people import (
    ConsentRow,
    ConversationRow,
    IntroductionRow,
    PersonRow,
    RemarkRow,
)
from directory.store.models_roles import (
    AuditRow,
    ClaimRow,
    InvitationRow,
    MembershipRow,
    MergeMoveRow,
    MergeRow,
    OfficeRow,
)
from directory.store.models_words import DemandMarkRow, DemandRow, WordRow

__all__ = [
    "AllowanceRow",
    "AuditRow",
    "Base",
    "CityRow",
    "ClaimRow",
    "CompanyContactRow",
    "CompanyRow",
    "ConfirmationRow",
    "ConsentRow",
    "ConversationRow",
    "DemandMarkRow",
    "DemandRow",
    "ImportChangeRow",
    "ImportRow",
    "InboxRow",
    "IntroductionRow",
    "InvitationRow",
    "MailingRow",
    "MassSendRow",
    "MembershipRow",
    "MergeMoveRow",
    "MergeRow",
    "NewsRow",
    "OfficeRow",
    "OutboxRow",
    "PaceRow",
    "PageSessionRow",
    "PersonRow",
    "RecipientRow",
    "RemarkRow",
    "SettingRow",
    "SignInRow",
    "VectorRow",
    "WordRow",
]
