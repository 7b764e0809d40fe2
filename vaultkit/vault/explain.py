"""Why a link leads where it leads, in words: the answers of ``resolve.py`` with their reasons."""

from collections.abc import Iterator
from typing import Final

from vaultkit.vault.resolve import Ambiguous, Found, Missing, Rule, fold
from vaultkit.vault.vault import LinkInfo, Vault

RULES: Final[dict[Rule, str]] = {
    "self": "the linkpath is empty, which means the note itself",
    "relative": "it starts with dots: that exact path from the note's own folder, and nothing else",
    "absolute": "it starts with a slash: that exact path from the vault's root, and nothing else",
    "exact": "a file lies at that very path from the vault's root, which wins over everything",
    "only": "one file only has a path that ends so, wherever it lies",
    "near": "files of that name in or below the note's own folder come first, the shortest path of them",
    "anywhere": "of all files whose path ends so, the one with the shortest path",
}
"""The rule that decided, as a sentence."""
KINDS: Final = {
    "wiki": "wikilink",
    "markdown": "Markdown link",
    "reference": "Markdown reference link, which counts as no edge of the graph",
    "property": "link in a property",
    "canvas": "file on a canvas",
}
SHOWN = 8


def explain(vault: Vault, info: LinkInfo) -> Iterator[tuple[str, str]]:
    """What the link is, what it looks for, which rule decided, what it found: pairs of a label and words."""
    link = info.link
    yield "kind", ("embed as a " if link.embed else "") + KINDS[link.kind]
    if info.resolution is None:
        yield "result", f"external: it leads out of the vault, to `{link.target}`"
        return
    linkpath = f"/{link.target.removeprefix('/')}" if link.kind == "canvas" else link.target
    search = vault.search(linkpath, info.source)
    yield "looks for", f"`{link.target}`" if link.target else "nothing, so the note itself"
    if search.candidates:
        yield "rule", RULES[search.rule]
        for number, path in enumerate(search.candidates[:SHOWN], start=1):
            yield f"candidate {number}", f"`{path}`"
        if len(search.candidates) > SHOWN:
            yield "", f"and {len(search.candidates) - SHOWN} more"
    yield from _outcome(vault, info)


def _claimants(vault: Vault, name: str) -> list[str]:
    """The notes that have ``name`` as an alias."""
    wanted = fold(name)
    return [note.path for note in vault.notes() if any(fold(alias) == wanted for alias in note.aliases)]


def _outcome(vault: Vault, info: LinkInfo) -> Iterator[tuple[str, str]]:
    match info.resolution:
        case Missing("file"):
            yield "result", "unresolved: no file has that name; a click would make a new note"
            for path in _claimants(vault, info.link.target):
                yield "alias of", f"`{path}`; no alias is ever followed"
        case Missing(reason, path, part):
            yield "result", f"broken-{reason}: `{path}` has no {reason} `{part}`; a click opens its top"
        case Ambiguous(candidates):
            yield "result", f"ambiguous: {len(candidates)} fit equally well; the app opens `{candidates[0]}`"
        case Found(path, _, heading, block):
            place = heading or block
            note = vault.note(path)
            if place and note:
                what = (
                    f"the heading `{heading.text}`"
                    if heading
                    else f"the block `^{block.id if block else ''}`"
                )
                line = note.text.line_col(place.span.start).line
                yield "result", f"resolved: `{path}`, {what} on line {line}"
            else:
                yield "result", f"resolved: `{path}`"
