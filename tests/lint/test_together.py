"""Several processes say what one says, and none outlives the run."""

import os
import signal

import pytest

from vaultkit.config import load_config
from vaultkit.lint import together
from vaultkit.lint.cached import lint_cached
from vaultkit.lint.engine import run
from vaultkit.lint.policy import Asked, make_policy
from vaultkit.lint.together import LostError, processes_for, shared
from vaultkit.vault.vault import open_vault

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the system has no fork")

TEXTS = (
    "---\naliases: [first]\n---\n# One\n\n[[n1#Two]] [[n1#None]] [[first]]\n",
    "---\ntype: paper\ntitle: A title\nstatus: read\n---\n# Two ^x\n\ntext ^id\n\n[[n0#One]] [[n2#^id]] [[n1#^id]]\n",
    "---\ntype: paper\ntitle: A title\nstatus: read\naliases: first\n---\n[[none]] [[pic.png]] [^1]\n",
    "%% vaultkit: ignore all %%\n[[none]]\n\n%% open\n",
)


@pytest.fixture
def root(tmp_path, monkeypatch):
    monkeypatch.setenv("VAULTKIT_CACHE_DIR", str(tmp_path / "cache"))
    folder = tmp_path / "vault"
    folder.mkdir()
    for number in range(24):
        (folder / f"n{number}.md").write_text(TEXTS[number % len(TEXTS)])
    (folder / "board.canvas").write_text('{"nodes":[{"id":"1","type":"text","text":"[[n1#None]]"}]}')
    (folder / "broken.md").write_bytes(b"\xff\xfe")
    return folder


@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize("asked", [Asked(), Asked(select=("all",))])
def test_the_answer_does_not_depend_on_how_many_processes_find_it(root, monkeypatch, count, asked):
    monkeypatch.setattr("vaultkit.lint.recheck.processes_for", lambda files: count)
    expected = run(open_vault(root), make_policy(load_config(root), asked))
    for keep in (False, True, True):
        found = lint_cached(open_vault(root), load_config(root), asked, keep=keep)
        assert (found.diagnostics, found.checked) == (expected.diagnostics, expected.checked)


def test_a_process_that_dies_leaves_its_share_to_the_other(root, monkeypatch):
    expected = run(open_vault(root), make_policy(load_config(root), Asked()))
    monkeypatch.setattr("vaultkit.lint.recheck.processes_for", lambda files: 2)
    parent, learned = os.getpid(), together.Channel.receive

    def receive(channel):
        if os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return learned(channel)

    monkeypatch.setattr(together.Channel, "receive", receive)
    assert lint_cached(open_vault(root), load_config(root), Asked()).diagnostics == expected.diagnostics


def test_every_share_is_judged_once_and_knows_what_all_parsed():
    known = []

    def judge(share):
        return sorted(share), sorted([*known, len(share)])

    answers = shared("abcdefg", 3, len, known.append, judge)
    assert [share for share, _ in answers] == [["b", "e"], ["c", "f"]]
    assert [lengths for _, lengths in answers] == [[2, 2, 3], [2, 2, 3]]
    assert known == [2, 2]


def test_a_message_larger_than_a_pipe_arrives_whole():
    found = shared("ab", 2, lambda share: b"x" * 3_000_000, len, lambda share: b"y" * 3_000_000)
    assert [len(each) for each in found] == [3_000_000]


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
def test_no_process_is_left_behind_when_a_run_ends_early(error):
    parent = os.getpid()

    def judge(share):
        if os.getpid() == parent:
            raise error
        signal.pause()

    with pytest.raises(error):
        shared("ab", 2, len, str, judge)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_an_error_in_another_process_is_a_lost_process():
    parent = os.getpid()

    def parse(share):
        if os.getpid() != parent:
            raise ValueError
        return share

    with pytest.raises(LostError):
        shared("ab", 2, parse, str, len)


def test_a_small_vault_and_a_single_core_are_for_one_process(monkeypatch):
    monkeypatch.setattr(together.os, "sched_getaffinity", lambda _: range(2), raising=False)
    assert processes_for(together.ENOUGH - 1) == 1
    assert processes_for(together.ENOUGH) == (1 if together.sys.platform == "darwin" else 2)
    monkeypatch.setattr(together.os, "sched_getaffinity", lambda _: range(1), raising=False)
    assert processes_for(10_000) == 1
