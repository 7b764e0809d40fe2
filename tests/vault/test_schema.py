"""The schemas, the quick yes, and the verdicts in words."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, SchemaError
from referencing import Registry
from referencing.exceptions import Unresolvable

from tests.conftest import CHECKOUT, tries
from vaultkit.errors import VaultkitError
from vaultkit.vault.assertions import ASSERTIONS
from vaultkit.vault.patterns import MOST_PATTERNS
from vaultkit.vault.precheck import APPLICATORS, FORMS, compile_schema
from vaultkit.vault.schema import (
    annotations,
    certainly_valid,
    load_schema,
    sections,
    shipped,
    violations,
)
from vaultkit.vault.schema_files import shipped_documents

HERE = Path()
PAPER: dict[str, Any] = {
    "type": "paper",
    "title": "A Study of Small Gardens",
    "aliases": ["Gardens"],
    "tags": ["plants/indoor"],
    "authors": ["Ada Green"],
    "year": 2023,
    "venue": "CVPR",
    "venue_type": "conference",
    "arxiv": "2301.00808",
    "doi": "10.1000/182",
    "url": "https://arxiv.org/abs/2301.00808",
    "status": "inbox",
    "date": "2023-01-02",
    "source": "[[Digest of May]]",
    "source_line": 3,
    "related": ["[[MAE]]", "[[concepts/DINO|DINO]]"],
    "my own key": {"kept": True},
}


def vault_schema(folder: Path, document: object, name: str = "own.schema.json") -> str:
    (folder / name).write_text(
        document if isinstance(document, str) else json.dumps(document), encoding="utf-8"
    )
    return name


def many_patterns(count: int) -> str:
    return json.dumps({"patternProperties": {f"^x{number}$": {} for number in range(count)}})


# The shipped schemas


def test_the_four_schemas_are_shipped():
    assert shipped() == ("concept", "config", "digest", "paper")


@pytest.mark.parametrize("name", shipped())
def test_a_shipped_schema_is_well_formed_quickly_checked_and_described(name: str):
    schema = load_schema(name, HERE)
    Draft202012Validator.check_schema(schema.document)
    assert schema.precheck.understood
    assert schema.document["$id"] == f"https://vaultkit.invalid/schemas/{name}.schema.json"
    assert schema.document["description"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("paper", PAPER),
        ("paper", {"type": "paper", "title": "A", "status": "read", "tags": "one", "aliases": "b"}),
        (
            "paper",
            {"type": "paper", "title": "A", "status": "read", "arxiv": "cs.CV/0102003", "source": ["[[a]]"]},
        ),
        (
            "digest",
            {"type": "digest", "title": "May", "papers": ["[[A]]"], "sha256": "0" * 64, "date": "2023-05-20"},
        ),
        (
            "concept",
            {
                "type": "concept",
                "title": "MAE",
                "kind": "paper",
                "year": 2022,
                "stub": True,
                "facts_from": "x",
            },
        ),
        ("config", {}),
        ("config", {"select": ["all"], "schemas": {"a/**": "paper", "b": False}, "folders": {"papers": ""}}),
    ],
)
def test_what_is_right_is_certainly_valid_and_has_no_violation(name: str, data: dict[str, Any]):
    schema = load_schema(name, HERE)
    assert certainly_valid(schema, data)
    assert violations(schema, data) == ()


def test_the_drafts_fields_are_all_in_the_shipped_schema(shared: Path):
    for name in ("paper", "digest"):
        draft = json.loads((shared / "data" / f"{name}.schema.json").read_text(encoding="utf-8"))
        assert set(draft["properties"]) <= set(load_schema(name, HERE).document["properties"])


def test_relations_are_annotated():
    relations = {
        name: {
            key: value.get("symmetric", False)
            for key, value in annotations(load_schema(name, HERE)).items()
            if "relation" in value
        }
        for name in ("paper", "digest", "concept")
    }
    assert relations == {
        "paper": {"source": False, "related": True, "mentions": False},
        "digest": {"papers": False},
        "concept": {"related": True, "mentions": False},
    }


# The verdict in words


def changed(**properties: Any) -> dict[str, Any]:
    return {**PAPER, **properties}


@pytest.mark.parametrize(
    ("data", "path", "message", "hint"),
    [
        (
            changed(year="2023"),
            ("year",),
            '`year` is `"2023"`, a string; the schema wants an integer',
            "write it without quotes: `2023`",
        ),
        (
            changed(arxiv=2305.1063),
            ("arxiv",),
            "`arxiv` is `2305.1063`, a number; the schema wants a string",
            "put it in quotes, as it was written",
        ),
        (
            changed(arxiv="2305.1063"),
            ("arxiv",),
            '`arxiv` is `"2305.1063"`; the schema wants an arXiv id such as 2111.06377, '
            "without prefix or version",
            "",
        ),
        (
            changed(status="to read"),
            ("status",),
            '`status` is `"to read"`, not one of the values that the schema allows',
            "did you mean `to-read`?",
        ),
        (
            changed(date="2023-02-30"),
            ("date",),
            '`date` is `"2023-02-30"`; the schema wants a day of the calendar: YYYY-MM-DD',
            "",
        ),
        (changed(rating=7), ("rating",), "`rating` is `7`; the schema wants at most 5", ""),
        (changed(venue=""), ("venue",), "`venue` is empty; the schema wants at least 1 character", ""),
        (
            changed(doi=None),
            ("doi",),
            "`doi` is empty; the schema wants a string",
            "give it a value, or leave the property out",
        ),
        (
            changed(authors="Ada Green"),
            ("authors",),
            '`authors` is `"Ada Green"`, a string; the schema wants a list',
            "write it as a list",
        ),
        (
            changed(related=[["MAE"]]),
            ("related", 0),
            'item 1 of `related` is `["MAE"]`, a list; the schema wants a string',
            'a link needs quotes in YAML: `"[[MAE]]"`',
        ),
        (
            changed(related=["[[a]] and [[b]]"]),
            ("related", 0),
            'item 1 of `related` is `"[[a]] and [[b]]"`; the schema wants one quoted link such as "[[Note]]"',
            "",
        ),
        (changed(aliases=["a", "a"]), ("aliases",), '`aliases` has `"a"` more than once', "keep one of them"),
        (changed(type="papers"), ("type",), '`type` is `"papers"`; the schema wants `"paper"`', ""),
        (
            {key: value for key, value in PAPER.items() if key != "status"},
            ("status",),
            "required property `status` is missing",
            "write, for instance, `status: inbox`",
        ),
        (
            {("titel" if key == "title" else key): value for key, value in PAPER.items()},
            ("title",),
            "required property `title` is missing",
            "is `titel` meant to be `title`?",
        ),
        (
            {key: value for key, value in PAPER.items() if key != "venue_type"},
            ("venue_type",),
            "`venue` is there, so that the schema wants `venue_type` too",
            "",
        ),
        (["x"], (), 'the whole is `["x"]`, a list; the schema wants a mapping', ""),
    ],
)
def test_a_violation_names_the_thing_and_what_would_be_right(data: object, path, message: str, hint: str):
    schema = load_schema("paper", HERE)
    assert not certainly_valid(schema, data)
    (found,) = violations(schema, data)
    assert (found.path, found.message, found.hint) == (path, message, hint)


def test_every_violation_is_told_and_they_are_sorted():
    data = changed(year="2023", tags=["a b", "12"], status="done")
    found = violations(load_schema("paper", HERE), data)
    assert [(each.path, each.keyword) for each in found] == [
        (("status",), "enum"),
        (("tags", 0), "pattern"),
        (("tags", 1), "pattern"),
        (("year",), "type"),
    ]


def test_an_unknown_key_names_the_nearest_one():
    found = violations(load_schema("config", HERE), {"folders": {"paper": "p"}, "selct": []})
    assert [(each.path, each.message, each.hint) for each in found] == [
        (("folders", "paper"), "the schema knows no `paper` in `folders`", "did you mean `papers`?"),
        (("selct",), "the schema knows no `selct`", "did you mean `select`?"),
    ]


def test_of_several_alternatives_the_nearest_is_told(tmp_path: Path):
    document = {
        "properties": {
            "size": {
                "oneOf": [
                    {"type": "string"},
                    {"type": "object", "required": ["width"], "properties": {"width": {"type": "integer"}}},
                ]
            }
        }
    }
    schema = load_schema(vault_schema(tmp_path, document), tmp_path)
    (found,) = violations(schema, {"size": {"width": "3"}})
    assert found.path == ("size", "width")
    assert found.message.startswith('`size.width` is `"3"`, a string')
    assert violations(schema, {"size": {"width": 3}}) == ()
    assert violations(schema, {"size": "big"}) == ()


def test_names_that_are_no_strings_are_read_as_they_look():
    assert violations(load_schema("paper", HERE), changed() | {2024: "x", None: "y", True: "z"}) == ()


def test_a_keyword_without_words_of_ours_is_still_told(tmp_path: Path):
    schema = load_schema(vault_schema(tmp_path, {"properties": {"a": {"contains": {"const": 1}}}}), tmp_path)
    (found,) = violations(schema, {"a": [2]})
    assert found.keyword == "contains"
    assert found.message.startswith("`a` breaks `contains`: ")


# A vault's own schemas


def test_a_schema_in_the_vault_is_used(tmp_path: Path):
    name = vault_schema(tmp_path, {"required": ["mood"]})
    assert [each.path for each in violations(load_schema(name, tmp_path), {})] == [("mood",)]


def test_a_vaults_schema_may_build_on_a_shipped_one(tmp_path: Path):
    document = {
        "allOf": [{"$ref": "https://vaultkit.invalid/schemas/paper.schema.json"}],
        "required": ["mood"],
        "properties": {"builds_on": {"x-vaultkit": {"relation": "builds-on"}}},
        "x-vaultkit": {"sections": ["Summary"]},
    }
    schema = load_schema(vault_schema(tmp_path, document), tmp_path)
    assert certainly_valid(schema, changed(mood="fine"))
    assert [each.path for each in violations(schema, changed(year="x"))] == [("mood",), ("year",)]
    assert set(annotations(schema)) > {"related", "builds_on"}
    assert sections(schema) == ("Summary",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "`own.schema.json:1:2` is not JSON"),
        ("[]", "is not a schema"),
        ('{"type": "text"}', 'is not a JSON Schema: `type` is `"text"`'),
        ('{"required": "a"}', "is not a JSON Schema: `required` is"),
        ('{"pattern": "("}', "is not a JSON Schema: `pattern` is"),
        ('{"oneOf": 3}', "is not a JSON Schema: `oneOf` is"),
        ('{"$schema": "http://json-schema.org/draft-07/schema#"}', "not for draft 2020-12"),
        ('{"$ref": "http://example.org/x.json"}', "nothing is fetched"),
        ('{"properties": {"a": {"$ref": "file:///etc/passwd"}}}', "nothing is fetched"),
        ('{"$ref": "other.json"}', "nothing is fetched"),
        ('{"$id": "http://example.org/a/b.json", "$ref": "c.json"}', "nothing is fetched"),
        ('{"pattern": "(a+)+$"}', "has a pattern that may never end: `(a+)+$`"),
        ('{"patternProperties": {"(a|aa)+": {}}}', "has a pattern that may never end"),
        (many_patterns(MOST_PATTERNS + 1), f"more than the {MOST_PATTERNS} that are tried"),
        ("[" * 100_000, "nests too deep"),
        ('{"not": ' * 900 + "{}" + "}" * 900, "nests too deep"),
        ('{"x-vaultkit": 3}', "is no object"),
        ('{"properties": {"a": {"x-vaultkit": {"relatoin": "x"}}}}', "unknown `x-vaultkit/relatoin`"),
        ('{"properties": {"a": {"x-vaultkit": {"symmetric": 1}}}}', "must be true or false"),
        ('{"x-vaultkit": {"sections": [1]}}', "must be a list of strings"),
    ],
)
def test_a_schema_that_is_none_is_refused_with_a_reason(tmp_path: Path, text: str, said: str):
    with pytest.raises(VaultkitError) as raised:
        load_schema(vault_schema(tmp_path, text), tmp_path)
    assert said in raised.value.message
    assert "own.schema.json" in raised.value.message


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"$schema": "https://json-schema.org/draft/2020-12/schema"},
        {"$id": "http://example.org/a", "$ref": "#/$defs/b", "$defs": {"b": {"$anchor": "c"}}},
        {"$defs": {"b": {"$anchor": "c"}}, "$ref": "#c"},
        {"const": {"$ref": "http://example.org"}},
        {"properties": {"$ref": {"type": "string"}, "pattern": {"pattern": "a"}}},
        {"patternProperties": {"^x-": {"type": "string"}}},
        json.loads(many_patterns(MOST_PATTERNS)),
        {"unknown": {"of": "old"}},
    ],
)
def test_a_schema_that_is_fine_is_loaded(tmp_path: Path, document: dict[str, Any]):
    assert load_schema(vault_schema(tmp_path, document), tmp_path).document == document


def test_a_byte_order_mark_before_a_schema_is_no_problem(tmp_path: Path):
    (tmp_path / "own.json").write_bytes(b"\xef\xbb\xbf{}")
    assert load_schema("own.json", tmp_path).document == {}


@pytest.mark.parametrize(
    ("reference", "said"),
    [
        ("papr", "there is no schema `papr`"),
        ("absent.json", "there is no schema `absent.json` in the vault"),
        ("../outside.json", "outside the vault"),
        ("/etc/hostname", "outside the vault"),
        ("link.json", "outside the vault"),
        ("binary.json", "`binary.json:1` is not UTF-8"),
        ("huge.json", "is larger than"),
    ],
)
def test_a_schema_that_cannot_be_read_is_named(tmp_path: Path, reference: str, said: str):
    vault = tmp_path / "vault"
    vault.mkdir()
    (tmp_path / "outside.json").write_text("{}", encoding="utf-8")
    (vault / "link.json").symlink_to(tmp_path / "outside.json")
    (vault / "binary.json").write_bytes(b"\xff\xfe{\x00")
    (vault / "huge.json").write_bytes(b" " * 1_000_001)
    with pytest.raises(VaultkitError) as raised:
        load_schema(reference, vault)
    assert said in raised.value.message


def test_a_misspelt_shipped_name_has_the_nearest_as_a_hint():
    with pytest.raises(VaultkitError) as raised:
        load_schema("papr", HERE)
    assert raised.value.hint.startswith("did you mean `paper`?")


@pytest.mark.parametrize(
    "document",
    [
        {"$ref": "#/$defs/absent"},
        {"anyOf": [{"$ref": "#absent"}, {}]},
        {"items": {"$ref": "https://vaultkit.invalid/schemas/paper.schema.json#/$defs/absent"}},
    ],
)
def test_a_reference_that_leads_nowhere_is_refused(tmp_path: Path, document: dict[str, Any]):
    with pytest.raises(VaultkitError, match="does not exist"):
        load_schema(vault_schema(tmp_path, document), tmp_path)


@pytest.mark.parametrize(
    ("document", "data"),
    [
        ({"$ref": "#"}, {}),
        ({"properties": {"a": {"pattern": "^a"}}}, {"a": "a" * 5000}),
        ({"properties": {"a": {"format": "uri"}}}, {"a": "a" * 5000}),
        ({"properties": {"a": {"pattern": "\\S+@\\S+\\.\\S+"}}}, {"a": "@" * 100}),
        ({"required": ["b"]}, {"a" * 1000: 1}),
        ({"multipleOf": 0.5}, 10**400),
    ],
)
def test_what_cannot_be_checked_to_the_end_is_said(tmp_path: Path, document: dict[str, Any], data: object):
    schema = load_schema(vault_schema(tmp_path, document), tmp_path)
    assert [each.keyword for each in violations(schema, data)] == ["not-checked"]


# The quick yes is sound

KEYS = st.sampled_from(["a", "b", "c"])
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 3),
    st.floats(allow_nan=True, width=16),
    st.sampled_from(
        ["", "a", "b", "ab", "2023-02-28", "2023-02-30", "20230228", "https://a.b/c?d#e", "https://[", "("]
    ),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=6,
)
TYPES = st.sampled_from(["null", "boolean", "integer", "number", "string", "array", "object"])


def keywords(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    sizes, numbers = st.integers(-1, 3) | st.just(True), st.integers(-3, 3) | st.floats(-2, 2) | st.just("1")
    names = st.lists(KEYS, max_size=3) | st.just("a")
    several = st.lists(inner, max_size=2)
    return st.fixed_dictionaries(
        {},
        optional={
            "type": TYPES | st.lists(TYPES, max_size=3) | st.just("text"),
            "enum": st.lists(VALUES, max_size=3),
            "const": VALUES,
            "required": names,
            "dependentRequired": st.dictionaries(KEYS, names, max_size=2),
            "uniqueItems": st.booleans() | st.just(1),
            "pattern": st.sampled_from(["^a", "b$", "^[0-9-]+$", "(", "(a+)+"]),
            "format": st.sampled_from(["date", "uri", "regex", "email", "time", "unheard-of"]),
            "minLength": sizes,
            "maxLength": sizes,
            "minItems": sizes,
            "maxItems": sizes,
            "minimum": numbers,
            "maximum": numbers,
            "exclusiveMinimum": numbers,
            "exclusiveMaximum": numbers,
            "multipleOf": numbers,
            "properties": st.dictionaries(KEYS, inner, max_size=3),
            "patternProperties": st.dictionaries(st.sampled_from(["^a", "b", "("]), inner, max_size=1)
            | st.just([]),
            "propertyNames": inner | st.just(1),
            "dependentSchemas": st.dictionaries(KEYS, inner, max_size=1) | st.just("a"),
            "contains": inner,
            "unevaluatedItems": inner,
            "additionalProperties": inner,
            "unevaluatedProperties": inner,
            "items": inner | st.just([]),
            "prefixItems": several,
            "allOf": several,
            "anyOf": several,
            "oneOf": several,
            "not": inner,
            "if": inner,
            "then": inner,
            "else": inner,
            "$ref": st.sampled_from(["#", "#/$defs/d", "#/$defs/absent", "#d"]),
            "$defs": st.dictionaries(st.just("d"), inner, max_size=1),
            "$id": st.just("http://example.org/x"),
            "title": st.just("t") | st.just(3),
            "unheard-of": st.just({}),
            "x-anything": st.just([]),
        },
    )


SCHEMAS = st.recursive(st.booleans() | keywords(st.booleans()), keywords, max_leaves=4)


@settings(max_examples=tries(200), suppress_health_check=[HealthCheck.too_slow])
@given(SCHEMAS, st.lists(VALUES, min_size=3, max_size=8))
def test_certainly_valid_is_always_valid_and_understood_is_always_a_schema(document: Any, values: list[Any]):
    name = document.get("$id", "") if isinstance(document, dict) else ""

    def resolve(reference: str, base: str) -> tuple[Any, str]:
        if not isinstance(document, dict) or reference not in ("#", "#/$defs/d"):
            raise LookupError(reference)
        return (document if reference == "#" else document["$defs"]["d"]), base

    precheck = compile_schema(document, name, resolve)
    judge = Draft202012Validator(
        document, registry=Registry(), format_checker=Draft202012Validator.FORMAT_CHECKER
    )
    try:
        Draft202012Validator.check_schema(document)
    except SchemaError:
        assert not precheck.understood
        return
    for value in values:
        if precheck.certain(value):
            try:
                assert judge.is_valid(value)
            except (Unresolvable, RecursionError):
                assume(False)  # such a schema is refused when it is loaded, or has no verdict


@given(
    st.dictionaries(
        st.sampled_from(
            sorted(
                shipped_documents()[  # every property of a paper, with odd values
                    "https://vaultkit.invalid/schemas/paper.schema.json"
                ]["properties"]
            )
        ),
        VALUES,
    )
)
def test_whatever_a_note_holds_its_violations_are_told_in_one_line_each(data):
    schema = load_schema("paper", HERE)
    told = violations(schema, data)
    assert not (certainly_valid(schema, data) and told)
    assert all(each.message and each.message.splitlines() == [each.message] for each in told)


def test_every_keyword_of_the_judge_is_quick_or_known_to_be_slow():
    slow = {*FORMS, "$dynamicRef", "maxProperties", "minProperties", "multipleOf"}
    quick = {*ASSERTIONS, *APPLICATORS} - {"then", "else"}  # for the judge they are parts of `if`
    assert not quick & slow
    assert set(Draft202012Validator.VALIDATORS) == quick | slow


@pytest.mark.parametrize(
    ("data", "certain"),
    [
        ({}, True),
        ({"kind": "talk"}, True),
        ({"kind": "book", "isbn": "1"}, True),
        ({"kind": "book"}, False),
        ({"kind": 3, "isbn": "1"}, True),
        ([], False),
    ],
)
def test_a_condition_on_a_word_is_decided_quickly(tmp_path: Path, data: object, certain: bool):
    condition = {"properties": {"kind": {"const": "book"}}, "required": ["kind"]}
    document = {
        "type": "object",
        "if": condition,
        "then": {"required": ["isbn"]},
        "unevaluatedProperties": True,
    }
    schema = load_schema(vault_schema(tmp_path, document), tmp_path)
    assert schema.precheck.understood
    assert certainly_valid(schema, data) is certain
    assert (violations(schema, data) == ()) is certain


def test_a_schema_with_a_slow_keyword_is_judged_not_waved_through(tmp_path: Path):
    schema = load_schema(vault_schema(tmp_path, {"not": {"required": ["a"]}}), tmp_path)
    assert not certainly_valid(schema, {})
    assert violations(schema, {}) == ()
    assert [each.keyword for each in violations(schema, {"a": 1})] == ["not"]


def test_a_valid_note_is_checked_without_loading_jsonschema():
    script = (
        "import sys\nfrom pathlib import Path\nfrom vaultkit.vault.schema import *\n"
        f"assert violations(load_schema('paper', Path()), {PAPER!r}) == ()\n"
        "assert 'jsonschema' not in sys.modules and 'referencing' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], cwd=CHECKOUT, check=True)


LAUGHS = {f"d{n}": {"allOf": [{"$ref": f"#/$defs/d{n + 1}"}] * 2} for n in range(40)} | {"d40": {}}


def test_references_that_double_the_work_at_each_turn_are_not_followed_to_the_end(tmp_path: Path):
    schema = load_schema(vault_schema(tmp_path, {"$ref": "#/$defs/d0", "$defs": LAUGHS}), tmp_path)
    assert not certainly_valid(schema, {"title": "x"})
    assert [(found.keyword, found.message) for found in violations(schema, {"title": "x"})] == [
        ("not-checked", "the values and the schema together are too much to be checked")
    ]


def test_each_note_is_judged_with_new_patience(tmp_path: Path):
    schema = load_schema(
        vault_schema(
            tmp_path, {"properties": {"a": {"items": {"oneOf": [{"type": "string"}, {"const": 1}]}}}}
        ),
        tmp_path,
    )
    assert [violations(schema, {"a": ["x"] * 2000}) for _ in range(4)] == [()] * 4
    assert [found.path for found in violations(schema, {"a": ["x", 2]})] == [("a", 1)]


def test_numbers_and_words_of_an_enum_are_found_by_type_and_value(tmp_path: Path):
    schema = load_schema(
        vault_schema(tmp_path, {"properties": {"a": {"enum": ["x", 1, None, True, 2.5]}}}), tmp_path
    )
    allowed = ["x", 1, None, True]
    assert [
        each for each in (*allowed, "y", 2, False, "1") if certainly_valid(schema, {"a": each})
    ] == allowed
    assert violations(schema, {"a": 2.5}) == ()
