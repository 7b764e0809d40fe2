"""``vaultkit config``: what is in force, and where it was said."""

from pathlib import Path

import click

from vaultkit.cli._vault import find_vault, vault_option


@click.command()
@click.argument("path", required=False, type=click.Path(path_type=Path))
@vault_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(path: Path | None, vault: Path | None, form: str) -> None:
    """Show what is in force, and where it was said.

    Without PATH: every key of the configuration, the app's settings that count, and the rules that run.
    With a note: whether it is checked, its schema, and the rules that run there.

    \b
    Examples:
      vaultkit config
      vaultkit config "papers/ConvNeXt V2.md"
    """
    from vaultkit.cli._config_shown import as_json, as_text
    from vaultkit.cli._places import inside
    from vaultkit.config import load_config
    from vaultkit.errors import VaultkitError
    from vaultkit.lint.in_force import in_force
    from vaultkit.lint.policy import make_policy
    from vaultkit.vault.vault import open_vault

    root, _ = find_vault([path] if path else (), vault, quiet=form == "json")
    policy, opened = make_policy(load_config(root)), open_vault(root)
    asked = "" if path is None or path.absolute() == root else inside(path, root)
    if asked and asked not in opened.files:
        raise VaultkitError(
            f"`{path}` is no file of the vault `{root}`", "name a note, or none for the vault"
        )
    found = in_force(opened, policy, asked)
    if form == "json":
        click.echo(as_json(root, policy.config, found))
        return
    for line in as_text(root, policy.config, found):
        click.echo(line)
