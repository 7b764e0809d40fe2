"""What a vault's own ``.obsidian`` folder says: how links are written, what is excluded, property types."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

LinkFormat = Literal["shortest", "relative", "absolute"]
LARGEST = 4 * 1024 * 1024
MOST_IGNORED = 1000
"""Excluded places that count: each is tried on the path of every note."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings that decide how a vault is read and written; the app's defaults where they are silent.

    ``property_types`` maps lower-case names to text, multitext, number, checkbox, date, datetime, tags
    or aliases. ``ignored`` are the app's excluded files: literal path prefixes, or ``/regex/``.
    ``says_attachments`` is whether the attachment folder was set. ``notices`` name settings files that
    could not be read.
    """

    link_format: LinkFormat = "shortest"
    use_markdown_links: bool = False
    attachment_folder: str = "/"
    says_attachments: bool = False
    ignored: tuple[str, ...] = ()
    property_types: Mapping[str, str] = field(default_factory=dict)
    notices: tuple[str, ...] = ()

    def excludes(self, path: str) -> bool:
        """Whether the app excludes the file: its links still count, and it can still be linked to."""
        return any(_matches(pattern, path) for pattern in self.ignored)


def read_settings(root: Path) -> Settings:
    """The settings of the vault at ``root``. Files that are missing or broken leave the defaults."""
    notices: list[str] = []
    app = _load(root, "app.json", notices)
    types = _load(root, "types.json", notices).get("types")
    link_format = app.get("newLinkFormat")
    folder = app.get("attachmentFolderPath")
    ignored = app.get("userIgnoreFilters")
    return Settings(
        link_format=link_format if link_format in ("relative", "absolute") else "shortest",
        use_markdown_links=app.get("useMarkdownLinks") is True,
        attachment_folder=folder if isinstance(folder, str) and folder else "/",
        says_attachments=isinstance(folder, str) and bool(folder),
        ignored=_ignored(ignored, notices) if isinstance(ignored, list) else (),
        property_types={name.lower(): kind for name, kind in types.items() if isinstance(kind, str)}
        if isinstance(types, dict)
        else {},
        notices=tuple(notices),
    )


def _ignored(filters: list[Any], notices: list[str]) -> tuple[str, ...]:
    found = tuple(each for each in filters if isinstance(each, str) and each)
    if len(found) > MOST_IGNORED:
        notices.append(f"`.obsidian/app.json` excludes {len(found)} places; the first {MOST_IGNORED} count")
    return found[:MOST_IGNORED]


def app_settings(root: Path) -> Mapping[str, Any]:
    """What ``.obsidian/app.json`` says, as it stands there; empty when it is missing or broken."""
    return _load(root, "app.json", [])


def template_folder(root: Path) -> str:
    """The folder that the app, or the plugin Templater, takes templates from; "" when none is named."""
    core = _load(root, "templates.json", []).get("folder")
    plugin = _load(root, "plugins/templater-obsidian/data.json", [])
    named = core or plugin.get("templates_folder")
    return named.strip("/") if isinstance(named, str) else ""


def _load(root: Path, name: str, notices: list[str]) -> dict[str, Any]:
    path = root / ".obsidian" / name
    if not path.is_file():
        return {}
    try:
        if not path.resolve().is_relative_to(root.resolve()):
            raise ValueError("it is a link that leads out of the vault")
        if path.stat().st_size > LARGEST:
            raise ValueError("it is too large")
        value = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        notices.append(f"`.obsidian/{name}` is not read: {error}")
        return {}
    return value if isinstance(value, dict) else {}


def _matches(pattern: str, path: str) -> bool:
    if len(pattern) > 1 and pattern.startswith("/") and pattern.endswith("/"):
        # A regular expression from a vault can run for ever: one that might is not honoured.
        from vaultkit.vault.patterns import value_limit

        try:
            if len(path) > value_limit(pattern[1:-1]):
                return False
            return re.search(pattern[1:-1], path, re.IGNORECASE) is not None
        except (re.error, RecursionError, OverflowError):
            return False
    return path.lower().startswith(pattern.lower())
