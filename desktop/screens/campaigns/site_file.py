"""Fills the site page from a site's file, and says what may be done with the site."""

from PySide6.QtCore import QCoreApplication

from db.rules.sites import SiteState
from desktop.screens.campaigns import words
from desktop.screens.campaigns.columns import Reader
from desktop.screens.campaigns.facts import facts
from desktop.screens.campaigns.history import timeline
from desktop.screens.campaigns.reading import SiteFile
from desktop.screens.campaigns.site_lines import check_lines, order_lines, scores
from desktop.screens.campaigns.site_page import SitePage

translate = QCoreApplication.translate

_MENU = (SiteState.ACTIVE, SiteState.RECTIFYING, SiteState.WITHDRAWN)


def show_file(page: SitePage, file: SiteFile, reader: Reader) -> None:
    """Everything about the site, as it is now."""
    site, now = file.site, reader.now()
    campaign = reader.definition.name(reader.language)
    page.head.show_title(site.name, f"{campaign} · {site.code} · {reader.directory().path(site.unit_code)}")
    late = words.is_late(site, now)
    page.head.show_state(
        words.state_text(reader.definition, site.state, reader.language),
        words.state_tone(reader.definition, site, now),
        _due(file, reader),
        late,
    )
    page.facts.show_facts(facts(site, reader, file.responsible))
    page.order_model.show_lines(order_lines(file.parts, reader))
    page.check_model.show_lines(check_lines(file.checks, reader))
    page.scores.set_scores(scores(file.checks, reader))
    if page.shown_site != site.id:
        page.shown_site, page.files = site.id, ()
    page.history.set_items(timeline(file, reader, page.files))
    _offer(page, file, reader)


def closing_question(file: SiteFile, reader: Reader) -> str:
    """The campaign's rule for closing, and what stands against it."""
    row = file.row
    doubts = []
    if row.site.open_tasks:
        doubts.append(
            translate("Campaigns", "{count} orders are still open.").format(count=row.site.open_tasks)
        )
    if not row.checked:
        doubts.append(translate("Campaigns", "It was never checked."))
    elif (row.passed or 0) < row.checked:
        doubts.append(
            translate("Campaigns", "The last check was {score}.").format(score=words.score_text(row))
        )
    return "\n".join([reader.definition.closing.name(reader.language), " ".join(doubts)]).strip()


def _due(file: SiteFile, reader: Reader) -> str:
    site = file.site
    if site.deadline is None or site.state in words.ENDED:
        return ""
    day = words.day_text(site.deadline, reader.now())
    if words.is_late(site, reader.now()):
        text = translate("Campaigns", "{late} (deadline {day})")
        return text.format(late=words.deadline_text(site, reader.now()), day=day)
    return translate("Campaigns", "Deadline {day}").format(day=day)


def _offer(page: SitePage, file: SiteFile, reader: Reader) -> None:
    """Buttons for what the state allows; the campaign's own words in the menu."""
    ended = file.site.state in words.ENDED
    page.close_button.setVisible(not ended)
    page.reopen_button.setVisible(ended)
    states = [state for state in _MENU if state != file.site.state and not ended]
    page.set_states(
        [(state, words.state_text(reader.definition, state, reader.language)) for state in states]
    )
