"""Spam: adverts and swindles give themselves away, and complaints about them are not spam."""

import pytest

from listeners.urgency.text import read

SPAM = [
    "Buy followers cheap! Visit www.get-followers.shop now, 100% real followers",
    "We are a leading manufacturer of face shields, best price, WhatsApp +86 138 0000 0000 www.shields.top",
    "Earn money online from home, guaranteed profit with bitcoin, click here https://rich.example",
    "Play at our online casino, free spins and jackpot https://spin.example",
    "Nice article! We offer SEO services and backlinks, rank on Google today https://seo.example",
    "I recovered my bitcoin thanks to a recovery expert, contact me on WhatsApp +1 202 555 0100",
    "Subscribe to my channel, follow for follow, check out my videos!!!",
    "Comprar seguidores reales, haz clic aquí https://s.example, oferta limitada",
]
HONEST = [
    "I was scammed by a casino that uses your logo, please help me get my money back https://proof.example",
    "They charged me twice for followers I never bought, I want a refund",
    "Here is my write-up of the release: https://blog.example/a and the code: https://code.example/b",
    "WHY IS IT DOWN AGAIN!!! I CANNOT LOG IN!!!",
    "Is there a promo code for students?",
    "Great article, thanks for sharing",
]


@pytest.mark.parametrize("text", SPAM)
def test_adverts_and_swindles_are_likely_spam_and_say_why(text: str) -> None:
    """Under articles, in threads, in two languages."""
    signals = read(text, "")

    assert signals.spam > 0.8
    assert signals.spam_signs


@pytest.mark.parametrize("text", HONEST)
def test_people_who_complain_link_or_shout_are_not_spam(text: str) -> None:
    """An urgent post called spam is worse than an advert shown."""
    assert read(text, "").spam < 0.5


def test_links_and_shouting_make_a_pitch_likelier() -> None:
    """What it looks like counts beside what it says."""
    plain = read("Special offer on bags", "en").spam
    loud = read("SPECIAL OFFER on BAGS!!! https://a.example https://b.example #a #b #c #d #e #f", "en").spam

    assert plain < loud
