"""What import last wrote into each note, kept in the vault so that it travels with git.

One small JSON file a note, under ``.vaultkit/import``: no words, only short hashes of units, for each
digest by itself. It is data from the vault and so it is not trusted: what is broken, or does not match
its own hash, counts as absent; and without it a merge only adds. What a digest put into a note is proven
only when it is sealed with the key of this machine's user; what is not proven replaces and removes nothing.
"""

import json
import stat
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import sha256
from hmac import compare_digest
from hmac import new as new_mac
from pathlib import Path
from re import compile as pattern
from typing import Any

from vaultkit.digest.identity import Key
from vaultkit.errors import VaultkitError
from vaultkit.vault.read import UnreadableError, read_file
from vaultkit.vault.scan import File

FOLDER = ".vaultkit/import"
_FORM = 1
_SIZE = 16
_LINK = pattern(r"\[\[(?:[^\[\]|]*/)?(?P<name>[^\[\]|/]+?)(?:\.md)?(?:\|[^\[\]]*)?\]\]")
_as_json = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode
_as_ascii = json.JSONEncoder(sort_keys=True).encode
_LARGEST = 4 * 1024 * 1024
_UNREAD = "nothing was written, as what to write depends on what import wrote before"
_SETTLE = (
    "keep one side of it and of the notes (`git status` names them), then import again: nothing was written"
)


@lru_cache(maxsize=16384)
def mark(text: str) -> str:
    """The short hash by which a unit or value is known; however a link is written, it counts as the same."""
    if "[[" in text:
        text = _LINK.sub(lambda link: f"[[{link['name'].strip().casefold()}]]", text)
    return sha256(text.encode(errors="surrogatepass")).hexdigest()[:_SIZE]


def mark_value(value: Any) -> str:
    """The mark of one property value."""
    return mark(_as_json(value))


def digest_of(data: bytes) -> str:
    """The whole hash of a note's bytes."""
    return sha256(data).hexdigest()


@dataclass(frozen=True, slots=True)
class Part:
    """What one digest put into a note: marks of its units in order, and of its properties' values.

    A list property has one mark for each item. ``proven`` is whether we know it from our own hand; else
    ``seal`` is what stood there instead of ours.
    """

    units: tuple[str, ...] = ()
    properties: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    proven: bool = field(default=True, compare=False)
    seal: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Base:
    """The base of one note: where it was last seen, what identifies its paper, what each digest put in.

    ``before`` and ``after`` are hashes of the note around the last merge, and ``added`` is what that
    merge brought (marks of units, and ``property=mark``), so that a base whose note was never written
    (a crash between the two) is seen as such.
    """

    path: str
    keys: tuple[Key, ...] = ()
    parts: Mapping[str, Part] = field(default_factory=dict)
    before: str = ""
    after: str = ""
    added: tuple[str, ...] = ()
    file: str = ""

    @property
    def is_proven(self) -> bool:
        """Whether any of it is known from our own hand."""
        return any(part.proven for part in self.parts.values())


def write_base(base: Base, key: bytes = b"") -> bytes:
    """The bytes of the file that holds ``base``, its proven parts sealed with ``key``."""
    body = {
        "path": base.path,
        "keys": [list(key) for key in base.keys],
        "parts": {
            name: {
                "properties": {key: list(marks) for key, marks in part.properties.items()},
                "units": list(part.units),
                "seal": _sealed(base.path, name, part, key) if part.proven else part.seal,
            }
            for name, part in sorted(base.parts.items())
        },
        "before": base.before,
        "after": base.after,
        "added": list(base.added),
    }
    shown = json.dumps(body, ensure_ascii=False)
    return f'{{"form": {_FORM}, "sha256": "{_seal(body)}",\n"base": {shown}}}\n'.encode(
        errors="surrogatepass"
    )


