"""*Admin*, ingestion: send files, read them into the library, and see what each run changed."""

import streamlit as st

from ui.jobs.job import Order, What
from ui.jobs.processes import Standing, standing
from ui.web.address import Address, link_to
from ui.web.admission import for_admins
from ui.web.markup import Html, show, tag
from ui.web.parts.job_panel import job_panel, start_button
from ui.web.parts.run_report import run_report, runs_table, when
from ui.web.parts.told import tell
from ui.web.sent_files import give_back, take_files
from ui.web.uploads import MOST_FILES, Sent, most_megabytes, put_in, refuse_too_much
from ui.wiring import Library

SENT = "files-sent"

LAST_RUNS = 20


def draw(library: Library, address: Address) -> None:
    """Draw what can be run, the job that runs, and the runs before; or one run."""
    run = address.one("run")
    if run:
        _one_run(library, run)
        return
    now = standing(library)
    show(tag("h2", "Read files into the library"))
    _buttons(now)
    job_panel(now)
    _sending(library)
    show(tag("h2", "Runs"))
    runs = library.catalogue.runs(LAST_RUNS)
    show(runs_table(runs) if runs else tag("p", "Nothing was ingested yet.", class_="aside"))


def _buttons(now: Standing | None) -> None:
    with st.container(horizontal=True, key="admin-run"):
        start_button("Run", Order(what=What.INGEST), key="run", now=now)
        dry = Order(what=What.INGEST, dry_run=True)
        start_button("Dry run", dry, key="dry-run", now=now)
        failed = Order(what=What.INGEST, retry_failed=True)
        start_button("Retry failed", failed, key="retry-failed", now=now)


def _sending(library: Library) -> None:
    show(tag("h2", "Send files"))
    most = most_megabytes(library.settings.ingest.megabytes_per_file)
    take_files(library)
    with st.form("sending", clear_on_submit=True, border=False):
        st.file_uploader(
            f"Up to {MOST_FILES} files of {most} MB, which go into the folder documents",
            accept_multiple_files=True,
            key=SENT,
            max_upload_size=most,
        )
        st.form_submit_button("Put into the library", key="send-files", on_click=_send)


@for_admins
def _send(library: Library) -> None:
    sent = st.session_state.get(SENT) or []
    if not sent:
        tell("No file was chosen.", went_wrong=True)
        return
    sizes = [(file.name, file.size) for file in sent]
    try:
        refuse_too_much(sizes, most_megabytes(library.settings.ingest.megabytes_per_file))
        for file in sent:
            tell(put_in(library.folder / "documents", Sent(name=file.name, data=file.getvalue())))
    finally:
        give_back(sent)
    tell("Run reads what is new.")


def _one_run(library: Library, number: str) -> None:
    back = link_to(Address(screen="admin", more={"part": ("ingestion",)}))
    show(tag("p", tag("a", "‹ All runs", href=back), class_="back"))
    is_number = number.isascii() and number.isdigit() and len(number) < 10
    found = library.catalogue.run(int(number)) if is_number else None
    if found is None:
        show(tag("p", "There is no such run."))
        return
    show(tag("h2", f"Run {found.id}, {when(found.started_at)}"))
    if not found.ended_at:
        show(tag("p", "It did not end."))
        return
    show(tag("div", run_report(found.report), class_="job"), _stages(found.report))


def _stages(report: object) -> Html:
    stages = report.get("seconds_by_stage") if isinstance(report, dict) else None
    if not isinstance(stages, dict) or not stages:
        return Html("")
    rows = (
        tag("tr", tag("th", stage, scope="row"), tag("td", f"{seconds:,.2f}"))
        for stage, seconds in sorted(stages.items(), key=lambda entry: -entry[1])
    )
    caption = tag("caption", "Seconds by stage")
    return tag("table", caption, tag("tbody", *rows), class_="admin-table numbers")
