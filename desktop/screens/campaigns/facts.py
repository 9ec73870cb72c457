"""The facts of a site as label and value, in the order in which people ask for them."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget
from typing_extensions import override

from db.queries.pairings import Responsible
from db.queries.sites import SiteRecord
from db.rules.milestones import steps
from desktop.screens.campaigns import words
from desktop.screens.campaigns.columns import Reader
from desktop.screens.campaigns.history import core_name
from desktop.screens.campaigns.pairing_words import who_text
from widgets import theme
from widgets.theme import set_role

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what it says; without a label a heading."""

    label: str
    text: str
    heading: bool = False


def facts(site: SiteRecord, reader: Reader, responsible: Sequence[Responsible] = ()) -> list[Fact]:
    """Place and people, the campaign's fields, and what the record has beyond the definition."""
    return [
        Fact(core_name("unit_code"), reader.directory().path(site.unit_code)),
        Fact(core_name("address"), site.address or ""),
        Fact(translate("Campaigns", "Coordinates"), _place(site)),
        Fact(core_name("owner"), site.owner or ""),
        Fact(core_name("person"), site.person or ""),
        Fact(core_name("phone"), site.phone or ""),
        *_responsible(responsible),
        Fact(reader.definition.name(reader.language), "", heading=True),
        *_fields(site, reader),
        *_strangers(site, reader),
        *_milestones(site, reader),
    ]


def _responsible(links: Sequence[Responsible]) -> list[Fact]:
    heading = [Fact(translate("Campaigns", "Who answers"), "", heading=True)] if links else []
    nobody = translate("Campaigns", "nobody named")
    return heading + [Fact(link.unit_name, who_text(link) or nobody) for link in links]


def _place(site: SiteRecord) -> str:
    if site.lon is None or site.lat is None:
        return ""
    return f"{site.lon:.5f}, {site.lat:.5f}"


def _fields(site: SiteRecord, reader: Reader) -> list[Fact]:
    found = []
    for field in reader.definition.fields:
        text = words.field_text(reader.definition, field, site, reader.language, reader.directory())
        found.append(Fact(field.name(reader.language), words.measured(text, field, reader.language)))
    return found


def _strangers(site: SiteRecord, reader: Reader) -> list[Fact]:
    """An edited definition may have lost a field; what was recorded is still shown."""
    keys = [key for key in site.fields if reader.definition.field(key) is None]
    return [Fact(key, str(site.fields[key])) for key in keys]


def _milestones(site: SiteRecord, reader: Reader) -> list[Fact]:
    """The campaign's own steps; those that the site names stand among its fields."""
    own = {milestone.text for milestone in reader.definition.milestones}
    found = [step for step in steps(reader.definition, site.id, site.fields) if step.text in own]
    heading = [Fact(translate("Campaigns", "Milestones"), "", heading=True)] if found else []
    return heading + [
        Fact(step.text.name(reader.language), step.day.isoformat() if step.day else "") for step in found
    ]


class FactsView(QWidget):
    """Labels in a muted column, values beside them; values can be selected and copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: list[Fact] = []
        self._labels: list[QLabel] = []
        self._grid = QGridLayout(self)
        self._measure()

    def show_facts(self, new: Sequence[Fact]) -> None:
        """Nothing is rebuilt when nothing differs, so that a selection in a value survives."""
        if list(new) == self._facts:
            return
        self._facts = list(new)
        for label in self._labels:
            self._grid.removeWidget(label)
            label.hide()
            label.deleteLater()
        self._labels = []
        for row, fact in enumerate(self._facts):
            self._add(row, fact)
        self._grid.setRowStretch(self._grid.rowCount(), 1)

    def texts(self) -> dict[str, str]:
        """What is shown, by label."""
        return {fact.label: fact.text for fact in self._facts if not fact.heading}

    def _add(self, row: int, fact: Fact) -> None:
        label = _label(fact.label, "strong" if fact.heading else "muted")
        self._labels.append(label)
        if fact.heading:
            label.setContentsMargins(0, theme.current().unit, 0, 0)
            self._grid.addWidget(label, row, 0, 1, 2)
            return
        value = _label(fact.text or "—", "" if fact.text else "muted")
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._labels.append(value)
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(value, row, 1, Qt.AlignmentFlag.AlignTop)

    def _measure(self) -> None:
        unit = theme.current().unit
        self._grid.setContentsMargins(2 * unit, unit, 2 * unit, 2 * unit)
        self._grid.setHorizontalSpacing(2 * unit)
        self._grid.setVerticalSpacing(unit // 2 + 1)
        self._grid.setColumnStretch(1, 1)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_grid"):
            self._measure()


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text, textFormat=Qt.TextFormat.PlainText, wordWrap=role != "muted")
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    set_role(label, role)
    return label
