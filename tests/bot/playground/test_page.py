"""The page as a person uses it: finding the way, reading, writing, by mouse or keyboard, wide or narrow."""

import re
from dataclasses import replace
from functools import partial

import pytest
from playwright.sync_api import Locator, Page, Route, expect
from slack_sdk import WebClient

from bot.playground import JONAS, NOOR, Message, Playground
from bot.playground.browser import FOLDER
from bot.playground.offers import Command, Offers, Shortcut
from tests.bot.playground.samples import Json, button, section
from tests.bot.playground.seeing import NARROW, NO_TOUR, barriers, sit_down

CHART = {
    "type": "data_visualization",
    "title": "Mentions by day",
    "chart": {
        "type": "bar",
        "series": [{"name": "Mentions", "data": [{"label": "Mon", "value": 3}, {"label": "Tue", "value": 5}]}],
        "axis_config": {"categories": ["Mon", "Tue"]},
    },
}
OFFERS = Offers(
    commands=[
        Command(name="/earshot", description="Hears", hints=(("digest today", "the day"), ("owed", "who waits")))
    ],
    shortcuts=[Shortcut(kind="message", callback_id="track", name="Track this")],
)


def post(client: WebClient, *blocks: Json, text: str = "fallback", channel: str = "C02MENTIONS", **more: str) -> str:
    """Post as the bot and return the ts."""
    return str(client.chat_postMessage(channel=channel, text=text, blocks=list(blocks), **more)["ts"])  # type: ignore[arg-type]


def message(page: Page, words: str, *, where: str = "#timeline") -> Locator:
    """The message that shows these words."""
    return page.locator(f"{where} .message", has_text=words)


def test_unread_channels_are_marked_until_they_are_opened(slack: Playground, client: WebClient, page: Page) -> None:
    """With a number, and for those who hear the page in words."""
    sit_down(page, slack.url, NOOR.id)
    post(client, text=f"<@{NOOR.id}> look", channel="C03REVIEWS0")
    reviews = page.get_by_role("button", name=re.compile(r"reviews ?, 1 unread, 1 for you"))

    reviews.click()

    expect(message(page, "@Noor Haddad look")).to_be_visible()
    expect(page.locator("#timeline .divider-new")).to_be_visible()
    expect(page.get_by_role("button", name="reviews", exact=True)).to_have_attribute("aria-current", "page")


