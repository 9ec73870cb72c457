"""HJ 212 (2005, 2017, 2025): bytes to frames to readings, and back. No I/O, no Qt, no SQL."""

from desktop.feeds.hj212.answers import Kind, answer, kind_of
from desktop.feeds.hj212.columns import COLUMN_OF, FEED_UNITS, LIMITS
from desktop.feeds.hj212.content import Content, content, factors
from desktop.feeds.hj212.crc import crc16
from desktop.feeds.hj212.frame import Frame, Reason, Rejected, Version, encode, wrap
from desktop.feeds.hj212.join import Joiner
from desktop.feeds.hj212.records import DEFAULT_POLICY, Channel, Decoded, FrameReading, Policy
from desktop.feeds.hj212.sending import hour_frame, hour_qn
from desktop.feeds.hj212.sm4 import key_of, seal, unseal
from desktop.feeds.hj212.stream import FrameStream
from desktop.feeds.hj212.times import qn_time
from desktop.feeds.hj212.values import (
    AIR,
    DUST,
    carries_readings,
    decode,
    has_columns,
    last_texts,
)

__all__ = [
    "AIR",
    "COLUMN_OF",
    "DEFAULT_POLICY",
    "DUST",
    "FEED_UNITS",
    "LIMITS",
    "Channel",
    "Content",
    "Decoded",
    "Frame",
    "FrameReading",
    "FrameStream",
    "Joiner",
    "Kind",
    "Policy",
    "Reason",
    "Rejected",
    "Version",
    "answer",
    "carries_readings",
    "content",
    "crc16",
    "decode",
    "encode",
    "factors",
    "has_columns",
    "hour_frame",
    "hour_qn",
    "key_of",
    "kind_of",
    "last_texts",
    "qn_time",
    "seal",
    "unseal",
    "wrap",
]
