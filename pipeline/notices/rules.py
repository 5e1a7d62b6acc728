"""The rules of the file that says where texts are posted. Ids are a public interface.

No finding quotes an address, a recipient or what stands in place of a token: they may be secret.
"""

from __future__ import annotations

from pipeline.findings import Rule, Severity, declare
from pipeline.messages import N_
from pipeline.notices.address import AddressProblem

_SEE = N_("ดูตัวอย่างใน examples/schedule/notify.toml")

UNREADABLE = declare(Rule(
    "notify-syntax", Severity.ERROR, N_("ไฟล์การแจ้งเตือนไม่ใช่ TOML"),
    N_("อ่านไฟล์การแจ้งเตือนไม่ได้ เพราะเขียนไม่ถูกแบบ TOML หรือไม่ใช่อักษรแบบ UTF-8"),
    N_('ข้อความต้องอยู่ในเครื่องหมายคำพูด เช่น format = "line" ดูตัวอย่างใน examples/schedule/notify.toml'),
))  # fmt: skip
TOO_LARGE = declare(Rule(
    "notify-too-large", Severity.ERROR, N_("ไฟล์การแจ้งเตือนใหญ่เกินไป"),
    N_("ไฟล์การแจ้งเตือนใหญ่เกิน {most} ไบต์"),
    N_("ตรวจว่าเลือกไฟล์ถูก"),
))  # fmt: skip
NO_WEBHOOK = declare(Rule(
    "notify-no-webhook", Severity.ERROR, N_("ไฟล์การแจ้งเตือนไม่มีปลายทาง"),
    N_("ไม่มีปลายทาง [[webhook]] สักแห่ง หรือเขียนเป็นอย่างอื่นที่ไม่ใช่ [[webhook]]"), _SEE,
))  # fmt: skip
TOO_MANY = declare(Rule(
    "notify-too-many", Severity.ERROR, N_("ปลายทางของการแจ้งเตือนมากเกินไป"),
    N_("มีปลายทาง {count} แห่ง มีได้ไม่เกิน {most}"), N_("ลดจำนวน [[webhook]]"),
))  # fmt: skip
UNKNOWN_KEY = declare(Rule(
    "notify-unknown-key", Severity.ERROR, N_("ไม่รู้จักรายการในไฟล์การแจ้งเตือน"),
    N_("ปลายทางที่ {no}: ไม่รู้จักรายการ {key}"), N_("รายการที่มีคือ {known}"),
))  # fmt: skip
UNKNOWN_TABLE = declare(Rule(
    "notify-unknown-table", Severity.ERROR, N_("ไม่รู้จักส่วนหนึ่งของไฟล์การแจ้งเตือน"),
    N_("ไม่รู้จัก {key} นอก [[webhook]]"), N_("รายการทั้งหมดอยู่ใต้ [[webhook]] ดูตัวอย่างใน examples/schedule/notify.toml"),
))  # fmt: skip
MISSING = declare(Rule(
    "notify-missing", Severity.ERROR, N_("ขาดรายการในไฟล์การแจ้งเตือน"),
    N_("ปลายทางที่ {no}: ขาดรายการ {key}"), _SEE,
))  # fmt: skip
WRONG_TYPE = declare(Rule(
    "notify-wrong-type", Severity.ERROR, N_("ค่าในไฟล์การแจ้งเตือนผิดชนิด"),
    N_("ปลายทางที่ {no}: ค่าของ {key} ต้องเป็น{kind}"), _SEE,
))  # fmt: skip
WRONG_FORM = declare(Rule(
    "notify-wrong-format", Severity.ERROR, N_("ไม่รู้จักรูปแบบของการแจ้งเตือน"),
    N_("ปลายทางที่ {no}: ไม่รู้จัก format นี้"),
    N_("format มีสองแบบ: text สำหรับเว็บฮุกที่รับ JSON และ line สำหรับ LINE Messaging API"),
))  # fmt: skip
OUT_OF_RANGE = declare(Rule(
    "notify-out-of-range", Severity.ERROR, N_("ค่าในไฟล์การแจ้งเตือนอยู่นอกช่วง"),
    N_("ปลายทางที่ {no}: {key} ต้องอยู่ระหว่าง {least} ถึง {most}"), N_("แก้ค่าของ {key} หรือลบบรรทัดนั้นเพื่อใช้ค่าปกติ"),
))  # fmt: skip
WRONG_RECIPIENT = declare(Rule(
    "notify-wrong-recipient", Severity.ERROR, N_("รหัสผู้รับของ LINE ใช้ไม่ได้"),
    N_("ปลายทางที่ {no}: to ไม่ใช่รหัสผู้รับของ LINE"),
    N_("ใช้รหัสของกลุ่ม (ขึ้นต้นด้วย C) ห้อง (R) หรือผู้ใช้ (U) ซึ่ง LINE แจ้งมา ไม่ใช่ชื่อกลุ่ม"),
))  # fmt: skip
WRONG_TOKEN_NAME = declare(Rule(
    "notify-token-name", Severity.ERROR, N_("token_env ไม่ใช่ชื่อตัวแปรแวดล้อม"),
    N_("ปลายทางที่ {no}: token_env ต้องเป็นชื่อตัวแปรแวดล้อม ใช้ A–Z 0–9 และ _"),
    N_("ใส่ชื่อตัวแปร เช่น LINE_TOKEN แล้วเก็บโทเค็นไว้ในตัวแปรนั้น อย่าเขียนโทเค็นลงในไฟล์นี้ หากเขียนไปแล้วให้ออกโทเค็นใหม่"),
))  # fmt: skip
NO_TOKEN = declare(Rule(
    "notify-no-token", Severity.ERROR, N_("ไม่มีโทเค็นของการแจ้งเตือน"),
    N_("ปลายทางที่ {no}: ตัวแปรแวดล้อม {name} ไม่มีโทเค็นที่ใช้ได้"),
    N_("กำหนดตัวแปร {name} ให้เป็นโทเค็น บรรทัดเดียว ไม่มีช่องว่าง ก่อนสั่งงาน"),
))  # fmt: skip
WRONG_AGENCIES = declare(Rule(
    "notify-agencies", Severity.ERROR, N_("รายการหน่วยงานของการแจ้งเตือนใช้ไม่ได้"),
    N_("ปลายทางที่ {no}: agencies ว่าง หรือมีชื่อซ้ำ"), N_("ใส่ชื่อโฟลเดอร์ของหน่วยงาน หรือลบ agencies เพื่อส่งข้อความภาพรวมทุกหน่วยงาน"),
))  # fmt: skip


