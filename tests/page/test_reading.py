"""Finding and reading notes on the page: search, hover, the card, links, paths, the list."""

import pytest

from tests.page.papers import papers, papers_page

MAE, DINOV2 = "papers/MAE.md", "papers/DINOv2.md"


def test_the_page_says_how_much_it_shows(browser):
    browser.open(papers_page())
    assert browser.text("#name") == "Lab notes"
    assert browser.text("#count") == "13 notes · 18 links"


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("low-rank", "LoRA: Low-Rank Adaptation"),
        ("timothee darcet", "DINOv2: Robust Features"),
        ("TMLR", "DINOv2: Robust Features"),
        ("2020", "어댑터: 한국어 조정"),
        ("#language 2021", "LoRA: Low-Rank Adaptation"),
        ("한국어", "어댑터: 한국어 조정"),
        ("digests/", "May digest"),
    ],
)
def test_search_looks_at_titles_authors_years_tags_and_paths(browser, words, first):
    browser.open(papers_page())
    browser.click("#find")
    browser.keys(words)
    assert browser.texts("#found li[id]")[0].startswith(first)
    assert browser.said().endswith("found")


def test_search_that_finds_nothing_says_so(browser):
    browser.open(papers_page())
    browser.click("#find")
    browser.keys("zebra")
    assert browser.texts("#found li") == ["No note that is shown has these words"]


def test_arrows_and_enter_choose_a_result(browser):
    browser.open(papers_page())
    browser.keys("/", "dino", "\ue015")
    assert browser.run("return document.querySelector('#found [aria-selected=true]').textContent").startswith(
        "DINOv2"
    )
    browser.keys("\ue007")
    assert browser.text("#card h2") == "DINOv2: Robust Features"
    assert browser.address()["note"] == DINOV2
    assert not browser.shown("#found")


def test_a_result_can_be_clicked(browser):
    browser.open(papers_page())
    browser.click("#find")
    browser.keys("lora")
    browser.click("#found-0")
    assert browser.text("#card h2") == "LoRA: Low-Rank Adaptation"


def test_escape_empties_the_search_and_then_leaves_it(browser):
    browser.open(papers_page())
    browser.keys("/", "dino", "\ue00c")
    assert browser.run("return document.querySelector('#find').value") == ""
    browser.keys("\ue00c")
    assert browser.run("return document.activeElement.id") == "map"


def test_the_card_tells_links_out_from_links_in(browser):
    browser.open(papers_page(), "#note=papers/MAE.md")
    assert browser.texts("#card h3") == ["Links to · 3", "Linked from · 3"]
    assert browser.texts("#card h3.outgoing + ul li") == [
        "May source",
        "Masking mentions",
        "ConvNeXt V2 2023 · related",
    ]
    assert browser.texts("#card h3.incoming + ul li") == [
        "iBOT 2021 · mentions",
        "Offsite 2023 · link",
        "ConvNeXt V2 2023 · mentions",
    ]


def test_the_card_opens_the_note_in_obsidian(browser):
    browser.open(papers_page(), "#note=papers/ConvNeXt%20V2.md")
    href = browser.run("return document.querySelector('#card a.act').getAttribute('href')")
    assert href == "obsidian://open?vault=Lab%20notes&file=papers%2FConvNeXt%20V2.md"


@pytest.mark.parametrize("note", ["unresolved:Flamingo"])
def test_what_is_no_file_has_no_link_to_obsidian(browser, note):
    browser.open(papers_page(), f"#note={note}")
    assert browser.text("#card h2") == "Flamingo"
    assert not browser.shown("#card a.act")


def test_a_link_on_the_card_leads_to_the_other_note(browser):
    browser.open(papers_page(), "#note=papers/MAE.md")
    browser.click("#card h3.incoming + ul li button")
    assert browser.text("#card h2") == "iBOT: Image Tokens"


def middle_of(note):
    """An address that puts ``note`` in the middle of the map."""
    from vaultkit.graph.layout import layout

    graph = papers()
    named = {node: facts["community"] for node, facts in graph.nodes(data=True) if "community" in facts}
    x, y = layout(graph, named)[note]
    return f"#at={x},{y},50"


def test_a_click_chooses_the_note_under_the_mouse_and_a_click_beside_lets_go(browser):
    browser.open(papers_page(), middle_of(MAE))
    browser.mouse(0, 0, press=True)
    assert browser.text("#card h2") == "MAE: Masked Autoencoders"
    browser.open(papers_page(), "#note=papers/MAE.md&at=500,500,50")
    browser.mouse(0, 0, press=True)
    assert not browser.shown("#card")


def test_the_mouse_over_a_note_shows_what_it_is(browser):
    browser.open(papers_page(), middle_of(DINOV2))
    browser.mouse(0, 0)
    assert browser.text("#hover b") == "DINOv2: Robust Features"
    assert browser.texts("#hover small") == [
        "Maxime Oquab, Timothée Darcet · TMLR · 2023 · paper",
        "1 out · 1 in · Vision",
    ]
    browser.mouse(0, 300)
    assert not browser.shown("#hover")


def test_a_shift_click_finds_the_shortest_path_and_numbers_its_stops(browser):
    browser.open(papers_page(), middle_of(DINOV2) + "&note=papers/MAE.md")
    browser.mouse(0, 0, press=True, shift=True)
    assert browser.texts("#card .stops li") == ["MAE", "iBOT", "DINOv2"]
    assert browser.said().startswith("Path of 2 links")
    assert browser.address()["to"] == DINOV2


def test_a_path_can_be_asked_for_by_keys_and_search(browser):
    browser.open(papers_page(), "#note=papers/QLoRA.md")
    browser.run("document.querySelector('#map').focus()")
    browser.keys("p")
    browser.find_note("masking concepts")
    stops = browser.texts("#card .stops li")
    assert (stops[0], stops[-1], len(stops)) == ("QLoRA", "Masking", 5)
    browser.keys("\ue00c")
    assert not browser.shown("#card .stops")
    assert browser.shown("#card")


def test_where_there_is_no_path_the_page_says_so(browser):
    browser.open(papers_page(), "#note=papers/MAE.md")
    browser.click("#path-to")
    browser.find_note("loose")
    assert browser.said() == "No path to Loose end over the links that are shown"
    assert browser.text("#card h2") == "MAE: Masked Autoencoders"


def test_the_list_has_every_note_and_leads_to_its_card(browser):
    browser.open(papers_page())
    browser.click("#listing summary")
    assert len(browser.texts("#list li")) == 13
    browser.click("#list li:first-child button")
    assert browser.shown("#card")
    assert browser.run("return document.activeElement.id") == "card"


def test_a_note_is_shown_as_text_only_when_it_was_given(browser):
    browser.open(
        papers_page(bodies={MAE: "A **masked** patch. <img src=x onerror=alert(1)>"}), "#note=papers/MAE.md"
    )
    assert browser.text("#card .note strong") == "masked"
    assert not browser.all("#card img")
    browser.open(papers_page(), "#note=papers/MAE.md")
    assert not browser.all("#card .note")
