"""The page about the graph names every command, option and format."""

from pathlib import Path

import click
import pytest

from vaultkit import registry
from vaultkit.cli.graph import command

PAGE = (Path(__file__).parents[2] / "docs" / "graph.md").read_text()
COMMANDS = registry.names("vaultkit.cli.graph")
FORMATS = registry.names("vaultkit.graph.exporters")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_explained(name):
    assert f"`vaultkit graph {name}" in PAGE


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_listed(name):
    assert f"\n| `{name}` |" in PAGE


@pytest.mark.parametrize(
    "option",
    [flag for option in command.params if isinstance(option, click.Option) for flag in option.opts],
)
def test_every_common_option_is_explained(option):
    # Which vault is meant is the same for every command of vaultkit.
    assert option == "--vault" or f"`{option}" in PAGE
