"""Lint with the help of an earlier run where there can be one: the same answer, sooner.

No cache folder, a read-only one, a broken index: the run works without, and says nothing.
"""

import json
from collections.abc import Callable

from vaultkit.config import Config
from vaultkit.lint.cache_key import cache_key
from vaultkit.lint.incremental import lint_again
from vaultkit.lint.policy import Asked, Policy, make_policy
from vaultkit.lint.report import Report
from vaultkit.vault.index import BROKEN, Index, NoIndex, open_index
from vaultkit.vault.vault import Vault


def lint_cached(
    vault: Vault,
    config: Config,
    asked: Asked,
    *,
    only: Callable[[str], bool] = lambda path: True,
    progress: Callable[[int, int], None] = lambda done, total: None,
    keep: bool = True,
) -> Report:
    """What ``engine.run`` says of ``vault``. Raises ``VaultkitError`` for a rule that nobody knows.

    ``keep`` False uses and keeps nothing of another run.
    """

    def policy() -> Policy:
        return make_policy(config, asked)

    index = _index(vault, config, asked) if keep else None
    if index is not None:
        try:
            return lint_again(vault, config, policy, index, only=only, progress=progress)
        except (*BROKEN, json.JSONDecodeError, UnicodeEncodeError):  # a name that is not UTF-8
            index.discard()
        finally:
            index.close()
    return lint_again(vault, config, policy, NoIndex(), only=only, progress=progress)


def _index(vault: Vault, config: Config, asked: Asked) -> Index | None:
    try:
        return open_index(vault.root, cache_key(vault, config, asked))
    except OSError:  # vaultkit's own files could not be looked at
        return None
