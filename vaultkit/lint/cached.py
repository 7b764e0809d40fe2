"""Lint with the help of an earlier run where there can be one: the same answer, sooner.

No cache folder, a read-only one, a broken index: the run works without, and says nothing.
"""

import json
from collections.abc import Callable

from vaultkit.config import Config
from vaultkit.lint.cache_key import cache_key
from vaultkit.lint.engine import Report, run
from vaultkit.lint.incremental import lint_again
from vaultkit.lint.policy import Asked, Policy, make_policy
from vaultkit.vault.index import BROKEN, open_index
from vaultkit.vault.vault import Vault


def lint_cached(
    vault: Vault,
    config: Config,
    asked: Asked,
    *,
    only: Callable[[str], bool] = lambda path: True,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Report:
    """What ``engine.run`` says of ``vault``. Raises ``VaultkitError`` for a rule that nobody knows."""

    def policy() -> Policy:
        return make_policy(config, asked)

    index = open_index(vault.root, cache_key(vault, config, asked))
    if index is not None:
        try:
            return lint_again(vault, config, policy, index, only=only, progress=progress)
        except (*BROKEN, json.JSONDecodeError, UnicodeEncodeError):  # a name that is not UTF-8
            index.discard()
        finally:
            index.close()
    return run(vault, policy(), only=only, progress=progress)
