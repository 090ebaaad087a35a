"""A command for every question: `outrider signals shrink FILE --count O --exposure E`."""

from __future__ import annotations

from collections.abc import Callable
from inspect import Parameter, Signature
from typing import Annotated, Any

import typer

from outrider.signals.asks import Ask, Need, Setting, answer
from outrider.signals.commands.told import (
    Csv,
    Dark,
    DataTo,
    File,
    Out,
    SheetName,
    Svg,
    give,
    opened,
    vintage,
)


def command_of(ask: Ask) -> Callable[..., None]:
    """A function whose parameters are the question's columns and settings."""

    def run(**values: Any) -> None:
        file = values["file"]
        chosen = {need.role: values[_name(need.role)] or "" for need in ask.needs}
        settings = {setting.name: values[_name(setting.name)] for setting in ask.settings}
        give(
            lambda: answer(
                ask,
                opened(file, values["sheet"]),
                chosen,
                vintage(file, values["data_to"]),
                settings,
            ),
            Out(values["csv"], values["svg"], values["dark"]),
        )

    parameters = [
        Parameter("file", Parameter.POSITIONAL_OR_KEYWORD, annotation=File),
        *(_column(need) for need in ask.needs),
        *(_setting(setting) for setting in ask.settings),
        *_common(),
    ]
    run.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {each.name: each.annotation for each in parameters} | {"return": None}
    run.__name__ = _name(ask.key)
    run.__doc__ = ask.says
    return run


def _name(option: str) -> str:
    return option.replace("-", "_")


def _column(need: Need) -> Parameter:
    says = f"Column with {need.says}."
    option = typer.Option(f"--{need.role}", help=says, metavar="COLUMN")
    default = Parameter.empty if need.needed else ""
    return Parameter(
        _name(need.role),
        Parameter.KEYWORD_ONLY,
        default=default,
        annotation=Annotated[str, option],
    )


def _setting(setting: Setting) -> Parameter:
    option = typer.Option(f"--{setting.name}", help=f"{setting.says}.")
    if isinstance(setting.default, bool):
        option = typer.Option(f"--{setting.name}/--no-{setting.name}", help=f"{setting.says}.")
    return Parameter(
        _name(setting.name),
        Parameter.KEYWORD_ONLY,
        default=setting.default,
        annotation=Annotated[type(setting.default), option],
    )


def _common() -> list[Parameter]:
    """What every command takes."""
    return [
        Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
        for name, default, annotation in (
            ("sheet", "", SheetName),
            ("data_to", "", DataTo),
            ("csv", None, Csv),
            ("svg", None, Svg),
            ("dark", False, Dark),
        )
    ]
