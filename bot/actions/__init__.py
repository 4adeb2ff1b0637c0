"""Buttons and menus: one file per action, one line per action here."""

from bot import home
from bot.actions import (
    call_back,
    claim,
    close,
    connect,
    dismiss,
    draft,
    more,
    open_post,
    others,
    posted,
    proposal,
    query_fix,
    release,
    remove_spam,
    reopen,
    review,
    say,
    score_reset,
    send_again,
    share_digest,
    show_card,
    show_health,
    show_list,
    show_owed,
    split,
    trial,
    watch_edit,
    watch_pause,
    watch_remove,
    which_alerts,
    why,
)
from bot.blocks import budget, connect as connect_blocks, noise
from bot.blocks.trial import BUTTONS
from bot.door import Door


def register(door: Door) -> None:
    """Let every action come in; the window of an action with `opens` stands before its handler is called."""
    door.action("claim", home.fresh(claim.press))
    door.action("release", home.fresh(release.press))
    door.action("draft", draft.press, opens="Draft reply")
    door.action("posted", posted.press, opens="I posted it")
    door.action("call_back", call_back.press)
    door.action("send_again", send_again.press)
    door.action("not_there", send_again.not_there)
    door.action("dismiss", dismiss.press)
    door.action("remove_spam", remove_spam.press)
    door.action("undo", reopen.press)
    door.action("reopen", reopen.press)
    door.action("close", close.press)
    door.action("why", why.press, opens="Why")
    for action in say.ACTIONS:
        door.action(action, say.press)
    door.action("say_reason", say.of_a_reason)
    for action in review.SAYS:
        door.action(action, review.press)
    door.action("score_reset", score_reset.press)
    door.action("score_restore", score_reset.restore)
    door.action("more", more.press, opens="The post")
    door.action("others", others.press, opens="Who says it")
    door.action("others_on", others.turn)
    door.action("others_back", others.turn)
    door.action("split", split.press)
    door.action("open_post", open_post.press)
    door.action("show_card", show_card.press)
    door.action("show_list", show_list.press, opens="At once")
    door.action("turn_on", show_list.turn)
    door.action("turn_back", show_list.turn)
    door.action("show_owed", show_owed.press)
    door.action("show_health", show_health.press)
    door.action("share_digest", share_digest.press)
    door.action("connect", connect.press, opens=connect_blocks.TITLE)
    door.action("connect_source", connect.choose, opens="Connect")
    door.action("connect_remove", connect.remove)
    door.action("watch_add", watch_edit.press, opens="Add a watch")
    door.action("watch_edit", watch_edit.press, opens="Edit watch")
    door.action("watch_pause", home.fresh(watch_pause.press))
    door.action("watch_resume", home.fresh(watch_pause.press))
    door.action("watch_remove", home.fresh(watch_remove.press))
    door.action("which_alerts", which_alerts.press, opens="Which ones?")
    door.action("which_alerts_from", which_alerts.turn)
    door.action("stay_silent", proposal.stay)
    door.action("query_fix", query_fix.press, opens=noise.TITLE)
    door.action("query_fix_decline", query_fix.decline)
    door.action("query_fix_undo", query_fix.undo)
    for button in budget.BUTTONS:
        door.action(button, proposal.press)
    for button in BUTTONS:
        door.action(button, trial.press)
