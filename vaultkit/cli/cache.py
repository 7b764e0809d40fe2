"""``vaultkit cache``: where an earlier run's findings are kept, and away with them."""

import click

from vaultkit.source.printable import printable_line


@click.group()
def command() -> None:
    """See or clear what `vaultkit lint` keeps to be quick.

    It lies in your own cache folder (`VAULTKIT_CACHE_DIR` names another), never in a vault, and can be
    deleted at any time.
    """


@command.command()
def path() -> None:
    """Print the folder."""
    from vaultkit.errors import VaultkitError
    from vaultkit.vault.index import cache_folder

    folder = cache_folder()
    if folder is None:
        raise VaultkitError("there is no cache folder, as there is no home", "set VAULTKIT_CACHE_DIR")
    click.echo(printable_line(str(folder)))


@command.command()
def clear() -> None:
    """Delete all that is kept."""
    from vaultkit.vault.index import clear as clear_all

    count = clear_all()
    click.echo(f"deleted {count} {'index' if count == 1 else 'indexes'}")
