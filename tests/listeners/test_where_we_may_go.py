"""Where the way out leads: public places only, whatever people type and whoever sends us on."""

import ipaddress
import socket

import httpx
import pytest
from hypothesis import given, strategies as st

from listeners import dial
from listeners.addresses import Standing, standing
from listeners.errors import Later, Never, SourceChanged
from listeners.hops import Trip
from listeners.http import Web
from listeners.source import Answer, Ask
from tests.webserver import Reply, Site


def answer_of(web: Web, url: str, **headers: str) -> Answer:
    """Ask and expect an answer."""
    answer = web.get(Ask(url=url, headers=headers))

    assert isinstance(answer, Answer)
    return answer


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "2130706433",
        "0x7f.1",
        "0177.0.0.1",
        "0x7f000001",
        "017700000001",
        "0",
        "127.1",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[64:ff9b::7f00:1]",
        "[64:ff9b::]",
        "[2002:7f00:1::]",
        "[fe80::1]",
        "[fc00::1]",
        "[fd00:ec2::254]",
        "169.254.169.254",
        "10.0.0.1",
        "172.16.3.4",
        "192.168.1.1",
        "100.64.0.1",
        "100.100.100.200",
        "168.63.129.16",
        "192.0.0.192",
        "224.0.0.1",
        "255.255.255.255",
        "127.0.0.1.",
        "①②⑦.⓪.⓪.①",
        "127。0。0。1",
        "[fe80::1%25eth0]",
        "%31%32%37.0.0.1",
    ],
)  # fmt: skip
def test_no_spelling_of_a_private_address_is_dialled(strict: Web, site: Site, host: str) -> None:
    """The dialled address is judged, not its name; nothing arrives."""
    site.at("", Reply(b"secret"))

    with pytest.raises((Never, Later)):
        strict.get(Ask(url=f"http://{host}:{site.port}/"))
    assert site.requests == []


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.com/",
        "file:///etc/passwd",
        "gopher://x/",
        "javascript:alert(1)",
        "data:,x",
        "/etc/passwd",
        "http://",
        "http://a..b:x/",
        "http://me:pw@example.com/",
        "http://me@example.com/",
        "http://xn--a/",
        "http://[::1/",
        "",
        " ",
        "http://exa mple.com/",
        "http://\x00/",
        "http://example.com:99999999/",
    ],
)  # fmt: skip
def test_what_is_no_web_address_is_refused_in_one_line(strict: Web, url: str) -> None:
    """People mistype, and some addresses are traps."""
    with pytest.raises(Never) as refused:
        strict.get(Ask(url=url))

    assert "\n" not in str(refused.value)
    assert "pw" not in str(refused.value)


@given(st.ip_addresses(v=4))
def test_public_ipv4_addresses_are_global_ones(address: ipaddress.IPv4Address) -> None:
    """Whatever is public to us is public to the registries too, however it is wrapped."""
    judged = standing(str(address))

    assert judged is not Standing.PUBLIC or address.is_global
    assert standing(f"::ffff:{address}") is judged
    assert standing(str(ipaddress.IPv6Address(int(ipaddress.IPv6Address("64:ff9b::")) + int(address)))) is judged
    assert standing(str(ipaddress.IPv6Address((0x2002 << 112) | (int(address) << 80)))) is judged


@given(st.ip_addresses(v=6))
def test_public_ipv6_addresses_are_global_ones(address: ipaddress.IPv6Address) -> None:
    """The same for the long ones."""
    inner = address.ipv4_mapped or address.sixtofour

    assert standing(str(address)) is not Standing.PUBLIC or address.is_global or (inner and inner.is_global)


@given(
    st.sampled_from(
        ["127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16"]
    ),
    st.integers(0, 2**24),
    st.sampled_from(["{}", "0x{:x}", "0{:o}"]),
)
def test_numbers_for_private_machines_are_seen_through(network: str, offset: int, spelling: str) -> None:
    """Decimal, hexadecimal and octal spellings resolve to addresses that are never public."""
    space = ipaddress.ip_network(network)
    address = space[offset % space.num_addresses]
    resolved = socket.getaddrinfo(spelling.format(int(address)), 80, type=socket.SOCK_STREAM)

    assert {standing(str(place[4][0])) for place in resolved} & {Standing.PUBLIC} == set()


@pytest.mark.parametrize("address", ["1.1.1.1", "93.184.216.34", "2606:4700:4700::1111", "64:ff9b::101:101"])
def test_public_addresses_are_public(address: str) -> None:
    """The rules must not shut out the web."""
    assert standing(address) is Standing.PUBLIC


@pytest.mark.parametrize(
    "address", ["169.254.169.254", "fd00:ec2::254", "::ffff:169.254.169.254", "0.0.0.0", "fe80::1", "100.100.100.200"]
)
def test_metadata_is_never_dialled_even_by_those_who_may_listen_at_home(address: str) -> None:
    """Keys of the machine itself lie there."""
    with pytest.raises(dial.Refused):
        dial.Dialler(allow_private=True).connect_tcp(address, 80)


