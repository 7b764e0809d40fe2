"""Lint again what a change can have touched, and remember the rest.

The index holds the state of the last run as a whole: how each file looked, what others can see inside
it, what each note gave to each table, which names its links look up, what its verdict was made of. A run
compares the listing with it and checks anew (``recheck.py``)

- files that are new or have other content;
- notes with a link whose name is that of a file that came, went, or shows other headings or blocks;
- files whose verdict used a table, the listing, or anything else, when that has changed.

All other verdicts stand. A cold run is the same with an empty index. Where nothing has changed, no rule is
imported.
"""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from vaultkit.config import Config
from vaultkit.lint.codec import WHOLE, decode
from vaultkit.lint.finding import Diagnostic
from vaultkit.lint.policy import Policy
from vaultkit.lint.report import Report, checked, in_order
from vaultkit.vault.index import Index, Row, digest, signature
from vaultkit.vault.vault import Vault

if TYPE_CHECKING:
    from vaultkit.lint.recheck import Recheck


def lint_again(
    vault: Vault,
    config: Config,
    policy: Callable[[], Policy],
    index: Index,
    *,
    only: Callable[[str], bool] = lambda path: True,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Report:
    """What ``engine.run`` would say of ``vault``, at the price of what has changed since the last run.

    ``policy`` is asked for only when something is to be checked. Raises ``sqlite3.Error`` when the index
    is broken.
    """
    now, known = time.time_ns(), index.signatures()
    skipped = json.dumps(vault.skipped)
    changed, touched = _changed(vault, index, known, now)
    new = [path for path in changed if path not in known]
    gone: set[str] = known.keys() - vault.files.keys() - {WHOLE}
    other_listing = bool(gone or new) or skipped != index.meta("skipped")
    recheck = None
    if changed or other_listing:
        from vaultkit.lint.recheck import Recheck  # the rules cost their import

        recheck = Recheck(vault, policy(), index, known, now, progress)
        recheck.check(changed, new, other_listing)
    if recheck or touched:
        rows = (*touched, *(recheck.written() if recheck else ()))
        index.write(rows, recheck.gone if recheck else gone, {"skipped": skipped})
    found = in_order(_all(index, known, recheck, only))
    return Report(vault, found, checked(vault, _chosen(vault, config, only)))


def _all(
    index: Index, known: Mapping[str, str], recheck: "Recheck | None", only: Callable[[str], bool]
) -> Iterator[Diagnostic]:
    said = recheck.said if recheck else {}
    gone = recheck.gone if recheck else set()
    for own in said.values():
        yield from (found for found in own if only(found.path))
    for row, text in (index.findings() if known else {}).items():
        if row not in said and row not in gone:
            for path, findings in json.loads(text) if row == WHOLE else [(row, text)]:
                if only(path):
                    yield from decode(path, findings)


def _chosen(vault: Vault, config: Config, only: Callable[[str], bool]) -> list[str]:
    settings = vault.settings
    if not settings.ignored and not config.exclude:
        return [path for path in vault.files if only(path)]
    return [
        path
        for path in vault.files
        if only(path) and not settings.excludes(path) and not config.excludes(path)
    ]


_READ = (".md", ".canvas", ".base")


def hash_of(vault: Vault, path: str) -> bytes:
    """The hash of a file's content; b"" where only its name counts, or where it cannot be read."""
    data = vault.bytes_of(path) if path.lower().endswith(_READ) else None
    return b"" if data is None else digest(data)


def _changed(vault: Vault, index: Index, known: Mapping[str, str], now: int) -> tuple[list[str], list[Row]]:
    """Files with other content than in the last run, and rows of those that were only touched."""
    suspects = {}
    for path, file in vault.files.items():
        seen = signature(file, now)
        if not seen or known.get(path) != seen or not file.readable:
            suspects[path] = seen
    rows = index.rows(suspects) if known else {}
    changed, touched = [], []
    for path, seen in suspects.items():
        row = rows.get(path)
        if row is None or row.hash != hash_of(vault, path) or path in vault.unreadable:
            changed.append(path)
        elif row.signature != seen:
            touched.append(row._replace(signature=seen))
    return changed, touched
