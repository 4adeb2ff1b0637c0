"""Forms that were sent off: one file per form, one line per form here."""

from bot.blocks import connect as connect_blocks, noise
from bot.door import Door
from bot.views import connect, draft, posted, query_fix, watch_form


def register(door: Door) -> None:
    """Let every form come in; `check` is pure and answers before the memory is asked."""
    door.view(connect_blocks.FORM, connect.submit, is_secret=True)
    door.view("draft", draft.submit, check=draft.check)
    door.view("posted", posted.submit, check=posted.check)
    door.view(noise.FORM, query_fix.submit)
    door.view("watch_form", watch_form.submit, check=watch_form.check)
