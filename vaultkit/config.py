"""What a vault's owner asks of vaultkit. (The lint wing's view of it, until the loader lands.)"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Config:
    """The configuration in force."""

    select: tuple[str, ...] = ("default",)
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, str] = field(default_factory=dict)
    rules: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    overrides: tuple[Any, ...] = ()

    def excludes(self, path: str) -> bool:
        """Whether the file is left unchecked."""
        return False


def load_config(root: Path) -> Config:
    """The configuration of the vault at ``root``."""
    return Config()
