"""The job of the library, watched while it runs, and the buttons that start and stop one."""

import streamlit as st

from ui.jobs.job import Order
from ui.jobs.processes import Standing, standing, start, stop
from ui.opened import opened_library
from ui.web.admission import for_admins, may_administer
from ui.web.markup import show, tag
from ui.web.parts.job_state import job_state
from ui.web.parts.told import tell
from ui.wiring import Library

EVERY = "1s"

STOPPING = "stopping"
"""Name of the session's fact that holds the job that was asked to stop."""


def job_panel(now: Standing | None, *, in_full: bool = True) -> None:
    """The last job. While it runs it is looked at every second, and can be stopped."""
    if now is None:
        return
    if now.is_running:
        st.fragment(_watched, run_every=EVERY)()
    else:
        show(job_state(now, in_full=in_full))


def start_button(label: str, order: Order, *, key: str, now: Standing | None) -> None:
    """A button that starts a job; it cannot be pressed while one runs."""
    is_busy = now is not None and now.is_running
    st.button(label, key=key, on_click=start_job, args=(order,), disabled=is_busy)


@for_admins
def start_job(library: Library, order: Order) -> None:
    """Start a job."""
    start(library, order)


@for_admins
def stop_job(library: Library) -> None:
    """Ask the job that runs to stop."""
    now = standing(library)
    if now is not None and stop(library):
        st.session_state[STOPPING] = now.job.id
    else:
        tell("No job runs on this machine.")


def _watched() -> None:
    """Drawn every second, by itself; all of the screen once the job has ended."""
    library = opened_library()
    now = standing(library) if may_administer(library) else None
    if now is None or not now.is_running:
        st.rerun()
    else:
        show(job_state(now))
        if st.session_state.get(STOPPING) == now.job.id:
            show(
                tag("p", "It stops after what is being read, all of which is kept.", role="status")
            )
        else:
            st.button("Stop", key="stop-job", on_click=stop_job)
