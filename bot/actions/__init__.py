"""Buttons and menus: one file per action, one line per action here."""

from bot import home
from bot.actions import (
    approve,
    call_back,
    claim,
    claim_next,
    close,
    connect,
    dismiss,
    draft,
    forget,
    hand_over,
    keep,
    menu,
    merge,
    more,
    open_post,
    others,
    person,
    person_mark,
    person_note,
    person_same,
    phrasebook,
    posted,
    promise_kept,
    proposal,
    query_fix,
    quote,
    release,
    remove_spam,
    reopen,
    review,
    roles,
    saved_reply,
    say,
    score_reset,
    send_again,
    share_digest,
    shareable_put,
    shareables,
    shift,
    show_card,
    show_health,
    show_list,
    show_owed,
    snooze,
    split,
    thank,
    trial,
    versions,
    watch_edit,
    watch_pause,
    watch_remove,
    which_alerts,
    why,
)
from bot.blocks import (
    approving,
    budget,
    connect as connect_blocks,
    forgetting,
    noise,
    person as person_blocks,
    phrasebook as phrasebook_blocks,
    quoting,
    roles as roles_blocks,
    shift as shift_blocks,
    snooze as snooze_blocks,
    thanks,
)
from bot.blocks.shareables import Show
from bot.blocks.trial import BUTTONS
from bot.door import Door
from storage.records import Role

# What the card's menu offers (`bot.blocks.card.menu`), by the word behind the colon of its values.
MENU = {
    "hand_over": menu.Entry(hand_over.press, Role.RESPONDER),
    "snooze": menu.Entry(snooze.press, Role.RESPONDER),
    "merge": menu.Entry(merge.press, Role.RESPONDER),
    "person": menu.Entry(person.press, Role.VIEWER),
}


def register(door: Door) -> None:
    """Let every action come in, from who has the role; a window that `opens` stands before its handler is called."""
    _looking(door)
    _answering(door)
    _knowing(door)
    _deciding(door)
    _administering(door)
    _sharing(door)


def _looking(door: Door) -> None:
    door.action("why", why.press, needs=Role.VIEWER, opens="Why")
    door.action("more", more.press, needs=Role.VIEWER, opens="The post")
    door.action("others", others.press, needs=Role.VIEWER, opens="Who says it")
    door.action("others_on", others.turn, needs=Role.VIEWER)
    door.action("others_back", others.turn, needs=Role.VIEWER)
    door.action("open_post", open_post.press, needs=Role.VIEWER)
    door.action("show_card", show_card.press, needs=Role.VIEWER)
    door.action("show_list", show_list.press, needs=Role.VIEWER, opens="At once")
    door.action("turn_on", show_list.turn, needs=Role.VIEWER)
    door.action("turn_back", show_list.turn, needs=Role.VIEWER)
    door.action("show_owed", show_owed.press, needs=Role.VIEWER)
    door.action("show_health", show_health.press, needs=Role.VIEWER)
    door.action("which_alerts", which_alerts.press, needs=Role.VIEWER, opens="Which ones?")
    door.action("which_alerts_from", which_alerts.turn, needs=Role.VIEWER)
    for button in BUTTONS:
        door.action(button, trial.press, needs=Role.VIEWER)


def _answering(door: Door) -> None:
    door.action("claim", home.fresh(claim.press), needs=Role.RESPONDER)
    door.action("release", home.fresh(release.press), needs=Role.RESPONDER)
    door.action("claim_next", home.fresh(claim_next.press), needs=Role.RESPONDER)
    door.action("shift", shift.press, needs=Role.RESPONDER, opens=shift_blocks.TITLE)
    door.action("shift_undo", shift.undo, needs=Role.RESPONDER)
    door.action("keep", keep.press, needs=Role.RESPONDER)
    door.action("card_menu", menu.of(MENU), needs=menu.needs(MENU), opens="More")
    for choice in (snooze_blocks.UNTIL, snooze_blocks.AT):
        door.action(choice, snooze.choose, needs=Role.RESPONDER)
    door.action("wake", home.fresh(snooze.wake), needs=Role.RESPONDER)
    door.action("draft", draft.press, needs=Role.RESPONDER, opens="Draft reply")
    door.action("posted", posted.press, needs=Role.RESPONDER, opens="I posted it")
    door.action("call_back", call_back.press, needs=Role.RESPONDER)
    door.action("versions", versions.press, needs=Role.RESPONDER)
    door.action("take_up", versions.take_up, needs=Role.RESPONDER)
    door.action("saved_reply", saved_reply.press, needs=Role.RESPONDER)
    door.action("withdraw", approve.withdraw, needs=Role.RESPONDER)
    door.action("promise_kept", home.fresh(promise_kept.press), needs=Role.RESPONDER)
    door.action("dismiss", dismiss.press, needs=Role.RESPONDER)
    door.action("undo", reopen.press, needs=Role.RESPONDER)
    door.action("reopen", reopen.press, needs=Role.RESPONDER)
    door.action("close", close.press, needs=Role.RESPONDER)
    for action in say.ACTIONS:
        door.action(action, say.press, needs=Role.RESPONDER)
    door.action("say_reason", say.of_a_reason, needs=Role.RESPONDER)
    for action in review.SAYS:
        door.action(action, review.press, needs=Role.RESPONDER)
    door.action("split", split.press, needs=Role.RESPONDER)
    door.action("share_digest", share_digest.press, needs=Role.RESPONDER)


