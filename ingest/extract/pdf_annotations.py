"""What was written onto a page of a PDF: values of form fields, and notes of readers.

It is no part of the text that pdfium takes from a page. What is hidden is left out, and so
are passwords, ticks and what describes a link.
"""

from collections.abc import Iterator
from ctypes import c_uint16, sizeof
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw as pdfium_c

from corpus.words import clean

_MOST = 500
_LONGEST = 20_000
_NOTES = frozenset({
    pdfium_c.FPDF_ANNOT_TEXT, pdfium_c.FPDF_ANNOT_FREETEXT, pdfium_c.FPDF_ANNOT_HIGHLIGHT,
    pdfium_c.FPDF_ANNOT_UNDERLINE, pdfium_c.FPDF_ANNOT_STRIKEOUT, pdfium_c.FPDF_ANNOT_CARET,
    pdfium_c.FPDF_ANNOT_STAMP,
})  # fmt: skip
_FILLED_IN = frozenset({
    pdfium_c.FPDF_FORMFIELD_TEXTFIELD, pdfium_c.FPDF_FORMFIELD_COMBOBOX,
    pdfium_c.FPDF_FORMFIELD_LISTBOX,
})  # fmt: skip
_HIDDEN = pdfium_c.FPDF_ANNOT_FLAG_HIDDEN | pdfium_c.FPDF_ANNOT_FLAG_NOVIEW
_PASSWORD = 1 << 13


def written_onto(page: pdfium.PdfPage, form: pdfium.PdfFormEnv | None) -> list[str]:
    """The values and notes on an open page, in the order of the file, each on its lines."""
    count = min(pdfium_c.FPDFPage_GetAnnotCount(page), _MOST)
    return [text for index in range(count) for text in _texts(page, index, form)]


def _texts(page: pdfium.PdfPage, index: int, form: pdfium.PdfFormEnv | None) -> Iterator[str]:
    annotation = pdfium_c.FPDFPage_GetAnnot(page, index)
    if not annotation:
        return
    try:
        if pdfium_c.FPDFAnnot_GetFlags(annotation) & _HIDDEN:
            return
        kind = pdfium_c.FPDFAnnot_GetSubtype(annotation)
        text = ""
        if kind in _NOTES:
            text = _read(pdfium_c.FPDFAnnot_GetStringValue, annotation, b"Contents")
        elif kind == pdfium_c.FPDF_ANNOT_WIDGET and form is not None:
            text = _value(form, annotation)
        if text := clean(text).strip():
            yield text
    finally:
        pdfium_c.FPDFPage_CloseAnnot(annotation)


def _value(form: pdfium.PdfFormEnv, annotation: Any) -> str:
    if pdfium_c.FPDFAnnot_GetFormFieldType(form, annotation) not in _FILLED_IN:
        return ""
    if pdfium_c.FPDFAnnot_GetFormFieldFlags(form, annotation) & _PASSWORD:
        return ""
    return _read(pdfium_c.FPDFAnnot_GetFormFieldValue, form, annotation)


def _read(function: Any, *asked: Any) -> str:
    """A text as pdfium hands it over: first how long it is, then into a place of that length."""
    size = function(*asked, None, 0)
    if not sizeof(c_uint16) < size <= 2 * _LONGEST:
        return ""
    buffer = (c_uint16 * (size // sizeof(c_uint16) + 1))()
    function(*asked, buffer, size)
    return bytes(buffer).decode("utf-16-le", "replace").partition("\0")[0]
