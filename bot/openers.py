"""First words of a draft, in the language of the post: thanks, and the question whether we may quote. Pure.

They only begin a draft: a person reads, changes and sends it.
"""

from bot.blocks import text
from bot.words import fold, spoken
from storage.records import Mention

LONGEST_NAME = 20
_COMMA = {"ar": "،"}
_THANKS = {
    "en": "Thank you{name}! It is good to read that.",
    "es": "¡Muchas gracias{name}! Nos alegra mucho leerlo.",
    "pt": "Muito obrigado{name}! Ficamos muito felizes em ler isso.",
    "de": "Vielen Dank{name}! Das zu lesen freut uns sehr.",
    "fr": "Merci beaucoup{name} ! Cela nous fait très plaisir.",
    "it": "Grazie mille{name}! Ci fa molto piacere.",
    "ar": "شكرًا جزيلًا{name}! يسعدنا أن نقرأ ذلك.",
    "hi": "बहुत धन्यवाद{name}! यह पढ़कर अच्छा लगा।",
}
_QUOTE = {
    "en": "May we quote what you wrote here{name}, with your name? A yes or no as an answer is enough.",
    "es": "¿Podemos citar lo que ha escrito aquí{name}, con su nombre? Basta con responder sí o no.",
    "pt": "Podemos citar o que escreveu aqui{name}, com o seu nome? Basta responder sim ou não.",
    "de": "Dürfen wir zitieren, was Sie hier geschrieben haben{name}, mit Ihrem Namen? Ein Ja oder Nein genügt.",
    "fr": "Pouvons-nous citer ce que vous avez écrit ici{name}, avec votre nom ? Un oui ou un non suffit.",
    "it": "Possiamo citare quello che ha scritto qui{name}, con il suo nome? Basta un sì o un no.",
    "ar": "هل تسمح لنا باقتباس ما كتبته هنا{name} مع ذكر اسمك؟ يكفي الرد بنعم أو لا.",
    "hi": "क्या हम आपकी यह बात आपके नाम के साथ उद्धृत कर सकते हैं{name}? हाँ या नहीं में उत्तर काफ़ी है।",
}


def thanks(mention: Mention) -> str:
    """Return words of thanks for what somebody said."""
    return _said(_THANKS, mention)


def may_we_quote(mention: Mention) -> str:
    """Return the question whether what somebody said may be quoted."""
    return _said(_QUOTE, mention)


def first_name(told: str) -> str:
    """Return what one may call somebody in a greeting, "" where their name is no plain one."""
    words = text.one_line(told).split()
    first = words[0] if words else ""
    return first if first.isalpha() and 1 < len(first) <= LONGEST_NAME and not first.isupper() else ""


def language_of(mention: Mention) -> str:
    """Return the language of a post, as its words tell it or its platform says."""
    post = mention.post
    return spoken(fold(f"{post.title}\n{post.text}"), post.language)


def _said(texts: dict[str, str], mention: Mention) -> str:
    language = language_of(mention)
    language = language if language in texts else "en"
    name = first_name(mention.post.author.name)
    return texts[language].format(name=f"{_COMMA.get(language, ',')} {name}" if name else "")
