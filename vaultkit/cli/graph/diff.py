"""``vaultkit graph diff``: what changed on the map between two git revisions."""

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from vaultkit.cli.graph._view import View, graph_options, heading, json_option, say, say_json

if TYPE_CHECKING:
    from vaultkit.graph.model import Edge


@click.command()
@click.argument("before", metavar="REV")
@click.argument("after", metavar="[REV]", required=False)
@json_option
@graph_options
def command(view: View, before: str, after: str | None, as_json: bool) -> None:
    """Show notes and links gained and lost between two git revisions.

    With one REV the vault as it lies in the folder is compared with it. A note that was only moved is
    shown as moved.
    """
    from vaultkit.graph.compare import compare, find_moved

    old = view.at(before)
    new = view.at(after) if after else view
    found = compare(old.graph, new.graph, find_moved(old.vault, new.vault))
    if as_json:
        gained, lost = (
            [link._asdict() for link in links] for links in (found.links_gained, found.links_lost)
        )
        say_json(asdict(found) | {"links_gained": gained, "links_lost": lost})
        return
    changed = [f"+ {path}" for path in found.notes_gained] + [f"- {path}" for path in found.notes_lost]
    parts = {
        "Notes": changed,
        "Moved": [f"{one} → {other}" for one, other in found.moved],
        "Links gained": [f"+ {_shown(link)}" for link in found.links_gained],
        "Links lost": [f"- {_shown(link)}" for link in found.links_lost],
        "New orphans": found.new_orphans,
    }
    filled = {title: lines for title, lines in parts.items() if lines}
    for number, (title, lines) in enumerate(filled.items()):
        heading(f"{title} ({len(lines):,})", first=number == 0)
        for line in lines:
            say(f"  {line}")
    if not filled:
        say("no note and no link changed")


def _shown(link: "Edge") -> str:
    return f"{link.source} {'—' if link.symmetric else '→'} {link.target}  ({link.kind})"
