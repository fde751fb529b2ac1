"""Titles in capitals become what a person would write down."""

from ingest.describe.plain_case import PlainCase
from tests.each import each

TEXT = (
    "Le Congo présente sa contribution prévue déterminée au niveau national (CPDN). "
    "Cette contribution prévue déterminée au niveau national suit la CCNUCC."
)


@each(
    ("shouted", "plain"),
    [
        # As its words stand together in the text, accents and acronyms included.
        ("CONTRIBUTION PREVUE DETERMINEE AU NIVEAU NATIONAL",
         "Contribution prévue déterminée au niveau national"),
        ("LA CPDN DU CONGO", "La CPDN du Congo"),
        # What stands nowhere else keeps a capital: it may be a name.
        ("LES VILLES DE KINTELE", "Les Villes de Kintele"),
        ("PRESENTATION BY THE CCNR", "Presentation by the CCNR"),
        # What does not shout stays.
        ("The GREEN Plan", "The GREEN Plan"),
        ("INDC", "INDC"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_title_in_capitals_is_written_as_its_document_writes(shouted: str, plain: str) -> None:
    assert PlainCase([TEXT]).of(shouted) == plain


def test_what_shouts_teaches_nothing() -> None:
    assert PlainCase(["THE HOUSING PLAN\nA Housing plan"]).of("THE HOUSING PLAN") == (
        "The Housing plan"
    )
