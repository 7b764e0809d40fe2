"""The start of the program: ``python -m vaultkit`` is ``vaultkit``.

Who only asks for the version or the help waits for no import. The help lies beside the commands as
``scripts/write_docs.py`` wrote it down, for a terminal of 80 and of 100 columns; where the terminal is
another, or the commands are no longer those, it is made anew like any other.
"""

import os
import sys

from vaultkit import __version__

_HELP = f"{os.path.dirname(__file__)}/cli/_help"  # noqa: PTH120 - pathlib costs as much as Python's own start


def main() -> int:
    """Run the command line with the process's own arguments and return the exit code."""
    if answer := _answer():
        try:
            print(answer, end="", flush=True)
        except OSError:
            pass  # the command line says so
        else:
            return 0
    import gc

    from vaultkit import cli

    code = cli.main()
    gc.freeze()  # the process ends here: no last look for cycles among a vault's worth of notes
    return code


def _answer() -> str:
    """What editors and hooks ask for often, and what needs nothing else; "" for all other questions."""
    if sys.argv[1:] == ["--version"]:
        return f"vaultkit {__version__}\n"
    return _help() if sys.argv[1:] in (["--help"], ["-h"]) else ""


def _help() -> str:
    """The help for this terminal, or "" where none was written down."""
    try:
        columns = min(os.get_terminal_size(1).columns, 100)
    except OSError:
        columns = 80
    if os.environ.get("COLUMNS"):
        return ""
    try:
        with open(f"{_HELP}/{columns}.txt", encoding="ascii") as stream:  # noqa: PTH123
            page = stream.read()
        names = os.listdir(f"{_HELP}/..")  # noqa: PTH208
    except OSError:
        return ""
    commands = [name.removesuffix(".py") for name in names if name[0] != "_"]
    listed = page.partition("\nCommands:\n")[2].partition("\n\n")[0]
    known = {line.split()[0] for line in listed.splitlines() if line[2:3] != " "}
    return page if known == {name.rstrip("_").replace("_", "-") for name in commands} else ""


if __name__ == "__main__":
    sys.exit(main())
