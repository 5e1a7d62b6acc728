"""The template engine: what a template may do, and how its mistakes are told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from pipeline.compose import TemplateError, environment
from pipeline.model import Digits

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Fills = Callable[..., str]


@dataclass(frozen=True, slots=True)
class Record:
    name: str

    @property
    def secret(self) -> str:
        return "not a field"

    def method(self) -> str:
        return "called"


@pytest.fixture
def fill(tmp_path: Path) -> Fills:
    def fill_source(source: str, **values: object) -> str:
        (tmp_path / "page.j2").write_text(source, encoding="utf-8")
        return environment.render("page.j2", values, Digits.THAI, tmp_path)

    return fill_source


def test_values_are_escaped_and_never_run(fill: Fills) -> None:
    hostile = "<script>{{ 7*7 }}{% raw %}&]]>\"'"
    assert fill('<p title="{{ a }}">{{ a }}</p>', a=hostile).count("&lt;script&gt;{{ 7*7 }}{% raw %}&amp;]]&gt;") == 2


def test_a_field_is_read_by_name(fill: Fills) -> None:
    assert fill("{{ record.name }}", record=Record("ชื่อ")) == "ชื่อ"


@pytest.mark.parametrize(
    "source",
    [
        "{{ record.secret }}",
        "{{ record.method() }}",
        "{{ record.__class__ }}",
        "{{ record.__init__.__globals__ }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ text.upper() }}",
        "{{ '{0.__class__}'.format(text) }}",
        "{{ 'x'.center(1000000000) }}",
        "{{ 'x' * 1000000000 }}",
        "{{ [1] * 1000000000 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ range(1000000000) | length }}",
        "{{ text | safe }}",
        "{{ text | attr('upper') }}",
        "{% autoescape false %}{{ text }}{% endautoescape %}",
        "{{ lipsum() }}",
        "{{ cycler.__init__ }}",
        "{{ self.__init__ }}",
        "{% include '../outside.j2' %}",
        "{% include '/etc/passwd' %}",
        "{% include 'nowhere.j2' %}",
        "{% macro again(n) %}{{ again(n) }}{% endmacro %}{{ again(1) }}",
    ],
)
def test_what_is_out_of_bounds_is_refused(fill: Fills, source: str) -> None:
    with pytest.raises(TemplateError) as caught:
        fill(source, record=Record("ชื่อ"), text="<b>")
    assert caught.value.template.endswith("page.j2")


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("\n\n{{ unknown }}", 3),
        ("\n{% if %}", 2),
        ("\n\n\n{{ record.nam }}", 4),
        ("\n{{ missing }}", 2),
        ("\n\n{{ record.name | no_such_filter }}", 3),
        ("\n{{ 1 / 0 }}", 2),
        ("{{ record.name }}\n{{ record | date }}", 2),
    ],
)
def test_a_mistake_names_template_and_line(fill: Fills, source: str, line: int) -> None:
    with pytest.raises(TemplateError) as caught:
        fill(source, record=Record("ชื่อ"), missing=None)
    assert (caught.value.template, caught.value.line) == ("page.j2", line)
    assert f"page.j2:{line}" in str(caught.value)
    assert caught.value.remedy


def test_a_mistake_in_an_included_template_names_that_one(fill: Fills, tmp_path: Path) -> None:
    (tmp_path / "part.css").write_text("p {}\n{{ nothing }}", encoding="utf-8")
    with pytest.raises(TemplateError) as caught:
        fill("{% include 'part.css' %}")
    assert (caught.value.template, caught.value.line) == ("part.css", 2)


def test_a_link_out_of_the_folder_is_not_followed(fill: Fills, tmp_path: Path) -> None:
    outside = tmp_path.parent / "outside.j2"
    outside.write_text("secret", encoding="utf-8")
    (tmp_path / "link.j2").symlink_to(outside)
    with pytest.raises(TemplateError, match="link"):
        fill("{% include 'link.j2' %}")


def test_a_document_has_a_largest_size(fill: Fills, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "LARGEST_DOCUMENT", 1000)
    assert len(fill("{% for _ in range(90) %}0123456789{% endfor %}")) == 900
    with pytest.raises(TemplateError, match="1,000"):
        fill("{% for _ in range(200) %}0123456789{% endfor %}")


def test_a_template_that_is_no_text_is_told(fill: Fills, tmp_path: Path) -> None:
    (tmp_path / "bytes.j2").write_bytes("ทดสอบ".encode("cp874"))
    with pytest.raises(TemplateError):
        fill("{% include 'bytes.j2' %}")


def test_a_changed_template_is_read_again(fill: Fills, tmp_path: Path) -> None:
    assert fill("one") == "one"
    (tmp_path / "part.j2").write_text("two", encoding="utf-8")
    assert fill("{% include 'part.j2' %} and more") == "two and more"


def test_an_own_template_can_build_on_the_bundled_one(fill: Fills) -> None:
    source = '{% from "bundled/base/macros.html.j2" import page_of_pages %}{{ page_of_pages() }}'
    assert fill(source).startswith("หน้า <span")


def test_filters_print_in_the_digits_of_the_document(fill: Fills) -> None:
    import datetime as dt
    from decimal import Decimal

    values = {"amount": Decimal("1234.5"), "day": dt.date(2020, 1, 31)}
    assert fill("{{ amount|amount }} {{ day|date }} {{ 'ข้อ 1'|digits }}", **values) == "๑,๒๓๔.๕๐ ๓๑ มกราคม ๒๕๖๓ ข้อ ๑"
    assert fill("{{ amount|percent }} {{ amount|baht }}", **values).startswith("๑,๒๓๔.๕๐ % หนึ่งพัน")
