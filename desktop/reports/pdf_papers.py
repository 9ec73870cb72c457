"""Papers drawn page by page: as PDF, at the printer, in the preview. A4; the fonts come with the program."""

import html
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextDocument,
)
from PySide6.QtPrintSupport import QPrinter

import resources
from desktop.reports.sheets import Facts, Grid, Heading, Line, NewPage, Paper, Picture, Room, Title, Words
from widgets.fonts import BUNDLED_FAMILY, install_fonts

_MARGINS = QMarginsF(26, 28, 24, 20)
"""Millimetres; GB/T 9704-2012, 5.1, with a little less at the top."""
_FOOT_MM = 8.0
_PICTURE_SHARE = 0.62
"""Of a page's width."""
_LONGEST_SIDE = 1600
"""Pixels of a photo in a paper: sharp at 200 dpi and small."""
_STYLE = (
    # paper is white whatever the window looks like
    "body{font-size:11pt;color:#000000} table{border-collapse:collapse} p{white-space:pre-wrap} "
    "td,th{padding:4px 6px;vertical-align:middle;white-space:pre-wrap} "
    "h1{font-size:19pt;font-weight:bold} h2{font-size:13pt;font-weight:bold} .small{font-size:9pt}"
)


def to_pdf(paper: Paper) -> bytes:
    """The paper as a PDF file. Any thread: no pixmap is used."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "paper.pdf"
        writer = QPdfWriter(str(file))
        writer.setResolution(300)
        writer.setTitle(paper.name)
        writer.setCreator("qingkong")
        draw(paper, writer)
        del writer
        return file.read_bytes()


def draw(paper: Paper, device: QPdfWriter | QPrinter) -> int:
    """Draw all pages; how many there are."""
    if BUNDLED_FAMILY not in QFontDatabase.families():
        install_fonts(Path(str(resources.folder("fonts"))), always=True)
    device.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), _PORTRAIT, _MARGINS, _MM))
    foot = round(device.logicalDpiY() / 25.4 * _FOOT_MM)
    wide, high = device.width(), device.height() - foot
    document = _document(paper, device, QSizeF(wide, high))
    count = document.pageCount()
    painter = QPainter(device)
    for page in range(count):
        if page:
            device.newPage()
        _draw_page(painter, document, QRectF(0, page * high, wide, high))
        _draw_foot(painter, QRectF(0, high, wide, foot), f"{paper.foot}　第 {page + 1} 页，共 {count} 页")
    painter.end()
    return count


_PORTRAIT = QPageLayout.Orientation.Portrait
_MM = QPageLayout.Unit.Millimeter


def _document(paper: Paper, device: QPdfWriter | QPrinter, size: QSizeF) -> QTextDocument:
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setDefaultFont(QFont(BUNDLED_FAMILY, 11))
    document.setDefaultStyleSheet(_STYLE)
    # lengths in points follow the paper, not the screen
    document.documentLayout().setPaintDevice(device)
    document.setPageSize(size)
    texts = []
    for number, block in enumerate(paper.blocks):
        if isinstance(block, Picture):
            texts.append(_picture(document, number, block, size.width()))
        else:
            texts.append("".join(_html(block)))
    document.setHtml("<body>" + "".join(texts) + "</body>")
    return document


def _draw_page(painter: QPainter, document: QTextDocument, area: QRectF) -> None:
    painter.save()
    painter.translate(0, -area.top())
    painter.setClipRect(area)
    document.drawContents(painter, area)
    painter.restore()


def _draw_foot(painter: QPainter, area: QRectF, text: str) -> None:
    painter.setPen(Qt.GlobalColor.black)
    painter.setFont(QFont(BUNDLED_FAMILY, 9))
    painter.drawText(area, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom, text)


def _html(block: object) -> Iterator[str]:
    match block:
        case Title(text):
            yield f'<h1 align="center">{_safe(text)}</h1>'
        case Heading(text):
            yield f"<h2>{_safe(text)}</h2>"
        case Line(left, ""):
            yield f"<p>{_safe(left)}</p>"
        case Line(left, right):
            yield f'<table width="100%"><tr><td width="70%">{_safe(left)}</td>'
            yield f'<td width="30%" align="right">{_safe(right)}</td></tr></table>'
        case Words(text, is_small):
            yield f'<p class="{"small" if is_small else "plain"}">{_safe(text)}</p>'
        case Facts(rows):
            yield _table((f"<th>{_safe(a)}</th><td>{_safe(b)}</td>" for a, b in rows), (18, 82))
        case Grid(head, rows, shares):
            yield _grid(head, rows, shares)
        case Room():
            yield "<p>&nbsp;</p>"
        case NewPage():
            yield '<p style="page-break-before:always"></p>'


def _table(rows: Iterator[str], shares: Sequence[int]) -> str:
    """Widths stand in the first row's cells; Qt takes them for the column."""
    lines = []
    for row in rows:
        for kind, share in zip(("<th>", "<td>"), shares, strict=False):
            row = row.replace(kind, f'{kind[:-1]} width="{share}%">', 1)
        lines.append(f"<tr>{row}</tr>")
    return f'<table width="100%" border="1" cellspacing="0">{"".join(lines)}</table>'


def _grid(head: Sequence[str], rows: Sequence[Sequence[str]], shares: Sequence[int]) -> str:
    def cells(kind: str, texts: Sequence[str]) -> str:
        pairs = zip(texts, shares, strict=True)
        return "".join(f'<{kind} width="{share}%">{_safe(text)}</{kind}>' for text, share in pairs)

    body = "".join(f"<tr>{cells('td', row)}</tr>" for row in rows)
    top = f"<thead><tr>{cells('th', head)}</tr></thead>"
    return f'<table width="100%" border="1" cellspacing="0">{top}{body}</table>'


def _picture(document: QTextDocument, number: int, picture: Picture, wide: float) -> str:
    image = QImage.fromData(picture.content)
    caption = f'<p class="small">{_safe(picture.caption)}</p>'
    if image.isNull():
        return caption
    if max(image.width(), image.height()) > _LONGEST_SIDE:
        image = image.scaled(
            _LONGEST_SIDE,
            _LONGEST_SIDE,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    name = QUrl(f"photo://{number}")
    document.addResource(QTextDocument.ResourceType.ImageResource.value, name, image)
    shown = wide * _PICTURE_SHARE
    shown = min(shown, shown * image.width() / max(1, image.height()))
    return f'<p><img src="{name.toString()}" width="{shown:.0f}"></p>{caption}'


def _safe(text: str) -> str:
    """Words of the record are words, whatever they look like; their lines stay."""
    return html.escape(text).replace("\n", "<br>")
