"""Who may connect, how often, and what a connection may cost."""

from collections import Counter
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import TypeAlias

Network: TypeAlias = IPv4Network | IPv6Network

LOOPBACK: tuple[Network, ...] = (ip_network("127.0.0.0/8"), ip_network("::1/128"))
_MINUTE = 60.0


@dataclass(frozen=True, slots=True)
class Guard:
    """Limits of a listener that stands open on a network; sizes in bytes, times in seconds.

    The defaults let a few hundred devices come through one gateway of the mobile network.
    """

    connections: int = 5_000
    per_address: int = 500
    new_per_minute: int = 600
    """New connections from one address in a minute; a device that cannot hold its line makes a few."""
    idle_seconds: float = 600.0
    """A connection without a good frame for so long is closed."""
    frame_bytes: int = 4_096
    """Longest data segment; the standard allows 1,024."""
    bad_in_a_row: int = 200
    """Refused pieces without a good frame between them, after which the connection is closed."""
    join_seconds: float = 60.0
    """How long the parts of a message are waited for."""
    networks: tuple[Network, ...] = ()
    """Only from these; empty lets everybody connect."""
    trusted: tuple[Network, ...] = LOOPBACK
    """Always let in, without the limits for one address: this machine's own programs."""


class Gate:
    """Counts connections by address. Time is the caller's, in seconds."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        self._open: Counter[str] = Counter()
        self._new: Counter[str] = Counter()
        self._minute_began = float("-inf")
        self._total = 0

    def admit(self, address: str, now: float) -> str | None:
        """Count a new connection; the reason if it may not stay, which counts nothing."""
        reason = self._objection(address, now)
        if reason is None:
            place = _place(address)
            self._open[place] += 1
            self._new[place] += 1
            self._total += 1
        return reason

    def leave(self, address: str) -> None:
        """An admitted connection is gone."""
        place = _place(address)
        self._total -= 1
        self._open[place] -= 1
        if self._open[place] <= 0:
            del self._open[place]

    def _objection(self, address: str, now: float) -> str | None:
        if now - self._minute_began >= _MINUTE:
            self._minute_began = now
            self._new.clear()
        guard, place = self._guard, _place(address)
        if self._total >= guard.connections:
            return "full"
        if _is_in(address, guard.trusted):
            return None
        if guard.networks and not _is_in(address, guard.networks):
            return "network"
        if self._open[place] >= guard.per_address:
            return "address"
        return "rate" if self._new[place] >= guard.new_per_minute else None


def networks(text: str) -> tuple[Network, ...]:
    """Networks and addresses from a list like `10.1.0.0/16, 192.168.1.7`.

    Raises:
        ValueError: something in it is no network.
    """
    return tuple(ip_network(part.strip(), strict=False) for part in text.split(",") if part.strip())


def _is_in(address: str, among: tuple[Network, ...]) -> bool:
    try:
        found = ip_address(_plain(address))
    except ValueError:
        return False
    return any(found in network for network in among)


def _place(address: str) -> str:
    """What counts as one sender: an IPv4 address, or the /64 that an IPv6 address is one of."""
    plain = _plain(address)
    try:
        is_v6 = isinstance(ip_address(plain), IPv6Address)
    except ValueError:
        return plain
    return str(ip_network(f"{plain}/64", strict=False)) if is_v6 else plain


def _plain(address: str) -> str:
    """Without the zone of a link-local address, and as IPv4 where it is one that came through IPv6."""
    return address.partition("%")[0].removeprefix("::ffff:")
