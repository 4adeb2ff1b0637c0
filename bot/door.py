"""The edge every Slack handler passes: acknowledge first, let in who may, act once, tell the person what went wrong.

Slack waits three seconds. An acknowledgement here waits for nothing: neither for the web nor for a locked database. The
work goes to threads of its own; a window that must open within Slack's three seconds opens before the memory is asked.

Each handler is registered with the role it needs, or with what the words of an act need; None is for what Slack does by
itself, in nobody's name. The role is looked up when the handler is about to act (`bot.roles`), so a form that was
opened by somebody who has lost the role since is refused when it is sent off.
"""

import re
from collections import OrderedDict
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from threading import Lock
from time import sleep
from typing import Any, TypeVar

import structlog
from slack_bolt import Ack, App

from bot import roles, telling
from bot.asked import (
    Happening,
    Press,
    Submission,
    Word,
    happening_of,
    is_guest_team,
    press_of,
    shortcut_of,
    submission_of,
    team_of,
    word_of,
)
from bot.blocks import modals
from bot.blocks.message import Block
from bot.blocks.roles import STRANGER
from bot.desk import Desk
from storage import seen, workspaces
from storage.records import Role

log = structlog.get_logger()

Body = dict[str, Any]
PATIENCE = 0.25  # seconds a form's acknowledgement waits for its outcome, of Slack's three
WORKERS = 8
LATE = 0.5  # seconds Slack gets to show the waiting window before it is filled
REMEMBERED = 10_000
SORRY = (
    "That did not work: Earshot could not reach its memory or Slack. Nothing was changed; please try again in a moment."
)
TOO_LATE = "Slack did not open the window in time. Please press again."
OLD_BUTTON = "This button is of another version of Earshot. Look for a newer card, or try `/earshot help`."
NOT_ALLOWED = "Not allowed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What becomes of a form: it closes, or shows `errors` by block_id, or turns into `view`."""

    view: Block | None = None
    errors: Mapping[str, str] = field(default_factory=dict)


CLOSE = Answer()
ANYTHING = re.compile(".*")
Opens = str | Callable[[Word], str]
Act = TypeVar("Act", Press, Word)
Done = TypeVar("Done", Press, Word, Happening)
Deed = TypeVar("Deed", Press, Word, Happening, Submission)
Needs = Role | Callable[[Deed], Role]


def nothing_wrong(_submission: Submission) -> Mapping[str, str]:
    """Check nothing: for forms that cannot be filled in wrongly."""
    return {}


def _no_such_button(desk: Desk, press: Press) -> None:
    telling.tell(desk, press, OLD_BUTTON)


