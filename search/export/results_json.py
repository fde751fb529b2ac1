"""Results as other programs read them; the keys are kept from version to version."""

from search.explaining.nothing_found import Zero
from search.results import Corrected, Hit, Related, Results
from search.suggesting.completion import Completion
from search.understanding.expansions import Expansion


def results_as_json(results: Results, zero: Zero | None = None) -> dict[str, object]:
    """One page of results, and all there is to say about the search.

    `zero` says why nothing was found, where nothing was.
    """
    return {
        "query": results.ask.text,
        "total": results.total,
        "more": results.more,
        "held": results.held,
        "took_ms": round(results.took * 1000, 2),
        "notes": [str(note) for note in results.notes],
        "dropped": list(results.dropped),
        "expansions": [_expansion_as_json(one) for one in results.expansions],
        "corrected": _corrected_as_json(results.corrected) if results.corrected else None,
        "nothing_found": list(zero.lines) if zero else [],
        "hits": [_hit_as_json(hit) for hit in results.hits],
        "facets": {
            facet.field: [[value.value, value.count] for value in facet.values]
            for facet in results.facets
        },
        "searched": {
            "documents": results.coverage.documents,
            "without_text": results.coverage.without_text,
            "failed": results.coverage.failed,
        },
    }


def completion_as_json(one: Completion) -> dict[str, object]:
    """One way in which what is typed may go on."""
    return {
        "label": one.label,
        "spelling": one.spelling,
        "kind": one.kind,
        "documents": one.documents,
        "query": one.text,
        "start": one.start,
        "end": one.end,
        "inserted": one.inserted,
    }


def _expansion_as_json(expansion: Expansion) -> dict[str, object]:
    return {
        "typed": expansion.typed,
        "text": expansion.text,
        "because": str(expansion.because),
        "language": expansion.language,
        "concept": expansion.concept,
        "eurovoc": list(expansion.eurovoc),
        "is_on": expansion.is_on,
    }


def _corrected_as_json(corrected: Corrected) -> dict[str, object]:
    return {
        "text": corrected.text,
        "is_shown": corrected.is_shown,
        "corrections": [[one.typed, one.text, one.documents] for one in corrected.corrections],
    }


def _hit_as_json(hit: Hit) -> dict[str, object]:
    values = hit.values
    return {
        "rank": hit.rank,
        "id": hit.id,
        "title": hit.plain_title,
        "score": hit.score,
        "city": list(values.get("city", ())),
        "module": list(values.get("module", ())),
        "year": next(iter(values.get("year", ())), None),
        "kind": next(iter(values.get("kind", ())), None),
        "language": list(values.get("language", ())),
        "source": next(iter(values.get("source", ())), None),
        "matched_in": list(hit.matched_in),
        "pages": [
            {
                "number": page.number,
                "label": page.label,
                "heading": page.heading,
                "score": page.score,
                "passage": page.passage.text,
            }
            for page in hit.pages
        ],
        "more_pages": hit.more_pages,
        "similar_pages": sum(page.similar for page in hit.pages),
        "shown_for": hit.shown_for,
        "is_further": hit.is_further,
        "lacks": list(hit.lacks),
        "versions": [related_as_json(one) for one in hit.versions],
        "translations": [related_as_json(one) for one in hit.translations],
        "part_of": related_as_json(hit.part_of) if hit.part_of else None,
        "parts": [related_as_json(one) for one in hit.parts],
    }


def related_as_json(related: Related) -> dict[str, object]:
    """A document beside another."""
    return {
        "id": related.id,
        "title": related.title,
        "format": related.format,
        "pages": related.page_count,
        "language": related.language,
    }
