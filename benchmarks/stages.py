"""Where the time of a cold run goes: `python benchmarks/stages.py VAULT` prints CPU seconds a stage as JSON.

One process, each stage over all notes before the next begins; the last ones are the dearest rules.
"""

import gc
import json
import sys
from pathlib import Path
from time import process_time

from vaultkit.config import load_config
from vaultkit.lint.engine import Engine
from vaultkit.lint.policy import make_policy
from vaultkit.source.frontmatter import read_frontmatter
from vaultkit.source.markdown import scan
from vaultkit.source.text import Text
from vaultkit.vault.note import read_note
from vaultkit.vault.vault import open_vault


def stages(root: Path) -> dict[str, float]:
    """CPU seconds by stage."""
    spent: dict[str, float] = {}
    last = process_time()

    def done(stage: str) -> None:
        nonlocal last
        spent[stage] = process_time() - last
        last = process_time()

    vault = open_vault(root)
    done("list the files, index their names")
    data = {path: vault.bytes_of(path) or b"" for path in vault.note_paths}
    done("read them")
    bodies = {}
    for path, each in data.items():
        frontmatter = read_frontmatter(Text(each))
        bodies[path] = frontmatter.body if frontmatter else 0
    done("frontmatter")
    for path, each in data.items():
        scan(Text(each), bodies[path])
    done("Markdown")
    for path, each in data.items():
        read_note(path, each)
    done("both, with the links in properties")
    engine = Engine(vault, make_policy(load_config(root)))
    for path in vault.note_paths:
        vault.note(path)
    done("load the rules, and read again, notes kept")
    for path in vault.note_paths:
        engine._waiting(vault.note(path))
    done("resolve the links")
    rules: dict[str, float] = {}
    for path in vault.note_paths:
        note = vault.note(path)
        engine.run.current = path
        for active, context in engine._waiting(note):
            begin = process_time()
            for _ in active.rule.check(note, context):
                pass
            rules[active.rule.name] = rules.get(active.rule.name, 0.0) + process_time() - begin
    done("ask the rules (with the clock's own cost)")
    dearest = sorted(rules.items(), key=lambda item: -item[1])[:6]
    return spent | {f"rule `{name}`": seconds for name, seconds in dearest}


if __name__ == "__main__":
    gc.disable()  # as the command does
    print(json.dumps(stages(Path(sys.argv[1]))))
