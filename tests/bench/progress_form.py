"""The progress form against other engines: one table, every row measured in this run, side by side.

``make bench`` runs it. Programs that are not installed are left out and named. Nothing is asserted: figures of
one machine are no promise, only their ratios travel. The rows go to ``RESULTS.md`` beside this file.
"""

from __future__ import annotations

import json
import multiprocessing
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from measure import Sample, machine, resident_mb, warm_in_turn
from newtext import with_new_texts
from table import HERE, ROOT, Row, font_faces, in_child, other_engines, revision, side_by_side, table

if TYPE_CHECKING:
    from collections.abc import Sequence


DATASET = ROOT / "examples" / "city-lab-2569"
PAGES = 3
ROUNDS = 5
WARM_ROUNDS = 30
POOL_FORMS = 120
MEMORY_FORMS = 1_000


class Form:
    """A form of the example dataset, ready to be made again and again in one process."""

    def __init__(self, code: str | None = None) -> None:
        import pipeline
        from pipeline.run.builder import prepare, press_for
        from pipeline.run.choices import Choices
        from pipeline.run.output import Listener

        dataset = pipeline.load(DATASET)
        self._jobs: dict[tuple[str, ...], Any] = {}
        for formats in (("pdf",), ("pdf", "docx")):
            choices = Choices(formats=formats, projects=None if code is None else [code])
            self._jobs[formats] = prepare(dataset, "progress-form", Path(tempfile.gettempdir()), choices, Listener())
        self._press = press_for(dataset, Choices())
        self._made = 0
        self.dataset = dataset

    def make(self, *formats: str) -> Any:  # noqa: ANN401 - a private type of the run
        """Make the form with texts that were never set before, so that no cache of shaped text flatters us."""
        self._made += 1
        job = self._jobs[formats][0]
        return self._press.print(replace(job, project=with_new_texts(job.project, self._made)))

    def codes(self) -> list[str]:
        return [job.project.code for job in self._jobs[("pdf",)]]


def three_page_form() -> str:
    """The code of the first example project whose form has three pages."""
    form = Form()
    for code in form.codes():
        if Form(code).make("pdf").pages == PAGES:
            return code
    raise RuntimeError("no example project makes three pages")


def commands(code: str, folder: Path) -> dict[str, Sequence[str]]:
    """The same document by each engine at hand."""
    saraban = [sys.executable, "-m", "pipeline", "build", str(DATASET), "-d", "progress-form"]
    saraban += ["--project", code, "-o", str(folder / "out")]
    found: dict[str, Sequence[str]] = {
        "Saraban, cold process, PDF": [*saraban, "-f", "pdf"],
        "Saraban, cold process, PDF + DOCX": saraban,
    }
    docx, html, data = comparables(code, folder)
    return found | other_engines(docx, html, HERE / "form.typ", data, folder)


def comparables(code: str, folder: Path) -> tuple[Path, Path, Path]:
    """The DOCX, the HTML with its stylesheets, and the plain texts of the form."""
    from pipeline import compose
    from pipeline.layout.faces import find_face

    form = Form(code)
    project = next(project for project in form.dataset.projects if project.code == code)
    docx, html, data = folder / "form.docx", folder / "form.html", folder / "form.json"
    docx.write_bytes(form.make("pdf", "docx").files["docx"])
    face = find_face(None, [])
    composed = compose.render(
        form.dataset, "progress-form", project, digits=form.dataset.house.digits, face_scale=face.scale, picture=True
    )
    base = (ROOT / "templates").as_uri() + "/"
    head = f'<head><base href="{base}"/><style>{font_faces(face.family)}</style>'
    html.write_text(composed.html.replace("<head>", head, 1), encoding="utf-8")
    data.write_text(json.dumps(plain_texts(project, composed.title), ensure_ascii=False), encoding="utf-8")
    return docx, html, data


