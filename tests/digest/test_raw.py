"""The digest itself is kept in the vault as it was given, and is no note."""

from dataclasses import replace

import pytest

from tests.digest.importing import applied, incoming, plan
from vaultkit.cli import main

POST = "Post_Jun01\n\n1. A Boat without Oars. CVPR, 2021.\n\n  • Text\n\n2. Tides for All. CVPR, 2022.\n\n  • Text\n"


def given(said, file="post.txt"):
    """A digest with its bytes, as the command reads it."""
    data = said if isinstance(said, bytes) else said.encode()
    return replace(incoming(data, file), data=data)


def raw(world):
    return {path: data for path, data in world.items() if "/raw/" in path}


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("post.txt", "post.txt"),
        ("Post.md", "Post-md.txt"),
        ("standard input", "Post_Jun01.txt"),
        ("a?.TXT", "a.txt"),
    ],
)
def test_the_bytes_are_kept_under_a_name_that_is_no_note(file, name):
    digest = given(POST, file)
    digest = replace(digest, digest=replace(digest.digest, name="Post_Jun01"))
    world = applied({}, plan({}, [digest]))
    assert raw(world) == {f"digests/raw/{name}": POST.encode()}
    assert plan(world, [digest]).changes == ()


def test_a_new_edition_takes_the_place_of_the_one_that_was_imported():
    world = applied({}, plan({}, [given(POST)]))
    after = applied(world, plan(world, [given(POST + "\n  • More\n")]))
    assert raw(after) == {"digests/raw/post.txt": (POST + "\n  • More\n").encode()}


def test_a_file_of_the_reader_is_not_replaced():
    world = {"digests/raw/post.txt": b"mine"}
    after = applied(world, plan(world, [given(POST)]))
    assert raw(after) == {"digests/raw/post.txt": b"mine", "digests/raw/post (2).txt": POST.encode()}


def test_a_digest_that_lies_in_the_vault_is_not_copied():
    world = {"inbox/post.txt": POST.encode()}
    assert raw(applied(world, plan(world, [given(POST)]))) == {}


def test_a_digest_in_another_encoding_is_kept_byte_for_byte(tmp_path):
    data = POST.replace("Text", "한국어로 쓴 긴 글입니다").replace("•", "·").encode("cp949")
    (tmp_path / "post.txt").write_bytes(data)
    vault = tmp_path / "vault"
    assert main(["import", str(tmp_path / "post.txt"), "--vault", str(vault)]) == 0
    assert (vault / "digests/raw/post.txt").read_bytes() == data
    assert main(["lint", str(vault), "--select", "all"]) == 0


@pytest.mark.parametrize("second", ["post.txt", "Post.txt"])
def test_two_digests_of_one_name_are_both_kept(second):
    digests = [given(POST), given(POST.replace("Boat", "Raft"), second)]
    digests[1] = replace(digests[1], digest=replace(digests[1].digest, title="Another Post"))
    world = applied({}, plan({}, digests))
    assert sorted(raw(world).values()) == sorted(one.data for one in digests)
    assert plan(world, digests).changes == ()
