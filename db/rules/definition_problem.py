"""What is wrong with a definition, and texts in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from db.rules.toml_lines import Place


@dataclass(frozen=True, slots=True)
class Text:
    """A text in both languages."""

    zh: str
    en: str

    def name(self, lang: str) -> str:
        """The text for a language such as `zh_CN` or `en`; anything but Chinese gets English."""
        return self.zh if lang.lower().startswith("zh") else self.en


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake in a definition: which file, where in it, what is wrong and what to do.

    `template` is English and translated like an error's; `params` fill it.
    """

    source: str
    path: str
    template: str
    line: int | None = None
    params: Mapping[str, object] = field(default_factory=dict)

    @property
    def message(self) -> str:
        """The English sentence."""
        params = dict(self.params)
        if isinstance(wanted := params.get("wanted"), str):
            params["wanted"] = wanted.format(**params)  # a sentence with places of its own
        return self.template.format(**params)

    def __str__(self) -> str:
        place = self.source if self.line is None else f"{self.source}, line {self.line}"
        return ": ".join(part for part in (place, self.path, self.message) if part)


def spelt(place: Place) -> str:
    """A place as people read it: fields[3].choices[1].zh."""
    parts = [f"[{part}]" if isinstance(part, int) else f".{part}" for part in place]
    return "".join(parts).removeprefix(".")
