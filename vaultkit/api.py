"""vaultkit as a library: a vault to ask, and the three verbs as functions that return data and print nothing.

``import vaultkit`` costs nothing: the names here are looked up when they are first used.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from vaultkit.config import load_config
from vaultkit.digest.report import Plan
from vaultkit.lint.report import Report
from vaultkit.vault.vault import Vault, open_vault
from vaultkit.writing.safe_write import Outcome

if TYPE_CHECKING:
    from vaultkit.graph.model import Graph


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import made: the ``plan`` (its changes, its report), and what was written, if anything."""

    plan: Plan
    outcome: Outcome | None


def open(path: str | Path) -> Vault:  # noqa: A001 - `vaultkit.open` reads as what it does
    """The vault in the folder ``path``. Raises ``VaultkitError`` when there is no such folder."""
    return open_vault(path)


def lint_vault(
    vault: Vault | str | Path,
    *,
    select: Sequence[str] = (),
    extend_select: Sequence[str] = (),
    ignore: Sequence[str] = (),
) -> Report:
    """Check a vault under its own configuration; the arguments are those of ``vaultkit lint``.

    ``Report.diagnostics`` are in the order of paths and places. Raises ``VaultkitError`` for a
    configuration or schema that cannot be used, and for a rule that nobody knows.
    """
    from vaultkit.lint.engine import run
    from vaultkit.lint.policy import Asked, make_policy

    opened = vault if isinstance(vault, Vault) else open_vault(vault)
    asked = Asked(tuple(select), tuple(extend_select), tuple(ignore))
    return run(opened, make_policy(load_config(opened.root), asked))


def import_digests(
    files: Sequence[str | Path],
    vault: str | Path,
    *,
    reader: str | None = None,
    images: str | Path | None = None,
    stubs: bool = True,
    write: bool = True,
) -> Imported:
    """Make notes of digests in the vault at ``vault``, which is made when missing; importing again merges.

    Papers with nearly the same title are kept apart. With ``write`` False nothing is written, and the
    plan's changes say what would be. Raises ``VaultkitError`` when a digest cannot be read or holds
    no paper.
    """
    from vaultkit.digest.base import load_bases
    from vaultkit.digest.configured import options_in, own_placeholders
    from vaultkit.digest.incoming import check_papers, read_all
    from vaultkit.digest.pictures import Gallery
    from vaultkit.digest.plan import plan_import
    from vaultkit.writing.safe_write import write_changes
    from vaultkit.writing.seal import own_key

    root = Path(vault)
    with own_placeholders(root):
        incoming = read_all([str(file) for file in files], reader)
        check_papers(incoming)
        gallery = Gallery.of(Path(images)) if images is not None else Gallery()
        options = replace(options_in(root), gallery=gallery, stubs=stubs)
        opened = open_vault(root) if root.is_dir() else None
        plan = plan_import(opened, incoming, options, load_bases(root, own_key(make=write)))
    return Imported(plan, write_changes(root, plan.changes, "import", together=True) if write else None)


def build_graph(
    vault: Vault | str | Path, *, unresolved: bool = True, attachments: bool = False, tags: bool = False
) -> "Graph":
    """The graph of a vault: a node a note, with its properties; an edge a link, with its kind.

    Nodes are paths; ``docs/graph.md`` lists the attributes.
    """
    from vaultkit.graph.build import Options, build, relations

    opened = vault if isinstance(vault, Vault) else open_vault(vault)
    meaning = relations(load_config(opened.root), opened.root)
    return build(opened, Options(unresolved, attachments, tags), meaning)
