"""What is said about a list: its title and notes, and why it is empty."""

from PySide6.QtCore import QCoreApplication

from db.rules.campaigns import CampaignDefinition
from desktop.context import Context
from desktop.screens.campaigns.columns import Reader
from desktop.screens.campaigns.directory import Directory
from desktop.screens.campaigns.matrix import unit_rows
from desktop.screens.campaigns.overview import Overview
from desktop.screens.campaigns.reading import Answer

translate = QCoreApplication.translate


def show_title(view: Overview, reader: Reader | None, total: int, *, is_chosen: bool) -> None:
    """How many sites are shown of how many, and what found no room.

    Args:
        is_chosen: somebody chose the columns; what is hidden is meant to be.
    """
    panel = view.list_panel
    if reader is None:
        panel.set_title("")
        panel.set_note("")
        return
    shown = view.model.view.count
    panel.set_title(reader.definition.name(reader.language))
    all_of_them = translate("Listing", "{total} sites")
    text = all_of_them if shown == total else translate("Listing", "{shown} of {total} sites")
    notes = [text.format(shown=shown, total=total)]
    if gone := view.model.view.withdrawn:
        notes.append(translate("Listing", "{count} withdrawn").format(count=gone))
    if total and (hidden := view.hidden_columns()) and not is_chosen:
        names = translate("Listing", ", ").join(hidden)
        notes.append(translate("Listing", "no room for: {columns}").format(columns=names))
    panel.set_note(" · ".join(notes))


def explain(view: Overview, reader: Reader | None, total: int) -> None:
    """Why the list is empty, and what to do."""
    empty = view.empty
    if reader is None:
        hint = translate("Listing", "Mend the files in resources/campaigns and start the program again.")
        empty.set_texts(translate("Listing", "No campaign could be read"), hint)
    elif total == 0:
        definition: CampaignDefinition = reader.definition
        title = translate("Listing", "No sites in {campaign} yet")
        empty.set_texts(
            title.format(campaign=definition.name(reader.language)),
            definition.site.name(reader.language),
            translate("Listing", "Add the first site"),
            translate("Listing", "Import a ledger…"),
        )
    else:
        hint = translate("Listing", "The filter hides all {count} sites of this campaign.").format(
            count=total
        )
        empty.set_texts(
            translate("Listing", "No site matches"), hint, translate("Listing", "Clear the filter")
        )


def show_progress(view: Overview, answer: Answer, context: Context, directory: Directory) -> None:
    """The matrix above the list, and how many sites each campaign has."""
    known, panel = context.campaigns, view.matrix_panel
    names = [(key, one.name(context.language)) for key, one in known.items()]
    records = [one for one in answer.progress if one.campaign_key in known]
    with_sites = {one.campaign_key for one in records}
    shown = [(key, name) for key, name in names if key in with_sites or key == answer.campaign]

    def whole_name(code: str) -> str:
        return unit_name(directory, code)

    panel.table.matrix.show_progress(shown, unit_rows(records, whole_name))
    panel.fit()
    panel.show_level(whole_name(answer.wanted.parent))
    view.picker.set_options([(key, f"{name} {answer.totals.get(key, 0)}") for key, name in names])
    lost = sum(number for key, number in answer.totals.items() if key not in known)
    note = translate("Listing", "closed / total, overdue in red")
    if lost:
        text = translate("Listing", "{count} sites belong to campaigns whose definition cannot be read")
        note = text.format(count=lost)
    panel.set_note(note)


def unit_name(directory: Directory, code: str) -> str:
    """A unit's whole name; the code where it is not known."""
    unit = directory.units.get(code)
    return unit.name if unit else code
