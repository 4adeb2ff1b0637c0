"""Whatever the web says: cards and windows stay well formed, short, and never shout or link where we did not."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from bot.blocks import (
    aftermath,
    approving,
    card,
    drafting,
    notices,
    owing,
    phrasebook,
    phrases,
    text,
    versions,
    windows,
    words,
)
from bot.blocks.drafting import Sheet
from bot.blocks.message import Message
from bot.playground import checks, seen
from storage.records import (
    Author,
    Change,
    Debt,
    Dismissal,
    Feedback,
    Kind,
    Mention,
    Objective,
    Post,
    Proposal,
    ProposalState,
    Reason,
    Reply,
    ReplyState,
    Said,
    SavedReply,
    State,
    Turn,
    Verdict,
    Version,
    Watch,
    Writing,
)

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
OWNER = "U01NOORHAD0"
A_REPLY = Reply(
    id=1,
    mention_id=7,
    version=1,
    text="We are sorry.",
    state=ReplyState.DRAFT,
    by=OWNER,
    updated_at=NOW,
    approved_by=OWNER,
    due_at=NOW,
)
HOSTILE = [
    "<!channel> <!here> <!everyone> <!subteam^S01ONCALL00>",
    "<@U02JONASLI0> <#C02MENTIONS> <https://evil.example|your bank>",
    "&lt;!channel&gt; &amp;",
    "\u202egnp.exe\u2066\x00\x1b[31m\ud800",
    "*bold* _it_ `code` ```pre``` :fire: ~x~ > quote",
    "https://evil.example/ http://evil.example @channel #general",
    "👩‍👩‍👧‍👦 שלום 日本語 ﷽ Z̷a̷l̷g̷o̷",
    "x" * 5000,
    "&" * 4000,
    "<" * 4000,
    "\n" * 500,
    "",
]
anything = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=400), st.text(alphabet="<>&!@#|^*\n ", max_size=200))
addresses = st.one_of(
    st.sampled_from(
        ["https://shop.example/a?b=c&d=e", "javascript:alert(1)", "https://a|b", "", "https://[", "ftp://x"]
    ),
    anything,
)


@st.composite
def posts(draw: st.DrawFn) -> Post:
    """Invent a hostile post."""
    return Post(
        source="feed",
        external_id="1",
        kind=draw(st.sampled_from(list(Kind))),
        url=draw(addresses),
        title=draw(anything),
        text=draw(anything),
        rating=draw(st.none() | st.floats(1, 5)),
        author=Author(name=draw(anything), handle=draw(anything), followers=draw(st.none() | st.integers(-5, 10**12))),
        posted_at=NOW - draw(st.timedeltas(timedelta(days=-1), timedelta(days=4000))),
    )


@st.composite
def mentions(draw: st.DrawFn) -> Mention:
    """Invent a mention of a hostile post, in any state."""
    state = draw(st.sampled_from(list(State)))
    points = draw(st.lists(st.integers(-50, 60), max_size=15))
    owner = OWNER if state in {State.CLAIMED, State.ANSWERED, State.CLOSED} else ""
    return Mention(
        id=7,
        workspace="T1",
        post_id=7,
        post=draw(posts()),
        watch=Watch(
            id=1, name=f"w{draw(anything)}", objective=draw(st.sampled_from(list(Objective))), channel="#mentions"
        ),
        bundle_id=None,
        state=state,
        urgency=draw(st.integers(0, 100)),
        reasons=tuple(Reason(factor=draw(anything), points=each, evidence=draw(anything)) for each in points),
        matched=tuple(draw(st.lists(anything, max_size=8))),
        owner=owner,
        heard_at=NOW,
        alerted_at=NOW,
        claimed_at=NOW if owner else None,
        answered_at=NOW if state in {State.ANSWERED, State.CLOSED} else None,
        closed_at=None,
        dismissed_as=draw(st.none() | st.sampled_from(list(Dismissal))),
        answer_url=draw(addresses),
        answered_by=owner,
        is_ours=False,
        is_backlog=False,
        edits=draw(st.integers(0, 3)),
        copies=draw(st.integers(0, 99)),
        outlets=tuple(draw(st.lists(anything, max_size=10))),
        cards=(),
    )


@st.composite
def answers(draw: st.DrawFn) -> Reply:
    """Invent an answer, however far it got."""
    error = draw(anything)
    return replace(A_REPLY, state=draw(st.sampled_from(list(ReplyState))), text=draw(anything), error=error)


def a_mention(**more: Any) -> Mention:  # noqa: ANN401  any field of a mention
    """Return a plain mention of an ordinary post."""
    post = Post(
        source="feed",
        external_id="1",
        kind=Kind.REVIEW,
        url="https://shop.example/1",
        title="Leaks",
        text="The kettle leaks. Who can help?",
        rating=1,
        author=Author(name="Lena Example", followers=1200),
        posted_at=NOW - timedelta(minutes=12),
    )
    plain = Mention(
        id=7,
        workspace="T1",
        post_id=7,
        post=post,
        watch=Watch(id=1, name="Acme", objective=Objective.SERVE, channel="#mentions"),
        bundle_id=None,
        state=State.ALERTED,
        urgency=87,
        reasons=(Reason(factor="stars", points=87, evidence="1 of 5"),),
        matched=("kettle",),
        owner="",
        heard_at=NOW,
        alerted_at=NOW,
        claimed_at=None,
        answered_at=None,
        closed_at=None,
        dismissed_as=None,
        answer_url="",
        answered_by="",
        is_ours=False,
        is_backlog=False,
        edits=0,
        copies=0,
        outlets=(),
        cards=(),
    )
    return replace(plain, **more)


def drawn(mention: Mention, reply: Reply | None = None) -> Message:
    """Draw a card."""
    return card.card(mention, source="Hacker News", reply=reply, now=NOW)


def markups(part: object) -> Iterator[str]:
    """Yield every piece of Block Kit JSON that Slack reads as markup."""
    if isinstance(part, list | tuple):
        for each in part:
            yield from markups(each)
    elif isinstance(part, dict):
        if part.get("type") == "mrkdwn":
            yield part["text"]
        for each in part.values():
            yield from markups(each)


def is_harmless(markup: str) -> bool:
    """Say whether the only control forms are ours: dates, the owner, and links to real addresses."""
    forms = re.findall(r"<[^>]*>?", markup)
    ours = (r"<!date\^\d+\^[^<>|]*\|[^<>|]*>", rf"<@{OWNER}>", r"<https?://[^<>|\s]+\|[^<>|]*>")
    return ">" not in re.sub(r"<[^<>]*>", "", markup) and all(
        any(re.fullmatch(form, found) for form in ours) for found in forms
    )


def visible(blocks: object) -> str:
    """Return what is read."""
    return seen.text_of(blocks, {})  # type: ignore[arg-type]


@settings(deadline=None, max_examples=60)
@given(mention=mentions(), answer=st.none() | anything)
def test_complaint_26_every_card_is_taken_by_slack_and_says_nothing_of_its_own(
    mention: Mention, answer: str | None
) -> None:
    """No length and no letter of a post fails a message, shouts, or hides a link."""
    reply = (
        Reply(id=1, mention_id=7, version=1, text=answer, state=ReplyState.DRAFT, by=OWNER, updated_at=NOW)
        if answer is not None
        else None
    )
    message = drawn(mention, reply)

    assert checks.message(list(message.blocks)) == []
    assert checks.characters(list(message.blocks)) < 13_200
    assert len(message.text) < 4000
    assert all(is_harmless(found) for found in (*markups(list(message.blocks)), message.text))
    assert seen.pings(message.text, message.blocks) <= {OWNER}
    assert all(ord(letter) not in {0, 0x202E, 0x2066} for letter in visible(message.blocks))


@settings(deadline=None, max_examples=60)
@given(mention=mentions(), reply=answers(), error=anything, stars=st.none() | st.just([1.0, 4.0]))
def test_whatever_becomes_of_an_answer_is_taken_by_slack_and_says_nothing_of_its_own(
    mention: Mention, reply: Reply, error: str, stars: list[float] | None
) -> None:
    """On the card, and in its thread: the platform's words, the person's words, and ours."""
    payload = {"note": error, "stars": stars, "wants_us": bool(stars)}
    shown = [
        drawn(mention, reply),
        *(aftermath.turn(mention, turn, payload, mention.post, source=error) for turn in Turn),
        aftermath.removal(error, source=error),
    ]
    shown += [aftermath.standalone(mention, message, error) for message in shown[1:]]

    for message in shown:
        assert checks.message(list(message.blocks)) == []
        assert all(is_harmless(found) for found in (*markups(list(message.blocks)), message.text))
        assert seen.pings(message.text, message.blocks) <= {OWNER}


def test_what_cannot_be_known_is_left_to_a_person_with_two_buttons() -> None:
    """And nothing else can be pressed that would send it twice."""
    mention = a_mention()
    labels = {
        state: [
            element["action_id"]
            for element in drawn(mention, replace(A_REPLY, state=state, error="it broke off")).blocks[-1]["elements"]
        ]
        for state in ReplyState
    }

    assert labels[ReplyState.UNCERTAIN][:2] == ["posted", "not_there"]
    assert labels[ReplyState.APPROVED][0] == "call_back"
    assert "send_again" in labels[ReplyState.FAILED]
    for state in (ReplyState.UNCERTAIN, ReplyState.APPROVED, ReplyState.SENDING):
        assert not {"draft", "send_again", "dismiss"} & set(labels[state])


def said(verdict: Verdict, factor: str = "") -> Feedback:
    """Invent what a person said of a mention, or of one of its reasons."""
    return Feedback(
        id=1,
        key="k",
        mention_id=7,
        post_id=7,
        watch_id=1,
        person=OWNER,
        verdict=verdict,
        factor=factor,
        strengths={},
        urgency=70,
        alert_at=60,
        via="why",
        said_at=NOW,
    )


def a_version(text: str) -> Version:
    """Invent a saved text."""
    return Version(id=4, base=0, version=1, text=text, by=OWNER, at=NOW)


def a_proposal(text: str, state: ProposalState = ProposalState.OPEN) -> Proposal:
    """Invent a text that asks to be approved."""
    return Proposal(
        id=3,
        mention_id=7,
        turn=1,
        version=a_version(text),
        by=text,
        note=text,
        at=NOW,
        send_at=NOW,
        state=state,
        settled_by=text,
        settled_at=NOW,
        verdict=text,
    )


def a_sheet(one: str, other: str) -> Sheet:
    """Invent what stands around a draft."""
    return Sheet(
        source=one,
        writing=Writing(limit=500),
        said=[Said(text=one, at=NOW, author=other), Said(text=other, at=NOW, person=OWNER)] * 5,
        others={OWNER: NOW, one: NOW},
        saved_replies=[SavedReply(id=1, name=one, text=other)],
        asking=[a_proposal(other)],
        kept=3,
    )


@settings(deadline=None, max_examples=60)
@given(mention=mentions(), answer=anything, mine=anything)
def test_every_window_is_taken_by_slack_and_says_nothing_of_its_own(mention: Mention, answer: str, mine: str) -> None:
    """The same for the post, the reasons, the draft and the address of the answer."""
    reply = Reply(id=1, mention_id=7, version=2, text=answer, state=ReplyState.DRAFT, by=OWNER, updated_at=NOW)
    history = [Change(at=NOW, by=OWNER, what="claimed"), Change(at=NOW, by=answer, what=mine, detail=answer)] * 12
    many = [replace(a_version(answer), id=number) for number in range(40)]
    for view in (
        windows.more(mention, source=answer),
        windows.why(mention, history, (), source=answer, user=OWNER, labels=0),
        windows.why(mention, history, [said(Verdict.SPAM)], source=answer, user=OWNER, labels=20),
        windows.why(mention, history, [said(Verdict.WRONG, answer)] * 9, source=answer, user=answer, labels=3),
        drafting.draft(mention, reply, a_sheet(answer, mine), mine=mine, user=OWNER),
        drafting.draft(mention, reply, replace(a_sheet(mine, answer), may_send=False), typed=mine, base=1, turn=2),
        drafting.draft(mention, None, Sheet(source=answer, writing=None)),
        versions.window("{}", mention, many, source=answer, aside=4),
        approving.form(mention, a_proposal(mine), source=answer),
        windows.posted(mention, reply, source=answer),
        notices.burst_list(3, [mention] * notices.ROWS, 30, 99, {"feed": answer}),
    ):
        assert checks.view(view) == []
        assert all(is_harmless(found) for found in markups(view["blocks"]))


@settings(deadline=None, max_examples=60)
@given(mention=mentions(), error=anything)
def test_every_notice_is_taken_by_slack_and_says_nothing_of_its_own(mention: Mention, error: str) -> None:
    """Bursts, openings, late answers and deaf listeners quote the web as well."""
    debt = Debt(id=1, mention_id=7, words=error, person=error, due_at=NOW, dated=True, made_at=NOW)
    for said in (
        approving.request(mention, [a_proposal(error, each) for each in ProposalState], source=error),
        approving.request(mention, [a_proposal(error, ProposalState.REJECTED)] * 60, source=error),
        approving.verdict(mention, a_proposal(error)),
        owing.reminder(mention, debt, source=error),
        owing.reminder(mention, replace(debt, settled_at=NOW, settled_by=error), source=error),
        phrasebook.listed([SavedReply(id=1, name=error, text=error)], {"feed": error}),
        notices.burst(3, [mention] * 9, 99, {"feed": error}),
        notices.opening(mention.watch, [mention] * 9, 99, {}),
        notices.blind(error, mention.watch.name, error, NOW),
        notices.sighted(error, mention.watch.name, None, NOW),
        notices.late(replace(mention, owner=OWNER, claimed_at=NOW), NOW),
        Message(text=phrases.stands(mention)),
    ):
        assert checks.message(list(said.blocks)) == []
        assert all(is_harmless(found) for found in (*markups(list(said.blocks)), said.text))


@given(url=addresses)
def test_only_web_addresses_become_links(url: str) -> None:
    """Nothing but http and https, without tricks; everything else stays words."""
    found = text.web_address(url)

    assert found in {"", url.strip()}
    assert not found or re.match(r"https?://[^\s<>|]+$", found)


def test_complaint_03_a_card_is_a_dozen_short_lines_at_most() -> None:
    """Condensed by default: however long the post, however many copies and reasons."""
    long = replace(a_mention().post, title="A title " * 60, text="One line of the post\n" * 200)
    reasons = tuple(Reason(factor=f"factor_{number}", points=8, evidence="word " * 40) for number in range(11))
    mention = a_mention(post=long, reasons=reasons, copies=12, outlets=("a.example", "b.example"), edits=2)
    claimed = replace(mention, state=State.CLAIMED, owner=OWNER, claimed_at=NOW)
    reply = Reply(id=1, mention_id=7, version=1, text="Hi", state=ReplyState.DRAFT, by=OWNER, updated_at=NOW)
    spoken = [block for block in drawn(claimed, reply).blocks if block["type"] != "actions"]
    lines = visible(spoken).splitlines()

    assert len(lines) <= 13
    assert len(drawn(claimed, reply).blocks) <= 8
    assert checks.characters(spoken) < 1600


@pytest.mark.parametrize("state", [State.ANSWERED, State.CLOSED, State.DISMISSED])
def test_a_card_that_is_done_shrinks(state: State) -> None:
    """Three blocks: how it ended, the first words, and the way back."""
    mention = a_mention(state=state, answered_by=OWNER, answered_at=NOW, answer_url="https://shop.example/2")

    assert len(drawn(mention).blocks) == 3
    assert len(visible(drawn(mention).blocks[:2]).splitlines()) == 2


def test_urgency_is_said_in_a_word_and_a_number() -> None:
    """Nobody depends on a colour."""
    said = {words.urgency(a_mention(urgency=urgency)) for urgency in (90, 70, 40, 10)}

    assert {part.split(" ", 1)[1] for part in said} == {"Critical 90", "High 70", "Normal 40", "Low 10"}


def test_complaints_02_and_15_copies_are_counted_with_their_places_and_edits_are_marked() -> None:
    """Complaints 2 and 15: one card, which says how often and where, and that the words changed."""
    mention = a_mention(copies=4, outlets=("a.example", "b.example", "c.example", "d.example"), edits=1)
    seen_there = visible(drawn(mention).blocks)

    assert "and 4 more say the same: a.example, b.example, c.example, …" in seen_there
    assert "edited since" in seen_there


def test_the_three_strongest_reasons_are_named_with_their_evidence() -> None:
    """Strongest first; what lowers it is behind Why."""
    reasons = (
        Reason(factor="reach", points=5, evidence="1,200 followers"),
        Reason(factor="stars", points=40, evidence="1 of 5"),
        Reason(factor="praise", points=-8, evidence="love"),
        Reason(factor="asks_for_help", points=30, evidence="who can help"),
        Reason(factor="freshness", points=20),
    )
    seen_there = visible(drawn(a_mention(reasons=reasons)).blocks)

    assert "Why: Stars (1 of 5); Asks for help (who can help); Freshness" in seen_there
    assert "Reach" not in seen_there
    assert "Praise" not in seen_there


def test_times_are_shown_on_the_readers_own_clock() -> None:
    """Slack's date form, with UTC where it cannot be shown."""
    assert text.at(NOW) == f"<!date^{int(NOW.timestamp())}^{{date_short_pretty}} {{time}}|21 Nov 12:00 UTC>"


@pytest.mark.parametrize(
    ("length", "said"),
    [(0, "now"), (59, "now"), (60, "1 min"), (3599, "59 min"), (7200, "2 h"), (86_400, "1 day"), (200_000, "2 days")],
)
def test_durations_are_one_short_word(length: int, said: str) -> None:
    """As people say them."""
    assert text.span(timedelta(seconds=length)) == said
