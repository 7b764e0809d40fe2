"""The body of a paper's note by a template of the reader: Jinja in its sandbox, a file in the vault.

The one door to Jinja. A template decides what stands around the digest's lines, never whether they
stand there: ``{{ quote }}`` and ``{{ body }}`` must come out whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vaultkit.digest.template_limits import EndlessError, limited, too_large
from vaultkit.errors import VaultkitError
from vaultkit.vault.read import UnreadableError, read_file
from vaultkit.vault.scan import File

NAMES = (
    "title", "name", "authors", "orgs", "year", "venue", "arxiv", "doi", "source", "related", "mentions",
    "quote", "body",
)  # fmt: skip
"""What a template may use; a list or text that is not known is empty."""


@dataclass(frozen=True, slots=True)
class Template:
    """A template that was read and understood; ``name`` is its file's."""

    name: str
    compiled: Any

    def body(self, properties: Mapping[str, Any], quote: str, body: str, name: str) -> str:
        """The body of one note; raises ``VaultkitError`` when it fails or leaves out the digest's lines."""
        from jinja2 import TemplateError

        values = {key: properties.get(key, "") for key in NAMES} | {
            "quote": quote,
            "body": body,
            "name": name,
        }
        try:
            with limited():
                made = str(self.compiled.render(values))
        except (
            TemplateError, EndlessError, ArithmeticError, TypeError, ValueError, MemoryError, RecursionError,
        ) as error:  # fmt: skip
            why = str(error) or "it asks for too much"
            raise VaultkitError(
                f"the template `{self.name}` fails: {why}", "mend it, or import without it"
            ) from error
        if quote not in made or body not in made:
            raise VaultkitError(
                f"the template `{self.name}` leaves out lines of the digest",
                "let it print {{ quote }} and {{ body }} as they are",
            )
        return made.strip("\n")


def load_template(root: Path, path: Path) -> Template:
    """The template at ``path``, which must lie in the vault at ``root``; raises ``VaultkitError``."""
    from jinja2 import StrictUndefined, TemplateSyntaxError
    from jinja2.exceptions import SecurityError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Careful(ImmutableSandboxedEnvironment):
        intercepted_binops = frozenset({"*", "**"})

        def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
            if too_large(operator, left, right):
                raise SecurityError(f"`{operator}` makes too much of it")
            return super().call_binop(context, operator, left, right)

    place = path if path.is_absolute() else root / path
    if not place.resolve().is_relative_to(root.resolve()):
        raise VaultkitError(f"the template `{path}` lies outside the vault", "put it into the vault")
    name = place.resolve().relative_to(root.resolve()).as_posix()
    try:
        data = read_file(root.resolve(), File(name, 0, 0, True, name))
        environment = Careful(undefined=StrictUndefined, keep_trailing_newline=True, optimized=False)
        environment.globals.pop("lipsum")
        with limited():  # what is constant is made here
            return Template(name, environment.from_string(data.decode()))
    except UnreadableError as error:
        raise VaultkitError(f"the template `{path}` is not read: {error.reason}", "check its name") from error
    except UnicodeDecodeError as error:
        raise VaultkitError(f"the template `{path}` is not UTF-8", "save it as UTF-8") from error
    except (EndlessError, MemoryError, RecursionError) as error:
        raise VaultkitError(
            f"the template `{name}` asks for too much", "mend it, or import without it"
        ) from error
    except TemplateSyntaxError as error:
        raise VaultkitError(f"the template `{name}:{error.lineno}` is not valid: {error.message}") from error
