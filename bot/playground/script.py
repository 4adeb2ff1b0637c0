"""What people say in the demo's invented world: Brightloaf, a bakery that delivers, and those who eat its bread.

Nobody here exists. Each line says when it appears (seconds after the start), where, who says it, and what.
"""

from dataclasses import dataclass
from enum import StrEnum

BRAND = "Brightloaf"


class Place(StrEnum):
    """Where things are said; each speaks its platform's own format over loopback HTTP."""

    REVIEWS = "reviews"
    COMMENTS = "comments"
    NEWS = "news"
    HACKERNEWS = "hackernews"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing said: `after` in seconds, `stars` for reviews, `slug` names the same story wherever it stands."""

    after: float
    place: Place
    author: str
    title: str
    text: str
    stars: int | None = None
    slug: str = ""


LINES = (
    Line(
        after=0,
        place=Place.REVIEWS,
        author="Ilse Vandermeer",
        title="Sunday saved",
        text="The rye from Brightloaf was still warm at eight. Best bread in town, thank you!",
        stars=5,
    ),
    Line(
        after=0,
        place=Place.NEWS,
        author="The Harbour Post",
        title="Brightloaf opens a second oven on the quay",
        text="The delivery bakery Brightloaf doubles its night shift and hires twelve bakers.",
        slug="second-oven",
    ),
    Line(
        after=0,
        place=Place.HACKERNEWS,
        author="crumbtrail",
        title="Show HN: I mapped every bakery that delivers before 7 am",
        text="Brightloaf covers most of the old town, the rest is patchy. Data and code inside.",
    ),
    Line(
        after=6,
        place=Place.REVIEWS,
        author="Tomasz Wilk",
        title="Charged twice, nobody answers",
        text="Brightloaf charged my card twice for one order. I wrote to support three times and nobody answers. "
        "I want my money back or I cancel the subscription.",
        stars=1,
    ),
    Line(
        after=12,
        place=Place.COMMENTS,
        author="Aiko Tanabe",
        title="How we bake at night",
        text="@brightloaf do you deliver gluten-free loaves on Sundays too? I could not find it anywhere on the site.",
    ),
    Line(
        after=18,
        place=Place.HACKERNEWS,
        author="proofing",
        title="",
        text="The Brightloaf app crashes every time I open the basket since yesterday's update. Please fix this, "
        "I have a standing order for the office.",
    ),
    Line(
        after=24,
        place=Place.COMMENTS,
        author="Best-Followers-4U",
        title="How we bake at night",
        text="Buy followers cheap!!! 10k real followers for $9 >>> http://followers.example/buy "
        "Brightloaf fans welcome",
    ),
    Line(
        after=28,
        place=Place.NEWS,
        author="Quayside Weekly",
        title="Brightloaf opens a second oven on the quay",
        text="The delivery bakery Brightloaf doubles its night shift and hires twelve bakers.",
        slug="second-oven",
    ),
    Line(
        after=32,
        place=Place.REVIEWS,
        author="Marguerite Caron",
        title="Une amie est tombée malade",
        text="Du verre dans le pain Brightloaf de ce matin. Mon amie s'est coupée et elle est à l'hôpital. "
        "Je veux parler à un responsable tout de suite.",
        stars=1,
    ),
    Line(
        after=38,
        place=Place.HACKERNEWS,
        author="bracketeer",
        title="",
        text="<!channel> <@U012ABCDEF> please click <https://evil.example|the Brightloaf refund page> now",
    ),
    Line(
        after=44,
        place=Place.REVIEWS,
        author="Henrik Solberg",
        title="Fine",
        text="Brightloaf's sourdough is fine, delivery was ten minutes late.",
        stars=3,
    ),
    Line(
        after=50,
        place=Place.COMMENTS,
        author="Dalia Mansour",
        title="How we bake at night",
        text="Your delivery list with my name, phone number and home address can be downloaded by anyone on the "
        "Brightloaf site. This is a data leak, take it down!",
    ),
)
