"""Words of the ledger page: fates of rows, what a column can be, what a button will do."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from db.commands.site_import import TakenBack
from db.rules.campaign_records import CampaignDefinition, FieldDefinition
from desktop.ledgers.applying import ApplyReport
from desktop.ledgers.mapping import LeftOut, Mapped, Why
from desktop.ledgers.plan import Kind, Plan, target_name
from desktop.ledgers.preview import Preview
from desktop.ledgers.profile import CHECKS, CORE_TARGETS, FIELDS, IGNORE, NOTE
from desktop.ledgers.replies import Reply
from widgets.theme import Tone

translate = QCoreApplication.translate

_KINDS: Mapping[Kind, object] = {
    Kind.NEW: QT_TRANSLATE_NOOP("LedgerPage", "new"),
    Kind.CHANGED: QT_TRANSLATE_NOOP("LedgerPage", "changed"),
    Kind.SAME: QT_TRANSLATE_NOOP("LedgerPage", "the same"),
    Kind.REFUSED: QT_TRANSLATE_NOOP("LedgerPage", "refused"),
}
TONES: Mapping[Kind, Tone] = {
    Kind.NEW: "done", Kind.CHANGED: "accent", Kind.SAME: "neutral", Kind.REFUSED: "alarm",
}  # fmt: skip
SURE_TONES: Mapping[str, Tone] = {
    "sure": "done", "likely": "accent", "doubtful": "alarm", "unused": "neutral", "missing": "alarm",
}  # fmt: skip
_SURE: Mapping[str, object] = {
    "sure": QT_TRANSLATE_NOOP("LedgerPage", "sure"),
    "likely": QT_TRANSLATE_NOOP("LedgerPage", "likely"),
    "doubtful": QT_TRANSLATE_NOOP("LedgerPage", "doubtful"),
    "unused": QT_TRANSLATE_NOOP("LedgerPage", "not used"),
    "missing": QT_TRANSLATE_NOOP("LedgerPage", "missing"),
}
_TARGETS: Mapping[str, object] = {
    NOTE: QT_TRANSLATE_NOOP("LedgerPage", "into the note"),
    IGNORE: QT_TRANSLATE_NOOP("LedgerPage", "leave out"),
    "village": QT_TRANSLATE_NOOP("LedgerPage", "village"),
    "county": QT_TRANSLATE_NOOP("LedgerPage", "county"),
    "person_phone": QT_TRANSLATE_NOOP("LedgerPage", "person and phone in one cell"),
}
_SHORT, _NAMED = 20, 3
_HIDDEN = frozenset(["seen"])
"""Written by the program only; nobody chooses it."""


def kind_text(kind: Kind) -> str:
    """What becomes of a row."""
    return translate("LedgerPage", str(_KINDS[kind]))


def sure_text(sure: str) -> str:
    """How sure a guess is."""
    return translate("LedgerPage", str(_SURE[sure]))


def targets(definition: CampaignDefinition) -> list[str]:
    """What a column can be in this campaign: first the two ways out, then what people know best."""
    core = [one for one in CORE_TARGETS if one not in (NOTE, IGNORE) and one not in _HIDDEN]
    fields = [FIELDS + field.key for field in definition.fields]
    return [NOTE, IGNORE, *core, *fields, *(CHECKS + item.key for item in definition.checklist)]


def target_choices(definition: CampaignDefinition) -> list[tuple[str, str]]:
    """What a column can be, with its name."""
    return [(target, target_text(target, definition)) for target in targets(definition)]


def for_all_hint(field: FieldDefinition, *, is_given: bool) -> str:
    """What to do about something required that no column gives."""
    if is_given:
        return translate("LedgerPage", "from the title, for every row; another can be chosen")
    if field.type == "choice":
        return translate("LedgerPage", "no column gives it: choose it for every row, or name its column")
    return translate("LedgerPage", "no column gives it: name its column, or add one to the file")


def target_text(target: str, definition: CampaignDefinition) -> str:
    """What a target is called."""
    if target in _TARGETS:
        return translate("LedgerPage", str(_TARGETS[target]))
    if target.startswith(CHECKS):
        key = target.removeprefix(CHECKS)
        item = next((one for one in definition.checklist if one.key == key), None)
        name = item.text.zh if item else key
        return translate("LedgerPage", "check: {item}").format(item=name)
    return target_name(target, definition)


def deed_text(plan: Plan) -> str:
    """What the button will do."""
    text = translate("LedgerPage", "Import: {new} new, {changed} changed, {refused} refused")
    counts = {kind: plan.count(kind) for kind in Kind}
    return text.format(new=counts[Kind.NEW], changed=counts[Kind.CHANGED], refused=counts[Kind.REFUSED])


def nothing_text(plan: Plan, replies: Sequence[Reply]) -> str:
    """Why there is nothing to import; empty if there is something."""
    if plan.count(Kind.NEW) or plan.count(Kind.CHANGED) or any(one.kind is Kind.NEW for one in replies):
        return ""
    if plan.count(Kind.REFUSED) or any(one.kind is Kind.REFUSED for one in replies):
        return translate(
            "LedgerPage",
            "Nothing can be imported: every row that differs from the record is refused. Correct the "
            "columns on the left, or the file, and choose it again.",
        )
    if not plan.rows and not replies:
        return translate("LedgerPage", "Nothing can be imported: below the header the file has no rows.")
    return translate("LedgerPage", "Nothing to be done: the record has all of it already.")


def mapping_note(mapped: Mapped) -> str:
    """Where the mapping comes from."""
    if mapped.is_own:
        return translate("LedgerPage", "our own form")
    if mapped.is_recalled:
        return translate("LedgerPage", "as in an earlier ledger of this form")
    return translate("LedgerPage", "proposed; choose another where it is wrong")


def other_campaign(mapped: Mapped, names: Mapping[str, str]) -> tuple[str, str] | None:
    """Key and name of the one campaign that all sheets look like; None if there is none."""
    keys = {one.campaign for one in mapped.left_out if one.campaign in names}
    key = keys.pop() if len(keys) == 1 else None
    return (key, names[key]) if key is not None else None


def not_taken_text(mapped: Mapped) -> str:
    """Why no sheet was read, and what can be done."""
    lines = [_left_text(one) for one in mapped.left_out]
    if any(one.why is not Why.NO_HEADER for one in mapped.left_out):
        lines.append(translate("LedgerPage", "To read one all the same, tick it under “Sheets”."))
    else:
        lines.append(
            translate(
                "LedgerPage",
                "A ledger has a row of headings, a name and a township among them. Is it the right file?",
            )
        )
    return "\n".join(lines)


def beside_text(seen: Preview, replies: Sequence[Reply]) -> str:
    """What of the file is not among the rows: sheets left out, rows that are no sites, replies to orders."""
    lines = [replies_text(replies), *(_left_text(one) for one in seen.mapped.left_out)]
    skipped = [one for ledger in seen.ledgers for one in ledger.skipped]
    if skipped:
        text = translate("LedgerPage", "No sites: {rows}")
        row = translate("LedgerPage", "row {line} “{text}”")
        named = [row.format(line=one.line, text=one.text[:_SHORT]) for one in skipped[:_NAMED]]
        more = translate("LedgerPage", "and {count} more").format(count=len(skipped) - _NAMED)
        lines.append(text.format(rows="、".join([*named, *([more] if len(skipped) > _NAMED else [])])))
    lines += [problem for ledger in seen.ledgers for problem in ledger.proposal.sheet.problems]
    return "\n".join(filter(None, lines))


def _left_text(left: LeftOut) -> str:
    if not left.sheet:
        return left.reason
    return translate("LedgerPage", "Sheet “{sheet}”: {reason}").format(sheet=left.sheet, reason=left.reason)


def undone_text(result: TakenBack, *, has_replies: bool) -> str:
    """What was taken back, and what could not."""
    parts = [translate("LedgerPage", "Taken back: {count} sites.").format(count=result.count)]
    if result.kept:
        kept = translate("LedgerPage", "Left as they are, because somebody went on with them: {codes}")
        parts.append(kept.format(codes="、".join(result.kept)))
    if has_replies:
        parts.append(translate("LedgerPage", "Replies to orders stay."))
    return " ".join(parts)


def replies_text(replies: Sequence[Reply]) -> str:
    """Replies to orders that came home in the workbook; empty if there are none."""
    if not replies:
        return ""
    text = translate("LedgerPage", "Replies to orders: {new} new, {same} known, {refused} refused")
    counts = {kind: sum(1 for one in replies if one.kind is kind) for kind in Kind}
    lines = [text.format(new=counts[Kind.NEW], same=counts[Kind.SAME], refused=counts[Kind.REFUSED])]
    line = translate("LedgerPage", "{number} (row {line}): {reason}")
    lines += [
        line.format(number=one.number, line=one.line, reason=one.reason)
        for one in replies
        if one.kind is Kind.REFUSED
    ]
    return "\n".join(lines)


def report_text(report: ApplyReport, taken: int, refused_replies: int) -> str:
    """What an import did."""
    text = translate("LedgerPage", "Imported: {new} new, {changed} changed; {refused} refused.")
    parts = [text.format(new=report.new, changed=report.changed, refused=len(report.refused))]
    if taken or refused_replies:
        text = translate("LedgerPage", "Replies to orders: {taken} taken, {refused} refused.")
        parts.append(text.format(taken=taken, refused=refused_replies))
    if report.left:
        text = translate(
            "LedgerPage",
            "Stopped: {left} rows were not reached; what is in stays. "
            "Choose the file again to go on, or undo.",
        )
        parts.append(text.format(left=report.left))
    return " ".join(parts)
