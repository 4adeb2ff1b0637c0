"""How the memory is laid out. Private to `storage`: everybody else sees the records.

The classes declare; the verbs work on the plain tables at the end, because a SQLModel object does not validate, breaks
once its session closes and costs seven times an insert. Every row belongs to a workspace (Slack team id); when a memory
that was filled before its first Slack start learns its team id, the foreign key carries the new name everywhere.
"""

from sqlalchemy import Table, Text
from sqlmodel import SQLModel
from sqlmodel.sql.sqltypes import AutoString

from storage.tables.answers import AnswerRow, RemovalRow
from storage.tables.columns import UtcDateTime
from storage.tables.learning import FeedbackRow, TasteRow
from storage.tables.mentions import CardRow, HistoryRow, MentionRow, ReactionRow, TimerRow
from storage.tables.people import ForgottenRow, PersonNoteRow, PersonRow, PersonTagRow, PersonThanksRow, QuoteRow
from storage.tables.places import CredentialRow, DeliveryRow, PassRow, RefusalRow, SourceRow, SpendingRow
from storage.tables.posts import PostKeyRow, PostRow, PostVersionRow, SplitRow, StoryKeyRow
from storage.tables.replies import (
    DebtRow,
    ProposalRow,
    ReplyRow,
    ReplyVersionRow,
    SavedReplyRow,
    ToneWordRow,
    WriterRow,
)
from storage.tables.shareables import (
    AnswerLinkRow,
    OpenLibraryRow,
    ShareableAddressRow,
    ShareableFeedRow,
    ShareableRow,
    ShareableTermRow,
)
from storage.tables.team import OutboxRow, RoleRow, SeenRow, WorkspaceRow
from storage.tables.watches import ListenerRow, OutageRow, QueryFixRow, SpikeRow, WatchRow

__all__ = ["UtcDateTime"]

metadata = SQLModel.metadata


def _table(row: type[SQLModel]) -> Table:
    """Return the plain table of a class, its words as TEXT like in the migrations (SQLModel's type costs time)."""
    table = metadata.tables[str(row.__tablename__)]
    for column in table.columns:
        if isinstance(column.type, AutoString):
            column.type = Text()
    return table


workspaces: Table = _table(WorkspaceRow)
watches: Table = _table(WatchRow)
query_fixes: Table = _table(QueryFixRow)
listeners: Table = _table(ListenerRow)
outages: Table = _table(OutageRow)
posts: Table = _table(PostRow)
post_versions: Table = _table(PostVersionRow)
post_keys: Table = _table(PostKeyRow)
story_keys: Table = _table(StoryKeyRow)
splits: Table = _table(SplitRow)
spikes: Table = _table(SpikeRow)
people: Table = _table(PersonRow)
person_tags: Table = _table(PersonTagRow)
person_notes: Table = _table(PersonNoteRow)
person_thanks: Table = _table(PersonThanksRow)
quotes: Table = _table(QuoteRow)
mentions: Table = _table(MentionRow)
cards: Table = _table(CardRow)
history: Table = _table(HistoryRow)
feedback: Table = _table(FeedbackRow)
tastes: Table = _table(TasteRow)
replies: Table = _table(ReplyRow)
reply_versions: Table = _table(ReplyVersionRow)
writers: Table = _table(WriterRow)
proposals: Table = _table(ProposalRow)
saved_replies: Table = _table(SavedReplyRow)
debts: Table = _table(DebtRow)
answers: Table = _table(AnswerRow)
removals: Table = _table(RemovalRow)
outbox: Table = _table(OutboxRow)
timers: Table = _table(TimerRow)
reactions: Table = _table(ReactionRow)
seen: Table = _table(SeenRow)
deliveries: Table = _table(DeliveryRow)
sources: Table = _table(SourceRow)
tone_words: Table = _table(ToneWordRow)
roles: Table = _table(RoleRow)
shareable_feeds: Table = _table(ShareableFeedRow)
shareables: Table = _table(ShareableRow)
shareable_addresses: Table = _table(ShareableAddressRow)
shareable_terms: Table = _table(ShareableTermRow)
answer_links: Table = _table(AnswerLinkRow)
open_libraries: Table = _table(OpenLibraryRow)
spending: Table = _table(SpendingRow)
forgotten: Table = _table(ForgottenRow)
credentials: Table = _table(CredentialRow)
passes: Table = _table(PassRow)
refusals: Table = _table(RefusalRow)
