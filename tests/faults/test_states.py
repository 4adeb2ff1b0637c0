"""Any steps in any order, with senders that die and clocks that run: what holds of a mention and its answer, always.

Beside the memory walks what each verb promises, told a second time in a line: who may, when. A platform counts what
reaches it. One owner at most; one answer for each approval, with the very words that were approved, by whoever may;
no saved word lost; and whoever reads the history alone knows how things stand.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from hypothesis import HealthCheck, Phase, settings, strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import delete, select

from storage import (
    answers,
    approvals,
    claims,
    hearing,
    history,
    mentions,
    merging,
    proposals,
    replies,
    sending,
    snoozing,
    tables,
    watches,
    workspaces,
)
from storage.database import Store
from storage.records import (
    Change,
    Dismissal,
    Errand,
    FourEyes,
    Objective,
    ProposalState,
    Receipt,
    ReplyState,
    Standing,
    State,
    Watch,
)
from tests.storage.made import NOW, a_post, judged

TURNS = count()
PICK, USER, BEHIND = st.integers(0, 1), st.sampled_from(["U1", "U2"]), st.sampled_from([0, 0, 0, 1])
LOOKS = 1  # times an answer is looked for and not found, before it is sent again
OPEN = {State.HEARD, State.ALERTED, State.CLAIMED, State.SNOOZED}
FREE = OPEN - {State.CLAIMED}
SETTLED = {State.ANSWERED, State.CLOSED, State.DISMISSED}
WRITABLE = {ReplyState.DRAFT, ReplyState.FAILED, ReplyState.PROPOSED}
LEAVING = {ReplyState.APPROVED, ReplyState.SENDING}
UNDER_WAY = {ReplyState.PROPOSED, ReplyState.APPROVED, ReplyState.SENDING, ReplyState.UNCERTAIN}

# What a line of history says of the owner, of the mention's state (None: in the queue), and how far the answer is: what
# of the states before may last, and what comes.
GIVEN_BACK = {"released", "lapsed", "merged", "woke", "snoozed"}
TAKEN = {"claimed", "handed", "answered"}
BECOMES = {
    **dict.fromkeys(("claimed", "handed"), State.CLAIMED),
    **dict.fromkeys(("released", "lapsed", "merged", "woke"), None),
    **dict.fromkeys(("answered", "sent"), State.ANSWERED),
    "snoozed": State.SNOOZED,
    "dismissed": State.DISMISSED,
    "closed": State.CLOSED,
}
NOT_ASKING, NOT_OUT = set(ReplyState) - {ReplyState.PROPOSED}, set(ReplyState) - {ReplyState.SENT}
NOTHING: set[ReplyState] = set()
GETS = {
    **dict.fromkeys(("drafted", "not_approved", "withdrew"), ({ReplyState.PROPOSED}, {ReplyState.DRAFT})),
    **dict.fromkeys(("approved", "not_there"), (NOTHING, LEAVING)),
    **dict.fromkeys(("sent", "answered"), (NOTHING, {ReplyState.SENT})),
    "proposed": (NOTHING, {ReplyState.PROPOSED}),
    "called_back": (NOTHING, {ReplyState.DRAFT}),
    "failed": (NOTHING, {ReplyState.FAILED}),
    "uncertain": (NOTHING, {ReplyState.UNCERTAIN}),
    "dismissed": (NOT_ASKING, {ReplyState.DRAFT}),
    "reopened": (NOT_OUT, {ReplyState.DRAFT}),
}


@dataclass(frozen=True, slots=True)
class Stands:
    """How a mention and its answer stand, as the tables have it."""

    mention: Any
    reply: Any
    now: datetime

    @property
    def state(self) -> State:
        """Of the mention."""
        return State(self.mention.state)

    @property
    def answer(self) -> ReplyState:
        """Of the answer; a draft where nobody wrote."""
        return ReplyState(self.reply.state) if self.reply else ReplyState.DRAFT

    @property
    def version(self) -> int:
        """Of the draft."""
        return self.reply.version if self.reply else 0

    def is_for(self, user: str) -> bool:
        """Say whether nobody else has it."""
        return self.mention.owner in {"", user}

    @property
    def is_open(self) -> bool:
        """Say whether it waits for us."""
        return self.state in OPEN

    @property
    def is_held(self) -> bool:
        """Say whether somebody sends the answer at this moment."""
        return self.reply is not None and self.reply.lease_until is not None and self.reply.lease_until > self.now

    @property
    def is_here(self) -> bool:
        """Say whether the answer neither is out nor may be leaving."""
        at_rest = self.answer in WRITABLE | {ReplyState.UNCERTAIN}
        return at_rest or (self.answer is ReplyState.APPROVED and not self.is_held)


@dataclass(slots=True)
class Approval:
    """What somebody let go: these words, once."""

    text: str
    by: str
    is_out: bool = False


class Desk(RuleBasedStateMachine):
    """Two people, senders that may die, and a platform, in a workspace of their own."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.store, self.team, self.now = store, f"T{next(TURNS)}", NOW
        workspaces.enter(store, self.team)
        self.approvals: dict[int, Approval] = {}
        self.words: dict[int, list[str]] = {}
        self.asked: list[int] = []
        self.hanging: list[Errand] = []
        self.number = count(1)
        self.leads: list[int] = []

    @initialize(strict=st.booleans())
    def hear(self, strict: bool) -> None:  # noqa: FBT001  hypothesis passes it by name
        """Two posts are heard by a watch whose answers need two people, or one."""
        watch = Watch(name="Acme", objective=Objective.SERVE, channel="#c", four_eyes=FourEyes(always=strict))
        self.watch = watches.save(self.store, self.team, watch, now=NOW).watch
        page = [judged(a_post(name), self.watch, urgency=90) for name in ("1", "2")]
        hearing.take_in(self.store, self.team, page, now=NOW)
        self.leads = [mention.id for mention in mentions.walk(self.store, self.team)]

    def teardown(self) -> None:
        """Leave nothing that another walk's senders could take."""
        with self.store.transaction() as connection:
            connection.execute(delete(tables.workspaces).where(tables.workspaces.c.team_id == self.team))

    # -- owning

    @rule(pick=PICK, user=USER)
    def claim(self, pick: int, user: str) -> None:
        """Take it where it is free."""
        one, before = self.look(pick)
        moved = claims.take(self.store, self.team, one, by=user, now=self.now)
        self.expect(one, moved, before.state in FREE and before.mention.owner == "")

    @rule(pick=PICK, user=USER)
    def release(self, pick: int, user: str) -> None:
        """Give it back."""
        one, before = self.look(pick)
        moved = claims.release(self.store, self.team, one, by=user, now=self.now)
        self.expect(one, moved, before.state is State.CLAIMED and before.mention.owner == user)

    @rule(pick=PICK, user=USER, to=USER)
    def hand_over(self, pick: int, user: str, to: str) -> None:
        """Give it to somebody."""
        one, before = self.look(pick)
        moved = claims.hand_over(self.store, self.team, one, to=to, by=user, now=self.now)
        self.expect(one, moved, before.is_open and before.is_for(user) and before.mention.owner != to)

    @rule(pick=PICK, hours=st.sampled_from([0, 3]))
    def lease_ends(self, pick: int, hours: int) -> None:
        """The timer of a claim fires, perhaps late, perhaps for a claim that counts anew by now."""
        self.now += timedelta(hours=hours)
        one, before = self.look(pick)
        over = before.state is State.CLAIMED and before.mention.lease_until <= self.now
        whose = claims.lapse(self.store, self.team, one, now=self.now)

        assert whose == (before.mention.owner if over and before.answer not in UNDER_WAY else "")

    @rule(pick=PICK, user=USER)
    def snooze(self, pick: int, user: str) -> None:
        """Let it sleep for an hour."""
        one, before = self.look(pick)
        until = self.now + timedelta(hours=1)
        moved = snoozing.snooze(self.store, self.team, one, until=until, by=user, now=self.now)
        self.expect(one, moved, before.is_open and before.is_for(user) and before.answer not in UNDER_WAY)

    @rule(pick=PICK)
    def wake(self, pick: int) -> None:
        """Its timer fires."""
        one, before = self.look(pick)
        moved = snoozing.wake(self.store, self.team, one, now=self.now)
        self.expect(one, moved, before.state is State.SNOOZED and before.mention.snoozed_until <= self.now)

    @rule(pick=PICK, user=USER)
    def dismiss(self, pick: int, user: str) -> None:
        """Set it aside; what has not left stays here."""
        one, before = self.look(pick)
        moved = mentions.dismiss(self.store, self.team, one, Dismissal.NO_ANSWER, by=user, now=self.now)
        if self.expect(one, moved, before.is_open and before.is_for(user)) and before.is_here:
            self.approvals.pop(one, None)

    @rule(pick=PICK, user=USER)
    def answer_by_hand(self, pick: int, user: str) -> None:
        """Say where the answer stands."""
        one, before = self.look(pick)
        moved = answers.by_hand(self.store, self.team, one, "https://a.example", by=user, now=self.now)
        if self.expect(one, moved, before.is_open and before.is_for(user) and before.is_here):
            self.approvals.pop(one, None)

    @rule(pick=PICK, user=USER)
    def close(self, pick: int, user: str) -> None:
        """They have been served."""
        one, before = self.look(pick)
        moved = mentions.close(self.store, self.team, one, by=user, now=self.now)
        answered = before.mention.answered_at is not None
        self.expect(one, moved, answered and before.state in {State.ANSWERED, State.ALERTED, State.CLAIMED})

    @rule(pick=PICK, user=USER)
    def reopen(self, pick: int, user: str) -> None:
        """Undo."""
        one, before = self.look(pick)
        moved = mentions.reopen(self.store, self.team, one, by=user, now=self.now)
        if self.expect(one, moved, before.state in SETTLED):
            replies.unsent(self.store, self.team, one, now=self.now)

    @rule(user=USER, swap=st.booleans())
    def merge(self, user: str, swap: bool) -> None:  # noqa: FBT001  hypothesis passes it by name
        """Put one card under the other."""
        goes, stays = self.ids()[:: -1 if swap else 1]
        before, other = self.stands(goes), self.stands(stays)
        apart = before.mention.bundle_id is None and other.mention.bundle_id is None
        merged = merging.merge(self.store, self.team, goes, into=stays, by=user, now=self.now)
        free = before.is_open and before.is_for(user) and before.answer not in UNDER_WAY

        assert merged is not None
        assert merged.moved == (apart and free and other.is_open)

    @precondition(lambda self: len(self.leading()) == 1)
    @rule(user=USER)
    def part(self, user: str) -> None:
        """Take them apart again."""
        (lead,) = self.leading()
        (copy,) = set(self.ids()) - {lead}

        assert merging.part(self.store, self.team, copy, by=user, now=self.now)

    # -- writing and approving

    @rule(pick=PICK, user=USER, behind=BEHIND)
    def draft(self, pick: int, user: str, behind: int) -> None:
        """Save a text, perhaps on top of an old one."""
        one, before = self.look(pick)
        base, text = max(0, before.version - behind), f"text {next(self.number)} by {user}"
        saved = replies.save(self.store, self.team, one, text, base=base, by=user, now=self.now)
        self.words.setdefault(one, []).append(text)

        assert saved is not None
        assert saved.kept == (base == before.version and before.answer in WRITABLE)

    @rule(pick=PICK, user=USER, behind=BEHIND)
    def propose(self, pick: int, user: str, behind: int) -> None:
        """Ask for approval of the draft, perhaps of one that is another by now."""
        one, before = self.written(pick, user)
        version = before.version - behind
        asked = approvals.propose(self.store, self.team, one, version=version, by=user, now=self.now)
        written = bool(before.reply.text) and before.answer in WRITABLE

        if len(proposals.waiting(self.store, one)) < approvals.MOST:
            assert (asked is not None) == (written and behind == 0 and before.is_open)
        if asked is not None:
            self.asked.append(asked.id)

    @precondition(lambda self: self.asked)
    @rule(pick=st.integers(0, 9), user=USER)
    def approve(self, pick: int, user: str) -> None:
        """Say yes to what was asked for, perhaps long ago."""
        proposal = proposals.get(self.store, self.team, self.asked[-1 - pick % len(self.asked)])
        assert proposal is not None
        before = self.stands(proposal.mention_id)
        alone = self.watch.four_eyes.always and proposal.version.by == user
        verdict = approvals.approve(self.store, self.team, proposal.id, by=user, now=self.now)
        asks = proposal.state is ProposalState.OPEN and before.answer is ReplyState.PROPOSED

        assert verdict is not None
        assert verdict.taken == (asks and before.is_open and not alone)
        if verdict.taken:
            self.approvals[proposal.mention_id] = Approval(proposal.version.text, user)

    @precondition(lambda self: self.asked)
    @rule(pick=st.integers(0, 9), user=USER, says_no=st.booleans())
    def settle(self, pick: int, user: str, says_no: bool) -> None:  # noqa: FBT001  hypothesis passes it by name
        """Say no, or take back what one asked for."""
        proposal = proposals.get(self.store, self.team, self.asked[-1 - pick % len(self.asked)])
        assert proposal is not None
        asks = proposal.state is ProposalState.OPEN
        if says_no:
            verdict = approvals.reject(self.store, self.team, proposal.id, note="", by=user, now=self.now)
        else:
            verdict = approvals.withdraw(self.store, self.team, proposal.id, by=user, now=self.now)
            asks = asks and user in {proposal.by, proposal.version.by}

        assert verdict is not None
        assert verdict.taken == asks

    @rule(pick=PICK, user=USER, behind=BEHIND)
    def send(self, pick: int, user: str, behind: int) -> None:
        """Send the draft now: approved by whoever presses."""
        one, before = self.written(pick, user)
        version = before.version - behind
        step = sending.approve(self.store, self.team, one, version=version, by=user, now=self.now)
        reply = before.reply
        looked_at = before.answer is ReplyState.FAILED and reply.approved_by not in {"", user}
        two = not self.watch.four_eyes.always or reply.by != user or looked_at
        written = bool(reply.text) and before.answer in WRITABLE and behind == 0

        assert step is not None
        assert step.taken == (written and two and before.is_open and before.is_for(user))
        if step.taken:
            self.approvals[one] = Approval(reply.text, user)

    @rule(pick=PICK, user=USER)
    def undo(self, pick: int, user: str) -> None:
        """Call it back before it leaves."""
        one, before = self.look(pick)
        step = sending.undo(self.store, self.team, one, by=user, now=self.now)
        may = before.answer is ReplyState.APPROVED and not before.is_held

        assert (step is not None and step.taken) == may
        if may:
            self.approvals.pop(one, None)

    @rule(pick=PICK, user=USER)
    def not_there(self, pick: int, user: str) -> None:
        """Look for an answer nobody knows about, find none, and let it go again."""
        one, before = self.look(pick)
        if before.answer is ReplyState.UNCERTAIN and self.approvals[one].is_out:
            return  # it is there, and the person sees it
        step = sending.send_again(self.store, self.team, one, by=user, now=self.now)

        assert (step is not None and step.taken) == (before.answer is ReplyState.UNCERTAIN)

    # -- sending

    @rule(seconds=st.sampled_from([1, 15, 120, 3600, 3 * 3600]))
    def wait(self, seconds: int) -> None:
        """Time goes by."""
        self.now += timedelta(seconds=seconds)

    @rule(
        fate=st.sampled_from(["arrives", "lost", "lost", "dies", "refused", "later", "unsure", "hangs", "stops"]),
        seconds=st.sampled_from([11, 120]),
    )
    def try_to_send(self, fate: str, seconds: int) -> None:
        """A sender takes what is due; what becomes of it, its fate decides."""
        self.now += timedelta(seconds=seconds)
        due = {one: self.stands(one) for one in self.ids()}
        errand = sending.take(self.store, now=self.now)

        assert (errand is not None) == any(map(self.is_due, due.values()))
        if errand is None or fate == "stops":
            return
        assert self.is_due(due[errand.mention_id])
        if fate == "hangs":
            self.hanging.append(errand)
        else:
            self.go_on(errand, fate)

    @precondition(lambda self: self.hanging)
    @rule(fate=st.sampled_from(["arrives", "lost", "dies", "refused", "later"]))
    def go_on_late(self, fate: str) -> None:
        """A sender that hung goes on, as if nothing had happened meanwhile."""
        self.go_on(self.hanging.pop(), fate)

    def is_due(self, stands: Stands) -> bool:
        """Say whether an answer may be taken to be sent."""
        if stands.reply is None or stands.reply.due_at is None or stands.reply.due_at > self.now or stands.is_held:
            return False
        return stands.answer is ReplyState.SENDING or (stands.answer is ReplyState.APPROVED and stands.is_open)

    def go_on(self, errand: Errand, fate: str) -> None:
        """Look where that is needed, leave, and live or die."""
        one, later = errand.mention_id, self.now + timedelta(seconds=30)
        if errand.is_open and self.holds(errand):
            if self.approvals[one].is_out:
                self.arrive(errand)
                return
            if errand.looks < LOOKS:
                assert sending.look_again(self.store, errand, until=later, now=self.now)
                return
        mine = self.holds(errand)
        left = sending.leave(self.store, errand, now=self.now)

        assert left == mine
        if not left or fate == "dies":
            return
        if fate in {"arrives", "lost", "unsure"}:
            self.reaches(one, errand.outgoing.text)
        if fate == "arrives":
            self.arrive(errand)
        elif fate == "refused":
            assert sending.fail(self.store, errand, "refused", now=self.now)
        elif fate == "later":
            assert sending.wait(self.store, errand, until=later, error="busy", now=self.now)
        elif fate == "unsure":
            assert sending.doubt(self.store, errand, "who knows", now=self.now)

    def holds(self, errand: Errand) -> bool:
        """Say whether a sender still has the answer it took."""
        stands = self.stands(errand.mention_id)
        moving = stands.answer in {ReplyState.APPROVED, ReplyState.SENDING}
        return moving and bool(stands.reply.lease_token == errand.token)

    def reaches(self, one: int, text: str) -> None:
        """The platform publishes an answer: one for each approval, in its words."""
        approval = self.approvals.get(one)

        assert approval is not None, "sent without an approval"
        assert approval.text == text, "sent other words than were approved"
        assert not approval.is_out, "sent twice"
        approval.is_out = True
        approved = [line for line in history.of(self.store, one) if line.what == "approved"][-1]
        numbers = {kept.version for kept in replies.versions(self.store, self.team, one) if kept.text == text}
        assert int(approved.detail.split()[1]) in numbers

    def arrive(self, errand: Errand) -> None:
        """The sender hears that it is out."""
        one, before = errand.mention_id, self.stands(errand.mention_id)
        receipt = Receipt(external_id="x", post_id="1", url="https://a.example/x", standing=Standing.PUBLISHED)
        known = before.answer in {ReplyState.SENDING, ReplyState.UNCERTAIN} and before.reply.key == errand.outgoing.key

        assert sending.arrive(self.store, errand, receipt, now=self.now) == known
        assert self.stands(one).state is State.ANSWERED

    # -- what holds always

    @invariant()
    def what_was_promised_holds(self) -> None:
        """After every step, of both mentions."""
        for one in self.leads:
            stands = self.stands(one)
            self.history_explains(one, stands)
            self.one_owner_for_a_while(stands)
            self.only_what_is_let_go_leaves(one, stands)

    def history_explains(self, one: int, stands: Stands) -> None:
        """Who reads nothing but the lines knows the state, the owner, and how far the answer is."""
        lines = history.of(self.store, one)
        owner, state = told(lines)

        assert stands.mention.owner == owner
        assert (stands.state if stands.state not in {State.HEARD, State.ALERTED} else None) == state
        assert stands.answer in may_be(lines)

    def one_owner_for_a_while(self, stands: Stands) -> None:
        """Whoever has it has it for so long; nobody has what sleeps or lies under another card."""
        assert (stands.state is State.CLAIMED) == (stands.mention.lease_until is not None)
        assert (stands.state is State.SNOOZED) == (stands.mention.snoozed_until is not None)
        assert stands.state is not State.CLAIMED or stands.mention.owner
        assert not (stands.mention.owner and (stands.mention.bundle_id or stands.state is State.SNOOZED))

    def only_what_is_let_go_leaves(self, one: int, stands: Stands) -> None:
        """An answer that is leaving has been approved, by two where the watch wants it; no saved word is lost."""
        if self.words.get(one):
            kept = {version.text for version in replies.versions(self.store, self.team, one)}
            assert set(self.words[one]) <= kept
        if stands.answer in LEAVING:
            assert stands.reply.text == self.approvals[one].text
            assert not (self.watch.four_eyes.always and stands.reply.by == stands.reply.approved_by)
        if stands.answer is ReplyState.PROPOSED:
            assert proposals.waiting(self.store, one)

    # -- how it stands

    def ids(self) -> list[int]:
        """Return both mentions."""
        return self.leads

    def leading(self) -> list[int]:
        """Return the mentions that lie under no other."""
        rows = tables.mentions
        with self.store.reading() as connection:
            alone = select(rows.c.id).where(rows.c.id.in_(self.leads), rows.c.bundle_id.is_(None))
            return list(connection.execute(alone.order_by(rows.c.id)).scalars())

    def look(self, pick: int) -> tuple[int, Stands]:
        """Return a mention that leads, and how it stands."""
        leading = self.leading()
        one = leading[pick % len(leading)]
        return one, self.stands(one)

    def written(self, pick: int, user: str) -> tuple[int, Stands]:
        """Return a mention that leads and for which something was written once, and how it stands."""
        one, before = self.look(pick)
        if before.reply is None:
            self.draft(pick, user, 0)
        return one, self.stands(one)

    def stands(self, one: int) -> Stands:
        """Read how a mention stands."""
        rows, reply = tables.mentions, tables.replies
        with self.store.reading() as connection:
            mention = connection.execute(select(rows).where(rows.c.id == one)).one()
            written = connection.execute(select(reply).where(reply.c.mention_id == one)).one_or_none()
        return Stands(mention, written, self.now)

    def expect(self, one: int, moved: Any, should: bool) -> bool:  # noqa: ANN401, FBT001  what a verb returns, and should
        """Check that a move happened exactly where it should."""
        assert moved is not None
        assert moved.moved == should
        assert moved.mention.id == one
        return should


