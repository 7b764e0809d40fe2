"""The steps of ``vaultkit import`` before anything is written: the vault, the plan, the questions."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from vaultkit.cli._vault import say_settings
from vaultkit.digest.base import load_bases
from vaultkit.digest.configured import options_in
from vaultkit.digest.gather import Incoming
from vaultkit.digest.incoming import check_papers, read_all
from vaultkit.digest.library import enriched, open_library
from vaultkit.digest.pictures import Gallery
from vaultkit.digest.plan import plan_import
from vaultkit.digest.report import Plan
from vaultkit.digest.template import load_template
from vaultkit.source.printable import printable_line
from vaultkit.vault.vault import open_vault
from vaultkit.writing.seal import own_key

Show = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line asks for, by the names of its options."""

    reader: str | None = None
    images: Path | None = None
    bib: Path | None = None
    template: Path | None = None
    dry_run: bool = False
    diff: bool = False
    explain: bool = False
    status: bool = False
    no_stubs: bool = False
    link_body: bool | None = None
    yes: bool = False
    no_merge: bool = False
    prune: bool = False
    restore: bool = False

    @property
    def asks(self) -> bool:
        """Whether a person may be asked: something will be written, and the answer is still open."""
        return not (self.looks or self.no_merge or self.yes) and sys.stdin.isatty()

    @property
    def looks(self) -> bool:
        """Whether nothing will be written."""
        return self.dry_run or self.diff or self.status


def read(files: Sequence[str], wanted: Wanted) -> tuple[Incoming, ...]:
    """The digests to import; raises ``VaultkitError`` for one without papers, unless to explain it."""
    incoming = read_all(files, wanted.reader)
    if wanted.explain:
        return incoming
    check_papers(incoming)
    if wanted.bib is None:
        return incoming
    library = open_library(wanted.bib)
    return tuple(enriched(one, library) for one in incoming)


def prepare(root: Path, incoming: Sequence[Incoming], wanted: Wanted, show: Show) -> Plan:
    """The plan for the vault at ``root``, which may be missing; asks on a terminal."""
    exists = root.is_dir()
    vault = open_vault(root) if exists else None
    if vault:
        say_settings(vault)
    configured = options_in(root)
    options = replace(
        configured,
        gallery=Gallery.of(wanted.images) if wanted.images else Gallery(),
        stubs=not wanted.no_stubs,
        link_body=configured.link_body if wanted.link_body is None else wanted.link_body,
        prune=wanted.prune,
        restore=wanted.restore,
        template=load_template(root, wanted.template) if wanted.template else None,
        progress=show,
    )
    bases = load_bases(root, own_key(make=not wanted.looks))
    plan = plan_import(vault, incoming, options, bases)
    same = frozenset(
        question
        for question in plan.report.questions
        if (wanted.yes and not wanted.no_merge) or (wanted.asks and _ask(question.title, question.other))
    )
    return plan_import(vault, incoming, replace(options, same=same), bases) if same else plan


def _ask(title: str, other: str) -> bool:
    shown = (printable_line(f"`{one}`") for one in (title, other))
    return click.confirm("\n".join((*shown, "Are these one paper?")), err=True)
