"""Pictures of the dataset (ตราสัญลักษณ์), put into the HTML itself: a document needs no other file."""

from __future__ import annotations

import base64
import warnings
from io import BytesIO
from typing import TYPE_CHECKING

from pipeline.errors import SarabanError
from pipeline.messages import N_, gettext

if TYPE_CHECKING:
    from pathlib import Path

LARGEST_PICTURE = 5 * 1024 * 1024
"""Bytes of one picture."""

MOST_PIXELS = 40_000_000
"""Of one picture: 6,300 × 6,300; a small file may unfold to many more."""

_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg"}


class PictureError(SarabanError):
    """A picture that the data names is missing, too large, or no picture. Nothing is printed without it."""


def picture_address(name: str, folder: Path | None) -> str:
    """A PNG or JPEG file as a ``data:`` address.

    Args:
        name: the file's path below the folder.
        folder: the folder of the dataset; ``None``: it has none.

    Raises:
        PictureError: with what to do about it.
    """
    content = _content(name, folder)
    return f"data:{_media_type(name, content)};base64,{base64.b64encode(content).decode()}"


def _content(name: str, folder: Path | None) -> bytes:
    if folder is None:
        raise PictureError(
            gettext(N_("ข้อมูลระบุไฟล์ภาพ “{name}” แต่ข้อมูลนี้ไม่มีโฟลเดอร์ที่เก็บภาพ")).format(name=name),
            gettext(N_("วางไฟล์ภาพไว้ในโฟลเดอร์เดียวกับไฟล์ข้อมูล แล้วสั่งจากไฟล์ข้อมูลนั้น")),
        )
    root = folder.resolve()
    try:
        path = root.joinpath(name).resolve()
        if not path.is_relative_to(root):
            raise PictureError(
                gettext(N_("ไฟล์ภาพ “{name}” อยู่นอกโฟลเดอร์ข้อมูล")).format(name=name),
                gettext(N_("ย้ายไฟล์ภาพเข้ามาในโฟลเดอร์ข้อมูล แล้วระบุชื่อไฟล์จากโฟลเดอร์นั้น เช่น images/seal.png")),
            )
        with path.open("rb") as file:
            content = file.read(LARGEST_PICTURE + 1)
    except (OSError, ValueError) as error:
        raise PictureError(
            gettext(N_("ไม่พบหรือเปิดไฟล์ภาพ “{name}” ไม่ได้")).format(name=name),
            gettext(N_("ตรวจชื่อไฟล์และตำแหน่งของไฟล์ในโฟลเดอร์ข้อมูล หรือลบชื่อไฟล์ภาพออกจากข้อมูล")),
        ) from error
    if len(content) > LARGEST_PICTURE:
        raise PictureError(
            gettext(N_("ไฟล์ภาพ “{name}” ใหญ่เกิน {limit} MB")).format(name=name, limit=LARGEST_PICTURE // 1024**2),
            gettext(N_("ย่อภาพลงแล้วบันทึกใหม่ ตราที่พิมพ์กว้าง 35 มม. ใช้ภาพกว้าง 800 จุดก็คมชัด")),
        )
    return content


def _media_type(name: str, content: bytes) -> str:
    from PIL import Image  # comes with the layout engine

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # we count pixels ourselves
            with Image.open(BytesIO(content), formats=tuple(_TYPES)) as image:
                kind, pixels = str(image.format), image.width * image.height
                image.verify()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise _no_picture(name) from error
    if pixels > MOST_PIXELS:
        raise _no_picture(name)
    return _TYPES[kind]


def _no_picture(name: str) -> PictureError:
    return PictureError(
        gettext(N_("ไฟล์ “{name}” ไม่ใช่ภาพ PNG หรือ JPEG ที่ใช้ได้")).format(name=name),
        gettext(N_("เปิดภาพด้วยโปรแกรมแต่งภาพ แล้วบันทึกใหม่เป็น PNG หรือ JPEG")),
    )
