"""*Admin* corrects what is known of documents."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.ui.web.pressing import job_of, press
from ui.opened import opened_library
from ui.web.screens import (
    admin_metadata,
)


def test_a_city_is_corrected_and_found(admin: Any, put: Callable[..., None]) -> None:
    put(id="graz", title="<i>Housing", module="Housing", year="2009")

    html = admin.open("admin", part="metadata", entry="city").html
    assert "&lt;i&gt;Housing" in html
    admin.app.text_input(key="typed:city:graz").set_value("Wien")
    job_of(admin, "save-doubts")

    document = opened_library().catalogue.document("graz")
    assert document.all("city") == ("Vienna",)
    assert opened_library().shelf.standing().is_current
    assert "typed:city:graz" not in [one.key for one in admin.app.text_input]


def test_a_mistake_is_told_and_nothing_is_kept(admin: Any, put: Callable[..., None]) -> None:
    put(id="graz", title="Housing", city="Vienna")

    admin.open("admin", part="metadata", entry="year")
    admin.app.text_input(key="typed:year:graz").set_value("soon")
    html = press(admin, "save-doubts").html

    assert "no value of the field year" in html
    assert not opened_library().catalogue.has_corrections()


def test_what_the_table_says_is_checked_before_it_is_taken_in(
    admin: Any, put: Callable[..., None]
) -> None:
    put(id="graz", title="Housing")
    table = b"id,field,correction\r\ngraz,city,Graz\r\n"
    admin.open("admin", part="metadata")
    admin.app.file_uploader(key="metadata-table").set_value(("m.csv", table, "text/csv"))

    assert "1 correction would be kept" in press(admin, "check-table").html
    assert not opened_library().catalogue.has_corrections()

    admin.app.file_uploader(key="metadata-table").set_value(("m.csv", table, "text/csv"))
    job_of(admin, "import-table")

    assert opened_library().catalogue.document("graz").all("city") == ("Graz",)


@pytest.mark.usefixtures("admin")
def test_the_table_is_that_of_the_command_line() -> None:
    table = admin_metadata._export()

    assert table.startswith(b"\xef\xbb\xbfid,title,source,field")
    assert b"vienna-1" in table
