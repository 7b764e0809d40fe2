"""What the reader can change: colour, size, filters, years, views, theme; and the address that keeps it."""

import networkx as nx
import pytest

from tests.graph.paper_vault import paper_vault
from tests.page.papers import papers_page
from vaultkit.graph.viewer.html import PageOptions, page


def listed(browser):
    """How many notes are shown, as the list says."""
    if not browser.run("return document.querySelector('#listing').open"):
        browser.click("#listing summary")
    return len(browser.texts("#list li"))


def choose(browser, field, value):
    browser.run(
        "const s = document.querySelector(arguments[0]); s.value = arguments[1]; s.dispatchEvent(new Event('change', {bubbles: true}))",
        field,
        value,
    )
    browser.rest()


@pytest.mark.parametrize(
    ("by", "heading", "rows"),
    [
        ("community", "Communities", ["Vision7", "Language5", "no community1"]),
        ("folder", "Folders", ["papers9", "concepts1", "digests1", "top folder1", "none1"]),
        ("tag", "Tags", ["read-me9", "vision5", "language4", "none4"]),
        ("type", "Types", ["paper9", "note1", "concept1", "digest1", "unresolved1"]),
        ("status", "Status", ["read5", "unread4", "none4"]),
    ],
)
def test_the_legend_follows_the_colour(browser, by, heading, rows):
    browser.open(papers_page())
    before = browser.ink()
    choose(browser, "#colour", by)
    assert browser.text("#legend-title") == heading
    assert sorted(browser.texts("#legend button")) == sorted(rows)
    assert by == "community" or browser.ink() != before
    assert browser.address().get("colour", "community") == by


def test_coloured_by_year_the_legend_is_a_ramp(browser):
    browser.open(papers_page())
    choose(browser, "#colour", "year")
    assert browser.texts("#legend .ends span") == ["2020", "2022", "2023"]


@pytest.mark.parametrize("by", ["cited", "pagerank", "betweenness", "same"])
def test_another_size_gives_another_picture(browser, by):
    browser.open(papers_page())
    before = browser.ink()
    choose(browser, "#size", by)
    assert browser.ink() != before
    assert browser.address()["size"] == by


def test_a_legend_row_hides_and_shows_its_notes(browser):
    browser.open(papers_page())
    assert listed(browser) == 13
    browser.click("#legend li:first-child button")
    assert listed(browser) == 6
    assert (
        browser.run("return document.querySelector('#legend button').getAttribute('aria-pressed')") == "false"
    )
    browser.click("#all")
    assert listed(browser) == 13


def test_shift_click_on_a_legend_row_shows_only_its_notes(browser):
    browser.open(papers_page())
    browser.click("#legend li:nth-child(2) button", shift=True)
    assert listed(browser) == 5


def test_a_legend_row_works_by_keys_and_keeps_the_focus(browser):
    browser.open(papers_page())
    browser.run("document.querySelector('#legend button').focus()")
    browser.keys(" ")
    assert listed(browser) == 6
    browser.run("document.querySelector('#legend button').focus()")
    browser.keys("\ue007")
    assert listed(browser) == 13
    assert browser.run("return document.activeElement.closest('ul').id") == "legend"


def test_kinds_of_note_and_of_link_can_be_hidden(browser):
    browser.open(papers_page(), "#note=papers/MAE.md")
    browser.click("#types li:nth-child(4) button")
    assert listed(browser) == 4
    browser.click("#types li:nth-child(4) button")
    browser.find_note("MAE")
    browser.click("#kinds li:nth-child(2) button")
    assert browser.texts("#card h3") == ["Links to · 2", "Linked from · 1"]


def test_when_nothing_is_left_the_page_says_so_and_offers_a_way_back(browser):
    browser.open(papers_page(), "#nokinds=0&notypes=0.1.2.3.4")
    assert browser.shown("#lost")
    browser.click("#reset")
    assert not browser.shown("#lost")
    assert listed(browser) == 13


