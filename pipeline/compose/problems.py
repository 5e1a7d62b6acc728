"""What can go wrong in a template, told with its file and line."""

from __future__ import annotations

from pipeline.errors import SarabanError
from pipeline.messages import N_, gettext


class TemplateError(SarabanError):
    """A template is wrong: its syntax, a value it asks for, or what it tries to do.

    Args:
        template: path below the templates folder.
        line: 1-based, where it is known.
        reason: what the template engine said.
    """

    def __init__(self, template: str, line: int | None, reason: str) -> None:
        self.template, self.line, self.reason = template, line, reason
        place = template if line is None else f"{template}:{line}"
        super().__init__(
            gettext(N_("แม่แบบ {place} ผิดพลาด: {reason}")).format(place=place, reason=reason),
            gettext(N_("แก้ไขแม่แบบตามที่แจ้ง หรือลบไฟล์นี้ออกจากโฟลเดอร์แม่แบบของหน่วยงานเพื่อกลับไปใช้แม่แบบที่มากับโปรแกรม")),
        )
