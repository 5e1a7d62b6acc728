"""Runs (การสั่งงาน): plan, make, write, watch; and what the machine must have for it."""

from __future__ import annotations

from pipeline.run.builder import build
from pipeline.run.output import Failure, Listener, Output, PartialError

__all__ = ["Failure", "Listener", "Output", "PartialError", "build"]
