"""What goes between a reader and its children: a frame of JSON and body there, JSON back. Pure."""

import json
import struct
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, timedelta

from listeners import errors
from listeners.source import Answer, Ask, Need, Page
from storage.jsonposts import from_json, to_json
from storage.records import Author, Receipt, Standing

HEAD = struct.Struct(">II")
_TROUBLES: Mapping[str, type[errors.Trouble]] = {
    kind.__name__: kind for kind in (errors.Later, errors.Never, errors.SourceChanged, errors.NeedsKey)
}


class SourceBroke(Exception):
    """A source raised what it may not; `trace` is where, for the log."""

    def __init__(self, kind: str, trace: str) -> None:
        super().__init__(kind)
        self.trace = trace


def request(source: str, answer: Answer, need: Need) -> bytes:
    """Return what asks a child to read an answer; the answer's body follows it."""
    shape = {
        "source": source,
        "answer": {
            "url": answer.url,
            "status": answer.status,
            "headers": dict(answer.headers),
            "fetched_at": answer.fetched_at.isoformat(),
            "note": dict(answer.note),
        },
        "need": {
            "phrases": list(need.phrases),
            "settings": dict(need.settings),
            "since": need.since and need.since.isoformat(),
            "marks": dict(need.marks),
            "now": need.now.isoformat(),
        },
    }
    head = json.dumps(shape).encode()
    return HEAD.pack(len(head), len(answer.body)) + head


def asked(head: bytes, body: bytes) -> tuple[str, Answer, Need]:
    """Return what a frame asks for."""
    shape = json.loads(head)
    answer, need = shape["answer"], shape["need"]
    since = need["since"]
    return (
        shape["source"],
        Answer(**{**answer, "fetched_at": datetime.fromisoformat(answer["fetched_at"]), "body": body}),
        Need(
            phrases=tuple(need["phrases"]),
            settings=need["settings"],
            since=since and datetime.fromisoformat(since),
            marks=need["marks"],
            now=datetime.fromisoformat(need["now"]),
        ),
    )


def reply(page: Page) -> bytes:
    """Return a page as JSON."""
    shape = {
        "posts": [to_json(post) for post in page.posts],
        "more": asdict(page.more) if page.more else None,
        "further": [asdict(ask) for ask in page.further],
        "authors": [asdict(author) for author in page.authors],
        "gone": list(page.gone),
        "receipts": [asdict(receipt) for receipt in page.receipts],
        "marks": dict(page.marks),
        "used": None if page.used is None else dict(page.used),
        "wait": page.wait and page.wait.total_seconds(),
    }
    return json.dumps(shape).encode()


def trouble_reply(trouble: errors.Trouble) -> bytes:
    """Return one of the four errors as JSON."""
    after = trouble.after if isinstance(trouble, errors.Later) else None
    kind = next((name for name in _TROUBLES if isinstance(trouble, _TROUBLES[name])), "SourceChanged")
    return json.dumps({"trouble": kind, "words": str(trouble), "after": after and after.total_seconds()}).encode()


def broke_reply(error: BaseException, trace: str) -> bytes:
    """Return any other error as JSON: its kind only for people, its trace for the log."""
    return json.dumps({"broke": type(error).__name__, "trace": trace}).encode()


def page(text: bytes, now: datetime) -> Page:
    """Return the page of a reply, or raise the error it tells of."""
    shape = json.loads(text)
    if "broke" in shape:
        raise SourceBroke(shape["broke"], shape["trace"])
    if "trouble" in shape:
        raise _trouble(shape)
    return Page(
        posts=[from_json(line, now=now) for line in shape["posts"]],
        more=Ask(**shape["more"]) if shape["more"] else None,
        further=[Ask(**ask) for ask in shape["further"]],
        authors=[Author(**author) for author in shape["authors"]],
        gone=shape["gone"],
        receipts=[Receipt(**{**one, "standing": Standing(one["standing"])}) for one in shape["receipts"]],
        marks=shape["marks"],
        used=shape["used"],
        wait=timedelta(seconds=shape["wait"]) if shape["wait"] else None,
    )


def _trouble(shape: Mapping[str, str]) -> errors.Trouble:
    if shape["trouble"] != "Later":
        return _TROUBLES[shape["trouble"]](shape["words"])
    after = timedelta(seconds=float(shape["after"])) if shape["after"] else None
    return errors.Later(shape["words"], after=after)
