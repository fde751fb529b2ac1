"""*Admin*, failures: which files and records could not be read, why, and what to do."""

from itertools import groupby

import streamlit as st

from corpus.failures import Reason
from corpus.records import Counts, FailedSource
from ui.jobs.job import Order, What
from ui.jobs.processes import Standing, standing
from ui.web.address import Address
from ui.web.markup import Html, as_label, show, tag
from ui.web.parts.job_panel import job_panel, start_button
from ui.web.parts.run_report import when
from ui.wiring import Library

SHOWN = 100
"""Files and records that are listed; all can be tried again at once."""


def draw(library: Library, _address: Address) -> None:
    """Draw the files that failed, by reason, each with a button to try it again."""
    now = standing(library)
    job_panel(now, in_full=False)
    failed = library.catalogue.failures(SHOWN)
    counts = library.catalogue.count_failures()
    show(tag("h2", _heading(library.catalogue.counts())))
    if not failed:
        return
    order = Order(what=What.INGEST, retry_failed=True)
    start_button("Retry all of them", order, key="retry-all", now=now)
    for reason, some in groupby(failed, key=lambda one: one.failure.reason):
        _reason(reason, counts[reason], list(some), now)
    if sum(counts.values()) > SHOWN:
        show(tag("p", f"… and {sum(counts.values()) - SHOWN:,} more.", class_="aside"))


def _heading(counts: Counts) -> str:
    said = []
    if counts.failed:
        said.append(f"{counts.failed:,} file{'' if counts.failed == 1 else 's'}")
    if counts.failed_records:
        said.append(f"{counts.failed_records:,} record{'' if counts.failed_records == 1 else 's'}")
    return f"{' and '.join(said)} could not be read" if said else "Every file could be read"


def _reason(reason: Reason, count: int, failed: list[FailedSource], now: Standing | None) -> None:
    heading = f"{reason.capitalize()} ({count:,})"
    show(tag("h3", heading, class_="part"), tag("p", failed[0].failure.hint, class_="hint"))
    for one in failed:
        with st.container(horizontal=True, vertical_alignment="center", key=f"failed-{one.name}"):
            show(_file(one))
            order = Order(what=What.INGEST, retry_failed=True, paths=(one.path,))
            label = f"Try {as_label(one.path.rsplit('/', 1)[-1][:40])} again"
            start_button(label, order, key=f"retry-{one.name}", now=now)


def _file(one: FailedSource) -> Html:
    trace = Html("")
    if one.failure.traceback:
        trace = tag("details", tag("summary", "Details"), tag("pre", one.failure.traceback))
    return tag(
        "div",
        tag("p", tag("bdi", one.name), class_="path"),
        tag("p", f"{one.failure.message} ({when(one.at)})", class_="aside"),
        trace,
        class_="failed",
    )
