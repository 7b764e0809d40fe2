"""What is wrong with how a command was called, in our own words: one clause, and what would be right."""

import re
from difflib import get_close_matches

import click

_QUOTED = re.compile(r"'([^']*)'")
_REFUSED = re.compile(r"'(.*)' is not one of ", re.DOTALL)
_EXTRA = re.compile(r"Got unexpected extra arguments? \((.*)\)", re.DOTALL)


def explain(error: click.UsageError) -> tuple[str, str]:
    """The message for ``error``, and the next step: a near name, the choices, or where the help is."""
    path = error.ctx.command_path if error.ctx else "vaultkit"
    see = f"see `{path} --help`"
    match error:
        case click.NoSuchOption():
            near = get_close_matches(error.option_name, error.possibilities or (), n=1, cutoff=0)
            return f"there is no option `{error.option_name}`", f"did you mean `{near[0]}`?" if near else see
        case click.MissingParameter(param=click.Parameter() as param):
            choices = param.type.choices if isinstance(param.type, click.Choice) else ()
            return f"{_named(param, error.ctx)} is missing", _one_of(choices) or see
        case click.BadParameter(param=click.Parameter() as param):
            return _refused(error, param, see)
        case _:
            said = error.format_message()
            extra = _EXTRA.fullmatch(said)
            return (f"`{extra[1]}` is one argument too many" if extra else _plain(said)), see


def _refused(error: click.BadParameter, param: click.Parameter, see: str) -> tuple[str, str]:
    name, given = _named(param, error.ctx), _REFUSED.match(error.message)
    if not given or not isinstance(param.type, click.Choice):
        return f"{name} is wrong: {_plain(error.message)}", see
    near = get_close_matches(given[1], list(map(str, param.type.choices)), n=1)
    hint = f"did you mean `{near[0]}`?" if near else _one_of(param.type.choices)
    return f"{name} cannot be `{given[1]}`", hint


def _named(param: click.Parameter, ctx: click.Context | None) -> str:
    if isinstance(param, click.Argument) and ctx:
        return f"`{param.make_metavar(ctx)}`"
    return f"`{param.opts[0]}`"


def _one_of(choices: object) -> str:
    shown = ", ".join(f"`{choice}`" for choice in choices) if isinstance(choices, (list, tuple)) else ""
    return f"choose one of {shown}" if shown else ""


def _plain(said: str) -> str:
    said = _QUOTED.sub(r"`\1`", said).removesuffix(".")
    return said[:1].lower() + said[1:]
