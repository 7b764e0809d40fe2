"""Texts that cost a careless reader time without end: each family is one small piece, again and again."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from typing import NamedTuple

from tests.hostile.bad_notes import REPEATED

KB, MB = 1024, 1024 * 1024


class Bomb(NamedTuple):
    """One family: what it is, the file that holds it, and its bytes for a size, never more than that.

    ``beside`` are small files that lead to it, ``asked`` what the command is told besides.
    """

    name: str
    file: str
    make: Callable[[int], bytes]
    beside: tuple[tuple[str, bytes], ...] = ()
    asked: tuple[str, ...] = ()


PIECES = (
    *REPEATED, "#a_b ", "#a_", "[[|a]] ", "`a`[[|b]] ", "$$\n\n", "$$ $$ ", "a^id\n\n", "^id\n\n", "[^a] ", "[^1]: x\n", "# a\n", "## b\n",
    "# H\n[[#H]]\n", "==a== ", "%%a%% ", "%% ", "[[bad#a#b]] ", "[[bad#H|x]] ", "![[img.png]] ", "[[nowhere]] ", "[a](b.md) ", "[a]: b\n",
    "[a][b] ", "|a|b|\n|-|-|\n", "a|b\n-|-\n", "<!--x-->", "<div>\n\n", "> [!a]\n", "- a\n  - b\n", "- [ ] a\n", "<<<<<<< a\n", "=======\n",
    "<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n", "<!-- vaultkit-disable -->\n", "\\#a ", "&#35;a ", "_a", "*a*", "a*b_c**", "**a*", "[[a|b|c]]\\|",
    "\u3000", "é#é ", "[[é]]é", "---\na: b\n---\n", "$a$1 ", "$a$1[[b]] ", "arXiv:2301.00001 ", "10.1000/a ", "[@key] ",
    "image-20230511140659637 ", "![](x)", "\"", "'", "a\n===\n", "\x00", "[[a\n", "| [[a|b]] |\n", "http://a.b ", "Smith et al. ", "(ICLR 2023) ",
)  # fmt: skip
NESTED = (
    ("![", "](x)"), ("[", "](x)"), ("[[", "]]"), ("![[", "]]"), ("*", "*"), ("**", "**"), ("*a _", "_ b*"), ("~~", "~~"), ("(", ")"), ("<", ">"),
    ("[^", "]"), ("==", "=="), ("%%", "%%"), ("<b>", "</b>"), ("<!--", "-->"), ("`", "`"), ("$", "$"), ("[a](<", ">)"), ("[a]: x '", "'"), ("|", "-|\n"),
    ("> ", "a\n"), ("- ", "a\n"), ("[", "]: x\n"), ("#a", "/b"), ("{", "}"), ("[x", "][a]"), ("![a", "]"), ("$$\n", "$$\n"), ("%%\n", "%%\n"),
)  # fmt: skip
YAML = {
    "same key": "a: b\n", "items": "- b\n", "questions": "? a\n", "nested questions": "? ", "dashes": "- ", "dashes and colons": "- : ",
    "colons": ": ", "brackets": "[", "braces": "{a: ", "tags": "!a ", "anchors": "&a ", "backslashes": "\\", "quotes": "'", "comments": "# x\n",
    "blank": "\n", "documents": "...\n", "directives": "%YAML 1.2\n", "wikilinks": "related: [[a]]\n", "tabs": "a:\tb\n", "null": "null: x\n",
}  # fmt: skip
YAML_NESTED = (
    ("[", "]"), ("{a: ", "}"), ("[{a: ", "}]"), ("!a [", "]"), ("!!map {a: ", "}"), ("&a [", "]"), ("[? ", "]"), ("{? ", "}"), ("[!a ", "]"), ("[\n", "]\n"),
    ("{? [", "]}"), ("!a ", ""), ("&a ", ""), ("- ", ""), ("? ", ""), ("- !a ", ""), ("'", "'"), ('"', '"'), ("[a, ", "]"), ("- - &a ", ""),
)  # fmt: skip
INSIDE = {
    "flow": ("a: [", "b, ", "]"), "links": ("related: [", '"[[a]]", ', "]"), "aliases": ("x: &x 1\na: [", "*x, ", "]"),
    "string": ('a: "', "\\n", '"'), "block": ("a: |\n", "  x\n", ""), "plain": ("a: ", "a ", ""), "digits": ("a: ", "9", ""),
    "tags": ("tags: [", "a, ", "]"), "names": ("aliases: [", "a, ", "]"), "authors": ("type: paper\nauthors: [", "a b, ", "]"),
    "arxiv": ("type: paper\narxiv: ", "1", ""), "doi": ("type: paper\ndoi: ", "10./", ""), "title": ("type: paper\ntitle: ", "a ", ""),
    "maps": ("a:\n", "  - {a: b, c: d}\n", ""), "merge": ("x: &x {a: 1}\ny: {", "<<: *x, ", "}"), "hex": ("a: 0x", "f", ""),
    "date": ("type: paper\ndate: ", "1-", ""), "comma": ("tags: ", "a, ", ""), "colon": ("a: ", "b: ", ""), "deep": ("a: ", "[", ""),
}  # fmt: skip
CANVAS = {
    "brackets": ("", "[", ""), "objects": ("", '{"a":', ""), "nodes": ('{"nodes": [', '{"type":"text","text":"[[a]]"},', "{}]}"),
    "links in a card": ('{"nodes":[{"type":"text","text":"', "[[a]]", '"}]}'), "escapes in a card": ('{"nodes":[{"type":"text","text":"', "\\u005b", '"}]}'),
    "edges": ('{"edges": [', '{"fromNode":"a","toNode":"b"},', "{}]}"), "spaces": ("", " ", ""), "quotes": ('{"', "\\", ""), "digits": ("", "9", ""),
    "pairs": ('{"nodes":[{"type":"text","text":"', "\\ud83d\\ude42[[a]]", '"}]}'), "keys": ('{"a":1', ',"a":1', "}"),
}  # fmt: skip
LINES = {
    "braces in entries": "@a{b, title={{",
    "headings": "## Paper\n", "bullets": "- a\n", "nested": "  - a\n", "titles": "A Paper of Some Length, CVPR 2023\n", "links": "[a](http://b.c) ",
    "brackets": "[", "stars": "*", "emphasis": "*a ", "strong": "**a*", "braces": "{", "backslashes": "\\", "bibtex": "@article{a,\n title={b}\n}\n",
    "open bibtex": "@article{a, title={", "strings": '@string{a = "b"}\n', "ris": "TY  - JOUR\nTI  - A\nER  - \n", "open ris": "TI  - A\n",
    "csl": '[{"title": "A"},', "json": '{"a":', "yaml": "- id: a\n  title: B\n", "dashes": "- - ", "pipes": "| a ", "rows": "| a | b |\n", "rules": "---\n",
    "html": "<a href='x'>", "comments": "<!--", "tex": "\\textbf{", "dollars": "$a$ ", "arxiv": "arXiv:2301.00001 ", "dois": "10.1000/a ",
    "images": "image-20230511140659637\n", "quotes": "> ", "fences": "```\n", "names": "Roe, Jane and ", "years": "2023 ", "venues": "CVPR'23 ",
    "blank": "\n", "spaces": " ", "korean": "논문 ", "mail": "Title: A\nAuthors: B\n", "labels": "제목: 가\n", "parens": "(", "colons": ": ", "commas": ", ",
    "endnote": "%0 Journal Article\n%T A\n%A B\n\n", "open endnote": "%T A\n", "pubmed": "PMID- 1\nTI  - A\nFAU - B, C\n\n", "open pubmed": "TI  - A\n",
    "web of science": "PT J\nTI A\nAU B, C\nER\n\n", "authors": "AU  - B, C\n", "csl-yaml": "- title: A\n  type: book\n", "xml records": "<record><titles><title>A</title></titles></record>",
    "open xml": "<record>", "html rows": "<tr><td>A paper</td><td>CVPR</td></tr>", "open html": "<td>", "entities": "&amp;", "tex items": "\\bibitem{a} A. B.\n", "cells": "a\tb\n",
}  # fmt: skip
NUMBERED = (
    "[^{}]: x\n",
    "[^{}] ",
    "[a]: {}\n",
    "[{}]: b\n",
    "# {}\n",
    "^id{}\n\n",
    "#tag{} ",
    "[[n{}]] ",
    "[[#h{}]] ",
    "[[#^b{}]] ",
    "[x](n{}.md) ",
)
COUNTED = {
    "different keys": ("", "k{}: v\n", ""), "different tags": ("tags: [", "machine-learn{}, ", "]"), "different names": ("aliases: [", "name{}, ", "]"),
    "different links": ("related:\n", '  - "[[n{}]]"\n', ""), "different authors": ("type: paper\nauthors:\n", "  - Ada B{}\n", ""),
    "laughs": ("a0: &a0 [x]\n", "a{1}: &a{1} [*a{0}, *a{0}, *a{0}]\n", ""),
}  # fmt: skip
MANY = {
    "papers": "## Paper Number {}\n- one\n\n", "short papers": "## Net{}: a thing\n\n", "mentions": "## P{0}\n- better than P{1}\n\n",
    "entries": "@article{{a{0}, title={{Paper {0}}}}}\n", "records": "TY  - JOUR\nTI  - Paper {}\nER  - \n\n", "numbered rows": "| {} | Paper {} | CVPR |\n",
    "mails": "Title: Paper {0}\nAuthors: A B\narXiv:2301.{0:05}\n\n", "yaml entries": "- id: a{0}\n  title: Paper {0}\n", "same title": "## Paper\n- {}\n\n",
}  # fmt: skip

BASE = {
    "views": ("views:\n", "  - type: table\n    name: a\n", ""), "filters": ("filters:\n  and:\n", '    - file.name == "a"\n', ""),
    "nested filters": ("filters:\n", "  and: [{or: ", ""), "formulas": ("formulas:\n", "  a: b\n", ""), "parts": ("", "a: b\n", ""),
}  # fmt: skip
CONFIG = {
    "ignored": ("ignore = [", "'a', ", "]\n"), "excluded": ("exclude = [", "'**/*a*/', ", "]\n"), "one glob": ("exclude = ['", "*a", "']\n"),
    "steps": ("exclude = ['", "**/", "']\n"), "tables": ("", "[[overrides]]\npaths = ['**']\n", ""), "brackets": ("a = ", "[", ""),
    "dots": ("", "a.", "b = 1\n"), "inline": ("a = ", "{a = ", ""), "comments": ("", "# x\n", ""), "string": ("a = '", "x", "'\n"),
    "unknown": ("", "[a]\n", ""), "schemas": ("[schemas]\n", "'a*' = 'paper'\n", ""), "braces": ("exclude = ['", "{a,b}", "']\n"),
}  # fmt: skip

MIXED = (
    "# h{0}\n[[#x{0}]]\n", "t ^a{0}\n\n[[#^b{0}]]\n\n", "[^a{0}]: x\n\n[^b{0}]\n\n", "%% vaultkit: ignore x{0} %%\n",
    "%% vaultkit: ignore broken-link %%\n[[a{0}]]\n", "# h{0}\n%% vaultkit: ignore x{0} %%\n", "| [[fine]] |\n|-|\n| {0} |\n\n",
    "[[fine]] {0} ", "[[GOOD]] {0} ", "[[#h{0}#h{1}]] ", "Good paper fine {0} ", "# h{0}\n\n{0}\n===\n\n",
)  # fmt: skip
"""Pieces of which one means another: who compares each with each pays the square of them."""
SCHEMA = {
    "alternatives": ("a|", ""), "stars": ("a*", ""), "groups": ("(a|b)", ""), "sets": ("[a-z]+", ""), "open": ("(", ""), "options": ("a?", ""),
    "counts": ("x{9}", ""), "looks": ("(?=a)", ""), "dots": (".*", ""), "words": ("\\\\w+\\\\s*", ""), "nested": ("(", ")"), "literal": ("ab", ""),
}  # fmt: skip
SCHEMAS = {
    "properties": ('{"properties":{', '"k{0}":{{"type":"string"}},', '"z":{}}}'), "all of": ('{"allOf":[', '{{"title":"{0}"}},', "{}]}"),
    "all of, nested": ("", '{{"allOf":[', ""), "enum": ('{"properties":{"title":{"enum":[', '"a{0}",', '""]}}}'),
    "required": ('{"required":[', '"k{0}",', '"title"]}'), "patterns": ('{"properties":{"title":{"allOf":[', '{{"pattern":"^a*{0}"}},', "{}]}}}"),
    "names": ('{"patternProperties":{', '"^k{0}":{{"type":"array"}},', '"z":{}}}'), "one of": ('{"oneOf":[', '{{"required":["k{0}"]}},', "{}]}"),
    "any of": ('{"anyOf":[', '{{"required":["k{0}"]}},', "{}]}"), "ways": ('{"$ref":"#/$defs/d0","$defs":{', '"d{0}":{{"$ref":"#/$defs/d{1}"}},', '"z":{}}}'),
    "needs": ('{"dependentRequired":{', '"k{0}":["k{1}"],', '"z":[]}}'), "spaces": ("", " ", "{}"), "meaning": ('{"x-vaultkit":{"sections":[', '"s{0}",', '"z"]}}'),
}  # fmt: skip
FIXED = {
    "laughs": '{"$ref":"#/$defs/d0","$defs":{' + "".join(f'"d{n}":{{"allOf":[{{"$ref":"#/$defs/d{n + 1}"}},{{"$ref":"#/$defs/d{n + 1}"}}]}},' for n in range(40)) + '"d40":{}}}',
    "laughs of alternatives": '{"$ref":"#/$defs/d0","$defs":{' + "".join(f'"d{n}":{{"oneOf":[{{"$ref":"#/$defs/d{n + 1}"}},{{"$ref":"#/$defs/d{n + 1}"}}]}},' for n in range(40)) + '"d40":{}}}',
    "all items": '{"additionalProperties":{"items":{"allOf":[' + '{"type":["string","null"]},' * 3000 + "{}]}}}",
    "names of all": '{"patternProperties":{' + "".join(f'"x{n}$":{{}},' for n in range(250)) + '"z":{}},"additionalProperties":false}',
    "unlike items": '{"additionalProperties":{"uniqueItems":true}}', "names that fit": '{"propertyNames":{"pattern":"^(a|b)*$"}}',
    "rest": '{"allOf":[{"properties":{"a":{}}}],"unevaluatedProperties":false,"additionalProperties":{"items":{"enum":[' + "1.5," * 2000 + "2]}}}",
}  # fmt: skip
"""Schemas that make a note dear."""
JUDGED = {
    "keys": ("", "k{0}: v\n", ""), "items": ("a: [", "b{0}, ", "]"), "maps": ("a: [", "{{b: {0}}}, ", "]"), "title": ("title: ", "a", "!"),
    "numbers": ("a: [", "{0}, ", "]"), "steps": ("a: ", "{{b: ", ""),
}  # fmt: skip
SETTINGS = {
    "app.json": {
        "ignored": ('{"userIgnoreFilters":[', '"a{0}/",', '"z"]}'), "ignored patterns": ('{"userIgnoreFilters":[', '"/a*{0}b/",', '"z"]}'),
        "one pattern": ('{"userIgnoreFilters":["/', "a*", '/"]}'), "deep": ("", "[", ""), "names": ("{", '"k{0}":1,', '"z":1}'), "digits": ("", "9", ""),
        "folder": ('{"attachmentFolderPath":"', "a/", '"}'),
    },
    "types.json": {"names": ('{"types":{', '"k{0}":"text",', '"z":"text"}}'), "deep": ('{"types":', '{{"a":', ""), "kinds": ('{"types":{"a":"', "x", '"}}')},
    "templates.json": {"folder": ('{"folder":"', "a/", '"}'), "deep": ("", "[", "")},
}  # fmt: skip
BASELINE = {
    "findings": ('{"version":1,"findings":[', '{{"fingerprint":"{0}","path":"a","rule":"b","message":"c"}},', '{"fingerprint":"","path":"","rule":"","message":""}]}'),
    "deep": ('{"version":1,"findings":', "[", ""), "digits": ('{"version":', "9", "}"), "words": ('{"version":1,"findings":"', "a", '"}'),
}  # fmt: skip
TEMPLATES = {
    "values": "{{ title }}", "loops": "{% for a in range(99) %}", "tests": "{% if title %}", "open": "{{", "comments": "{# a #}", "blocks": "{% block a %}",
    "text": "a\n", "filters": "{{ title|upper }}", "sets": "{% set a = 1 %}", "brackets": "{{ [[", "sums": "{{ 1 + 1 }}\n", "macros": "{% macro m() %}",
}  # fmt: skip
RUN_ON = (
    "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}{{ quote }}{{ body }}", "{{ 'x' * 9999999999 }}", "{{ 9 ** 9 ** 9 }}",
    "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}", "{{ 'x'|center(9999999999) }}", "{{ '%9999999999d' % 1 }}", "{{ '{:9999999999}'.format(1) }}",
    "{% for a in range(99999) %}{{ 'x' * 99999 }}{% endfor %}", "{{ [1] * 9999999999 }}", "{% for a in [1] recursive %}{{ loop([1]) }}{{ loop([1]) }}{% endfor %}",
    "{{ range(99999)|map('string')|join('x' * 99999) }}", "{{ ('a' * 9999)|wordwrap(1) }}", "{{ 'a'|indent(9999999999) }}", "{{ 1.0|round(999999999) }}",
    "{% set x = namespace(a='x') %}{% for a in range(99) %}{% set x.a = x.a ~ x.a %}{% endfor %}{{ x.a }}", "{{ 'a'.zfill(9999999999) }}", "{{ 'a'.replace('', 'x' * 99999) }}",
    "{{ lipsum(99999999) }}", "{{ (99999999,)|batch(9999999999, 'x')|list }}", "{{ 'a'.ljust(9999999999) }}", "{{ 'a\tb'.expandtabs(9999999999) }}",
)  # fmt: skip
"""Templates that are short and never end, or fill the memory."""


def _again(before: str, piece: str, after: str, size: int) -> bytes:
    first, one, last = before.encode(), piece.encode(), after.encode()
    return first + one * ((size - len(first) - len(last)) // len(one)) + last


def _counted(before: str, piece: str, after: str, size: int) -> bytes:
    made, room = [], size - len(before) - len(after)
    for number in count():
        room -= len(one := piece.format(number, number + 1))
        if room < 0:
            break
        made.append(one)
    return (before + "".join(made) + after).encode()


def _nested(before: str, first: str, last: str, after: str, size: int) -> bytes:
    times = (size - len(before.encode() + after.encode())) // len(first.encode() + last.encode())
    return (before + first * times + last * times + after).encode()


def _whole(text: str, size: int) -> bytes:
    return text.encode()[:size]


def _steps(size: int) -> bytes:
    return b"---\n" + b"".join(b" " * depth + b"k:\n" for depth in range(int(size**0.5))) + b"---\n"


def _doubles(size: int) -> bytes:
    again = b"".join(b"a%d: &a%d [*a%d, *a%d]\n" % (n, n, n - 1, n - 1) for n in range(1, 10))
    return b"---\na0: &a0 [" + b"x, " * ((size - 400) // 3) + b"]\n" + again + b"---\n"


def notes() -> Iterator[Bomb]:
    """Families of Markdown: each piece at the start of a line and after a word."""
    for piece in dict.fromkeys(PIECES):
        yield Bomb(f"note of {piece!r}", "bomb.md", partial(_again, "", piece, ""))
        yield Bomb(f"note of {piece!r} after a word", "bomb.md", partial(_again, "x ", piece, ""))
    for first, last in NESTED:
        yield Bomb(f"note of {first!r} … {last!r}", "bomb.md", partial(_nested, "", first, last, ""))
        yield Bomb(
            f"note of {first!r} …\\n {last!r}", "bomb.md", partial(_nested, "x ", f"{first}a\n", last, "")
        )
    for piece in NUMBERED:
        yield Bomb(f"note of {piece!r}", "bomb.md", partial(_counted, "", piece, ""))


def properties() -> Iterator[Bomb]:
    """Families of frontmatter, closed and not."""
    whole = {**{name: ("", piece, "") for name, piece in YAML.items()}, **INSIDE}
    for name, (before, piece, after) in whole.items():
        yield Bomb(f"YAML: {name}", "bomb.md", partial(_again, f"---\n{before}", piece, f"{after}\n---\nx\n"))
        yield Bomb(f"YAML: {name}, open", "bomb.md", partial(_again, f"---\n{before}", piece, after))
    for name, (before, piece, after) in COUNTED.items():
        yield Bomb(f"YAML: {name}", "bomb.md", partial(_counted, f"---\n{before}", piece, f"{after}\n---\n"))
    for first, last in YAML_NESTED:
        yield Bomb(
            f"YAML: {first!r} … {last!r}", "bomb.md", partial(_nested, "---\na: ", first, last, "\n---\n")
        )
    yield Bomb("YAML: steps", "bomb.md", _steps)
    yield Bomb("YAML: doubles", "bomb.md", _doubles)


def others() -> Iterator[Bomb]:
    """Families of canvases, bases and configurations."""
    for file, families in (("bomb.canvas", CANVAS), ("bomb.base", BASE), ("vaultkit.toml", CONFIG)):
        for name, (before, piece, after) in families.items():
            yield Bomb(f"{file}: {name}", file, partial(_again, before, piece, after))
    for name in (
        "dashes",
        "questions",
        "nested questions",
        "brackets",
        "tags",
        "anchors",
        "items",
        "same key",
    ):
        yield Bomb(f"bomb.base: {name}", "bomb.base", partial(_again, "", YAML[name], ""))


def mixed() -> Iterator[Bomb]:
    """Families of pieces that mean each other."""
    for piece in MIXED:
        yield Bomb(f"note of {piece!r}", "bomb.md", partial(_counted, "", piece, ""))


def schemas() -> Iterator[Bomb]:
    """Families of schemas that a vault brings, and of notes for schemas that make them dear."""
    bound = ("vaultkit.toml", b"[schemas]\n'**' = 'own.json'\n")
    note = ("long.md", b"---\ntitle: " + b"a" * 400 + b"!\nk1: v\nk2: [w, x]\n---\n")
    for name, (first, last) in SCHEMA.items():
        make = partial(_nested, '{"properties":{"title":{"pattern":"', first, last, '"}}}')
        yield Bomb(f"pattern of {name}", "own.json", make, (bound, note))
    for name, (before, piece, after) in SCHEMAS.items():
        yield Bomb(f"schema of {name}", "own.json", partial(_counted, before, piece, after), (bound, note))
    for name, schema in FIXED.items():
        for held, (before, piece, after) in JUDGED.items():
            make = partial(_counted, f"---\n{before}", piece, f"{after}\n---\n")
            yield Bomb(f"{held} judged by {name}", "bomb.md", make, (bound, ("own.json", schema.encode())))


def settings() -> Iterator[Bomb]:
    """Families of what the app and vaultkit keep beside the notes, and of baselines."""
    for file, families in SETTINGS.items():
        for name, (before, piece, after) in families.items():
            yield Bomb(f"{file}: {name}", f".obsidian/{file}", partial(_counted, before, piece, after))
    asked = ("--baseline", "baseline.json")
    for name, (before, piece, after) in BASELINE.items():
        make = partial(_counted if "{" in piece else _again, before, piece, after)
        yield Bomb(f"baseline of {name}", "baseline.json", make, asked=asked)


def templates() -> Iterator[Bomb]:
    """Families of templates, and such as never end however short they are."""
    digest, asked = (
        (
            "digest.txt",
            b"# Papers\n\n## A Paper of Some Length, CVPR 2023\n- one\n\n## Another One of Some Length, ICLR 2023\n- two\n",
        ),
        ("--template", "bomb.jinja"),
    )
    for name, piece in TEMPLATES.items():
        make = partial(_again, "{{ quote }}\n{{ body }}\n", piece, "")
        yield Bomb(f"template of {name}", "bomb.jinja", make, (digest,), asked)
    for text in RUN_ON:
        yield Bomb(f"template {text[:60]}", "bomb.jinja", partial(_whole, text), (digest,), asked)


def digests() -> Iterator[Bomb]:
    """Families of digests; each also as the rest of a paper."""
    for name, piece in LINES.items():
        yield Bomb(f"digest of {name}", "digest.txt", partial(_again, "", piece, ""))
        start = "# Papers\n\n## A paper\n- "
        yield Bomb(f"digest of {name} in a paper", "digest.txt", partial(_again, start, piece, ""))
    for name, piece in MANY.items():
        yield Bomb(f"digest of {name}", "digest.txt", partial(_counted, "# Papers\n\n", piece, ""))
