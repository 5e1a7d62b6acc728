"""Click that speaks Thai: help texts are message ids, translated when they are shown, and wrapped as Thai.

Thai has no spaces between words, and its marks take no column of their own. So help is broken only where its
author put a space, and widths are counted in columns, not in code points.
"""

from __future__ import annotations

import unicodedata
from difflib import get_close_matches
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar

import click

from pipeline.cli import console
from pipeline.messages import LANGUAGES, N_, gettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_USAGE = N_("วิธีใช้:")
_OPTIONS = N_("ตัวเลือก")
_VERBS = N_("คำสั่ง")
_OPTIONS_METAVAR = N_("[ตัวเลือก]")
_VERB_METAVAR = N_("คำสั่ง ...")
_HELP = N_("แสดงวิธีใช้นี้แล้วจบ")
_LANGUAGE = N_("ภาษาของข้อความ (ไทยหรืออังกฤษ) หรือกำหนดด้วยตัวแปร SARABAN_LANG")
_DEBUG = N_("แสดงรายละเอียดสำหรับผู้พัฒนาเมื่อโปรแกรมผิดพลาด")


class TooManyWordsError(click.UsageError):
    """More arguments than the verb takes."""

    def __init__(self, words: Iterable[str], ctx: click.Context) -> None:
        super().__init__("too many arguments", ctx)
        self.words = tuple(words)


class UnknownVerbError(click.UsageError):
    """There is no such verb; ``nearest`` are the verbs spelt almost so."""

    def __init__(self, word: str, verbs: Iterable[str], ctx: click.Context) -> None:
        super().__init__("no such verb", ctx)
        self.word = word
        self.nearest = get_close_matches(word, list(verbs), n=2)


def _spoken(text: str | None) -> str:
    return gettext(text) if text else ""


def columns(text: str) -> int:
    """Terminal columns that the text takes: Thai marks above and below take none."""
    return sum(0 if unicodedata.category(character) in {"Mn", "Me", "Cf"} else 1 for character in text)


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most ``width`` columns, broken at spaces only; a longer word stands alone on its line."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            if line and columns(line) + 1 + columns(word) > width:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}" if line else word
        lines.append(line)
    return lines


class Formatter(click.HelpFormatter):
    """Help as click lays it out, but wrapped as Thai needs it."""

    def write_text(self, text: str) -> None:
        """Paragraphs at the current indent."""
        indent = " " * self.current_indent
        for line in wrap(text, self.width - self.current_indent):
            self.write(f"{indent}{line}".rstrip() + "\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Terms with their explanations beside or, for a long term, below them."""
        rows = list(rows)
        first = min(max((columns(term) for term, _ in rows), default=0), col_max) + col_spacing
        indent = " " * self.current_indent
        for term, text in rows:
            lines = wrap(text, max(self.width - self.current_indent - first, 20))
            if columns(term) > first - col_spacing:
                self.write(f"{indent}{term}\n")
            else:
                self.write(f"{indent}{term}{' ' * (first - columns(term))}{lines.pop(0)}\n")
            for line in lines:
                self.write(f"{indent}{' ' * first}{line}\n")


class _Context(click.Context):
    formatter_class = Formatter


class Option(click.Option):
    """An option whose help is a message id."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The option's spelling and its help in the language of the run."""
        record = super().get_help_record(ctx)
        return None if record is None else (record[0], _spoken(self.help))


class _Spoken(click.Command):
    """What verbs and the group of verbs share."""

    context_class = _Context

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - click's own arguments
        super().__init__(*args, **kwargs)
        self.options_metavar = _OPTIONS_METAVAR
        self.params += common_options()

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The line that shows how to call the verb."""
        pieces = " ".join(gettext(piece) for piece in self.collect_usage_pieces(ctx))
        formatter.write(f"{gettext(_USAGE)} {ctx.command_path} {pieces}\n")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """What the verb does."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(_spoken(self.help))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, each with what it does."""
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        records = [record for option in options if (record := option.get_help_record(ctx))]
        with formatter.section(gettext(_OPTIONS)):
            formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """``--help`` in the language of the run."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = gettext(_HELP)
        return option

    def get_short_help_str(self, limit: int = 45) -> str:  # noqa: ARG002 - Thai is not cut to a limit
        """The verb's line in the list of verbs and in shell completion."""
        return _spoken(self.short_help or self.help)


class Verb(_Spoken):
    """One verb. While it works, only results reach standard output."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse, and name the words that are too many in the language of the run."""
        ctx.allow_extra_args = True
        try:
            rest = super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx  # click's parser leaves it out now and then
            raise
        if ctx.args and not ctx.resilient_parsing:
            raise TooManyWordsError(ctx.args, ctx)
        return rest

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - what the verb returns
        """Run the verb."""
        with console.results_only():
            return super().invoke(ctx)


class VerbGroup(_Spoken, click.Group):
    """The verbs by name: where each is written, and its line of help. A verb is imported when it is used."""

    verbs: ClassVar[Mapping[str, tuple[str, str]]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - click's own arguments
        super().__init__(*args, **kwargs)
        self.subcommand_metavar = _VERB_METAVAR

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """All verbs in the order in which a planner meets them."""
        return list(self.verbs)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The verb of this name, imported now."""
        if cmd_name not in self.verbs:
            return None
        command: click.Command = import_module(self.verbs[cmd_name][0]).command
        command.short_help = self.verbs[cmd_name][1]
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The verb that is called for."""
        if args[0] not in self.verbs and not ctx.resilient_parsing:
            raise UnknownVerbError(args[0], self.verbs, ctx)
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The verbs, then the options of the group. No verb is imported for that."""
        with formatter.section(gettext(_VERBS)):
            formatter.write_dl([(name, gettext(text)) for name, (_, text) in self.verbs.items()])
        super().format_options(ctx, formatter)


def common_options() -> list[click.Parameter]:
    """Options that stand before or after the verb. :mod:`pipeline.cli.program` reads them before parsing."""
    return [
        Option(["--lang"], type=click.Choice(LANGUAGES), expose_value=False, help=_LANGUAGE),
        Option(["--debug"], is_flag=True, expose_value=False, help=_DEBUG),
    ]
