"""What a verdict depends on besides the files of the vault: if any of it changes, the index is another.

The program itself counts by the sizes and times of its files, as a version number does not change
while someone works on a rule.
"""

import os
import sys
from importlib.util import find_spec
from pathlib import Path

from vaultkit import __version__
from vaultkit.config import Config
from vaultkit.errors import VaultkitError
from vaultkit.vault.data_file import read_data
from vaultkit.vault.index import digest
from vaultkit.vault.vault import Vault

_PARSERS = ("pyromark", "yaml12", "jsonschema")


def cache_key(vault: Vault, config: Config, asked: object) -> str:
    """A text that is equal for two runs only when the same notes would get the same verdicts."""
    named = sorted({reference for reference in _named(config) if reference})
    return repr((
        __version__, sys.version_info[:3], sys.platform, _program(), config, asked, vault.settings,
        [(name, _content(vault.root, name)) for name in named],
    ))  # fmt: skip


def _named(config: Config) -> list[str]:
    """Files that the configuration names, schemas and bibliographies: their content counts."""
    schemas = [schema for _, schema in config.schemas] + list(config.types.values())
    return [schema for schema in schemas if isinstance(schema, str)] + list(config.bibliography)


def _content(root: Path, name: str) -> bytes:
    try:
        return digest(read_data(root, name, "file").encode())
    except VaultkitError as error:
        return str(error).encode(errors="backslashreplace")


def _program() -> bytes:
    seen: list[tuple[str, int, int]] = []
    own = Path(__file__).parents[1]
    folders = [os.fspath(own), os.fspath(own.parent / "schemas")]
    for name in _PARSERS:
        spec = find_spec(name)
        folders += spec.submodule_search_locations or () if spec else ()
    while folders:
        folder = folders.pop()
        if not os.path.isdir(folder):  # noqa: PTH112 - strings from scandir, on the hot path
            continue
        for entry in os.scandir(folder):
            if entry.is_dir() and not entry.name.startswith((".", "__")):
                folders.append(entry.path)
            elif entry.name.endswith((".py", ".json", ".so", ".pyd")):
                status = entry.stat()
                seen.append((entry.path, status.st_size, status.st_mtime_ns))
    return digest(repr(sorted(seen)).encode())
