"""What the tests of import share: digests from text, and a vault of bytes that changes are made in."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from vaultkit.digest.base import Bases
from vaultkit.digest.gather import Incoming
from vaultkit.digest.plan import Options, plan_import
from vaultkit.digest.read import read_digest
from vaultkit.digest.report import Plan
from vaultkit.vault.vault import Vault

DATA = Path(__file__).parent / "data"
World = dict[str, bytes]


def incoming(data: str | bytes, file: str = "digest.txt", reader: str | None = None) -> Incoming:
    """The digest in ``data``."""
    raw = data.encode() if isinstance(data, str) else data
    return Incoming(read_digest(raw, file, reader), file, sha256(raw).hexdigest())


def ours(name: str) -> Incoming:
    """One of the digests in ``tests/digest/data``."""
    return incoming((DATA / name).read_bytes(), name)


def plan(world: Mapping[str, bytes], digests: Sequence[Incoming], options: Options | None = None) -> Plan:
    """The plan of importing ``digests`` into the vault ``world``, hidden files included."""
    seen = {path: data for path, data in world.items() if not path.startswith(".")}
    bases = {path: data for path, data in world.items() if path.startswith(".vaultkit/import/")}
    return plan_import(Vault.of(seen), digests, options, Bases.of(bases))


def applied(world: Mapping[str, bytes], made: Plan) -> World:
    """``world`` after all changes of a plan; each must fit what is there."""
    after = dict(world)
    for change in made.changes:
        assert after.get(change.path) == change.before
        assert change.after is not None
        after[change.path] = change.after
    return after


def imported(world: Mapping[str, bytes], *digests: Incoming, options: Options | None = None) -> World:
    """``world`` after importing ``digests``."""
    return applied(world, plan(world, digests, options))


def vault_of(world: Mapping[str, bytes]) -> Vault:
    """The vault that ``world`` shows."""
    return Vault.of({path: data for path, data in world.items() if not path.startswith(".")})


def text(world: Mapping[str, bytes], path: str) -> str:
    """The note at ``path``."""
    return world[path].decode()
