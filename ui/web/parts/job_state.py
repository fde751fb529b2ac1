"""A job in words: how far it is while it runs, and how it ended."""

from ui.jobs.job import STOPPED, Job
from ui.jobs.processes import Standing
from ui.web.markup import Html, joined, tag
from ui.web.parts.run_report import duration, run_report, when


def job_state(standing: Standing, *, in_full: bool = True) -> Html:
    """The state of the last job; with its report, `in_full`, where it read files."""
    if standing.is_running:
        return tag("div", *_running(standing.job), class_="job running")
    if standing.has_died:
        return tag("div", *_died(standing), class_="job wrong")
    job = standing.job
    parts = [
        tag("p", tag("strong", _ending(job)), f" {job.order}, {when(job.ended)}."),
        tag("p", job.message),
        tag("p", job.hint),
        run_report(job.report) if job.report and in_full else Html(""),
    ]
    shown = [part for part in parts if part and part != "<p></p>"]
    return tag("div", *shown, class_="job" if job.exit in (0, STOPPED) else "job wrong")


def _ending(job: Job) -> str:
    if job.exit == STOPPED:
        return "Stopped."
    return "Done." if not job.exit else "Failed."


def _running(job: Job) -> list[Html]:
    parts = [tag("p", tag("strong", "Running."), f" {job.order}, since {when(job.started)}.")]
    if job.total:
        label = f"{job.stage}: {job.done:,} of {job.total:,}"
        bar = tag(
            "progress",
            value=str(min(job.done, job.total)),
            max=str(job.total),
            aria_label=job.stage or "Progress",
        )
        parts += [bar, tag("p", ", ".join(filter(None, (label, *_beside(job)))))]
    else:
        parts.append(tag("p", f"{job.stage or 'Beginning'} …"))
    return parts


def _beside(job: Job) -> list[str]:
    return [
        f"{job.pages:,} pages" if job.pages else "",
        f"{job.failed:,} failed" if job.failed else "",
        f"about {duration(job.seconds_left)} left" if job.seconds_left >= 0 else "",
    ]


def _died(standing: Standing) -> list[Html]:
    job = standing.job
    said = f" {job.order}, started {when(job.started)}, ended without a word."
    words = Html("")
    if standing.last_words:
        text = tag("pre", standing.last_words)
        words = tag("details", tag("summary", "Its last words"), text)
    return [
        joined(
            tag("p", tag("strong", "Died."), said),
            tag("p", "What it did until then is kept; the next one goes on from there."),
        ),
        words,
    ]
