"""Every common encoding is read, a guess is said, and what is no text is refused."""

import pytest

from vaultkit.digest.decode import decode
from vaultkit.digest.read import read_digest
from vaultkit.errors import VaultkitError

KOREAN = "이번 주에 읽은 논문을 정리한다. 모든 학습 방법은 데이터에 의존한다.\n"
CHINESE = "这一周我们阅读了几篇关于视觉的论文，并且总结了它们的方法。\n"
JAPANESE = "今週は画像認識についての論文をいくつか読みました。とてもおもしろいです。\n"
FRENCH = "Nous avons étudié les modèles génératifs ; voilà l’idée générale, à côté.\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (KOREAN, "cp949"),
        (KOREAN, "euc-kr"),
        (CHINESE, "gb18030"),
        (JAPANESE, "cp932"),
        (JAPANESE, "euc-jp"),
        (FRENCH, "cp1252"),
        (KOREAN, "utf-16"),
        ("Title one\nand more text here\n", "utf-16-le"),
        ("Title one\nand more text here\n", "utf-16-be"),
        (CHINESE, "utf-32"),
    ],
)
def test_a_legacy_encoding_is_read_and_said(text, encoding):
    told = decode(text.encode(encoding), "x.txt")
    assert told.text == text
    assert told.notice


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_utf_8_is_read_without_a_word(encoding):
    told = decode(KOREAN.encode(encoding), "x.txt")
    assert (told.text, told.notice) == (KOREAN, "")


def test_a_few_broken_bytes_do_not_change_the_encoding():
    told = decode((KOREAN * 60).encode() + b"\xff\n", "x.txt")
    assert (told.codec, told.notice) == ("utf-8", "1 characters are not UTF-8 and are shown as \ufffd")


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7 ...", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04rest", bytes(range(256)) * 4]
)
def test_what_is_no_text_is_refused_by_name(data):
    with pytest.raises(VaultkitError, match=r"paper\.bin"):
        decode(data, "paper.bin")


def test_the_digest_carries_the_notice():
    assert read_digest(KOREAN.encode("cp949"), "list.txt").notices == (
        "`list.txt`: not UTF-8 (byte 1 says so): read as Korean (CP949), which is a guess",
    )


def test_an_unknown_reader_is_refused_with_the_known_ones():
    with pytest.raises(VaultkitError, match="there is no reader `markdwn`\ndid you mean `markdown`"):
        read_digest(b"x", "x.md", "markdwn")
