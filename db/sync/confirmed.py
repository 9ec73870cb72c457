"""What peers have confirmed, durably, of our operations."""

import json
import uuid
from collections.abc import Iterable, Mapping

from db.sync.batch import Head


def read(text: str) -> dict[uuid.UUID, int]:
    """`peer.given`: replica -> last confirmed operation."""
    return {uuid.UUID(replica): seq for replica, seq in json.loads(text).items()}


def write(given: Mapping[uuid.UUID, int]) -> str:
    """The text of `peer.given`."""
    return json.dumps({str(replica): seq for replica, seq in sorted(given.items())})


def confirmed(texts: Iterable[str], replica: uuid.UUID) -> int:
    """The furthest that any peer has confirmed of this replica's operations."""
    return max((read(text).get(replica, 0) for text in texts), default=0)


def raised(text: str, heads: Mapping[uuid.UUID, Head]) -> str:
    """`peer.given` after the peer said that it holds these heads; what it held before never shrinks."""
    given = read(text)
    for replica, head in heads.items():
        given[replica] = max(given.get(replica, 0), head.seq)
    return write(given)
