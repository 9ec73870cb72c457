"""A new order from a site, as the campaign's definition words it."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from db.queries.sites import SiteRecord
from db.rules.campaigns import CampaignDefinition
from desktop.context import TaskDraft

translate = QCoreApplication.translate


def task_draft(definition: CampaignDefinition, site: SiteRecord, township: str, language: str) -> TaskDraft:
    """Filled in from the order template; the first legal basis and the first deadline are proposed."""
    names = {"site": site.name, "unit": township}
    template = definition.order
    return TaskDraft(
        title=template.title.name(language).format(**names),
        campaign_key=definition.key,
        site_code=site.code,
        site_name=site.name,
        unit_code=site.unit_code,
        found=template.found.name(language).format(**names),
        required=template.required.name(language).format(**names),
        legal_basis=template.legal[0].name(language) if template.legal else "",
        hours=_hours(definition),
    )


def failed_draft(
    definition: CampaignDefinition, site: SiteRecord, township: str, language: str, failed: Sequence[str]
) -> TaskDraft:
    """The same, with what a check found: the failed items are the matter, each on a line of its own."""
    draft = task_draft(definition, site, township, language)
    lines = "\n".join(f"{number}. {item}" for number, item in enumerate(failed, 1))
    text = translate("Campaigns", "{found}\nFailed in the check:\n{items}")
    found = text.format(found=draft.found, items=lines).strip()
    return replace(draft, found=found, source="patrol")


def _hours(definition: CampaignDefinition) -> float | None:
    if not definition.deadlines:
        return None
    first = definition.deadlines[0]
    return first.hours if first.hours is not None else (first.days or 0) * 24
