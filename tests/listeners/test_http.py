"""The manners of the way out: validators, names, pace, threads."""

import threading
import time
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from listeners.errors import Later, NeedsKey, SourceChanged
from listeners.http import Unchanged, Web, validators, web_of
from listeners.pace import Pacer
from listeners.source import Answer, Ask, form_ask, json_ask
from storage.settings import Settings
from tests.webserver import Reply, Site


def answer_of(web: Web, url: str, **headers: str) -> Answer:
    """Ask and expect an answer."""
    answer = web.get(Ask(url=url, headers=headers))

    assert isinstance(answer, Answer)
    return answer


def test_validators_go_back_word_for_word(web: Web, site: Site) -> None:
    """Even odd ones: they are the place's own words."""
    odd = 'W/"\xe9 odd; one"'
    url = site.at("/a", Reply(b"x", headers={"ETag": odd, "Last-Modified": "yesterday, perhaps"}), Reply(status=304))
    answer = answer_of(web, url)
    again = web.get(Ask(url=url), validators=validators(answer))

    assert again == Unchanged()
    assert site.requests[1].headers["if-none-match"] == odd
    assert site.requests[1].headers["if-modified-since"] == "yesterday, perhaps"


def test_the_same_body_again_is_unchanged(web: Web, site: Site) -> None:
    """Some places know no validators."""
    url = site.at("/a", Reply(b"x"), Reply(b"x"), Reply(b"y"))
    answer = answer_of(web, url)

    assert isinstance(web.get(Ask(url=url), validators=validators(answer)), Unchanged)
    assert isinstance(web.get(Ask(url=url), validators=validators(answer)), Answer)


def test_unchanged_since_never_is_an_error(web: Web, site: Site) -> None:
    """A 304 to a first ask would look like zero posts."""
    with pytest.raises(SourceChanged):
        web.get(Ask(url=site.at("/a", Reply(status=304))))


def test_we_say_who_we_are_and_ask_what_was_wanted(web: Web, site: Site) -> None:
    """Parameters join the address's own; headers go along."""
    web.get(Ask(url=site.at("/a", Reply(b"x")) + "?p=1", params={"q": '"a b"'}, headers={"X-Key": "k"}))

    assert site.requests[0].query == "p=1&q=%22a+b%22"
    assert site.requests[0].headers["x-key"] == "k"
    assert site.requests[0].headers["user-agent"] == "Earshot/0.1 (+contact)"


def test_every_request_says_whom_to_write_to(site: Site) -> None:
    """A place that minds us can tell the operator instead of shutting us out."""
    settings = Settings(earshot_contact="listening@acme.example", earshot_allow_private_addresses=True)
    with web_of(settings) as web:
        web.get(Ask(url=site.at("/", Reply(b"ok"))))

    assert site.requests[0].headers["user-agent"] == "Earshot/0.1 (+listening@acme.example)"


def test_one_host_is_not_asked_in_quick_succession_and_no_other_host_waits() -> None:
    """A turn a second for one host; the rest goes on at once."""
    moment, slept = [0.0], list[float]()
    pacer = Pacer(clock=lambda: moment[0], sleep=slept.append)
    second = timedelta(seconds=1)
    for host in ("a", "a", "a", "b"):
        pacer.wait(host, second, at_most=10)

    assert slept == [1, 2]


def test_a_turn_too_far_away_is_given_up_without_taking_it() -> None:
    """Better later than a thread that only waits."""
    slept = list[float]()
    pacer = Pacer(clock=lambda: 0.0, sleep=slept.append)
    minute = timedelta(seconds=60)
    pacer.wait("a", minute, at_most=10)
    for _ in range(2):
        with pytest.raises(Later) as later:
            pacer.wait("a", minute, at_most=10)

        assert later.value.after == minute


def test_private_hosts_need_no_pause(web: Web, site: Site) -> None:
    """It is the operator's own machine."""
    url = site.at("/a", Reply(b"x"))
    began = time.monotonic()
    for _ in range(5):
        answer_of(web, url)

    assert time.monotonic() - began < 1


def test_many_threads_share_one_way_out(web: Web, site: Site) -> None:
    """Every due listener asks on its own thread."""

    def slowly() -> Iterable[bytes]:
        site.pause(0.5)
        yield b"x"

    slow = site.at("/slow", Reply(slowly))
    fast = site.at("/fast", Reply(b"x"))
    waiting = [threading.Thread(target=answer_of, args=(web, slow)) for _ in range(8)]
    for thread in waiting:
        thread.start()
    began = time.monotonic()
    answer_of(web, fast)
    took = time.monotonic() - began
    for thread in waiting:
        thread.join()

    assert took < 0.4
    assert len(site.requests) == 9


def test_what_is_posted_goes_out_whole_and_its_note_comes_back(web: Web, site: Site) -> None:
    """Created is well done; the note is the source's own and never leaves us."""
    url = site.at("/a", Reply(b"{}", status=201))
    answer = web.send(replace(json_ask(url, {"text": "Grüße"}, {"x-key": "k"}), note={"thread": "7"}))

    assert (answer.status, answer.note) == (201, {"thread": "7"})
    assert site.requests[0].method == "POST"
    assert site.requests[0].body == '{"text": "Grüße"}'.encode()
    assert site.requests[0].headers["content-type"] == "application/json"
    assert "thread" not in str(site.requests[0].headers)


def test_what_is_posted_is_never_sent_on(web: Web, site: Site) -> None:
    """A redirected answer could land where nobody meant it."""
    url = site.at("/a", Reply(status=307, headers={"Location": site.url + "/b"}))

    with pytest.raises(SourceChanged):
        web.send(form_ask(url, {"text": "x"}, {}))
    assert [request.path for request in site.requests] == ["/a"]


@pytest.mark.parametrize(
    ("reply", "maybe"),
    [
        (Reply(b"", status=500), True),
        (Reply(b"x", claimed_length=9), True),
        (Reply(b"", status=429), False),
        (Reply(b"", status=403, headers={"Retry-After": "9"}), False),
    ],
    ids=["unwell", "cut off", "too many", "throttled"],
)
def test_trouble_says_whether_it_may_have_been_done(web: Web, site: Site, reply: Reply, maybe: bool) -> None:  # noqa: FBT001
    """Whoever sends an answer must know when to look before sending again."""
    with pytest.raises(Later) as later:
        web.send(form_ask(site.at("/a", reply), {"text": "x"}, {}))

    assert later.value.maybe_done is maybe


def test_nobody_there_is_certainly_not_done(web: Web) -> None:
    """A door that is shut has heard nothing."""
    with Site() as gone:
        url = gone.url

    with pytest.raises(Later) as later:
        web.send(form_ask(url, {"text": "x"}, {}))
    assert not later.value.maybe_done


def test_a_source_s_own_words_for_trouble_come_first(web: Web, site: Site) -> None:
    """Some places say 400 for an expired key."""
    url = site.at("/a", Reply(b'{"error": "ExpiredToken"}', status=400))

    def refused(status: int, _headers: Mapping[str, str], body: bytes, _now: datetime) -> NeedsKey | None:
        return NeedsKey("the key has expired") if status == 400 and b"Expired" in body else None

    with pytest.raises(NeedsKey, match="has expired"):
        web.get(Ask(url=url), refused=refused)