@pytest.mark.usefixtures("app")
def test_a_card_is_claimed_by_keyboard_alone(slack: Playground, client: WebClient, page: Page) -> None:
    """Tab to it, Enter, Escape from the window it opens: no mouse is needed, and Slack knows of it."""
    sit_down(page, slack.url, NOOR.id)
    post(client, section("A post"), button())
    claim = page.get_by_role("button", name="Claim")
    claim.wait_for()
    for _ in range(30):
        page.keyboard.press("Tab")
        if claim.evaluate("node => node === document.activeElement"):
            break
    page.keyboard.press("Enter")

    expect(page.get_by_role("dialog", name="Draft")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(message(page, "claimed by @Noor Haddad")).to_be_visible()
    expect(page.locator("#timeline .message-whisper")).to_contain_text("Only visible to you")
    slack.wait_until(lambda: slack.view("noor") is None)


def test_the_focus_stays_with_a_message_that_is_drawn_anew(slack: Playground, client: WebClient, page: Page) -> None:
    """On the same button if it is still there, else on the first that is."""
    sit_down(page, slack.url, NOOR.id)
    ts = post(client, section("A post"), button(), button("why", "Why"))
    page.get_by_role("button", name="Why").focus()
    client.chat_update(channel="C02MENTIONS", ts=ts, text="t", blocks=[section("Changed"), button("why", "Why now")])
    expect(page.get_by_role("button", name="Why now")).to_be_focused()

    client.chat_update(channel="C02MENTIONS", ts=ts, text="t", blocks=[section("Done"), button("undo", "Undo")])

    expect(page.get_by_role("button", name="Undo")).to_be_focused()


HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script> &amp;lt;b> javascript:alert(3) \u202etxet"


def test_text_is_shown_and_never_run(slack: Playground, client: WebClient, page: Page) -> None:
    """What somebody wrote on the web stays letters, as a text, in a block and in a name."""
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    leaf = {"type": "rich_text_section", "elements": [{"type": "text", "text": HOSTILE}]}
    post(client, {"type": "rich_text", "elements": [leaf]})
    slack.person("jonas").say("#mentions", HOSTILE)
    with slack.world.lock:
        slack.world.users[JONAS.id] = replace(JONAS, real_name=HOSTILE)
    sit_down(page, slack.url, NOOR.id)

    expect(page.locator("#timeline .message")).to_have_count(2)
    expect(page.locator("#timeline script, #timeline img:not(.avatar)")).to_have_count(0)
    expect(message(page, "<script>alert(2)</script>")).to_have_count(2)
    assert dialogs == []


def test_a_block_the_page_does_not_know_is_shown_as_such(slack: Playground, page: Page) -> None:
    """Nothing that was sent is hidden."""
    with slack.world.lock:
        blocks = ({"type": "hologram", "shows": "a loaf"},)
        slack.world.put(replace(slack.world.from_bot("C02MENTIONS"), text="fallback", blocks=blocks))
    sit_down(page, slack.url, NOOR.id)

    expect(message(page, "hologram")).to_be_visible()


TOP = "node => node.getBoundingClientRect().top"


def test_only_what_changed_is_drawn_anew_and_the_place_is_kept(
    slack: Playground, client: WebClient, page: Page
) -> None:
    """Who reads further up is not moved, and is told of what comes below."""
    old = [post(client, section(f"Card {number}\nwith\nmany\nlines"), button()) for number in range(12)]
    sit_down(page, slack.url, NOOR.id)
    expect(page.locator("#timeline .message")).to_have_count(12)
    page.locator("#timeline").evaluate(
        "box => { box.scrollTop = 300; box.querySelector('.message').dataset.mark = 1; }"
    )
    card = message(page, "Card 5")
    top = card.evaluate(TOP)

    client.chat_update(channel="C02MENTIONS", ts=old[1], text="t", blocks=[section("Shorter")])
    post(client, text="the newest")

    expect(message(page, "the newest")).to_be_attached()
    expect(message(page, "Shorter")).to_be_attached()
    expect(page.locator("#timeline [data-mark]")).to_have_count(1)
    assert card.evaluate(TOP) == pytest.approx(top, abs=1)
    page.get_by_role("button", name="↓ 1 new").click()
    expect(message(page, "the newest")).to_be_in_viewport()


def test_what_was_said_to_one_alone_stays_in_view(slack: Playground, client: WebClient, page: Page) -> None:
    """An answer is gone to at once, and not pushed away by what others say after it."""
    for number in range(12):
        post(client, section(f"Card {number}\nwith\nmany\nlines"))
    sit_down(page, slack.url, NOOR.id)
    page.locator("#timeline").evaluate("box => { box.scrollTop = 0; }")
    client.chat_postEphemeral(channel="C02MENTIONS", user=NOOR.id, text="fallback", blocks=[section("The day"), CHART])
    expect(message(page, "The day").get_by_role("img", name="Mentions by day")).to_be_in_viewport()

    for number in range(3):
        post(client, section(f"Later {number}\nwith\nmany\nlines"))

    expect(message(page, "Later 2")).to_be_attached()
    expect(message(page, "The day").get_by_role("img", name="Mentions by day")).to_be_in_viewport()
    expect(page.get_by_role("button", name="↓ 3 new")).to_be_visible()


def test_what_was_said_to_one_alone_is_gone_to_though_others_spoke_before_it_was_drawn(
    slack: Playground, client: WebClient, page: Page
) -> None:
    """On a busy machine an answer and the cards after it are drawn at once; it is still the answer one waits for."""
    for number in range(12):
        post(client, section(f"Card {number}\nwith\nmany\nlines"))
    sit_down(page, slack.url, NOOR.id)
    expect(message(page, "Card 11")).to_be_in_viewport()

    def busy(route: Route) -> None:
        for number in range(8):
            post(client, section(f"Later {number}\nwith\nmany\nlines"))
        route.continue_()

    page.route("**/playground/screen*", busy, times=1)
    client.chat_postEphemeral(channel="C02MENTIONS", user=NOOR.id, text="fallback", blocks=[section("The day"), CHART])

    expect(message(page, "Later 7")).to_be_attached()
    expect(message(page, "The day").get_by_role("img", name="Mentions by day")).to_be_in_viewport()
    expect(message(page, "Later 7")).not_to_be_in_viewport()


def test_what_arrives_is_said_aloud_once(slack: Playground, client: WebClient, page: Page) -> None:
    """News of the open channel, in words; what was there before is not read out."""
    post(client, text="old")
    sit_down(page, slack.url, NOOR.id)
    expect(page.locator("#live")).to_be_empty()

    post(client, section("drawn"), text=f"Critical: <@{JONAS.id}> look")

    expect(page.locator("#live")).to_have_text("Earshot: Critical: @Jonas Lindqvist look")
    expect(page.locator("#live")).to_have_attribute("role", "status")


def test_a_theme_is_remembered(slack: Playground, page: Page) -> None:
    """Chosen by keyboard in a menu, there again after a reload."""
    sit_down(page, slack.url, NOOR.id)
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.get_by_role("button", name="Appearance and tour").press("Enter")
    expect(page.get_by_role("menuitemradio", name="As the system")).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("menuitemradio", name="Dark")).to_be_focused()

    page.keyboard.press("Enter")

    expect(page.get_by_role("button", name="Appearance and tour")).to_be_focused()
    dark = page.evaluate(ground)
    page.reload()
    page.locator("body[data-ready]").wait_for()
    assert page.evaluate(ground) == dark != light


