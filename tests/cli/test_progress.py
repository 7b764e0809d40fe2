"""Progress is shown on a terminal only, after a second, and leaves nothing behind."""

import io
import sys

import pytest

from vaultkit.cli import _progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [0.0]
    monkeypatch.setattr(_progress, "monotonic", lambda: now[0])
    return now


def run(clock: list[float], stream: io.StringIO, monkeypatch: pytest.MonkeyPatch, *times: float) -> str:
    monkeypatch.setattr(sys, "stderr", stream)
    with _progress.progress("files") as show:
        for done, time in enumerate(times):
            clock[0] = time
            show(done, 10)
    return stream.getvalue()


def test_a_short_run_says_nothing(clock, monkeypatch):
    assert run(clock, Terminal(), monkeypatch, 0.1, 0.9) == ""


def test_a_long_run_says_how_far_it_is_and_wipes_it(clock, monkeypatch):
    said = run(clock, Terminal(), monkeypatch, 0.5, 1.0, 1.05, 2.0)
    assert said == "\r1 of 10 files\r3 of 10 files\r             \r"


def test_without_a_terminal_nothing_is_said(clock, monkeypatch):
    assert run(clock, io.StringIO(), monkeypatch, 5.0) == ""


@pytest.mark.parametrize(("terminal", "said"), [(True, "\rreading …\r         \r"), (False, "")])
def test_what_is_being_done_is_said_on_a_terminal_and_wiped(monkeypatch, capsys, terminal, said):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal)
    with _progress.working("reading"):
        pass
    assert capsys.readouterr().err == said
