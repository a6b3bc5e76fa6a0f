"""The pages on which administrators let somebody sign in by the identity provider, or end it."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.cases.roles import Permission
from app.services.provider_sign_in import LinkState, get_link_state, let_link, unlink
from app.services.staff import Colleague
from app.web.account.provider import get_provider
from app.web.administration.people import get_person
from app.web.asking import AskPage, show_form
from app.web.components import Link
from app.web.policy import get_actor, requires
from app.web.sign_in import get_desk
from app.web.unit_of_work import get_session

linking = Blueprint("linking", __name__, url_prefix="/people")


@linking.get("/<account_id>/provider")
@requires(Permission.ADMINISTER, fresh=True)
def ask(account_id: str) -> ResponseReturnValue:
    """Say how somebody's account stands to the provider, and ask what is to come of it."""
    name, person = get_provider().provider.name, get_person(account_id)
    state = get_link_state(get_session(), get_desk(), person.account)
    return show_form(_build(person, name, state))


@linking.post("/<account_id>/provider")
@requires(Permission.ADMINISTER, fresh=True)
def change(account_id: str) -> ResponseReturnValue:
    """Let somebody link their account, or take away that they may or did."""
    get_provider()
    person, session, desk = get_person(account_id), get_session(), get_desk()
    if get_link_state(session, desk, person.account) is LinkState.NONE:
        let_link(session, desk, person.account, get_actor().account)
        said = gettext("%(name)s can link their account within three days.", name=person.name)
    else:
        unlink(session, desk, person.account)
        said = gettext("The link is gone, and %(name)s is signed out everywhere.", name=person.name)
    flash(said, "done")
    return redirect(url_for("people.index"))


def _build(person: Colleague, name: str, state: LinkState) -> AskPage:
    back = Link(gettext("People"), url_for("people.index"))
    caption = f"{person.name} · {person.email}"
    if state is LinkState.NONE:
        said = gettext(
            "Within three days the person signs in here as ever, opens “Your sign-in”, and shows "
            "there who they are at %(name)s. From then on that stands for their password. Our "
            "second factor is asked for as before, and their roles stay as they are.",
            name=name,
        )
        title = gettext("Let this person sign in with %(name)s?", name=name)
        return AskPage(title, caption, (said,), (), gettext("Let them link"), back)
    stands = {
        LinkState.ALLOWED: gettext("The person may link their account, and did not do so yet."),
        LinkState.LINKED: gettext("The account is linked."),
    }[state]
    said = gettext(
        "Without the link the person signs in with their password again. They are signed out "
        "everywhere."
    )
    title = gettext("Take away the sign-in with %(name)s?", name=name)
    button = gettext("Take it away")
    return AskPage(title, caption, (stands, said), (), button, back, is_warning=True)
