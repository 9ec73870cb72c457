"""What the page shows of a file: columns with their guesses, rows, chart, and sentences about them."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PySide6.QtCore import QCoreApplication

from desktop.feeds.loading import LoadReport
from desktop.feeds.tables.guess import Guess, Sure
from desktop.feeds.tables.preview import Preview
from desktop.feeds.tables.profile import ColumnUse, TableProfile
from desktop.feeds.tables.propose import Proposal
from desktop.feeds.tables.units import DEFAULT
from desktop.screens.importing.column_table import UseRow
from desktop.screens.importing.looking import Looked
from desktop.screens.importing.view import ImportView
from desktop.screens.importing.words import field_text, key_text, names_text, unit_text
from desktop.texts import error_text
from widgets.chart_data import Series
from widgets.theme import Tone

translate = QCoreApplication.translate


class Showing:
    """Fills the view; decides nothing about the profile."""

    def __init__(self, view: ImportView) -> None:
        self._view = view
        self._proposal: Proposal | None = None
        self._fraction = 0.0

    def station(self) -> str:
        """The station that somebody typed for a file that names none."""
        return self._view.settings.station.text().strip()

    def begin(self, paths: Sequence[Path]) -> None:
        """Files were chosen; nothing is known of them."""
        self._proposal = None
        first = paths[0].name
        text = translate("importing", "{file} and {count} more")
        title = first if len(paths) == 1 else text.format(file=first, count=len(paths) - 1)
        head = self._view.head
        head.show_file(title, "\n".join(map(str, paths)))
        head.show_result("", "neutral", has_refused=False)
        self._view.settings.station.clear()
        head.show_found(translate("importing", "Looking at it …"), "", can_load=False, is_table=False)
        self._view.preview.show(None, {})
        self._view.columns.show_rows([])
        self._view.chart.show_series([])
        self._view.show_body(True)

    def show(self, looked: Looked) -> None:
        """What was found."""
        view, preview = self._view, looked.preview
        if looked.proposal is not None:
            self._proposal = looked.proposal
        profile = looked.profile
        is_weather = looked.kind == "weather"
        view.show_body(True, is_table=profile is not None, has_settings=profile is not None or is_weather)
        if is_weather:
            view.settings.ask_station()
            view.settings_panel.set_note("")
        if profile is not None:
            sheets = self._proposal.sheets if self._proposal else ()
            has_unknown = bool(preview.unknown_stations)
            view.settings.show_profile(profile, sheets, has_unknown=has_unknown)
            view.columns.show_rows(_use_rows(profile, preview, self._proposal))
            view.settings_panel.set_note(self._notes(profile))
        fields = {use.header: _shown_field(use, profile) for use in profile.columns} if profile else {}
        view.preview.show(preview, fields)
        view.fit_preview()
        self._show_chart(preview)
        view.rows_panel.set_note(_rows_note(preview))
        view.head.show_found(
            _counts(looked), _problem(looked), can_load=looked.problem is None, is_table=profile is not None
        )

    def fail(self, error: Exception) -> None:
        """The file cannot be read."""
        self._view.preview.show(None, {})
        self._view.columns.show_rows([])
        self._view.chart.show_series([])
        self._view.head.show_found("", error_text(error), can_load=False, is_table=False)

    def progress(self, fraction: float) -> None:
        """A load is under way."""
        self._fraction = fraction
        text = translate("importing", "Loading: {percent} %").format(percent=round(100 * fraction))
        self._busy(text)

    def stopping(self) -> None:
        """Somebody stopped it; the batch under way is still stored."""
        self._busy(translate("importing", "Stopping after this batch …"))

    def idle(self) -> None:
        """No load is under way any more."""
        self._view.head.show_idle()
        self._view.settings.setEnabled(True)
        self._view.columns.setEnabled(True)

    def finish(self, report: LoadReport) -> None:
        """What a load did."""
        self.idle()
        tone: Tone = "alarm" if report.refused or report.cancelled else "done"
        self._view.head.show_result(_result(report), tone, has_refused=report.refused_file is not None)

    def _busy(self, text: str) -> None:
        self._view.head.show_busy(text, self._fraction)
        self._view.settings.setEnabled(False)
        self._view.columns.setEnabled(False)

    def _notes(self, profile: TableProfile) -> str:
        """Doubts about the table as a whole, as long as nobody has decided."""
        if self._proposal is None:
            return ""
        proposed = self._proposal.profile
        doubts = [
            one
            for one in self._proposal.notes
            if one.sure != "sure" and getattr(profile, one.what, None) == getattr(proposed, one.what, None)
        ]
        return " · ".join(f"{key_text(one.what)}: {one.why}" for one in doubts)

    def _show_chart(self, preview: Preview) -> None:
        sample, chart = preview.sample, self._view.chart
        self._view.chart_panel.setVisible(sample is not None)
        if sample is None:
            chart.show_series([])
            return
        x, y = np.array(sample.times, dtype=np.float64), np.array(sample.values, dtype=np.float64)
        series = Series("sample", sample.station, x, y)
        chart.show_series([series])
        half = 1800.0
        chart.show_range(float(x[0]) - half, float(x[-1]) + half)
        chart.fit_height([series], sample.column != "temperature")
        self._view.chart_panel.set_title(f"{field_text(sample.column)} ({unit_text(DEFAULT[sample.column])})")
        self._view.chart_panel.set_note(sample.station)


def _shown_field(use: ColumnUse, profile: TableProfile | None) -> str:
    """The column of the record whose values stand there."""
    if use.field == "station_values" and profile is not None:
        return profile.item or use.field
    return use.field


def _use_rows(profile: TableProfile, preview: Preview, proposal: Proposal | None) -> list[UseRow]:
    """What each column is now; how sure it was stands there as long as nobody has changed it."""
    guesses = {one.header: one for one in proposal.guesses} if proposal is not None else {}
    uses = {use.header: use for use in profile.columns}
    rows = [_use_row(name, uses.get(name), guesses.get(name)) for name in preview.names]
    return rows + [
        UseRow(item.word, item.field, item.unit, "likely", "", is_item=True)
        for item in profile.items
        if profile.has("item")
    ]


def _use_row(name: str, use: ColumnUse | None, guess: Guess | None) -> UseRow:
    field, unit = (use.field, use.unit) if use is not None else ("", "")
    samples = guess.samples if guess is not None else ()
    if guess is not None and (guess.field, guess.unit) == (field, unit):
        return UseRow(name, field, unit, guess.sure, guess.why, samples)
    why = translate("importing", "chosen by hand or by the profile")
    sure: Sure = "sure" if field else "unused"
    return UseRow(name, field, unit or DEFAULT.get(field, ""), sure, why, samples)


def _counts(looked: Looked) -> str:
    preview = looked.preview
    if looked.kind != "table" and looked.problem is None:
        text = translate("importing", "A file of a known layout ({layout}): nothing has to be named.")
        return text.format(layout=looked.kind)
    if looked.problem is not None:
        return ""
    scope = (
        translate("importing", "In all {count} rows")
        if preview.is_whole
        else translate("importing", "In the first {count} rows")
    )
    text = translate("importing", "{scope}: {readings} values can be read; cells that cannot: {problems}")
    return text.format(
        scope=scope.format(count=f"{preview.checked:,}"),
        readings=f"{preview.readings:,}",
        problems=f"{preview.problems:,}",
    )


def _problem(looked: Looked) -> str:
    if looked.problem is not None:
        lacks = looked.problem.params.get("lacks")
        if looked.kind == "weather":
            return translate("importing", "This is the weather of a place. Name the station that it is for.")
        if lacks:
            text = translate("importing", "It cannot be told yet {lacks}. Choose it below.")
            return text.format(lacks=lacks)
        return error_text(looked.problem)
    unknown = looked.preview.unknown_stations
    if not unknown:
        return ""
    text = translate(
        "importing",
        "Not in the record: {names}. Their rows will be refused; register the stations first, or choose "
        "“register them by code” if these are codes.",
    )
    return text.format(names=names_text(unknown))


def _rows_note(preview: Preview) -> str:
    marked = sum(bool(row.problems) for row in preview.rows)
    if not marked:
        return ""
    text = translate("importing", "Rows with marked cells: {count}; the pointer tells why")
    return text.format(count=marked)


def _result(report: LoadReport) -> str:
    text = translate(
        "importing", "{added} rows added, {changed} changed, {unchanged} as before, {refused} refused"
    )
    counts = text.format(
        added=f"{report.added:,}",
        changed=f"{report.changed:,}",
        unchanged=f"{report.unchanged:,}",
        refused=f"{report.refused:,}",
    )
    if report.cancelled:
        return translate("importing", "Stopped. Stored until then: {counts}").format(counts=counts)
    return translate("importing", "Loaded: {counts}").format(counts=counts)
