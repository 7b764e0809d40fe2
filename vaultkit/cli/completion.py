"""``vaultkit completion``: a script that teaches a shell the commands, options, rules and formats."""

import click
from click.shell_completion import get_completion_class

SHELLS = ("bash", "zsh", "fish")


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
def command(shell: str) -> None:
    """Print the script that completes `vaultkit` in a shell.

    \b
    bash:  vaultkit completion bash > ~/.local/share/bash-completion/completions/vaultkit
    zsh:   vaultkit completion zsh > "${fpath[1]}/_vaultkit"
    fish:  vaultkit completion fish > ~/.config/fish/completions/vaultkit.fish

    A new shell then completes commands, options, rules' names and formats.
    """
    from vaultkit.cli import vaultkit

    kind = get_completion_class(shell)
    assert kind is not None
    made = kind(vaultkit, {}, "vaultkit", "_VAULTKIT_COMPLETE")
    script = made.source_template % made.source_vars()
    # Click's own script for fish would cut a value with a comma in it, as in `--select a,b`.
    click.echo(script.replace('string split ","', 'string split --max 1 ","').strip())
