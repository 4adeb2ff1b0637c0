"""Saved replies: kept by name, offered where they fit, and never sent with a gap open."""

import pytest

from storage import phrasebook, replies, sending
from storage.database import Store
from storage.records import SavedReply
from tests.storage.made import NOW, TEAM, a_mention


def keep(store: Store, name: str, text: str, **more: str) -> bool:
    """Keep a saved reply."""
    return phrasebook.save(store, TEAM, SavedReply(name=name, text=text, **more), by="U1", now=NOW)  # type: ignore[arg-type]


def names(store: Store, language: str, source: str) -> list[str]:
    """Return which are offered."""
    return [saved.name for saved in phrasebook.fitting(store, TEAM, language=language, source=source)]


def test_what_is_offered_fits_the_language_and_the_source(store: Store) -> None:
    """Those for any fit everywhere; where nobody knows the language, all of the source do."""
    keep(store, "Any", "Sorry")
    keep(store, "German", "Tut uns leid", language="de")
    keep(store, "Reviews", "Thanks for the stars", source="trustpilot")

    assert names(store, "de", "feed") == ["Any", "German"]
    assert names(store, "en", "trustpilot") == ["Any", "Reviews"]
    assert names(store, "", "feed") == ["Any", "German"]


def test_a_saved_reply_is_kept_once_by_name_renamed_and_removed(store: Store) -> None:
    """Another team has its own."""
    keep(store, "Hello", "Hi")
    keep(store, "Hello", "Hello there")
    (saved,) = phrasebook.every(store, TEAM)
    phrasebook.save(store, TEAM, SavedReply(id=saved.id, name="Greeting", text="Hello"), by="U2", now=NOW)
    (renamed,) = phrasebook.every(store, TEAM)
    foreign = phrasebook.remove(store, "T2", renamed.id)
    removed = [phrasebook.remove(store, TEAM, renamed.id) for _ in range(2)]

    assert saved.text == "Hello there"
    assert (renamed.name, renamed.text, renamed.by) == ("Greeting", "Hello", "U2")
    assert (foreign, removed, phrasebook.every(store, TEAM)) == (False, [True, False], ())
    assert phrasebook.get(store, TEAM, renamed.id) is None


def test_a_full_book_says_so_and_still_takes_changes(store: Store) -> None:
    """One message lists them all."""
    kept = [keep(store, f"Reply {number}", "Hi") for number in range(phrasebook.MOST + 1)]

    assert kept == [True] * phrasebook.MOST + [False]
    assert keep(store, "Reply 1", "Hello")


@pytest.mark.parametrize(
    ("text", "known", "filled"),
    [
        ("Hi {name}!", {"name": "Ann"}, "Hi Ann!"),
        ("Hi {Name}, see { link }", {"name": "Ann"}, "Hi Ann, see { link }"),
        ("Hi {name}, see {link}", {"name": ""}, "Hi {name}, see {link}"),
        ("{Ticket  Number}", {"ticket number": "7"}, "7"),
        ("{} {1} {{name}}", {"name": "Ann"}, "{} {1} {Ann}"),
        ("{größe}", {"größe": "XL"}, "XL"),
    ],
)
def test_gaps_are_filled_from_what_is_known(text: str, known: dict[str, str], filled: str) -> None:
    """Whatever their case; what nobody knows stays to be seen."""
    assert phrasebook.fill(text, known) == filled


def test_a_text_with_an_open_gap_of_ours_is_never_sent(store: Store) -> None:
    """Braces that no saved reply of the team has are somebody's words."""
    one, two = a_mention(store), a_mention(store, "2")
    keep(store, "Hello", "Hi {name}, see {link}")
    replies.save(store, TEAM, one, "Hi Ann, see {LINK}", base=0, by="U1", now=NOW)
    replies.save(store, TEAM, two, "Use f'{value}' there", base=0, by="U1", now=NOW)
    steps = [sending.approve(store, TEAM, mention_id, version=1, by="U1", now=NOW) for mention_id in (one, two)]

    assert phrasebook.gaps(store, TEAM, "Hi {name}, {NAME}, see {link} in {value}") == ("name", "link")
    assert [step and step.taken for step in steps] == [False, True]
