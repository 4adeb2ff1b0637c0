"""Saying thank you, and asking to quote: as people live it in Slack."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot import openers
from bot.blocks import thanks
from bot.playground import Message
from storage import gratitude, hearing, mentions, phrasebook, quotes, replies, watches
from storage.profiles import Permission
from storage.records import Author, Hearing, Mention, SavedReply, State
from tests.bot.made import TEAM, Work, a_post, a_score, a_watch

KIND = "The new Acme kettle is wonderful, I love it!"


def praise(work: Work, words: str = KIND, who: str = "ann", name: str = "Ann Example") -> Mention:
    """Have somebody speak well of us."""
    watch = watches.named(work.store, TEAM, "Acme") or a_watch(work.store)
    post = replace(a_post(words, rating=None), author=Author(id=who, handle=who, name=name))
    score = replace(a_score(10), sentiment=0.9, needs_reply=0.1)
    hearing.take_in(work.store, TEAM, [Hearing(post=post, watch=watch, score=score)], now=datetime.now(UTC))
    return next(one for one in mentions.walk(work.store, TEAM) if one.post.external_id == post.external_id)


def asked(work: Work, text: str, who: str = "noor") -> Message:
    """Ask with the command, and return what only this person sees."""
    person = work.slack.person(who)
    before = len(person.ephemerals())
    person.command("/earshot", text)
    work.slack.wait_until(lambda: len(person.ephemerals()) > before, timeout=10)
    return person.ephemerals()[-1]


def draft_of(work: Work, mention: Mention) -> str:
    """Return the draft there must be."""
    reply = replies.get(work.store, TEAM, mention.id)
    assert reply is not None
    return reply.text


def wait_for_draft(work: Work, mention: Mention, owner: str) -> None:
    """Wait until somebody has a mention and its draft is begun."""
    work.slack.wait_until(lambda: work.again(mention).owner == owner, timeout=10)
    work.slack.wait_until(lambda: replies.get(work.store, TEAM, mention.id) is not None, timeout=10)


def test_thanking_claims_begins_the_draft_and_leaves_the_queue(work: Work) -> None:
    """The next who looks sees that there is nobody left."""
    mention, noor = praise(work), work.slack.person("noor")
    listed = asked(work, "thank")
    noor.click(listed, "Thank")
    window = work.window("It is yours now")
    noor.click(window, "Draft reply")
    work.window("Your answer")

    assert "1 person spoke well of us" in listed.text_seen()
    assert (work.again(mention).state, work.again(mention).owner) == (State.CLAIMED, noor.id)
    assert draft_of(work, mention) == "Thank you, Ann! It is good to read that."
    assert thanks.NOBODY in asked(work, "thank", "jonas").text_seen()


def test_who_is_quicker_thanks_and_the_other_is_told(work: Work) -> None:
    """Also for another post of the same person."""
    first, noor, jonas = praise(work), work.slack.person("noor"), work.slack.person("jonas")
    listed = asked(work, "thank", "jonas")
    later = praise(work, "Acme once more: wonderful!")
    gratitude.begin(work.store, TEAM, later.id, by=noor.id, now=datetime.now(UTC))
    jonas.click(listed, "Thank")
    said = work.window("thanked them already", "jonas").text_seen()

    assert "Noor Haddad" in said
    assert "twice in thirty days" in said
    assert work.again(first).owner == ""


def test_what_is_written_already_stays_and_a_teams_own_thanks_come_first(work: Work) -> None:
    """A saved reply named so is used, with the name filled in."""
    own = SavedReply(id=0, name="Thanks", text="You made our day, {name}!", language="", source="")
    phrasebook.save(work.store, TEAM, own, by="U1", now=datetime.now(UTC))
    mention, written = praise(work), praise(work, "Acme, yes!", "ben", "Ben")
    replies.save(work.store, TEAM, written.id, "We wrote this", base=0, by="U1", now=datetime.now(UTC))
    noor = work.slack.person("noor")
    for each in (written, mention):
        noor.click(asked(work, "thank"), "thank", str(each.id))
        wait_for_draft(work, each, noor.id)

    assert draft_of(work, mention) == "You made our day, Ann!"
    assert draft_of(work, written) == "We wrote this"


def test_home_shows_whom_to_thank(work: Work) -> None:
    """The first few, and how many."""
    for number in range(4):
        praise(work, f"Acme is lovely {number}", f"p{number}")
    noor = work.slack.person("noor")
    noor.open_home()
    work.slack.wait_until(lambda: noor.home is not None and "Say thank you" in noor.home.text_seen(), timeout=10)
    assert noor.home is not None
    seen = noor.home.text_seen()
    noor.click(noor.home, "Thank")
    work.window("It is yours now")
    work.slack.wait_until(lambda: noor.home is not None and "Say thank you: 3" in noor.home.text_seen(), timeout=10)

    assert "Say thank you: 4" in seen
    assert "and 1 more" in seen


def test_permission_to_quote_is_asked_kept_and_listed(work: Work) -> None:
    """The question is only a draft; the yes has its day, its address and who kept it."""
    card = work.alert(replace(a_post(KIND), author=Author(id="ann", handle="ann", name="Ann Example")))
    noor, mention = work.slack.person("noor"), work.mention()
    before = asked(work, "quotes").text_seen()
    noor.click(card, "Who is this …")
    noor.click(work.window("Nobody asked yet"), "Ask to quote")
    work.window("nothing is sent before you do")
    noor.close()
    noor.click(work.window("asked, not answered yet"), "Their answer …")
    form = work.window("Where did they say so?")
    refused = noor.submit(form, {"said": Permission.GIVEN.value, "url": "not an address"})
    noor.submit(form, {"said": Permission.GIVEN.value, "url": "https://forum.example/yes"})
    work.slack.wait_until(lambda: bool(quotes.every(work.store, TEAM, Permission.GIVEN)), timeout=10)
    listed = asked(work, "quotes").text_seen()
    kept = quotes.of_mention(work.store, TEAM, mention.id)

    assert "Nothing may be quoted yet" in before
    assert "url" in (refused.errors or {})
    assert draft_of(work, mention).startswith("May we quote what you wrote here, Ann, with your name?")
    assert "1 post may be quoted" in listed
    assert KIND in listed
    assert "permission kept by @Noor Haddad" in listed
    assert kept is not None
    assert (kept.url, kept.settled_by) == ("https://forum.example/yes", noor.id)


def test_a_no_is_kept_and_not_listed(work: Work) -> None:
    """Whoever changes their mind is not quoted any more."""
    mention, now = praise(work), datetime.now(UTC)
    quotes.settle(work.store, TEAM, mention.id, Permission.GIVEN, "https://forum.example/y", by="U1", now=now)
    noor = work.slack.person("noor")
    noor.click(asked(work, "quotes"), "Their answer …")
    form = work.window("Where did they say so?")
    noor.submit(form, {"said": Permission.REFUSED.value, "url": "https://forum.example/no"})
    work.slack.wait_until(lambda: not quotes.every(work.store, TEAM, Permission.GIVEN), timeout=10)

    assert "Nothing may be quoted yet" in asked(work, "quotes").text_seen()


@pytest.mark.parametrize(
    ("words", "language", "name", "begins"),
    [
        (KIND, "", "Ann Example", "Thank you, Ann!"),
        ("Der Kessel ist wunderbar und ich liebe ihn", "", "Jörg Muster", "Vielen Dank, Jörg!"),
        ("Ce bouilloire est vraiment très belle, je suis ravie", "fr", "", "Merci beaucoup !"),
        ("الغلاية رائعة وأنا أحبها", "", "Ann", "شكرًا جزيلًا، Ann!"),
        ("素晴らしいケトル", "ja", "xX_killer_Xx", "Thank you! It"),
        (KIND, "en", "ACME FAN CLUB", "Thank you! It"),
        (KIND, "en", "<!channel>", "Thank you! It"),
    ],
    ids=["english", "german", "french", "arabic", "another", "a shout", "a trick"],
)
def test_thanks_are_begun_in_the_language_of_the_post(
    work: Work, words: str, language: str, name: str, begins: str
) -> None:
    """With the first name where it is a plain one."""
    mention = praise(work, words, "one", name)
    spoken = replace(mention, post=replace(mention.post, language=language))

    assert openers.thanks(spoken).startswith(begins)


def test_an_old_praise_is_a_riddle(work: Work) -> None:
    """Nobody is thanked for what they said long ago."""
    praise(work)

    assert len(gratitude.waiting(work.store, TEAM, now=datetime.now(UTC))) == 1
    assert gratitude.waiting(work.store, TEAM, now=datetime.now(UTC) + timedelta(days=31)) == ()
