"""The Web API's methods, by family; `METHODS` has them all."""

from collections.abc import Callable, Mapping
from typing import Final

from bot.playground.ask import Ask
from bot.playground.methods import chat, conversations, files, people, reactions, views
from bot.playground.shapes import Json

METHODS: Final[Mapping[str, Callable[[Ask], Json]]] = {
    **chat.METHODS,
    **conversations.METHODS,
    **files.METHODS,
    **people.METHODS,
    **reactions.METHODS,
    **views.METHODS,
}
