"""The open pack is read as its papers say, masked alike, and split so that a held-out trade stays unseen."""

import csv
from hashlib import sha256
from pathlib import Path

import pytest

from listeners.training import examples, pack
from listeners.training.labelled import masked

CARE = "ibm_twitter_care/first_messages.csv"
TWEETS = "vader_gt/tweets.csv"
CRISES = "crisislex_t26/t26.csv"
SMS = "sms_spam/sms.csv"


def write(folder: Path, path: str, *lines: tuple[str, ...]) -> None:
    """Write a table of the pack, its header first."""
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    with (folder / path).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(lines)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Lay out a small pack in its shape, with words of our own."""
    care = [("Delta", "@Delta my bag is in another town"), ("MojangSupport", "@MojangSupport I lost my name")]
    write(tmp_path, CARE, ("company", "client_text"), *care)
    tweets = [(str(at), "2.0", f"what a fine evening number {at} &amp; more") for at in range(60)]
    write(
        tmp_path, TWEETS, ("id", "mean_valence", "text"), *tweets, ("x", "-3", "What a fine  evening number 1 & more")
    )
    told = [(f"2012_flood_{at % 9}", f"water in the street {at}", "Eyewitness") for at in range(90)]
    lines = [(text, source, "Affected individuals", event) for event, text, source in told]
    columns = ("Tweet Text", "Information Source", "Information Type", "event")
    write(tmp_path, CRISES, columns, *lines, ("broken",))
    write(tmp_path, SMS, ("label", "text"), ("ham", "see you at eight"), ("spam", "you won a prize"))
    return tmp_path


def test_every_set_says_what_it_knows_and_nothing_else(folder: Path) -> None:
    """A label nobody gave is None."""
    rows = {row.text: row for row in pack.load(folder).rows}
    bag, evening = rows["@user my bag is in another town"], rows["what a fine evening number 1 & more"]
    water, prize = rows["water in the street 7"], rows["you won a prize"]

    assert (bag.trade, bag.reply, bag.spam, bag.sentiment) == ("airline", True, False, None)
    assert (evening.sentiment, evening.reply, evening.spam) == (0.5, False, None)
    assert (water.danger, water.reply, water.trade) == (True, False, "2012_flood_7")
    assert (prize.spam, rows["see you at eight"].spam, rows["see you at eight"].reply) == (True, False, None)


def test_our_own_examples_are_part_of_it_and_every_file_is_hashed(folder: Path) -> None:
    """What a model was made from can be told to the byte."""
    loaded = pack.load(folder)

    assert sum(row.source_set == examples.SET for row in loaded.rows) >= 3_000
    assert loaded.hashes[SMS] == sha256((folder / SMS).read_bytes()).hexdigest()
    assert {"examples/en.tsv", CARE, TWEETS, CRISES} < set(loaded.hashes)


def test_a_text_counts_once_and_a_line_broken_in_two_not_at_all(folder: Path) -> None:
    """The first of equal texts stays, however it is spaced or cased."""
    texts = [row.text for row in pack.load(folder).rows]

    assert sum("evening number 1 &" in text for text in texts) == 1
    assert "broken" not in texts


def test_a_held_out_trade_is_not_trained_on(folder: Path) -> None:
    """Neither in the care posts nor in our examples; the others are not tested on."""
    split = pack.splits(pack.load(folder), ["airline", "bakery"])
    trained = {row.trade for row in split.training}

    assert {"airline", "bakery"} <= {row.trade for row in split.held_out}
    assert not {"airline", "bakery"} & trained
    assert {"game", "bank", "hotel"} <= trained
    assert not {"game", "bank", "hotel"} & {row.trade for row in split.held_out}


def test_what_belongs_to_no_trade_is_split_by_chance_that_is_always_the_same(folder: Path) -> None:
    """An event stays on one side, some tweets go to each, and nothing is lost."""
    loaded = pack.load(folder)
    split, again = pack.splits(loaded), pack.splits(loaded)
    events = [{row.trade for row in side if row.trade.startswith("2012")} for side in (split.training, split.held_out)]
    tweets = [sum(row.about == "tweet" for row in side) for side in (split.training, split.held_out)]

    assert split == again
    assert len(split.training) + len(split.held_out) == len(loaded.rows)
    assert not events[0] & events[1]
    assert all(events)
    assert tweets[0] > tweets[1] > 0


def test_what_is_not_the_pack_is_named(tmp_path: Path) -> None:
    """An empty folder, a column that is gone, a number that is none: the file and the line are told."""
    assert not pack.is_pack(tmp_path)
    with pytest.raises(ValueError, match="none of the pack's files"):
        pack.load(tmp_path)

    write(tmp_path, TWEETS, ("id", "text"))
    with pytest.raises(ValueError, match=r"tweets.csv, line 1: there is no column mean_valence"):
        pack.load(tmp_path)

    write(tmp_path, TWEETS, ("mean_valence", "text"), ("2", "fine"), ("much", "finer"))
    with pytest.raises(ValueError, match=r"tweets.csv, row 3: mean_valence"):
        pack.load(tmp_path)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("@acme_help: where is it? https://acme.example/x?y=1", "@user: where is it? https://link.example"),
        ("write to me@acme.example, @Zoë.b", "write to mail@user.example, @user"),
        ("see https: //www.acme.example/x or www.acme.example", "see https://link.example or https://link.example"),
        ("5 @ 3 pm", "5 @ 3 pm"),
    ],
)
def test_handles_and_links_are_masked_alike(text: str, seen: str) -> None:
    """Whoever was spoken to, it reads the same."""
    assert masked(text) == seen
