"""What the machine must have beside Python's own packages, and how to get it on each system."""

from __future__ import annotations

import contextlib
import io
import platform
import sys
from pathlib import Path

from pipeline.errors import EnvironmentLacksError
from pipeline.messages import N_, gettext

APT_PANGO = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
_NO_PANGO = N_("เครื่องนี้ยังไม่มี Pango ซึ่งใช้จัดหน้าภาษาไทย ({detail})")
_NO_PACKAGE = N_("โปรแกรมติดตั้งไม่ครบ: {detail}")
_PIP = N_("ติดตั้งใหม่ด้วย pip install saraban")
_RUN = N_("ติดตั้งด้วย: {command}")
_WINDOWS = N_("บน Windows ใช้ผ่าน WSL: สั่ง wsl --install แล้วใน Ubuntu สั่ง {command}")


def system() -> str:
    """``linux``, ``wsl``, ``macos`` or ``windows``."""
    if sys.platform == "win32":
        return "windows"
    if sys.platform == "darwin":
        return "macos"
    return "wsl" if "microsoft" in platform.release().lower() else "linux"


def how_to_install(apt: str, brew: str | None = None) -> str:
    """What to type on this system to get the Debian packages ``apt``, or on macOS the formulas ``brew``."""
    command = f"sudo apt-get install -y {apt}"
    match system():
        case "windows":
            return gettext(_WINDOWS).format(command=command)
        case "macos":
            return gettext(_RUN).format(command=f"brew install {brew or apt}")
        case _:
            return gettext(_RUN).format(command=_by_other_means(apt) or command)


def _by_other_means(apt: str) -> str | None:
    """The same on Linux systems of other families, as far as Pango goes."""
    if apt == APT_PANGO and not Path("/etc/debian_version").exists():
        for program, command in (("dnf", "sudo dnf install -y pango"), ("pacman", "sudo pacman -S pango")):
            if any(Path(folder, program).exists() for folder in ("/usr/bin", "/bin")):
                return command
    return None


def require_engine() -> None:
    """Make sure that documents can be laid out here.

    Raises:
        EnvironmentLacksError: a package, or Pango, is missing; says how to get it.
    """
    # WeasyPrint prints a long English notice before it raises.
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        try:
            from pipeline.layout import engine  # noqa: F401 - only whether it loads
        except OSError as error:
            detail = str(error).partition("\n")[0].partition(":")[0]
            raise EnvironmentLacksError(
                gettext(_NO_PANGO).format(detail=detail), how_to_install(APT_PANGO, "pango")
            ) from error
        except ImportError as error:
            raise EnvironmentLacksError(gettext(_NO_PACKAGE).format(detail=error), gettext(_PIP)) from error
