"""The engine: asks every rule about every file, and gives each finding its name, place and weight.

It reads through the vault and writes nothing. A file that could not be read is no silence: the rule
``not-checked`` says so.
"""

from collections.abc import Callable, Iterable, Iterator

from vaultkit.lint.context import Context, Extracts, Run, extracts_of
from vaultkit.lint.finding import Diagnostic, Finding
from vaultkit.lint.policy import Active, Policy
from vaultkit.lint.report import Report, checked, in_order
from vaultkit.lint.rule import On
from vaultkit.lint.suppressions import ALL, silence
from vaultkit.lint.traits import Trait, traits_of
from vaultkit.source.canvas import Canvas
from vaultkit.source.spans import enclosed
from vaultkit.source.text import Position, Text
from vaultkit.vault.note import Note
from vaultkit.vault.vault import Vault

START = Position(1, 1)
_new = tuple.__new__  # what a named tuple's own constructor comes to, at half its price


def run(
    vault: Vault,
    policy: Policy,
    *,
    only: Callable[[str], bool] = lambda path: True,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Report:
    """Lint the files of ``vault`` for which ``only(path)`` is true, against the whole of it.

    Files that the app's settings or the configuration exclude are not checked, silently.
    ``progress(done, total)`` is called before each file.
    """
    engine = Engine(vault, policy)
    chosen = [path for path in vault.files if only(path) and not engine.excludes(path)]
    diagnostics: list[Diagnostic] = []
    for done, path in enumerate(chosen):
        progress(done, len(chosen))
        diagnostics += engine.file(path)
    diagnostics += (found for found in engine.whole() if only(found.path))
    return Report(vault, in_order(diagnostics), checked(vault, chosen))


class Engine:
    """One run: the contexts of its rules, one for each way in which a rule runs."""

    def __init__(self, vault: Vault, policy: Policy, extracts: Extracts | None = None) -> None:
        self.vault = vault
        self.policy = policy
        self.run = Run(vault, policy.config, extracts or extracts_of(vault))
        self._by_kind: dict[tuple[int, On], list[tuple[Active, Context]]] = {}
        self._by_traits: dict[tuple[int, frozenset[Trait]], list[tuple[Active, Context]]] = {}
        self._reader = Context(self.run, {})

    def excludes(self, path: str) -> bool:
        """Whether the app's settings or the configuration leave the file unchecked."""
        return self.vault.settings.excludes(path) or self.policy.config.excludes(path)

    def file(self, path: str) -> list[Diagnostic]:
        """What all rules for single files say of the one at ``path``."""
        self.run.current = path
        self.run.learnt.clear()
        found = list(self.about("file", path, self.vault.files[path]))
        holder = self.vault.note(path) or self.vault.canvas(path)
        if holder is None:
            return found
        for active, context in self._waiting(holder):
            found += [
                _diagnostic(active, path, holder.text if said.span.end else None, said)
                for said in active.rule.check(holder, context)
            ]
        found = self._without_echoes(found) if len(found) > 1 else found
        return self._silenced(holder, found) if isinstance(holder, Note) else found

    def whole(self) -> list[Diagnostic]:
        """What the rules for the whole vault say, but for excluded files."""
        self.run.current = ""
        self.run.learnt.clear()
        said = [found for found in self.about_vault() if not self.excludes(found.path)]
        return [found for found in said if not self._is_silenced(found)]

    def about(self, kind: On, path: str, subject: object) -> Iterator[Diagnostic]:
        """What the rules for ``kind`` say of ``subject``."""
        for active, context in self._rules(kind, path):
            for finding in active.rule.check(subject, context):
                yield _diagnostic(active, path, self._text(path, finding), finding)

    def about_vault(self) -> Iterator[Diagnostic]:
        """What the rules for the whole vault say; each finding counts where it lies."""
        for active, context in self._rules("vault", ""):
            found: Iterable[tuple[str, Finding]] = active.rule.check(context.vault, context)
            for path, finding in found:
                here = next((a for a in self.policy.at(path) if a.rule is active.rule), None)
                if here is not None:
                    yield _diagnostic(here, path, self._text(path, finding), finding)

    def _without_echoes(self, found: list[Diagnostic]) -> list[Diagnostic]:
        """``found`` but for what a rule says inside a finding of a rule that it yields to."""

        rules = self.policy.rules
        named = {one.rule for one in found}
        yielding = {name: better for name in named if (better := rules[name].yields_to & named)}
        if not yielding:
            return found
        echoes = {
            name: enclosed(one.span for one in found if one.rule in better)
            for name, better in yielding.items()
        }
        return [one for one in found if one.rule not in echoes or not echoes[one.rule](one.span)]

    def _silenced(self, note: Note, found: list[Diagnostic]) -> list[Diagnostic]:
        silenced = silence(note, found)
        if not silenced.unused:
            return silenced.kept
        active = {active.rule.name: active.rule for active in self.policy.at(note.path)}
        all_run = all(name in active for name, rule in self.policy.rules.items() if rule.default)
        for suppression in silenced.unused:
            rule = active.get(suppression.name)
            # Whether it is of use shows only when all that it may silence has run, here.
            known = suppression.name in (*self.policy.rules, ALL)
            if (rule and rule.on != ("vault",)) or (suppression.name == ALL and all_run) or not known:
                silenced.kept.extend(self.about("suppression", note.path, suppression))
        return silenced.kept

    def _is_silenced(self, found: Diagnostic) -> bool:
        note = self.vault.note(found.path)
        return note is not None and not silence(note, [found]).kept

    def _rules(self, kind: On, path: str) -> list[tuple[Active, Context]]:
        actives = self.policy.at(path)
        key = id(actives), kind
        if key not in self._by_kind:
            self._by_kind[key] = [
                (active, Context(self.run, active.options, tables=active.rule.tables))
                for active in sorted(actives, key=_asks_no_table)
                if kind in active.rule.on
            ]
        return self._by_kind[key]

    def _waiting(self, holder: Note | Canvas) -> list[tuple[Active, Context]]:
        """The rules for a note or canvas, but for those that wait for what it does not have."""
        path = holder.path
        kind: On = "note" if isinstance(holder, Note) else "canvas"
        rules = self._rules(kind, path)
        traits = traits_of(holder, self._reader.links(path))
        key = id(rules), traits
        if key not in self._by_traits:
            self._by_traits[key] = [each for each in rules if each[0].rule.when in (None, *traits)]
        return self._by_traits[key]

    def _text(self, path: str, finding: Finding) -> Text | None:
        return self.vault.text(path) if finding.span.end else None


def _asks_no_table(active: Active) -> bool:
    """So that a verdict which comes too early ends early."""
    return not active.rule.tables


def _diagnostic(active: Active, path: str, text: Text | None, finding: Finding) -> Diagnostic:
    span, message, help_, fix, related = finding
    start, end = text.positions(span) if text else (START, START)
    name, severity = active.rule.name, active.severity
    return _new(Diagnostic, (path, span, start, end, name, severity, message, help_, fix, related))
