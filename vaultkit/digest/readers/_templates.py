"""Addresses with blanks: ``({{ site.baseurl }}/x.pdf)``, ``({{< ref "x.md" >}})``, ``(my papers/x.pdf)``.

Knows the tags of Jekyll, Hugo and their like by their braces, and files of papers beside the page. Rewrites
what a line says so that its links hold addresses without blanks; moves no line.
"""

from re import Match
from re import compile as pattern

_TAG = pattern(r"\{[{%][-<%]?\s*(?P<said>[^{}]*?)\s*[->%]?[%}]\}")
_TAGGED = pattern(
    r"(?P<open>\]\(<?|\b(?:href|src)=[\"']?)(?P<address>[^\s(){}<>]{0,500}+(?:\{[{%][^{}]*[%}]\}[^\s(){}<>\"']*+)++)"
)
_QUOTED = pattern(r"[\"'](?P<path>[^\"']+)[\"']")
_NAMED = pattern(r"(?:link|post_url|ref|relref|asset|static)\s+(?P<path>[^\s\"']+)")
_SPACED = pattern(r"\]\((?P<address>[^\s()<>\[\]{}\"'][^()<>\[\]{}\"']{0,300}?\.pdf)\)")


def without_tags(text: str) -> str:
    """``text`` in whose addresses the tags of a generator are the paths that they name, or nothing."""
    text = _TAGGED.sub(_address, text) if "{{" in text or "{%" in text else text
    if ".pdf)" not in text or " " not in text:
        return text
    return _SPACED.sub(lambda found: f"]({found['address'].replace(' ', '%20')})", text)


def _address(found: Match[str]) -> str:
    return found["open"] + _TAG.sub(_path, found["address"]).replace(" ", "%20")


def _path(tag: Match[str]) -> str:
    """What a tag quotes that looks like a path, else what stands behind ``link``, ``ref`` and the like."""
    said = _QUOTED.findall(tag["said"]) or [found["path"] for found in _NAMED.finditer(tag["said"])]
    return next((path for path in said if "/" in path or "." in path), said[0] if said else "")
