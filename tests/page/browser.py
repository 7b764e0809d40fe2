"""How the tests use the page: as a reader does, by mouse, keys and words on the screen."""

import json
import shutil
import time
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

OPTIONS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


def missing() -> str:
    """What is not installed that a browser test needs; empty when nothing is missing."""
    if not find_spec("selenium"):
        return "selenium is not installed: `pip install selenium`"
    if not shutil.which("chromedriver") or not (shutil.which("chromium") or shutil.which("google-chrome")):
        return "no Chromium with its chromedriver on this machine"
    return ""


class Browser:
    """One Chromium; ``open`` shows a page given as bytes."""

    def __init__(self, folder: Path) -> None:
        from selenium import webdriver
        from selenium.webdriver.chrome.service import Service

        options = webdriver.ChromeOptions()
        options.binary_location = shutil.which("chromium") or shutil.which("google-chrome") or ""
        for option in (*OPTIONS, f"--user-data-dir={folder / 'profile'}", "--window-size=1280,800"):
            options.add_argument(option)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        self.driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
        self.driver.set_script_timeout(20)
        self.downloads = folder / "downloads"
        self.downloads.mkdir()
        self.call("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(self.downloads))
        self.file = folder / "page.html"

    def close(self) -> None:
        self.driver.quit()
        self.driver.service.stop()

    def call(self, method: str, **parameters: object):
        return self.driver.execute_cdp_cmd(method, parameters)

    def reset(self) -> None:
        self.driver.get("about:blank")
        self.window(1280, 800)
        self.media()
        self.driver.get_log("browser")
        self.driver.get_log("performance")

    def window(self, width: int, height: int) -> None:
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=width < 700,
        )

    def media(self, dark: bool = False, still: bool = True) -> None:
        """The reader's wishes; tests ask for no motion unless motion is what they are about."""
        features = [
            ("prefers-color-scheme", "dark" if dark else "light"),
            ("prefers-reduced-motion", "reduce" if still else "no-preference"),
        ]
        self.call(
            "Emulation.setEmulatedMedia",
            features=[{"name": name, "value": value} for name, value in features],
        )

    def open(self, page: bytes, address: str = "") -> None:
        self.file.write_bytes(page)
        self.driver.get("about:blank")
        self.driver.get(f"file://{quote(str(self.file))}{address}")
        self.until(lambda: self.run("return document.querySelector('#count').textContent !== ''"))
        self.rest()

    def run(self, script: str, *arguments: object):
        return self.driver.execute_script(script, *arguments)

    def rest(self) -> None:
        """Wait until the picture is drawn and the address is kept."""
        self.driver.execute_async_script(
            "const done = arguments[0]; setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(done)), 90)"
        )

    def until(self, happened, seconds: float = 8) -> None:
        end = time.monotonic() + seconds
        while not happened():
            if time.monotonic() > end:
                raise AssertionError("the page did not get there in time")
            time.sleep(0.03)

    def errors(self) -> list[str]:
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def requests(self) -> list[str]:
        """Every address that the browser asked for, but the page itself and an empty one."""
        events = (json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance"))
        urls = [
            event["params"]["request"]["url"]
            for event in events
            if event["method"] == "Network.requestWillBeSent"
        ]
        own = (f"file://{quote(str(self.file))}", "about:blank", "blob:")
        return [url for url in urls if not url.startswith(own)]

    def find(self, selector: str):
        from selenium.webdriver.common.by import By

        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector: str):
        from selenium.webdriver.common.by import By

        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def text(self, selector: str):
        return self.run("return document.querySelector(arguments[0]).textContent", selector)

    def texts(self, selector: str):
        return self.run(
            "return [...document.querySelectorAll(arguments[0])].map(e => e.textContent)", selector
        )

    def shown(self, selector: str):
        return self.run(
            "const e = document.querySelector(arguments[0]); return !!e && e.getClientRects().length > 0",
            selector,
        )

    def click(self, selector: str, shift: bool = False) -> None:
        from selenium.webdriver import ActionChains
        from selenium.webdriver.common.keys import Keys

        chain = ActionChains(self.driver)
        self.run("document.querySelector(arguments[0]).scrollIntoView({block: 'nearest'})", selector)
        if shift:
            chain.key_down(Keys.SHIFT).click(self.find(selector)).key_up(Keys.SHIFT).perform()
        else:
            chain.click(self.find(selector)).perform()
        self.rest()

    def keys(self, *keys: str) -> None:
        """Press keys where the focus is."""
        from selenium.webdriver import ActionChains

        for key in keys:
            ActionChains(self.driver).send_keys(key).perform()
        self.rest()

    def mouse(
        self, x: int, y: int, press: bool = False, shift: bool = False, drag: tuple[int, int] | None = None
    ) -> None:
        """Move the mouse to a point of the map, counted from its middle; press or drag there."""
        box = self.run(
            "const b = document.querySelector('#map').getBoundingClientRect(); return [b.left + b.width / 2, b.top + b.height / 2]"
        )
        at = {"x": box[0] + x, "y": box[1] + y, "modifiers": 8 if shift else 0}
        self.call("Input.dispatchMouseEvent", type="mouseMoved", **at)
        if press or drag:
            self.call("Input.dispatchMouseEvent", type="mousePressed", button="left", clickCount=1, **at)
            if drag:
                for part in (0.5, 1):
                    step = {**at, "x": at["x"] + drag[0] * part, "y": at["y"] + drag[1] * part}
                    self.call("Input.dispatchMouseEvent", type="mouseMoved", button="left", buttons=1, **step)
                at = step
            self.call("Input.dispatchMouseEvent", type="mouseReleased", button="left", clickCount=1, **at)
        self.rest()

    def wheel(self, delta: int) -> None:
        box = self.run(
            "const b = document.querySelector('#map').getBoundingClientRect(); return [b.left + b.width / 2, b.top + b.height / 2]"
        )
        self.call("Input.dispatchMouseEvent", type="mouseWheel", x=box[0], y=box[1], deltaX=0, deltaY=delta)
        self.rest()

    def address(self) -> dict[str, str]:
        """What the page keeps in its address."""
        return dict(self.run("return [...new URLSearchParams(location.hash.slice(1))]"))

    def said(self):
        return self.text("#say")

    def ink(self):
        """How many pixels of each colour are on the map (#rrggbb)."""
        return self.run(
            "const c = document.querySelector('#map'), d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data, n = {};"
            "for (let i = 0; i < d.length; i += 4) { const k = '#' + [d[i], d[i+1], d[i+2]].map(v => v.toString(16).padStart(2, '0')).join(''); n[k] = (n[k] || 0) + 1; }"
            "return Object.fromEntries(Object.entries(n).filter(([, v]) => v > 30))"
        )

    def find_note(self, words: str) -> None:
        """Choose a note by the search field."""
        from selenium.webdriver.common.keys import Keys

        self.click("#find")
        self.keys(words, Keys.ENTER)
        self.run("document.activeElement.blur(); document.querySelector('#map').focus()")
