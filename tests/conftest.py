"""Tools that some tests need: elsewhere such a test is skipped with a reason, in CI a missing tool is a failure."""

from __future__ import annotations

import os
import shutil
import signal
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / ".tools"

if threading.current_thread() is threading.main_thread() and signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # Started in the background (nohup, some CI): programs that tests interrupt would be deaf to it as well.
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _validator() -> Path | None:
    """The Open XML SDK validator that ``make tools`` puts into ``.tools``."""
    found = TOOLS / "node_modules" / ".bin" / "ooxml-validator"
    return found if found.exists() else None


_FINDERS: dict[str, Callable[[], object]] = {
    "poppler": lambda: shutil.which("pdftotext"),
    "libreoffice": lambda: shutil.which("soffice"),
    "validator": _validator,
}


def tools_are_required() -> bool:
    """Whether a missing tool fails the run: in CI, and wherever somebody asks for it."""
    return os.environ.get("CI") == "true" or os.environ.get("SARABAN_REQUIRE_TOOLS") == "1"


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip, or in CI fail, a test whose tool is not there."""
    missing = [name for name, find in _FINDERS.items() if item.get_closest_marker(name) and not find()]
    if not missing:
        return
    reason = f"needs {', '.join(missing)}: run make tools"
    if tools_are_required():
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def ooxml_validator() -> Path:
    """The program of the Open XML SDK validator; for tests marked ``validator``."""
    found = _validator()
    if found is None:
        pytest.fail("needs validator: run make tools", pytrace=False)
    return found
