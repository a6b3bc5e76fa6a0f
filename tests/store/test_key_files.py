"""A key file is read by its owner alone, or not at all."""

from pathlib import Path

import pytest

from app.store.errors import KeyFileError
from app.store.key_files import create_key_file, read_key_file


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keys" / "some.key"


def describe_problem(path: Path) -> str:
    with pytest.raises(KeyFileError) as caught:
        read_key_file(path)
    return str(caught.value)


def test_a_new_key_is_closed_to_others_and_like_no_other(path: Path) -> None:
    create_key_file(path)
    create_key_file(path.with_name("other.key"))

    secret = read_key_file(path).secret

    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert len(secret) == 32
    assert secret != read_key_file(path.with_name("other.key")).secret


def test_a_key_is_never_replaced(path: Path) -> None:
    create_key_file(path)
    before = path.read_bytes()

    with pytest.raises(KeyFileError, match="is not replaced"):
        create_key_file(path)

    assert path.read_bytes() == before


def test_a_folder_that_can_not_be_written_to_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")

    with pytest.raises(KeyFileError, match="can't be made") as caught:
        create_key_file(tmp_path / "file" / "some.key")

    assert "write to this folder" in str(caught.value)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o660, 0o644, 0o777])
def test_a_key_that_others_may_read_is_refused(path: Path, mode: int) -> None:
    create_key_file(path)
    path.chmod(mode)

    problem = describe_problem(path)

    assert f"its mode is {mode:04o}" in problem
    assert f"chmod 0600 {path}" in problem


def test_a_missing_key_is_named(path: Path) -> None:
    problem = describe_problem(path)

    assert f"The key file {path} is missing" in problem


@pytest.mark.parametrize("content", [b"", b"short", b"x" * 33, b"x" * 64])
def test_a_file_of_another_length_is_no_key(path: Path, content: bytes) -> None:
    create_key_file(path)
    path.write_bytes(content)

    problem = describe_problem(path)

    assert "doesn't hold 32 bytes" in problem


def test_a_folder_is_no_key(path: Path) -> None:
    path.mkdir(parents=True, mode=0o700)

    problem = describe_problem(path)

    assert str(path) in problem


def test_a_key_does_not_show_itself(path: Path) -> None:
    create_key_file(path)

    key = read_key_file(path)

    assert repr(key) == "Key()"
