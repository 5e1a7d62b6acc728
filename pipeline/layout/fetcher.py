"""What a document may read: files below its own folder and ``data:`` addresses. Nothing else, no network.

Whatever is refused stops the layout; WeasyPrint alone would warn and leave a hole in the page.
"""

from __future__ import annotations

import base64
import binascii
import mimetypes
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, unquote_to_bytes, urlsplit
from urllib.request import url2pathname

from weasyprint.urls import URLFetcher, URLFetcherResponse

from pipeline.errors import SarabanError
from pipeline.messages import N_, gettext

if TYPE_CHECKING:
    from collections.abc import Mapping

LARGEST_FILE = 16 * 1024 * 1024
"""Bytes that one picture or stylesheet may have."""


class FolderFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint publishes no types
    """Fetches ``data:`` addresses, and files below one folder after links are resolved."""

    def __init__(self, base: Path) -> None:
        super().__init__(allowed_protocols={"data", "file"}, allow_redirects=False, fail_on_errors=False)
        self._base = base.resolve()
        self.refused: list[SarabanError] = []

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:  # noqa: ARG002 - the signature of the parent
        """The content of an address.

        Raises:
            SarabanError: the address is not allowed, missing, or too large; also kept in ``refused``, for
                the engine swallows exceptions of a fetcher.
        """
        try:
            scheme = urlsplit(url).scheme.lower()
            if scheme == "data":
                return _data(url)
            if scheme == "file":
                return self._file(url)
            raise _refusal(N_("เอกสารอ้างถึงที่อยู่ที่ไม่อนุญาต: {url}"), url)
        except SarabanError as error:
            self.refused.append(error)
            raise

    def _file(self, url: str) -> URLFetcherResponse:
        parts = urlsplit(url)
        path = Path(url2pathname(unquote(parts.path))).resolve()
        if parts.netloc not in {"", "localhost"} or not path.is_relative_to(self._base):
            raise _refusal(N_("เอกสารอ้างถึงไฟล์นอกโฟลเดอร์ของเอกสาร: {url}"), url)
        try:
            with path.open("rb") as file:
                content = file.read(LARGEST_FILE + 1)
        except OSError as error:
            raise _refusal(N_("เปิดไฟล์ที่เอกสารอ้างถึงไม่ได้: {url}"), url) from error
        if len(content) > LARGEST_FILE:
            raise _refusal(N_("ไฟล์ที่เอกสารอ้างถึงใหญ่เกินกำหนด: {url}"), url)
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, content, {"Content-Type": kind})


def _data(url: str) -> URLFetcherResponse:
    head, _, body = url.partition(",")
    kind, *parameters = head.removeprefix("data:").split(";")
    if len(body) > LARGEST_FILE * 2:
        raise _refusal(N_("ไฟล์ที่เอกสารอ้างถึงใหญ่เกินกำหนด: {url}"), url)
    try:
        content = base64.b64decode(unquote(body), validate=True) if "base64" in parameters else unquote_to_bytes(body)
    except (binascii.Error, ValueError) as error:
        raise _refusal(N_("ข้อมูลที่ฝังในเอกสารเสียหาย: {url}"), url) from error
    return URLFetcherResponse(url, content, {"Content-Type": kind or "text/plain"})


def _refusal(message: str, url: str) -> SarabanError:
    return SarabanError(gettext(message).format(url=url[:120]))
