"""Which machines may be dialled: the judgement behind the safe fetcher. Pure.

Only the address itself is judged, never its spelling: names and odd notations are resolved first (`listeners.dial`).
Addresses that carry an IPv4 address inside (mapped, NAT64, 6to4) are judged by what they carry.
"""

from enum import Enum
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

_FORBIDDEN = (
    IPv4Network("0.0.0.0/8"),  # "this machine": reaches loopback on Linux
    IPv4Network("169.254.0.0/16"),  # link-local: cloud metadata
    IPv4Network("100.100.100.200/32"),  # Alibaba's metadata
    IPv4Network("168.63.129.16/32"),  # Azure's wire server, in the middle of public space
    IPv4Network("192.0.0.192/32"),  # Oracle's metadata
    IPv4Network("224.0.0.0/3"),  # multicast, reserved, broadcast
    IPv6Network("::/128"),
    IPv6Network("fe80::/10"),
    IPv6Network("fd00:ec2::/32"),  # Amazon's metadata over IPv6
    IPv6Network("fd20:ce::254/128"),  # Google's
    IPv6Network("ff00::/8"),
)
_NOT_PUBLIC = (
    IPv4Network("100.64.0.0/10"),
    IPv4Network("192.0.0.0/24"),
    IPv4Network("192.88.99.0/24"),
)
_GLOBAL_V6 = IPv6Network("2000::/3")
_NAT64 = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"), IPv6Network("::/96"))


class Standing(Enum):
    """What an address is to us."""

    PUBLIC = "public"
    PRIVATE = "private"
    FORBIDDEN = "forbidden"


def standing(address: str) -> Standing:
    """Return what a numeric address is; FORBIDDEN (metadata, multicast, nobody's) is never to be dialled."""
    return _judged(ip_address(address.partition("%")[0]))


def _judged(address: IPv4Address | IPv6Address) -> Standing:
    if any(address in network for network in _FORBIDDEN if network.version == address.version):
        return Standing.FORBIDDEN
    if isinstance(address, IPv4Address):
        open_to_all = address.is_global and not any(address in network for network in _NOT_PUBLIC)
        return Standing.PUBLIC if open_to_all else Standing.PRIVATE
    inner = _carried(address)
    if inner is not None:
        return _judged(inner)
    open_to_all = address in _GLOBAL_V6 and address.is_global and address.teredo is None
    return Standing.PUBLIC if open_to_all else Standing.PRIVATE


def _carried(address: IPv6Address) -> IPv4Address | None:
    if int(address) == 1:
        return None
    if any(address in network for network in _NAT64):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour
