"""The laws of re-import hold for some generated triples; ``python -m tests.digest.merge_laws`` tries as many as told."""

from random import Random

import pytest

from tests.conftest import tries
from tests.digest.merge_laws import Triple, broken, main, triples
from vaultkit.digest.merge import Fresh, Merged
from vaultkit.digest.merge import merge_note as real


@pytest.mark.parametrize("seed", range(4))
def test_the_laws_of_re_import_hold(seed, capsys):
    assert main(tries(60), seed) == 0
    assert "0 broken" in capsys.readouterr().out


def test_a_merge_that_loses_a_line_breaks_a_law(monkeypatch):
    def careless(reader, fresh, base, digest, **how):
        made = real(reader, fresh, base, digest, **how)
        return Merged(made.data.replace(b"\n- mine\n", b"\n"), made.base, made.told)

    monkeypatch.setattr("tests.digest.merge_laws.merge_note", careless)
    case = Triple(
        Fresh({"type": "paper"}, "- a"),
        b"---\ntype: paper\n---\n\n- a\n- mine\n",
        Fresh({"type": "paper"}, "- a\n- b"),
    )
    assert "the_reader_s_lines_survive" in broken(case)


def test_the_same_seed_gives_the_same_triples():
    one, other = (next(triples(Random(7))) for _ in range(2))
    assert one == other
