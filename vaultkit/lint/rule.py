"""The form of a rule: one file on the shelf ``vaultkit.lint.rules``, which holds all there is to it.

The file's name is the rule's (``broken_link.py`` is ``broken-link``), its docstring the documentation
and, by the examples in it, the first tests (``documentation.py``), its generator ``check`` the rule::

    @rule(severity=Severity.ERROR, when="link without a file")
    def check(note: Note, context: Context) -> Iterator[Finding]:
        ...

This module knows no rule and no note.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from types import MappingProxyType, ModuleType
from typing import Any, Final, Literal

from vaultkit.errors import VaultkitError
from vaultkit.lint.context import Table
from vaultkit.lint.documentation import Documentation, read_documentation
from vaultkit.lint.finding import Severity
from vaultkit.lint.traits import Trait
from vaultkit.registry import load, modules, names, near_name

SHELF = "vaultkit.lint.rules"

On = Literal["note", "canvas", "file", "vault", "suppression"]
"""What a rule is called with: each ``Note``, each ``Canvas``, each listed ``File``, once the ``Vault``, or
each ``Suppression`` that silenced nothing."""
Touch = Literal["links", "properties", "tags", "code", "headings"]
"""What a fix changes besides plain text; ``proof.py`` holds it to that."""
Check = Callable[..., Iterable[Any]]
_NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A rule, as its file declares it; see ``rule`` for the fields."""

    name: str
    check: Check
    severity: Severity
    module: str
    default: bool = True
    on: tuple[On, ...] = ("note",)
    options: Mapping[str, Any] = field(default_factory=dict)
    always: bool = False
    except_in: Mapping[str, str] = field(default_factory=dict)
    touches: frozenset[Touch] = frozenset()
    yields_to: frozenset[str] = frozenset()
    when: Trait | None = None
    tables: frozenset[str] = frozenset()

    @property
    def documentation(self) -> Documentation:
        """The docstring of the rule's file, in its sections."""
        import sys

        module = sys.modules[self.module]
        return read_documentation(module.__doc__ or _docstring_in_source(module))

    @property
    def fixable(self) -> bool:
        """Whether the rule knows how to mend what it finds: its documentation shows it."""
        return any(example.kind == "fixed" for example in self.documentation.examples)


def _docstring_in_source(module: ModuleType) -> str:
    """The docstring of ``module``, where Python was told to drop them all (``-OO``)."""
    import ast
    import inspect

    return ast.get_docstring(ast.parse(inspect.getsource(module))) or ""


def rule(
    *,
    severity: Severity,
    default: bool = True,
    on: On | tuple[On, ...] = "note",
    options: Mapping[str, Any] = _NOTHING,
    always: bool = False,
    except_in: Mapping[str, str] = _NOTHING,
    touches: Iterable[Touch] = (),
    yields_to: Iterable[str] = (),
    when: Trait | None = None,
    tables: Iterable[Table[Any, Any]] = (),
) -> Callable[[Check], Rule]:
    """Make a rule of a generator ``check(note, context)`` that yields a ``Finding`` for each bad place.

    ``default``: whether it runs unasked. ``options``: their names and defaults, read from
    ``context.options``. ``always``: it runs whatever was selected, as silence would be a lie; only
    ``ignore`` stops it. ``except_in``: surroundings in which its bad examples are no longer bad, each
    with the reason (``tests/lint/test_examples.py`` has their names). ``touches``: what its fix changes
    besides plain text, where it edits and nowhere else; a fix that changes more is dropped.
    ``yields_to``: rules that know better, so that one defect is one finding: what lies inside a finding
    of theirs in the same file is not said. ``when``: what a note or canvas must have for the rule to be
    asked at all (``traits.py``). ``tables``: those that it may ask for by ``context.table``. On
    ``"vault"`` the generator takes ``(vault, context)`` and yields ``(path, finding)``.
    """

    def decorate(check: Check) -> Rule:
        name = check.__module__.rpartition(".")[2].rstrip("_").replace("_", "-")
        kinds: tuple[On, ...] = on if isinstance(on, tuple) else (on,)
        return Rule(
            name,
            check,
            severity,
            check.__module__,
            default,
            kinds,
            MappingProxyType(dict(options)),
            always,
            MappingProxyType(dict(except_in)),
            frozenset(touches),
            frozenset(yields_to),
            when,
            frozenset(table.name for table in tables),
        )

    return decorate


def load_rules() -> dict[str, Rule]:
    """Every rule on the shelf by its name, sorted. Raises ``VaultkitError`` for a file that holds none."""
    return {name: _rule_in(import_module(module)) for name, module in modules(SHELF).items()}


def load_rule(name: str) -> Rule:
    """The rule ``name``; raises ``VaultkitError`` with the nearest name when there is none."""
    known = names(SHELF)
    if name not in known:
        raise VaultkitError(f"there is no rule `{name}`", near_rule(name, known))
    return _rule_in(load(SHELF, name))


def near_rule(name: str, known: Iterable[str]) -> str:
    """What to try for a rule that is not there: the nearest name, or where all of them are listed."""
    return near_name(name, known) or "`vaultkit rule` lists them"


def _rule_in(module: ModuleType) -> Rule:
    found = getattr(module, "check", None)
    if not isinstance(found, Rule):
        raise VaultkitError(f"`{module.__name__}` holds no rule", "decorate its function `check` with @rule")
    return found
