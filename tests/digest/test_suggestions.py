"""A suggestion names two papers that share something, and says what."""

from vaultkit.digest.suggestions import Subject, suggest_related


def pairs(*subjects: Subject, most: int = 3) -> list[tuple[str, str]]:
    return [(found.source, found.target) for found in suggest_related(subjects, most=most)]


def test_a_rare_shared_mention_brings_two_papers_together() -> None:
    a = Subject("A", "One", mentions=frozenset({"CLIP", "BERT"}))
    b = Subject("B", "Two", mentions=frozenset({"CLIP"}))
    c = Subject("C", "Three", mentions=frozenset({"DETR"}))
    (found,) = suggest_related((a, b, c))
    assert (found.source, found.target, found.reasons) == ("A", "B", ("both mention `CLIP`",))


def test_what_a_paper_builds_on_is_a_reason_and_no_more() -> None:
    (found,) = suggest_related((Subject("Old", "x"), Subject("New", "y", builds_on=("Old",))))
    assert found.reasons == ("`New` builds on `Old`, as the list of known names says",)


def test_rare_words_in_common_bring_two_papers_together() -> None:
    others = [Subject(f"N{n}", f"unrelated{n} matters{n}") for n in range(8)]
    a = Subject("A", "Pruning of spiking networks", ("  • energy on neuromorphic chips",))
    b = Subject("B", "Training spiking networks", ("  • measured on neuromorphic chips",))
    (found,) = suggest_related((a, b, *others))
    assert (found.source, found.target) == ("A", "B")
    assert found.reasons == ("both write of `chips`, `neuromorphic`, `spiking`",)


def test_section_labels_bring_no_papers_together() -> None:
    labels = ("  • Introduction", "  • Method", "  • Results")
    assert pairs(Subject("A", "Alpha one", labels), Subject("B", "Beta two", labels)) == []


def test_papers_that_share_nothing_are_not_suggested() -> None:
    assert pairs(Subject("A", "Alpha"), Subject("B", "Beta")) == []
    assert pairs() == []


def test_each_paper_gets_only_its_nearest() -> None:
    hub = Subject("Hub", "h", mentions=frozenset({"a", "b", "c", "d"}))
    near = [Subject(name.upper(), name, mentions=frozenset({name})) for name in "ab"]
    both = Subject("Both", "x", mentions=frozenset({"c", "d"}))
    assert pairs(hub, *near, both, most=1)[0] == ("Hub", "Both")


def test_the_order_of_mention_sets_changes_nothing() -> None:
    names = [f"n{number}" for number in range(6)]
    a, b = (
        Subject("A", "x", mentions=frozenset(names)),
        Subject("B", "y", mentions=frozenset(reversed(names))),
    )
    assert suggest_related((a, b)) == suggest_related((a, b))
    assert suggest_related((a, b))[0].reasons == tuple(f"both mention `{name}`" for name in names)
