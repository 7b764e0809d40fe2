"""The targets, their seeds, and breeding without coverage: seeds cut, spliced and mixed with vocabulary."""

import random
import time
from collections.abc import Callable, Iterator
from hashlib import sha1
from pathlib import Path
from types import ModuleType

from vaultkit import registry

SHELF = "tests.fuzz.targets"
CORPUS = Path(__file__).parent / "corpus"


def targets() -> tuple[str, ...]:
    """The names of all targets."""
    return registry.names(SHELF)


def load(target: str) -> ModuleType:
    """The module of a target, with ``check`` and ``TOKENS``."""
    return registry.load(SHELF, target)


def seeds(target: str) -> list[bytes]:
    """The corpus of a target, in the order of names; what once broke a law is in it."""
    return [path.read_bytes() for path in sorted((CORPUS / target).iterdir())]


def bred(target: str, seed: int) -> Iterator[bytes]:
    """Inputs for ever, the same for the same ``seed``."""
    chance, stock = random.Random(seed), seeds(target)
    tokens = [token.encode() for token in load(target).TOKENS]
    while True:
        data = bytearray(chance.choice(stock))
        for _ in range(chance.randrange(1, 8)):
            at = chance.randrange(len(data) + 1)
            to = min(len(data), at + chance.randrange(12))
            match chance.randrange(5):
                case 0:
                    data[at:to] = b""
                case 1:
                    data[at:at] = chance.choice(tokens) * chance.choice((1, 1, 1, 2, 30))
                case 2:
                    data[at:to] = chance.randbytes(chance.randrange(4))
                case 3:
                    other = chance.choice(stock)
                    data[at:] = other[chance.randrange(len(other) + 1) :]
                case _:
                    data[at:at] = data[at:to]
        yield bytes(data)


def blindly(target: str, seconds: float, work: Path) -> tuple[int, list[Path]]:
    """Try bred inputs for ``seconds``; how many, and the files of those that broke a law."""
    check, until, tried = load(target).check, time.monotonic() + seconds, 0
    broken: list[Path] = []
    for data in bred(target, time.time_ns()):
        if time.monotonic() > until or len(broken) == 5:
            break
        tried += 1
        if breaks(check, data):
            path = work / f"broken-{sha1(data).hexdigest()}"
            path.write_bytes(data)
            broken.append(path)
    return tried, broken


def breaks(check: Callable[[bytes], None], data: bytes) -> bool:
    """Whether ``check`` raises for ``data``, whatever it raises."""
    finished = False
    with _Quiet():
        check(data)
        finished = True
    return not finished


class _Quiet:
    """Lets every error but an interrupt pass: that there was one is the finding."""

    def __enter__(self) -> None: ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> bool:
        return kind is not None and issubclass(kind, Exception)
