"""Renaming: every form of link follows, keeps its form and its words, and nothing else changes."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rewrite.worlds import after, world
from vaultkit.errors import VaultkitError
from vaultkit.rewrite.rename import rename
from vaultkit.vault.scan import Skipped
from vaultkit.vault.vault import Vault, open_vault


def renamed(
    text: str, old: str = "MAE", new: str = "Masked Autoencoder", note: str = "# Results\n", **settings
):
    """``text`` in a note beside ``papers/MAE.md``, after the rename."""
    files = {"a.md": text, "papers/MAE.md": note, "other.md": "# Results\n"}
    plan = rename(world(files, **settings), old, new)
    return after(files, plan)["a.md"]


@pytest.mark.parametrize(
    ("before", "wanted"),
    [
        ("see [[MAE]].", "see [[Masked Autoencoder]]."),
        ("[[mae|the paper]]", "[[Masked Autoencoder|the paper]]"),
        ("![[MAE#Results|x]]", "![[Masked Autoencoder#Results|x]]"),
        ("[[ MAE ]] and [[MAE#^b]]", "[[ Masked Autoencoder ]] and [[Masked Autoencoder#^b]]"),
        ("| [[MAE\\|m]] | b |\n|---|---|\n", "| [[Masked Autoencoder\\|m]] | b |\n|---|---|\n"),
        ("[t](MAE.md)", "[t](Masked%20Autoencoder.md)"),
        ("[t](papers/MAE.md#results 'T')", "[t](Masked%20Autoencoder.md#results 'T')"),
        ("[t](MAE)", "[t](Masked%20Autoencoder)"),
        ("[t](<papers/MAE.md>)", "[t](<Masked Autoencoder.md>)"),
        ("[t][m] [m][] [m]\n\n[m]: MAE.md 'T'\n", "[t][m] [m][] [m]\n\n[m]: Masked%20Autoencoder.md 'T'\n"),
        ('---\nrelated: "[[MAE|m]]"\n---\n', '---\nrelated: "[[Masked Autoencoder|m]]"\n---\n'),
        ("---\nx:\n- '[[MAE]]'\n---\n", "---\nx:\n- '[[Masked Autoencoder]]'\n---\n"),
        ("%% [[MAE]] %%", "%% [[Masked Autoencoder]] %%"),
        ("> - [[MAE]]\r\n", "> - [[Masked Autoencoder]]\r\n"),
        ("\ufeff값 [[MAE]] 🙂 [[MAE]]", "\ufeff값 [[Masked Autoencoder]] 🙂 [[Masked Autoencoder]]"),
    ],
)  # fmt: skip
def test_every_form_of_link_follows(before: str, wanted: str):
    assert renamed(before) == wanted


@pytest.mark.parametrize(
    "text",
    ["`[[MAE]]`", "```\n[[MAE]]\n```", "<!-- [[MAE]] -->", "$[[MAE]]$", "MAE", "[[other]]",
     "[[other#Results]]", "[[MAE2]]", "[MAE](https://x.org/MAE.md)", "---\nx: MAE\n---\n", "\\[[MAE]]"],
)  # fmt: skip
def test_what_is_no_link_to_it_stays(text: str):
    assert renamed(text) == text


def test_the_file_moves_with_its_bytes():
    files = {"papers/MAE.md": "# A\r\n[[#A]] [[x]]", "x.md": ""}
    moved = after(files, rename(world(files), "MAE", "Masked Autoencoder"))
    assert moved == {"papers/Masked Autoencoder.md": "# A\r\n[[#A]] [[x]]", "x.md": ""}


@pytest.mark.parametrize(
    ("style", "wanted"),
    [
        ("shortest", "[[ViT]] [v](ViT.md)"),
        ("absolute", "[[lab/ViT]] [v](lab/ViT.md)"),
        ("relative", "[[../lab/ViT]] [v](../lab/ViT.md)"),
    ],
)
def test_a_new_target_is_written_as_the_vault_writes_links(style: str, wanted: str):
    files = {"notes/a.md": "[[MAE]] [v](MAE.md)", "lab/MAE.md": ""}
    assert after(files, rename(world(files, link_format=style), "MAE", "ViT"))["notes/a.md"] == wanted


def test_a_name_that_is_not_unique_is_written_with_its_folder():
    files = {"a.md": "[[MAE]]", "lab/MAE.md": "", "other/ViT.md": ""}
    assert after(files, rename(world(files), "MAE", "ViT"))["a.md"] == "[[lab/ViT]]"


def test_links_to_another_note_that_the_new_name_would_catch_are_made_longer():
    files = {"papers/a.md": "[[ViT]]", "papers/MAE.md": "", "other/ViT.md": ""}
    changed = after(files, rename(world(files), "MAE", "ViT"))
    assert changed["papers/a.md"] == "[[other/ViT]]"


def test_relative_links_in_a_moved_note_are_written_anew_and_the_others_stay():
    files = {"lab/MAE.md": "[[./b]] [[../c]] [[d]] [x](../c.md)", "lab/b.md": "", "c.md": "", "d.md": ""}
    changed = after(files, rename(world(files, link_format="relative"), "MAE", "deep/er/"))
    assert changed["deep/er/MAE.md"] == "[[../../lab/b]] [[../../c]] [[d]] [x](../../c.md)"


def test_a_move_that_breaks_no_link_changes_none():
    files = {"a.md": "[[MAE]] [[MAE#x]]", "MAE.md": ""}
    changed = after(files, rename(world(files), "MAE", "papers/"))
    assert changed == {"a.md": "[[MAE]] [[MAE#x]]", "papers/MAE.md": ""}


def test_links_in_canvases_follow():
    canvas = (
        '{"nodes": [{"id": "1", "type": "file", "file": "papers\\/MAE.md", "subpath": "#A", "zoom": 1},'
        ' {"id": "2", "type": "text", "text": "\\ud83d\\ude42 [[MAE|\\"m\\"]]\\n[t](MAE.md)"}], "edges": []}'
    )
    files = {"papers/MAE.md": "# A\n", "board.canvas": canvas}
    changed = after(files, rename(world(files), "MAE", "ViT"))["board.canvas"]
    wanted = canvas.replace("papers\\/MAE.md", "papers/ViT.md").replace("[[MAE", "[[ViT").replace(
        "(MAE.md", "(ViT.md"
    )  # fmt: skip
    assert changed == wanted


def test_pictures_are_renamed_too():
    files = {"a.md": "![[fig.png|100]] ![f](assets/fig.png)", "assets/fig.png": "x"}
    changed = after(files, rename(world(files), "fig.png", "figure 1"))
    assert changed["a.md"] == "![[figure 1.png|100]] ![f](figure%201.png)"


def test_a_heading_that_holds_the_link_takes_its_own_links_with_it():
    files = {"a.md": "# On [[MAE]]\n[[#On MAE]]", "b.md": "[[a#On MAE]]", "MAE.md": ""}
    changed = after(files, rename(world(files), "MAE", "ViT"))
    assert changed["a.md"] == "# On [[ViT]]\n[[#On ViT]]"
    assert changed["b.md"] == "[[a#On ViT]]"


def test_a_link_that_led_nowhere_and_now_leads_to_it_is_said():
    files = {"a.md": "[[ViT]]", "MAE.md": ""}
    plan = rename(world(files), "MAE", "ViT")
    assert plan.notices == ("1 link that led nowhere now leads to it",)
    assert after(files, plan)["a.md"] == "[[ViT]]"


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("Mae2", "x", "there is no note `Mae2`"),
        ("", "x", "there is no note ``"),
        ("twin", "x", "may be any of `p/twin.md`, `q/twin.md`"),
        ("MAE", "MAE", "has that name already"),
        ("MAE", "other", "there is a file `other.md` already"),
        ("MAE", "OTHER", "there is a file `other.md` already"),
        ("MAE", "a#b", "breaks links"),
        ("MAE", "../x", "starts with a dot"),
        ("MAE", "a//b", "is empty"),
        ("MAE", "x.", "ends with a dot"),
        ("MAE", "con", "is reserved on Windows"),
        ("MAE", "x" * 300, "is longer than 255 bytes"),
        ("MAE#No", "x", "has no heading `No`"),
        ("MAE#Linked other", "x", "holds a link"),
        ("MAE#Top", "", "cannot be a heading"),
        ("MAE#Top", "a\nb", "cannot be a heading"),
        ("#nope", "#x", "no note has the tag `#nope`"),
        ("#t", "#1", "`#1` is not a tag"),
        ("#t", "#a b", "`#a b` is not a tag"),
        ("nope:", "x:", "no note has the property `nope`"),
        ("venue:", "year:", "have `venue` and `year` both: `p/twin.md`"),
    ],
)
def test_what_cannot_be_renamed_is_said(old: str, new: str, why: str):
    files = {
        "MAE.md": "# Top\n#t\n# Linked [[other]]\n", "other.md": "",
        "p/twin.md": "---\nvenue: x\nyear: 1\n---\n", "q/twin.md": "",
    }  # fmt: skip
    with pytest.raises(VaultkitError) as error:
        rename(world(files), old, new)
    assert why in str(error.value)


@pytest.mark.parametrize(
    ("old", "near"), [("#visoin", "#vision"), ("venu:", "venue"), ("Mea", "MAE"), ("#zzz", ""), ("zzz:", "")]
)
def test_a_slip_in_what_is_to_be_renamed_names_the_nearest(old: str, near: str):
    with pytest.raises(VaultkitError) as error:
        rename(world({"MAE.md": "---\nvenue: x\n---\n#vision\n"}), old, "new")
    assert error.value.hint == (f"did you mean `{near}`?" if near else "")


def test_a_vault_that_cannot_be_read_whole_is_not_touched(tmp_path: Path):
    (tmp_path / "MAE.md").write_bytes(b"")
    vault = open_vault(tmp_path)
    vault.skipped = (Skipped("folder", "folder cannot be listed: Permission denied"),)
    with pytest.raises(VaultkitError, match="folder cannot be listed"):
        rename(vault, "MAE", "ViT")


# Headings


@pytest.mark.parametrize(
    ("link", "wanted"),
    [
        ("[[n#Results]]", "[[n#What we found]]"),
        ("[[n#results|r]]", "[[n#What we found|r]]"),
        ("[t](n.md#Results)", "[t](n.md#What%20we%20found)"),
        ("[[n#Paper#Results]]", "[[n#Paper#What we found]]"),
        ("[[n#Results#More]]", "[[n#What we found#More]]"),
        ("[[n#Other]]", "[[n#Other]]"),
        ("[[n]]", "[[n]]"),
        ('---\nx: "[[n#Results]]"\n---\n', '---\nx: "[[n#What we found]]"\n---\n'),
    ],
)
def test_links_to_a_heading_follow(link: str, wanted: str):
    note = "# Paper\n## Results ##\n### More\n## Other\n[[#Results]]\n"
    files = {"n.md": note, "a.md": link}
    changed = after(files, rename(world(files), "n#Results", "What we found"))
    assert changed["a.md"] == wanted
    assert changed["n.md"] == note.replace("## Results", "## What we found").replace(
        "[[#Results]]", "[[#What we found]]"
    )


def test_a_heading_keeps_its_block_id_and_its_link_marks_are_left_out_of_links():
    files = {"n.md": "## Results ^r\n", "a.md": "[[n#Results]] [[n#^r]]"}
    changed = after(files, rename(world(files), "n#Results", "A: b #1"))
    assert changed == {"n.md": "## A: b #1 ^r\n", "a.md": "[[n#A b 1]] [[n#^r]]"}


def test_a_heading_whose_new_name_another_has_is_linked_through_the_one_above():
    files = {"n.md": "# A\n## X\n# B\n## Y\n", "a.md": "[[n#Y]] [[n#X]]"}
    changed = after(files, rename(world(files), "n#Y", "X"))
    assert changed["a.md"] == "[[n#B#X]] [[n#X]]"


def test_a_heading_that_no_link_could_reach_any_more_is_refused():
    files = {"n.md": "# X\n# Y\n", "a.md": "[[n#Y]]"}
    with pytest.raises(VaultkitError, match="another one before it answers"):
        rename(world(files), "n#Y", "X")


def test_headings_in_canvases_follow():
    canvas = '{"nodes":[{"id":"1","type":"file","file":"n.md","subpath":"#Old"}],"edges":[]}'
    files = {"n.md": "# Old\n", "b.canvas": canvas}
    changed = after(files, rename(world(files), "n#Old", "New"))
    assert changed["b.canvas"] == canvas.replace("#Old", "#New")


# Tags and properties


def test_a_tag_and_those_below_it_are_renamed_everywhere_and_no_other():
    files = {
        "a.md": "---\ntags: [Vision, 'vision/3d', \"#vision\", visions]\n---\n#vision #Vision/x, #visions",
        "b.md": "---\ntags: vision\ntitle: vision\n---\nvision",
        "c.md": "[[b#vision]] #other",
    }
    changed = after(files, rename(world(files), "#vision", "#cv"))
    assert changed == {
        "a.md": "---\ntags: [cv, 'cv/3d', \"#cv\", visions]\n---\n#cv #cv/x, #visions",
        "b.md": "---\ntags: cv\ntitle: vision\n---\nvision",
        "c.md": "[[b#vision]] #other",
    }


def test_two_tags_that_become_one_are_said():
    files = {"a.md": "#x", "b.md": "#y"}
    plan = rename(world(files), "#x", "#y")
    assert plan.notices == ("`#y` was there in 1 note already: the two are one tag now",)


def test_a_tag_in_a_heading_takes_the_links_to_it_with_it():
    files = {"a.md": "# On #x\n[[#On x]]"}
    assert after(files, rename(world(files), "#x", "#y/z"))["a.md"] == "# On #y/z\n[[#On y/z]]"


def test_a_property_is_renamed_and_its_value_is_not_touched():
    files = {
        "a.md": "---\nconf :  'CVPR' # c\nx:\n  conf: 1\n---\nconf: y\n",
        "b.md": "---\n\"Conf\": [a,\n b]\n---\n",
        "c.md": "conf: x",
    }  # fmt: skip
    plan = rename(world(files, property_types={"conf": "text"}), "conf:", "venue name:")
    assert after(files, plan) == {
        "a.md": "---\nvenue name :  'CVPR' # c\nx:\n  conf: 1\n---\nconf: y\n",
        "b.md": "---\nvenue name: [a,\n b]\n---\n",
        "c.md": "conf: x",
    }
    assert plan.notices == ("`.obsidian/types.json` gives `conf` a type: set it for `venue name` in the app",)


def test_a_property_with_links_keeps_them():
    files = {"a.md": "---\nrel: ['[[b]]']\n---\n", "b.md": ""}
    assert after(files, rename(world(files), "rel:", "on:"))["a.md"] == "---\n\"on\": ['[[b]]']\n---\n"


# Any vault

NAMES = ["a", "b", "Aa", "b c", "x(1)", "값"]
FOLDERS = ["", "p/", "p/q/", "r/"]
PATHS = [f"{folder}{name}.md" for folder in FOLDERS for name in NAMES]


@st.composite
def vaults(draw: st.DrawFn) -> dict[str, str]:
    paths = draw(st.lists(st.sampled_from(PATHS), min_size=2, max_size=7, unique_by=str.lower))
    texts = {}
    for path in paths:
        lines = ["# One", "## Two [[b]]"] if draw(st.booleans()) else []
        for _ in range(draw(st.integers(0, 4))):
            target = draw(st.sampled_from([*PATHS, *(f"../{name}.md" for name in NAMES), "./a.md", "no.md"]))
            bare = draw(st.booleans())
            target = target.rpartition("/")[2] if bare else target
            part = draw(st.sampled_from(["", "#One", "#One#Two b", "#no"]))
            form = draw(st.sampled_from(["[[{w}{p}]]", "![[{w}{p}|d]]", "[t](<{m}{p}>)", "- [[{m}{p}]]"]))
            lines.append(form.format(w=target[:-3], m=target, p=part))
        texts[path] = "\n".join(lines)
    return texts


def meanings(vault: Vault, moves: dict[str, str]):
    """What each link means, in order, with the paths as they will be."""
    found = []
    for source in sorted(vault.note_paths, key=lambda path: moves.get(path, path)):
        for info in vault.links(source):
            path = moves.get(info.path or "", info.path)
            heading = getattr(info.resolution, "heading", None)
            found.append((info.status, path, heading.span.start if heading else None, info.link.display))
    return found


@given(files=vaults(), data=st.data(), style=st.sampled_from(["shortest", "relative", "absolute"]))
def test_every_link_of_any_vault_means_what_it_meant(files: dict[str, str], data: st.DataObject, style):
    old = data.draw(st.sampled_from(sorted(files)))
    new = data.draw(st.sampled_from(["new", "b", "a", "p/new", "s/b", "값 2"])) + ".md"
    before = world(files, link_format=style)
    try:
        plan = rename(before, old, f"/{new}" if "/" in new else new)
    except VaultkitError as error:
        if "already" in error.message or "cannot be kept" in error.message:
            return
        raise
    changed = after(files, plan)
    path = next(iter(set(changed) - set(files)))
    then = meanings(world(changed, link_format=style), {})
    for was, now in zip(meanings(before, {old: path}), then, strict=True):
        if was[0] == "unresolved":
            continue
        assert now[1] == was[1]
        assert now[3] == was[3]
        if was[0] == "resolved":
            assert now[0] == "resolved"
            assert (now[2] is None) == (was[2] is None)