def test_commands_are_completed_run_and_refused_as_slack_does(page: Page) -> None:
    """Arrows choose, Tab completes, Enter runs; an unknown command and a bot that is away are said at the input."""
    with Playground(offers=OFFERS) as slack:
        slack.habits.patience = 0.2
        sit_down(page, slack.url, NOOR.id)
        write = page.get_by_label("Message #mentions")
        trouble = page.locator("#composer [role=alert]")
        write.press_sequentially("/ear")
        expect(page.get_by_role("option")).to_have_count(3)
        write.press("Enter")
        expect(write).to_have_value("/earshot ")
        write.press("ArrowDown")
        write.press("Tab")
        expect(write).to_have_value("/earshot digest today")
        write.press("Enter")
        expect(trouble).to_contain_text("/earshot failed because the app did not respond in time")
        expect(write).to_have_value("/earshot digest today")
        write.fill("/nothing at all")
        write.press("Enter")

        expect(trouble).to_contain_text("/nothing is not a valid command")
        assert [each.payload["text"] for each in slack.deliveries("slash_commands")] == ["digest today"]


def test_a_thread_is_read_and_answered_beside_the_channel(slack: Playground, client: WebClient, page: Page) -> None:
    """With its own composer; Escape closes it and gives the focus back."""
    ts = post(client, text="a card")
    post(client, text="a reminder", thread_ts=ts)
    sit_down(page, slack.url, NOOR.id)
    page.get_by_role("button", name="1 reply").click()
    thread = page.get_by_role("complementary", name="Thread")
    expect(thread).to_contain_text("a reminder")
    thread.get_by_role("textbox").fill("@jonas on it")
    page.keyboard.press("Enter")

    expect(thread.locator(".message").last).to_contain_text("@Jonas Lindqvist on it")
    page.keyboard.press("Escape")
    expect(thread).to_be_hidden()
    expect(page.get_by_role("button", name="2 replies")).to_be_visible()
    assert slack.thread("C02MENTIONS", ts)[-1].text == f"<@{JONAS.id}> on it"


