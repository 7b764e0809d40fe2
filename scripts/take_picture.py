"""Take the picture of the map for the README: ``python -m scripts.take_picture``.

Needs what the browser tests need, Chromium with its chromedriver. The map is that of the example vault
after the June digest was imported, with one note selected.
"""

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.transcripts import CHECKOUT, EXAMPLE
from tests.page.browser import Browser, missing
from vaultkit.cli import main

PICTURE = CHECKOUT / "docs" / "images" / "graph.png"
DIGEST = EXAMPLE / "inbox" / "HotPapers_Jun23.txt"
SELECTED = "papers/ConvNeXt V2.md"


def take(folder: Path) -> bytes:
    """The picture as PNG; ``folder`` is scratch."""
    vault, page = folder / "vault", folder / "map.html"
    shutil.copytree(EXAMPLE, vault)
    main(["import", "--vault", str(vault), str(DIGEST)])
    main(["graph", "html", "--vault", str(vault), "-o", str(page), "--title", "Learning with few labels"])
    browser = Browser(folder)
    try:
        browser.window(1360, 860)
        browser.media()
        browser.open(page.read_bytes(), f"#note={SELECTED.replace(' ', '+')}")
        browser.rest()
        return browser.driver.get_screenshot_as_png()
    finally:
        browser.close()


if __name__ == "__main__":
    if missing():
        sys.exit(missing())
    with TemporaryDirectory() as scratch:
        PICTURE.parent.mkdir(parents=True, exist_ok=True)
        PICTURE.write_bytes(take(Path(scratch)))
    print(PICTURE.relative_to(CHECKOUT))
