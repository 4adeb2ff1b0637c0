"""Answers for one person: whispered where they pressed, shown in their window, or sent as a direct message."""

from typing import Protocol

import structlog
from slack_sdk import WebhookClient

from bot import slack_errors
from bot.blocks import modals, text
from bot.blocks.message import Block, Message
from bot.desk import TIMEOUT, Desk
from bot.slack_errors import SLACK_TROUBLE

log = structlog.get_logger()


class Asked(Protocol):
    """Who asked, and where: a press or a command."""

    @property
    def user(self) -> str:
        """The person's id."""

    @property
    def channel(self) -> str:
        """Where they were, or nothing."""

    @property
    def thread_ts(self) -> str:
        """The thread they were in, or nothing."""

    @property
    def trigger_id(self) -> str:
        """What opens a window, once, within three seconds; or nothing."""

    @property
    def in_window(self) -> bool:
        """Whether they pressed in a window."""

    @property
    def response_url(self) -> str:
        """Slack's short-lived way back, or nothing."""

    @property
    def view_id(self) -> str:
        """The window that was opened for this, or nothing."""


def tell(desk: Desk, asked: Asked, message: str | Message, *, title: str = "Earshot") -> None:
    """Tell a person something only they see; whatever way is open is taken."""
    said = message if isinstance(message, Message) else Message(text=message)
    window = modals.modal(title, said.blocks or [text.section(said.text)])
    if asked.view_id and show(desk, asked.view_id, window):
        return
    if asked.in_window and not asked.view_id and open_window(desk, asked.trigger_id, window, on_top=True):
        return
    if not (_whisper(desk, asked, said) or _respond(asked, said)):
        direct(desk, asked.user, said)


def direct(desk: Desk, user: str, message: Message) -> bool:
    """Send a direct message; False where Slack did not take it."""
    try:
        desk.slack.chat_postMessage(channel=user, **_content(message))
    except SLACK_TROUBLE as error:
        log.warning("could not tell a person", error=reason(error))
        return False
    return True


def open_window(desk: Desk, trigger_id: str, view: Block, *, on_top: bool = False) -> str:
    """Open a modal (or put it on top of the open one) at once, as Slack wants it; returns its id, or nothing."""
    try:
        opening = desk.slack.views_push if on_top else desk.slack.views_open
        answer = opening(trigger_id=trigger_id, view=view)
    except SLACK_TROUBLE as error:
        log.warning("could not open a window", error=reason(error))
        return ""
    return str((answer.get("view") or {}).get("id") or "")


def show(desk: Desk, view_id: str, view: Block) -> bool:
    """Put something else into an open window; False where it was closed meanwhile."""
    try:
        desk.slack.views_update(view_id=view_id, view=view)
    except SLACK_TROUBLE as error:
        log.info("could not fill a window", error=reason(error))
        return False
    return True


def reason(error: Exception) -> str:
    """Return Slack's own word for a refusal, else what kind of error it was."""
    return slack_errors.judge(error).word


def _whisper(desk: Desk, asked: Asked, message: Message) -> bool:
    if not asked.channel:
        return False
    content = _content(message) | ({"thread_ts": asked.thread_ts} if asked.thread_ts else {})
    try:
        desk.slack.chat_postEphemeral(channel=asked.channel, user=asked.user, **content)
    except SLACK_TROUBLE as error:
        log.info("could not whisper", error=reason(error))
        return False
    return True


def _respond(asked: Asked, message: Message) -> bool:
    if not asked.response_url:
        return False
    try:
        answer = WebhookClient(asked.response_url, timeout=TIMEOUT, retry_handlers=[]).send(
            text=message.text, blocks=list(message.blocks) or None, response_type="ephemeral", replace_original=False
        )
    except SLACK_TROUBLE as error:
        log.info("could not respond", error=reason(error))
        return False
    return answer.status_code == 200  # noqa: PLR2004  the word of HTTP for "done"


def _content(message: Message) -> Block:
    found: Block = {"text": message.text, "unfurl_links": False, "unfurl_media": False}
    return found | ({"blocks": list(message.blocks)} if message.blocks else {})