def test_one_bad_address_of_several_refuses_the_host() -> None:
    """A name that leads to a public and to a private machine is a trap."""
    dialler = dial.Dialler(allow_private=False)

    with pytest.raises(dial.Refused):
        dialler.connect_tcp("localhost", 80)


@pytest.mark.parametrize(
    "target",
    ["http://127.0.0.1:{other}/", "http://localhost:{own}/", "http://[::1]:{own}/", "//127.0.0.1:{other}/x",
     "http://169.254.169.254/latest/", "https://127.0.0.1:{other}/", "file:///etc/passwd", "http://0:{other}/"],
)  # fmt: skip
def test_a_redirect_never_leads_into_another_private_place(web: Web, site: Site, target: str) -> None:
    """A feed at home may not make us knock at its neighbours' doors."""
    with Site() as other:
        other.at("", Reply(b"secret"))
        location = target.format(other=other.port, own=site.port)
        url = site.at("/feed", Reply(status=302, headers={"Location": location}))

        with pytest.raises(Never) as refused:
            web.get(Ask(url=url))

    assert "\n" not in str(refused.value)
    assert other.requests == []
    assert len(site.requests) == 1


def test_a_redirect_to_a_neighbour_we_know_is_refused_too(web: Web) -> None:
    """That another listener has an open connection there opens no door."""
    with Site() as site, Site() as other:
        known = other.at("/", Reply(b"ok"))
        answer_of(web, known)
        url = site.at("/feed", Reply(status=302, headers={"Location": known}))

        with pytest.raises(Never, match="private network"):
            web.get(Ask(url=url))

    assert len(other.requests) == 1


def test_a_redirect_on_the_same_host_and_port_is_followed(web: Web, site: Site) -> None:
    """A blog that tidied up its addresses is still the blog that was asked for."""
    url = site.at("/old", Reply(status=302, headers={"Location": "/new?x=1#part"}))
    site.at("/new", Reply(b"here"))
    answer = answer_of(web, url)

    assert (answer.body, answer.url, answer.moved_to) == (b"here", f"{site.url}/new?x=1", "")


def test_a_permanent_move_is_told_as_far_as_it_is_permanent(web: Web, site: Site) -> None:
    """The new address is worth keeping; where it sends us today is not."""
    url = site.at("/a", Reply(status=301, headers={"Location": "/b"}))
    site.at("/b", Reply(status=308, headers={"Location": "/c"}))
    site.at("/c", Reply(status=302, headers={"Location": "/d"}))
    site.at("/d", Reply(status=301, headers={"Location": "/e"}))
    site.at("/e", Reply(b"here"))

    assert answer_of(web, url).moved_to == f"{site.url}/c"


def test_a_circle_is_left_after_five_redirects(web: Web, site: Site) -> None:
    """It would never end."""
    url = site.at("/a", Reply(status=302, headers={"Location": "/a"}))

    with pytest.raises(Never, match="sending us on"):
        web.get(Ask(url=url))
    assert len(site.requests) == 6


@pytest.mark.parametrize("location", ["", "http://", "http://[::1", "ftp://example.com/", "http://me:pw@127.0.0.1/"])
def test_a_redirect_to_no_address_is_refused(web: Web, site: Site, location: str) -> None:
    """Every redirect is judged like an address people typed."""
    url = site.at("/a", Reply(status=302, headers={"Location": location}))

    with pytest.raises((Never, SourceChanged)) as refused:
        web.get(Ask(url=url))
    assert "pw" not in str(refused.value)


def test_credentials_stay_with_the_origin_they_are_for(web: Web, site: Site) -> None:
    """Redirected within the origin they go along; what a page without them sees is only what is for all eyes."""
    url = site.at("/a", Reply(status=302, headers={"Location": "/b"}))
    site.at("/b", Reply(b"x"))
    answer_of(web, url, authorization="Bearer invented", accept="text/x")

    assert site.requests[1].headers["authorization"] == "Bearer invented"


@pytest.mark.parametrize("target", ["https://b.example/", "http://a.example/", "https://a.example:8443/"])
def test_credentials_do_not_go_along_to_another_origin(target: str) -> None:
    """They are for one place, over one scheme."""
    start = httpx.URL("https://a.example/feed")
    with httpx.Client() as asked, httpx.Client() as sent_on:
        ask = Ask(url=str(start))
        trip = Trip(ask=ask, asked=start, url=start, headers={b"x-key": b"k", b"accept": b"*/*"}, client=asked)
        trip.move_on(302, target, sent_on=sent_on)

        assert trip.headers == {b"accept": b"*/*"}
        assert str(trip.url) == target


def test_an_address_a_place_named_itself_must_be_public(web: Web, site: Site) -> None:
    """Where a feed moved to, or says its next page is, we go without the operator's rights."""
    url = site.at("/a", Reply(b"x"))

    with pytest.raises(Never, match="private"):
        web.get(Ask(url=url), only_public=True)


def test_cookies_and_proxies_of_the_surroundings_are_left_alone(web: Web, site: Site) -> None:
    """One listener's visit must not be known at another's."""
    url = site.at("/a", Reply(b"1", headers={"Set-Cookie": "id=7; Path=/"}), Reply(b"2"))
    answer_of(web, url)
    answer_of(web, url)

    assert "cookie" not in site.requests[1].headers