def test_a_message_has_its_shortcuts_reactions_and_a_link(page: Page) -> None:
    """In one menu, by keyboard too."""
    with Playground(offers=OFFERS) as slack:
        slack.habits.patience = 0.05
        ts = post(WebClient(token=slack.bot_token, base_url=slack.api_url), text="a card")
        sit_down(page, slack.url, NOOR.id)
        more = message(page, "a card").get_by_role("button", name="More actions")
        more.press("Enter")
        expect(page.get_by_role("menuitem").first).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="eyes: 1, Noor Haddad")).to_have_attribute("aria-pressed", "true")
        more.press("Enter")
        page.get_by_role("menuitem", name="Track this").click()
        slack.wait_until(lambda: bool(slack.deliveries("interactive")))

        assert slack.deliveries("interactive")[0].payload["callback_id"] == "track"
        page.goto(f"{slack.url}/archives/C02MENTIONS/p{ts.replace('.', '')}")
        expect(message(page, "a card")).to_be_focused()


def test_somebody_else_sees_what_is_theirs(slack: Playground, client: WebClient, page: Page) -> None:
    """Another person, another screen: their private channels, their whispers, their name on what they say."""
    client.chat_postEphemeral(channel="C02MENTIONS", user=NOOR.id, text="for Noor")
    sit_down(page, slack.url, NOOR.id)
    expect(message(page, "for Noor")).to_be_visible()
    expect(page.get_by_role("button", name="support-night")).to_have_count(0)

    page.get_by_role("button", name="You are Noor Haddad").click()
    page.get_by_role("menuitemradio", name="Jonas Lindqvist").click()

    expect(page.get_by_role("button", name="You are Jonas Lindqvist, On call")).to_be_visible()
    expect(message(page, "for Noor")).to_have_count(0)
    page.get_by_role("button", name="support-night").click()
    page.get_by_label("Message #support-night").fill("night shift")
    page.keyboard.press("Enter")
    expect(message(page, "Jonas Lindqvist")).to_contain_text("night shift")


def test_the_page_outlives_the_stand_in(slack: Playground, client: WebClient, page: Page) -> None:
    """It says that nobody is there, and goes on by itself once somebody is."""
    sit_down(page, slack.url, NOOR.id)
    slack.stop()
    expect(page.get_by_role("alert").filter(has_text="The playground has stopped")).to_be_visible()

    slack.start()
    post(client, text="back again")

    expect(message(page, "back again")).to_be_visible()
    expect(page.get_by_text("The playground has stopped")).to_be_hidden()


