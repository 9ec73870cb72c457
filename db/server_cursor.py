"""Server-side cursors that go quietly when their connection broke."""

from typing import Any
from warnings import warn

import psycopg
from typing_extensions import override


class ServerCursor(psycopg.ServerCursor[Any]):
    """One that the server dropped with its connection counts as closed.

    psycopg's own stays open when the CLOSE that it sends finds out that the connection is gone, or when
    SQLAlchemy leaves it to a connection that broke; it then complains to whoever is at work when the garbage
    collector finds it.
    """

    @override
    def close(self) -> None:
        try:
            super().close()
        except psycopg.OperationalError:
            if not self.connection.closed:
                raise
            super().close()

    @override
    def __del__(self, __warn: Any = warn) -> None:
        if not self.connection.closed:
            super().__del__(__warn)
