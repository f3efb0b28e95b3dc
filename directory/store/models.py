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
from directory.store.models_news import MailingRow, MassResultRow, MassSendRow, RecipientRow
from directory.store.models_pages import ImportChangeRow, ImportRow, LinkRow, PageSessionRow
from directory.store.models_people import (
    ConsentRow,
    ConversationRow,
    GivenContactRow,
    IntroductionRow,
    LedToRow,
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
from directory.store.models_safety import (
    BlockRow,
    FreezeRow,
    HandoverLineRow,
    HandoverRow,
    ReportRow,
    TranslationRow,
)
from directory.store.models_words import DemandMarkRow, DemandRow, WordRow

__all__ = [
    "AllowanceRow",
    "AuditRow",
    "Base",
    "BlockRow",
    "CityRow",
    "ClaimRow",
    "CompanyContactRow",
    "CompanyRow",
    "ConfirmationRow",
    "ConsentRow",
    "ConversationRow",
    "DemandMarkRow",
    "DemandRow",
    "FreezeRow",
    "GivenContactRow",
    "HandoverLineRow",
    "HandoverRow",
    "ImportChangeRow",
    "ImportRow",
    "InboxRow",
    "IntroductionRow",
    "InvitationRow",
    "LedToRow",
    "LinkRow",
    "MailingRow",
    "MassResultRow",
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
    "ReportRow",
    "SettingRow",
    "TranslationRow",
    "VectorRow",
    "WordRow",
]
