"""Asking one rule about a vault of strings, for the cases that a rule's documentation has no room for."""

from collections.abc import Mapping
from functools import cache

from vaultkit.config import Config
from vaultkit.lint.engine import run
from vaultkit.lint.finding import Diagnostic
from vaultkit.lint.policy import Asked, Policy, make_policy
from vaultkit.source.text import Edit, apply_edits
from vaultkit.vault.settings import Settings
from vaultkit.vault.vault import Vault

Files = Mapping[str, str | bytes]


def diagnostics(rule: str, files: Files, settings: Settings | None = None) -> tuple[Diagnostic, ...]:
    """What ``rule`` alone says of the vault of ``files``."""
    found = run(Vault.of(files, settings), _policy(rule)).diagnostics
    return tuple(diagnostic for diagnostic in found if diagnostic.rule == rule)


@cache
def _policy(rule: str) -> Policy:
    ignored = () if rule == "not-checked" else ("not-checked",)
    return make_policy(Config(), Asked(select=(rule,), ignore=ignored))


def said(rule: str, text: str | bytes, files: Files | None = None) -> list[tuple[str, str]]:
    """For each finding in the note of ``text``: the words it lies on, and its message."""
    data = text.encode() if isinstance(text, str) else text
    return [
        (data[found.span.start : found.span.end].decode(errors="replace"), found.message)
        for found in diagnostics(rule, {"note.md": data, **(files or {})})
        if found.path == "note.md"
    ]


def mended(rule: str, text: str, files: Files | None = None) -> str:
    """The note after every fix of ``rule``, safe or not, until none is left."""
    for _ in range(10):
        found = diagnostics(rule, {"note.md": text, **(files or {})})
        edits: list[Edit] = []
        for diagnostic in found:
            edits += diagnostic.fix.edits if diagnostic.fix and diagnostic.path == "note.md" else ()
        if not edits:
            return text
        text = apply_edits(text.encode(), list(dict.fromkeys(edits))).decode()
    raise AssertionError(f"the fixes of {rule} never come to an end")
