"""A workbook from elsewhere is read as a dry run: every row is told apart, nothing is guessed."""

import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.conditions.values import Silence
from app.datasets import intake, unpacking
from app.datasets.intake import SURVEY, Reader, list_problems
from app.datasets.unpacking import UnfitWorkbookError
from tests.datasets.reference import dataset, mapping

LABELS = {each.column: each.label for each in mapping("htcds").template}


def save(path: Path, *rows: dict[str, Any]) -> Path:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.append([None, *(each.name for each in mapping("htcds").template)])
    sheet.append([None, *LABELS.values()])
    for number, row in enumerate(rows, start=1):
        sheet.append([number, *(row.get(column) for column in LABELS)])
    workbook.save(path)
    return path


def read(path: Path) -> tuple[intake.RowReport, ...]:
    return Reader(mapping("htcds"), dataset("victims")).read(path)


def read_one(tmp_path: Path, **cells: Any) -> intake.RowReport:
    (report,) = read(save(tmp_path / "one.xlsx", cells))
    return report


def test_labels_and_codes_are_both_read(tmp_path: Path) -> None:
    labelled = read_one(tmp_path, vic_MethodsOfControl="Debt bondage ; Takes earnings")
    coded = read_one(tmp_path, vic_MethodsOfControl="DebtBondage; TakesEarnings")

    assert labelled.record == coded.record
    assert coded.record is not None
    assert coded.record.get("means_of_control") == ("debt_bondage", "takes_earnings")


def test_labels_that_hold_the_separator_stay_whole(tmp_path: Path) -> None:
    cell = (
        "Water supply; sewerage, waste management and remediation; Construction; "
        "Public administration and defence; compulsory social security"
    )

    report = read_one(tmp_path, vic_ForcedLabourIndustry=cell)

    assert report.record is not None
    assert report.record.get("sectors") == ("e", "f", "o")


@pytest.mark.parametrize(
    ("column", "cell", "field", "value"),
    [
        ("prs_Citizenship", "Namibia; Serbia", "citizenships", ("NA", "RS")),
        ("prs_Citizenship", "NA", "citizenships", ("NA",)),
        ("con_Consent", True, "consent", "consent_given"),
        ("con_Consent", False, "consent", "consent_refused"),
        ("cas_Status", "Follow up", "case_status", "follow_up"),
        ("cas_IncomingReferralDate", date(2026, 2, 3), "referred_in_on", date(2026, 2, 3)),
        ("cas_IncomingReferralDate", "2026-02-03", "referred_in_on", date(2026, 2, 3)),
        ("prs_Gender", "NonSpecifiedUnknown", "gender", Silence.UNKNOWN),
        ("prs_Gender", "Not Specified/Unknown", "gender", Silence.UNKNOWN),
    ],
)
def test_a_cell_becomes_the_value_that_it_means(
    tmp_path: Path, column: str, cell: object, field: str, value: object
) -> None:
    report = read_one(tmp_path, **{column: cell})

    assert report.problems == ()
    assert report.record is not None
    assert report.record.get(field) == value


@pytest.mark.parametrize(
    ("column", "cell", "words"),
    [
        ("vic_MethodsOfControl", "Debt bondage; Magic", "“Magic” is none of the published"),
        ("prs_Gender", "Woman", "“Woman” is none of the published"),
        ("cas_IncomingReferralDate", "3.2.2026", "is no date. Write it as 2026-11-22."),
    ],
)
def test_a_cell_that_means_nothing_is_told_with_its_row(
    tmp_path: Path, column: str, cell: str, words: str
) -> None:
    path = save(tmp_path / "one.xlsx", {"cas_Status": "Active"}, {column: cell})

    reports = read(path)

    assert [report.record is None for report in reports] == [False, True]
    (sentence,) = list_problems(reports)
    assert sentence.startswith(f"Row 4: {column}: ")
    assert words in sentence


def test_names_are_passed_over_and_said_to_be(tmp_path: Path) -> None:
    report = read_one(tmp_path, prs_FirstName="Invented", cas_Status="Active")

    assert report.unread == ("prs_FirstName",)
    assert report.record is not None
    assert set(report.record.values) == {"case_status"}


def test_addresses_are_told_by_what_people_see_and_not_by_hidden_names(tmp_path: Path) -> None:
    report = read_one(tmp_path, prs_MailingCountry="Serbia")

    assert report.unread == ("prs_MailingCountry",)


