"""Signature blocks (ช่องลงนาม)."""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from pipeline.model.record import Key, Line, Record


class SignatureBlock(Record):
    """One block: a dotted line, the role, and optionally name, position and date.

    Without ``person`` and ``name`` the name stays blank for the signer to write.
    """

    role: Line = Field(title="ลงนามในฐานะ", description="เช่น ผู้รับผิดชอบโครงการ")
    person: Key | None = Field(default=None, title="รหัสบุคคล")
    name: Line | None = Field(default=None, title="ชื่อ-สกุล")
    position: Line | None = Field(default=None, title="ตำแหน่ง")
    date: dt.date | None = Field(default=None, title="วันที่ลงนาม")