def test_a_map_without_notes_says_so_and_offers_nothing_else(browser):
    browser.open(page(nx.MultiDiGraph(vault="Lab notes")))
    assert browser.shown("#none")
    assert not any(map(browser.shown, ("#lost", "#find", "#legend", "#zoom", "#png", "#time")))
    assert browser.shown("#theme")
    browser.open(papers_page())
    assert browser.shown("#find")
    assert not browser.shown("#none")


def slide(browser, which, year):
    browser.run(
        "const s = document.querySelector(arguments[0]); s.value = arguments[1]; s.dispatchEvent(new Event('input', {bubbles: true}))",
        which,
        year,
    )
    browser.rest()


def test_the_slider_shows_a_span_of_years_and_undated_notes_stay(browser):
    browser.open(papers_page())
    assert browser.text("#span") == "2020 – 2023"
    assert len(browser.texts("#bars div")) == 4
    slide(browser, "#from", 2023)
    assert browser.text("#span") == "2023"
    assert listed(browser) == 4 + 4
    assert browser.address()["years"] == "2023-2023"


def test_the_slider_works_by_keys(browser):
    browser.open(papers_page())
    browser.run("document.querySelector('#to').focus()")
    browser.keys("\ue012", "\ue012")
    assert browser.text("#span") == "2020 – 2021"


def test_play_walks_through_the_years_and_stops_at_the_end(browser):
    browser.open(papers_page())
    browser.click("#play")
    assert browser.text("#span") in ("2020", "2020 – 2021")
    browser.until(
        lambda: (
            browser.text("#span") == "2020 – 2023"
            and browser.run("return document.querySelector('#play').ariaLabel") == "Play the years"
        )
    )


def test_the_view_by_year_puts_years_on_the_map(browser):
    browser.open(papers_page())
    before = browser.ink()
    browser.click("[data-view=years]")
    assert browser.ink() != before
    assert browser.address()["view"] == "years"
    browser.click("[data-view=map]")
    assert browser.ink() == before


def test_around_a_note_only_its_surroundings_are_shown(browser):
    browser.open(papers_page(), "#note=papers/LoRA.md")
    browser.click("#around")
    assert listed(browser) == 5
    browser.click(".depth:nth-of-type(3)")
    assert browser.address()["depth"] == "2"
    assert listed(browser) == 9
    browser.click("[data-view=map]")
    assert listed(browser) == 13


def test_without_a_note_there_is_nothing_to_be_around(browser):
    browser.open(papers_page())
    assert browser.run("return document.querySelector('[data-view=around]').disabled")


def test_the_theme_follows_the_reader_and_can_be_changed(browser):
    browser.media(dark=True)
    browser.open(papers_page())
    assert browser.run("return document.documentElement.dataset.theme") == "dark"
    browser.click("#theme")
    assert browser.run("return document.documentElement.dataset.theme") == "light"
    assert browser.address()["theme"] == "light"


def test_the_address_brings_everything_back(browser):
    browser.open(
        papers_page(),
        "#note=papers/MAE.md&to=papers/DINOv2.md&colour=tag&size=pagerank&years=2021-2023&at=1.00,2.00,40.00",
    )
    before, address = browser.ink(), browser.address()
    browser.run("document.querySelector('#map').focus()")
    browser.keys("+", "-")
    browser.driver.refresh()
    browser.rest()
    assert browser.texts("#card .stops li") == ["MAE", "iBOT", "DINOv2"]
    assert browser.run(
        "return [document.querySelector('#colour').value, document.querySelector('#size').value]"
    ) == ["tag", "pagerank"]
    assert browser.address() == address
    assert browser.ink() == before


