"""``--notify``: the follow-up's text to chat groups, each text once, after the documents are made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.cli import console
from pipeline.errors import ExitCode, SarabanError
from pipeline.messages import N_, gettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.batch.account.posted import Posted
    from pipeline.batch.results import BatchReport
    from pipeline.cli.batchlog import BatchLog
    from pipeline.notices import Notice, Webhook

_SENT = N_("ส่งข้อความติดตามแล้ว: {host} ({agency})")
_SAME = N_("ไม่ส่งซ้ำ: {host} ได้รับข้อความนี้ของเดือนนี้แล้ว ({agency})")
_NO_TEXT = N_("ไม่มีข้อความติดตามสำหรับ {host} ({agency}) จึงไม่ได้ส่ง")
_UNKNOWN = N_("ไม่ได้ส่งข้อความถึง {host}: งานนี้ไม่มีหน่วยงานที่ใช้ชื่อโฟลเดอร์ {agency}")
_FAILED = N_("เอกสารสร้างแล้วตามปกติ สั่งใหม่อีกครั้งเพื่อส่งข้อความที่ยังไม่ได้ส่ง")
_HELD_BACK = N_("ยังไม่ส่งข้อความติดตาม เพราะงานถูกยกเลิกกลางคัน")


def notify(report: BatchReport, webhooks: Sequence[Webhook], log: BatchLog) -> ExitCode:
    """Post what is new, say what became of it, and return the exit code of that alone.

    Nothing is posted by a dry run, or where the batch was told to end. What a group has got is noted at once, so that
    a failure further on does not have it come twice.
    """
    if not webhooks or report.dry_run:
        return ExitCode.DONE
    if report.interrupted:
        console.message(gettext(_HELD_BACK))
        return ExitCode.INTERRUPTED
    from pipeline.batch.account.posted import Posted
    from pipeline.notices import notices_for
    from pipeline.run.plan import month_stem

    month = month_stem(report.month)
    posted = Posted(report.out / month)
    texts = {source.id: source.facts.chat for source in report.sources}
    outcomes = [_unknown(webhook, texts.keys(), log) for webhook in webhooks]
    outcomes += [_posted(notice, month, posted, log) for notice in notices_for(webhooks, report.chat, texts)]
    if all(outcomes):
        return ExitCode.DONE
    console.message(gettext(_FAILED))
    return ExitCode.PARTIAL


def _unknown(webhook: Webhook, known: object, log: BatchLog) -> bool:
    """Whether all agencies that a webhook names are in this batch."""
    unknown = [agency for agency in webhook.agencies if agency not in known]  # type: ignore[operator]
    for agency in unknown:
        told = gettext(_UNKNOWN).format(host=webhook.host, agency=agency)
        console.message(told)
        log.event("notice", host=webhook.host, agency=agency, outcome="failed", message=told)
    return not unknown


def _posted(notice: Notice, month: str, posted: Posted, log: BatchLog) -> bool:
    """Whether the group has the text now."""
    outcome, told = _outcome(notice, month, posted)
    console.message(told)
    log.event("notice", host=notice.webhook.host, agency=notice.agency, outcome=outcome, message=told)
    return outcome != "failed"


def _outcome(notice: Notice, month: str, posted: Posted) -> tuple[str, str]:
    from pipeline.batch.account.posted import digest
    from pipeline.batch.account.words import source_name
    from pipeline.batch.orders import ALL
    from pipeline.notices import NotSent, post

    about = {"host": notice.webhook.host, "agency": source_name(notice.agency or ALL)}
    if not notice.text.strip():
        return "failed", gettext(_NO_TEXT).format(**about)
    if posted.has(notice):
        return "unchanged", gettext(_SAME).format(**about)
    key = f"{month} {notice.agency or ALL} {digest(notice.text)}"
    result = post(notice.webhook, notice.text, key=key)
    if isinstance(result, NotSent):
        return "failed", result.message
    try:
        posted.note(notice)
    except SarabanError as error:
        return "failed", f"{gettext(_SENT).format(**about)} {error.message} {error.remedy}".rstrip()
    return "sent", gettext(_SENT).format(**about)