def told(lines: Sequence[Change]) -> tuple[str, State | None]:
    """Return the owner and the state the lines tell; None for what waits in the queue."""
    owner, state = "", None
    for line in lines:
        if line.what in GIVEN_BACK:
            owner = ""
        elif line.what in TAKEN:
            owner = {"handed": line.detail, "answered": owner or line.by}.get(line.what, line.by)
        state = (BECOMES | {"reopened": State.CLAIMED if owner else None}).get(line.what, state)
    return owner, state


def may_be(lines: Sequence[Change]) -> set[ReplyState]:
    """Return how far the answer may be by what the lines tell."""
    now = {ReplyState.DRAFT}
    for line in lines:
        stays, comes = GETS.get(line.what, (set(ReplyState), set()))
        now = now & stays | comes
    return now


def walk(store: Store, examples: int, steps: int) -> None:
    """Let hypothesis look for a walk that breaks a promise."""

    class Here(Desk):
        """A desk in this memory."""

        def __init__(self) -> None:
            super().__init__(store)

    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            phases=[Phase.generate],  # shrinking takes minutes; the steps of a failed walk are printed and can be read
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_no_walk_breaks_a_promise(store: Store) -> None:
    """On both databases."""
    in_haste(store)
    walk(store, 20, 30)


def in_haste(store: Store) -> None:
    """Let SQLite not wait for the disk: these walks end with the test, and nobody pulls the plug."""
    if store.is_sqlite:
        writer = store.engine.raw_connection()
        writer.cursor().execute("PRAGMA synchronous=OFF")
        writer.close()
