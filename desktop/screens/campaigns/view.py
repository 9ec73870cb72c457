"""Layout of the screen: the overview, and the pages that stand in its place."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from desktop.screens.campaigns.check_page import CheckPage
from desktop.screens.campaigns.ledger_page import LedgerPage
from desktop.screens.campaigns.overview import Overview
from desktop.screens.campaigns.roster_page import RosterPage
from desktop.screens.campaigns.site_form import SiteForm
from desktop.screens.campaigns.site_page import SitePage
from desktop.screens.campaigns.zone_page import ZonePage
from widgets import theme


class CampaignsView(QWidget):
    """One page at a time, each as large as the screen: on 1366×768 a panel beside the list would cut both."""

    page_changed = Signal()
    """Another page is in front."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.overview = Overview()
        self.page = SitePage()
        self.form = SiteForm()
        self.check = CheckPage()
        self.roster = RosterPage()
        self.ledger = LedgerPage()
        self.zone = ZonePage()
        inner = QWidget()
        self._stack = QStackedLayout(inner)
        for page in (self.overview, self.page, self.form, self.check, self.roster, self.ledger, self.zone):
            self._stack.addWidget(page)
        self._stack.currentChanged.connect(self.page_changed)
        box = QVBoxLayout(self)
        space = round(theme.current().unit * 1.5)
        box.setContentsMargins(space, space, space, space)
        box.addWidget(inner)

    def show_page(self, page: QWidget) -> None:
        """Bring a page to the front."""
        self._stack.setCurrentWidget(page)

    def current(self) -> QWidget:
        """The page in front."""
        return self._stack.currentWidget()
