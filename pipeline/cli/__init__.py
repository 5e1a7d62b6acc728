"""The command ``saraban``: verbs only. Each parses its words, calls the library, and prints.

Results go to standard output, messages and progress to standard error, and the exit code tells what became of
it (:class:`pipeline.errors.ExitCode`). Nothing heavy is imported until a verb needs it.
"""

from __future__ import annotations

from pipeline.cli.program import main

__all__ = ["main"]
