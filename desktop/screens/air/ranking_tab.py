"""Ranking 排名: counties, townships or stations by a rule; movement, improvement, rewards and fines."""

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.air.ranking_rules import RankingRule
from desktop.evaluation import words
from desktop.evaluation.places import COUNTY, STATION, TOWNSHIP, Place
from desktop.evaluation.placing import Placed, Wish, best_rule, place_rows, wanted_period
from desktop.evaluation.sheets import Sheet
from desktop.screens.air import ranking_words
from desktop.screens.air.desk import Desk
from desktop.screens.air.loading import load_period
from desktop.screens.air.tab import Tab
from desktop.standards import rankings
from widgets import theme
from widgets.ranking import RankingList
from widgets.segmented import Segmented


class RankingTab(Tab):
    """The list of places."""

    key = "ranking"
    has_sheet = True

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.title = self.tr("Ranking")
        self._found: Placed | None = None
        self.kind = Segmented(
            [
                (COUNTY, self.tr("Counties")),
                (TOWNSHIP, self.tr("Townships")),
                (STATION, self.tr("Stations")),
            ]
        )
        self.kind.setAccessibleName(self.tr("What is ranked"))
        self.rule, self.wanted, self.group = QComboBox(), QComboBox(), QComboBox()
        self.list = RankingList()
        self.list.set_empty_text(self.tr("Nothing to rank: no such place has a station."))
        self._name_parts()
        self._lay_out()
        self._connect()
        self._show_rules()

    @override
    def load(self) -> None:
        question = self.desk.question
        period, today = question.span.period, self.desk.today()
        rule = self._rule()
        wish = Wish(
            self._places(),
            rule.lists[self.wanted.currentIndex()],
            rule.groups[self.group.currentIndex()],
            period,
            question.basis(),
            question.without_sand,
            period.days == 1 and period.last == today,
        )
        read = partial(load_period, period=wanted_period(period))
        self.desk.work(self.key, read, partial(place_rows, wish=wish), self._on_placed)

    @override
    def basis_line(self) -> str:
        if self._found is None:
            return ""
        wish, language = self._found.wish, self.desk.language
        basis = words.basis_text(wish.basis, wish.period, language, forced=bool(self.desk.question.edition))
        parts = [words.period_text(wish.period), basis]
        if wish.period.days != 1 and not wish.period.is_month and self._rule().period == "month":
            parts.append(self.tr("the rule ranks whole months"))
        if wish.is_provisional:
            parts.append(self.tr("the day is not over"))
        return " · ".join(parts)

    @override
    def sheet(self) -> Sheet:
        if self._found is None:
            return Sheet(self.title, (), (), ())
        rule = ranking_words.rule_text(self._rule(), self.desk.language)
        return ranking_words.sheet(self._found, self.title, (rule, self.basis_line()))

    @override
    def apply_theme(self) -> None:
        look = theme.current()
        self._controls.setContentsMargins(look.edge, look.unit // 2, look.edge, look.unit // 2)
        self._controls.setSpacing(look.unit)
        for combo in (self.rule, self.wanted, self.group):
            combo.setMaximumWidth(look.px(26))

    def _name_parts(self) -> None:
        names = (self.tr("Rule"), self.tr("List"), self.tr("Group"))
        for combo, name in zip((self.rule, self.wanted, self.group), names, strict=True):
            combo.setAccessibleName(name)
            combo.setMinimumContentsLength(8)
        for key, rule in rankings().items():
            self.rule.addItem(ranking_words.rule_text(rule, self.desk.language), key)

    def _lay_out(self) -> None:
        self._controls = QHBoxLayout()
        for part in (self.kind, self.rule, self.wanted, self.group):
            self._controls.addWidget(part)
        self._controls.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(self._controls)
        box.addWidget(self.list, 1)
        self.apply_theme()

    def _connect(self) -> None:
        self.kind.chosen.connect(self._on_kind)
        self.rule.activated.connect(self._on_rule)
        for combo in (self.wanted, self.group):
            combo.activated.connect(self.refresh)

    def _rule(self) -> RankingRule:
        return rankings()[self.rule.currentData()]

    def _places(self) -> tuple[Place, ...]:
        places, question = self.desk.places, self.desk.question
        found = {COUNTY: places.counties, TOWNSHIP: places.townships, STATION: places.stations}
        kind = self.kind.current()
        if kind == COUNTY or not question.county:
            return found[kind]
        return tuple(place for place in found[kind] if place.county == question.county)

    @Slot()
    def _on_kind(self) -> None:
        self.rule.setCurrentIndex(self.rule.findData(best_rule(list(rankings()), self.kind.current())))
        self._on_rule()

    @Slot()
    def _on_rule(self) -> None:
        self._show_lists()
        self.refresh()

    def _show_rules(self) -> None:
        self.rule.setCurrentIndex(self.rule.findData(best_rule(list(rankings()), COUNTY)))
        self._show_lists()

    def _show_lists(self) -> None:
        rule, language = self._rule(), self.desk.language
        self.wanted.clear()
        self.wanted.addItems([ranking_words.list_text(one) for one in rule.lists])
        self.group.clear()
        self.group.addItems([ranking_words.rule_text(one, language) for one in rule.groups])
        counties = [row for row, one in enumerate(rule.groups) if "counties" in one.key]
        self.group.setCurrentIndex(counties[0] if counties else 0)
        self.group.setVisible(len(rule.groups) > 1)

    def _on_placed(self, found: Placed) -> None:
        self._found = found
        self.list.set_rows(ranking_words.rows_of(found), ranking_words.heads(found.wish.wanted))
        self.basis_changed.emit()
