"""``saraban completion SHELL``: the script that lets the shell complete verbs and options."""

from __future__ import annotations

import click

from pipeline.cli import console
from pipeline.cli.speech import Verb
from pipeline.errors import ExitCode
from pipeline.messages import N_

_HELP = N_(
    "แสดงบทคำสั่งที่ทำให้เชลล์เติมคำสั่งและตัวเลือกให้เมื่อกดแท็บ\n"
    'bash: เพิ่ม eval "$(saraban completion bash)" ใน ~/.bashrc\n'
    'zsh: เพิ่ม eval "$(saraban completion zsh)" ใน ~/.zshrc\n'
    "fish: saraban completion fish > ~/.config/fish/completions/saraban.fish"
)


@click.command("completion", cls=Verb, help=_HELP)
@click.argument("shell", metavar="bash|zsh|fish", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> ExitCode:
    """Print the completion script of the shell."""
    from click.shell_completion import get_completion_class

    from pipeline.cli.program import COMPLETE, PROGRAM, program

    completer = get_completion_class(shell)
    if completer is None:
        raise LookupError(shell)
    made = completer(program(), {}, PROGRAM, COMPLETE)
    # Not made.source(): that asks the shell of this machine for its version first.
    console.result(made.source_template % made.source_vars())
    return ExitCode.DONE
