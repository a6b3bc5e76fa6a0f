"""A new key of passwords keeps nobody out, and the old one goes once nobody hangs on it."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from sqlalchemy import update

from app.services.second_factors import check_recovery_code, make_recovery_codes
from app.services.sign_in_desk import SignInDesk
from app.settings import Settings
from app.store.account_keys import derive_account_key, derive_account_keys, seal_secret
from app.store.account_keys import unseal_secret as unseal
from app.store.accounts import get_account, replace_password
from app.store.backup import back_up
from app.store.dropping_keys import count_on_older_keys, drop_older_keys
from app.store.errors import SealError
from app.store.ids import AccountId
from app.store.key_files import KeyFile, read_key_file
from app.store.password_keys import Hanging, list_older_files, read_password_keys
from app.store.restore import restore
from app.store.rotation import rotate_key
from app.store.setup import Store, open_store
from app.store.tables import RecoveryCode
from app.web.passwords import PASSWORDS, Passwords
from app.web.sign_in import build_desk
from tests.store.killing import run_apart
from tests.web.installation import CHEAP_HASHES, MovingClock

pytestmark = pytest.mark.file_alone

WORD: Final = "six words that nobody else would think of"
SECRET: Final = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
WHO: Final = AccountId(1)
KILLS_BY_CHANCE: Final = 8


@pytest.fixture(autouse=True)
def cheap_hashes() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(PASSWORDS, "HASH_PASSLIB_OPTIONS", CHEAP_HASHES)
        yield


def open_desk(place: Settings, store: Store) -> SignInDesk:
    keys = read_password_keys(place.keys)
    return build_desk(store.records, MovingClock().clock, place, keys)


def give_factors(place: Settings, *, names_key: bool = True) -> tuple[str, ...]:
    """Give the inspector a password, an authenticator app and recovery codes; give the codes.

    Without names, they are kept as they were before keys had any.
    """
    store = open_store(place)
    desk, keys = open_desk(place, store), read_password_keys(place.keys)
    hashed = Passwords(keys).hash(WORD)
    kept = hashed if names_key else hashed[hashed.index("$") :]
    with store.records.writing() as session:
        account = get_account(session, WHO)
        account.password = kept
        account.totp_secret = seal_secret(desk.key, WHO, SECRET)
        codes = make_recovery_codes(session, desk, WHO)
        if not names_key:
            session.execute(update(RecoveryCode).values(made_under=None))
    store.close()
    return codes


def sign_in(place: Settings, code: str = "") -> tuple[bool, str, bool]:
    """Show the factors as somebody does who signs in; the password is put under the newest key."""
    store = open_store(place)
    desk, passwords = open_desk(place, store), Passwords(read_password_keys(place.keys))
    with store.records.writing() as session:
        account = get_account(session, WHO)
        is_right = passwords.check(WORD, account.password)
        secret = unseal(desk.key, WHO, account.totp_secret or b"")
        is_taken = bool(code) and check_recovery_code(session, desk, WHO, code)
    store.close()
    return is_right, secret, is_taken


def renew(place: Settings) -> None:
    """Do with what was typed what signing in does, and make new recovery codes."""
    store = open_store(place)
    passwords = Passwords(read_password_keys(place.keys))
    with store.records.writing() as session:
        kept = get_account(session, WHO).password or ""
        replace_password(session, WHO, kept, passwords.make_anew(WORD, kept) or kept)
        make_recovery_codes(session, open_desk(place, store), WHO)
    store.close()


def drop(place: Settings) -> None:
    drop_older_keys(place)


@pytest.mark.parametrize("names_key", [True, False], ids=["named", "from before names"])
def test_rotation_killed_anywhere_keeps_nobody_out_and_leaves_nothing_under_the_old_key(
    place: Settings, *, names_key: bool
) -> None:
    chance = random.Random(4)  # noqa: S311 - It keeps no secret.
    codes = iter(give_factors(place, names_key=names_key))
    old = read_key_file(place.keys / KeyFile.PASSWORDS.value)
    kills = 0

    while not run_apart(lambda: rotate_key(place, KeyFile.PASSWORDS), kill_at_step=kills + 1):
        kills += 1
        assert sign_in(place) == (True, SECRET, False)
    assert sign_in(place, next(codes)) == (True, SECRET, True)
    for _ in range(KILLS_BY_CHANCE):
        run_apart(lambda: rotate_key(place, KeyFile.PASSWORDS), kill_after=chance.uniform(0, 0.06))
        assert sign_in(place) == (True, SECRET, False)
    rotate_key(place, KeyFile.PASSWORDS)
    assert sign_in(place, next(codes)) == (True, SECRET, True)
    renew(place)

    assert kills >= 3
    assert drop_older_keys(place) == Hanging()
    assert list_older_files(place.keys) == ()
    assert sign_in(place) == (True, SECRET, False)
    store = open_store(place)
    with store.records.reading() as session:
        account = get_account(session, WHO)
        with pytest.raises(SealError):
            unseal(derive_account_key(old.secret), WHO, account.totp_secret or b"")
    store.close()


def test_older_key_stays_while_a_password_or_a_code_hangs_on_it(place: Settings) -> None:
    give_factors(place)
    rotate_key(place, KeyFile.PASSWORDS)

    before = drop_older_keys(place)
    kept = list_older_files(place.keys)
    renew(place)

    assert before == Hanging(passwords=1, recovery_codes=1)
    assert len(kept) == 1
    assert count_on_older_keys(place) == Hanging()


def test_drop_that_is_killed_is_finished_by_the_next(place: Settings) -> None:
    give_factors(place)
    rotate_key(place, KeyFile.PASSWORDS)
    rotate_key(place, KeyFile.PASSWORDS)
    renew(place)
    kills = 0

    while not run_apart(lambda: drop(place), kill_at_step=kills + 1):
        kills += 1
        assert sign_in(place) == (True, SECRET, False)

    assert kills >= 2
    assert list_older_files(place.keys) == ()


def test_backup_of_before_opens_to_everybody_while_the_older_key_is_kept(
    place: Settings, tmp_path: Path
) -> None:
    codes = give_factors(place, names_key=False)
    made = back_up(place, tmp_path / "monday")
    rotate_key(place, KeyFile.PASSWORDS)
    rotate_key(place, KeyFile.PASSWORDS)

    restored = restore(place, made.records, made.keys, replaces=True)

    assert restored.locked_out == 0
    assert sign_in(place, codes[0]) == (True, SECRET, True)
    assert drop_older_keys(place) == Hanging(passwords=1, recovery_codes=1)


def test_backup_whose_key_was_destroyed_says_how_many_it_keeps_out(
    place: Settings, tmp_path: Path
) -> None:
    give_factors(place)
    made = back_up(place, tmp_path / "monday")
    rotate_key(place, KeyFile.PASSWORDS)
    older = list_older_files(place.keys)[0]
    kept_by_hand = older.read_bytes()
    renew(place)
    drop_older_keys(place)

    restored = restore(place, made.records, made.keys, replaces=True)
    store = open_store(place)
    with store.records.reading() as session:
        kept = get_account(session, WHO).password
    store.close()
    opens = Passwords(read_password_keys(place.keys)).check(WORD, kept)
    older.touch(mode=0o600)
    older.write_bytes(kept_by_hand)

    assert (restored.locked_out, opens) == (1, False)
    assert sign_in(place) == (True, SECRET, False)


def test_new_key_changes_what_is_told_of_keys(place: Settings) -> None:
    before = derive_account_keys(read_password_keys(place.keys))
    rotate_key(place, KeyFile.PASSWORDS)
    after = derive_account_keys(read_password_keys(place.keys))

    assert before.name != after.name
    assert [each.name for each in after.older] == [before.name]
