"""A team's own words: one say for each, the latest; and what was answered lately."""

from storage import dictionary, replies
from storage.database import Store
from storage.records import Dictionary, Use
from tests.storage.made import MINUTE, NOW, TEAM, a_mention


def test_the_latest_say_of_a_word_counts(store: Store) -> None:
    """A word is to be avoided or fine, never both."""
    a_mention(store)
    dictionary.say(store, TEAM, "cheap", Use.AVOID, by="U1", now=NOW)
    dictionary.say(store, TEAM, "Emily", Use.NAME, by="U1", now=NOW)
    dictionary.say(store, TEAM, "cheap", Use.FINE, by="U2", now=NOW + MINUTE)
    said = dictionary.get(store, TEAM)

    assert said == Dictionary(fine=("cheap",), names=("Emily",))
    assert dictionary.get(store, "T-other") == Dictionary()
    assert dictionary.forget(store, "T-other", "cheap") is False
    assert dictionary.forget(store, TEAM, "cheap") is True
    assert dictionary.forget(store, TEAM, "cheap") is False
    assert dictionary.get(store, TEAM) == Dictionary(names=("Emily",))


def test_a_full_dictionary_takes_no_new_word_but_a_new_say_of_one(store: Store) -> None:
    """There is an end to what every draft is compared with."""
    a_mention(store)
    for number in range(dictionary.MOST):
        dictionary.say(store, TEAM, f"word {number}", Use.AVOID, by="U1", now=NOW)

    assert dictionary.say(store, TEAM, "one more", Use.AVOID, by="U1", now=NOW) is False
    assert dictionary.say(store, TEAM, "word 7", Use.FINE, by="U1", now=NOW) is True
    assert len(dictionary.get(store, TEAM).avoid) == dictionary.MOST - 1


def test_the_last_answers_are_those_that_are_out_without_the_one_at_hand(store: Store) -> None:
    """Drafts were not said to anybody yet."""
    written = [a_mention(store, str(number)) for number in range(4)]
    for number, mention in enumerate(written):
        replies.save(store, TEAM, mention, f"answer {number}", base=0, by="U1", now=NOW)
    for mention in written[:3]:
        replies.sent(store, TEAM, mention, "https://example.com/1", by="U1", now=NOW)

    assert replies.lately(store, TEAM, but=written[2]) == ("answer 1", "answer 0")
    assert replies.lately(store, TEAM, but=0, limit=1) == ("answer 2",)
    assert replies.lately(store, "T-other", but=0) == ()
