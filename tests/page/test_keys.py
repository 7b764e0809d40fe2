"""Everything by keys, and the hands' own moves: zoom, pan, walk, back."""

from tests.graph.paper_vault import paper_vault
from tests.page.papers import papers_page
from vaultkit.graph.viewer.html import page

UP, DOWN, LEFT, RIGHT, ESCAPE, ENTER, SHIFT = (
    "\ue013",
    "\ue015",
    "\ue012",
    "\ue014",
    "\ue00c",
    "\ue007",
    "\ue008",
)


def start(browser, address=""):
    browser.open(papers_page(), address)
    browser.run("document.querySelector('#map').focus()")


def at(browser):
    return [float(value) for value in browser.address().get("at", "0,0,0").split(",")]


def test_the_first_arrow_chooses_the_note_with_most_links(browser):
    start(browser)
    browser.keys(RIGHT)
    assert browser.address()["note"] == "papers/MAE.md"
    assert browser.said() == "MAE: Masked Autoencoders, paper, 2022, 3 links out, 3 in"


def test_arrows_walk_along_links_only(browser):
    start(browser, "#note=papers/MAE.md")
    neighbours = {
        "papers/ConvNeXt V2.md",
        "papers/iBOT.md",
        "papers/Offsite.md",
        "digests/May.md",
        "concepts/Masking.md",
    }
    reached = set()
    for arrow in (UP, DOWN, LEFT, RIGHT):
        start(browser, "#note=papers/MAE.md")
        browser.keys(arrow)
        reached.add(browser.address()["note"])
    assert len(reached - {"papers/MAE.md"}) >= 2
    assert reached <= neighbours | {"papers/MAE.md"}


def test_plus_minus_and_zero_zoom(browser):
    start(browser)
    browser.keys("+")
    near = at(browser)[2]
    browser.keys("-", "-")
    assert at(browser)[2] < near
    browser.keys("0")
    assert "at" not in browser.address()


def test_the_zoom_buttons_do_the_same(browser):
    start(browser)
    browser.click("#in")
    near = at(browser)[2]
    browser.click("#out")
    assert at(browser)[2] < near
    browser.click("#fit")
    assert "at" not in browser.address()


def test_the_wheel_zooms_and_dragging_moves_the_map(browser):
    start(browser)
    browser.wheel(-200)
    x, y, k = at(browser)
    browser.mouse(0, 250, drag=(100, -50))
    moved = at(browser)
    assert abs(moved[0] - (x - 100 / k)) < 0.05
    assert abs(moved[1] - (y + 50 / k)) < 0.05
    assert not browser.shown("#card")


def test_shift_and_arrows_move_the_map(browser):
    from selenium.webdriver import ActionChains

    start(browser, "#at=0,0,40")
    ActionChains(browser.driver).key_down(SHIFT).send_keys(RIGHT).key_up(SHIFT).perform()
    browser.rest()
    assert at(browser)[0] == 2.0


def test_enter_reads_the_card_and_escape_goes_back_step_by_step(browser):
    start(browser, "#note=papers/MAE.md&view=around")
    browser.keys(ENTER)
    assert browser.run("return document.activeElement.id") == "card"
    browser.keys(ESCAPE)
    assert "view" not in browser.address()
    browser.keys(ESCAPE)
    assert "note" not in browser.address()
    assert browser.run("return document.activeElement.id") == "map"


def test_letters_change_the_view(browser):
    start(browser, "#note=papers/MAE.md")
    browser.keys("y")
    assert browser.address()["view"] == "years"
    browser.keys("a")
    assert browser.address()["view"] == "around"
    browser.keys("2")
    assert browser.address()["depth"] == "2"
    browser.keys("m")
    assert "view" not in browser.address()


def test_t_changes_the_theme_and_space_plays(browser):
    start(browser)
    browser.keys("t")
    assert browser.address()["theme"] == "dark"
    browser.keys(" ")
    assert browser.run("return document.querySelector('#play').ariaLabel") == "Stop"
    browser.keys(" ")
    assert browser.run("return document.querySelector('#play').ariaLabel") == "Play the years"


def test_letters_typed_into_the_search_do_nothing_else(browser):
    start(browser)
    browser.keys("/", "ty0")
    assert browser.run("return document.querySelector('#find').value") == "ty0"
    assert browser.address() == {}


def test_a_question_mark_shows_the_keys_and_escape_hides_them(browser):
    start(browser)
    browser.keys("?")
    assert browser.shown("#help")
    browser.keys(ESCAPE)
    assert not browser.shown("#help")


def test_every_control_is_reached_by_tab(browser):
    start(browser)
    browser.run("document.activeElement.blur()")
    reached = set()
    for _ in range(60):
        browser.keys("\ue004")
        reached.add(
            browser.run("const e = document.activeElement; return e.id || e.dataset.view || e.textContent")
        )
    wanted = {
        "find",
        "map",
        "colour",
        "size",
        "theme",
        "png",
        "svg",
        "keys",
        "play",
        "from",
        "to",
        "in",
        "out",
        "fit",
        "years",
    }
    assert wanted - reached == set()


def test_a_click_on_an_islands_name_goes_there(browser):
    start(browser)
    spot = browser.run(
        "const c = document.querySelector('#map'), p = CanvasRenderingContext2D.prototype, old = p.fillText; let at = null;"
        "p.fillText = function (t, x, y) { if (t === 'Vision') at = [x, y]; return old.apply(this, arguments) };"
        "dispatchEvent(new Event('resize')); document.querySelector('#fit').click();"
        "return new Promise(done => setTimeout(() => { p.fillText = old; done([at[0] - c.clientWidth / 2, at[1] - c.clientHeight / 2]) }, 300))"
    )
    browser.mouse(round(spot[0]), round(spot[1]) - 5, press=True)
    assert browser.said() == "Vision, 7 notes"
    assert "at" in browser.address()


def test_a_large_map_that_was_dragged_looks_like_one_opened_there(browser):
    html = page(paper_vault(1500))
    browser.open(html, "#at=0,0,20")
    browser.mouse(0, 0, drag=(160, 100))
    browser.mouse(300, 300)
    dragged, address = browser.ink(), browser.address()
    assert address["at"] == "-8.00,-5.00,20.00"
    browser.open(html, "#at=" + address["at"])
    browser.mouse(300, 300)
    assert set(browser.ink()) == set(dragged)
