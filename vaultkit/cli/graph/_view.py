"""What every graph command needs: the options that choose a graph, and the graph that they choose."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property, update_wrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from vaultkit.cli._unread import say_unread
from vaultkit.cli._vault import find_vault, vault_option
from vaultkit.errors import VaultkitError
from vaultkit.source.printable import printable_json, printable_line

if TYPE_CHECKING:
    from vaultkit.graph.context import Context
    from vaultkit.graph.model import Graph
    from vaultkit.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Asked:
    """The options as given; None or () where the user said nothing."""

    vault: Path | None
    where: tuple[str, ...]
    kind: tuple[str, ...]
    unresolved: bool | None
    attachments: bool | None
    tags: bool | None
    isolates: bool | None
    hubs: Literal["hide", "fade", "show"] | None
    seed: int | None
    use_obsidian_groups: bool | None

    def over(self, outer: "Asked") -> "Asked":
        """These options, and those of ``outer`` where these say nothing."""
        silent = {
            field.name: getattr(outer, field.name)
            for field in fields(self)
            if getattr(self, field.name) in (None, ())
        }
        return replace(self, **silent)


class View:
    """The graph that the options choose, and the vault behind it; each read when it is first asked for."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked

    @cached_property
    def _root(self) -> Path:
        root, _ = find_vault([], self.asked.vault)
        return root

    @cached_property
    def vault(self) -> "Vault":
        """The vault; notes that cannot be read, or not wholly, are named on stderr."""
        from vaultkit.vault.vault import open_vault

        vault = open_vault(self._root)
        say_unread(vault, vault.note_paths)
        return vault

    @cached_property
    def _whole(self) -> "Graph":
        from vaultkit.config import load_config
        from vaultkit.graph.build import Options, build, relations

        options = Options(True, bool(self.asked.attachments), bool(self.asked.tags))
        return build(self.vault, options, relations(load_config(self._root), self._root))

    @property
    def unresolved(self) -> list[str]:
        """The nodes of the whole graph that are links to no note yet, shown or not."""
        return [node for node, data in self._whole.nodes(data=True) if data["kind"] == "unresolved"]

    @cached_property
    def graph(self) -> "Graph":
        """The part of the vault's graph that is asked for."""
        from vaultkit.graph.select import parse_condition, select

        asked = self.asked
        where = tuple(map(parse_condition, asked.where))
        kinds = frozenset(kind for given in asked.kind for kind in given.split(",") if kind) or None
        isolates = asked.isolates is not False
        without = () if asked.unresolved else self.unresolved
        return select(self._whole, where, kinds, isolates, hide_hubs=asked.hubs == "hide", without=without)

    @cached_property
    def context(self) -> "Context":
        """Measures, communities and colours of the graph; remarks go to stderr."""
        from vaultkit.graph.context import Context
        from vaultkit.graph.select import find_hubs

        weaken = find_hubs(self.graph) if (self.asked.hubs or "fade") == "fade" else frozenset()
        colours, meaning = self._groups() if self.asked.use_obsidian_groups else ({}, {})
        seed = self.asked.seed or 0
        return Context(self.graph, seed=seed, weaken=weaken, groups=colours, meaning=meaning, say=remark)

    def at(self, revision: str) -> "View":
        """The same question asked of the vault as git ``revision`` has it."""
        from vaultkit.graph.compare import vault_at

        other = View(self.asked)
        other._root = self._root
        other.vault = vault_at(self._root, revision)
        return other

    def find(self, name: str) -> str:
        """The node that ``name`` means: a path, name, title or alias."""
        from vaultkit.graph.prose import aliases
        from vaultkit.graph.select import find_note

        return find_note(self.graph, name, aliases(self.vault))

    def called(self, node: str) -> str:
        """A node as people name it: its title, and its path where that says more."""
        from vaultkit.graph.model import title

        shown = title(self.graph, node)
        return shown if node in (shown, f"{shown}.md") else f"{shown}  ({node})"

    def _groups(self) -> tuple[dict[str, str], dict[str, str]]:
        from vaultkit.graph.obsidian_groups import colour_by_groups, read_groups
        from vaultkit.vault.data_file import read_data

        file = self._root / ".obsidian" / "graph.json"
        if not file.is_file():
            raise VaultkitError(
                f"`{file}` is missing, so there are no colour groups",
                "make groups in Obsidian's graph view, or leave out --use-obsidian-groups",
            )
        groups = read_groups(read_data(self._root, ".obsidian/graph.json", "file").encode())
        for group in groups:
            for key in group.unknown:
                remark(f"the colour group `{group.query}` asks for `{key}:`, which a graph cannot answer")
        return colour_by_groups(self.graph, groups), {group.colour: group.query for group in groups}


def graph_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that choose a graph; the function gets a ``View`` as its first argument."""

    @click.pass_context
    def command(ctx: click.Context, /, **given: Any) -> Any:
        asked = Asked(**{field.name: given.pop(field.name) for field in fields(Asked)})
        outer = ctx.parent.obj if ctx.parent else None
        ctx.obj = asked.over(outer) if isinstance(outer, Asked) else asked
        return function(View(ctx.obj), **given)

    wrapped: Callable[..., Any] = update_wrapper(command, function)
    for option in reversed(_OPTIONS):
        wrapped = option(wrapped)
    return wrapped


def remark(message: str) -> None:
    """Say something beside the result, on stderr."""
    click.echo(_line(f"note: {message}"), err=True)


def say(text: str = "") -> None:
    """Print one line of the result."""
    click.echo(_line(text))


def heading(text: str, *, first: bool = False) -> None:
    """Print the heading of a part of the result, a blank line before all but the ``first``."""
    if not first:
        click.echo()
    click.secho(_line(text), bold=True)


def _line(text: str) -> str:
    return printable_line(text)


def say_json(data: Any) -> None:
    """Print ``data`` as JSON, readable and in UTF-8."""
    import json

    click.echo(printable_json(json.dumps(data, ensure_ascii=False, indent=2)))


def plural(number: int, noun: str) -> str:
    """``1 note``, ``2 notes``, ``1,000 notes``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")

_OPTIONS: Sequence[Callable[..., Any]] = (
    vault_option,
    click.option(
        "--where",
        multiple=True,
        metavar="CONDITION",
        help="Only notes that fit: type=paper, year>=2022, tag=vision, folder=papers, status!=read.",
    ),
    click.option("--kind", multiple=True, metavar="KIND", help="Only links of this kind: related, link, …"),
    click.option("--unresolved", is_flag=True, default=None, help="Show links that lead to no note yet."),
    click.option("--attachments", is_flag=True, default=None, help="Show pictures and other files."),
    click.option("--tags", is_flag=True, default=None, help="Show tags as nodes."),
    click.option(
        "--no-isolates", "isolates", flag_value=False, default=None, help="Leave out notes without links."
    ),
    click.option(
        "--hubs",
        type=click.Choice(["hide", "fade", "show"]),
        help="Index notes are left out, count less in communities (the default), or count as all others.",
    ),
    click.option("--seed", type=int, metavar="N", help="Seed of communities, samples and layout; default 0."),
    click.option(
        "--use-obsidian-groups",
        is_flag=True,
        default=None,
        help="Colour nodes by the groups of Obsidian's graph view.",
    ),
)
