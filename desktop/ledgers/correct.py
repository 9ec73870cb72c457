"""A proposed mapping with somebody's corrections: what a column is, and what holds for a whole sheet."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from db.rules.campaign_records import CampaignDefinition
from desktop.ledgers.profile import FIELDS, IGNORE, NOTE, SheetProfile
from desktop.ledgers.propose import Guess, SheetProposal, lacking, name_from

translate = QCoreApplication.translate

SEVERAL = (NOTE, IGNORE)
"""Any number of columns can be these."""


def with_targets(
    proposal: SheetProposal, definition: CampaignDefinition, targets: Mapping[str, str], why: str = ""
) -> SheetProposal:
    """The proposal with some columns, by header, being something else.

    A target that another column had is that one's no more: its cells go into the note.
    """
    taken = {target for target in targets.values() if target not in SEVERAL}
    columns = []
    for use in proposal.profile.columns:
        if use.header in targets:
            columns.append(replace(use, target=targets[use.header]))
        elif use.target in taken:
            columns.append(replace(use, target=NOTE))
        else:
            columns.append(use)
    mapped = {use.target for use in columns}
    fixed = {key: value for key, value in proposal.profile.fixed.items() if FIELDS + key not in mapped}
    profile = replace(proposal.profile, columns=tuple(columns), fixed=fixed, name_from=name_from(columns))
    return _with_profile(proposal, definition, profile, why)


def with_fixed(
    proposal: SheetProposal, definition: CampaignDefinition, key: str, value: str
) -> SheetProposal:
    """The proposal with a field that is the same in all rows; empty: it is not."""
    fixed = {**proposal.profile.fixed, key: value}
    kept = {one: text for one, text in fixed.items() if text}
    return _with_profile(proposal, definition, replace(proposal.profile, fixed=kept), "")


def with_county(proposal: SheetProposal, county: str) -> SheetProposal:
    """The proposal with its townships looked for in this county; empty: in all."""
    return replace(proposal, profile=replace(proposal.profile, county=county))


def _with_profile(
    proposal: SheetProposal, definition: CampaignDefinition, profile: SheetProfile, why: str
) -> SheetProposal:
    guesses = tuple(_guess(one, profile, why) for one in proposal.guesses)
    return replace(proposal, profile=profile, guesses=guesses, lacks=lacking(definition, profile))


def _guess(guess: Guess, profile: SheetProfile, why: str) -> Guess:
    """What somebody chose is sure; what lost its place is not used."""
    use = profile.target(guess.header)
    if use is None or use.target == guess.target:
        return guess
    sure = "unused" if use.target in SEVERAL else "sure"
    return replace(guess, target=use.target, sure=sure, why=why or translate("ledger", "chosen by hand"))
