"""A strict stand-in for Slack: the test double of every bot test, and the stage of `python -m bot demo`.

It imports nothing from the rest of the bot, so the two cannot be wrong in the same way. It refuses what Slack
refuses: scopes, memberships, Block Kit by schema and length, trigger ids after 3 seconds or a first use, response
URLs after 5, stale view hashes, too many messages a second.

    with Playground() as slack:                     # also .start() and .stop(); a restart keeps the workspace
        WebClient(token=slack.bot_token, base_url=slack.api_url, retry_handlers=[])   # SLACK_API_URL = slack.api_url
        SocketModeHandler(app, slack.app_token).connect()                             # other programs: the same URL
        slack.wait_connected()
        card = slack.messages("#mentions")[-1]
        noor = slack.person("noor")                 # noor, jonas, priya, marta: by id, handle or full name
        noor.click(card, "claim")                   # by action_id or by what the button says
        noor.submit(answers={"text": "Hello"})      # the modal on top of her screen
        assert "Noor Haddad" in slack.messages("#mentions")[-1].text_seen()
        assert slack.malformed() == []              # nothing that was sent was badly formed

`Playground(people=, channels=, groups=, scopes=, events=, offers=, rate_limit=, request_url=, clock=, port=)`
    all have defaults; no pace unless `rate_limit=RateLimit()`; signed HTTP instead of Socket Mode with
    `request_url`; `url` (open it in a browser: the workspace as a page), `api_url`, `bot_token`, `app_token`,
    `signing_secret`.

What is there to see (snapshots that never change; ask again for news):
    `messages(channel)`, `thread(channel, ts)`, `ephemerals(person)`, `view(person)`, `home(person)`;
    `Message`: ts, user, text, blocks, thread_ts, metadata, versions, reactions, `text_seen()`, `pings()`;
    `View`: id, title, blocks, content, hash, errors, `text_seen()`.

What people do (`slack.person(name)`, a `Person`):
    `click(message_or_view, what, value=None, stale=False)`, `fill(view, answers)`,
    `submit(view=None, answers=None)`, `close(view=None)`, `command("/earshot", text, channel)`,
    `shortcut(callback_id)`, `message_shortcut(message, callback_id)`, `say(channel, text, thread_ts=None)`,
    `type(channel, text, thread_ts=None)`, `read(channel, ts)`, `dismiss(message)`, `react(message, name)`,
    `open_home(tab="home")`; and `messages`, `thread`, `ephemerals`, `view`, `home` as
    this person sees them. All but the last three wait for the acknowledgement and return a `Delivery` (`acked`,
    `acked_after` in seconds, `answer`, `trouble`, `attempts`, `payload`) or a `Submission` (`action`, `errors`,
    `view`, `delivery`). `NotVisible`: there is nothing like it before this person.

What went in and out:
    `wait_for(method, count=1, timeout=5, where=accepted)`, `wait_until(holds, timeout=5)`,
    `wait_connected(count=1)`, `calls(method=None)`, `deliveries(kind=None)`, `malformed()`; a `Call` has method,
    arguments (`call["text"]`), response, status, ok, error, at, token. Answers to response URLs are calls of
    `response_url`.

Bad days:
    `fail(method, fault, times=1, where=)` with `Fault(error=)`, `Fault(status=503)`, `Fault(retry_after=2)`,
    `Fault(accept=True, drop=True)` or `Fault(accept=True, hang=5)`; `archive`, `invite`, `kick`, `revoke(error)`,
    `restore()`, `grant(*scopes)`, `withdraw(*scopes)`, `emit(event)`, `replay(delivery)`,
    `sockets.disconnect(reason)`, `sockets.drop()`; and `habits`: patience, retry_after, copies, delay,
    wrong_signature, signed_ago. From another program: `/playground/...` (see `control`).
"""

from bot.playground.delivery import Habits
from bot.playground.faults import Fault, RateLimit
from bot.playground.ledger import Call, Delivery
from bot.playground.modals import Submission
from bot.playground.nouns import Channel, Message, User, UserGroup, View
from bot.playground.offers import Offers
from bot.playground.people import Person
from bot.playground.scopes import BOT_SCOPES, EVENTS, SCOPES
from bot.playground.server import Playground
from bot.playground.surroundings import NotVisible
from bot.playground.workspace import (
    APP_TOKEN,
    BOT_TOKEN,
    CHANNELS,
    JONAS,
    MARTA,
    NOOR,
    PEOPLE,
    PRIYA,
    SIGNING_SECRET,
)

__all__ = [
    "APP_TOKEN",
    "BOT_SCOPES",
    "BOT_TOKEN",
    "CHANNELS",
    "EVENTS",
    "JONAS",
    "MARTA",
    "NOOR",
    "PEOPLE",
    "PRIYA",
    "SCOPES",
    "SIGNING_SECRET",
    "Call",
    "Channel",
    "Delivery",
    "Fault",
    "Habits",
    "Message",
    "NotVisible",
    "Offers",
    "Person",
    "Playground",
    "RateLimit",
    "Submission",
    "User",
    "UserGroup",
    "View",
]
