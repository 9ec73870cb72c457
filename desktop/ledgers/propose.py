"""Which column of a ledger is what: proposed from the campaign's words, with how sure each guess is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QCoreApplication

from db.rules.campaign_records import CampaignDefinition, FieldDefinition
from desktop.ledgers.head import LedgerHead, find_head, written_on
from desktop.ledgers.profile import CHECKS, FIELDS, IGNORE, NOTE, ColumnUse, LedgerProfile, SheetProfile
from desktop.ledgers.sheets import Cell, LedgerSheet, cell
from desktop.ledgers.units_book import UnitBook
from desktop.ledgers.values import is_unit
from desktop.ledgers.vocabulary import LEAST, NEAR, Vocabulary
from desktop.ledgers.words import bare, brackets, plain

translate = QCoreApplication.translate

_LACKING = 60.0
"""Points that a required field without a column costs."""


@dataclass(frozen=True, slots=True)
class Guess:
    """What a column seems to be. `sure`: sure, likely, doubtful (kept in the note), unused."""

    header: str
    target: str
    sure: str
    why: str


@dataclass(frozen=True, slots=True)
class SheetProposal:
    """How a sheet seems to be meant; `points` tell how well it fits the campaign."""

    sheet: LedgerSheet
    head: LedgerHead
    profile: SheetProfile
    guesses: tuple[Guess, ...]
    lacks: tuple[str, ...]
    points: float
    written: date | None

    @property
    def is_ledger(self) -> bool:
        """Whether its rows can be sites at all."""
        targets = {use.target for use in self.profile.columns}
        has_name = "name" in targets or bool(self.profile.name_from)
        return ("code" in targets and "seen" in targets) or (has_name and bool(targets & {"unit", "village"}))


def propose_sheet(
    sheet: LedgerSheet, definition: CampaignDefinition, units: UnitBook, file: str = ""
) -> SheetProposal | None:
    """What a sheet seems to be for a campaign; None where it has no header.

    Args:
        file: the file's name, which may name the county.
    """
    words = Vocabulary(definition)
    head = find_head(sheet, words.knows)
    if head is None:
        return None
    guesses, points = _assigned(head, words)
    guesses = _second_thoughts(guesses, sheet, head)
    columns = tuple(_use(guess, head) for guess in guesses)
    titles = (*head.above, sheet.name, file)
    profile = SheetProfile(
        sheet=sheet.name,
        county=units.county_in(titles),
        name_from=name_from(columns),
        columns=columns,
        fixed=_fixed(definition, columns, titles),
    )
    lacks = lacking(definition, profile)
    return SheetProposal(
        sheet, head, profile, tuple(guesses), lacks, points - _LACKING * len(lacks), written_on(head, sheet)
    )


def with_profile(
    sheet: LedgerSheet, definition: CampaignDefinition, profile: SheetProfile
) -> tuple[SheetProposal | None, list[str]]:
    """A sheet read by a given mapping, and the headers of the mapping that it lacks."""
    words = Vocabulary(definition)
    profile = _without_spaces(profile)
    known = {plain(part) for use in profile.columns for part in use.header.split("/")}
    head = find_head(sheet, lambda word: plain(word) in known or words.knows(word))
    if head is None:
        return None, [use.header for use in profile.columns]
    needed = [use.header for use in profile.columns if use.target != IGNORE]
    missing = [header for header in (*needed, *profile.name_from) if header not in head.names]
    guesses = []
    for header in head.names:
        use = profile.target(header)
        why = translate("ledger", "the profile says so") if use else translate("ledger", "not in the profile")
        guesses.append(Guess(header, use.target if use else NOTE, "sure" if use else "unused", why))
    columns = tuple(profile.target(name) or ColumnUse(name, NOTE) for name in head.names)
    own = replace(profile, sheet=sheet.name, columns=columns)
    lacks = lacking(definition, own)
    return SheetProposal(sheet, head, own, tuple(guesses), lacks, 0.0, written_on(head, sheet)), missing


def _without_spaces(profile: SheetProfile) -> SheetProfile:
    """Headers as `find_head` names them: spaces and line breaks in a heading are layout."""
    columns = tuple(replace(use, header="".join(use.header.split())) for use in profile.columns)
    names = tuple("".join(header.split()) for header in profile.name_from)
    return replace(profile, columns=columns, name_from=names)


def best_campaign(
    sheet: LedgerSheet, campaigns: Mapping[str, CampaignDefinition], units: UnitBook, asked: str
) -> str:
    """Key of the campaign whose words fit a sheet best; the one asked for where none is clearly better.

    What the campaign that somebody chose requires and the sheet lacks does not speak against it: the sheet
    may be short, and another campaign that requires nothing would win with fewer words.
    """
    points = {}
    for key, definition in campaigns.items():
        proposal = propose_sheet(sheet, definition, units)
        if proposal is not None and proposal.is_ledger:
            forgiven = _LACKING * len(proposal.lacks) if key == asked else 0
            titles = (*proposal.head.above, sheet.name)
            points[key] = proposal.points + forgiven + _title_points(definition, titles)
    best = max(points, key=lambda key: (points[key], key == asked), default=asked)
    return asked if points.get(asked, -1e9) >= points.get(best, 0.0) - 10 else best


def campaign_profile(campaign: str, proposals: Sequence[SheetProposal]) -> LedgerProfile:
    """The proposed mapping of all sheets, to be kept."""
    return LedgerProfile(campaign, tuple(proposal.profile for proposal in proposals))


def _title_points(definition: CampaignDefinition, titles: Sequence[str]) -> float:
    """A sheet that bears a campaign's name is that campaign's."""
    name = definition.text.zh
    pairs = {name[at : at + 2] for at in range(len(name) - 1)}
    shared = max(
        (len([p for p in pairs if p in title]) / max(len(pairs), 1) for title in titles), default=0.0
    )
    return 150 * shared


def _assigned(head: LedgerHead, words: Vocabulary) -> tuple[list[Guess], float]:
    """Each target one column and each column one target, the best fits first."""
    fits = []
    for column, parts in enumerate(head.parts):
        if parts:
            fits += [(points, -column, target, word) for points, target, word in words.fits(parts)]
    taken: dict[int, tuple[float, str, str]] = {}
    targets: set[str] = set()
    total = 0.0
    for points, minus, target, word in sorted(fits, key=lambda fit: (-fit[0], -fit[1])):
        if -minus in taken or (target in targets and target != IGNORE):
            continue
        if points < LEAST:  # a doubtful target is free for a column that fits it better, and for none else
            continue
        taken[-minus] = (points, target, word)
        targets.add(target)
        total += points if target != IGNORE else 0.0
    return [
        _guess(head.names[n], taken.get(n), fits, n) for n in range(len(head.names)) if head.parts[n]
    ], total


def _guess(
    header: str,
    found: tuple[float, str, str] | None,
    fits: Sequence[tuple[float, int, str, str]],
    column: int,
) -> Guess:
    if found is not None:
        points, target, word = found
        if target == IGNORE:
            return Guess(
                header, IGNORE, "unused", translate("ledger", "a number of the row, or our own remark")
            )
        why = translate("ledger", "the word “{word}”").format(word=word)
        return Guess(header, target, "sure" if points >= NEAR else "likely", why)
    near = max((fit for fit in fits if fit[1] == -column), default=None)
    if near is not None:
        why = translate("ledger", "a little like “{word}”; kept in the note").format(word=near[3])
        return Guess(header, NOTE, "doubtful", why)
    return Guess(header, NOTE, "unused", translate("ledger", "no field for it; kept in the note"))


def _second_thoughts(guesses: list[Guess], sheet: LedgerSheet, head: LedgerHead) -> list[Guess]:
    """A column of running numbers is no code; one that is called village is a unit where no other is."""
    targets = {guess.target for guess in guesses}
    column_of = {name: number for number, name in enumerate(head.names)}
    result = []
    for guess in guesses:
        if guess.target == "code" and "seen" not in targets and _counts(sheet, head, column_of[guess.header]):
            why = translate("ledger", "running numbers")
            guess = Guess(guess.header, IGNORE, "unused", why)
        result.append(guess)
    return result


def _counts(sheet: LedgerSheet, head: LedgerHead, column: int) -> bool:
    """Whether the column only counts the rows."""
    values: list[Cell] = [cell(sheet.rows, row, column) for row in range(head.first, len(sheet.rows))]
    numbers = [value for value in values if value is not None]
    plain_numbers = [str(value).strip() for value in numbers if str(value).strip().isdecimal()]
    return (
        bool(numbers) and len(plain_numbers) >= 0.8 * len(numbers) and all(len(n) < 6 for n in plain_numbers)
    )


def _use(guess: Guess, head: LedgerHead) -> ColumnUse:
    parts = head.parts[head.names.index(guess.header)]
    units = [text for part in reversed(parts) for text in brackets(part) if is_unit(text)]
    return ColumnUse(guess.header, guess.target, units[0] if units else "")


def name_from(columns: Sequence[ColumnUse]) -> tuple[str, ...]:
    """Where no column is the name, the village and the place there are."""
    by_target = {use.target: use.header for use in columns}
    if "name" in by_target or "address" not in by_target:
        return ()
    before = by_target.get("village") or by_target.get("unit")
    return (before, by_target["address"]) if before else ()


def _fixed(
    definition: CampaignDefinition, columns: Sequence[ColumnUse], titles: Sequence[str]
) -> dict[str, str]:
    """Required choices that no column gives and the title names: 建筑施工 in 建筑施工扬尘台账."""
    mapped = {use.target for use in columns}
    fixed = {}
    for field in definition.fields:
        if field.type == "choice" and field.required and FIELDS + field.key not in mapped:
            found = _choice_in(field, titles)
            if found:
                fixed[field.key] = found
    return fixed


def _choice_in(field: FieldDefinition, titles: Sequence[str]) -> str:
    for title in titles:
        named = {choice.key for choice in field.choices if bare(choice.text.zh) in bare(title)}
        if len(named) == 1:
            return named.pop()
    return ""


def lacking(definition: CampaignDefinition, profile: SheetProfile) -> tuple[str, ...]:
    """Names of required fields that neither a column nor a fixed value gives."""
    mapped = {use.target for use in profile.columns}
    if "seen" in mapped:
        return ()
    required = [field for field in definition.fields if field.required and field.type != "computed"]
    return tuple(
        field.text.zh
        for field in required
        if FIELDS + field.key not in mapped and field.key not in profile.fixed
    )


def checklist_columns(profile: SheetProfile) -> list[str]:
    """Headers whose cells become results of a check."""
    return [use.header for use in profile.columns if use.target.startswith(CHECKS)]
