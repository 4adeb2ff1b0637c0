"""Whether an answer can be sent from here, asked before anybody types.

What the listeners told of their sources and of the operator's keys is weighed with what was entered in Slack; when it
is sent, the listeners have the last word.
"""

from bot.blocks import reach, text
from bot.desk import Desk
from storage import credentials, secrets
from storage.records import Post, SourceFacts
from storage.secrets import WrongKey


def refusal(desk: Desk, post: Post, facts: SourceFacts) -> str:
    """Return in a sentence why an answer to this post cannot be sent from here, "" where it can, or is by hand anyway.

    What the environment gives wins over what was entered, as it does for the listeners.
    """
    writing = facts.writing
    if writing is None:
        return ""
    operator = {name: facts.base_url if name == reach.HOME else name for name in writing.given}
    vault = secrets.vault(desk.settings.earshot_secret_key.get_secret_value())
    try:
        told = credentials.told(desk.store, vault, desk.workspace, facts.name, operator, facts.secrets)
    except WrongKey as error:
        return text.escape(f"Nothing can be sent from here: {error}.")
    home = told.get(reach.HOME) or facts.base_url
    return reach.beyond(post, facts, home) or reach.missing(facts, writing, told)
