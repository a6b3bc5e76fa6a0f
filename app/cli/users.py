"""`flask users …`: who signs in. People are made here, ended here, and helped back in here."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from sqlalchemy.orm import Session

from app.cases.roles import Role
from app.cli.ending import stop
from app.cli.installation import read_settings
from app.clock import SYSTEM_CLOCK
from app.services.people import (
    Invitation,
    NewPerson,
    PersonRefusedError,
    end_person,
    get_person,
    invite,
    list_people,
)
from app.services.resets import ResetRefusedError, ask_for_reset, decide_reset
from app.services.second_factors import check_code, check_recovery_code
from app.services.sign_in_desk import SignInDesk
from app.store.errors import StoreError
from app.store.password_keys import read_password_keys
from app.store.setup import open_store
from app.store.tables import Account
from app.web.passwords import Passwords
from app.web.sign_in import build_desk


class Office:
    """What a command of `flask users` works with."""

    def __init__(self, session: Session, desk: SignInDesk, passwords: Passwords) -> None:
        self.session, self.desk, self.passwords = session, desk, passwords

    def hash(self, word: str) -> str:
        """Give the hash of a password."""
        return self.passwords.hash(word)

    def prove(self, email: str) -> Account:
        """Give an administrator who shows both factors at the prompt, or stop."""
        password = click.prompt(f"Password of {email}", hide_input=True)
        code = click.prompt(f"Code or recovery code of {email}", hide_input=True)
        account = get_person(self.session, email)
        is_right = self.passwords.check(password, account.password)
        if not is_right or not self._check_second(account, code):
            stop(f"That does not open the account of {email}. Nothing was changed.")
        return account

    def _check_second(self, account: Account, code: str) -> bool:
        if check_code(self.session, self.desk, account, code):
            return True
        return check_recovery_code(self.session, self.desk, account.id, code)


@click.group(short_help="Make, list, end and reset the people who sign in.")
def users() -> None:
    """Make, list and end the people who sign in, and help them back in.

    Example: flask users list
    """


@users.command(short_help="Make an account.")
@click.argument("email")
@click.option("--name", required=True, help="The name as others read it.")
@click.option(
    "--role",
    "roles",
    multiple=True,
    required=True,
    type=click.Choice([role.value for role in Role]),
    help="What the person does; may be given several times.",
)
@click.option("--organisation", required=True, help="Made where it is not there yet.")
@click.option("--kind", default="inspectorate", help="Of a new organisation.")
@click.option("--country", required=True, help="Two letters, such as RS.")
@click.option("--area", "areas", multiple=True, required=True, help="Code of an area to work in.")
def create(email: str, roles: tuple[str, ...], areas: tuple[str, ...], **words: str) -> None:
    """Make an account for EMAIL, and print six words that open it for three days.

    With the first sign-in the person chooses a password and a second factor of their own.

    Example: flask users create ana@example.org --name "Ana Lidor" --role analyst
    --organisation "Labour Inspectorate" --country RS --area north
    """
    new = NewPerson(
        email=email,
        name=words["name"],
        roles=tuple(Role(role) for role in roles),
        organisation=words["organisation"],
        kind=words["kind"],
        country=words["country"].upper(),
        areas=areas,
    )
    with _open_office() as office:
        invitation = invite(office.session, office.desk, new, office.hash)
    _print_invitation(invitation)


@users.command("list", short_help="List everybody who signs in.")
def list_() -> None:
    """Print everybody who has or had an account, with their roles and organisation.

    Example: flask users list
    """
    with _open_office() as office:
        lines = list_people(office.session, office.passwords.keys)
    for each in lines:
        roles = ", ".join(each.roles)
        click.echo(f"{each.email}  {each.name}  ({roles}; {each.organisation})  {each.state}")


@users.command(short_help="Close an account for good.")
@click.argument("email")
def end(email: str) -> None:
    """Close the account EMAIL: its sessions end at once, and nothing opens it any more.

    What the person did stays in the records under their name.

    Example: flask users end ana@example.org
    """
    with _open_office() as office:
        end_person(office.session, office.desk, email)
    click.echo(f"{email} signs in no more.")


@users.command(short_help="Give a person a new beginning.")
@click.argument("email")
@click.option("--asked-by", required=True, help="The administrator who asks for it.")
@click.option("--decided-by", required=True, help="Another administrator, who agrees.")
def reset(email: str, asked_by: str, decided_by: str) -> None:
    """Take password and second factors from EMAIL, and print six words to begin with.

    Two administrators of the organisation have to be there, and each shows both factors.

    Example: flask users reset ana@example.org --asked-by eva@example.org
    --decided-by ivo@example.org
    """
    if asked_by.strip().casefold() == decided_by.strip().casefold():
        stop("Two different administrators have to be there. Nothing was changed.")
    with _open_office() as office:
        first, second = office.prove(asked_by), office.prove(decided_by)
        asked = ask_for_reset(office.session, office.desk, first, get_person(office.session, email))
        words = decide_reset(office.session, office.desk, second, asked.id, office.hash)
    _print_invitation(Invitation(email, words))


def _print_invitation(invitation: Invitation) -> None:
    click.echo(f"{invitation.email} signs in with these six words within three days:")
    click.echo(invitation.passphrase)


@contextmanager
def _open_office() -> Iterator[Office]:
    """Do one unit of work, or stop with the sentence that says why not."""
    settings = read_settings()
    try:
        store = open_store(settings)
        keys = read_password_keys(settings.keys)
    except StoreError as error:
        stop(str(error))
    try:
        with store.records.writing() as session:
            desk = build_desk(store.records, SYSTEM_CLOCK, settings, keys)
            yield Office(session, desk, Passwords(keys))
    except (PersonRefusedError, ResetRefusedError) as error:
        stop(str(error))
    finally:
        store.close()
