"""Identifiers are read where something announces them, and never from a number alone."""

import pytest

from vaultkit.digest.identifiers import (
    addresses,
    clean_doi,
    find_identifiers,
    is_code,
    is_paper_link,
    of_link,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://arxiv.org/abs/2301.00808v2", ("arxiv", "2301.00808")),
        ("http://arxiv.org/pdf/1311.2524.pdf", ("arxiv", "1311.2524")),
        ("arXiv:2302.04870", ("arxiv", "2302.04870")),
        ("arXiv preprint arXiv:1503.02531", ("arxiv", "1503.02531")),
        ("https://huggingface.co/papers/2305.05665", ("arxiv", "2305.05665")),
        ("https://doi.org/10.48550/arXiv.2305.05665", ("arxiv", "2305.05665")),
        ("arXiv:hep-th/9901001", ("arxiv", "hep-th/9901001")),
        ("https://openreview.net/forum?id=rJWF0Fywf", ("openreview", "rJWF0Fywf")),
        ("https://www.aclweb.org/anthology/Q19-1004", ("acl", "Q19-1004")),
        ("https://aclanthology.org/2020.acl-main.740.pdf", ("acl", "2020.acl-main.740")),
        ("doi:10.1000/ABC.(2019)1).", ("doi", "10.1000/abc.(2019)1")),
    ],
)
def test_an_identifier_is_found_and_normalised(text, expected):
    assert find_identifiers(text) == (expected,)


@pytest.mark.parametrize(
    "text",
    [
        "2305.10630",
        "image-20230511140659637",
        "arXiv:2305.1063",
        "arXiv:1305.10630",
        "document/7921590",
        "v2.0, 85.7%",
    ],
)
def test_a_number_alone_is_no_identifier(text):
    assert find_identifiers(text) == ()


def test_a_field_of_its_own_may_hold_a_bare_number():
    assert find_identifiers("2305.10630", bare=True) == (("arxiv", "2305.10630"),)
    assert find_identifiers("2305.1063", bare=True) == ()


def test_a_link_says_whether_it_is_paper_pdf_or_code():
    assert of_link("https://arxiv.org/pdf/2301.00808") == (
        ("arxiv", "2301.00808"),
        ("pdf", "https://arxiv.org/pdf/2301.00808"),
    )
    assert of_link("https://github.com/a/b") == (("code", "https://github.com/a/b"),)
    assert of_link("#section") == ()
    assert is_code("https://github.com/a/b")
    assert not is_code("https://github.com/a/b/raw/main/paper.pdf")
    assert is_paper_link("https://openaccess.thecvf.com/content_CVPR_2019/html/x.html")
    assert not is_paper_link("https://www.youtube.com/watch?v=1")
    assert not is_paper_link("#toc")


def test_a_quotation_mark_is_none_of_an_address():
    assert addresses("“[Oars](https://a.org/cao),” Lakes 2015") == ("https://a.org/cao",)


def test_addresses_end_before_the_sentence_does():
    assert addresses("see https://a.org/x_(y)) and (https://b.org/z).") == (
        "https://a.org/x_(y)",
        "https://b.org/z",
    )
    assert clean_doi("https://dl.acm.org/doi/10.1145/1.pdf?download=true") == "10.1145/1"
    assert clean_doi("no doi") is None
