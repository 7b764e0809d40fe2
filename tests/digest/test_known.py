"""The shipped list keeps its own promises."""

import re

import pytest

from vaultkit.digest.known import KINDS, KnownName, known_names
from vaultkit.digest.lexicon import lexicon

NAMES = {entry.name: entry for entry in known_names()}
ARXIV = re.compile(r"(0[7-9]|1[0-4])(0[1-9]|1[0-2])\.\d{4}|(1[5-9]|2\d)(0[1-9]|1[0-2])\.\d{5}")
ILLEGAL = set('\\/:*?"<>|#^[]')


def offending(broken: dict[str, bool]) -> list[str]:
    return [name for name, is_broken in broken.items() if is_broken]


def test_names_are_unique_whatever_their_capitals() -> None:
    assert len({name.casefold() for name in NAMES}) == len(known_names()) > 1000


def test_names_are_legal_as_note_names_everywhere() -> None:
    def is_illegal(name: str) -> bool:
        return (
            bool(ILLEGAL & set(name)) or name != name.strip(" .") or not name.isprintable() or len(name) > 100
        )

    assert offending({name: is_illegal(name) for name in NAMES}) == []


def test_kinds_are_known_kinds() -> None:
    assert {entry.kind for entry in known_names()} == KINDS


def test_arxiv_ids_are_well_formed_and_belong_to_one_work() -> None:
    assert offending({n: bool(e.arxiv) and not ARXIV.fullmatch(e.arxiv) for n, e in NAMES.items()}) == []
    held: dict[str, set[str]] = {}
    for entry in known_names():
        if entry.arxiv:
            held.setdefault(entry.arxiv, set()).add(entry.title)
    assert {arxiv: titles for arxiv, titles in held.items() if len(titles) > 1} == {}


def test_years_agree_with_arxiv_ids() -> None:
    def differs(entry: KnownName) -> bool:
        if not entry.arxiv or entry.year is None:
            return False
        return not -2 <= entry.year - (2000 + int(entry.arxiv[:2])) <= 3

    assert offending({name: differs(entry) for name, entry in NAMES.items()}) == []
    assert offending({n: e.year is not None and not 1900 < e.year < 2100 for n, e in NAMES.items()}) == []


def test_a_preprint_has_the_year_of_its_id() -> None:
    def differs(entry: KnownName) -> bool:
        if entry.venue != "arXiv" or not entry.arxiv or entry.year is None:
            return False
        return entry.year != 2000 + int(entry.arxiv[:2])

    assert offending({name: differs(entry) for name, entry in NAMES.items()}) == []


def test_every_name_has_a_spelling() -> None:
    assert offending({name: not entry.forms + entry.ambiguous for name, entry in NAMES.items()}) == []


def test_ambiguous_spellings_come_with_words_that_confirm_them() -> None:
    assert offending({name: bool(e.ambiguous) != bool(e.confirm) for name, e in NAMES.items()}) == []


def test_spellings_of_two_letters_never_stand_alone() -> None:
    short = {name: any(len(form) <= 2 for form in entry.forms) for name, entry in NAMES.items()}
    assert offending(short) == []


def test_no_two_names_own_one_sure_spelling() -> None:
    owners: dict[str, set[str]] = {}
    for name in lexicon().names:
        for form in name.sure:
            owners.setdefault(form.casefold(), set()).add(name.target)
    clashes = {form: sorted(names) for form, names in owners.items() if len(names) > 1}
    assert clashes == {}


def test_what_a_name_builds_on_is_in_the_list() -> None:
    assert {base for entry in known_names() for base in entry.builds_on} - NAMES.keys() == set()


@pytest.mark.parametrize("organisation", ["Meta", "Google", "DeepMind", "OpenAI", "Microsoft", "FAIR"])
def test_organisations_are_no_names(organisation: str) -> None:
    forms = {form for entry in known_names() for form in (entry.name, *entry.forms, *entry.ambiguous)}
    assert organisation not in forms
