"""The command line: one module per command on this shelf, imported only when its command runs.

A command is a module here with a click command called ``command``; ``_`` in its name is shown as
``-``. It reads arguments, calls a wing, prints, and ends with ``ctx.exit(code)``:
0 clean, 1 findings, 2 the user's set-up, 3 an import that left conflicts. Nothing here knows a
note, a rule or a graph.
"""

import gc
import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from typing import IO, Any

import click
from click.shell_completion import CompletionItem

from vaultkit import __version__
from vaultkit.cli._unread import UNREAD
from vaultkit.errors import VaultkitError
from vaultkit.registry import did_you_mean, load, modules, names
from vaultkit.source.printable import printable_line

SHELF = "vaultkit.cli"
_FIRST_PARAGRAPH = re.compile(r'^def command\(.*?^    """(.+?)(?:\n\n|""")', re.DOTALL | re.MULTILINE)
SET_UP, INTERRUPTED, PIPE_CLOSED = 2, 130, 141
_ELSEWHERE = {
    "check": "lint", "fix": "lint --fix", "format": "lint --fix", "watch": "lint --watch", "explain": "rule",
    "rules": "rule", "backlinks": "links", "mv": "rename", "move": "rename",
    "help": "--help", "version": "--version",
}  # fmt: skip
"""What other programs call what is meant, where no name here is near to it, or a wrong one is."""


class Shelf(click.Group):
    """A group whose commands are the modules of a shelf; its help is read from their source, unimported."""

    def __init__(self, *args: Any, shelf: str, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.shelf = shelf

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """The context, coloured as ``NO_COLOR`` and ``FORCE_COLOR`` ask."""
        extra.setdefault("color", _wants_colour())
        with _one_door():  # the version and the help are said here
            return super().make_context(info_name, args, parent, **extra)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names on the shelf, sorted."""
        return list(names(self.shelf))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now; None when the shelf has none."""
        if cmd_name not in names(self.shelf):
            return None
        command: click.Command = load(self.shelf, cmd_name).command
        return command

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """How a shell may go on: the names on the shelf, unimported, and the options."""
        found = [
            (name, module) for name, module in modules(self.shelf).items() if name.startswith(incomplete)
        ]
        commands = [CompletionItem(name, help=_summary(module)) for name, module in found]
        return [*commands, *click.Command.shell_complete(self, ctx, incomplete)]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that ``args`` begin with; raises ``click.UsageError`` with the nearest name."""
        known = names(self.shelf)
        if args[0] not in known and not args[0].startswith("-"):
            elsewhere = _ELSEWHERE.get(args[0]) if self.shelf == SHELF else None
            if self.shelf == SHELF and args[0] in names(f"{SHELF}.graph"):
                elsewhere = f"graph {args[0]}"
            near = f"did you mean `{elsewhere}`?" if elsewhere else did_you_mean(args[0], known)
            raise click.UsageError(f"there is no command `{args[0]}`: {near}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, each with the first sentence of its help."""
        rows = [(name, _summary(module)) for name, module in modules(self.shelf).items()]
        if rows:
            with formatter.section("Commands"):
                formatter.write_dl(rows)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            with _one_door():
                result = super().invoke(ctx)
                sys.stdout.flush()
        except click.UsageError as error:
            # What stops a command from being parsed does not know which command it was.
            if error.ctx is None and ctx.invoked_subcommand in names(self.shelf):
                name = str(ctx.invoked_subcommand)
                error.ctx = click.Context(load(self.shelf, name).command, parent=ctx, info_name=name)
            raise
        return result or int(UNREAD in ctx.meta)


class SetUpProblem(click.ClickException):
    """A ``VaultkitError`` on its way to the terminal."""

    exit_code = SET_UP

    def __init__(self, error: VaultkitError) -> None:
        super().__init__(error.message)
        self.hint = error.hint

    def show(self, file: IO[Any] | None = None) -> None:
        """Print ``error: …`` and the next step to stderr; where that cannot be, the exit code says it."""
        with suppress(OSError):
            _complain(self.message, self.hint)


@click.group(
    cls=Shelf,
    shelf=SHELF,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 clean, 1 findings, 2 something about the set-up, 3 an import left conflicts.",
)
@click.version_option(__version__, prog_name="vaultkit", message="%(prog)s %(version)s")
def vaultkit() -> None:
    """Keep research papers as notes in an Obsidian vault: import digests, lint notes, see the graph."""


@contextmanager
def _one_door() -> Iterator[None]:
    """Where the user's set-up, the machine's limits and a closed pipe (``| head``) end a run."""
    try:
        _look_around()
        yield
    except VaultkitError as error:
        raise SetUpProblem(error) from error
    except BrokenPipeError:
        _discard_output()
        raise click.exceptions.Exit(PIPE_CLOSED) from None
    except (OSError, MemoryError) as error:
        raise SetUpProblem(_refused(error)) from error


def _look_around() -> None:
    # A report tells places from here: said now, and not when all is written.
    try:
        os.getcwd()  # noqa: PTH109 - pathlib is not needed to start
    except FileNotFoundError:
        raise VaultkitError("the folder that you are in is gone", "go to another with `cd`") from None


def main(args: Sequence[str] | None = None) -> int:
    """Run ``vaultkit`` with ``args`` (default: the process's own) and return the exit code."""
    gc.disable()  # a run is over in seconds and its notes hold no cycles: looking for some took a third of it
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed (`>&-`): the next file opened would have its number
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode))
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):  # a file that cannot say where we are in it
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = vaultkit.main(args, prog_name="vaultkit", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return SET_UP
    except click.UsageError as error:
        from vaultkit.cli._usage import explain

        _complain(*explain(error))
        return SET_UP
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    return code if isinstance(code, int) else 0


def _complain(message: str, hint: str) -> None:
    colour = _wants_colour()
    click.echo(click.style("error: ", fg="red", bold=True) + printable_line(message), err=True, color=colour)
    if hint:
        click.echo(printable_line(hint), err=True, color=colour)


def _wants_colour() -> bool | None:
    if os.environ.get("NO_COLOR"):
        return False
    return True if os.environ.get("FORCE_COLOR") else None


def _summary(module: str) -> str:
    # Help reads a dozen of these: to parse them, or to import what knows loaders, costs as much as click.
    from importlib.util import find_spec

    spec = find_spec(module)
    source = getattr(spec.loader, "get_source", lambda name: "")(module) if spec else ""
    found = _FIRST_PARAGRAPH.search(source or "")
    return " ".join(found[1].split()) if found else ""


def _refused(error: OSError | MemoryError) -> VaultkitError:
    """What the system would not do for us, anywhere: a full disk, no more descriptors or memory."""
    try:
        sys.stdout.flush()
    except OSError:
        _discard_output()
    why, place = "there is no more memory", ""
    if isinstance(error, OSError):
        why = (error.strerror or str(error)).lower()
        place = f"`{os.fsdecode(error.filename)}`: " if isinstance(error.filename, str | bytes) else ""
    return VaultkitError(
        f"{place}the system says: {why}", "what was written before is listed by `vaultkit undo --list`"
    )


def _discard_output() -> None:
    # What is still buffered would raise again when the interpreter flushes it on its way out.
    sink = os.open(os.devnull, os.O_WRONLY)
    os.dup2(sink, sys.stdout.fileno())
    os.close(sink)
