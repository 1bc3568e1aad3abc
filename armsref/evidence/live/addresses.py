"""Which addresses are public: what is not, and every way of writing one inside another, is refused.

The tables are those of IANA's special-purpose registries, kept here because the standard library's
answer to ``is_global`` changes between versions of Python and knows nothing of translation.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

Address = IPv4Address | IPv6Address

_V4 = {
    IPv4Network(network): what
    for network, what in (
        ("0.0.0.0/8", "unspecified"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "shared by a carrier"),
        ("127.0.0.0/8", "loopback"),
        ("169.254.0.0/16", "link-local"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "reserved for protocols"),
        ("192.0.2.0/24", "documentation"),
        ("192.88.99.0/24", "6to4 relay"),
        ("192.168.0.0/16", "private"),
        ("198.18.0.0/15", "benchmarking"),
        ("198.51.100.0/24", "documentation"),
        ("203.0.113.0/24", "documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),
    )
}
_V6 = {
    IPv6Network(network): what
    for network, what in (
        ("::/128", "unspecified"),
        ("::1/128", "loopback"),
        ("::ffff:0:0/96", "IPv4-mapped"),
        ("::ffff:0:0:0/96", "IPv4-translated"),
        ("::/96", "IPv4-compatible"),
        ("64:ff9b:1::/48", "local translation"),
        ("100::/64", "discard"),
        ("2001::/32", "Teredo"),
        ("2001::/23", "reserved for protocols"),
        ("2001:db8::/32", "documentation"),
        ("2002::/16", "6to4"),
        ("3fff::/20", "documentation"),
        ("fc00::/7", "unique local"),
        ("fe80::/10", "link-local"),
        ("fec0::/10", "site-local"),
        ("ff00::/8", "multicast"),
    )
}
#: All that is given out to the public, beside the translation that a network without IPv4 answers.
_GLOBAL_UNICAST = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")
#: The middle of an interface's half of an ISATAP address; its IPv4 address follows.
_ISATAP = (0x0000_5EFE, 0x0200_5EFE)


def fault_of(address: Address) -> str | None:
    """Say why an address is not public; None for a public one.

    Examples
    --------
    >>> from ipaddress import ip_address
    >>> fault_of(ip_address("::ffff:10.0.0.1")), fault_of(ip_address("64:ff9b::10.0.0.1"))
    ('IPv4-mapped', 'translated private')
    >>> fault_of(ip_address("1.1.1.1")) is None
    True
    """
    if isinstance(address, IPv4Address):
        return next((what for network, what in _V4.items() if address in network), None)
    if address.scope_id is not None:
        return "link-local"
    if address in _NAT64:
        inner = fault_of(IPv4Address(int(address) & 0xFFFF_FFFF))
        return None if inner is None else f"translated {inner}"
    special = next((what for network, what in _V6.items() if address in network), None)
    if special is not None:
        return special
    if address not in _GLOBAL_UNICAST:
        return "reserved"
    return "ISATAP" if int(address) >> 32 & 0xFFFF_FFFF in _ISATAP else None