class Door:
    """Handlers are registered here; `after` is called when one has changed something."""

    def __init__(
        self, app: App, desk: Desk, *, after: Callable[[], None] = lambda: None, patience: float = PATIENCE
    ) -> None:
        """Stand between a Bolt app and the desk; a form's acknowledgement waits `patience` seconds for its outcome."""
        self._app = app
        self._patience = patience
        self._desk = desk
        self._after = after
        self._work = ThreadPoolExecutor(WORKERS, thread_name_prefix="work")
        self._quick = ThreadPoolExecutor(WORKERS, thread_name_prefix="window")
        self._known: OrderedDict[str, None] = OrderedDict()
        self._lock = Lock()
        self.rules: dict[tuple[str, str], object] = {}

    def action(
        self, action_id: str, handle: Callable[[Desk, Press], None], *, needs: Needs[Press], opens: str = ""
    ) -> None:
        """Call `handle` for presses; with `opens`, a window of that title stands open when it is called."""
        allowed = self._guarded("action", action_id, handle, needs)

        def on(ack: Ack, body: Body) -> None:
            ack()
            self._receive(body, press_of(body, self._desk.clock()), allowed, opens)

        self._app.action(action_id)(on)

    def shortcut(
        self, callback_id: str, handle: Callable[[Desk, Press], None], *, needs: Needs[Press], opens: str = ""
    ) -> None:
        """Call `handle` for a shortcut in the menu of a message, which it carries; its window stands open then."""
        allowed = self._guarded("shortcut", callback_id, handle, needs)

        def on(ack: Ack, body: Body) -> None:
            ack()
            self._receive(body, shortcut_of(body, self._desk.clock()), allowed, opens)

        self._app.message_shortcut(callback_id)(on)

    def command(
        self, name: str, handle: Callable[[Desk, Word], None], *, needs: Needs[Word], opens: Opens = ""
    ) -> None:
        """Call `handle` for a slash command; `opens` may decide by the words whether a window opens."""
        allowed = self._guarded("command", name, handle, needs)

        def on(ack: Ack, body: Body) -> None:
            ack()
            word = word_of(body, self._desk.clock())
            self._receive(body, word, allowed, opens if isinstance(opens, str) else opens(word))

        self._app.command(name)(on)

    def event(self, kind: str, handle: Callable[[Desk, Happening], None], *, needs: Needs[Happening] | None) -> None:
        """Call `handle` for an event of the workspace; Bolt has acknowledged it."""
        allowed = self._guarded("event", kind, handle, needs)

        def on(body: Body) -> None:
            happening = happening_of(body, self._desk.clock())
            if self._is_ours(body) and self._is_news(happening.key):
                self._work.submit(self._perform, happening, allowed)

        self._app.event(kind)(on)

    def view(
        self,
        callback_id: str,
        handle: Callable[[Desk, Submission], Answer],
        *,
        needs: Needs[Submission],
        check: Callable[[Submission], Mapping[str, str]] = nothing_wrong,
        is_secret: bool = False,
    ) -> None:
        """Call `check` (pure: errors by block_id), then `handle`, for a form; its outcome reaches the person."""
        self._note("view", callback_id, needs)

        def allowed(desk: Desk, form: Submission) -> Answer:
            refusal = self._refusal(form, needs)
            return Answer(view=modals.kept(NOT_ALLOWED, refusal, form.copies)) if refusal else handle(desk, form)

        def on(ack: Ack, body: Body) -> None:
            submission = replace(submission_of(body, self._desk.clock()), is_secret=is_secret)
            if not self._is_ours(body):
                ack(response_action="update", view=modals.told("Earshot", STRANGER))
            elif errors := check(submission):
                ack(response_action="errors", errors=dict(errors))
            elif self._is_news(submission.key):
                self._settle(ack, submission, self._work.submit(self._submit, submission, allowed))
            else:
                ack()

        self._app.view(callback_id)(on)

    def closed(self, callback_id: str, handle: Callable[[Desk, Submission], None], *, needs: Needs[Submission]) -> None:
        """Call `handle` where a person closes a form that asks to be told (`notify_on_close`)."""
        self._note("closed", callback_id, needs)

        def allowed(desk: Desk, form: Submission) -> None:
            if not self._refusal(form, needs):
                handle(desk, form)

        def on(ack: Ack, body: Body) -> None:
            ack()
            form = submission_of(body, self._desk.clock())
            if self._is_ours(body):
                self._work.submit(self._perform, replace(form, key=f"closed:{form.key}"), allowed)

        self._app.view_closed(callback_id)(on)

    def rest(self) -> None:
        """Acknowledge what nobody handles, last of all: Slack would bring it again, or warn the person."""

        def on_action(ack: Ack, body: Body) -> None:
            ack()
            self._receive(body, press_of(body, self._desk.clock()), _no_such_button, "")

        self._app.action(ANYTHING)(on_action)
        self._app.event(ANYTHING)(lambda: None)

    def close(self) -> None:
        """Finish what was begun."""
        self._quick.shutdown(wait=True)
        self._work.shutdown(wait=True, cancel_futures=False)

    def _guarded(
        self, way: str, name: str, handle: Callable[[Desk, Done], None], needs: Needs[Done] | None
    ) -> Callable[[Desk, Done], None]:
        """Return the handler behind its rule: who may not is told why, instead."""
        self._note(way, name, needs)

        def allowed(desk: Desk, act: Done) -> None:
            refusal = self._refusal(act, needs) if needs is not None else ""
            if refusal:
                self._turn_away(act, refusal)
            else:
                handle(desk, act)

        return allowed

    def _refusal(self, act: Deed, needs: Needs[Deed]) -> str:
        found = roles.refusal(self._desk, act.user, needs if isinstance(needs, Role) else needs(act))
        if found:
            log.info("refused for want of a role", kind=type(act).__name__)
        return found

    def _turn_away(self, act: Press | Word | Happening, refusal: str) -> None:
        """Tell why; what somebody did not ask for is not answered."""
        if not isinstance(act, Happening):
            telling.tell(self._desk, act, refusal, title=NOT_ALLOWED)

    def _note(self, way: str, name: str, needs: object) -> None:
        """Keep which rule guards what: one handler each, or the second would never be called."""
        if (way, name) in self.rules:
            message = f"two handlers are registered for the {way} {name!r}"
            raise ValueError(message)
        self.rules[way, name] = needs

    def _receive(self, body: Body, act: Act, handle: Callable[[Desk, Act], None], opens: str) -> None:
        if not self._is_ours(body):
            self._work.submit(telling.tell, self._desk, act, STRANGER)
        elif not self._is_news(act.key):
            log.info("came twice", kind=type(act).__name__)
        elif opens:
            self._quick.submit(self._open, act, handle, opens)
        else:
            self._work.submit(self._perform, act, handle)

    def _open(self, act: Act, handle: Callable[[Desk, Act], None], title: str) -> None:
        """Open the window now; the trigger is void after three seconds."""
        view_id = telling.open_window(self._desk, act.trigger_id, modals.waiting(title), on_top=act.in_window)
        if view_id:
            self._work.submit(self._perform, replace(act, view_id=view_id), handle)
        else:
            telling.tell(self._desk, act, TOO_LATE)

    def _perform(self, act: Deed, handle: Callable[[Desk, Deed], None]) -> None:
        """Act once; this is the one place where a handler's trouble is caught."""
        try:
            if seen.first(self._desk.store, self._desk.workspace, act.key, now=act.at):
                handle(self._desk, act)
                self._after()
        except Exception:  # noqa: BLE001  the edge of every handler; logged below, after the person was told
            try:
                if isinstance(act, Press | Word):
                    telling.tell(self._desk, act, SORRY)
            finally:
                log.exception("a handler failed", kind=type(act).__name__)

    def _submit(self, submission: Submission, handle: Callable[[Desk, Submission], Answer]) -> Answer:
        try:
            if not seen.first(self._desk.store, self._desk.workspace, submission.key, now=submission.at):
                return CLOSE
            answer = handle(self._desk, submission)
            self._after()
        except Exception:
            log.exception("a form failed", form=submission.callback)
            return Answer(view=modals.kept("Not saved", SORRY, submission.copies))
        return answer

    def _settle(self, ack: Ack, submission: Submission, outcome: Future[Answer]) -> None:
        """Acknowledge with the outcome, or with a window that waits for it."""
        try:
            answer = outcome.result(timeout=self._patience)
        except TimeoutError:
            ack(response_action="update", view=modals.waiting("Earshot"))
            outcome.add_done_callback(lambda done: self._show_late(submission, done.result()))
            return
        if answer.errors:
            ack(response_action="errors", errors=dict(answer.errors))
        elif answer.view is not None:
            ack(response_action="update", view=answer.view)
        else:
            ack()

    def _show_late(self, submission: Submission, answer: Answer) -> None:
        sleep(LATE)
        view = answer.view or modals.told("Earshot", "Done. You can close this window.")
        if answer.errors:
            view = modals.kept("Not saved", "\n".join(answer.errors.values()), submission.copies)
        telling.show(self._desk, submission.view_id, view)

    def _is_ours(self, body: Body) -> bool:
        team, workspace = team_of(body), self._desk.workspace
        if workspace == workspaces.LOCAL:  # a stand-in for Slack that names no workspace
            return True
        return team in {"", workspace} and not is_guest_team(body, workspace)

    def _is_news(self, key: str) -> bool:
        """Say whether this process sees an act for the first time; the memory is asked later, by the worker."""
        with self._lock:
            news = key not in self._known
            self._known[key] = None
            if len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        return news