def read_base(data: bytes, file: str = "", key: bytes = b"") -> Base | None:
    """The base in ``data``, or None when it is none; its parts are proven when ``key`` sealed them."""
    try:
        whole = json.loads(data)
        body = whole["base"]
        if whole["form"] != _FORM or whole["sha256"] != _seal(body):
            return None
        return Base(
            path=_text(body["path"]),
            keys=tuple(Key((_text(kind), _text(value))) for kind, value in body["keys"]),
            parts={
                _text(name): _part(_text(body["path"]), name, part, key)
                for name, part in body["parts"].items()
            },
            before=_text(body["before"]),
            after=_text(body["after"]),
            added=_texts(body["added"]),
            file=file,
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _part(path: str, name: str, part: Any, key: bytes) -> Part:
    read = Part(
        _texts(part["units"]),
        {_text(name): _texts(marks) for name, marks in part["properties"].items()},
        seal=_text(part.get("seal", "")),
    )
    return replace(read, proven=compare_digest(read.seal.encode(), _sealed(path, name, read, key).encode()))


def _sealed(path: str, digest: str, part: Part, key: bytes) -> str:
    said = [path, digest, list(part.units), {name: list(marks) for name, marks in part.properties.items()}]
    words = _as_ascii(said).encode()
    return new_mac(key or b"vaultkit", words, "sha256").hexdigest()


@dataclass(frozen=True, slots=True)
class Bases:
    """All bases of a vault; ``data`` maps each file to its bytes, ``broken`` are those that do not count.

    ``key`` is what proves them; see ``vaultkit.writing.seal``.
    """

    data: Mapping[str, bytes] = field(default_factory=dict)
    by_path: Mapping[str, Base] = field(default_factory=dict)
    by_key: Mapping[Key, Base] = field(default_factory=dict)
    broken: tuple[str, ...] = ()
    key: bytes = b""

    @classmethod
    def of(cls, data: Mapping[str, bytes], key: bytes = b"") -> "Bases":
        """The bases in ``data``; of two for one note neither counts."""
        read = {file: read_base(content, file, key) for file, content in sorted(data.items())}
        found = [base for base in read.values() if base]
        times = Counter(base.path for base in found)
        single = [base for base in found if times[base.path] == 1]
        counted = {base.file for base in single}
        keys: dict[Key, list[Base]] = {}
        for base in single:
            for name in base.keys:
                keys.setdefault(name, []).append(base)
        return cls(
            data,
            {base.path: base for base in single},
            {name: bases[0] for name, bases in keys.items() if len(bases) == 1},
            tuple(file for file in sorted(data) if file not in counted),
            key,
        )


def load_bases(root: Path, key: bytes) -> Bases:
    """The bases in the vault at ``root``; what is no such file counts as broken.

    Raises ``VaultkitError`` when the system does not let one be read, or git left a conflict in it: taken for
    absent, it would be written anew beside the old one, and what was deleted would come back.
    """
    folder = root / FOLDER
    try:
        if folder.is_symlink() or (root / ".vaultkit").is_symlink() or not folder.is_dir():
            return Bases(key=key)
        found = {path.relative_to(root).as_posix(): _read(root, path) for path in _files(folder)}
        return Bases.of(found, key)
    except OSError as error:
        raise VaultkitError(
            f"`{error.filename or folder}` cannot be read: {(error.strerror or str(error)).lower()}", _UNREAD
        ) from error


def _files(folder: Path) -> list[Path]:
    """Every JSON file below ``folder``, sorted, through no link; raises ``OSError``."""
    found: list[Path] = []
    waiting = [folder]
    while waiting:
        for path in waiting.pop().iterdir():
            mode = path.lstat().st_mode
            if stat.S_ISDIR(mode):
                waiting.append(path)
            elif path.suffix == ".json" and not stat.S_ISLNK(mode):
                found.append(path)
    return sorted(found)


def _read(root: Path, path: Path) -> bytes:
    name, size = path.relative_to(root).as_posix(), path.lstat().st_size
    if size > _LARGEST:
        return b""
    try:
        data = read_file(root, File(name, size, 0, True, name))
    except UnreadableError as problem:
        if "cannot be" in problem.reason:
            raise VaultkitError(f"`{name}`: {problem.reason}", _UNREAD) from problem
        return b""
    if b"\n<<<<<<< " in b"\n" + data:
        raise VaultkitError(f"git left a conflict in `{name}`", _SETTLE)
    return data


def base_file(path: str, taken: Collection[str]) -> str:
    """A place for the base of the note at ``path`` that is not ``taken`` (names, case folded)."""
    number, name = 1, f"{FOLDER}/{path.removesuffix('.md')}.json"
    while name.casefold() in taken:
        number += 1
        name = f"{FOLDER}/{path.removesuffix('.md')} {number}.json"
    return name


def _seal(body: Any) -> str:
    return sha256(_as_ascii(body).encode()).hexdigest()


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("a base holds text")
    return value


def _texts(values: Any) -> tuple[str, ...]:
    if not isinstance(values, list):
        raise TypeError("a base holds lists")
    return tuple(_text(value) for value in values)
