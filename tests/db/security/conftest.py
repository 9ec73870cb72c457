"""The shared record of `tests/shared_record.py` for these tests."""

from shared_record import own_shared, shared

__all__ = ["own_shared", "shared"]
