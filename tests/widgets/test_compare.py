"""Field by field: what is shown, what is chosen, what still needs a choice; wide and narrow."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from widgets import theme
from widgets.compare import ComparePanel
from widgets.compare_row import CompareRow

LEFT = Qt.MouseButton.LeftButton
DEADLINE = CompareRow("deadline", "时限", "03-18", "03-20", "03-25", "王某 2 分钟前改的")
PERSON = CompareRow("person", "责任人", "", "李建国", "赵敏", "有人 5 分钟前改的")
ADDRESS = CompareRow("address", "地址", "东关", "", "西关", "王某 2 分钟前改的", is_open=False)


@pytest.fixture
def panel(qtbot) -> ComparePanel:
    panel = ComparePanel()
    qtbot.addWidget(panel)
    panel.resize(theme.current().px(80), 300)
    return panel


@pytest.fixture
def filled(panel: ComparePanel) -> ComparePanel:
    panel.show_rows("别人也改了这个点位", [DEADLINE, PERSON, ADDRESS])
    return panel


def press(qtbot, panel: ComparePanel, key: str, option: str) -> None:
    control = panel.choice(key)
    qtbot.mouseClick(control, LEFT, pos=control.option_rect(option).center())


def button(panel: ComparePanel, text: str) -> QPushButton:
    return next(one for one in panel.findChildren(QPushButton) if one.text() == text)


def words(panel: ComparePanel) -> list[str]:
    return [label.text() for label in panel.findChildren(QLabel) if label.isVisibleTo(panel)]


def test_that_it_is_hidden_until_there_is_something_to_compare(panel):
    assert panel.isHidden()
    panel.show_rows("title", [])
    assert panel.isHidden()
    panel.show_rows("title", [DEADLINE])
    assert not panel.isHidden()
    panel.clear()
    assert panel.isHidden()
    assert panel.fields() == []


def test_that_all_three_values_and_who_changed_it_are_said(filled):
    said = words(filled)
    for text in ("时限", "03-18", "03-20", "03-25", "王某 2 分钟前改的", "别人也改了这个点位"):
        assert text in said
    assert said.count("—") == 1, "there was no person before"
    assert "东关 → 西关" in said


def test_that_nothing_is_chosen_for_the_user(filled):
    assert filled.choices() == {}
    assert filled.undecided() == ["时限", "责任人"]


def test_that_a_choice_is_told_and_can_be_taken_back(qtbot, filled):
    heard: list[tuple[str, str]] = []
    filled.chosen.connect(lambda key, choice: heard.append((key, choice)))
    press(qtbot, filled, "deadline", "mine")
    press(qtbot, filled, "person", "theirs")
    assert filled.choices() == {"deadline": "mine", "person": "theirs"}
    assert filled.undecided() == []
    press(qtbot, filled, "person", "")
    assert filled.choices() == {"deadline": "mine"}
    assert heard == [("deadline", "mine"), ("person", "theirs"), ("person", "")]


def test_that_choosing_works_by_keyboard(qtbot, filled):
    filled.show()
    filled.focus_undecided()
    assert filled.focusWidget() is filled.choice("deadline")
    qtbot.keyClick(filled.choice("deadline"), Qt.Key.Key_Right)
    qtbot.keyClick(filled.choice("deadline"), Qt.Key.Key_Right)
    assert filled.choices() == {"deadline": "theirs"}
    filled.focus_undecided()
    assert filled.focusWidget() is filled.choice("person")


def test_that_the_value_that_is_to_stand_is_set_in_strong_letters(qtbot, filled):
    def strong() -> list[str]:
        return [one.text() for one in filled.findChildren(QLabel) if one.property("role") == "strong"]

    press(qtbot, filled, "deadline", "mine")
    assert "03-20" in strong()
    press(qtbot, filled, "deadline", "theirs")
    assert "03-25" in strong()
    assert "03-20" not in strong()


@pytest.mark.parametrize(("text", "choice"), [("Keep all of mine", "mine"), ("Take all of theirs", "theirs")])
def test_that_all_can_be_chosen_at_once(qtbot, filled, text, choice):
    heard: list[str] = []
    filled.chosen.connect(lambda key, _choice: heard.append(key))
    qtbot.mouseClick(button(filled, text), LEFT)
    assert filled.choices() == {"deadline": choice, "person": choice}
    assert heard == ["deadline", "person"]


def test_that_one_field_needs_no_button_for_all(panel):
    panel.show_rows("title", [DEADLINE, ADDRESS])
    assert button(panel, "Keep all of mine").isHidden()
    panel.show_rows("title", [DEADLINE, PERSON])
    assert not button(panel, "Keep all of mine").isHidden()


def test_that_a_field_that_was_taken_over_has_no_choice(filled):
    assert filled.choice("address").isHidden()
    assert not filled.choice("deadline").isHidden()


def test_that_new_rows_replace_the_old_ones(qtbot, filled, qapp: QApplication):
    press(qtbot, filled, "deadline", "mine")
    filled.show_rows("again", [DEADLINE])
    assert filled.fields() == ["deadline"]
    assert filled.choices() == {}
    assert "赵敏" not in words(filled)


def test_that_a_narrow_panel_puts_the_values_under_each_other_with_their_captions(qtbot, filled):
    filled.show()
    wide = filled.sizeHint().height()
    before = words(filled)
    assert before.count("What you typed") == 1
    filled.resize(theme.current().px(30), 600)
    qtbot.waitUntil(lambda: words(filled).count("What you typed") == 2)
    assert words(filled).count("Now in the record") == 2
    assert filled.sizeHint().height() > wide
    filled.resize(theme.current().px(80), 600)
    qtbot.waitUntil(lambda: words(filled).count("What you typed") == 1)


def test_that_a_field_without_a_choice_takes_one_line(panel):
    panel.show_rows("title", [ADDRESS])
    assert words(panel) == ["title", "地址", "王某 2 分钟前改的", "东关 → 西关"]
    panel.show_rows("title", [CompareRow("a", "电话", "", "", "138", is_open=False)])
    assert words(panel) == ["title", "电话", "— → 138"]


def test_that_markup_in_a_value_is_text(panel):
    panel.show_rows("<b>t</b>", [CompareRow("a", "<i>l</i>", "<b>1</b>", "<b>2</b>", "<b>3</b>")])
    formats = {label.textFormat() for label in panel.findChildren(QLabel)}
    assert formats == {Qt.TextFormat.PlainText}
