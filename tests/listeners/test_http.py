"""The manners of the way out: validators, names, pace, threads."""

import threading
import time
from collections.abc import Iterable
from datetime import timedelta

import pytest

from listeners.errors import Later, SourceChanged
from listeners.http import Unchanged, Web, validators
from listeners.pace import Pacer
from listeners.source import Answer, Ask
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
