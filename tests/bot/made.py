"""Invented mentions, and short ways to say what tests of the bot say often."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count

from bot.app import Bot
from bot.desk import Desk, client
from bot.playground import Message, Playground, View
from storage import hearing, mentions, watches
from storage.database import Store
from storage.records import Author, Hearing, Kind, Mention, Objective, Post, Reason, Score, Watch
from storage.settings import Settings

TEAM = "T01EARSHOT0"
CHANNEL = "#mentions"
NUMBER = count(1)


def settings_for(slack: Playground, store: Store | None = None, **more: object) -> Settings:
    """Return settings that point to the playground, whatever the environment says."""
    found: dict[str, object] = {
        "slack_bot_token": slack.bot_token,
        "slack_app_token": slack.app_token,
        "slack_signing_secret": "",
        "slack_api_url": slack.api_url,
        "database_url": store.url.render_as_string(hide_password=False) if store else "sqlite://",
        "port": None,
    }
    return Settings.model_validate(found | more)


def desk_for(slack: Playground, store: Store) -> Desk:
    """Furnish a desk without a bot behind it."""
    settings = settings_for(slack, store)
    return Desk(store=store, workspace=TEAM, settings=settings, clock=lambda: datetime.now(UTC), slack=client(settings))


def a_watch(store: Store, name: str = "Acme", *, channel: str = CHANNEL, within: timedelta | None = None) -> Watch:
    """Store a watch without listeners."""
    watch = Watch(
        name=name,
        objective=Objective.SERVE,
        query="acme",
        channel=channel,
        answer_within=within or timedelta(hours=1),
    )
    return watches.save(store, TEAM, watch, now=datetime.now(UTC)).watch


def a_post(text: str = "The new Acme kettle leaks, who can help me?", **more: object) -> Post:
    """Invent a post, unlike every other."""
    number = next(NUMBER)
    known: dict[str, object] = {
        "source": "feed",
        "external_id": f"post-{number}",
        "kind": Kind.REVIEW,
        "url": f"https://shop.example/reviews/{number}",
        "text": text,
        "rating": 1,
        "author": Author(id=f"a{number}", handle="lena", name="Lena Example", followers=1200),
        "posted_at": datetime.now(UTC) - timedelta(minutes=12),
    }
    return Post(**{**known, **more})  # type: ignore[arg-type]


def a_score(urgency: int = 70) -> Score:
    """Invent a score whose points sum."""
    reasons = (
        Reason(factor="stars", points=urgency - 10, evidence="1 of 5"),
        Reason(factor="asks_for_help", points=15, evidence="who can help me"),
        Reason(factor="praise", points=-5, evidence="new"),
    )
    return Score(
        urgency=urgency, sentiment=-0.6, needs_reply=0.9, spam=0.0, language="en", reasons=reasons, model="test"
    )


def hear(store: Store, watch: Watch, *posts: Post, urgency: int = 70, is_backlog: bool = False) -> tuple[Mention, ...]:
    """Take posts in as the listeners do; returns their mentions."""
    heard = [
        Hearing(post=post, watch=watch, score=a_score(urgency), matched=("acme",), is_backlog=is_backlog)
        for post in posts
    ]
    hearing.take_in(store, TEAM, heard, now=datetime.now(UTC))
    wanted = {post.external_id for post in posts}
    return tuple(found for found in mentions.walk(store, TEAM) if found.post.external_id in wanted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """The bot at work in a playground."""

    slack: Playground
    desk: Desk
    bot: Bot

    @property
    def store(self) -> Store:
        """The memory."""
        return self.desk.store

    def alert(self, post: Post | None = None, *, urgency: int = 70, channel: str = CHANNEL) -> Message:
        """Have one post heard, and wait for its card."""
        watch = watches.named(self.store, TEAM, "Acme") or a_watch(self.store, channel=channel)
        (mention,) = hear(self.store, watch, post or a_post(), urgency=urgency)
        self.slack.wait_until(lambda: bool(self.again(mention).cards), timeout=10, what="the card")
        return self.slack.messages(channel)[-1]

    def again(self, mention: Mention) -> Mention:
        """Return a mention as it stands now."""
        found = mentions.get(self.store, TEAM, mention.id)
        assert found is not None
        return found

    def card(self, channel: str = CHANNEL) -> str:
        """Return what the last card says now."""
        return self.slack.messages(channel)[-1].text_seen()

    def reads(self, words: str, *, channel: str = CHANNEL) -> Message:
        """Wait until the last card says something; returns it."""
        self.slack.wait_until(lambda: words in self.card(channel), timeout=10, what=f"{words!r} on the card")
        return self.slack.messages(channel)[-1]

    def window(self, words: str, who: str = "noor") -> View:
        """Wait until a person's window says something; returns it."""
        person = self.slack.person(who)
        self.slack.wait_until(
            lambda: person.view is not None and words in person.view.text_seen(), timeout=10, what=f"{words!r} shown"
        )
        assert person.view is not None
        return person.view

    def mention(self) -> Mention:
        """Return the last mention."""
        return list(mentions.walk(self.store, TEAM))[-1]


def older(post: Post, age: timedelta) -> Post:
    """Return the post, published earlier."""
    return replace(post, posted_at=post.posted_at - age)
