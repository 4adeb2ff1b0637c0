"""Whether somebody who thanks wants something all the same: "Thanks! But the lid is still missing." Pure.

Judged as a whole, the thanks outweigh the rest; so what stands beside them is judged by itself. After a "but" people
mostly ask or complain, so there all but what calms is taken for it: a look too many costs less than a person forgotten.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache

from listeners import urgency
from storage import fold
from storage.records import Objective, Post, Score

HAPPY = 0.5
WANTS = 0.4
PLEASED = 0.3  # of a few words, which say less than a whole text
LONGEST = 2_000  # characters: nobody thanks at greater length
MOST_SENTENCES = 12

# Per language: what turns a sentence, what tells that something is amiss, what calms, what tells that it is settled
# (unless the rest of the sentence asks). Folded, without apostrophes; `*` means any ending.
_TOLD = {
    "en": (
        "but, although, though, however",
        """still missing, still not, still no, still waiting, still broken, not yet, havent received, never arrived,
        have not received""",
        """no need, not necessary, no worries, not to worry, dont worry, do not worry, never mind, nevermind,
        no problem, all good, all is well, its fine, it is fine, thats fine, that is fine, im good, no rush, no hurry,
        not needed, dont have to, didnt have to""",
        "solved, resolved, fixed, sorted, settled, works now, working now, found it, got it, arrived, already have",
    ),
    "de": (
        "aber, allerdings, jedoch, nur dass",
        "fehlt, fehlen, immer noch, noch nicht, noch kein*, noch immer",
        """alles gut, kein problem, keine sorge, macht nichts, nicht schlimm, nicht notig, passt schon, kein stress,
        nicht mehr notig, brauche ich nicht mehr""",
        "erledigt, gelost, geklart, behoben, gefunden, angekommen",
    ),
    "es": (
        "pero, aunque, sin embargo",
        "todavia no, aun no, sigue sin, siguen sin, sigo sin, todavia falta*, aun falta*, sigue faltando",
        """no hace falta, no es necesario, no se preocup*, no te preocup*, no pasa nada, no hay problema, todo bien,
        ya no hace""",
        "resuelto, solucionado, arreglado, lo encontre, ya llego",
    ),
    "fr": (
        "mais, cependant, par contre, en revanche",
        "toujours pas, encore pas, toujours rien, manque toujours, manque encore, nest pas arrive",
        """pas besoin, pas de souci*, pas grave, ne vous inquiet*, ne tinquiet*, tout va bien, pas de probleme*,
        pas la peine""",
        "resolu, regle, trouve, arrive",
    ),
    "pt": (
        "mas, porem, so que, no entanto",
        "ainda nao, ainda falta*, continua sem, esta faltando, ainda esta",
        """nao precisa*, nao se preocup*, nao e necessario, sem problema*, tudo bem, tudo certo, nao faz mal,
        nao ha problema""",
        "resolvido, consegui, encontrei, chegou",
    ),
    "it": (
        "ma, pero, tuttavia, solo che",
        "ancora non, non ancora, manca ancora, mancano ancora, manca sempre",
        """non serve, non ce bisogno, non preoccup*, non si preoccup*, non vi preoccup*, non ti preoccup*,
        nessun problema, tutto bene, tutto a posto, fa niente, non fa nulla""",
        "risolto, trovato, arrivato, arrivata",
    ),
    "ar": (
        "لكن, ولكن, لكنه, لكنها, لكني, غير ان",
        "لا يزال, لا تزال, ما زال, ما زالت, ما زلت, لم يصل, لم تصل, لم استلم",
        "لا داعي, لا مشكلة, لا باس, لا تقلق*, كل شيء بخير, لا حاجة",
        "تم الحل, انحلت, حلت المشكلة, وصلت, وصل الطلب",
    ),
    "hi": (
        "लेकिन, मगर, परन्तु, परंतु, किन्तु, lekin, magar",
        "नहीं मिला, नहीं मिली, नहीं मिले, नहीं आया, नहीं आई, अभी भी, अभी तक, abhi tak, abhi bhi, nahi mila, nahi aaya",
        "कोई बात नहीं, ज़रूरत नहीं, चिंता मत, चिंता न, सब ठीक, koi baat nahi, zarurat nahi",
        "हल हो गया, हल हो गई, ठीक हो गया, मिल गया, मिल गयी, मिल गई, ho gaya",
    ),
}
_SENTENCES = re.compile(r"(?<=[.!?…।؟;])\s+|\n+")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """What is looked for in one language."""

    turn: re.Pattern[str]
    missing: re.Pattern[str]
    calm: re.Pattern[str]
    settled: re.Pattern[str]


def wants_more(post: Post, judged: Score, now: datetime) -> bool:
    """Tell whether a text that thanks also asks or complains; `judged` is how all of it was judged."""
    language = judged.language or post.language
    told = _words(language if language in _TOLD else "")
    is_pleased = False
    for part, is_turned in _parts(post.text, told.turn):
        if told.calm.search(part):
            continue
        score = _judged(replace(post, title="", text=part, language=language), now)
        wants = score.needs_reply >= WANTS or bool(told.missing.search(part))
        objects = is_turned and is_pleased and score.sentiment < PLEASED and not told.settled.search(part)
        if objects or (wants and score.sentiment < HAPPY):
            return True
        is_pleased = is_pleased or score.sentiment >= HAPPY
    return False


def _judged(post: Post, now: datetime) -> Score:
    return urgency.score(post, urgency.Context(now=now, objective=Objective.SERVE))


def _parts(text: str, turn: re.Pattern[str]) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a text between its sentence ends and its "buts", and whether a "but" stands before each."""
    folded = fold.fold(text[:LONGEST]).replace("'", "")
    for sentence in _SENTENCES.split(folded)[:MOST_SENTENCES]:
        for at, part in enumerate(turn.split(sentence)):
            if any(sign.isalpha() for sign in part):
                yield part.strip(" ,،"), at > 0


def _pattern(*lists: str) -> re.Pattern[str]:
    """Return what finds any of the words, whole."""
    words = [word.strip() for listed in lists for word in fold.fold(listed).split(",")]
    found = "|".join(re.escape(word.rstrip("*")) + (f"{fold.LETTER}*" if word.endswith("*") else "") for word in words)
    return re.compile(rf"(?<!{fold.LETTER})(?:{found})(?!{fold.LETTER})")


@cache  # when they are first wanted: compiling them all takes half a second, and a program must start fast
def _words(language: str) -> _Words:
    """Return what is looked for in a language, in all of them where we know no words of it."""
    told = [_TOLD[language]] if language in _TOLD else list(_TOLD.values())
    turn, missing, calm, settled = (_pattern(*lists) for lists in zip(*told, strict=True))
    return _Words(turn=turn, missing=missing, calm=calm, settled=settled)
