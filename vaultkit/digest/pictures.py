"""Pictures that a digest names: in the vault already, in the folder of ``--images``, or not at hand.

Reads that one folder, and only regular files with a picture's ending; writes nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from vaultkit.errors import VaultkitError
from vaultkit.vault.settings import Settings

ENDINGS = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".svg", ".bmp", ".avif")
LARGEST = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Gallery:
    """The pictures of a folder, by their names without ending, capitals aside."""

    files: Mapping[str, Path] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Path) -> "Gallery":
        """The pictures in ``folder`` and below; raises ``VaultkitError`` when it is no folder."""
        if not folder.is_dir():
            raise VaultkitError(f"`{folder}` is not a folder", "give the folder with the digest's pictures")
        found: dict[str, Path] = {}
        for path in sorted(folder.rglob("*"), key=_rank):
            if path.suffix.lower() in ENDINGS and path.is_file() and not path.is_symlink():
                found.setdefault(picture_key(path.name), path)
        return cls(found)

    def find(self, name: str) -> Path | None:
        """The file of the picture that a digest calls ``name``, or None."""
        return self.files.get(picture_key(name))


def read_picture(path: Path) -> bytes:
    """The bytes of a picture; raises ``VaultkitError`` when it cannot be read or is no picture's size."""
    try:
        if path.stat().st_size > LARGEST:
            raise VaultkitError(
                f"`{path}` is larger than {LARGEST // 1024**2} MB", "make the picture smaller"
            )
        return path.read_bytes()
    except OSError as error:
        raise VaultkitError(f"`{path}` cannot be read: {(error.strerror or str(error)).lower()}") from error


def in_vault(paths: Iterable[str]) -> dict[str, str]:
    """The pictures among a vault's ``paths``, by the key that ``lookup`` uses."""
    found: dict[str, str] = {}
    for path in sorted(paths, key=lambda path: (len(path), path)):
        name = path.rpartition("/")[2]
        if name.lower().endswith(ENDINGS):
            found.setdefault(picture_key(name), path)
    return found


def lookup(name: str, found: Mapping[str, str]) -> str | None:
    """The path of the picture that a digest calls ``name``, or None."""
    return found.get(picture_key(name))


def picture_key(name: str) -> str:
    """The name of a picture for comparing: without its ending, capitals aside."""
    name = name.strip().lower()
    ending = next((ending for ending in ENDINGS if name.endswith(ending)), "")
    return name.removesuffix(ending)


def attachment_folder(settings: Settings, note: str) -> str | None:
    """Where the app puts a picture that is pasted into ``note``; None when its settings do not say.

    The setting is ``/`` for the vault, a folder's name, ``./`` for the note's folder, or ``./name`` in that.
    A folder that is hidden or outside the vault counts as not said.
    """
    said = settings.attachment_folder.replace("\\", "/")
    if not settings.says_attachments:
        return None
    home = note.rpartition("/")[0] if said == "." or said.startswith("./") else ""
    steps = [step for step in (*home.split("/"), *said.split("/")) if step not in ("", ".")]
    return None if any(step.startswith(".") for step in steps) else "/".join(steps)


def _rank(path: Path) -> tuple[int, Path]:
    ending = path.suffix.lower()
    return ENDINGS.index(ending) if ending in ENDINGS else len(ENDINGS), path
