"""As few searches as hold every phrase, where a place takes several at once. Pure."""

from collections.abc import Callable, Sequence


def joined(
    phrases: Sequence[str],
    term: Callable[[str], str],
    *,
    longest: int,
    frame: str = "{}",
    joint: str = " OR ",
    most: int = 100,
) -> Sequence[str]:
    """Return searches of at most `longest` signs and `most` terms each; what `term` makes nothing of is left out."""
    room = longest - len(frame.format(""))
    searches: list[list[str]] = []
    for one in dict.fromkeys(filter(None, map(term, phrases))):
        if searches and len(searches[-1]) < most and len(joint.join([*searches[-1], one])) <= room:
            searches[-1].append(one)
        else:
            searches.append([one])
    return [frame.format(joint.join(terms)) for terms in searches]


def quoted(phrase: str, longest: int = 200) -> str:
    """Return a phrase between quotation marks, so that a place takes its words together and none for an operator."""
    words = " ".join(phrase.replace('"', " ").replace("\\", " ").split())[: longest - 2].strip()
    return f'"{words}"' if words else ""
