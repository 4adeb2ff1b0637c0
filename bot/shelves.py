"""The library as somebody looks at it: what stands at a place of it, drawn into the open window."""

from bot import roles, telling
from bot.asked import Press, Submission, Word
from bot.blocks import shareables as blocks
from bot.blocks.message import Block
from bot.blocks.shareables import Place, Shelf, Show
from bot.desk import Desk
from storage import answerlinks, gathered, openness, shareables
from storage.records import Post, Role


def show(
    desk: Desk,
    act: Press | Submission | Word,
    view_id: str,
    place: Place,
    *,
    notice: str = "",
    undo: Block | None = None,
) -> None:
    """Put a place of the library into an open window."""
    telling.show(desk, view_id, window(desk, act.user, place, notice=notice, undo=undo))


def window(desk: Desk, user: str, place: Place, *, notice: str = "", undo: Block | None = None) -> Block:
    """Return the window as somebody may see it."""
    store, workspace = desk.store, desk.workspace
    archived = place.show is Show.ARCHIVE
    found = (
        shareables.search(store, workspace, place.words, limit=blocks.PER_PAGE)
        if place.words
        else shareables.newest(store, workspace, limit=blocks.PER_PAGE, offset=place.start, archived=archived)
    )
    shelf = Shelf(
        place=place,
        found=found,
        listings=gathered.listings(store, workspace),
        many=shareables.count(store, workspace, archived=archived),
        is_open=openness.is_open(store, workspace),
        notice=notice,
        undo=undo,
    )
    return blocks.window(shelf, may_open=roles.may(desk, user, Role.ADMIN))


def offered(desk: Desk, post: Post) -> list[Block]:
    """Return what of ours fits a post, for the draft window, and a warning where we say little else than links."""
    store, workspace = desk.store, desk.workspace
    fitting = shareables.fitting(store, workspace, f"{post.title}\n{post.text}", post.language.partition("-")[0])
    return blocks.offered(fitting, answerlinks.only_links(store, workspace, post))