@pytest.mark.parametrize(
    "address",
    [
        "#note=nobody",
        "#colour=x&size=y&view=z",
        "#at=1,2",
        "#at=a,b,c",
        "#years=9-1",
        "#years=3000-4000",
        "#off=99.x&colour=tag",
        "#view=around",
        "#depth=-3",
        "#to=papers/MAE.md",
        "#%",
        "#note=%00",
    ],
)
def test_an_address_that_makes_no_sense_shows_the_map(browser, address):
    browser.open(papers_page(), address)
    assert browser.text("#count") == "13 notes · 18 links"


def test_no_motion_for_readers_who_asked_for_none(browser):
    browser.media(still=True)
    browser.open(papers_page())
    browser.run(
        "window.frames_ = 0; const old = requestAnimationFrame; window.requestAnimationFrame = f => { window.frames_++; return old(f) }; document.querySelector('[data-view=years]').click()"
    )
    browser.rest()
    assert browser.run("return window.frames_") <= 4


def test_on_a_phone_the_legend_is_behind_a_button_and_the_card_at_the_foot(browser):
    browser.window(390, 780)
    browser.open(papers_page(), "#note=papers/MAE.md")
    assert not browser.shown("#legend")
    browser.click("#fold")
    assert browser.shown("#legend")
    card = browser.run(
        "const b = document.querySelector('#card').getBoundingClientRect(); return [b.left, b.right]"
    )
    assert card == [0, 390]
    assert browser.run("return document.documentElement.scrollWidth") == 390


def crowded():
    """A vault with an index note of 200 links and colour groups of the user's own."""
    graph = paper_vault(300, index_links=200)
    for node, facts in graph.nodes(data=True):
        if facts.get("type") == "digest":
            graph.nodes[node]["group"] = "tag:#digest"
    graph.graph["groups"] = {"tag:#digest": "#ff00aa", "other": "no colour"}
    return page(graph, PageOptions(hubs="fade"))


def test_index_notes_can_be_shown_faded_or_hidden(browser):
    browser.open(crowded())
    assert browser.run("return document.querySelector('#hubs').value") == "fade"
    faded = browser.ink()
    choose(browser, "#hubs", "hide")
    assert browser.said() == "305 notes of 306 shown"
    choose(browser, "#hubs", "show")
    assert browser.ink() != faded
    assert browser.address()["hubs"] == "show"


def test_without_index_notes_nothing_is_asked_about_them(browser):
    browser.open(papers_page())
    assert not browser.shown("#hubs-line")


def test_the_users_own_colour_groups_can_be_shown(browser):
    browser.open(crowded())
    choose(browser, "#colour", "group")
    assert browser.texts("#legend span") == ["tag:#digest", "none"]
    assert "#ff00aa" in browser.ink()


@pytest.mark.parametrize("notes", [0, 1, 2])
def test_a_vault_of_next_to_nothing_is_a_page_without_errors(browser, notes):
    graph = nx.path_graph([f"{number}.md" for number in range(notes)], create_using=nx.MultiDiGraph)
    browser.open(page(graph))
    browser.run("document.querySelector('#map').focus()")
    browser.keys("\ue015", "a", "y", "0", "+", "\ue00c")
    assert browser.text("#count").startswith(f"{notes} note")


def test_on_an_upright_screen_the_map_lies_on_its_side(browser):
    browser.window(390, 780)
    browser.open(page(paper_vault(300)))
    tall = browser.run(
        "const c = document.querySelector('#map'), d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data, sea = [d[0], d[1], d[2]].join();"
        "let top = c.height, foot = 0; for (let y = 0; y < c.height; y++) for (let x = 0; x < c.width; x += 3) { const i = 4 * (y * c.width + x);"
        "if ([d[i], d[i+1], d[i+2]].join() !== sea) { top = Math.min(top, y); foot = y } } return (foot - top) / c.width"
    )
    assert tall > 0.9


def test_the_map_follows_the_window(browser):
    browser.open(papers_page())
    browser.window(1000, 700)
    browser.until(lambda: browser.run("return document.querySelector('#map').width") == 1000 - 308)
