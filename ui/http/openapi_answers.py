"""What the answers of the API hold, as JSON Schema."""

from typing import Any

from search.tables.matrix import State

Json = dict[str, Any]

_TEXT: Json = {"type": "string"}
_MAYBE: Json = {"type": ["string", "null"]}
_COUNT: Json = {"type": "integer", "minimum": 0}
_NUMBER: Json = {"type": "number"}
_FLAG: Json = {"type": "boolean"}
_LINK: Json = {"type": "string", "format": "uri"}


def _list(items: Json) -> Json:
    return {"type": "array", "items": items}


def _row(items: Json, length: int) -> Json:
    """So many values in a fixed order, which a description says."""
    return {**_list(items), "minItems": length, "maxItems": length}


def _object(**properties: Json) -> Json:
    """An object in which all of these stand, and perhaps more in another version."""
    return {"type": "object", "properties": properties, "required": list(properties)}


def _map(values: Json) -> Json:
    return {"type": "object", "additionalProperties": values}


def _named(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def _maybe(schema: Json) -> Json:
    return {"anyOf": [schema, {"type": "null"}]}


_AROUND: Json = {
    "versions": _list(_named("Related")),
    "translations": _list(_named("Related")),
    "part_of": _maybe(_named("Related")),
    "parts": _list(_named("Related")),
}

_LINKS = _object(reader=_LINK, doc=_LINK, data=_LINK)

_SIDE = _object(field=_TEXT, values=_list(_TEXT))

SCHEMAS: Json = {
    "Error": _object(error=_TEXT, hint=_TEXT),
    "Related": _object(id=_TEXT, title=_TEXT, format=_TEXT, pages=_COUNT, language=_TEXT),
    "Hit": _object(
        rank=_COUNT,
        id=_TEXT,
        title=_TEXT,
        score=_NUMBER,
        city=_list(_TEXT),
        module=_list(_TEXT),
        year=_MAYBE,
        kind=_MAYBE,
        language=_list(_TEXT),
        source=_MAYBE,
        matched_in=_list(_TEXT),
        pages=_list(
            _object(
                number=_COUNT, label=_TEXT, heading=_TEXT, score=_NUMBER, passage=_TEXT, link=_LINK
            )
        ),
        more_pages=_COUNT,
        similar_pages=_COUNT,
        shown_for=_COUNT,
        is_further={**_FLAG, "description": "Whether it follows the result, and lacks words."},
        lacks={**_list(_TEXT), "description": "The words that it does not hold."},
        links=_LINKS,
        **_AROUND,
    ),
    "Results": _object(
        query=_TEXT,
        total={**_COUNT, "description": "Documents of the result."},
        more={**_COUNT, "description": "Documents listed with it that hold some of the words."},
        held={**_TEXT, "description": "How much of the words the documents of the result hold."},
        took_ms=_NUMBER,
        notes=_list(_TEXT),
        dropped=_list(_TEXT),
        expansions=_list(
            _object(
                typed=_TEXT,
                text=_TEXT,
                because=_TEXT,
                language=_TEXT,
                concept=_TEXT,
                eurovoc=_list(_TEXT),
                is_on=_FLAG,
            )
        ),
        corrected=_maybe(
            _object(
                text=_TEXT,
                is_shown=_FLAG,
                corrections={
                    **_list(_row({"type": ["string", "integer"]}, 3)),
                    "description": "What was typed, what is meant, how many documents have it.",
                },
            )
        ),
        nothing_found=_list(_TEXT),
        hits=_list(_named("Hit")),
        facets={
            **_map(_list(_row({"type": ["string", "integer"]}, 2))),
            "description": "By field, each value and how many documents have it.",
        },
        searched=_object(documents=_COUNT, without_text=_COUNT, failed=_COUNT),
        page=_COUNT,
        per_page=_COUNT,
        page_count=_COUNT,
        links=_object(previous=_MAYBE, next=_MAYBE, front=_LINK, feed=_LINK),
    ),
    "Document": {
        **_object(
            id=_TEXT,
            title=_TEXT,
            summary=_list(_TEXT),
            fields=_map(_named("Fact")),
            page_count=_COUNT,
            pages=_list(_object(number=_COUNT, label=_TEXT, name=_TEXT)),
            notes=_list(_TEXT),
            links=_LINKS,
            **_AROUND,
        ),
    },
    "Fact": _object(
        label=_TEXT,
        values=_list(_TEXT),
        labels=_list(_TEXT),
        is_corrected=_FLAG,
        claims=_list(
            _object(
                value=_TEXT,
                stands_for=_TEXT,
                origin=_TEXT,
                evidence=_TEXT,
                confidence=_NUMBER,
                follows_from=_TEXT,
                why_not=_TEXT,
            )
        ),
    ),
    "Page": _object(
        number=_COUNT,
        label=_TEXT,
        name=_TEXT,
        text=_TEXT,
        matches=_list(_list(_COUNT)),
        is_ocr=_FLAG,
        previous_match={"type": ["integer", "null"]},
        next_match={"type": ["integer", "null"]},
        link=_LINK,
    ),
    "Completions": _object(
        query=_TEXT,
        completions=_list(
            _object(
                label=_TEXT,
                spelling=_TEXT,
                kind=_TEXT,
                documents=_COUNT,
                query=_TEXT,
                start=_COUNT,
                end=_COUNT,
                inserted=_TEXT,
            )
        ),
    ),
    "Suggestions": {
        **_row({"anyOf": [_TEXT, _list(_TEXT)]}, 4),
        "description": "OpenSearch suggestions: typed, queries, what they are, where they lead.",
    },
    "Matrix": _object(
        query=_TEXT,
        rows=_SIDE,
        columns=_SIDE,
        layers=_SIDE,
        notes=_list(_TEXT),
        cells=_list(
            _object(
                row=_MAYBE,
                column=_MAYBE,
                layer=_MAYBE,
                documents=_COUNT,
                passages={"type": ["integer", "null"]},
                reports=_COUNT,
                not_readable=_COUNT,
                state={"type": "string", "enum": [str(state) for state in State]},
            )
        ),
        links=_object(front=_LINK),
    ),
}
"""By name; an answer may hold more than is listed in a later version."""

SCHEMAS["Document"]["properties"] |= {
    "page": _named("Page"),
    "matching_pages": _list(_COUNT),
}
