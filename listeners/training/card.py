"""The model card, `listeners/urgency/MODEL.md`: what the weights were made of, and how good they are."""

from collections import Counter
from collections.abc import Mapping, Sequence

from listeners.training.combine import Combined
from listeners.training.labelled import Labelled

# Origin and licence of each set, from its ORIGINS.md.
LICENCES: Mapping[str, str] = {
    "examples": "written by Earshot's developers, MIT",
    "spoken": "our English examples again, as in several dialects, MIT",
    "vader_gt": "vaderSentiment's ground truth, MIT",
    "ibm_twitter_care": "IBM twitter-customer-care-document-prediction, Apache-2.0",
    "youtube_spam": "YouTube Spam Collection, CC BY 4.0",
    "sms_spam": "SMS Spam Collection, free for all purposes",
    "banking77": "BANKING77, CC BY 4.0",
    "crisislex_t26": "CrisisLexT26, MIT",
    "is22_app_reviews": "IS-22 app reviews, MIT",
}


def written(
    rows: Sequence[Labelled], hashes: Mapping[str, str], figures: Mapping[str, Mapping[str, float]], weights: Combined
) -> str:
    """Return the card as Markdown."""
    counts = Counter(row.source_set for row in rows)
    columns = list(next(iter(figures.values())))
    lines = [
        "# The urgency model",
        "",
        "Written by `python -m listeners train`; not edited by hand. Five heads (happy, unhappy, wants an answer, ",
        "spam, danger): logistic regressions on hashed words, word pairs, runs of 3 to 5 letters and the lists'",
        "topics, one signed byte a weight. A logistic regression with fixed signs weighs them with the other factors.",
        "",
        "## Data",
        "",
        "| set | rows | origin, licence |",
        "|---|---|---|",
        *(f"| {name} | {count:,} | {LICENCES.get(name, 'unknown')} |" for name, count in sorted(counts.items())),
        "",
        "Handles and links are masked. SHA-256 of each file:",
        "",
        *(f"- `{path}` {digest}" for path, digest in sorted(hashes.items())),
        "",
        "## Figures",
        "",
        "On our examples, each trade scored by heads that had not seen it:",
        "",
        f"| language | {' | '.join(columns)} |",
        f"|---|{'---|' * len(columns)}",
        *(
            f"| {language} | {' | '.join(f'{told[name]:g}' for name in columns)} |"
            for language, told in figures.items()
        ),
        "",
        "`python -m listeners evaluate DIR` measures it beside VADER and chance on any labelled set.",
        "",
        "## What the factors weigh (logits)",
        "",
        f"A post without any reason begins at {weights.base:g}.",
        "",
        *(f"- {name}: {weight:+g}" for name, weight in weights.factors.items()),
        "",
        "## Limits",
        "",
        "- Read in English, Spanish, Portuguese, German, French, Italian, Arabic and Hindi; in other languages only",
        "  stars, reach, tags and signs that mean the same everywhere count, and the score says so.",
        "- Outside English it has learned from a few hundred invented posts a language: sarcasm is often missed.",
        "- What reach, tags and spikes weigh was chosen, not learned: no open set knows them.",
        "- It is calibrated for a stream in which half of all posts want an answer; a team's clicks move it.",
        "",
    ]
    return "\n".join(lines)


def _row(name: str, cells: Sequence[str]) -> str:
    return f"| {name} | {' | '.join(cells)} |"
