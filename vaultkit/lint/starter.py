"""The text of a first ``vaultkit.toml``: what was found in the vault, and the other keys to uncomment."""

from collections.abc import Mapping, Sequence

from vaultkit.source.toml import key_text, value_text

_TEXT = """\
# What vaultkit should know about this vault. Every line may go: without it the default holds.
# `vaultkit config` shows what is in force, `vaultkit rule` lists the rules.

# The rules to run: names, `default` or `all`; rules besides those; rules not to run.
# select = ["default"]
# extend-select = ["orphan-note", "property-order"]
# ignore = ["unused-footnote"]

# Files to leave unchecked; links to them still resolve. `*` stays within a folder, `**` does not.
{exclude}

# BibTeX files whose keys `[@key]` may cite.
# bibliography = ["library.bib"]

# How much a finding weighs: error, warning or info.
[severity]
# ambiguous-link = "error"

# Which schema the properties of a note are held to, by the note's `type`; `false` for none.
[types]
{types}

# The same by path; the last line that matches wins, and beats the type.
[schemas]
# "daily/**" = false

# Where `vaultkit import` puts what it makes.
[folders]
{folders}

# What is different in a part of the vault.
# [[overrides]]
# paths = ["inbox/**"]
# ignore = ["schema-violation"]
"""
_FOLDERS = ("papers", "digests", "assets", "concepts")


def starter(types: Mapping[str, str], exclude: Sequence[str], folders: Mapping[str, str]) -> str:
    """The file, with schemas by type, globs to exclude and folders of import as they were found."""
    bound = [f"{key_text((kind,))} = {value_text(path)}" for kind, path in types.items()]
    homes = [
        f"{'' if name in folders else '# '}{name} = {value_text(folders.get(name, name))}"
        for name in _FOLDERS
    ]
    return _TEXT.format(
        exclude=f"exclude = {value_text(tuple(exclude))}" if exclude else '# exclude = ["templates/**"]',
        types="\n".join(bound or ['# book = "schemas/book.schema.json"']),
        folders="\n".join(homes),
    )
