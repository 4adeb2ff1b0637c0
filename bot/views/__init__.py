"""Forms that were sent off: one file per form, one line per form here."""

from bot.blocks import (
    approving,
    connect as connect_blocks,
    forgetting,
    merging,
    noise,
    owning,
    persons,
    phrasebook,
    roles as roles_blocks,
    shareables as shareables_blocks,
    shift as shift_blocks,
    snooze as snooze_blocks,
    track as track_blocks,
)
from bot.door import Door
from bot.views import (
    connect,
    draft,
    forget,
    hand_over,
    merge,
    person_edit,
    posted,
    query_fix,
    quote_settle,
    reject,
    roles,
    saved_reply,
    shareables,
    shift,
    snooze,
    track,
    watch_form,
)
from storage.records import Role


def register(door: Door) -> None:
    """Let every form come in; `check` is pure and answers before the memory is asked."""
    door.view(connect_blocks.FORM, connect.submit, needs=Role.ADMIN, is_secret=True)
    door.view(forgetting.FORM, forget.submit, needs=Role.ADMIN)
    door.view("draft", draft.submit, needs=draft.needs, check=draft.check)
    door.closed("draft", draft.closed, needs=Role.RESPONDER)
    door.view(approving.FORM, reject.submit, needs=Role.APPROVER)
    door.view(phrasebook.FORM, saved_reply.submit, needs=Role.APPROVER, check=saved_reply.check)
    door.view(owning.HAND_OVER, hand_over.submit, needs=Role.RESPONDER, check=hand_over.check)
    door.view(merging.FORM, merge.submit, needs=Role.RESPONDER, check=merge.check)
    door.view(track_blocks.FORM, track.submit, needs=Role.RESPONDER, check=track.check)
    door.view(shift_blocks.FORM, shift.submit, needs=Role.RESPONDER)
    door.view(snooze_blocks.FORM, snooze.submit, needs=Role.RESPONDER, check=snooze.check)
    door.view("posted", posted.submit, needs=Role.RESPONDER, check=posted.check)
    door.view(persons.EDIT, person_edit.submit, needs=Role.RESPONDER)
    door.view(persons.SETTLE, quote_settle.submit, needs=Role.RESPONDER, check=quote_settle.check)
    door.view(noise.FORM, query_fix.submit, needs=Role.APPROVER)
    door.view(roles_blocks.FORM, roles.submit, needs=Role.ADMIN, check=roles.check)
    door.view("watch_form", watch_form.submit, needs=Role.APPROVER, check=watch_form.check)
    door.view(shareables_blocks.FORM, shareables.submit, needs=Role.RESPONDER, check=shareables.check)
    door.view(shareables_blocks.FIND, shareables.find, needs=Role.VIEWER)
