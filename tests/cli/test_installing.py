"""``pip install`` gives a command that works without the checkout: templates, fonts and starter data are inside."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def _run(*command: str | Path, cwd: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "SARABAN_LANG"}}
    done = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel that ``pip install .`` makes."""
    folder = tmp_path_factory.mktemp("wheel")
    _run(
        sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", folder, ROOT, cwd=folder
    )
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the wheel in it; its dependencies are those of the environment of the tests."""
    home = tmp_path_factory.mktemp("installed")
    _run(sys.executable, "-m", "venv", "--without-pip", home / "venv", cwd=home)
    scripts = home / "venv" / "bin"
    _run(
        sys.executable, "-m", "pip", "--python", scripts / "python", "install", "--quiet", "--no-deps", wheel, cwd=home
    )
    packages = next((home / "venv").glob("lib/python*/site-packages"))
    # Behind its own packages, so that an editable install of the checkout is not what answers.
    (packages / "zz_dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return scripts / "saraban"


def test_the_wheel_holds_templates_fonts_examples_and_the_catalogue(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()

    for wanted in (
        "pipeline/_bundled/templates/base/base.html.j2",
        "pipeline/_bundled/templates/progress-form/kind.toml",
        "pipeline/_bundled/fonts/sarabun/Sarabun-Regular.ttf",
        "pipeline/_bundled/fonts/sarabun/OFL.txt",
        "pipeline/locale/en/LC_MESSAGES/saraban.mo",
        "pipeline/thai/data/official_terms.txt",
    ):
        assert wanted in names
    assert any(name.startswith("pipeline/_bundled/examples/") for name in names)
    assert not [name for name in names if name.startswith("tests/") or "__pycache__" in name]


def test_the_installed_command_makes_and_builds_a_starter(installed: Path, tmp_path: Path) -> None:
    _run(installed, "init", "งานแรก", cwd=tmp_path)
    built = _run(installed, "build", "งานแรก", "-o", "ออก", cwd=tmp_path)

    assert built.splitlines()
    assert all((tmp_path / line).stat().st_size > 1000 for line in built.splitlines())


def test_the_installed_command_speaks_english(installed: Path, tmp_path: Path) -> None:
    assert "Usage: saraban" in _run(installed, "--help", "--lang", "en", cwd=tmp_path)
