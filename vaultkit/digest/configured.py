"""What a vault's configuration says of imports: folders, links in the text, what stands for a picture."""

import re
from contextlib import AbstractContextManager
from pathlib import Path

from vaultkit.config import Config, load_config, places_of
from vaultkit.digest.document import placeholders
from vaultkit.digest.plan import Options
from vaultkit.vault.patterns import value_limit


def options_in(root: Path) -> Options:
    """The options of an import into the vault at ``root``, which may be missing; raises ``VaultkitError``."""
    if not root.is_dir():
        return Options()
    config = load_config(root)
    own_assets = ("folders", "assets") in places_of(root, config)
    return Options(config.folders, link_body=config.link_body, own_assets=own_assets)


def own_placeholders(root: Path) -> AbstractContextManager[None]:
    """While this lasts, what the vault at ``root`` (it may be missing) calls a picture is one.

    A pattern that may run for ever stands for nothing.
    """
    config = load_config(root) if root.is_dir() else Config()
    try:
        longest = value_limit(config.image_placeholder)
        found = re.compile(config.image_placeholder)
    except (re.error, RecursionError, OverflowError):
        return placeholders(lambda text: False)
    return placeholders(lambda text: len(text) <= longest and found.fullmatch(text) is not None)
