"""The steps of ``vaultkit import`` before anything is written: the vault, the plan, the questions."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from vaultkit.config import Folders, load_config
from vaultkit.digest.base import Bases, load_bases
from vaultkit.digest.gather import Incoming
from vaultkit.digest.pictures import Gallery
from vaultkit.digest.plan import Options, plan_import
from vaultkit.digest.report import Plan
from vaultkit.digest.template import load_template
from vaultkit.source.printable import printable
from vaultkit.vault.vault import open_vault

Show = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line asks for; with ``silent`` no question is asked."""

    images: Path | None = None
    template: Path | None = None
    stubs: bool = True
    yes: bool = False
    silent: bool = False
    prune: bool = False
    restore: bool = False


def prepare(root: Path, incoming: Sequence[Incoming], wanted: Wanted, show: Show) -> Plan:
    """The plan for the vault at ``root``, which may be missing; asks on a terminal."""
    exists = root.is_dir()
    vault = open_vault(root) if exists else None
    options = Options(
        folders=load_config(root).folders if exists else Folders(),
        gallery=Gallery.of(wanted.images) if wanted.images else Gallery(),
        stubs=wanted.stubs,
        prune=wanted.prune,
        restore=wanted.restore,
        template=load_template(root, wanted.template) if wanted.template else None,
        progress=show,
    )
    bases = load_bases(root) if exists else Bases()
    plan = plan_import(vault, incoming, options, bases)
    questions = plan.report.questions
    if not questions or (wanted.silent and not wanted.yes):
        return plan
    same = frozenset(
        question
        for question in questions
        if wanted.yes or (sys.stdin.isatty() and _ask(question.title, question.other))
    )
    return plan_import(vault, incoming, replace(options, same=same), bases) if same else plan


def _ask(title: str, other: str) -> bool:
    return click.confirm(printable(f"`{title}`\n`{other}`\nAre these one paper?"), err=True)
