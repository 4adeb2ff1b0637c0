"""Rich text trees as shapes: the container whose leaves Slack never reads as markup."""

from bot.playground.elements import LINK
from bot.playground.shapes import Shape, array, boolean, choice, number, record, string, tagged, typed

STYLE = record({}, dict.fromkeys(("bold", "italic", "strike", "code", "underline"), boolean))
STYLED = {"style": STYLE}
TEXT = typed({"text": string()}, STYLED)
LEAF_LINK = typed({"url": LINK}, {"text": string(), "unsafe": boolean, **STYLED})
LEAVES: dict[str, Shape] = {
    "text": TEXT,
    "link": LEAF_LINK,
    "emoji": typed({"name": string()}, {"unicode": string(), "skin_tone": number(low=1, high=6, whole=True), **STYLED}),
    "user": typed({"user_id": string()}, STYLED),
    "usergroup": typed({"usergroup_id": string()}, STYLED),
    "channel": typed({"channel_id": string()}, STYLED),
    "team": typed({"team_id": string()}, STYLED),
    "broadcast": typed({"range": choice("here", "channel", "everyone")}, STYLED),
    "color": typed({"value": string()}, STYLED),
    "date": typed({"timestamp": number(whole=True), "format": string()}, {"url": LINK, "fallback": string(), **STYLED}),
}
SECTION = typed({"elements": array(tagged(LEAVES), low=0)})
BORDER = number(low=0, high=1, whole=True)
RICH_TEXT = typed(
    {
        "elements": array(
            tagged(
                {
                    "rich_text_section": SECTION,
                    "rich_text_quote": typed({"elements": array(tagged(LEAVES), low=0)}, {"border": BORDER}),
                    "rich_text_preformatted": typed(
                        {"elements": array(tagged({"text": TEXT, "link": LEAF_LINK}), low=0)},
                        {"border": BORDER, "language": string()},
                    ),
                    "rich_text_list": typed(
                        {
                            "style": choice("bullet", "ordered"),
                            "elements": array(tagged({"rich_text_section": SECTION})),
                        },
                        {
                            "indent": number(low=0, high=8, whole=True),
                            "offset": number(low=0, whole=True),
                            "border": BORDER,
                        },
                    ),
                }
            )
        )
    },
    {"block_id": string(high=255)},
)
