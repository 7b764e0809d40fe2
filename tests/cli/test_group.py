"""The command line as a whole: finding commands, exit codes, colours, encodings."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from tests.conftest import CHECKOUT
from vaultkit import __version__, cli, registry
from vaultkit.__main__ import _help as _kept_help
from vaultkit.cli import main
from vaultkit.errors import VaultkitError

HEAVY = ("jsonschema", "networkx", "mistune", "sqlite3", "numpy", "frontmatter", "yaml", "yaml12", "pyromark")


def run(*args: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    settings = {**os.environ, "PYTHONPATH": str(CHECKOUT), **environment}
    return subprocess.run([sys.executable, "-m", "vaultkit", *args], env=settings, capture_output=True)


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Put commands on the shelf: ``shelf(name, body)`` adds a file, as a developer would."""
    monkeypatch.setattr(cli, "__path__", [*cli.__path__, str(tmp_path)])

    def add(name: str, body: str, head: str = "") -> None:
        source = (
            f"{head}\nimport click\n\n\n@click.command()\n@click.pass_context\ndef command(ctx):\n{body}\n"
        )
        (tmp_path / f"{name}.py").write_text(source, encoding="utf-8")
        monkeypatch.delitem(sys.modules, f"vaultkit.cli.{name}", raising=False)

    return add


def test_version_is_printed_alone():
    assert run("--version").stdout.split() == [b"vaultkit", __version__.encode()]


@pytest.mark.parametrize("asked", ["--help", "-h"])
def test_help_is_shown_without_any_import(asked: str):
    script = (
        f"import sys; sys.argv = ['vaultkit', {asked!r}]\nfrom vaultkit.__main__ import main\n"
        "assert main() == 0\nprint([name for name in ('click', 'vaultkit.cli') if name in sys.modules])"
    )
    settings = {key: value for key, value in os.environ.items() if key != "COLUMNS"}
    ran = subprocess.run(
        [sys.executable, "-c", script], cwd=CHECKOUT, env=settings, capture_output=True, text=True
    )
    assert ran.stdout.splitlines()[-1] == "[]"
    assert run("--help", COLUMNS="80").stdout.decode().splitlines() == ran.stdout.splitlines()[:-1]


def test_a_command_that_the_kept_help_does_not_know_makes_it_anew(tmp_path: Path, monkeypatch, capsys):
    kept = Path(cli.__file__).parent / "_help"
    shutil.copytree(kept, tmp_path / "cli" / "_help")
    for name in registry.names("vaultkit.cli"):
        (tmp_path / "cli" / f"{name}.py").touch()
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setattr("vaultkit.__main__._HELP", f"{tmp_path}/cli/_help")
    assert _kept_help().startswith("Usage: vaultkit")
    (tmp_path / "cli" / "brand_new.py").touch()
    assert _kept_help() == ""


def test_help_imports_no_heavy_package():
    script = (
        "import sys, vaultkit.cli as cli\n"
        f"assert cli.main(['--help']) == 0\nprint([name for name in {HEAVY!r} if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", script], cwd=CHECKOUT, capture_output=True, text=True)
    assert ran.stdout.splitlines()[-1] == "[]"


def test_help_shows_a_command_without_importing_it(shelf, capsys):
    shelf("explosive_one", '    """Do the thing.\n\n    At length."""', head="raise RuntimeError")
    assert main(["--help"]) == 0
    assert "explosive-one  Do the thing.\n" in capsys.readouterr().out


def test_a_module_with_a_trailing_underscore_has_the_name_before_it(shelf, capsys):
    shelf("class_", '    click.echo("ran")')
    assert main(["class"]) == 0
    assert capsys.readouterr().out == "ran\n"


def test_every_command_on_the_shelf_has_help_and_a_command():
    group = cli.vaultkit
    ctx = click.Context(group)
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        assert command is not None
        assert command.help, f"{name} has no help"


@pytest.mark.parametrize("code", [0, 1, 2, 3])
def test_the_exit_code_is_what_the_command_says(shelf, code: int):
    shelf("leave", f"    ctx.exit({code})")
    assert main(["leave"]) == code


