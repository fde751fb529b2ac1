import re
from pathlib import Path

from ingest.media_type import media_type_of

GUIDE = Path(__file__).resolve().parents[3] / "docs" / "adding" / "a-file-format.md"


def test_the_example_of_the_guide_works(tmp_path: Path) -> None:
    code = re.search(r"```python\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert code
    names: dict[str, object] = {}
    exec(code[1], names)
    path = tmp_path / "talk.vtt"
    path.write_text("WEBVTT\n\n00:01:02.000 --> 00:01:04.000\nHousing\n", encoding="utf-8")
    reader = names["SubtitlesReader"]
    assert callable(reader)

    (extracted,) = reader().read(path)

    assert [(page.label, page.text) for page in extracted.pages] == [("01", "Housing")]
    assert media_type_of(path) == "text/vtt"
