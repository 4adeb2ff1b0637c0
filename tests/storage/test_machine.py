"""Any steps in any order: one owner at most, the state fits, the history explains it, cards are armed by each change.

A model of a mention's life in a few lines walks beside the memory; hypothesis looks for a walk that parts them.
"""

from dataclasses import dataclass, field
from itertools import count

from hypothesis import HealthCheck, Phase, settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from sqlalchemy import select

from storage import claims, hearing, history, mentions, replies, tables, watches, workspaces
from storage.database import Store
from storage.mentions import Moved
from storage.records import Dismissal, Objective, State, Watch
from tests.storage.made import NOW, a_post, judged

USERS = st.sampled_from(["U1", "U2", "U3"])
TURNS = count()
MOST = 2  # mentions at a time: more would only thin out what happens to each


@dataclass
class Life:
    """What a mention should be."""

    id: int
    owner: str = ""
    state: State = State.HEARD
    alerted: bool = False
    version: int = 0
    what: list[str] = field(default_factory=list)
    armed: int = 0

    @property
    def is_open(self) -> bool:
        """Say whether it still waits for us."""
        return self.state in {State.HEARD, State.ALERTED, State.CLAIMED}

    def may(self, user: str) -> bool:
        """Say whether a person may settle it."""
        return self.is_open and self.owner in {"", user}


