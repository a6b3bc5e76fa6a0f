"""File names are domain words, and what lies at the top is a short list."""

from tests.house.building import ROOT, list_files, list_python_files, name

SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "types"}

TOP_LEVEL = {
    ".ci",
    ".gitattributes",
    ".gitignore",
    "LICENSE",
    "README.md",
    "app",
    "benchmarks",
    "docs",
    "indicators",
    "pyproject.toml",
    "requirements-dev.txt",
    "requirements.txt",
    "rules",
    "run",
    "templates",
    "test",
    "tests",
    "wsgi.py",
}


def test_no_module_has_a_name_that_says_nothing() -> None:
    files = list_python_files()

    empty = [name(file) for file in files if says_nothing(name(file))]

    assert not empty, (
        "Such a module gathers whatever has no place. Name it by the domain word of what it "
        f"holds, or put each part where it is used: {empty}"
    )


def says_nothing(path: str) -> bool:
    words = {part.removeprefix("test_") for part in path.removesuffix(".py").split("/")}
    return not words.isdisjoint(SAY_NOTHING)


def test_nothing_is_added_to_the_top_level_lightly() -> None:
    tops = {file.relative_to(ROOT).parts[0] for file in list_files()}

    strangers = sorted(tops - TOP_LEVEL)

    assert not strangers, (
        "The top level is a newcomer's table of contents. Find a place inside one of its folders, "
        f"or add the name to this test with a reason: {strangers}"
    )
