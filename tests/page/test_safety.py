"""Nothing from a note runs, and nothing is loaded: 500 hostile titles in a real browser."""

import random

import networkx as nx

from tests.graph import graphs
from vaultkit.graph.viewer.html import PageOptions, page

PAYLOADS = (
    "<script>window.hit=1</script>", "</script><script>window.hit=1</script>", "<img src=x onerror=window.hit=1>",
    "<svg/onload=window.hit=1>", "<!--<script>", "--><script>window.hit=1</script>", "javascript:window.hit=1",
    '" onmouseover="window.hit=1', "' autofocus onfocus='window.hit=1", "{{window.hit=1}}", "${window.hit=1}", "`-window.hit=1-`",
    "\u2028window.hit=1//", "</title><script>window.hit=1</script>", "</style><script>window.hit=1</script>", "<iframe src=javascript:window.hit=1>",
    "<a href=javascript:window.hit=1>x</a>", "<base href=http://evil.example/>", "<link rel=stylesheet href=http://evil.example/>",
    "<meta http-equiv=refresh content=0;url=http://evil.example>", "<style>@import 'http://evil.example'</style>", "__proto__", "constructor", "\x00\x1b[31m\x07",
    "\u202egnp.exe", "𝕏" * 300, "a" * 5000, "<" * 200, "\\u003cscript>window.hit=1\\u003c/script>", "]]>",
)  # fmt: skip


def hostile(count=500):
    chance = random.Random(5)
    graph = nx.MultiDiGraph(vault=PAYLOADS[1])
    for number in range(count):
        payload = chance.choice(PAYLOADS) + chance.choice(("", str(number))) + chance.choice(PAYLOADS)
        path = f"{payload}/{number}{payload}.md"
        graph.add_node(path, kind="note", title=payload, name=f"{number}{payload}", path=path, folder=payload, type=payload, tags=[payload, "__proto__"],
                       authors=[payload], venue=payload, status=payload, year=2000 + number % 20, community=number % 7, community_name=payload)  # fmt: skip
    nodes = sorted(graph)
    for _ in range(count * 2):
        one, other, kind = chance.choice(nodes), chance.choice(nodes), chance.choice(("link", PAYLOADS[2]))
        graph.add_edge(one, other, kind, kind=kind, weight=1, symmetric=False)
    return graph


def test_five_hundred_hostile_notes_run_no_script_and_load_nothing(browser):
    graph = hostile()
    browser.open(
        page(graph, PageOptions(title=PAYLOADS[1], bodies=dict.fromkeys(graph, "\n\n".join(PAYLOADS))))
    )
    assert browser.text("#name") == PAYLOADS[1]
    elements = browser.run("return document.querySelectorAll('script').length")
    browser.run("document.querySelector('#listing').open = true")
    for key in ("folder", "tag", "type", "status", "venue", "year", "community"):
        browser.run(
            "const s = document.querySelector('#colour'); s.value = arguments[0]; s.dispatchEvent(new Event('change'))",
            key,
        )
        browser.rest()
    for words in ("script", "onerror", "\u2028", "<", "proto"):
        browser.run(
            "const f = document.querySelector('#find'); f.focus(); f.value = arguments[0]; f.dispatchEvent(new Event('input'))",
            words,
        )
        browser.rest()
        browser.keys("\ue007")
        assert browser.shown("#card")
    browser.run(
        "document.querySelectorAll('#card button, #card a, #legend button').forEach(e => { e.focus(); e.dispatchEvent(new MouseEvent('mouseover')) })"
    )
    for view in ("years", "around", "map"):
        browser.run("document.querySelector(`[data-view=${arguments[0]}]`).click()", view)
        browser.rest()
    assert browser.run("return window.hit") is None
    assert browser.run("return document.querySelectorAll('script').length") == elements
    assert (
        browser.run("return document.querySelectorAll('iframe, img, base, link, object, embed, form').length")
        == 0
    )
    assert (
        browser.run(
            "return [...document.querySelectorAll('a')].map(a => a.protocol).filter(p => !['obsidian:', 'file:', 'http:', 'https:'].includes(p))"
        )
        == []
    )


def test_the_usual_hostile_titles_are_shown_as_they_are(browser):
    browser.open(page(graphs.hostile()))
    browser.click("#listing summary")
    assert "</script><script>alert(1)</script>" in " ".join(browser.texts("#list li"))


def test_the_policy_stops_a_script_that_is_put_into_the_page(browser):
    browser.open(page(graphs.papers()))
    browser.run(
        "const s = document.createElement('script'); s.textContent = 'window.hit = 1'; document.body.append(s)"
    )
    assert browser.run("return window.hit") is None
    refused = browser.errors()
    assert len(refused) == 1
    assert "Content Security Policy" in refused[0]
