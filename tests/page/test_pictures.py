"""Pictures to keep: SVG with real text and a legend, PNG."""

import xml.etree.ElementTree as ET

from tests.graph import graphs
from tests.page.papers import papers_page
from vaultkit.graph.viewer.html import page

SVG = "{http://www.w3.org/2000/svg}"


def saved(browser, button, suffix):
    for old in browser.downloads.iterdir():
        old.unlink()
    browser.click(button)
    browser.until(lambda: [file for file in browser.downloads.iterdir() if file.suffix == suffix])
    return next(browser.downloads.glob(f"*{suffix}"))


def test_the_svg_has_islands_notes_labels_and_a_legend(browser):
    browser.open(papers_page())
    file = saved(browser, "#svg", ".svg")
    assert file.name == "Lab notes.svg"
    root = ET.fromstring(file.read_text(encoding="utf-8"))
    words = {text.text for text in root.iter(f"{SVG}text")}
    assert {
        "Vision",
        "Language",
        "MAE",
        "Lab notes",
        "13 notes · 18 links",
        "Communities",
        "Vision · 7",
        "paper",
        "stub",
    } <= words
    assert len(list(root.iter(f"{SVG}path"))) > 13


def test_the_svg_is_xml_whatever_the_titles(browser):
    browser.open(page(graphs.hostile()))
    root = ET.fromstring(saved(browser, "#svg", ".svg").read_text(encoding="utf-8"))
    assert "마스크 오토인코더 — 한국어 제목 😀"[:8] in "".join(
        text.text or "" for text in root.iter(f"{SVG}text")
    )


def test_the_svg_shows_a_path_and_the_view_by_year(browser):
    browser.open(papers_page(), "#note=papers/MAE.md&to=papers/DINOv2.md")
    words = [
        text.text
        for text in ET.fromstring(saved(browser, "#svg", ".svg").read_text(encoding="utf-8")).iter(
            f"{SVG}text"
        )
    ]
    assert {"1", "2", "3"} <= set(words)
    browser.open(papers_page(), "#view=years&colour=year")
    words = [
        text.text
        for text in ET.fromstring(saved(browser, "#svg", ".svg").read_text(encoding="utf-8")).iter(
            f"{SVG}text"
        )
    ]
    assert {"2020", "undated", "2020 – 2023"} <= set(words)


def test_the_png_is_twice_the_screen_with_the_legend(browser):
    browser.open(papers_page())
    data = saved(browser, "#png", ".png").read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    across = browser.run("return document.querySelector('#map').clientWidth")
    assert int.from_bytes(data[16:20], "big") == 2 * (across + 270)
