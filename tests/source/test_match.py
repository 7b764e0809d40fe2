"""Spellings are found as whole words, at their exact places, and nowhere that is no prose."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultkit.source.match import Form, Matcher, masked


def found(names: str, text: str) -> list[str]:
    """What a matcher of the names (comma-separated) finds in the text."""
    matcher = Matcher((Form(name), name) for name in names.split(", "))
    return [match.surface for match in matcher.matches(text)]


@pytest.mark.parametrize(
    ("names", "text", "surfaces"),
    [
        ("CLIP", "we start from CLIP.", ["CLIP"]),
        ("CLIP", "CLIP을 미세 조정한다", ["CLIP"]),
        ("CLIP", "用CLIP做检索", ["CLIP"]),
        ("CLIP", "CLIP-based features", ["CLIP"]),
        ("CLIP", "CLIP's text tower (CLIP), “CLIP”", ["CLIP", "CLIP", "CLIP"]),
        ("SAM", "SAM + labels, SAM/ViT", ["SAM", "SAM"]),
        ("ResNet", "ResNet-50 and ResNets", ["ResNet", "ResNets"]),
        ("LLaMA", "LLaMA-7B", ["LLaMA"]),
        ("ViT", "ViT-B/16", ["ViT"]),
        ("Experience Replay", "with experience replay", ["experience replay"]),
        ("Grounded SAM", "Grounded-SAM", ["Grounded-SAM"]),
        ("Chain-of-Thought", "a chain of thought", ["chain of thought"]),
        ("R EINFORCE", "the R EINFORCE rule", ["R EINFORCE"]),
        ("layer-drop", "the ‘layer-drop’ trick", ["layer-drop"]),
        ("Masked Autoencoder", "two masked autoencoders", ["masked autoencoders"]),
        ("Tülu 3", "post-trained like Tülu 3", ["Tülu 3"]),
        ("R(2+1)D", "the R(2+1)D net", ["R(2+1)D"]),
        ("지식 증류", "지식 증류를 쓴다", ["지식 증류"]),
        ("知识蒸馏", "采用知识蒸馏的方法", ["知识蒸馏"]),
    ],
)
def test_a_name_is_found_as_people_write_it(names: str, text: str, surfaces: list[str]) -> None:
    assert found(names, text) == surfaces


@pytest.mark.parametrize(
    ("names", "text"),
    [
        ("DINO", "DINOv2 and DINO v2"),
        ("MAE", "FCMAE, ViT_MAE, FC-MAE"),
        ("GPT", "GPT-4, GPT-3.5, GPT4, GPT-4o"),
        ("GPT-3", "GPT-3.5"),
        ("ConvNeXt", "ConvNeXt V2, ConvNeXt-V2, ConvNeXtV2"),
        ("SAM", "SAM 2 tracks, (SAM 2), SAM-2"),
        ("Grounded SAM", "Grounded SAM 2"),
        ("BERT", "RoBERTa, ALBERT, Sentence-BERT"),
        ("CLIP", "CLIP-Adapter, X-CLIP"),
        ("DeepLabv3", "DeepLabv3+"),
        ("DER", "DER++ keeps logits"),
        ("CLIP", "to clip a gradient; Clip it"),
        ("Flamingo", "a flamingo"),
        ("GAN", "GANs"),
        ("layer-drop", "the layer-dropped emulator"),
        ("CLIP", "import clip.CLIP; CLIP.py; #CLIP; clip_CLIP"),
        ("지식", "무지식"),
    ],
)
def test_a_longer_word_another_version_or_a_common_word_is_not_the_name(names: str, text: str) -> None:
    assert found(names, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "`CLIP`",
        "``a ` CLIP``",
        "```\nCLIP\n```",
        "~~~ text\nCLIP",
        "[[CLIP]]",
        "[[Notes|CLIP]]",
        "![[CLIP.png]]",
        "[paper](notes/CLIP.md)",
        "[paper](<CLIP notes.md>)",
        "https://example.org/CLIP",
        "www.example.org/CLIP?q=CLIP",
        '<img alt="CLIP">',
    ],
)
def test_code_links_and_addresses_hold_no_names(text: str) -> None:
    assert found("CLIP", text) == []


def test_prose_between_code_and_links_is_read() -> None:
    assert found("CLIP, MAE", "`x` CLIP [MAE](u) [[y]] CLIP") == ["CLIP", "MAE", "CLIP"]


def test_the_longest_name_wins_and_none_overlap() -> None:
    names = "Segment Anything, Segment Anything Model, SAM, Grounded SAM, R-CNN, Faster R-CNN"
    text = "Segment Anything Model (SAM), Grounded SAM, Faster R-CNN, R-CNN"
    assert found(names, text) == ["Segment Anything Model", "SAM", "Grounded SAM", "Faster R-CNN", "R-CNN"]


def test_a_form_marked_exact_keeps_its_capitals() -> None:
    matcher = Matcher([(Form("Segment Anything", exact=True), 1)])
    assert [match.surface for match in matcher.matches("segment anything with Segment Anything")] == [
        "Segment Anything"
    ]


def test_all_owners_of_one_spelling_are_told() -> None:
    matcher = Matcher([(Form("DINO"), "a"), (Form("DINO"), "b"), (Form("DINO"), "a")])
    assert [match.owners for match in matcher.matches("DINO")] == [("a", "b")]


def test_ten_thousand_names_are_told_apart_by_one_pass() -> None:
    matcher = Matcher((Form(f"Learning to solve task {number}"), number) for number in range(10_000))
    text = "learning to solve task 77, learning to solve task 9999, learning to solve tasks"
    assert [match.owners for match in matcher.matches(text)] == [(77,), (9999,)]


PIECES = st.sampled_from(
    [
        "CLIP",
        "MAE",
        "지식",
        "을",
        " ",
        "-",
        "`",
        "``",
        "[[",
        "]]",
        "(",
        ")",
        "](",
        "\n",
        "```\n",
        "é",
        "s",
        "2",
        ".",
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_every_match_slices_to_what_it_says_and_none_overlap(text: str) -> None:
    matcher = Matcher((Form(name), name) for name in ("CLIP", "MAE", "CLIP MAE", "지식", "MAE-2"))
    end = 0
    for match in matcher.matches(text):
        assert text[match.start : match.end] == match.surface
        assert match.start >= end
        end = match.end


@given(st.lists(PIECES, max_size=40).map("".join))
def test_masking_keeps_the_length_and_what_it_shows(text: str) -> None:
    shown = masked(text)
    assert len(shown) == len(text)
    assert all(new in ("\0", old) for old, new in zip(text, shown, strict=True))


@pytest.mark.parametrize(
    ("name", "text", "surfaces"),
    [
        ("Masked Autoencoder", "masked\u00a0Autoencoders", ["masked\u00a0Autoencoders"]),
        ("Masked Autoencoder", "masked - autoencoder", ["masked - autoencoder"]),
        ("Masked Autoencoder", "masked \u2013\u2013 autoencoder", []),
        ("Masked Autoencoder", "masked, autoencoder", []),
        ("ConvNeXt", "ConvNeXts, convnexts, ConvNeXtS", ["ConvNeXts"]),
        ("DER++", "DER, DER+, DER++, DER+++", ["DER++"]),
        ("R(2+1)D", "R(2+1)D, R 2 1 D, R(2 + 1)D", ["R(2+1)D"]),
        ("增强学习", "增强学习 and 增 强学习", ["增强学习"]),
    ],
)
def test_a_spelling_fits_in_its_words_gaps_plural_and_capitals(
    name: str, text: str, surfaces: list[str]
) -> None:
    assert [match.surface for match in Matcher([(Form(name), name)]).matches(text)] == surfaces
