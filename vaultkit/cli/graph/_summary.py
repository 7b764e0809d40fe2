"""The summary of a map, printed."""

from collections.abc import Mapping

from vaultkit.cli.graph._view import View, heading, plural, say

_MOST = 8
_GAPS = 5


def show(view: View) -> None:
    """Print what there is, what is most linked, communities, ties, notes apart, and what is missing."""
    from vaultkit.graph.gaps import explain, gaps
    from vaultkit.graph.measures import links_in
    from vaultkit.graph.model import notes, title
    from vaultkit.graph.prose import texts
    from vaultkit.graph.questions import bridges
    from vaultkit.graph.summary import summarize

    graph, context = view.graph, view.context
    found = summarize(graph, context)
    say(f"{found.vault}: {plural(found.notes, 'note')}, {plural(found.links, 'link')}")
    _counts("types", {kind or "without a type": count for kind, count in found.types.items()})
    _counts("links", found.edges)
    _counts("others", {kind: count for kind, count in found.nodes.items() if kind != "note"})
    to_write = {"stubs": found.stubs, "unresolved": len(view.unresolved)}
    _counts("to write", {kind: count for kind, count in to_write.items() if count})
    sizes = ", ".join(f"{size:,}" for size in found.components[:5])
    if found.components:
        more = ", …" if len(found.components) > 5 else ""
        say(f"  {'parts':<9} {len(found.components):,}, of {sizes}{more} node{'' if sizes == '1' else 's'}")
    incoming = links_in(graph)
    # Every paper names the digest that it came from, so digests would fill the list.
    apart = {node for node in graph if graph.nodes[node].get("type") == "digest"} | set(found.hubs)
    cited = [node for node in notes(graph) if incoming[node] and node not in apart]
    cited.sort(key=lambda node: (-incoming[node], node))
    _part("Most linked", [f"{incoming[node]:>6,}  {view.called(node)}" for node in cited[:_MOST]])
    _part("Communities", [f"{len(group.members):>6,}  {group.name}" for group in context.communities])
    ties = [f"  {title(graph, tie.source)} — {title(graph, tie.target)}" for tie in bridges(graph)]
    _part("Bridges: the only link between two parts", ties)
    _part("Orphans: no link to or from another note", [f"  {view.called(node)}" for node in found.orphans])
    missing = []
    for gap in gaps(graph, texts(view.vault), limit=_GAPS):
        pair = f"{title(graph, gap.one)} — {title(graph, gap.other)}"
        missing.append(f"  {pair}: {explain(graph, gap.reasons[0])}")
    _part("Gaps: no link, but perhaps there should be one", missing)


def _counts(label: str, counts: Mapping[str, int]) -> None:
    if counts:
        shown = ", ".join(f"{count:,} {name}" for name, count in counts.items())
        say(f"  {label:<9} {shown}")


def _part(title: str, lines: list[str]) -> None:
    if lines:
        heading(title)
        for line in lines[:_MOST]:
            say(line)
        if len(lines) > _MOST:
            say(f"  … and {len(lines) - _MOST:,} more")
