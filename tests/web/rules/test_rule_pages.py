"""Everybody who is signed in can read how results are decided, in the words of the files."""

import shutil
from pathlib import Path

import pytest
from flask import Flask

from app.instruments.model import Clause
from app.instruments.vocabulary import Provenance
from app.services.library import load_library
from app.settings import REPOSITORY
from app.web.rules.context import build_rule_set_page
from app.web.rules.wording import COUNTS, word_clause
from tests.web.conftest import SignIn
from tests.web.page import Page
from tests.web.page_client import PageClient
from tests.web.walking import begin

LIBRARY = load_library(REPOSITORY / "indicators", REPOSITORY / "rules")
RULE_SETS = [each.name for each in LIBRARY.rules.rule_sets]
ROLES = ("inspector", "outreach", "supervisor", "analyst", "administrator")


def flatten(words: str) -> str:
    return " ".join(words.split())


def count_marks(page: Page) -> int:
    return len(page.find_all("span", class_="th-tag th-tag--plain"))


@pytest.mark.parametrize("name", ROLES)
def test_every_role_finds_the_rules_from_the_start_page(sign_in: SignIn, name: str) -> None:
    client = sign_in(name)

    page = client.follow(client.get("/"), "How this is decided")

    assert page.heading == "How this is decided"
    for identity in LIBRARY.rules.rule_sets.list_ids():
        title = LIBRARY.rules.rule_sets.newest(identity).item.title
        assert client.follow(page, title).heading == title


@pytest.mark.parametrize("name", RULE_SETS)
def test_page_says_everything_that_the_file_says(sign_in: SignIn, name: str) -> None:
    published = LIBRARY.rules.rule_sets.get(name)
    item = published.item

    page = sign_in("analyst").get(f"/rules/{name}")

    said = [item.title, item.description, item.note, published.fingerprint, name]
    said += [words for each in item.findings.values() for words in (each.because, each.source)]
    said += [words for row in item.outcomes for words in (row.because, row.source)]
    said += [finding.title for finding in item.findings.values()]
    said += [f"{number}. {row.label}" for number, row in enumerate(item.outcomes, start=1)]
    assert [words for words in said if flatten(words) not in page.text] == []


@pytest.mark.parametrize("name", RULE_SETS)
def test_every_rule_and_every_indicator_bears_the_mark_of_its_provenance(
    sign_in: SignIn, app: Flask, name: str
) -> None:
    published = LIBRARY.rules.rule_sets.get(name)
    with app.test_request_context():
        shown = build_rule_set_page(LIBRARY, published)

    page = sign_in("analyst").get(f"/rules/{name}")

    signs = [s for group in shown.groups for each in group.dimensions for s in each.signs]
    read = [len(each.class_of) for each in LIBRARY.rules.compile_groups(published)]
    rules = len(shown.findings) + len(shown.outcomes) + (shown.adding_up is not None)
    assert len(signs) == sum(read)
    assert all(isinstance(each.provenance, Provenance) for each in signs)
    assert count_marks(page) == len(signs) + rules


def test_conditions_are_said_in_words_of_the_field(sign_in: SignIn) -> None:
    page = sign_in("analyst").get("/rules/presumption-adult")

    exploited = "“Exploitative conditions of work” is positive"
    both = f"{exploited} and “Coercion at destination” is positive."
    assert f"Presumption of forced labour Yes, if {both}" in page.text
    assert f"2. Signs of forced labour If {both}" in page.text
    assert "If any dimension is positive or any strong indicator is present." in page.text
    assert "If no row above holds." in page.text


def test_page_says_when_indicators_add_up(sign_in: SignIn) -> None:
    page = sign_in("analyst").get("/rules/presumption-adult")

    for clause in ("2 strong", "1 strong + 1 medium or weak", "3 medium", "2 medium + 1 weak"):
        assert clause in page.text


def test_every_count_that_a_clause_can_ask_for_has_words(app: Flask) -> None:
    counts = list(Clause.model_fields)

    with app.test_request_context():
        words = [word_clause(Clause.model_validate({name: "2"})) for name in counts]

    assert [each.startswith("2 ") for each in words] == [True] * len(counts)
    assert set(counts) <= set(COUNTS)


@pytest.mark.parametrize("name", ["nothing", "presumption-adult@9.0.0", "presumption-adult@draft"])
def test_rule_set_that_there_is_none_of_is_not_found(sign_in: SignIn, name: str) -> None:
    assert sign_in("analyst").http.get(f"/rules/{name}").status_code == 404


def test_result_leads_to_the_rules_in_the_version_that_it_used(inspector: PageClient) -> None:
    interview = begin(inspector).address.split("/")[2]
    result = inspector.get(f"/interviews/{interview}/result")

    title = LIBRARY.rules.rule_sets.newest("presumption-adult").item.title
    page = inspector.follow(result, title)

    assert page.heading == title
    assert page.address == "/rules/presumption-adult@1.0.0"


def test_newer_version_stands_beside_the_older_one(app: Flask, tmp_path: Path) -> None:
    for folder in ("indicators", "rules"):
        shutil.copytree(REPOSITORY / folder, tmp_path / folder)
    old = tmp_path / "rules" / "presumption-adult" / "1.0.0.yaml"
    text = old.read_text("utf-8").replace("version: 1.0.0\n", "version: 1.10.0\n", 1)
    old.with_name("1.10.0.yaml").write_text(text, encoding="utf-8")
    library = load_library(tmp_path / "indicators", tmp_path / "rules")

    with app.test_request_context():
        page = build_rule_set_page(library, library.rules.rule_sets.get("presumption-adult@1.0.0"))

    said = [(each.words, each.current) for each in page.versions]
    assert said == [("Version 1.10.0", False), ("Version 1.0.0", True)]
