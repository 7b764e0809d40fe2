"""A real browser for the page's tests: Chromium driven by chromedriver; a visible skip where there is none."""

import shutil

import pytest

from tests.page.browser import Browser, missing


@pytest.fixture(scope="session")
def chromium(tmp_path_factory):
    """One browser for all tests, 1280 × 800, no network, downloads into a folder of its own."""
    if reason := missing():
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("chromium")
    browser = Browser(folder)
    yield browser
    browser.close()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def browser(chromium):
    """The browser as new: no page open, no emulation left over; fails a test that leaves an error or a request."""
    chromium.reset()
    yield chromium
    assert chromium.errors() == []
    assert chromium.requests() == []
