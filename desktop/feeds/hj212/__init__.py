"""HJ 212 (2005, 2017, 2025 plain text): bytes to frames to readings, and back. No I/O, no Qt, no SQL."""

from desktop.feeds.hj212.columns import COLUMN_OF, FEED_UNITS, LIMITS
from desktop.feeds.hj212.crc import crc16
from desktop.feeds.hj212.frame import Frame, Reason, Rejected, answer, encode
from desktop.feeds.hj212.stream import FrameStream
from desktop.feeds.hj212.values import (
    AIR,
    Content,
    Decoded,
    FrameReading,
    carries_readings,
    content,
    decode,
    factors,
    hour_frame,
    hour_qn,
)

__all__ = [
    "AIR",
    "COLUMN_OF",
    "FEED_UNITS",
    "LIMITS",
    "Content",
    "Decoded",
    "Frame",
    "FrameReading",
    "FrameStream",
    "Reason",
    "Rejected",
    "answer",
    "carries_readings",
    "content",
    "crc16",
    "decode",
    "encode",
    "factors",
    "hour_frame",
    "hour_qn",
]
