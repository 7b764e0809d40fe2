"""Notes that are named and not linked: what counts as a mention, and what does not."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.lint.asking import diagnostics, mended, said
from vaultkit.vault.settings import Settings

NOTES = {
    "papers/MAE.md": "---\naliases: [Masked Autoencoder, MAE v1]\n---\n",
    "papers/Vision Transformer.md": "---\naliases: [ViT]\n---\n",
    "2024-05-03.md": "",
    "notes.md": "",
    "대조 학습.md": "",
    "a/Twice.md": "",
    "b/Twice.md": "",
}


def found(text: str) -> list[str]:
    """The words in ``text`` that are reported."""
    return [words for words, _ in said("unlinked-mention", text, NOTES)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("MAE", ["MAE"]),
        ("Of masked autoencoders, and MAE.", ["masked autoencoders"]),
        ("a vision\ntransformer", ["vision\ntransformer"]),
        ("| MAE | ViT |\n|---|---|\n| x | y |", ["MAE", "ViT"]),
        ("> quoted MAE", ["MAE"]),
        ("- MAE을 쓴다", ["MAE"]),
        ("대조 학습은 좋다", ["대조 학습"]),
        ("MAE and again MAE", ["MAE"]),
        ("[[ViT]] is an alias, MAE is not", ["MAE"]),
    ],
)
def test_a_name_in_prose_is_found_once(text: str, words: list[str]):
    assert found(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "mae or vit",
        "`MAE`, $MAE$, %% MAE %%, <b title='MAE'></b>",
        "```\nMAE\n```",
        "# MAE",
        "[[papers/MAE|it]] and MAE",
        "[MAE](https://example.org/MAE) and https://example.org/ViT",
        "---\nrelated: '[[MAE]]'\ntitle: MAE\n---\nMAE",
        "#MAE #topic/ViT",
        "preMAE, MAE2 and @MAE",
        "Twice",
        "on 2024-05-03, some notes",
        "[ref]\n\n[ref]: MAE",
        "text ^ViT",
        "[^MAE]\n\n[^MAE]: more",
    ],
)
def test_what_is_no_mention_is_left_alone(text: str):
    assert found(text) == []


def test_a_note_does_not_mention_itself():
    assert diagnostics("unlinked-mention", {"MAE.md": "MAE", "b.md": ""}) == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("MAE", "[[MAE]]"),
        ("masked autoencoders", "[[MAE|masked autoencoders]]"),
        ("| ViT |\n|---|\n", "| [[Vision Transformer\\|ViT]] |\n|---|\n"),
        ("a vision\ntransformer", "a vision\ntransformer"),
        ("한글 MAE 한글", "한글 [[MAE]] 한글"),
    ],
)
def test_the_suggestion_links_the_words_as_they_stand(before: str, after: str):
    assert mended("unlinked-mention", before, NOTES) == after


def test_a_vault_of_markdown_links_gets_markdown_links():
    settings = Settings(use_markdown_links=True)
    files = {"note.md": "vision transformers", **NOTES}
    (one,) = [each for each in diagnostics("unlinked-mention", files, settings) if each.path == "note.md"]
    assert one.help == "write `[vision transformers](Vision%20Transformer.md)`"


@given(st.text(max_size=60), st.sampled_from(["MAE", "Masked Autoencoder", "ViT"]), st.text(max_size=60))
def test_what_is_reported_is_what_stands_there(before: str, name: str, after: str):
    for words in found(f"{before} {name} {after}"):
        assert re.sub(r"\W+", " ", words).casefold().removesuffix("s") in (
            "mae", "masked autoencoder", "vit", "vision transformer", "대조 학습", "mae v1",
        )  # fmt: skip