def plain_texts(project: Any, title: str) -> dict[str, Any]:  # noqa: ANN401 - a record of the model
    """What the Typst form prints: the same texts under plain heads."""
    sections = [
        {"title": name, "facts": [], "paragraphs": list(text.texts()) if text else []}
        for name, text in (
            ("1.3 หลักการและเหตุผล", project.rationale),
            ("1.4 วัตถุประสงค์ของโครงการ", project.objectives),
            ("1.5 เป้าหมายของโครงการ", project.targets),
        )
    ]
    facts = [["รหัสโครงการ", project.code], ["ชื่อโครงการ/กิจกรรม", project.name]]
    sections.insert(0, {"title": "1. ชื่อโครงการและหน่วยงานที่รับผิดชอบโครงการ", "facts": facts, "paragraphs": []})
    reports = [
        {
            "head": f"รายงานครั้งที่ {report.no} {report.date or ''}",
            "narrative": report.narrative.plain() if report.narrative else "",
            "figures": f"ความก้าวหน้าของงานฯ = {report.progress} % {report.disbursed} บาท {report.on_plan}",
        }
        for report in project.reports
    ]
    return {"title": title, "sections": sections, "reports": reports, "certification": "ขอรับรองว่าข้อมูลถูกต้อง"}


def warm_rows(code: str) -> list[Row]:
    """One process, the same form again: PDF alone and with DOCX, in turn."""
    form = Form(code)
    pdf, both = warm_in_turn([lambda: form.make("pdf"), lambda: form.make("pdf", "docx")], rounds=WARM_ROUNDS)
    return [Row("Saraban, warm process, PDF", pdf), Row("Saraban, warm process, PDF + DOCX", both)]


_form: Form


def _start_worker(code: str) -> None:
    global _form  # noqa: PLW0603 - one warm form per worker process
    _form = Form(code)
    _form.make("pdf", "docx")


def _work(formats: tuple[str, ...]) -> None:
    _form.make(*formats)


def pool_rows(code: str) -> list[Row]:
    """A warm pool of one and of two processes: forms a second by the wall clock."""
    rows = []
    for workers in (1, 2):
        context = multiprocessing.get_context("spawn")
        with context.Pool(workers, _start_worker, (code,)) as pool:
            pool.map(_work, [("pdf",)] * workers * 4, chunksize=1)
            for label, formats in (("PDF", ("pdf",)), ("PDF + DOCX", ("pdf", "docx"))):
                start = time.perf_counter()
                pool.map(_work, [formats] * POOL_FORMS, chunksize=4)
                sample = Sample(time.perf_counter() - start, 0, 0)
                rows.append(Row(f"Saraban, warm pool of {workers}, {label}", sample, POOL_FORMS))
    return rows


def memory_curve(code: str) -> list[tuple[int, float]]:
    """Resident memory over a thousand forms in one process."""
    form = Form(code)
    curve = []
    for count in range(1, MEMORY_FORMS + 1):
        form.make("pdf", "docx")
        if count in (10, 100, 250, 500, 750, 1_000):
            curve.append((count, resident_mb()))
    return curve


def main() -> None:
    code = in_child(three_page_form)
    with tempfile.TemporaryDirectory() as name:
        cold = side_by_side(commands(code, Path(name)), ROUNDS)
    rows = [*cold, *in_child(warm_rows, code), *pool_rows(code)]
    base = next((row for row in rows if row.name.startswith("LibreOffice")), rows[0])
    curve = in_child(memory_curve, code)
    memory = "\n".join(["| forms made | resident MB |", "|---|---|", *(f"| {n} | {mb:.0f} |" for n, mb in curve)])
    text = f"""# A three-page progress form

{machine()}; revision {revision()}; medians of {ROUNDS} cold and {WARM_ROUNDS} warm rounds.
CPU counts the process with all children it waited for; warm forms have new texts each time.
Chromium and Typst do not make the DOCX.

{table(rows, base)}

Memory of one process that makes PDF and DOCX, one form after another:

{memory}
"""
    (HERE / "RESULTS.md").write_text(text, encoding="utf-8")
    print(text)  # noqa: T201 - the table is the result


if __name__ == "__main__":
    main()