def test_a_workbook_that_unpacks_to_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The real limit takes seconds to pack; where it lies makes no difference to who is refused.
    monkeypatch.setattr(unpacking, "MOST_UNPACKED", 5_000_000)
    path = tmp_path / "huge.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b" " * (unpacking.MOST_UNPACKED + 1))

    assert path.stat().st_size < 1_000_000
    with pytest.raises(UnfitWorkbookError, match="unpacks to more than"):
        read(path)


def test_a_workbook_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    path = save(tmp_path / "one.xlsx", {"cas_Status": "Active"})
    with zipfile.ZipFile(path) as packed:
        info = packed.getinfo("xl/worksheets/sheet1.xml")
    true, small = info.file_size.to_bytes(4, "little"), (9).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(true, small))

    with pytest.raises(UnfitWorkbookError):
        read(path)


@pytest.mark.parametrize("content", [b"", b"not a workbook", b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_workbook_is_refused_with_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "none.xlsx"
    path.write_bytes(content)

    with pytest.raises(UnfitWorkbookError, match=r"save it"):
        read(path)


def test_a_sheet_without_the_labels_is_refused(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.worksheets[0].append(["some", "other", "table"])
    workbook.save(tmp_path / "other.xlsx")

    with pytest.raises(UnfitWorkbookError, match="use its template"):
        read(tmp_path / "other.xlsx")


# The names under which submissions of the published survey form come, some below a group.
SURVEY_HEAD = "start,prs_First_Name,prs_Gender,prs_Citizenship,grp/vic_Methods_of_Control,cas_ReferringOrganisation,cas_ReasonForIncomingReferral"  # noqa: E501 - A header is one line.


def read_survey(tmp_path: Path, *lines: str) -> tuple[intake.RowReport, ...]:
    path = tmp_path / "submissions.csv"
    path.write_text("\n".join([SURVEY_HEAD, *lines]) + "\n", encoding="utf-8")
    return Reader(mapping("htcds"), dataset("victims"), SURVEY).read(path)


def test_submissions_of_the_survey_form_are_read(tmp_path: Path) -> None:
    (report,) = read_survey(
        tmp_path, "2026,Invented,Feminine,NA,DebtBondage  TakesEarnings,Some Office,in words"
    )

    assert report.problems == ()
    assert report.record is not None
    assert dict(report.record.values) == {
        "gender": "feminine",
        "citizenships": ("NA",),
        "means_of_control": ("debt_bondage", "takes_earnings"),
    }
    assert set(report.unread) == {
        "prs_FirstName",
        "cas_ReferringOrganisation",
        "cas_ReasonForIncomingReferral",
    }


def test_a_submission_with_a_strange_code_is_told_apart_from_the_others(tmp_path: Path) -> None:
    reports = read_survey(tmp_path, "1,,Feminine,RS,Magic,,", "2,,Masculine,RS,DebtBondage,,")

    assert [report.record is None for report in reports] == [True, False]
    assert [report.row for report in reports] == [2, 3]


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b'"open'])
def test_what_is_no_csv_is_refused_with_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "none.csv"
    path.write_bytes(content)

    with pytest.raises(UnfitWorkbookError, match="save it once more"):
        Reader(mapping("htcds"), dataset("victims"), SURVEY).read(path)


def test_every_published_code_can_be_read(tmp_path: Path) -> None:
    lists = [each for each in mapping("htcds").lists if each.id != "organisation_type"]
    known = set(LABELS)

    for found in lists:
        columns = [column for column in found.columns if column in known]
        for column in columns:
            rows = [{column: code.label} for code in found.codes]
            reports = read(save(tmp_path / "all.xlsx", *rows))
            assert len(reports) == len(rows)
            assert list(list_problems(reports)) == []


def test_an_organisation_by_name_is_left_to_people(tmp_path: Path) -> None:
    named = read_one(tmp_path, cas_ReferringOrganisation="Some Office", cas_Status="Active")
    coded = read_one(tmp_path, cas_ReferringOrganisation="org-03", cas_Status="Active")

    assert named.unread == ("cas_ReferringOrganisation",)
    assert coded.record is not None
    assert coded.record.get("referred_by") == "org-03"
