"""The page of a survey shows each share with its interval, as a table and as a chart beside it."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml.html import HtmlElement, fromstring

from app.cli.assessing import assess
from app.engine.ids import FindingId
from tests.bulk.test_estimates import ANSWER, OPTIONS, OTHER, Rows, read, survey, write
from tests.engine.shipped import load_shipped

__all__ = ["survey"]

# Those of the two indicators that the survey asked for.
DIMENSIONS = ("Exploitative conditions of work", "Coercive recruitment")


def run(path: Path, *options: str) -> Result:
    return CliRunner().invoke(assess, ["presumption-adult", str(path), *options])


@pytest.fixture
def shares(survey: Path, tmp_path: Path) -> Path:
    """Give the file of the shares; the page lies beside it."""
    out, page = tmp_path / "shares.csv", tmp_path / "shares.html"
    result = run(survey, *OPTIONS, "--output", str(out), "--page", str(page))
    assert result.exit_code == 0, result.stderr
    return out


def open_page(shares: Path) -> HtmlElement:
    return fromstring(shares.with_suffix(".html").read_text(encoding="utf-8"))


def find_table(page: HtmlElement, caption: str) -> list[list[str]]:
    (table,) = page.xpath("//table[caption[normalize-space() = $words]]", words=caption)
    return [[each.text_content().strip() for each in row] for row in table.xpath("tbody/tr")]


def say(row: dict[str, str]) -> list[str]:
    share, low, high, error = (
        f"{float(row[name]) * 100:.1f} %" for name in ("estimate", "low", "high", "standard_error")
    )
    group = row["by"] or "everybody"
    return [row["value"], group, share, f"{low} to {high}", error, row["records"]]


def keep(rows: Rows, column: str) -> Rows:
    """Give the rows of a column, value by value as the page has them."""
    values = list(dict.fromkeys(row["value"] for row in rows))
    found = [row for row in rows if row["column"] == column]
    return sorted(found, key=lambda row: values.index(row["value"]))


def test_every_share_that_was_written_stands_on_the_page(shares: Path) -> None:
    page, rows = open_page(shares), read(shares)

    published = load_shipped().find("presumption-adult")
    assert published is not None
    told = find_table(page, published.item.findings[FindingId("presumption")].title)
    hours, alone = (find_table(page, f"{each}: indicators that are there") for each in DIMENSIONS)

    assert told == [say(row) for row in keep(rows, "presumption")]
    for table, column in ((hours, ANSWER), (alone, OTHER)):
        assert [row[1:] for row in table] == [say(row) for row in rows if row["column"] == column]
    # A drawing for each result, and one for each dimension of which indicators were asked.
    results = {row["column"] for row in rows if "." not in row["column"]}
    assert len(page.xpath("//svg")) == len(results) + 2
    assert "600" in told[0]


def test_page_asks_for_nothing_elsewhere_and_names_in_drawings_differ(shares: Path) -> None:
    page = open_page(shares)

    names = [str(each) for each in page.xpath("//@id")]
    links = [str(each) for each in page.xpath("//@*[local-name() = 'href']")]

    assert not page.xpath("//script | //link | //img")
    assert len(names) == len(set(names))
    assert {each.removeprefix("#") for each in links} <= set(names)


def test_hostile_group_is_only_text(survey: Path, tmp_path: Path) -> None:
    rows = [{**row, "sector": "<script>hurt()</script>"} for row in read(survey)]
    out, page = tmp_path / "shares.csv", tmp_path / "shares.html"

    run(write(survey, rows), *OPTIONS, "--output", str(out), "--page", str(page))

    assert not open_page(out).xpath("//script")
    assert "<script>hurt()</script>" in open_page(out).text_content()


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--page", "shares.html"), "--page shows the estimates of a survey"),
        ((*OPTIONS, "--page", "shares.html"), "--page shows the estimates of a survey"),
        ((*OPTIONS, "--output", "shares.csv", "--page", "shares.pdf"), "must end with .html"),
    ],
)
def test_page_without_what_it_shows_is_refused(
    survey: Path, options: tuple[str, ...], sentence: str
) -> None:
    result = run(survey, *options)

    assert result.exit_code == 2
    assert sentence in result.stderr


def test_group_of_numbers_stays_as_it_was_written(survey: Path, tmp_path: Path) -> None:
    rows = [{**row, "sector": f"0{number % 2}"} for number, row in enumerate(read(survey))]
    out, page = tmp_path / "shares.csv", tmp_path / "shares.html"

    run(write(survey, rows), *OPTIONS, "--output", str(out), "--page", str(page))

    told = find_table(open_page(out), f"{DIMENSIONS[0]}: indicators that are there")
    assert {row[2] for row in told} == {"everybody", "00", "01"}
    assert ANSWER in {row["column"] for row in read(out)}
