"""Pages of sites: addresses that a generator fills in, and what a course remarks behind its readings."""

import pytest

from vaultkit.digest.read import read_digest
from vaultkit.digest.readers._templates import without_tags

BOATS = ("Narrow", "Wide", "Wooden", "Racing")
TITLES = [f"Oars for {kind} Boats" for kind in BOATS]


def titles(lines):
    return [
        entry.title
        for entry in read_digest("\n".join(("# Readings", "", *lines, "")).encode(), "x.md").entries
    ]


@pytest.mark.parametrize(
    ("address", "plain"),
    [
        ("{{ site.baseurl }}/papers/oars.pdf", "/papers/oars.pdf"),
        ("{{site.url}}{{site.baseurl}}/papers/oars.pdf", "/papers/oars.pdf"),
        ("{{ '/papers/oars.pdf' | relative_url }}", "/papers/oars.pdf"),
        ('{{ "/papers/wide oars.pdf" | absURL }}', "/papers/wide%20oars.pdf"),
        ("{% link papers/oars.pdf %}", "papers/oars.pdf"),
        ("{{ site.baseurl }}{% link papers/oars.pdf %}", "papers/oars.pdf"),
        ('{{< ref "papers/oars.pdf" >}}', "papers/oars.pdf"),
        ('{{% relref path="papers/oars.pdf" lang="en" %}}', "papers/oars.pdf"),
        ("{{ url_for('static', filename='papers/oars.pdf') }}", "papers/oars.pdf"),
        ("https://lakes.org/oars.pdf", "https://lakes.org/oars.pdf"),
        ("my papers/wide oars.pdf", "my%20papers/wide%20oars.pdf"),
    ],
)
def test_a_tag_of_a_generator_in_an_address_is_the_path_that_it_names(address, plain):
    assert (
        without_tags(f"- [Oars]({address}), J. Roe {{{{ x }}}}") == f"- [Oars]({plain}), J. Roe {{{{ x }}}}"
    )
    listed = [f"- [{title}]({address}), J. Roe" for title in TITLES]
    assert titles(["- Speaker: Roe [[slides]({{ site.baseurl }}/talks/1.pdf)]", *listed]) == TITLES


def test_a_tag_outside_of_an_address_stays():
    assert without_tags("{{ toc }} [a](b) ({{ c }}) {% d %}") == "{{ toc }} [a](b) ({{ c }}) {% d %}"


@pytest.mark.parametrize(
    "remarks",
    [
        ("(already read)", "", "(low importance -- see Roe's)", ""),
        ("(optional)", "(optional)", "", ""),
        ("(Optional)", "(Optional)", "(Optional)", ""),
        ("[also in part 2]", "[also in part 1]", "", ""),
        ("(Jane Roe)", "(Jane Roe)", "(Jane Roe)", ""),
    ],
)
def test_what_several_titles_bear_in_brackets_at_their_end_is_a_remark_of_the_reader(remarks):
    printed = zip(TITLES, remarks, strict=True)
    assert (
        titles(
            [
                f"- [{title} {remark}](https://arxiv.org/abs/2301.0000{at})"
                for at, (title, remark) in enumerate(printed)
            ]
        )
        == TITLES
    )


@pytest.mark.parametrize(
    "ends",
    [
        ("(already read)", "", "", ""),
        ("(row2vec)", "(oar2vec)", "", ""),
        ("(ROW)", "(ROW)", "(ROW)", ""),
        ("(and why they break)", "(with a look at ropes)", "", ""),
        ("(From Scratch)", "(From Scratch)", "(From Scratch)", ""),
    ],
)
def test_a_short_name_or_words_of_the_title_itself_stay_in_their_brackets(ends):
    printed = [f"{title} {end}".strip() for title, end in zip(TITLES, ends, strict=True)]
    assert (
        titles([f"- [{title}](https://arxiv.org/abs/2301.0000{at})" for at, title in enumerate(printed)])
        == printed
    )


@pytest.mark.parametrize(
    "form",
    [
        "## {title} {remark}\n\n[pdf](https://arxiv.org/abs/2301.0000{at})\n",
        "| {title} {remark} | [pdf](https://arxiv.org/abs/2301.0000{at}) |",
    ],
)
def test_remarks_behind_headings_and_in_tables_are_none_of_the_titles_either(form):
    remarks = ("(must read)", "", "(low priority)", "")
    listed = [
        form.format(title=title, remark=remark, at=at)
        for at, (title, remark) in enumerate(zip(TITLES, remarks, strict=True))
    ]
    assert titles([*(["| Title | Link |", "|---|---|"] if form.startswith("|") else []), *listed]) == TITLES
