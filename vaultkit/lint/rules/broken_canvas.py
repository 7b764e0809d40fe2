"""A canvas is damaged: cards or arrows that the app cannot draw.

## What it does
Checks `.canvas` files against JSON Canvas 1.0: valid JSON, cards with an id, a place, a size and the
content of their kind, no id twice, arrows between cards that exist. What the cards' links lead to is
checked by the rules about links.

## Why is this bad?
Obsidian leaves out what it cannot draw, without a word, or opens nothing at all; the next save loses it.

## Example
```md bad
--- file: map.canvas
{"nodes": [
  {"id": "a", "type": "text", "text": "MAE", "x": 0, "y": 0, "width": 99, "height": 60},
  {"id": "a", "type": "group", "x": 0, "y": 0, "width": 400, "height": 400},
         ^^^ id `a` stands twice
         = give each card and each arrow an id of its own
  {"id": "b", "type": "file", "x": 9, "y": 0, "width": 99, "height": 60}
  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the card of type `file` has no `file`
], "edges": [
  {"id": "e", "fromNode": "a", "toNode": "c"}
                                         ^^^ the arrow leads to `c`, which is no card
]}
```

```md bad
--- file: map.canvas
{"nodes": [}
           ^ canvas is not valid JSON: expecting a value
```

```md good
--- file: map.canvas
{"nodes": [
  {"id": "a", "type": "text", "text": "MAE", "x": 0, "y": 0, "width": 99, "height": 60},
  {"id": "b", "type": "link", "url": "https://a.org", "x": 0, "y": 9.5, "width": 99, "height": 60}
], "edges": [
  {"id": "e", "fromNode": "a", "toNode": "b", "fromSide": "left"}
]}
--- file: new.canvas
```
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from vaultkit.lint.context import Context
from vaultkit.lint.finding import Finding, Severity
from vaultkit.lint.rule import rule
from vaultkit.source.canvas import Canvas
from vaultkit.source.marks import PropertyPath

CONTENT: Final = {"text": "text", "file": "file", "link": "url", "group": None}
PLACE: Final = ("x", "y", "width", "height")
Fault = tuple[PropertyPath, str, str]


@rule(severity=Severity.ERROR, on="canvas")
def check(canvas: Canvas, context: Context) -> Iterator[Finding]:
    """Yield a finding for each fault of the canvas."""
    if canvas.problem:
        yield Finding(canvas.problem.span, canvas.problem.message, canvas.problem.help)
    for path, message, advice in _faults(canvas.data):
        yield Finding(canvas.places[path], message, advice)


def _faults(data: Mapping[str, Any]) -> Iterator[Fault]:
    seen: set[str] = set()
    for part in ("nodes", "edges"):
        if not isinstance(data.get(part, []), list):
            yield (part,), f"`{part}` wants a list", ""
    cards, arrows = (data[part] if isinstance(data.get(part), list) else [] for part in ("nodes", "edges"))
    for part, thing, items in (("nodes", "card", cards), ("edges", "arrow", arrows)):
        for index, item in enumerate(items):
            name = item.get("id") if isinstance(item, dict) else None
            if not isinstance(name, str) or not name:
                yield (part, index), f"the {thing} has no `id`", ""
            elif name in seen:
                advice = "give each card and each arrow an id of its own"
                yield (part, index, "id"), f"id `{name}` stands twice", advice
            else:
                seen.add(name)
    for index, card in enumerate(cards):
        if isinstance(card, dict):
            yield from _card(card, ("nodes", index))
    names = {card["id"] for card in cards if isinstance(card, dict) and isinstance(card.get("id"), str)}
    for index, arrow in enumerate(arrows):
        for end, word in (
            (("fromNode", "comes from"), ("toNode", "leads to")) if isinstance(arrow, dict) else ()
        ):
            name = arrow.get(end)
            if not isinstance(name, str):
                yield ("edges", index), f"the arrow has no `{end}`", ""
            elif name not in names:
                yield ("edges", index, end), f"the arrow {word} `{name}`, which is no card", ""


def _card(card: Mapping[str, Any], path: PropertyPath) -> Iterator[Fault]:
    kind = card.get("type")
    if not isinstance(kind, str) or kind not in CONTENT:
        at = (*path, "type") if "type" in card else path
        yield at, "the card has no type that Obsidian knows", "use `text`, `file`, `link` or `group`"
    elif (content := CONTENT[kind]) and not isinstance(card.get(content), str):
        yield path, f"the card of type `{kind}` has no `{content}`", ""
    wrong = [name for name in PLACE if type(card.get(name)) not in (int, float)]
    if wrong:
        yield path, f"the card's `{'`, `'.join(wrong)}` should be a number", ""
