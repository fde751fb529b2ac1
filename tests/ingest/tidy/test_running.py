"""What repeats over the pages is shown and not matched."""

from collections.abc import Callable

from corpus.document import Page

Tidied = Callable[..., tuple[Page, ...]]

BODY = (
    "Rents rose.", "Flats are few.", "Owners sell.", "Tenants move.", "Courts decide.",
    "Schools mix.", "Banks lend.", "Towns build.",
)  # fmt: skip


def left_out(page: Page) -> list[str]:
    return [page.text[start:end] for start, end in page.left_out]


def report(head: str = "", foot: str = "", pages: int = 6) -> list[str]:
    """Pages of two lines each between a head and a foot; # is the number of the page."""
    return [
        f"{head}\n{BODY[n % 8]}\nAs was said {'again ' * n}here.\n{foot}".replace("#", str(n + 1))
        for n in range(pages)
    ]


def test_heads_feet_and_page_numbers_are_left_out(tidy: Tidied) -> None:
    pages = tidy(*report("Housing in Vienna", "Page #"))

    assert left_out(pages[3]) == ["Housing in Vienna", "Page 4"]
    assert "Tenants move." in pages[3].matched
    assert pages[3].text.startswith("Housing in Vienna")


def test_a_head_that_holds_the_page_number_is_left_out(tidy: Tidied) -> None:
    assert left_out(tidy(*report("CLIP 2009 – #"))[2]) == ["CLIP 2009 – 3"]


def test_heads_of_left_and_right_pages_are_left_out(tidy: Tidied) -> None:
    texts = [
        ("Housing" if n % 2 else "City of Vienna") + page for n, page in enumerate(report(pages=8))
    ]

    assert [left_out(page) for page in tidy(*texts)[2:4]] == [["City of Vienna"], ["Housing"]]


def test_heads_that_change_with_the_chapter_are_left_out_and_name_the_section(
    tidy: Tidied,
) -> None:
    chapters = ["Housing"] * 3 + ["Employment"] * 3 + ["Schools"] * 3
    texts = [head + page for head, page in zip(chapters, report(pages=9), strict=True)]

    pages = tidy(*texts)

    assert left_out(pages[5]) == ["Employment"]
    assert [page.section for page in pages[1:]] == chapters[1:]


def test_the_title_on_the_first_page_stays(tidy: Tidied) -> None:
    assert left_out(tidy(*report("Housing in Vienna"))[0]) == []


def test_a_page_of_nothing_but_its_head_is_a_title_and_stays(tidy: Tidied) -> None:
    texts = report("Housing in Vienna", "#")
    texts[3] = "Housing in Vienna\n4"

    assert left_out(tidy(*texts)[3]) == ["4"]


def test_the_head_of_a_table_that_goes_on_over_some_pages_stays(tidy: Tidied) -> None:
    table = "Measure Start End\n(new or\nchanged)\n"
    texts = [table + page if n > 2 else page for n, page in enumerate(report(pages=8))]

    assert left_out(tidy(*texts)[5]) == []


def test_a_row_of_a_table_that_repeats_stays(tidy: Tidied) -> None:
    texts = [page + "Total 100 100" if n % 2 else page for n, page in enumerate(report(pages=8))]

    assert left_out(tidy(*texts)[5]) == []


def test_a_line_in_the_middle_of_every_page_stays(tidy: Tidied) -> None:
    inner = "\n".join(f"line {{0}} {n}" for n in range(4))
    texts = [f"{inner}\nAims:\n{inner}".replace("{0}", BODY[n]) for n in range(6)]

    assert all(left_out(page) == [] for page in tidy(*texts))


def test_a_document_of_three_pages_repeats_nothing(tidy: Tidied) -> None:
    assert all(left_out(page) == [] for page in tidy(*report("Housing", "#", pages=3)))


def test_a_printed_number_becomes_the_label_where_it_differs(tidy: Tidied) -> None:
    pages = tidy("Title", *report(foot="#"))

    assert [(page.number, page.label) for page in pages][:3] == [(1, ""), (2, "1"), (3, "2")]


def test_labels_that_the_format_gave_stay(tidy: Tidied) -> None:
    pages = tidy("Title", *report(foot="#", pages=4), labels=("i", "ii", "", "", ""))

    assert [page.label for page in pages] == ["i", "ii", "", "", ""]


def test_a_number_glued_to_its_head_is_taken_off(tidy: Tidied) -> None:
    page = tidy(*report("#Housing policy"))[2]

    assert page.text.startswith("3 Housing policy\n")
    assert left_out(page) == ["3 Housing policy"]


def test_a_number_that_belongs_to_its_word_stays_there(tidy: Tidied) -> None:
    texts = report("#")
    texts[1] += "less CO2"

    assert "less CO2" in tidy(*texts)[1].text
