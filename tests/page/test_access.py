"""The page for everybody: names, roles, contrast, focus; axe-core too where it is installed."""

import os
from pathlib import Path

import pytest

from tests.page.papers import papers_page

STATES = {
    "map": "",
    "note": "#note=papers/MAE.md",
    "path": "#note=papers/MAE.md&to=papers/DINOv2.md",
    "years": "#view=years&colour=year",
    "around": "#note=papers/LoRA.md&view=around",
    "filtered": "#off=0&notypes=1",
}
THEMES = pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
EVERY = pytest.mark.parametrize("state", STATES)


def axe():
    places = [Path(os.environ.get("AXE", "")), Path("node_modules/axe-core/axe.min.js")]
    found = next((place for place in places if place.is_file()), None)
    if found is None:
        pytest.skip("axe-core is not here: `npm install axe-core`, or its path in $AXE")
    return found.read_text(encoding="utf-8")


@THEMES
@EVERY
def test_axe_finds_nothing(browser, dark, state):
    code = axe()
    browser.media(dark=dark)
    browser.open(
        papers_page(bodies={"papers/MAE.md": "# Text\n\n[a link](https://example.org)"}), STATES[state]
    )
    browser.run("document.querySelector('#listing').open = true")
    browser.run(code)
    found = browser.driver.execute_async_script(
        "axe.run().then(r => arguments[0](r.violations.map(v => [v.id, v.impact, v.nodes.map(n => n.html.slice(0, 120))])))"
    )
    assert found == []


CONTRAST = """
const rgb = text => { const v = text.match(/[\\d.]+/g).map(Number); return text.startsWith('color(srgb') ? [...v.slice(0, 3).map(x => x * 255), v[3] ?? 1] : [...v.slice(0, 3), v[3] ?? 1] };
const light = ([r, g, b]) => { const f = v => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; return .2126 * f(r) + .7152 * f(g) + .0722 * f(b) };
const ground = e => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor); if (c[3] > .99) return c } return [255, 255, 255, 1] };
const poor = [];
for (const e of document.querySelectorAll('body *')) {
  if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) || !e.getClientRects().length || e.closest('[disabled], canvas, script, style, noscript, .unseen, .skip, option')) continue;
  const a = light(rgb(getComputedStyle(e).color)), b = light(ground(e)), ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
  if (ratio < 4.5) poor.push([e.tagName, e.className, e.textContent.slice(0, 30), ratio.toFixed(2)]);
}
return poor;
"""


@THEMES
@EVERY
def test_all_text_has_a_contrast_of_at_least_four_and_a_half(browser, dark, state):
    browser.media(dark=dark)
    browser.open(papers_page(), STATES[state])
    browser.run("document.querySelector('#listing').open = true; document.querySelector('#help').showModal()")
    assert browser.run(CONTRAST) == []


@THEMES
def test_names_on_the_map_have_a_contrast_of_at_least_four_and_a_half(browser, dark):
    browser.media(dark=dark)
    browser.open(papers_page())
    low = browser.run(
        "const p = CanvasRenderingContext2D.prototype, old = p.fillText, seen = [];"
        "p.fillText = function (t) { seen.push([t, this.fillStyle, this.strokeStyle, this.globalAlpha]); return old.apply(this, arguments) };"
        "document.querySelector('#fit').click();"
        "const light = h => { const f = v => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; return [1, 3, 5].map((i, n) => f(parseInt(h.slice(i, i + 2), 16)) * [.2126, .7152, .0722][n]).reduce((a, b) => a + b) };"
        "return new Promise(done => setTimeout(() => { p.fillText = old; done(seen.map(([t, ink, halo, alpha]) => { const a = light(ink), b = light(halo); return [t, alpha, (Math.max(a, b) + .05) / (Math.min(a, b) + .05)] })) }, 300))"
    )
    assert len(low) > 8
    assert [row for row in low if row[1] == 1 and row[2] < 4.5] == []


def test_every_control_has_a_name(browser):
    browser.open(papers_page(), "#note=papers/MAE.md")
    nameless = browser.run(
        "return [...document.querySelectorAll('button, select, input, a, canvas, section, aside, ul[role], dialog')].filter(e => e.getClientRects().length"
        " && !(e.ariaLabel || e.textContent.trim() || e.labels?.length || e.getAttribute('aria-labelledby'))).map(e => e.outerHTML.slice(0, 80))"
    )
    assert nameless == []


def test_choices_are_said_aloud(browser):
    browser.open(papers_page())
    assert browser.run(
        "const s = document.querySelector('#say'); return [s.getAttribute('role'), s.getAttribute('aria-live')]"
    ) == ["status", "polite"]
    browser.run("document.querySelector('#legend button').click()")
    assert browser.said() == "6 notes of 13 shown"


def test_the_list_can_take_the_place_of_the_map(browser):
    browser.open(papers_page())
    browser.run("document.querySelector('#listing summary').focus()")
    browser.keys("\ue007", "\ue004", "\ue007")
    assert browser.shown("#card")
    assert browser.run("return document.activeElement.getAttribute('aria-label')") == "Selected note"
