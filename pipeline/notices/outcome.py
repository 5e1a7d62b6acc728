"""What became of a text that was to be posted. No sentence names more of the address than its host."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pipeline.messages import N_, gettext


class Cause(StrEnum):
    """Why a text was not posted; stable, for programs."""

    NO_TOKEN = "no-token"  # noqa: S105 - the name of a cause
    NAME = "name-not-found"
    CONNECTION = "no-connection"
    TIMEOUT = "timeout"
    CERTIFICATE = "certificate"
    NOT_LOOPBACK = "not-loopback"
    REDIRECT = "redirect"
    DENIED = "denied"
    NOT_FOUND = "not-found"
    REFUSED = "refused"
    BUSY = "busy"
    SERVER = "server-error"
    NOT_HTTP = "not-http"


_TEXTS = {
    Cause.NO_TOKEN: N_("ไม่ได้ส่งข้อความถึง {host} เพราะไม่มีโทเค็นที่ใช้ได้ในตัวแปรแวดล้อมที่ token_env ระบุ"),
    Cause.NAME: N_("ส่งข้อความถึง {host} ไม่ได้ ไม่พบชื่อเครื่องนี้ในเครือข่าย ลองแล้ว {attempts} ครั้ง"),
    Cause.CONNECTION: N_("ส่งข้อความถึง {host} ไม่ได้ เชื่อมต่อไม่ได้หรือถูกตัดการเชื่อมต่อ ลองแล้ว {attempts} ครั้ง"),
    Cause.TIMEOUT: N_("ส่งข้อความถึง {host} ไม่สำเร็จภายในเวลาที่กำหนด ลองแล้ว {attempts} ครั้ง"),
    Cause.CERTIFICATE: N_("ไม่ได้ส่งข้อความถึง {host} เพราะตรวจใบรับรองความปลอดภัย (TLS) ของปลายทางไม่ผ่าน"),
    Cause.NOT_LOOPBACK: N_("ไม่ได้ส่งข้อความถึง {host} เพราะ http ใช้ได้เฉพาะเครื่องนี้เอง ปลายทางอื่นต้องเป็น https"),
    Cause.REDIRECT: N_("ไม่ได้ส่งข้อความถึง {host} เพราะปลายทางส่งต่อไปยังที่อยู่อื่น ({status}) ตรวจ url ให้เป็นที่อยู่จริง"),
    Cause.DENIED: N_("{host} ไม่ยอมรับสิทธิ์ของผู้ส่ง ({status}) ตรวจโทเค็นหรือ url"),
    Cause.NOT_FOUND: N_("{host} ไม่มีที่อยู่นี้ ({status}) ตรวจ url"),
    Cause.REFUSED: N_("{host} ไม่รับข้อความ ({status}) ตรวจ format และ to"),
    Cause.BUSY: N_("{host} รับข้อความเพิ่มไม่ได้ในขณะนี้ ({status}) อาจครบจำนวนที่ส่งได้ ลองแล้ว {attempts} ครั้ง"),
    Cause.SERVER: N_("{host} ขัดข้อง ({status}) ลองแล้ว {attempts} ครั้ง"),
    Cause.NOT_HTTP: N_("{host} ตอบกลับในแบบที่อ่านไม่ได้ ตรวจ url"),
}
_IN_PART = N_("ส่งไปแล้ว {sent} จาก {requests} ส่วน")


@dataclass(frozen=True, slots=True)
class Sent:
    """The other side has taken the text. ``requests`` are the parts that a long text was posted in."""

    host: str
    requests: int
    attempts: int


@dataclass(frozen=True, slots=True)
class NotSent:
    """The other side has not taken the text, or only the first ``sent`` of its parts.

    ``status`` is the code of its last answer, where there was one; ``attempts`` are the tries of the part that failed.
    """

    host: str
    cause: Cause
    attempts: int
    status: int | None = None
    sent: int = 0
    requests: int = 1

    @property
    def message(self) -> str:
        """One sentence for the planner, in the language of the run."""
        told = gettext(_TEXTS[self.cause]).format(host=self.host, status=self.status, attempts=self.attempts)
        if not self.sent:
            return told
        return f"{told} {gettext(_IN_PART).format(sent=self.sent, requests=self.requests)}"
