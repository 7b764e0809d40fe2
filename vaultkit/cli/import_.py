"""``vaultkit import``: digests become notes."""

from pathlib import Path
from typing import Any

import click

from vaultkit.cli import _complete
from vaultkit.cli._progress import progress, working
from vaultkit.cli._vault import find_vault, undo_command, vault_option


@click.command()
@click.argument("files", nargs=-1, metavar="[FILES]...", shell_complete=_complete.files)
@vault_option
@click.option(
    "--from", "reader", metavar="READER", help="How to read the digests. Default: by their looks.",
    shell_complete=_complete.readers,
)  # fmt: skip
@click.option("--images", type=click.Path(path_type=Path), metavar="DIR", help="Where the pictures are.")
@click.option(
    "--bib", type=click.Path(path_type=Path), metavar="FILE", help="Fill in what this bibliography knows."
)
@click.option(
    "--template", type=click.Path(path_type=Path), metavar="FILE", help="How notes look: a file in the vault."
)
@click.option("--dry-run", is_flag=True, help="Say what would be made; write nothing.")
@click.option("--diff", is_flag=True, help="Show every change; write nothing.")
@click.option("--explain", is_flag=True, help="Show how each line was read; write nothing.")
@click.option("--status", is_flag=True, help="List what is new, changed, in conflict; write nothing.")
@click.option("--no-stubs", is_flag=True, help="Make no notes for known names that have none.")
@click.option("--link-body/--no-link-body", default=None, help="Make first mentions in the text links, too.")
@click.option("--yes", is_flag=True, help="Take papers with nearly the same title for one.")
@click.option("--no-merge", is_flag=True, help="Keep papers with nearly the same title apart.")
@click.option("--prune", is_flag=True, help="Remove what the digest has no more and you have not changed.")
@click.option("--restore", is_flag=True, help="Make notes again that you have deleted.")
@click.pass_context
def command(ctx: click.Context, /, files: tuple[str, ...], vault: Path | None, **asked: Any) -> None:
    """Make one note for each paper of a digest, linked to what it names.

    FILES are digests (text, Markdown, a folder of them, or `-` for standard input). What you wrote is
    never changed: importing again merges. The exit code is 3 while conflicts wait for you,
    1 when a note had to be left alone.

    Example: vaultkit import HotPapers.txt --vault ~/papers
    """
    from vaultkit.cli import _import_shown as shown
    from vaultkit.cli._import_run import Wanted, prepare, read
    from vaultkit.digest.configured import own_placeholders
    from vaultkit.writing.safe_write import write_changes

    if not files:
        raise click.UsageError("name a digest to import, or `-` for standard input", ctx)
    wanted = Wanted(**asked)
    root, _ = find_vault((), vault, create=True, quiet=wanted.explain)
    ctx.with_resource(own_placeholders(root))
    with working("reading"):
        incoming = read(files, wanted)
    if wanted.explain:
        shown.show_explained(incoming)
        return
    with progress("steps of planning") as show:
        plan = prepare(root, incoming, wanted, show)
    if wanted.diff:
        ctx.exit(1 if shown.show_diff(plan) else 0)
    if wanted.status:
        shown.show_status(plan.report)
    else:
        with working(f"writing {len(plan.changes)} files"):
            outcome = None if wanted.dry_run else write_changes(root, plan.changes, "import", together=True)
        shown.show_summary(plan, incoming, outcome, undo_command(root))
        if outcome and (outcome.left_alone or outcome.unconfirmed):
            ctx.exit(1 if outcome.left_alone else 2)
    ctx.exit(3 if plan.report.conflicts else int(plan.report.left_out))
