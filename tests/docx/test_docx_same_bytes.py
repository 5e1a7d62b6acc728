"""The same data gives the same bytes: again, in another process, with another hash seed."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.docx.conftest import Made

PROGRAM = """
import datetime as dt, hashlib, pathlib, sys
from pipeline import docx, layout, pdf
from pipeline.layout.faces import find_face
html = sys.stdin.buffer.read().decode()
laid_out = layout.lay_out(html, base=pathlib.Path(sys.argv[1]), face=find_face())
created = dt.datetime(2020, 10, 1, 9, 30, tzinfo=dt.UTC)
meta = docx.DocumentMeta("ตัวอย่าง", "สำนักงานสมมติ", created, "รายงาน", "ตัวอย่าง, ทดสอบ")
content = docx.write(laid_out, word_face=docx.SARABUN, meta=meta, pdf=lambda: pdf.write(laid_out, created=created))
print(hashlib.sha256(content).hexdigest())
"""
ROOT = Path(__file__).resolve().parents[2]


def test_another_process_with_another_hash_seed_writes_the_same_bytes(everything: Made, sample: str) -> None:
    command = [sys.executable, "-c", PROGRAM, str(ROOT / "tests" / "docx" / "samples")]
    environment = {**os.environ, "PYTHONHASHSEED": "77", "PYTHONPATH": str(ROOT), "TZ": "America/New_York"}
    done = subprocess.run(command, input=sample.encode(), env=environment, capture_output=True, check=True, cwd=ROOT)
    assert done.stdout.decode().strip() == hashlib.sha256(everything.docx).hexdigest()
