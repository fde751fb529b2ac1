"""How many entries hold a word: asked again and again, so it is remembered."""

import tantivy

from corpus.words import LANGUAGES, stem

MOST = 200_000
"""Numbers that are remembered."""


class Frequencies:
    """The frequencies of one index as one commit left it. Safe in several threads.

    `wider` are those of an index that holds whatever this one holds in the same fields,
    so that what is not there need not be looked for here.
    """

    def __init__(
        self,
        schema: tantivy.Schema,
        searcher: tantivy.Searcher,
        wider: "Frequencies | None" = None,
    ) -> None:
        self._schema = schema
        self._searcher = searcher
        self._wider = wider
        self._languages: dict[str, tuple[str, ...]] = {}
        self._counts: dict[tuple[str, str], int] = {}
        self._families: dict[tuple[str, str], dict[str, int]] = {}
        self.entries = int(searcher.num_docs)

    def of(self, field: str, form: str) -> int:
        """How many entries hold this form in a field; none in a field that the index has not."""
        count = self._counts.get((field, form))
        if count is None:
            if len(self._counts) > MOST:
                self._counts = {}
            count = self._counts[field, form] = self._counted(field, form)
        return count

    def _counted(self, field: str, form: str) -> int:
        try:
            return int(self._searcher.doc_freq(field, form))
        except ValueError:  # pages have no title
            return 0

    def family(self, field: str, word: str) -> dict[str, int]:
        """The stems of a word, in all languages, that occur in a field, and how often."""
        known = self._families.get((field, word))
        if known is None:
            if len(self._families) > MOST // 10:
                self._families = {}
            forms = self._wider.family(field, word) if self._wider else self._stems(field, word)
            counts = {form: self.of(field, form) for form in forms}
            known = self._families[field, word] = {f: n for f, n in counts.items() if n}
        return known

    def _stems(self, field: str, word: str) -> list[str]:
        """The stems of a word in the languages of which a field has any."""
        languages = self._languages.get(field)
        if languages is None:
            languages = self._languages[field] = tuple(
                language for language in ("", *LANGUAGES) if self._begins(field, f"{language}:")
            )
        return sorted({stem(word, language) for language in languages})

    def _begins(self, field: str, prefix: str) -> bool:
        """Whether something in a field begins so."""
        some = tantivy.Query.phrase_prefix_query(self._schema, field, [prefix])
        if self._searcher.search(some, 1).hits:
            return True
        # Only some terms were tried, and they may have been those of deleted documents.
        return bool(self._searcher.terms_with_prefix(field, prefix, limit=1))