class Team(RuleBasedStateMachine):
    """Three people at work on whatever was heard, in a workspace of their own."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.store, self.team = store, f"T{next(TURNS)}"
        workspaces.enter(store, self.team)
        watch = Watch(name="Acme", objective=Objective.SERVE, channel="#c")
        self.watch = watches.save(store, self.team, watch, now=NOW).watch
        self.lives: list[Life] = []

    @precondition(lambda self: len(self.lives) < MOST)
    @rule(urgent=st.booleans())
    def hear(self, urgent: bool) -> None:  # noqa: FBT001  hypothesis passes it by name
        """Somebody publishes something."""
        post = a_post(str(len(self.lives)))
        page = [judged(post, self.watch, urgency=90 if urgent else 10)]
        hearing.take_in(self.store, self.team, page, now=NOW)
        (*_, mention) = mentions.walk(self.store, self.team)
        self.lives.append(Life(id=mention.id, armed=self.armed(mention.id)))

    @precondition(lambda self: self.lives)
    @rule(pick=st.integers(0, MOST - 1), user=USERS)
    def claim(self, pick: int, user: str) -> None:
        """Take it where it is free."""
        life = self.life(pick)
        moved = claims.take(self.store, self.team, life.id, by=user, now=NOW)
        if self.moves(life, moved, life.is_open and not life.owner, "claimed"):
            life.owner, life.state = user, State.CLAIMED

    @precondition(lambda self: self.lives)
    @rule(pick=st.integers(0, MOST - 1), user=USERS)
    def release(self, pick: int, user: str) -> None:
        """Give it back."""
        life = self.life(pick)
        moved = claims.release(self.store, self.team, life.id, by=user, now=NOW)
        if self.moves(life, moved, life.state is State.CLAIMED and life.owner == user, "released"):
            life.owner, life.state = "", State.ALERTED

    @precondition(lambda self: self.lives)
    @rule(pick=st.integers(0, MOST - 1), user=USERS)
    def dismiss(self, pick: int, user: str) -> None:
        """Set it aside."""
        life = self.life(pick)
        moved = mentions.dismiss(self.store, self.team, life.id, Dismissal.SPAM, by=user, now=NOW)
        if self.moves(life, moved, life.may(user), "dismissed"):
            life.state = State.DISMISSED

    @precondition(lambda self: self.lives)
    @rule(pick=st.integers(0, MOST - 1), user=USERS)
    def answer(self, pick: int, user: str) -> None:
        """Say where the answer stands."""
        life = self.life(pick)
        moved = mentions.answered(self.store, self.team, life.id, "https://example.com", by=user, now=NOW)
        if self.moves(life, moved, life.may(user), "answered"):
            life.state, life.owner = State.ANSWERED, life.owner or user

    @precondition(lambda self: self.lives)
    @rule(pick=st.integers(0, MOST - 1), user=USERS)
    def close(self, pick: int, user: str) -> None:
        """They have been served."""
        life = self.life(pick)
        moved = mentions.close(self.store, self.team, life.id, by=user, now=NOW)
        if self.moves(life, moved, life.state is State.ANSWERED, "closed"):
            life.state = State.CLOSED

    @precondition(lambda self: self.lives)
    @rule(pick=st.integers(0, MOST - 1), user=USERS)
    def reopen(self, pick: int, user: str) -> None:
        """Undo."""
        life = self.life(pick)
        moved = mentions.reopen(self.store, self.team, life.id, by=user, now=NOW)
        if self.moves(life, moved, not life.is_open, "reopened"):
            waiting = State.ALERTED if life.alerted else State.HEARD
            life.state = State.CLAIMED if life.owner else waiting

    @precondition(lambda self: self.lives)
    @rule(pick=st.integers(0, MOST - 1), user=USERS, behind=st.integers(0, 1))
    def draft(self, pick: int, user: str, behind: int) -> None:
        """Save a text, perhaps on top of an old one."""
        life = self.life(pick)
        base = max(0, life.version - behind)
        text = f"{life.version + 1} by {user}"
        saved = replies.save(self.store, self.team, life.id, text, base=base, by=user, now=NOW)

        assert saved is not None
        assert saved.kept == (base == life.version)
        if saved.kept:
            life.version += 1
            life.what.append("drafted")
            self.expect_armed(life, more=True)

    @precondition(lambda self: self.lives)
    @rule(pick=st.integers(0, MOST - 1))
    def show(self, pick: int) -> None:
        """The card stands in Slack."""
        life = self.life(pick)
        mentions.alerted(self.store, self.team, [life.id], now=NOW)
        if life.state is State.HEARD:
            life.state, life.alerted = State.ALERTED, True

    @invariant()
    def everything_agrees(self) -> None:
        """The memory holds what the model says."""
        stored = {mention.id: mention for mention in mentions.walk(self.store, self.team)}
        for life in self.lives:
            mention = stored[life.id]

            assert (mention.owner, mention.state) == (life.owner, life.state)
            assert (mention.state is State.CLAIMED) <= bool(mention.owner)
            assert (mention.answered_at is not None) == (life.state in {State.ANSWERED, State.CLOSED})
            assert (mention.dismissed_as is not None) == (life.state is State.DISMISSED)
            assert [line.what for line in history.of(self.store, life.id)] == life.what

    def life(self, pick: int) -> Life:
        """Return one of the lives."""
        return self.lives[pick % len(self.lives)]

    def moves(self, life: Life, moved: Moved | None, should: bool, what: str) -> bool:  # noqa: FBT001  what is expected
        """Check that a move happened exactly where it should, and armed the card if it did."""
        assert moved is not None
        assert moved.moved == should
        if should:
            life.what.append(what)
        self.expect_armed(life, more=should)
        return should

    def armed(self, mention_id: int) -> int:
        """Return how often a card was wished for; -1 where there is no card."""
        rows = tables.outbox
        with self.store.reading() as connection:
            armed = connection.execute(select(rows.c.armed).where(rows.c.mention_id == mention_id)).scalar_one_or_none()
        return -1 if armed is None else int(armed)

    def expect_armed(self, life: Life, *, more: bool) -> None:
        """Check that a card, where there is one, was armed by a change and by nothing else."""
        now = self.armed(life.id)

        assert now == (life.armed + 1 if more and life.armed >= 0 else life.armed)
        life.armed = now


def test_no_walk_parts_the_memory_from_the_model(store: Store) -> None:
    """On both databases."""

    class Here(Team):
        """A team at work in this memory."""

        def __init__(self) -> None:
            super().__init__(store)

    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=25,
            stateful_step_count=24,
            deadline=None,
            database=None,
            phases=[Phase.generate],  # shrinking takes minutes; the steps of a failed walk are printed and can be read
            suppress_health_check=list(HealthCheck),
        ),
    )
