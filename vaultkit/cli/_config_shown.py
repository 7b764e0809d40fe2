"""How ``vaultkit config`` shows what is in force: aligned lines for people, one object for programs."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from vaultkit.config import Config
from vaultkit.lint.in_force import ALWAYS, DEFAULT, InForce, Running, Setting
from vaultkit.source.printable import printable_json, printable_line

Row = tuple[str, str, str]
WIDEST = 40


def as_text(root: Path, config: Config, found: InForce) -> Iterator[str]:
    """The lines: what it is about, then tables of key, value and origin."""
    name = found.path or f"{root}"
    yield printable_line(
        f"{name}: {'configured by `' + config.origin + '`' if config.origin else 'all by default'}"
    )
    if found.path:
        yield from _table("", list(_of_the_file(found)))
    yield from _table("configuration", [_row(each) for each in found.settings])
    yield from _table("Obsidian's settings", [_row(each) for each in found.app])
    yield from _table(f"rules that run{' here' if found.path else ''}", list(_rule_rows(found.rules)))
    yield from _table("ignored", [(name, "", place) for name, place in found.silenced])


def as_json(root: Path, config: Config, found: InForce) -> str:
    """One JSON object; origins as in the text."""
    record: dict[str, Any] = {"vault": str(root), "configuration": config.origin or None}
    if found.path:
        record |= {"path": found.path, "excluded": found.excluded or None}
        record["schema"] = found.schema._asdict() if found.schema else None
        record["overrides"] = found.overrides
    else:
        record["settings"] = [each._asdict() for each in found.settings]
        record["obsidian"] = [each._asdict() for each in found.app]
    record["rules"] = [_record(rule) for rule in found.rules]
    record["ignored"] = [{"name": name, "origin": place} for name, place in found.silenced]
    return printable_json(json.dumps(record, indent=2, ensure_ascii=False))


def _record(rule: Running) -> dict[str, Any]:
    options = {each.key: {"value": each.value, "origin": each.origin} for each in rule.options}
    severity = {"value": rule.severity.value, "origin": rule.severity.origin}
    return {"name": rule.name, "origin": rule.origin, "severity": severity, "options": options}


def _of_the_file(found: InForce) -> Iterator[Row]:
    yield "checked", "no, excluded" if found.excluded else "yes", found.excluded
    if found.schema is not None:
        schema = found.schema
        shown = schema.value if isinstance(schema.value, str) else "none"
        key = f"{schema.key}, " if schema.key else ""
        yield "schema", shown, f"{key}{schema.origin}" if key else "no glob and no type names one"
    for place in found.overrides:
        yield "override", "matches", place


def _rule_rows(rules: Sequence[Running]) -> Iterator[Row]:
    for rule in rules:
        origins = dict.fromkeys((rule.origin, rule.severity.origin))
        told = [origin for origin in origins if origin != DEFAULT]
        yield rule.name, str(rule.severity.value), ", ".join(told).replace(ALWAYS, "always runs") or DEFAULT
        for option in rule.options:
            yield f"  {option.key}", _value(option.value), option.origin


def _row(setting: Setting) -> Row:
    return setting.key, _value(setting.value), setting.origin


def _value(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=list)


def _table(title: str, rows: Sequence[Row]) -> Iterator[str]:
    if not rows:
        return
    if title:
        yield f"\n{title}"
    widths = [min(max(len(row[column]) for row in rows), WIDEST) for column in (0, 1)]
    for key, value, origin in rows:
        yield printable_line(f"  {key:<{widths[0]}}  {value:<{widths[1]}}  {origin}").rstrip()