def _knowing(door: Door) -> None:
    door.action("person", person.press, needs=Role.VIEWER, opens=person_blocks.TITLE)
    for follow in ("person_follow", "person_unfollow"):
        door.action(follow, person_mark.press, needs=Role.RESPONDER)
    for mute in ("person_mute", "person_unmute"):
        door.action(mute, person_mark.press, needs=Role.APPROVER)
    door.action("person_join", person_same.join, needs=Role.RESPONDER)
    door.action("person_part", person_same.part, needs=Role.RESPONDER)
    door.action("person_edit", person_note.press, needs=Role.RESPONDER, opens="Tags and notes")
    door.action("person_unnote", person_note.remove, needs=Role.RESPONDER)
    door.action("thank", home.fresh(thank.press), needs=Role.RESPONDER, opens=thanks.TITLE)
    door.action("quote_ask", quote.ask, needs=Role.RESPONDER, opens=quoting.TITLE)
    door.action("quote_settle", quote.settle, needs=Role.RESPONDER, opens=quoting.TITLE)


def _deciding(door: Door) -> None:
    door.action("approve", approve.press, needs=Role.APPROVER)
    door.action("reject", approve.reject, needs=Role.APPROVER, opens=approving.TITLE)
    door.action("saved_reply_add", phrasebook.add, needs=Role.APPROVER, opens=phrasebook_blocks.TITLE)
    door.action("saved_reply_menu", phrasebook.change, needs=Role.APPROVER, opens=phrasebook_blocks.TITLE)
    door.action("send_again", send_again.press, needs=Role.APPROVER)
    door.action("not_there", send_again.not_there, needs=Role.APPROVER)
    door.action("remove_spam", remove_spam.press, needs=Role.APPROVER)
    door.action("score_reset", score_reset.press, needs=Role.APPROVER)
    door.action("score_restore", score_reset.restore, needs=Role.APPROVER)
    door.action("watch_add", watch_edit.press, needs=Role.APPROVER, opens="Add a watch")
    door.action("watch_edit", watch_edit.press, needs=Role.APPROVER, opens="Edit watch")
    door.action("watch_pause", home.fresh(watch_pause.press), needs=Role.APPROVER)
    door.action("watch_resume", home.fresh(watch_pause.press), needs=Role.APPROVER)
    door.action("watch_remove", home.fresh(watch_remove.press), needs=Role.APPROVER)
    door.action("stay_silent", proposal.stay, needs=Role.APPROVER)
    door.action("query_fix", query_fix.press, needs=Role.APPROVER, opens=noise.TITLE)
    door.action("query_fix_decline", query_fix.decline, needs=Role.APPROVER)
    door.action("query_fix_undo", query_fix.undo, needs=Role.APPROVER)
    for button in budget.BUTTONS:
        door.action(button, proposal.press, needs=Role.APPROVER)


def _administering(door: Door) -> None:
    door.action("forget", forget.press, needs=Role.ADMIN, opens=forgetting.TITLE)
    door.action("connect", connect.press, needs=Role.ADMIN, opens=connect_blocks.TITLE)
    door.action("connect_source", connect.choose, needs=Role.ADMIN, opens="Connect")
    door.action("connect_remove", connect.remove, needs=Role.ADMIN)
    door.action("role_add", roles.add, needs=Role.ADMIN, opens=roles_blocks.TITLE)
    door.action("role_of", roles.change, needs=Role.ADMIN)
    door.action("roles_clear", roles.clear, needs=Role.ADMIN)


def _sharing(door: Door) -> None:
    for shown in Show:
        door.action(f"shareables_{shown.value}", shareables.go, needs=Role.VIEWER)
    door.action("shareables_newer", shareables.newer, needs=Role.VIEWER)
    door.action("shareables_older", shareables.older, needs=Role.VIEWER)
    door.action("shareable_put", shareable_put.press, needs=Role.RESPONDER)
    door.action("shareable_add", shareables.add, needs=Role.RESPONDER, opens="Add to the library")
    door.action("shareable_archive", shareables.archive, needs=Role.RESPONDER)
    door.action("shareable_back", shareables.back, needs=Role.RESPONDER)
    door.action("shareables_unfollow", shareables.unfollow, needs=Role.RESPONDER)
    door.action("shareables_open", shareables.open_up, needs=Role.ADMIN)
    door.action("shareables_close", shareables.close, needs=Role.ADMIN)
