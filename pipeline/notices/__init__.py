"""Posting a text to chat groups: webhooks that take JSON, and LINE. Off unless an office asks for it."""

from __future__ import annotations

from pipeline.notices.outcome import Cause, NotSent, Sent
from pipeline.notices.posting import post
from pipeline.notices.settings import read_settings
from pipeline.notices.webhook import Form, Notice, Webhook, notices_for

__all__ = ["Cause", "Form", "NotSent", "Notice", "Sent", "Webhook", "notices_for", "post", "read_settings"]
