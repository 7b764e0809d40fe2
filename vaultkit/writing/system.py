"""What the operating system can do beyond Python's own words: exchange two names, rename without replacing.

Linux has ``renameat2``, macOS ``renameatx_np`` with the same arguments. Where neither is there, the
functions say so and their caller takes a lesser way.
"""

import ctypes
import errno
import os
import sys
from collections.abc import Callable
from functools import cache

HAS_HANDLES = os.open in os.supports_dir_fd and hasattr(os, "O_DIRECTORY")
"""Whether a folder can be held open and names be looked up in it, whatever its path leads to by then."""

_START_WRITING = 2
_NO_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP}
_NOT_SUPPORTED = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}
if sys.platform == "darwin":
    _FUNCTION, _NO_REPLACE, _EXCHANGE = "renameatx_np", 4, 2
else:
    _FUNCTION, _NO_REPLACE, _EXCHANGE = "renameat2", 1, 2


def exchange(folder: int | None, name: str, other_folder: int | None, other: str) -> bool:
    """Let two names trade their files in one step; False when the system cannot. Raises ``OSError``."""
    return _rename_with(_EXCHANGE, folder, name, other_folder, other)


def rename_new(folder: int | None, name: str, new: str) -> bool:
    """Rename within a folder unless ``new`` exists (``FileExistsError``); False when the system cannot."""
    return _rename_with(_NO_REPLACE, folder, name, folder, new)


def sync_folder(handle: int | None) -> None:
    """Make the names in a folder durable; nothing where folders cannot be synced."""
    if handle is None:
        return
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise


def start_writing(descriptor: int) -> None:
    """Let the disk begin with a file's bytes, where the system can: a hint, and no promise without a sync."""
    if sys.platform == "linux" and (call := _writer()) is not None:
        call(descriptor, 0, 0, _START_WRITING)


def reason(error: OSError) -> str:
    """What the system says, as a lower-case clause."""
    return (error.strerror or str(error)).lower()


def _rename_with(flag: int, folder: int | None, name: str, other_folder: int | None, other: str) -> bool:
    call = _call()
    if call is None or folder is None or other_folder is None:
        return False
    if call(folder, os.fsencode(name), other_folder, os.fsencode(other), flag) == 0:
        return True
    code = ctypes.get_errno()
    if code in _NOT_SUPPORTED:
        return False
    raise OSError(code, os.strerror(code), name, None, other)


@cache
def _writer() -> Callable[..., int] | None:
    try:
        call: Callable[..., int] = ctypes.CDLL(None).sync_file_range
    except AttributeError:
        return None
    call.argtypes = (ctypes.c_int, ctypes.c_int64, ctypes.c_int64, ctypes.c_uint)  # type: ignore[attr-defined]
    return call


@cache
def _call() -> Callable[..., int] | None:
    if sys.platform == "win32":
        return None
    library = ctypes.CDLL(None, use_errno=True)
    try:
        call: Callable[..., int] = library[_FUNCTION]
    except AttributeError:
        return None
    call.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)  # type: ignore[attr-defined]
    return call
