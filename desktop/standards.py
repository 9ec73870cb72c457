"""The standards that ship with the program, read once. What they mean is in desktop/air/standards.py."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any, Protocol, TypeVar

import resources
from desktop.air.basis import Basis, basis_of
from desktop.air.evaluation import DEFAULT_WEIGHTS, Evaluation, evaluation_for, parse_evaluation
from desktop.air.quality_rules import QualityRules, parse_quality
from desktop.air.ranking_rules import RankingRule, parse_ranking
from desktop.air.standards import Edition, Limits, parse_edition, parse_limits


class _Keyed(Protocol):
    @property
    def key(self) -> str: ...


_S = TypeVar("_S", bound=_Keyed)


@cache
def editions() -> Mapping[str, Edition]:
    """AQI editions by key (`2012`, `2026`), in order of file name.

    Raises:
        ValueError: a file is wrong; the message names the file and the key.
    """
    return _read("aqi", parse_edition)


@cache
def limits() -> Mapping[str, Limits]:
    """Air quality limits by key (`gb3095-2012` …), in order of file name.

    Raises:
        ValueError: a file is wrong; the message names the file and the key.
    """
    return _read("limits", parse_limits)


@cache
def evaluations() -> Mapping[str, Evaluation]:
    """Rules of evaluation by key (`hj663-2013` …), in order of file name.

    Raises:
        ValueError: a file is wrong; the message names the file and the key.
    """
    return _read("evaluation", parse_evaluation)


@cache
def rankings() -> Mapping[str, RankingRule]:
    """Rules of ranking by key (`hebei` …), in order of file name.

    Raises:
        ValueError: a file is wrong; the message names the file and the key.
    """
    return _read("ranking", parse_ranking)


@cache
def quality() -> QualityRules:
    """The rules of data quality.

    Raises:
        ValueError: the file is wrong; the message names it and the key.
    """
    return _read("quality", parse_quality)["quality"]


def basis(day: date, *, forced: str | None = None, weights: str = DEFAULT_WEIGHTS) -> Basis:
    """What the figures of a period that ends on `day` stand on; `forced` is the key of an evaluation.

    An evaluation that knows no such weights has its usual ones: nobody weighed before 2026.

    Raises:
        LookupError: no evaluation is in force, or there is none with that key, or no such weights at all.
    """
    known = evaluations()
    evaluation = evaluation_for(known.values(), day) if forced is None else known[forced]
    if weights not in {one.name for other in known.values() for one in other.weights}:
        raise LookupError(f"no evaluation has {weights}")
    if weights not in {one.name for one in evaluation.weights}:
        weights = DEFAULT_WEIGHTS
    return basis_of(evaluation, limits(), editions(), day, forced=forced is not None, weights=weights)


def _read(kind: str, parse: Callable[[Mapping[str, object]], _S]) -> Mapping[str, _S]:
    found: dict[str, _S] = {}
    for name, data in _files():
        if data.get("kind") != kind:
            continue
        try:
            standard = parse(data)
        except ValueError as error:
            raise ValueError(f"{name}: {error}") from error
        if standard.key in found:
            raise ValueError(f"{name}: key: {standard.key!r} is taken by another file")
        found[standard.key] = standard
    return MappingProxyType(found)


@cache
def _files() -> tuple[tuple[str, dict[str, Any]], ...]:
    return tuple(_read_files())


def _read_files() -> Iterator[tuple[str, dict[str, Any]]]:
    for file in sorted(resources.folder("standards").iterdir(), key=lambda file: file.name):
        if not file.name.endswith(".toml"):
            continue
        try:
            yield file.name, tomllib.loads(file.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise ValueError(f"{file.name}: {error}") from error
