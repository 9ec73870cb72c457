"""Papers as DOCX, from templates that an office may edit in Word or WPS."""

import io
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import resources
from db.errors import DomainError, RuleError

PAPERS = ("order", "return", "signing")


class TemplateFieldError(RuleError):
    """A template names something that the paper does not have."""

    template = "The template {file} names a field that there is not: {problem}. Fields are: {known}."


class BrokenTemplateError(RuleError):
    template = "The template {file} cannot be used: {problem}. Mend it in Word or WPS, or take it away."


class TemplateThereError(DomainError):
    template = "{file} is there already and was left as it is. Choose another folder."


def render(paper: str, fields: Mapping[str, Any], own: Path | None = None) -> bytes:
    """The paper as a DOCX file.

    Args:
        paper: one of `PAPERS`.
        own: folder of the office's own templates; what is not there comes from those that ship.

    Raises:
        TemplateFieldError, BrokenTemplateError
    """
    # both are slow to import, and seldom wanted
    from docxtpl import DocxTemplate
    from jinja2 import Environment, StrictUndefined, TemplateError, UndefinedError

    file = template_of(paper, own)
    try:
        sheet = DocxTemplate(str(file))
        sheet.render(dict(fields), Environment(undefined=StrictUndefined, autoescape=True))
        into = io.BytesIO()
        sheet.save(into)
    except UndefinedError as error:
        known = ", ".join(sorted(fields))
        raise TemplateFieldError(file=file.name, problem=str(error), known=known) from error
    except (TemplateError, OSError, ValueError, KeyError) as error:
        raise BrokenTemplateError(file=file.name, problem=str(error)) from error
    except Exception as error:  # docx and zip raise whatever a damaged file makes of them
        raise BrokenTemplateError(file=file.name, problem=type(error).__name__) from error
    return into.getvalue()


def template_of(paper: str, own: Path | None = None) -> Path:
    """The file that a paper is made from."""
    mine = own / f"{paper}.docx" if own else None
    shipped = Path(str(resources.folder("papers") / f"{paper}.docx"))
    return mine if mine is not None and mine.is_file() else shipped


def copy_templates(folder: Path) -> list[Path]:
    """Put the templates that ship where an office can edit them.

    Raises:
        TemplateThereError: one of them is there already; none is copied then.
    """
    wanted = [folder / f"{paper}.docx" for paper in PAPERS]
    for file in wanted:
        if file.exists():
            raise TemplateThereError(file=str(file))
    folder.mkdir(parents=True, exist_ok=True)
    for paper, file in zip(PAPERS, wanted, strict=True):
        shutil.copyfile(template_of(paper), file)
    return wanted
