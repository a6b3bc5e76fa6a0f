"""What a questionnaire says of several catalogues at once."""

from app.documents.model import parse_as
from app.documents.reader import Data, Document
from app.instruments.across import check_across
from app.instruments.model import Catalogue
from tests.builders import questionnaire


def catalogue(identity: str, *indicators: str) -> Catalogue:
    words = dict.fromkeys(("title", "publisher", "document", "edition", "note"), "W")
    listed: Data = [
        {"id": each, "label": "L", "covers": "C", "provenance": "proposal"} for each in indicators
    ]
    data: Data = {"id": identity, "version": "1.0.0", **words, "indicators": listed}
    return parse_as(Document("test.yaml", data, {}, ""), Catalogue)


def test_indicators_of_two_catalogues_are_known_and_may_not_share_an_id() -> None:
    asked = questionnaire(
        catalogues=[
            {"id": name, "version": "1.0.0", "provenance": "proposal"}
            for name in ("signs", "others", "third")
        ],
        indicators={
            name: {"when": {"papers_held": "yes"}, "because": "B"} for name in ("a.one", "b.two")
        },
    )
    catalogues = {
        "signs@1.0.0": catalogue("signs", "a.one"),
        "others@1.0.0": catalogue("others", "b.two"),
        "third@1.0.0": catalogue("third", "a.one"),
    }

    (fault,) = check_across(asked, catalogues, ())

    assert fault.path == ("catalogues", 2, "id")
    assert fault.what == "“a.one” is an indicator of “signs” as well"


def test_indicator_of_a_newer_version_is_told_with_that_version() -> None:
    asked = questionnaire(
        catalogues=[{"id": "signs", "version": "1.0.0", "provenance": "proposal"}],
        indicators={"b.two": {"when": {"papers_held": "yes"}, "because": "B"}},
    )
    catalogues = {
        "signs@1.0.0": catalogue("signs", "a.one"),
        "signs@1.1.0": catalogue("signs", "a.one", "b.two"),
        "others@1.0.0": catalogue("others", "b.two"),
    }

    (fault,) = check_across(asked, catalogues, ())

    assert fault.what == "the catalogue has no indicator “b.two”"
    assert fault.hint == "It is in signs@1.1.0: name that version below `catalogues:`."
