"""The strategy tree (แผนพัฒนากรุงเทพมหานคร ระยะ 20 ปี) and how a project supports it."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from pipeline.model.record import Key, Line, Record


class StrategyLevel(StrEnum):
    """Level of a node: ด้าน → มิติ → เป้าหมาย → เป้าประสงค์ → มาตรการ, numbered 7 → 7.3 → 7.3.1 → 7.3.1.1."""

    STRATEGY = "ด้าน"
    DIMENSION = "มิติ"
    GOAL = "เป้าหมาย"
    OBJECTIVE = "เป้าประสงค์"
    MEASURE = "มาตรการ"


class StrategyNode(Record):
    """One node of the tree. ``parent`` is its code; without it, the code less its last number."""

    code: Key = Field(title="รหัส", description="เช่น 7.3.1")
    level: StrategyLevel = Field(title="ระดับ")
    name: Line = Field(title="ชื่อ")
    name_en: Line | None = Field(default=None, title="ชื่อภาษาอังกฤษ")
    parent: Key | None = Field(default=None, title="อยู่ภายใต้รหัส")


class Alignment(Record):
    """What a project supports (form 1.6): a node of the tree, or the texts themselves where there is none.

    With ``node`` the texts of strategy, dimension and goal are computed from the tree and its ancestors;
    a text given beside it wins for that line.
    """

    node: Key | None = Field(default=None, title="รหัสแผน", description="รหัสของเป้าหมาย เช่น 7.3.1")
    strategy: Line | None = Field(default=None, title="ประเด็นยุทธศาสตร์")
    dimension: Line | None = Field(default=None, title="ประเด็นยุทธศาสตร์ย่อย")
    goal: Line | None = Field(default=None, title="เป้าหมายที่")
    indicator: Line | None = Field(default=None, title="ตัวชี้วัด")