@pytest.mark.usefixtures("app")
def test_a_hint_of_the_tour_goes_away_once_it_was_followed(slack: Playground, client: WebClient, page: Page) -> None:
    """Or put away; it is remembered, and can be begun again."""
    page.add_init_script("window.fetch0 = window.fetch")
    post(client, section("A post"), button())
    sit_down(page, slack.url, NOOR.id, tour=True)
    tour = page.get_by_role("region", name="Tour")
    expect(tour).to_contain_text("Make one yours")
    ring = page.locator(".tour-ring").bounding_box()
    claim = page.get_by_role("button", name="Claim").bounding_box()
    assert ring
    assert claim
    assert (ring["x"] + 5, ring["y"] + 5) == pytest.approx((claim["x"], claim["y"]), abs=3)
    page.get_by_role("button", name="Claim").click()
    page.get_by_role("button", name="Close").first.click()
    expect(tour).to_contain_text("Ask why")
    tour.get_by_role("button", name="Got it").click()
    expect(tour).to_contain_text("Write an answer")
    page.reload()
    expect(tour).to_contain_text("Write an answer")
    tour.get_by_role("button", name="Skip the tour").click()
    expect(tour).to_be_hidden()

    page.get_by_role("button", name="Appearance and tour").click()
    page.get_by_role("menuitem", name="Start the tour again").click()

    expect(tour).to_contain_text("1 of 5")


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("look", ["light", "dark", "narrow"])
def test_nobody_is_shut_out(slack: Playground, client: WebClient, page: Page, look: str) -> None:
    """axe-core finds nothing serious in a channel, its menus, a thread, a window with an error, Home, the tour."""
    page.emulate_media(color_scheme="dark" if look == "dark" else "light")
    if look == "narrow":
        page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    axe = partial(barriers, page, colours_alone=look == "dark")
    ts = post(client, section("*A post* <https://a.example|link> `code`"), button(), CHART)
    post(client, text="a reminder", thread_ts=ts)
    slack.person("jonas").react(Message(channel="C02MENTIONS", ts=ts, user=""), "eyes")
    client.chat_postEphemeral(channel="C02MENTIONS", user=NOOR.id, text="for you")
    sit_down(page, slack.url, NOOR.id, tour=True)
    expect(page.get_by_role("region", name="Tour")).to_be_visible()
    found = {"channel": axe()}
    page.evaluate(NO_TOUR)
    page.reload()
    page.get_by_label("Message #mentions").fill("/")
    found["completion"] = axe()
    page.get_by_label("Message #mentions").fill("")
    message(page, "A post").get_by_role("button", name="More actions").click()
    found["menu"] = axe()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="1 reply").click()
    found["thread"] = axe()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Claim").click()
    page.get_by_role("dialog").get_by_role("button", name="Send").click()
    expect(page.get_by_text("Please complete this required field.")).to_be_visible()
    found["window"] = axe()
    page.keyboard.press("Escape")
    if look == "narrow":
        page.get_by_role("button", name="Channels", exact=True).click()
        found["places"] = axe()
    page.locator("#sidebar").get_by_role("button", name="Earshot").click()
    expect(page.get_by_role("heading", name="Your posts")).to_be_visible()
    found["home"] = axe()

    assert {state: faults for state, faults in found.items() if faults} == {}


def test_a_narrow_window_shows_one_thing_at_a_time(slack: Playground, client: WebClient, page: Page) -> None:
    """Channels behind a button, a thread over everything, and nothing to scroll sideways for."""
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    ts = post(client, section("A post with a rather_long_word_" + "x" * 60), button(), CHART)
    post(client, text="a reminder", thread_ts=ts)
    sit_down(page, slack.url, NOOR.id)
    page.get_by_role("button", name="1 reply").click()
    thread = page.get_by_role("complementary", name="Thread").bounding_box()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Channels", exact=True).click()
    page.locator("#sidebar").get_by_role("button", name=re.compile("reviews")).click()

    expect(page.locator("#sidebar")).to_be_hidden()
    expect(page.get_by_role("heading", name="reviews")).to_be_visible()
    assert thread
    assert (thread["x"], thread["width"]) == (0, 390)
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_every_part_says_why_it_exists_and_what_the_page_loads_is_there() -> None:
    """The folder is the whole page: no part is missing, none is left over, none comes from elsewhere."""
    parts = {path.name: path.read_text() for path in FOLDER.iterdir()}
    named = {
        name for text in parts.values() for name in re.findall(r"""(?:\./|/page/)([\w-]+\.(?:js|css|svg))""", text)
    }

    assert named | {"index.html"} == set(parts)
    assert [name for name, text in parts.items() if name.endswith(".js") and not text.startswith("// ")] == []
    assert [
        name for name, text in parts.items() if re.search(r"innerHTML|outerHTML|insertAdjacentHTML|\beval\(", text)
    ] == []
