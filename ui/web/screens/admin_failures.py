"""*Admin*, failures: which files could not be read, why, and what to do."""

from collections import Counter
from itertools import groupby

import streamlit as st

from corpus.failures import Reason
from corpus.records import FailedSource
from ui.jobs.job import Order, What
from ui.jobs.processes import Standing, standing
from ui.web.address import Address
from ui.web.markup import Html, as_label, show, tag
from ui.web.parts.job_panel import job_panel, start_button
from ui.web.parts.run_report import when
from ui.wiring import Library

SHOWN = 100
"""Files that are listed; all can be tried again at once."""


def draw(library: Library, _address: Address) -> None:
    """Draw the files that failed, by reason, each with a button to try it again."""
    now = standing(library)
    job_panel(now, in_full=False)
    failed = sorted(library.catalogue.failures(), key=lambda one: (one.failure.reason, one.path))
    count = f"{len(failed):,} file{'' if len(failed) == 1 else 's'} could not be read"
    show(tag("h2", count if failed else "Every file could be read"))
    if not failed:
        return
    order = Order(what=What.INGEST, retry_failed=True)
    start_button("Retry all of them", order, key="retry-all", now=now)
    counts = Counter(one.failure.reason for one in failed)
    for reason, some in groupby(failed[:SHOWN], key=lambda one: one.failure.reason):
        _reason(reason, counts[reason], list(some), now)
    if len(failed) > SHOWN:
        show(tag("p", f"… and {len(failed) - SHOWN:,} more.", class_="aside"))


def _reason(reason: Reason, count: int, failed: list[FailedSource], now: Standing | None) -> None:
    heading = f"{reason.capitalize()} ({count:,})"
    show(tag("h3", heading, class_="part"), tag("p", failed[0].failure.hint, class_="hint"))
    for one in failed:
        with st.container(horizontal=True, vertical_alignment="center", key=f"failed-{one.path}"):
            show(_file(one))
            order = Order(what=What.INGEST, retry_failed=True, paths=(one.path,))
            label = f"Try {as_label(one.path.rsplit('/', 1)[-1][:40])} again"
            start_button(label, order, key=f"retry-{one.path}", now=now)


def _file(one: FailedSource) -> Html:
    trace = Html("")
    if one.failure.traceback:
        trace = tag("details", tag("summary", "Details"), tag("pre", one.failure.traceback))
    return tag(
        "div",
        tag("p", tag("bdi", one.path), class_="path"),
        tag("p", f"{one.failure.message} ({when(one.at)})", class_="aside"),
        trace,
        class_="failed",
    )
