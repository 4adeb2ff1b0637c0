"""An invented workspace: four people who look after a brand, and the channels they do it in."""

from typing import Final

from bot.playground.nouns import Channel, Token, User, UserGroup
from bot.playground.world import BOT_USER

NOOR: Final = User(
    id="U01NOORHAD0",
    name="noor",
    real_name="Noor Haddad",
    email="noor@example.com",
    title="Support",
    tz="Europe/Amsterdam",
)
JONAS: Final = User(
    id="U02JONASLI0",
    name="jonas",
    real_name="Jonas Lindqvist",
    email="jonas@example.com",
    title="On call",
    tz="Europe/Stockholm",
)
PRIYA: Final = User(
    id="U03PRIYARA0",
    name="priya",
    real_name="Priya Raman",
    email="priya@example.com",
    title="Team lead",
    tz="Asia/Kolkata",
    is_admin=True,
)
MARTA: Final = User(
    id="U04MARTAKO0",
    name="marta",
    real_name="Marta Kowalczyk",
    email="marta@example.com",
    title="Manager",
    tz="Europe/Warsaw",
    is_owner=True,
)
PEOPLE: Final = (NOOR, JONAS, PRIYA, MARTA)
EVERYONE: Final = frozenset(user.id for user in PEOPLE)
CHANNELS: Final = (
    Channel(id="C01GENERAL0", name="general", members=set(EVERYONE)),
    Channel(id="C02MENTIONS", name="mentions", members={*EVERYONE, BOT_USER.id}),
    Channel(id="C03REVIEWS0", name="reviews", members={*EVERYONE, BOT_USER.id}),
    Channel(id="C05LARKMOOR", name="larkmoor", members={*EVERYONE, BOT_USER.id}),
    Channel(id="C06RIVALS00", name="competitors", members={*EVERYONE, BOT_USER.id}),
    Channel(id="C04NIGHT000", name="support-night", members={JONAS.id, MARTA.id, BOT_USER.id}, is_private=True),
)
GROUPS: Final = (UserGroup(id="S01ONCALL00", handle="on-call", name="On call", users=(JONAS.id,)),)
# Not secrets: they open nothing but this stand-in.
BOT_TOKEN: Final = "xoxb-playground"  # noqa: S105
APP_TOKEN: Final = "xapp-playground"  # noqa: S105
SIGNING_SECRET: Final = "playground-signing-secret"  # noqa: S105


def tokens(scopes: frozenset[str]) -> tuple[Token, ...]:
    """The two tokens of an installed app."""
    return (
        Token(value=BOT_TOKEN, kind="bot", scopes=scopes),
        Token(value=APP_TOKEN, kind="app", scopes=frozenset({"connections:write"})),
    )
