"""A rule's docstring as data: its summary, its sections, its examples.

The form is fixed, and ``tests/lint/test_rules.py`` holds every rule to it: a summary of one sentence, then
``## What it does``, ``## Why is this bad?``, ``## Example`` (one or more), ``## Fix safety`` when there is a
fix, ``## Options`` when there are any. An example is a fence whose info string ends in ``bad``, ``good``
or ``fixed``; a ``fixed`` one shows what becomes of the ``bad`` one before it.

What an example's text means is read by ``tests/lint/worlds.py``: ``--- file: papers/MAE.md`` starts
another file, and a line of ``^`` marks the finding in the line above it, with its message.
"""

import re
from dataclasses import dataclass
from inspect import cleandoc
from typing import Literal

Kind = Literal["bad", "good", "fixed"]
_FENCE = re.compile(r"^(`{3,})(\w+) (bad|good|fixed)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
_SECTION = re.compile(r"^## (.+)\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Example:
    """A fence of a rule's documentation: a small vault that is bad, good, or mended."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Documentation:
    """A rule's docstring. ``source`` is all of it, ``sections`` are (title, text) in their order."""

    source: str
    summary: str
    sections: tuple[tuple[str, str], ...]
    examples: tuple[Example, ...]


def read_documentation(docstring: str) -> Documentation:
    """The parts of ``docstring``; parts that are absent are empty."""
    source = cleandoc(docstring)
    examples = tuple(Example(_kind(found[3]), found[4]) for found in _FENCE.finditer(source))
    outside = _FENCE.sub(lambda found: "\x00" * len(found[0]), source)
    titles = list(_SECTION.finditer(outside))
    ends = [*(title.start() for title in titles), len(source)][1:]
    sections = tuple(
        (title[1], source[title.end() : end].strip()) for title, end in zip(titles, ends, strict=True)
    )
    summary = source[: titles[0].start()] if titles else source
    return Documentation(source, " ".join(summary.split()), sections, examples)


def _kind(word: str) -> Kind:
    return "bad" if word == "bad" else "good" if word == "good" else "fixed"