def test_a_problem_of_the_set_up_is_one_message_with_the_next_step(shelf, capsys):
    shelf(
        "stumble",
        '    from vaultkit.errors import VaultkitError\n    raise VaultkitError("no \\x1b[2J", "do x")',
    )
    assert main(["stumble"]) == 2
    assert capsys.readouterr().err == "error: no \\x1b[2J\ndo x\n"


def test_our_own_mistakes_travel(shelf):
    shelf("stumble", "    raise ZeroDivisionError")
    with pytest.raises(ZeroDivisionError):
        main(["stumble"])


def test_an_interrupt_is_130(shelf, capsys):
    shelf("stumble", "    raise KeyboardInterrupt")
    assert main(["stumble"]) == 130
    assert "Traceback" not in capsys.readouterr().err


def test_a_misspelt_command_names_the_nearest(shelf, capsys):
    shelf("measure", "    pass")
    assert main(["mesure"]) == 2
    said = "error: there is no command `mesure`: did you mean `measure`?\nsee `vaultkit --help`\n"
    assert capsys.readouterr().err == said


@pytest.mark.parametrize(
    ("word", "near"),
    [("near", "graph near"), ("html", "graph html"), ("check", "lint"), ("fix", "lint --fix"), ("impart", "import")],
)  # fmt: skip
def test_a_command_that_has_another_name_or_place_here_is_named(word, near, capsys):
    assert main([word]) == 2
    assert capsys.readouterr().err.startswith(
        f"error: there is no command `{word}`: did you mean `{near}`?\n"
    )


def test_every_other_word_for_a_command_leads_to_one_and_hides_none():
    for word, meant in cli._ELSEWHERE.items():
        assert word not in registry.names(cli.SHELF)
        assert meant.startswith("--") or meant.split()[0] in registry.names(cli.SHELF)


@pytest.mark.parametrize(
    ("args", "message", "hint"),
    [
        (["rule", "all"], "there is no rule `all`", "`vaultkit rule` lists them"),
        (["rule", "brokn-link"], "there is no rule `brokn-link`", "did you mean `broken-link`?"),
        (["--versoin"], "there is no option `--versoin`", "did you mean `--version`?"),
        (["--xyz"], "there is no option `--xyz`", "see `vaultkit --help`"),
        (["lint", "--selct", "all"], "there is no option `--selct`", "did you mean `--select`?"),
        (["lint", "--format"], "option `--format` requires an argument", "see `vaultkit lint --help`"),
        (
            ["graph", "near", "--depth"],
            "option `--depth` requires an argument",
            "see `vaultkit graph near --help`",
        ),
        (["lint", "--format", "sarf"], "`--output-format` cannot be `sarf`", "did you mean `sarif`?"),
        (["convert", "--links", "html"], "`--links` cannot be `html`", "choose one of `wiki`, `markdown`"),
        (["graph", "near", "A", "--depth", "99"], "`--depth` is wrong: 99 is not in the range 1<=x<=20",
         "see `vaultkit graph near --help`"),
        (["why"], "`FILE:LINE[:COLUMN]` is missing", "see `vaultkit why --help`"),
        (["completion"], "`{bash|zsh|fish}` is missing", "choose one of `bash`, `zsh`, `fish`"),
        (["rename", "A", "B", "C"], "`C` is one argument too many", "see `vaultkit rename --help`"),
    ],
)  # fmt: skip
def test_a_wrong_call_says_what_is_wrong_and_what_would_be_right(args, message, hint, capsys):
    assert main(args) == 2
    assert capsys.readouterr().err == f"error: {message}\n{hint}\n"


def test_the_bare_name_prints_the_help_and_exits_2():
    ran = run()
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert ran.stderr.startswith(b"Usage: vaultkit")