def _address_rule(problem: AddressProblem, message: str, remedy: str) -> Rule:
    title = N_("ที่อยู่ของการแจ้งเตือนใช้ไม่ได้")
    return declare(Rule(f"notify-url-{problem.value}", Severity.ERROR, title, message, remedy))


ADDRESS = {
    rule.id.removeprefix("notify-url-"): rule
    for rule in (
        _address_rule(
            AddressProblem.NO_URL, N_("ปลายทางที่ {no}: url ไม่ใช่ที่อยู่เว็บ"), N_("คัดลอกที่อยู่มาทั้งหมด เริ่มด้วย https://")
        ),
        _address_rule(AddressProblem.SCHEME, N_("ปลายทางที่ {no}: url ต้องขึ้นต้นด้วย https://"), N_("ใช้ที่อยู่ที่เป็น https")),
        _address_rule(
            AddressProblem.NOT_LOOPBACK,
            N_("ปลายทางที่ {no}: http ใช้ได้เฉพาะเครื่องนี้เอง (localhost หรือ 127.0.0.1)"),
            N_("ใช้ที่อยู่ที่เป็น https"),
        ),
        _address_rule(
            AddressProblem.USER,
            N_("ปลายทางที่ {no}: url มีชื่อผู้ใช้หรือรหัสผ่าน"),
            N_("ตัดส่วนหน้าเครื่องหมาย @ ออก แล้วใช้ token_env แทน"),
        ),
        _address_rule(
            AddressProblem.CHARACTERS,
            N_("ปลายทางที่ {no}: url ยาวเกินไป มีช่องว่าง ส่วนหลัง # หรืออักษรที่ต้องเขียนด้วย %"),
            N_("คัดลอกที่อยู่จากแถบที่อยู่ของเบราว์เซอร์หรือจากผู้ให้บริการมาใหม่"),
        ),
    )
}
"""The rule of each problem of an address."""
