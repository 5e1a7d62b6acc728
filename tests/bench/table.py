"""What the benchmarks share: rows of a table, whole processes side by side, work in a fresh process."""

from __future__ import annotations

import multiprocessing
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from measure import Sample, median_of, run_process

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; ``per_second`` is by wall clock."""

    name: str
    sample: Sample
    documents: int = 1

    @property
    def per_second(self) -> float:
        return self.documents / self.sample.wall


def side_by_side(commands: Mapping[str, Sequence[str]], rounds: int) -> list[Row]:
    """Whole processes in turn, A B C A B C, so that a slow minute of the machine hits all alike."""
    samples: dict[str, list[Sample]] = {name: [] for name in commands}
    for round_ in range(rounds + 1):
        for name, command in commands.items():
            sample = run_process(command)
            if round_:
                samples[name].append(sample)
    return [Row(name, median_of(found)) for name, found in samples.items()]


def other_engines(docx: Path, html: Path, typst: Path, data: Path, folder: Path) -> dict[str, Sequence[str]]:
    """The same document by each engine at hand; what is not installed is left out."""
    found: dict[str, Sequence[str]] = {}
    if soffice := shutil.which("soffice"):
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        target = ["--convert-to", "pdf", "--outdir", str(folder / "lo"), str(docx)]
        found["LibreOffice, the same DOCX to PDF"] = [soffice, profile, "--headless", *target]
    if chromium := shutil.which("chromium"):
        options = [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
            "--disable-component-update", "--disable-sync", f"--user-data-dir={folder / 'chromium'}",
        ]  # fmt: skip
        target = ["--no-pdf-header-footer", f"--print-to-pdf={folder / 'chromium.pdf'}", html.as_uri()]
        found["Chromium, the same HTML to PDF"] = [chromium, *options, *target]
    script = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2], font_paths=[sys.argv[3]], "
    script += "sys_inputs={'data': sys.argv[4]}, root='/')"
    found["Typst, a comparable document to PDF"] = [
        sys.executable, "-c", script, str(typst), str(folder / "typst.pdf"), str(ROOT / "fonts"), str(data),
    ]  # fmt: skip
    return found


def font_faces(family: str) -> str:
    """The bundled face for a browser."""
    return "".join(
        f"@font-face{{font-family:'{family}';src:url('{(ROOT / 'fonts/sarabun' / name).as_uri()}');{style}}}"
        for name, style in (("Sarabun-Regular.ttf", ""), ("Sarabun-Bold.ttf", "font-weight:bold"))
    )


def in_child(work: Callable[..., Any], *arguments: object) -> Any:  # noqa: ANN401 - whatever the work returns
    """Run in a fresh process, so that no measurement warms or fattens another."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(work, arguments)


def revision() -> str:
    """The commit that is measured."""
    done = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)  # noqa: S607 - git of the path
    return done.stdout.strip() or "unknown"


def table(rows: Sequence[Row], base: Row) -> str:
    """The rows in Markdown, each against ``base`` by wall clock."""
    lines = [
        f"| what | wall s | CPU s | documents/s | peak MB | wall against {base.name} |",
        "|---|---|---|---|---|---|",
    ]
    for row in rows:
        each = row.sample.wall / row.documents
        cpu = f"{row.sample.cpu:.3f}" if row.sample.cpu else ""
        peak = f"{row.sample.peak_mb:.0f}" if row.sample.peak_mb else ""
        ratio = each / base.sample.wall
        lines.append(f"| {row.name} | {each:.3f} | {cpu} | {row.per_second:.1f} | {peak} | {ratio:.2f} |")
    return "\n".join(lines)
