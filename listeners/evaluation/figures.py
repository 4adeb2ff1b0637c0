"""The figures of an evaluation, each with the interval that chance leaves it. Pure but for its own seeded chance.

Rankings are held to a stream in which few posts need an answer, as in life: each post that needs none counts for so
many that the needy are `PREVALENCE` of all, whatever the set. Intervals are bootstraps: the same figure
over and over on as many posts drawn again, needy and others apart, and the middle 95 % of what comes out.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

PREVALENCE = 0.05
BUDGETS = (0.05, 0.10)
_OUTSIDE = 0.025


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure and the interval it would fall into nineteen times of twenty."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Draws:
    """How often to draw again, and the seed of the chance."""

    rounds: int
    seed: int

    def chance(self) -> random.Random:
        """Return the chance, at its beginning."""
        return random.Random(self.seed)  # noqa: S311 - repeatable, not secret


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """What stood where, best first: who needs an answer, and how much each of the others counts."""

    needy: Sequence[bool]
    weight: float = 1.0


def weight_for(needy: int, others: int) -> float:
    """Return how much each of the others must count for the needy to be as many as in life."""
    return needy * (1 - PREVALENCE) / (PREVALENCE * others)


def ranked(scores: Sequence[float], needy: Sequence[bool], draws: Draws) -> Ranked:
    """Rank by score, the highest first; equals stand in the order chance puts them."""
    chance, yes = draws.chance(), sum(needy)
    order = sorted(range(len(scores)), key=lambda at: (-scores[at], chance.random()))
    return Ranked(needy=[needy[at] for at in order], weight=weight_for(yes, len(needy) - yes))


def of_ranking(found: Ranked) -> dict[str, float]:
    """Return recall within each budget, the area under precision and recall, and the area under the ROC curve."""
    needy = sum(found.needy)
    others = len(found.needy) - needy
    whole = needy + found.weight * others
    limits = [budget * whole for budget in BUDGETS]
    reached, caught, seen, precision, beaten = [0] * len(limits), 0, 0.0, 0.0, 0
    for hit in found.needy:
        seen += 1 if hit else found.weight
        if hit:
            caught += 1
            precision += caught / seen
        else:
            beaten += caught
        for at, limit in enumerate(limits):
            if seen <= limit + 1e-9:
                reached[at] = caught
    recalls = {f"recall in the top {budget:.0%}": got / needy for budget, got in zip(BUDGETS, reached, strict=True)}
    return recalls | {"PR-AUC": precision / needy, "AUC": beaten / (needy * others)}


def ranking(found: Ranked, draws: Draws) -> dict[str, Figure]:
    """Return the figures of a ranking that holds both kinds, with their intervals."""
    chance = draws.chance()
    needy = [at for at, hit in enumerate(found.needy) if hit]
    others = [at for at, hit in enumerate(found.needy) if not hit]
    again = []
    for _ in range(draws.rounds):
        drawn = sorted(chance.choices(needy, k=len(needy)) + chance.choices(others, k=len(others)))
        again.append(of_ranking(Ranked(needy=[found.needy[at] for at in drawn], weight=found.weight)))
    return _figures(of_ranking(found), again)


def share_in_top(scores: Sequence[float], needy: Sequence[bool], marked: Sequence[bool], draws: Draws) -> Figure:
    """Return the share of the marked in the top tenth, each post counting as much as in `ranked`."""
    chance, yes = draws.chance(), sum(needy)
    weight = weight_for(yes, len(needy) - yes)
    order = sorted(range(len(scores)), key=lambda at: (-scores[at], chance.random()))
    tenth = (yes + weight * (len(needy) - yes)) / 10
    top: list[tuple[bool, float]] = []
    seen = 0.0
    for at in order:
        counts = 1.0 if needy[at] else weight
        if top and seen + counts > tenth + 1e-9:
            break
        seen += counts
        top.append((marked[at], counts))
    again = [{"share": _share(chance.choices(top, k=len(top)))} for _ in range(draws.rounds)]
    return _figures({"share": _share(top)}, again)["share"]


def _share(top: Iterable[tuple[bool, float]]) -> float:
    told = list(top)
    return sum(counts for marked, counts in told if marked) / sum(counts for _, counts in told)


def of_classes(pairs: Mapping[tuple[str, str], int]) -> dict[str, float]:
    """Return the means over the classes that occur of recall and of F1; `pairs` counts (true, told)."""
    classes = sorted({true for true, _ in pairs})
    recalls, f1s = [], []
    for each in classes:
        right = pairs.get((each, each), 0)
        true = sum(count for (is_, _), count in pairs.items() if is_ == each)
        told = sum(count for (_, said), count in pairs.items() if said == each)
        recalls.append(right / true if true else 0.0)
        f1s.append(2 * right / (true + told) if true + told else 0.0)
    return {"macro-recall": sum(recalls) / len(classes), "macro-F1": sum(f1s) / len(classes)}


def of_yes_and_no(pairs: Mapping[tuple[str, str], int]) -> dict[str, float]:
    """Return the F1 of yes; `pairs` counts (true, told)."""
    right = pairs.get(("yes", "yes"), 0)
    wrong = sum(count for (true, told), count in pairs.items() if true != told)
    return {"F1": 2 * right / (2 * right + wrong) if right or wrong else 0.0}


Measure = Callable[[Mapping[tuple[str, str], int]], dict[str, float]]


def telling(pairs: Iterable[tuple[str, str]], measure: Measure, draws: Draws) -> dict[str, Figure]:
    """Return what a measure makes of (true, told), with intervals."""
    counts, chance = Counter(pairs), draws.chance()
    kinds, weights = list(counts), list(counts.values())
    total = sum(weights)
    again = [measure(Counter(chance.choices(kinds, weights, k=total))) for _ in range(draws.rounds)]
    return _figures(measure(counts), again)


def _figures(values: Mapping[str, float], again: Sequence[Mapping[str, float]]) -> dict[str, Figure]:
    return {name: _figure(value, sorted(told[name] for told in again)) for name, value in values.items()}


def _figure(value: float, again: Sequence[float]) -> Figure:
    if not again:
        return Figure(value=value, low=value, high=value)
    last = len(again) - 1
    return Figure(value=value, low=again[round(_OUTSIDE * last)], high=again[round((1 - _OUTSIDE) * last)])
