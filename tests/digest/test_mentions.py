"""A paper's text links what it plainly names, reports what it may mean, and never itself."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.digest.entry import Line
from vaultkit.digest.known import KINDS, Kind
from vaultkit.digest.lexicon import Lexicon, Name, folded, lexicon
from vaultkit.digest.mentions import DEFAULT_LEVELS, Mentions, find_mentions

SHIPPED = lexicon()


def mentions(
    title: str,
    *texts: str,
    names: Lexicon = SHIPPED,
    aliases: tuple[str, ...] = (),
    arxiv: str = "",
    levels: frozenset[Kind] = DEFAULT_LEVELS,
) -> Mentions:
    lines = [Line(number, text) for number, text in enumerate(texts, start=2)]
    return find_mentions(Line(1, title), lines, names, aliases=aliases, arxiv=arxiv, levels=levels)


def linked(title: str, *texts: str) -> set[str]:
    return {mention.name.target for mention in mentions(title, *texts).linked}


def reasons(title: str, *texts: str) -> dict[str, str]:
    return {doubt.surface: doubt.why for doubt in mentions(title, *texts).ambiguous}


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("  • We prompt with Chain-of-Thought first.", "Chain-of-Thought"),
        ("  • Baselines: Experienced replay and a joint upper bound", "Experience Replay"),
        ("  • Baselines: Averaged GEM", "A-GEM"),
        ("  • a penalty as in elastic weight consolidation", "Elastic Weight Consolidation"),
        ("  • The loss follows Noise Contrastive Estimation", "Noise Contrastive Estimation"),
        ("  • small models by ‘layer-drop’", "LayerDrop"),
        ("  • Runs on Pytorch 2", "PyTorch"),
        ("  • memory saved by xFormers", "xFormers"),
        ("  • the demo is Grounded SAM", "Grounded SAM"),
        ("  • image-text scores by CLIP을 이용", "CLIP"),
        ("  • the reward is maximised by R EINFORCE", "REINFORCE"),
        ("  • see Learning Transferable Visual Models From Natural Language Supervision", "CLIP"),
    ],
)
def test_a_known_name_is_linked_as_people_write_it(text: str, target: str) -> None:
    assert linked("A Study of Something New", text) == {target}


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("MAE reconstructs masked patches", "MAE"),
        ("DINO trains a student against its teacher, self-supervised", "DINO"),
        ("DINO denoises its anchor boxes", "DINO (detector)"),
        ("SAM gives promptable segmentation masks", "SAM"),
        ("SAM seeks flat minima, that is, low sharpness", "Sharpness-Aware Minimization"),
        ("Sharpness-Aware Minimization (SAM) helps", "Sharpness-Aware Minimization"),
        ("Flamingo is a visual language model", "Flamingo"),
        ("REINFORCE with a learned reward", "REINFORCE"),
        ("Adam with a learning rate of 1e-4", "Adam"),
        ("T5 as a text-to-text language model", "T5"),
    ],
)
def test_a_homonym_is_decided_by_the_words_around_it(text: str, target: str) -> None:
    assert linked("A Study of Something New", text) == {target}


@pytest.mark.parametrize(
    "text",
    [
        "the error is MAE 0.12 against an RMSE of 0.2",
        "we report the mean absolute error (MAE) over masked patches",
        "MAE (mean absolute error) on self-supervised features",
        "Grounding DINO gives the boxes",
        "SAM stands for Spatial Attention Module (SAM), with a segmentation mask",
        "Sam wrote the code; Adam tested it",
        "recorded with a MIC; the mic was cheap",
        "the minimum inhibitory concentration (MIC), under domain adaptation",
        "we clip the gradients, and clips are short",
        "these results reinforce the claim; the reward is high",
        "trained by Meta, with meta-learning on meta data",
        "two FF layers after each FFN",
        "the same token: tuning, fine-tuning, self-training",
        "an extension of the idea in [26]",
        "can SAN segment everything?",
        "the FCMAE encoder is masked",
        "a RoBERTa and an ALBERT, prompted as mT5 and GPT-4o",
        "a network in the wild, at the end, with no data in it",
        "deep learning, transfer learning and attention are all you want",
    ],
)
def test_a_look_alike_is_not_linked(text: str) -> None:
    assert linked("A Study of Something New", text) <= {"Grounding DINO", "RoBERTa", "ALBERT", "mT5"}


def test_what_an_entry_does_not_write_is_not_linked_for_what_it_builds_on() -> None:
    assert "iBOT" not in linked("DINOv2: Features without Labels", "better than DINO, self-supervised")


def test_an_undecided_spelling_is_reported_with_its_candidates_and_the_reason() -> None:
    (doubt,) = mentions("A Study", "nothing else", "faster than DINO by half").ambiguous
    assert (doubt.surface, doubt.line) == ("DINO", 3)
    assert doubt.candidates == ("DINO", "DINO (detector)")
    assert doubt.why == "no word of the text confirms it"


def test_a_word_that_speaks_against_a_name_is_told() -> None:
    assert reasons("A Study", "MAE and RMSE of the masked model") == {"MAE": "`RMSE` speaks against it"}


def test_a_meaning_that_the_text_spells_out_is_told() -> None:
    why = "`MAE` stands for `mean absolute error` here"
    assert reasons("A Study", "the mean absolute error (MAE) on masked data") == {"MAE": why}


def test_nothing_is_reported_when_another_spelling_decides() -> None:
    found = mentions(
        "A Study", "DINO is old", "see Emerging Properties in Self-Supervised Vision Transformers"
    )
    assert [mention.name.target for mention in found.linked] == ["DINO"]
    assert found.ambiguous == ()


def test_a_mention_tells_its_first_place_and_what_confirmed_it() -> None:
    found = mentions("A Study", "  • first", "  • then CLIP, and CLIP again", "  • zero-shot")
    (mention,) = found.linked
    assert (mention.line, mention.start, mention.surface) == (3, 9, "CLIP")
    assert mention.confirmed_by == "zero-shot"


def test_a_title_is_searched_too() -> None:
    found = mentions("ConvNeXt V2: Scaling ConvNets with Masked Autoencoders", "we start from ConvNeXt")
    assert [(mention.name.target, mention.line) for mention in found.linked] == [("MAE", 1), ("ConvNeXt", 2)]


class TestAPaperNeverMentionsItself:
    def test_by_its_title(self) -> None:
        assert linked("Masked Autoencoders Are Scalable Vision Learners", "MAE masks patches") == set()

    def test_by_the_short_name_before_the_colon(self) -> None:
        assert (
            linked("MIC: Masked Image Consistency for Domain Adaptation", "classes that MIC helps") == set()
        )

    def test_by_an_alias(self) -> None:
        found = mentions("Vision Features without Labels", "DINOv2 needs no text", aliases=("DINOv2",))
        assert found.linked == ()

    def test_by_its_arxiv_id(self) -> None:
        assert mentions("Renamed", "CLIP, an image encoder", arxiv="2103.00020").linked == ()
        assert mentions("Renamed", "CLIP, an image encoder", arxiv="2401.00001").linked != ()

    def test_but_a_homonym_of_another_meaning_is_the_paper_as_well(self) -> None:
        title = "DINO: DETR with Improved DeNoising Anchor Boxes for End-to-End Object Detection"
        assert linked(title, "DINO beats its self-supervised teacher") == set()

    def test_while_a_survey_mentions_what_its_title_names(self) -> None:
        title = "A Survey on Segment Anything Model (SAM): Prompts and Masks"
        assert linked(title, "  • SAM", "  • Grounded SAM") == {"SAM", "Grounded SAM"}

    def test_and_a_title_that_begins_like_another_is_another(self) -> None:
        title = "Overcoming Catastrophic Forgetting in Many Languages"
        assert linked(title, "we try Elastic Weight Consolidation") == {"Elastic Weight Consolidation"}


def test_concepts_and_datasets_are_linked_only_when_asked_for() -> None:
    text = "contrastive learning on COCO, an object detection dataset"
    assert linked("A Study", text) == set()
    wide = mentions("A Study", text, levels=KINDS)
    assert {mention.name.target for mention in wide.linked} == {"Contrastive learning", "COCO"}


class TestNotesOfTheVault:
    def test_a_note_is_linked_by_its_name_and_aliases(self) -> None:
        names = lexicon(
            [Name("Offsite-Tuning", ("Offsite-Tuning: Transfer Learning",)), Name("Mine", ("QuuxNet",))]
        )
        found = mentions("A Study", "like offsite-tuning, or QuuxNet", names=names)
        assert [mention.name.target for mention in found.linked] == ["Offsite-Tuning", "Mine"]

    def test_a_note_stands_for_the_list_and_keeps_its_words(self) -> None:
        names = lexicon([Name("Masked Autoencoder (He)", arxiv="2111.06377")])
        found = mentions("A Study", "MAE of masked patches", names=names)
        assert [mention.name.target for mention in found.linked] == ["Masked Autoencoder (He)"]
        assert found.linked[0].name.known is not None
        assert mentions("A Study", "MAE and RMSE", names=names).linked == ()

    def test_a_note_under_the_name_of_a_known_one_is_that_one(self) -> None:
        found = mentions("A Study", "the image encoder of CLIP", names=lexicon([Name("CLIP")]))
        assert [(mention.name.target, mention.name.in_vault) for mention in found.linked] == [("CLIP", True)]

    def test_a_note_of_the_same_short_name_and_another_title_is_another(self) -> None:
        names = lexicon([Name("SAM", title="Spatial Attention Module in Networks")])
        found = mentions("A Study", "SAM gives promptable segmentation masks", names=names)
        assert [mention.name.in_vault for mention in found.linked] == [False]

    def test_a_spelling_that_a_note_owns_is_the_notes(self) -> None:
        names = lexicon([Name("My ConvNets", ("ConvNeXt",))])
        found = mentions("A Study", "ConvNeXt blocks", names=names)
        assert [mention.name.target for mention in found.linked] == ["My ConvNets"]

    def test_two_notes_with_one_alias_link_neither(self) -> None:
        names = lexicon([Name("Left", ("QuuxNet",)), Name("Right", ("QuuxNet",))])
        found = mentions("A Study", "a QuuxNet", names=names)
        assert found.linked == ()
        assert [(doubt.candidates, doubt.why) for doubt in found.ambiguous] == [
            (("Left", "Right"), "the text does not say which of them is meant")
        ]

    def test_a_two_letter_alias_needs_the_long_name(self) -> None:
        names = lexicon([Name("Forward-Forward Algorithm", ("FF",))])
        assert mentions("A Study", "an FF layer", names=names).linked == ()

    @pytest.mark.parametrize("title", ["Deep learning", "Attention", "Introduction", "Adapter", "Results"])
    def test_a_note_named_like_a_field_or_a_section_is_not_found_in_prose(self, title: str) -> None:
        assert (
            mentions("A Study", f"{title} of {title.lower()}", names=lexicon([Name(title)], known=())).linked
            == ()
        )


def test_plain_words_of_many_titles_name_a_field_and_words_of_a_few_a_paper() -> None:
    rowing = [f"Rowing for {place}" for place in ("Lakes", "Ponds", "Rivers")]
    titles = ["Rowing: Art and Science", "OarNet: Deeper Rowing", "Boat Prior", *rowing]
    papers = [Name(title.partition(":")[0], title=title) for title in titles]
    text = "  • Rowing as in OarNet, with a Boat Prior"
    found = mentions("A Study of Something New", text, names=lexicon(papers))
    assert {mention.name.target for mention in found.linked} == {"OarNet", "Boat Prior"}
    few = mentions("A Study of Something New", text, names=lexicon(papers[:-2]))
    assert {mention.name.target for mention in few.linked} == {"Rowing", "OarNet", "Boat Prior"}


def test_nothing_is_linked_inside_code_links_and_addresses() -> None:
    assert (
        linked("A Study", "`xFormers` [[xFormers]] https://example.org/xFormers", "```", "xFormers") == set()
    )


@given(st.text(max_size=200), st.lists(st.text(max_size=100), max_size=5))
def test_any_text_is_read_and_every_place_is_exact(title: str, texts: list[str]) -> None:
    found = mentions(title, *texts)
    for mention in found.linked:
        line = (title, *texts)[mention.line - 1]
        assert line[mention.start : mention.start + len(mention.surface)] == mention.surface


# The two digests that the list of names was first made for, where the shared material is at hand.

SEEDS = {"000": "000_34dce2ec72b62da0.txt", "003": "003_1f55e5c9ff034c1c.txt"}


def _blocks(folder: Path) -> list[tuple[Line, list[Line], str | None]]:
    blocks = []
    for name in SEEDS.values():
        texts = (folder / name).read_text(encoding="utf-8").split("\n")
        papers = json.loads((folder / f"{name}.gt.json").read_text(encoding="utf-8"))["papers"]
        ends = [*(paper["line"] for paper in papers[1:]), len(texts) + 1]
        for paper, end in zip(papers, ends, strict=True):
            title = Line(paper["line"], paper.get("title_canonical", paper["title"]))
            lines = [Line(n, texts[n - 1]) for n in range(paper["line"] + 1, end) if texts[n - 1].strip()]
            blocks.append((title, lines, paper.get("alias")))
    return blocks


def _seed_pairs(folder: Path, levels: frozenset[Kind]) -> set[tuple[int, str]]:
    """The linked pairs: the order of the paper among the twelve, and what it mentions."""
    return {
        (place, mention.name.target)
        for place, (title, lines, alias) in enumerate(_blocks(folder))
        for mention in find_mentions(
            title, lines, SHIPPED, aliases=(alias,) if alias else (), levels=levels
        ).linked
    }


def _true_pairs(folder: Path, *levels: str) -> set[tuple[int, str]]:
    """The pairs of the truth, each target as the one shipped name that shares a spelling with it."""
    entities = {entity["id"]: entity for entity in json.loads((folder / "entities.json").read_text("utf-8"))}
    titles = [title.number for title, _, _ in _blocks(folder)]
    edges = json.loads((folder / "links_truth.json").read_text("utf-8"))["edges"]
    seeds = [("000", number) for number in titles[:7]] + [("003", number) for number in titles[7:]]
    pairs = set()
    for edge in edges:
        if edge["level"] not in levels:
            continue
        place = max(
            i for i, (seed, number) in enumerate(seeds) if seed == edge["seed"] and number <= edge["line"]
        )
        spellings = {
            folded(form) for form in (entities[edge["target"]]["name"], *entities[edge["target"]]["aliases"])
        }
        owners = [
            name.target
            for name in SHIPPED.names
            if folded(name.target) in spellings or spellings & {folded(form) for form in name.forms}
        ]
        assert len(owners) == 1, (edge["target"], owners)
        pairs.add((place, owners[0]))
    return pairs


def test_the_seeds_give_exactly_their_named_pairs(shared: Path) -> None:
    folder = shared / "digests" / "seeds"
    true = _true_pairs(folder, "mention")
    assert len(true) == 17
    assert _seed_pairs(folder, DEFAULT_LEVELS) == true


def test_the_seeds_give_their_concepts_and_datasets_when_asked(shared: Path) -> None:
    folder = shared / "digests" / "seeds"
    true = _true_pairs(folder, "mention-concept", "mention-dataset")
    assert true <= _seed_pairs(folder, frozenset({"concept", "dataset"}))


def test_a_long_title_names_others_before_its_colon_and_a_short_name_there_is_its_own():
    names = lexicon(
        [Name("Rowing with OarNet and SailNet: A Study of Lakes"), Name("OarNet"), Name("SailNet")]
    )
    found = mentions("Rowing with OarNet and SailNet: A Study of Lakes", names=names).linked
    assert {one.name.target for one in found} == {"OarNet", "SailNet"}
    names = lexicon([Name("OarNet: Rowing Like SailNet on Lakes"), Name("OarNet"), Name("SailNet")])
    found = mentions("OarNet: Rowing Like SailNet on Lakes", names=names).linked
    assert {one.name.target for one in found} == {"SailNet"}
