"""What a connection to a PostgreSQL elsewhere must be: encrypted, with a server that proves itself."""

import logging
import os
from collections.abc import Iterator
from ipaddress import ip_address
from typing import Any

import psycopg
from sqlalchemy.engine import URL

from db.errors import InsecureUrlError

log = logging.getLogger(__name__)

PROVEN = ("verify-full", "verify-ca")
"""Values of sslmode with which the server shows a certificate that is checked."""
UNPROVEN = "require"
"""Encrypted, but anybody on the way could pose as the server: taken with a warning."""
_SCRAM = "scram-sha-256"
_REQUIRE_AUTH_SINCE = 160000
"""First libpq that can insist on a way of signing in."""


def connection_options(url: URL) -> dict[str, Any]:
    """What libpq must be told besides the URL; nothing for a server on this computer.

    Raises:
        InsecureUrlError: the URL asks for a connection that others could read.
    """
    if not is_remote(url):
        return {}
    mode = _single(url, "sslmode") or PROVEN[0]
    if mode not in (*PROVEN, UNPROVEN):
        raise InsecureUrlError(where=url.render_as_string(hide_password=True), option=f"sslmode={mode}")
    way = _single(url, "require_auth")
    if way not in (None, _SCRAM):
        raise InsecureUrlError(where=url.render_as_string(hide_password=True), option=f"require_auth={way}")
    if mode == UNPROVEN:
        log.warning("%s: sslmode=require does not check who the server is; use verify-full", url.host)
    options = {"sslmode": mode}
    if psycopg.pq.version() >= _REQUIRE_AUTH_SINCE:
        # a server that asks for the password itself, or for none, is not the office's
        options["require_auth"] = _SCRAM
    return options


def is_remote(url: URL) -> bool:
    """Whether a connection leaves this computer, or may: a service file can name any host."""
    if _single(url, "service") or os.environ.get("PGSERVICE"):
        return True
    return not all(is_local(host) for host in _hosts(url))


def is_local(host: str) -> bool:
    """A Unix socket's folder, or a name or address of this computer itself."""
    if not host or host.startswith(("/", "@")) or host.lower() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _hosts(url: URL) -> Iterator[str]:
    """Every host that libpq may try, as it looks for them: URL, its options, the environment."""
    named = [*_all(url, "host"), url.host or ""]
    yield from named if any(named) else [os.environ.get("PGHOST", "")]
    yield from _all(url, "hostaddr") or [os.environ.get("PGHOSTADDR", "")]


def _all(url: URL, name: str) -> list[str]:
    """Values of an option: it may stand several times, each with several values and ports."""
    found = url.query.get(name, ())
    texts = (found,) if isinstance(found, str) else found
    return [_without_port(part) for text in texts for part in text.split(",")]


def _without_port(host: str) -> str:
    head, colon, port = host.rpartition(":")
    return head if colon and port.isdigit() and ":" not in head else host


def _single(url: URL, name: str) -> str | None:
    found = url.query.get(name)
    return found if isinstance(found, str) or found is None else found[-1]
