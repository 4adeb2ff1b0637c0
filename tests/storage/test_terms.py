"""The words a text is found by: the forms of a word meet, and what says nothing is left out."""

import time

import pytest

from storage.terms import asked, terms


@pytest.mark.parametrize(
    "forms",
    [
        "refund refunds refunded refunding",
        "delivery deliveries delivered delivering",
        "shipped shipping shipment ships",
        "Lieferung Lieferungen lieferungen",
        "Rückgabe RÜCKGABEN ruckgabe",
        "remboursement remboursements rembourser",
        "devolución devoluciones",
        "الطلب طلب والطلب طلبات الطلبات",
        "إرجاع ارجاع والإرجاع",
        "ऑर्डर ऑर्डरों",
        "заказ заказы заказа заказов",
    ],
)
def test_the_forms_of_a_word_meet(forms: str) -> None:
    """A page about refunds is found by whoever was never refunded."""
    assert len(terms(forms)) == 1


@pytest.mark.parametrize(
    "words",
    [
        "What do you think about this, and would you please help me today?",
        "Was ist denn das, und könnt ihr mir bitte helfen?",
        "¿Qué es esto y por qué no me ayuda nadie hoy?",
        "Pourquoi est-ce que vous ne faites rien pour moi aujourd'hui ?",
        "هل يمكن ان تقول لي ما هذا",
        "यह क्या है और क्यों नहीं",
        "これはどうですか",
        "12 3 4567",
    ],
)
def test_what_says_nothing_is_no_term(words: str) -> None:
    """A question alone finds no page."""
    assert not terms(words)


def test_scripts_without_spaces_are_taken_apart_between_their_grammar() -> None:
    """A word of two signs is one word; what is written without spaces is hardly two."""
    assert asked("返品と返金") == {"返品": 1.0, "返金": 1.0}
    assert asked("コーヒー") == {"コー": 0.5, "ーヒ": 0.5, "ヒー": 0.5}
    assert asked("届かない") == {"届": 0.5}


def test_a_term_counts_as_often_as_it_stands() -> None:
    """A page that speaks of one thing throughout is about it."""
    assert terms("Kettle, kettles and a kettle") == {"kettl": 3}


def test_hostile_text_is_read_as_fast_as_any_other() -> None:
    """Only its beginning is looked at, and no word takes longer than its length."""
    began = time.process_time()
    terms("a" * 1_000_000 + "ए" * 1_000_000)
    terms("ing" * 300_000)

    assert time.process_time() - began < 1
