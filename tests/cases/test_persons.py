import pytest

from app.cases.persons import Contact, hide_unsafe, keep_hidden, list_scripts

CONTACT = Contact("+381 60 000", "Harbour Street 1")


@pytest.mark.parametrize(
    ("text", "scripts"),
    [
        ("Amina Kőszegi", ("latin",)),
        ("Амина Amina", ("cyrillic", "latin")),
        ("أمينة", ("arabic",)),
        ("12-3", ()),
        ("", ()),
    ],
)
def test_scripts_of_a_name_are_told_in_their_order(text: str, scripts: tuple[str, ...]) -> None:
    assert list_scripts(text) == scripts


@pytest.mark.parametrize(
    ("do_not_call", "do_not_write", "shown"),
    [
        (False, False, CONTACT),
        (True, False, Contact("", "Harbour Street 1")),
        (False, True, Contact("+381 60 000", "")),
        (True, True, Contact()),
    ],
)
def test_what_must_not_be_used_is_not_shown(
    *, do_not_call: bool, do_not_write: bool, shown: Contact
) -> None:
    assert hide_unsafe(CONTACT, do_not_call=do_not_call, do_not_write=do_not_write) == shown


def test_what_was_hidden_stays_unless_something_is_typed_in_its_place() -> None:
    shown = hide_unsafe(CONTACT, do_not_call=True, do_not_write=False)

    assert keep_hidden(Contact("", ""), CONTACT, shown) == Contact("+381 60 000", "")
    assert keep_hidden(Contact("112", "Hill 2"), CONTACT, shown) == Contact("112", "Hill 2")


def test_contact_shows_nothing_of_itself_in_errors() -> None:
    assert "381" not in repr(CONTACT)
