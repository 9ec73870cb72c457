"""What is wrong with campaign definitions, in the user's language."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from db.rules.campaign_folders import Loaded
from db.rules.definition_problem import Problem

translate = QCoreApplication.translate

PROBLEM_TEMPLATES = (
    QT_TRANSLATE_NOOP(
        "definition", "“{text}” is no time limit. Write an amount with min, h, d or wd: 30min, 24h, 7wd."
    ),
    QT_TRANSLATE_NOOP("definition", "This program reads version {version}. Upgrade it, or the file."),
    QT_TRANSLATE_NOOP("definition", "brackets are nested too deeply. Take some away."),
    QT_TRANSLATE_NOOP("definition", "cannot be read: {reason}."),
    QT_TRANSLATE_NOOP("definition", "is larger than {most} kB. It is no definition."),
    QT_TRANSLATE_NOOP("definition", "byte {byte} is not UTF-8. Save the file as UTF-8."),
    QT_TRANSLATE_NOOP("definition", "not valid TOML: {reason}. Mend that line."),
    QT_TRANSLATE_NOOP(
        "definition", "“{value}” belongs to another file, that of the campaign “{other}”. Choose another."
    ),
    QT_TRANSLATE_NOOP(
        "definition",
        "is in use, but cannot be kept as the last good version: {reason}. Make the folder writable; till "
        "then a mistake in this file takes it out of use at the next start.",
    ),
    QT_TRANSLATE_NOOP(
        "definition",
        "the database holds other definitions; its owner must run “qingkong init” to replace them",
    ),
    QT_TRANSLATE_NOOP(
        "definition", "“{mark}” is not one Chinese character. Order numbers carry it; give exactly one."
    ),
    QT_TRANSLATE_NOOP("definition", "is empty. Name the department that leads."),
    QT_TRANSLATE_NOOP(
        "definition", "“{word}” stands for {other} already. A column must mean one thing; remove one."
    ),
    QT_TRANSLATE_NOOP("definition", "“{key}” is missing. Add [[states]] with this key."),
    QT_TRANSLATE_NOOP(
        "definition", "“{group}” was begun above. Put the items of a group one after the other."
    ),
    QT_TRANSLATE_NOOP("definition", "Give either hours or days."),
    QT_TRANSLATE_NOOP("definition", "Give a date or days after a site was listed, not both."),
    QT_TRANSLATE_NOOP("definition", "is empty. Give the lengths of a shift in hours."),
    QT_TRANSLATE_NOOP("definition", "Shifts of {hours} hours do not fill a day. Use 4, 6, 8, 12 or 24."),
    QT_TRANSLATE_NOOP("definition", "{reason}. Write a brace that is meant as such twice."),
    QT_TRANSLATE_NOOP("definition", "{placeholder} cannot be filled in. Use {{site}} and {{unit}}."),
    QT_TRANSLATE_NOOP(
        "definition", "A field of type {type} is not measured. Remove the unit, or use type number."
    ),
    QT_TRANSLATE_NOOP(
        "definition", "Fields of type choice have choices, others have none. Add or remove them."
    ),
    QT_TRANSLATE_NOOP("definition", "Fields of type computed say how, others do not. Add or remove it."),
    QT_TRANSLATE_NOOP("definition", "“{op}” needs fields. Name them by their keys."),
    QT_TRANSLATE_NOOP("definition", "“{op}” needs exactly two fields. Name two by their keys."),
    QT_TRANSLATE_NOOP("definition", "Only fields of type number have bounds. Remove it."),
    QT_TRANSLATE_NOOP("definition", "{most} is less than min, {least}. Change one of them."),
    QT_TRANSLATE_NOOP("definition", "Only fields of type number or computed have decimals. Remove it."),
    QT_TRANSLATE_NOOP("definition", "{value} is more than {most}. Use fewer."),
    QT_TRANSLATE_NOOP("definition", "Only fields of type date are milestones. Remove it."),
    QT_TRANSLATE_NOOP("definition", "This field is required always, or computed. Remove one of the two."),
    QT_TRANSLATE_NOOP("definition", "“{field}” is yes or no. Give true or false."),
    QT_TRANSLATE_NOOP("definition", "“{field}” has no such choice. Use one of: {choices}."),
    QT_TRANSLATE_NOOP("definition", "“{value}” cannot be a key. Use lower-case letters, digits, - and _."),
    QT_TRANSLATE_NOOP("definition", "“{value}” is not known. Use one of: {known}."),
    QT_TRANSLATE_NOOP("definition", "“{value}” is there twice. Remove one."),
    QT_TRANSLATE_NOOP("definition", "“{value}” is there twice. Give this one another key."),
    QT_TRANSLATE_NOOP("definition", "{value} must be greater than the number before it."),
    QT_TRANSLATE_NOOP("definition", "has {count} entries and needs at least {least}. Add a {table}."),
    QT_TRANSLATE_NOOP("definition", "is not a known key. Did you mean “{near}”?"),
    QT_TRANSLATE_NOOP("definition", "is not a known key. Known here: {known}."),
    QT_TRANSLATE_NOOP("definition", "is missing. {wanted}"),
    QT_TRANSLATE_NOOP("definition", "is {value}. {wanted}"),
)
"""Every sentence that reading a definition can say; a test looks for those that are missing."""

WANTED = (
    QT_TRANSLATE_NOOP("definition", "Give a text that is not empty."),
    QT_TRANSLATE_NOOP("definition", "Give a number greater than {least}."),
    QT_TRANSLATE_NOOP("definition", "Give a number."),
    QT_TRANSLATE_NOOP("definition", "Give a whole number, at least {least}."),
    QT_TRANSLATE_NOOP("definition", "Give a list of whole numbers greater than 0."),
    QT_TRANSLATE_NOOP("definition", "Give a day such as 2020-05-31, without quotation marks."),
    QT_TRANSLATE_NOOP("definition", "Give true or false, without quotation marks."),
    QT_TRANSLATE_NOOP("definition", "Give a list of texts."),
    QT_TRANSLATE_NOOP("definition", "Give a table {table}."),
    QT_TRANSLATE_NOOP("definition", "Give a list of tables {table}."),
)
"""What stands in the place of {wanted}."""


def problem_text(problem: Problem) -> str:
    """File, line, place, and the sentence."""
    place = problem.source
    if problem.line is not None:
        place = translate("definition", "{file}, line {line}").format(file=problem.source, line=problem.line)
    return ": ".join(part for part in (place, problem.path, _sentence(problem)) if part)


def problem_lines(loaded: Loaded) -> list[str]:
    """Every mistake, and after those of a file what is used meanwhile."""
    return [line for lines in file_problems(loaded).values() for line in lines]


def file_problems(loaded: Loaded) -> dict[str, list[str]]:
    """By file: its mistakes, and at their end what is used meanwhile."""
    found: dict[str, list[str]] = {}
    for problem in loaded.problems:
        found.setdefault(problem.source, []).append(problem_text(problem))
    for source, lines in found.items():
        if text := _meanwhile(loaded, source):
            lines.append(text)
    return found


def _meanwhile(loaded: Loaded, source: str) -> str:
    """What is used in the place of one of the office's files."""
    is_own = "/" in source and source.endswith(".toml")
    if not is_own or any(one.file == source and not one.is_old for one in loaded.origins.values()):
        return ""
    if loaded.in_use(source):
        return translate("definition", "{file}: its last good version stays in use.").format(file=source)
    shipped = loaded.origins.get(source.rpartition("/")[2].removesuffix(".toml"))
    if shipped and not shipped.is_own:
        return translate("definition", "{file}: the shipped definition is in use meanwhile.").format(
            file=source
        )
    return translate("definition", "{file}: out of use until it is mended.").format(file=source)


def _sentence(problem: Problem) -> str:
    params = dict(problem.params)
    if "wanted" in params:
        params["wanted"] = translate("definition", str(params["wanted"])).format(**params)
    return translate("definition", problem.template).format(**params)
