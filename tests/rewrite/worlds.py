"""Vaults of strings, before and after a plan."""

from collections.abc import Mapping

from vaultkit.rewrite.repair import Plan
from vaultkit.vault.settings import Settings
from vaultkit.vault.vault import Vault


def after(files: Mapping[str, str], plan: Plan) -> dict[str, str]:
    """The files once the plan is carried out."""
    data = {path: text.encode() for path, text in files.items()}
    for change in plan.changes:
        assert data.get(change.path) == change.before
        if change.after is None:
            del data[change.path]
        else:
            data[change.path] = change.after
    return {path: value.decode() for path, value in data.items()}


def world(files: Mapping[str, str], **settings) -> Vault:
    return Vault.of(files, Settings(**settings))
