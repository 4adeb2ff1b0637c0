"""What people do in Slack, and what they get to see of it."""

import uuid
from dataclasses import replace

from bot.playground import clicking, happenings, inputs, modals, payloads, typed
from bot.playground.clicking import Answers, Target
from bot.playground.delivery import INTERACTIVE, SLASH_COMMANDS
from bot.playground.handles import ResponseUrl, Trigger
from bot.playground.inputs import Entry
from bot.playground.ledger import Delivery
from bot.playground.modals import Submission
from bot.playground.nouns import Channel, Message, User, View
from bot.playground.shapes import Json
from bot.playground.surroundings import NotVisible, Surroundings


class Person:
    """One person at their screen."""

    def __init__(self, user: User, around: Surroundings) -> None:
        """Somebody of the workspace."""
        self.user = user
        self.id = user.id
        self._around = around
        self._world = around.world

    # -- seeing

    def messages(self, channel: str) -> list[Message]:
        """The top of a channel, oldest first."""
        return [said for said in self._channel(channel).messages.values() if not said.is_reply]

    def thread(self, message: Message) -> list[Message]:
        """A message and what is below it."""
        return self._world.thread(self._channel(message.channel), message.thread_ts or message.ts)

    def ephemerals(self) -> list[Message]:
        """What was said to this person only."""
        return [said for said in self._world.ephemerals if said.ephemeral_to == self.id]

    @property
    def view(self) -> View | None:
        """The modal on top of the screen."""
        stack = self._world.stacks.get(self.id, [])
        return stack[-1] if stack else None

    @property
    def home(self) -> View | None:
        """The app's Home tab."""
        return self._world.homes.get(self.id)

    # -- doing

    def say(self, channel: str, text: str, thread_ts: str | None = None) -> Message:
        """Write a message; the bot hears of it if it is subscribed, mentioned or in a direct message."""
        with self._world.lock:
            where = self._channel(channel)
            message = Message(channel=where.id, ts=self._world.stamp(), user=self.id, text=text, thread_ts=thread_ts)
            said = self._world.put(message)
        for event in happenings.said(said, where, self._world.bot.id):
            self._around.emit(event)
        return said

    def type(self, channel: str, text: str, thread_ts: str | None = None) -> Message:
        """Write a message as it is typed: `@noor`, `#general`, addresses; what was said before counts as read."""
        said = self.say(channel, typed.message(self._world, text), thread_ts)
        self.read(said.channel, said.ts)
        return said

    def read(self, channel: str, ts: str) -> None:
        """Have read a channel up to here."""
        with self._world.lock:
            self._world.mark_read(self.id, self._channel(channel), ts)

    def dismiss(self, message: Message) -> None:
        """Put away what was said to this person only."""
        with self._world.lock:
            now = self._current_message(message)
            if now.ephemeral_to != self.id:
                raise NotVisible("only what one person alone can see can be put away")
            self._world.remove(now)

    def react(self, message: Message, name: str) -> None:
        """Put an emoji under a message, or take one's own away again."""
        with self._world.lock:
            now = self._current_message(message)
            by = now.reactions.get(name, ())
            mine = self.id in by
            changed = tuple(user for user in by if user != self.id) if mine else (*by, self.id)
            left = {each: users for each, users in {**now.reactions, name: changed}.items() if users}
            self._world.put(replace(now, reactions=left))
        stamp = self._world.stamp()
        self._around.emit(happenings.reacted(message, self.id, name, stamp, taken_away=mine))

    def command(self, command: str, text: str = "", channel: str = "#general") -> Delivery:
        """Run a slash command; what the acknowledgement says is shown."""
        if command not in self._around.commands:
            raise NotVisible(f"{command} is not a valid command")
        with self._world.lock:
            where = self._channel(channel)
            escapes = self._around.commands[command]
            written = typed.command(self._world, text) if escapes else typed.plain(text)
            url = self._url("commands", where.id)
            payload = self._doing().slash_command(command, written, where, url)
        delivery = self._around.deliver(SLASH_COMMANDS, payload)
        if delivery.answer:
            self._around.respond(url, delivery.answer)
        return delivery

    def click(self, where: Message | View, what: Target, value: Entry = None, *, stale: bool = False) -> Delivery:
        """Press the button, or choose `value` in the menu, with this action_id, visible text, or both its ids.

        The message or view is looked at as it is now; `stale` acts on it as it was given, like a screen that
        has not caught up.
        """
        with self._world.lock:
            if not stale:
                where = self._current(where)
            payload = self._clicked(where, what, value)
        return self._around.deliver(INTERACTIVE, payload)

    def shortcut(self, callback_id: str) -> Delivery:
        """Run a global shortcut."""
        with self._world.lock:
            payload = self._doing().shortcut(callback_id, self._world.stamp())
        return self._around.deliver(INTERACTIVE, payload)

    def message_shortcut(self, message: Message, callback_id: str) -> Delivery:
        """Run a shortcut from the menu of a message."""
        with self._world.lock:
            channel, now = self._channel(message.channel), self._current_message(message)
            payload = self._doing().message_shortcut(callback_id, now, channel, self._url_for(now))
        return self._around.deliver(INTERACTIVE, payload)

    def open_home(self, tab: str = "home") -> View | None:
        """Open the app's Home (or `messages`) tab; returns what is there already."""
        with self._world.lock:
            channel = self._world.direct_message(self.id)
            stamp = self._world.stamp()
        event = {"type": "app_home_opened", "user": self.id, "channel": channel.id, "tab": tab, "event_ts": stamp}
        self._around.emit(event)
        return self.home

    def fill(self, view: View, answers: Answers) -> View:
        """Enter something into inputs, by block_id, action_id, both, or label; some tell the bot at once."""
        dispatched = []
        with self._world.lock:
            now = self._current_view(view)
            for named, entry in answers.items():
                block, element = modals.find_input(now, named)
                answer = inputs.entered(element, entry)
                place = (block["block_id"], element["action_id"])
                before = now.typed.get(place)
                now = self._world.show(replace(now, typed={**now.typed, place: answer}))
                if block.get("dispatch_action") and answer != before:
                    action = clicking.written(block, element, answer, self._world.stamp())
                    dispatched.append(self._doing().block_actions_in_view(now, action))
        for payload in dispatched:
            self._around.deliver(INTERACTIVE, payload)
        return now

    def submit(self, view: View | None = None, answers: Answers | None = None) -> Submission:
        """Enter the answers and send off the modal; Slack's own complaints never reach the bot."""
        now = self.fill(self._shown(view), answers or {})
        with self._world.lock:
            if errors := modals.complaints(now):
                return modals.kept(self._world, now, errors)
            now = self._world.show(replace(now, errors={}))
            payload = self._doing().view_submission(now, self._response_urls(now))
        delivery = self._around.deliver(INTERACTIVE, payload)
        with self._world.lock:
            return modals.follow(self._world, now, delivery, self._around.complain)

    def close(self, view: View | None = None) -> Delivery | None:
        """Close the modal on top; the bot hears of it if it asked to."""
        now = self._shown(view)
        with self._world.lock:
            clears = bool(now.content.get("clear_on_close"))
            payload = self._doing().view_closed(now, is_cleared=clears)
            self._world.stack(self.id, [] if clears else self._world.stacks[self.id][:-1])
        if now.content.get("notify_on_close"):
            return self._around.deliver(INTERACTIVE, payload)
        return None

    # -- within

    def _channel(self, name: str) -> Channel:
        channel = self._world.channel(name)
        if channel is None or (channel.is_private and self.id not in channel.members):
            raise NotVisible(f"{self.user.real_name} sees no channel {name}")
        return channel

    def _current(self, given: Message | View) -> Message | View:
        return self._current_view(given) if isinstance(given, View) else self._current_message(given)

    def _current_view(self, given: View) -> View:
        """The view as it is now, if it is still on this person's screen."""
        now = self._world.view(given.id)
        if now is None or now.user != self.id:
            raise NotVisible(f"{self.user.real_name} has no such view on the screen")
        return now

    def _current_message(self, given: Message) -> Message:
        """The message as it is now, if this person may see it and it was not deleted."""
        there = self._channel(given.channel).messages.values()
        now = next((said for said in (*self.ephemerals(), *there) if said.ts == given.ts), None)
        if now is None:
            raise NotVisible(f"{self.user.real_name} sees no such message")
        return now

    def _shown(self, view: View | None) -> View:
        shown = view or self.view
        if shown is None:
            raise NotVisible(f"{self.user.real_name} has no modal open")
        return self._current_view(shown)

    def _clicked(self, where: Message | View, what: Target, value: Entry) -> Json:
        if isinstance(where, View):
            action = clicking.action(where.blocks, what, value, self._world.stamp())
            changed = self._world.show(clicking.remembered(where, action))
            return self._doing().block_actions_in_view(changed, action)
        channel = self._channel(where.channel)
        action = clicking.action(where.blocks, what, value, self._world.stamp())
        return self._doing().block_actions_in_message(where, channel, action, self._url_for(where))

    def _doing(self) -> payloads.Doing:
        trigger = Trigger(id=self._world.new_id("1334522.73847."), user=self.id, at=self._world.clock())
        return payloads.Doing(user=self.user, trigger_id=self._world.handles.give_trigger(trigger))

    def _url_for(self, source: Message) -> str:
        return self._url("actions", source.channel, source)

    def _url(self, family: str, channel: str, source: Message | None = None) -> str:
        url = ResponseUrl(
            path=f"/{family}/{uuid.uuid4().hex}",
            user=self.id,
            channel=channel,
            at=self._world.clock(),
            source=source,
            thread_ts=source.thread_ts if source else None,
        )
        return self._around.url() + self._world.handles.give_url(url)

    def _response_urls(self, view: View) -> list[Json]:
        return [
            {**asked, "response_url": self._url("app", asked["channel_id"])} for asked in modals.response_places(view)
        ]
