"""The findings that an old vault has and that nobody wants to hear of today: only new ones count.

A baseline is a JSON file of fingerprints, made of rule, path, message and marked text, so that edits
elsewhere in a note do not stir it. It shrinks as findings are mended and never grows by itself.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace

from vaultkit.errors import VaultkitError
from vaultkit.lint.fingerprint import fingerprints
from vaultkit.lint.report import Report

VERSION = 1


@dataclass(frozen=True, slots=True)
class Known:
    """One finding of the baseline; path, rule and message are there for people who read the file."""

    fingerprint: str
    path: str
    rule: str
    message: str


@dataclass(frozen=True, slots=True)
class Baseline:
    """The findings that do not count."""

    known: tuple[Known, ...] = ()

    def write(self) -> bytes:
        """The bytes of the file: one finding a line, in order, so that git merges it well."""
        keys = ("fingerprint", "path", "rule", "message")
        rows = sorted((known.path, known.rule, known.message, known.fingerprint) for known in self.known)
        lines = ",\n".join(
            "    " + json.dumps(dict(zip(keys, (row[3], *row[:3]), strict=True))) for row in rows
        )
        body = f"[\n{lines}\n  ]" if lines else "[]"
        return f'{{\n  "version": {VERSION},\n  "findings": {body}\n}}\n'.encode()


def read_baseline(data: bytes, name: str) -> Baseline:
    """The baseline in ``data``; raises ``VaultkitError`` naming the file when it is none."""
    try:
        content = json.loads(data)
        if content["version"] != VERSION:
            raise VaultkitError(f"`{name}` is a baseline of another vaultkit", "write it anew")
        rows = content["findings"]
        known = tuple(Known(*(str(row[key]) for key in Known.__slots__)) for row in rows)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise VaultkitError(f"`{name}` is not a baseline", "write one with --update-baseline") from error
    return Baseline(known)


def baseline_of(report: Report) -> Baseline:
    """All findings of ``report``."""
    found = fingerprints(report)
    return Baseline(tuple(Known(mark, each.path, each.rule, each.message) for each, mark in found))


def only_new(report: Report, baseline: Baseline) -> Report:
    """``report`` without the findings that the baseline knows."""
    known = {known.fingerprint for known in baseline.known}
    kept = tuple(found for found, fingerprint in fingerprints(report) if fingerprint not in known)
    return replace(report, diagnostics=kept)


def shrunk(report: Report, baseline: Baseline, covers: Callable[[str, str], bool]) -> Baseline:
    """``baseline`` without the findings that are gone.

    ``covers(path, rule)`` says whether the run looked for such a finding; the others stay.
    """
    present = {fingerprint for _, fingerprint in fingerprints(report)}
    return Baseline(
        tuple(
            known
            for known in baseline.known
            if known.fingerprint in present or not covers(known.path, known.rule)
        )
    )
