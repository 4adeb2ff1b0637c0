"""The playground's people are offered what `/earshot` understands, and all of it."""

from bot import manifest
from bot.commands import COMMAND, SUBS
from bot.hints import AFTER_EARSHOT, offers


def test_every_word_of_earshot_is_offered_and_nothing_else() -> None:
    """A word that is new has its example; one that is gone is not offered any more."""
    assert {text.split()[0] for text, _ in AFTER_EARSHOT} == {*SUBS, "help"}


def test_the_hint_in_slacks_own_list_names_only_words_there_are() -> None:
    """Slack shows it while somebody types; what is left out there is told by help, which it names."""
    (command,) = manifest.manifest()["features"]["slash_commands"]
    named = set(command["usage_hint"].split(" | "))

    assert named <= {*SUBS, "help"}
    assert "help" in named


def test_the_command_of_the_manifest_is_offered_with_its_hints() -> None:
    """As Slack would know it from the same manifest."""
    (command,) = offers().commands

    assert (command.name, command.hints, command.escapes) == (COMMAND, AFTER_EARSHOT, True)
    assert not offers().can_be_written_to
