"""The papers of orders as blocks, for PDF, print and preview: the same words as in the DOCX templates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Title:
    """What the paper is, in the middle."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A part of a longer paper."""

    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line: words at the left, others at the right."""

    left: str
    right: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph."""

    text: str
    is_small: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Captions at the left, words at the right."""

    rows: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table whose head stands on every page; `shares` are the widths in percent."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    shares: Sequence[int]


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo, encoded as it is kept, with what is to be said of it."""

    content: bytes
    caption: str


@dataclass(frozen=True, slots=True)
class Room:
    """An empty line."""


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins on another page."""


Block = Title | Heading | Line | Words | Facts | Grid | Picture | Room | NewPage


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper; `foot` stands at the bottom of each page, before the page numbers."""

    name: str
    blocks: Sequence[Block]
    foot: str


SIGN_OUT = "签发人：　　　　　　　　　（盖章）　　　　年　　月　　日"
SIGN_BACK = "退回单位：　　　　　　　　（盖章）　　　　年　　月　　日"
SIGN_IN = "签收人：　　　　　　　　　　　　　　年　　月　　日　　时　　分"
_UNITS = {"unit": "单位", "role": "分工", "receive": "签收时限", "arrive": "到场时限", "report": "办结时限"}
_ORDERS = {"index": "序号", "number": "编号", "title": "事项", "unit": "承办单位", "report": "办结时限"}
"""Papers go to Chinese offices: their own words are Chinese in every language of the window."""


def order_sheet(fields: Mapping[str, Any]) -> Paper:
    """交办单."""
    facts = [
        ("事项", fields["title"]),
        ("地点", fields["place"]),
        ("专项来源", "　".join(text for text in (fields["campaign"], fields["source"]) if text)),
        ("发现问题", fields["found"]),
        ("办理要求", fields["required"]),
        ("依据", fields["legal"]),
        ("联系人", fields["contacts"]),
    ]
    blocks = (
        Title("大气污染防治交办单"),
        Line(f"编号：{fields['number']}", fields["date"]),
        Facts(facts),
        Room(),
        Heading("承办单位和时限"),
        _grid(_UNITS, fields["units"], (30, 10, 20, 20, 20)),
        Room(),
        Line(SIGN_OUT),
        Room(),
        Line(SIGN_IN),
    )
    return Paper(str(fields["number"]), blocks, fields["printed"])


def return_sheet(fields: Mapping[str, Any]) -> Paper:
    """退回单."""
    captions = {
        "title": "事项", "place": "地点", "unit": "承办单位", "report": "反馈情况", "reported_at": "反馈时间",
        "reason": "退回原因", "returned_by": "退回人", "required": "办理要求", "deadline": "办结时限",
    }  # fmt: skip
    blocks = (
        Title("交办事项退回单"),
        Line(f"编号：{fields['number']}", fields["date"]),
        Facts([(caption, fields[key]) for key, caption in captions.items()]),
        Room(),
        Line(SIGN_BACK),
        Room(),
        Line(SIGN_IN),
    )
    return Paper(str(fields["number"]), blocks, fields["printed"])


def signing_sheet(fields: Mapping[str, Any]) -> Paper:
    """签收表."""
    grid = _grid(_ORDERS, fields["orders"], (6, 25, 24, 15, 16, 14))
    blocks = (
        Title("交办单签收表"),
        Line(f"共 {fields['count']} 件", fields["date"]),
        Grid([*grid.head, "签收人、时间"], [[*row, ""] for row in grid.rows], grid.shares),
    )
    return Paper("签收表", blocks, fields["printed"])


SHEETS = {"order": order_sheet, "return": return_sheet, "signing": signing_sheet}


def _grid(columns: Mapping[str, str], rows: Sequence[Mapping[str, str]], shares: Sequence[int]) -> Grid:
    return Grid([*columns.values()], [[row[key] for key in columns] for row in rows], shares)
