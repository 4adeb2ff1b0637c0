"""What in a text belongs to one person and not into public: phone, mail, accounts, orders, where they live. Pure.

A number or an address that is introduced as ours ("call us at", "our shop") is public, as is mail to what is no person
(support@, hello@). Card numbers count where Luhn's sum is right, IBANs where their remainder is.
"""

import re
from collections.abc import Iterator

from bot.words import LANGUAGES, Folded, phrases

Span = tuple[int, int]

_MAIL = re.compile(r"(?<![\w.+-])([\w.+-]+)@[\w-]+(?:\.[\w-]+)+")
_ROLES = re.compile(
    r"(?:support|help|info|hello|hi|contact|service|sales|team|office|care|customer\w*|press|privacy|security|feedback|"
    r"orders?|billing|accounts?|returns?|shop|store|mail|post|jobs|no-?reply|hilfe|kundenservice|kontakt|presse|"
    r"datenschutz|ayuda|soporte|atencion\w*|contacto|hola|clientes?|suporte|ajuda|contato|atendimento|sac|aide|bonjour|"
    r"serviceclients?|aiuto|assistenza|supporto|contatti|clienti|ola|ciao|welcome|community)(?:[.+-]\w+)?"
)
_PHONE = re.compile(
    r"(?<![\w.,/+#-])(?:"
    r"(?:\+|00)[1-9][\d ().\-/]{7,18}\d"  # written for abroad
    r"|\(\d{2,5}\) ?\d{3,5}[ -]?\d{3,5}"
    r"|0\d{1,4}[ /-]?\d{2,4}(?:[ -]?\d{2,4}){1,4}"  # written for at home
    r"|[6-9]\d{9}|[67]\d{2} \d{3} \d{3}|3\d{2} \d{3} ?\d{4}|\d{3}-\d{3}-\d{4}"  # India, Spain, Italy, America
    r")(?![\w-]|[.,]\d)"
)
_TOLL_FREE = re.compile(r"(?:\+?1[ -]?)?\(?8(?:00|33|44|55|66|77|88)\b|0 ?800|\+\d{2} ?800|00 ?800|0180|0508")
_IBAN = re.compile(r"(?<!\w)[a-z]{2}\d{2}(?: ?[a-z0-9]{4}){2,7}(?: ?[a-z0-9]{1,3})?(?!\w)")
_CARD = re.compile(r"(?<![\w-])\d(?:[ -]?\d){12,18}(?![\w-])")
_ORDER = re.compile(  # what follows "order number": with four digits in a row, and no year
    r"[ :#.]*(?:n[.o]?[º°]?\s*|nr\.?\s*|no\.?\s*)?[:#]?\s*"
    r"((?!(?:19|20)\d\d\b)(?=[a-z0-9-]*\d{4})[a-z0-9][a-z0-9-]{3,24})(?!\w)"
)
_NUMBER = r"\d{1,4} ?[a-d]?(?![\w%€$])"
_WORD = r"[^\W\d_]+"
_STREETS = {
    "en": re.compile(rf"\b\d{{1,5}} (?:{_WORD} ){{1,2}}(?:street|road|avenue|lane|boulevard)\b"),
    "es": re.compile(rf"\b(?:calle|avenida|plaza|paseo)(?: {_WORD}){{1,3}},? {_NUMBER}"),
    "pt": re.compile(rf"\b(?:rua|avenida|travessa|praca|alameda)(?: {_WORD}){{1,3}},? {_NUMBER}"),
    "de": re.compile(rf"\b(?:{_WORD}(?:strasse|str\.|weg|platz|gasse|allee)|{_WORD} strasse) {_NUMBER}"),
    "fr": re.compile(
        rf"\b\d{{1,4}},? (?:bis |ter )?(?:rue|avenue|boulevard|chemin|impasse|quai) {_WORD}(?: {_WORD}){{0,3}}"
    ),
    "it": re.compile(rf"\b(?:via|viale|piazza|corso|vicolo)(?: {_WORD}){{1,3}},? {_NUMBER}"),
    "ar": re.compile(rf"\bشارع {_WORD}(?: {_WORD})? {_NUMBER}|\b{_NUMBER} شارع {_WORD}"),
}
_NEAR = 45  # signs before a number in which "call us" makes it ours
_CARD_DIGITS, _IBAN_REST, _IBAN_BASE = 10, 97, 36
_LEAST_DIGITS, _MOST_DIGITS, _ROUND = 9, 15, 2  # a number of but two digits is a sum


def spans(draft: Folded, language: str) -> list[Span]:
    """Return what nobody else should read, as places in the folded draft."""
    found = [
        *(each.span() for each in _CARD.finditer(draft.text) if _is_card(each[0])),
        *(each.span() for each in _IBAN.finditer(draft.text) if _is_iban(each[0])),
        *(each.span() for each in _MAIL.finditer(draft.text) if not _ROLES.fullmatch(each[1])),
        *_orders(draft, language),
        *_homes(draft, language),
        *_phones(draft, language),
    ]
    return [one for place, one in enumerate(found) if not any(_meet(one, other) for other in found[:place])]


def _orders(draft: Folded, language: str) -> Iterator[Span]:
    if language not in LANGUAGES:
        return
    for word in phrases(LANGUAGES[language].order).finditer(draft.text):
        number = _ORDER.match(draft.text, word.end())
        if number:
            yield number.span(1)


def _homes(draft: Folded, language: str) -> Iterator[Span]:
    if language in _STREETS:
        found = _STREETS[language].finditer(draft.text)
        yield from (each.span() for each in found if not _is_ours(draft, each.start(), language))


def _phones(draft: Folded, language: str) -> Iterator[Span]:
    for each in _PHONE.finditer(draft.text):
        digits = [sign for sign in each[0] if sign.isdigit()]
        enough = _LEAST_DIGITS <= len(digits) <= _MOST_DIGITS and len(set(digits)) > _ROUND
        if enough and not _TOLL_FREE.match(each[0]) and not _is_ours(draft, each.start(), language):
            yield each.span()


def _is_ours(draft: Folded, start: int, language: str) -> bool:
    if language not in LANGUAGES:
        return False
    return bool(phrases(LANGUAGES[language].ours).search(draft.text, max(0, start - _NEAR), start))


def _is_card(written: str) -> bool:
    digits = [int(sign) for sign in reversed(written) if sign.isdigit()]
    doubled = [sum(divmod(2 * digit, _CARD_DIGITS)) for digit in digits[1::2]]
    return len(set(digits)) > 1 and (sum(digits[::2]) + sum(doubled)) % _CARD_DIGITS == 0


def _is_iban(written: str) -> bool:
    plain = written.replace(" ", "")
    return int("".join(str(int(sign, _IBAN_BASE)) for sign in plain[4:] + plain[:4])) % _IBAN_REST == 1


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