@pytest.mark.parametrize(
    ("environment", "wanted"),
    [
        ({}, None),
        ({"NO_COLOR": "1"}, False),
        ({"NO_COLOR": ""}, None),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_no_color_and_force_color_set_the_colour_of_every_command(
    shelf, monkeypatch: pytest.MonkeyPatch, capsys, environment: dict[str, str], wanted: bool | None
):
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    shelf("tint", "    click.echo(repr(ctx.color))")
    main(["tint"])
    assert capsys.readouterr().out == f"{wanted}\n"


def test_output_is_utf_8_whatever_the_locale(tmp_path: Path):
    script = "import click, vaultkit.cli as c; c.main([]); click.echo('\\ud55c\\uae00 \\udcff')"
    settings = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    settings |= {"PYTHONPATH": str(CHECKOUT)}
    ran = subprocess.run([sys.executable, "-c", script], env=settings, capture_output=True, cwd=tmp_path)
    assert ran.stdout.decode() == "한글 \\udcff\n"


def test_a_closed_pipe_ends_the_run_quietly():
    script = (
        "import os, sys, click, vaultkit.cli as c\n"
        "class Endless(c.Shelf):\n"
        "    def get_command(self, ctx, name):\n"
        "        return click.Command('x', callback=lambda: [click.echo('line') for _ in range(100000)])\n"
        "c.vaultkit.__class__ = Endless\n"
        "c.names = lambda shelf: ('x',)\n"
        "sys.exit(c.main(['x']))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], cwd=CHECKOUT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as ran:
        assert ran.stdout is not None
        assert ran.stderr is not None
        ran.stdout.readline()
        ran.stdout.close()
        assert ran.stderr.read() == b""
    assert ran.returncode == 141


def in_a_shell(line: str, **environment: str) -> subprocess.CompletedProcess[str]:
    settings = {**os.environ, "PYTHONPATH": str(CHECKOUT), **environment}
    line = line.replace("vaultkit", f"{shlex.quote(sys.executable)} -m vaultkit", 1)
    return subprocess.run(["bash", "-c", line], env=settings, capture_output=True, text=True)


SAYING = (
    "--version",
    "--help",
    "rule",
    "rule broken-link",
    "rule --help",
    "lint --no-cache .",
    "graph export json",
)
# A vault of nothing: what is said of it is little, and yet has to go somewhere.
unix = pytest.mark.skipif(sys.platform == "win32", reason="the words of a shell")


@unix
@pytest.mark.parametrize("command", SAYING)
def test_a_stream_that_is_closed_is_as_good_as_no_reader(tmp_path: Path, command: str):
    (tmp_path / ".obsidian").mkdir()
    for closed in (">&-", "2>&-", "<&-", "<&- >&- 2>&-"):
        ran = in_a_shell(f"cd {shlex.quote(str(tmp_path))} && vaultkit {command} {closed}")
        assert (ran.returncode, ran.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("command", SAYING[:-2])
def test_what_cannot_be_said_is_no_success(command: str):
    ran = in_a_shell(f"vaultkit {command} >/dev/full")
    assert (ran.returncode, ran.stderr.splitlines()[0]) == (
        2,
        "error: the system says: no space left on device",
    )


@unix
@pytest.mark.parametrize("command", SAYING[:-2])
def test_nobody_at_the_end_of_the_pipe_ends_the_run_quietly(command: str):
    ran = in_a_shell(f"(sleep 0.1; vaultkit {command}) | true; exit ${{PIPESTATUS[0]}}")
    assert (ran.returncode, ran.stderr) == (141, "")


def test_without_docstrings_the_rules_are_explained_all_the_same():
    stripped, whole = (
        run("rule", *name, PYTHONOPTIMIZE=level) for level in ("2", "0") for name in [["broken-link"]]
    )
    assert (stripped.returncode, stripped.stdout) == (whole.returncode, whole.stdout)


def test_where_memory_ends_the_run_says_so(shelf, capsys):
    shelf("greedy", "    raise MemoryError")
    assert main(["greedy"]) == 2
    assert capsys.readouterr().err.startswith("error: the system says: there is no more memory\n")


def test_vaultkit_error_reads_as_its_message_and_hint():
    assert str(VaultkitError("what", "next")) == "what\nnext"
    assert str(VaultkitError("what")) == "what"
