"""Which network addresses are the public internet, and which lead back into somebody's own network."""

from __future__ import annotations

import ipaddress
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

__all__ = ["why_not_public"]

# IANA's special-purpose registries (RFC 6890 and its updates), multicast, and the one address in public
# space that a cloud answers from inside. Spelled out, since Python's `is_global` changed between versions.
_NOT_PUBLIC_4 = {
    IPv4Network(network): what
    for network, what in {
        "0.0.0.0/8": "no address of a host",
        "10.0.0.0/8": "private",
        "100.64.0.0/10": "shared by customers of one carrier",
        "127.0.0.0/8": "this machine",
        "168.63.129.16/32": "a cloud's own service",
        "169.254.0.0/16": "link-local, where clouds keep their metadata",
        "172.16.0.0/12": "private",
        "192.0.0.0/24": "set aside for protocols",
        "192.0.2.0/24": "for examples only",
        "192.88.99.0/24": "a relay into other networks",
        "192.168.0.0/16": "private",
        "198.18.0.0/15": "for tests of networks",
        "198.51.100.0/24": "for examples only",
        "203.0.113.0/24": "for examples only",
        "224.0.0.0/4": "multicast",
        "240.0.0.0/4": "reserved",
    }.items()
}
_GLOBAL_UNICAST = IPv6Network("2000::/3")
"""All that was ever given out; whatever lies outside is special (RFC 4291, 2.4)."""
_NAT64 = IPv6Network("64:ff9b::/96")
"""How networks that speak only IPv6 name an IPv4 address: judged by that address (RFC 6052)."""
_NOT_PUBLIC_6 = {
    IPv6Network(network): what
    for network, what in {
        "::/128": "no address of a host",
        "::1/128": "this machine",
        "::ffff:0:0/96": "an IPv4 address in disguise",
        "::/96": "an IPv4 address in disguise",
        "64:ff9b:1::/48": "a private translator to IPv4",
        "100::/64": "a hole that swallows all",
        "2001::/23": "a tunnel or set aside for protocols",
        "2001:db8::/32": "for examples only",
        "2002::/16": "a tunnel to an IPv4 address",
        "3fff::/20": "for examples only",
        "fc00::/7": "private",
        "fe80::/10": "link-local",
        "fec0::/10": "private",
        "ff00::/8": "multicast",
    }.items()
}
_ISATAP = (0x00005EFE, 0x02005EFE)
"""Third quarter of an address whose last quarter is an IPv4 address behind a tunnel (RFC 5214)."""


def why_not_public(address: str) -> str | None:
    """What is not public about an address as the resolver gives it, in a few words; `None` if it is public.

    An address that cannot be read is not public.
    """
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return "no address of a host"
    return _four(ip) if isinstance(ip, IPv4Address) else _six(ip)


def _four(ip: IPv4Address) -> str | None:
    return next((what for network, what in _NOT_PUBLIC_4.items() if ip in network), None)


def _six(ip: IPv6Address) -> str | None:
    if ip.scope_id is not None:
        return "link-local"
    if ip in _NAT64:
        return _four(IPv4Address(int(ip) & 0xFFFFFFFF))
    for network, what in _NOT_PUBLIC_6.items():
        if ip in network:
            return what
    if (int(ip) >> 32) & 0xFFFFFFFF in _ISATAP:
        return "a tunnel to an IPv4 address"
    return None if ip in _GLOBAL_UNICAST else "reserved"
