"""How Slack says no."""

from bot.playground.shapes import Json


class Refused(Exception):
    """A call Slack answers with `ok: false`, the error's name and sometimes details."""

    def __init__(self, error: str, **details: object) -> None:
        """Keep what the answer will carry."""
        super().__init__(error)
        self.error = error
        self.details = details

    def answer(self) -> Json:
        """The body Slack would send."""
        return {"ok": False, "error": self.error, **self.details}


def malformed(error: str, problems: list[str]) -> Refused:
    """The refusal of a message or view, with Slack's list of what is wrong where."""
    return Refused(error, response_metadata={"messages": problems})
