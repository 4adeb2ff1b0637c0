"""The posts we wrote to learn from keep their promises: many, varied, in eight languages, and about nobody real."""

import re
from collections import Counter, defaultdict

import pytest

from listeners.training import examples

ROWS = examples.rows()
WORDS = re.compile(r"[\w\u0900-\u097f]+")
CLASSES = {
    *("complaint", "question", "churn", "legal", "safety", "privacy", "outage", "praise", "joke", "chatter", "news"),
    *("job", "lookalike", "sarcasm", "spam", "rant", "suggestion", "thanks"),
}
LANGUAGES = {"en", "es", "pt", "de", "fr", "it", "ar", "hi"}


def words(text: str) -> frozenset[str]:
    """Return the different words of a text."""
    return frozenset(WORDS.findall(text.casefold()))


def near_copies(texts: list[str]) -> list[tuple[str, str]]:
    """Return the pairs that share half of their words or more."""
    sets = [words(text) for text in texts]
    spread = Counter(word for each in sets for word in each)
    standing: defaultdict[str, list[int]] = defaultdict(list)
    found = []
    for at, each in enumerate(sets):
        rare = sorted(each, key=spread.__getitem__)
        # Two sets that share half of their union share one of the rarer half of the smaller.
        seen = {other for word in rare[: len(rare) // 2 + 1] for other in standing[word]}
        found += [(texts[at], texts[o]) for o in seen if 2 * len(each & sets[o]) >= len(each | sets[o])]
        for word in rare:
            standing[word].append(at)
    return found


def test_there_are_enough_examples_of_everything() -> None:
    """Three thousand posts, eight languages, a dozen trades and more, every class in every language."""
    by_language = Counter(row.language for row in ROWS)
    trades = Counter(row.trade for row in ROWS if row.trade != "none")

    assert len(ROWS) >= 3_000
    assert set(by_language) == LANGUAGES
    assert min(by_language.values()) >= 300
    assert len([trade for trade, count in trades.items() if count >= 50]) >= 12
    assert max(trades.values()) < len(ROWS) / 10
    assert {(row.language, row.about) for row in ROWS} == {(tongue, each) for tongue in LANGUAGES for each in CLASSES}


def test_labels_agree_with_each_other() -> None:
    """Spam is never answered, praise is never unhappy, what may not wait is answered unless it is only news."""
    spam = [row for row in ROWS if row.spam]

    assert len(spam) >= 200
    assert not [row.text for row in spam if row.reply or row.about != "spam"]
    assert not [row.text for row in ROWS if row.about == "spam" and not row.spam]
    assert not [row.text for row in ROWS if row.about in ("praise", "thanks") and row.sentiment and row.sentiment < 0]
    assert not [row.text for row in ROWS if row.about in ("news", "job", "rant", "joke") and row.reply]
    assert not [row.text for row in ROWS if row.rating is not None and row.rating >= 4 and row.sentiment == -1]


def test_no_two_examples_are_nearly_the_same() -> None:
    """Each was written, none stamped out of a template."""
    assert near_copies(["one two three four five", "one two three four six"])
    assert near_copies([row.text for row in ROWS]) == []


def test_every_link_and_mail_address_leads_nowhere() -> None:
    """Only `.example`, where nothing can live; no telephone number long enough to ring."""
    ending = r"(?:com|net|org|io|co|de|fr|es|it|br|in|me|shop|xyz|app|ly|gg|tv|info|biz|store|online|site|club|uk|ru)"
    text = "\n".join(row.text for row in ROWS)

    assert set(re.findall(r"(?:://|www\.|\w@)[\w-]*(?:\.[\w-]+)*?\.([a-z]+)\b(?![.\w-])", text)) <= {"example"}
    assert re.findall(rf"(?<![\w.])[\w-]+\.{ending}\b(?!\.)", text) == []
    assert re.findall(r"\+?\d[\d \-]{8,}\d", text) == []


def test_no_brand_comes_up_more_than_a_few_times() -> None:
    """A model can learn how people speak to brands, not which brands there are."""
    handles = Counter(handle for row in ROWS for handle in set(re.findall(r"@[\w.]+", row.text.casefold())))
    named = Counter(word for row in ROWS for word in set(re.findall(r"\b[A-ZÀ-Þ]\w{4,}", row.text)))
    lower = {word for row in ROWS for word in re.findall(r"\b[a-zà-ÿ]\w+", row.text)}
    brands = {word: count for word, count in named.items() if word.lower() not in lower}

    assert max(handles.values()) <= 3
    # A week's days and the greater cities are not brands, and stand below this as well.
    assert {word: count for word, count in brands.items() if count > 10} == {}


@pytest.mark.parametrize("brand", ["google", "amazon", "facebook", "netflix", "uber", "paypal", "spotify", "vodafone"])
def test_nobody_real_is_complained_about(brand: str) -> None:
    """The brands are invented."""
    assert [row.text for row in ROWS if re.search(rf"\b{brand}\b", row.text, re.IGNORECASE)] == []


def test_the_examples_say_whose_they_are() -> None:
    """They come with their licence and their origin."""
    told = (examples.FOLDER / "README.md").read_text()

    assert "MIT" in told
    assert "invented" in told
    assert f"{len(ROWS):,} posts" in told
