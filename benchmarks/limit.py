"""The limit: what reading and indexing the same PDF files costs when nothing else is done.

`python -m benchmarks.limit FOLDER --jobs N` is a program of its own, as
`polisearch ingest` is. pdfium gives the text of every page, and tantivy indexes
it in one field with its own tokenizer. No catalogue, no description, no
language, no stems, no limits of time and memory.

It is a limit rather than a rival: each process keeps an index of its own, so
nothing is passed between processes and nothing is merged at the end; files go
to whoever is free, the largest first. Both libraries are those that ingestion
uses, in as many processes.
"""

import argparse
import json
import multiprocessing
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2 as pdfium
import tantivy

from benchmarks.corpora import pdfs_in

if TYPE_CHECKING:
    from multiprocessing.sharedctypes import Synchronized

HEAP = 128_000_000
"""Bytes a writer collects, as ingestion's does."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Index a folder and print pages and seconds, process start not included, as JSON."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.limit")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--jobs", type=int, required=True)
    given = parser.parse_args(arguments)
    began = time.perf_counter()
    with tempfile.TemporaryDirectory(dir=given.folder.parent) as scratch:
        pages = index_folder(given.folder, given.jobs, Path(scratch))
    print(json.dumps({"pages": pages, "seconds": time.perf_counter() - began}))


def index_folder(folder: Path, jobs: int, scratch: Path) -> int:
    """Index the PDF files of a folder in so many processes; how many pages there were."""
    files = pdfs_in(folder)
    methods = multiprocessing.get_all_start_methods()
    context: Any = multiprocessing.get_context("fork" if "fork" in methods else "spawn")
    next_file, pages = context.Value("q", 0), context.Value("q", 0)
    processes = [
        context.Process(target=_index, args=(files, scratch / str(job), next_file, pages))
        for job in range(jobs)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    if any(process.exitcode for process in processes):
        raise RuntimeError("a process of the limit did not end well")
    return int(pages.value)


def _index(
    files: Sequence[Path], place: Path, next_file: "Synchronized[int]", pages: "Synchronized[int]"
) -> None:
    place.mkdir()
    schema = tantivy.SchemaBuilder().add_text_field("text").build()
    writer = tantivy.Index(schema, str(place)).writer(HEAP, 1)
    done = 0
    while True:
        with next_file.get_lock():
            at = next_file.value
            next_file.value += 1
        if at >= len(files):
            break
        for text in _texts(files[at]):
            writer.add_document(tantivy.Document(text=text))
            done += 1
    writer.commit()
    writer.wait_merging_threads()
    with pages.get_lock():
        pages.value += done


def _texts(path: Path) -> Sequence[str]:
    """The text of every page; none where pdfium does not open the file."""
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError:
        return []
    texts = []
    for page in document:
        text_page = page.get_textpage()
        texts.append(text_page.get_text_bounded())
        text_page.close()
        page.close()
    document.close()
    return texts


if __name__ == "__main__":
    main()
