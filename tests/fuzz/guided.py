"""One target under atheris, in its own process: ``python -m tests.fuzz.guided TARGET [libFuzzer's options]``."""

import sys

import atheris

with atheris.instrument_imports(include=["vaultkit"]):
    from tests.fuzz.breed import load

    target = load(sys.argv[1])

atheris.Setup([sys.argv[0], *sys.argv[2:]], target.check)
atheris.Fuzz()
