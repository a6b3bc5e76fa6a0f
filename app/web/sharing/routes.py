"""What a person agreed to, and what is passed on to others."""

from http import HTTPStatus

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.cases.consents import Consent
from app.cases.referrals import may_follow
from app.cases.roles import Permission
from app.cases.workflow import CaseAction, IllegalMoveError, MissingNeedError
from app.services import referrals as services
from app.services.actors import NotAllowedError
from app.services.case_lists import CaseHistory, find_history
from app.services.consenting import PurposeMissingError, say_consent
from app.services.consents import name_writers, read_consents
from app.services.persons import may_know
from app.services.referrals import AlreadyReferredError, ReferralMovedError, Sent
from app.store.cases import get_case
from app.store.errors import CaseMovedError
from app.store.ids import ConsentId, RecipientId, ReferralId, new_id
from app.store.recipients import RecipientRecord, list_recipients
from app.store.records import CaseRecord
from app.web.components import Link
from app.web.paging import ON_A_PAGE, read_number
from app.web.policy import get_actor, requires
from app.web.sharing.context import build_consents, build_say, link_to
from app.web.sharing.forms import ANSWERS, AnswerForm, ConsentForm, ReferForm, read_consent
from app.web.sharing.referral_context import build_received, build_refer, build_referral_page
from app.web.sharing.wording import ABOUT_WORDS, NO_DAY
from app.web.unit_of_work import get_session, get_workplace

sharing = Blueprint("sharing", __name__)


@sharing.get("/cases/<number>/consents")
@requires(Permission.KNOW_PERSONS)
def consents(number: str) -> ResponseReturnValue:
    """Show what was said about each consent, and what is missing."""
    case = _get_history(number).case
    said = read_consents(get_session(), get_workplace(), case)
    people = name_writers(get_session(), said)
    page = build_consents(case, said, _list_directory(), people, read_number())
    return render_template("sharing/consents.html", page=page)


@sharing.route("/cases/<number>/consents/new", methods=["GET", "POST"])
@requires(Permission.KNOW_PERSONS)
def say(number: str) -> ResponseReturnValue:
    """Write down what somebody said about one consent."""
    case, directory, today = _get_history(number).case, _list_directory(), get_workplace().clock
    form = ConsentForm()
    form.recipient.choices = ["", *(each.id for each in directory)]
    form.said_on.data = form.said_on.data or today.today().isoformat()
    form.id.data = form.id.data or new_id()
    error = ""
    if form.validate_on_submit():
        said = read_consent(form, today.today())
        if said is None:
            form.said_on.errors = [NO_DAY]
        else:
            error = _say(case, ConsentId(form.id.data), said)
            if not error:
                flash(gettext("Kept."), "done")
                return redirect(url_for("sharing.consents", number=number))
    page = build_say(case, form, directory, error)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if page.errors else HTTPStatus.OK
    return render_template("sharing/say.html", page=page), status


@sharing.route("/cases/<number>/refer", methods=["GET", "POST"])
@requires(Permission.REFER)
def refer(number: str) -> ResponseReturnValue:
    """Refer a case to an organisation that everybody agreed to."""
    history, directory = _get_history(number), _list_directory()
    form = ReferForm()
    form.recipient.choices = [each.id for each in directory if each.active]
    error = ""
    if form.validate_on_submit():
        error = _refer(history, form)
        if not error:
            flash(gettext("Referred. They see what was agreed to, and nothing else."), "done")
            return redirect(url_for("cases.show", number=number))
    elif form.is_submitted():
        error = gettext("Choose to whom you refer the case.")
    said = read_consents(get_session(), get_workplace(), history.case)
    page = build_refer(history.case, said, directory, form, (history.last, error))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK
    return render_template("sharing/refer.html", page=page), status


@sharing.get("/referrals")
@requires(Permission.ANSWER_REFERRALS)
def received() -> ResponseReturnValue:
    """Show what was referred to the person's organisation."""
    session, actor, number = get_session(), get_actor(), read_number()
    skip = (number - 1) * ON_A_PAGE
    found = services.list_for_us(session, get_workplace(), actor, skip, ON_A_PAGE)
    page = build_received(found, services.count_for_us(session, actor), number)
    return render_template("sharing/received.html", page=page)


@sharing.route("/referrals/<referral_id>", methods=["GET", "POST"])
@requires(Permission.KNOW_PERSONS)
def referral(referral_id: str) -> ResponseReturnValue:
    """Show what was passed on, and accept it, refuse it or take it back."""
    sent = _get_sent(referral_id)
    form = AnswerForm()
    error = ""
    if form.validate_on_submit():
        error = _follow(sent, ANSWERS[form.answer.data], form.reason.data or "")
        if not error:
            flash(gettext("Kept."), "done")
            return redirect(_leave(sent).address)
    elif form.is_submitted():
        error = gettext("Choose what becomes of it.")
    page = _build_referral(sent, error)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK
    return render_template("sharing/referral.html", page=page), status


def _say(case: CaseRecord, consent_id: ConsentId, said: Consent) -> str:
    """Keep what somebody said, or give the sentence that says why not."""
    try:
        say_consent(get_session(), get_workplace(), get_actor(), case, consent_id, said)
    except PurposeMissingError:
        return str(gettext("Say to whom, and what for. A general yes is not enough."))
    except IllegalMoveError:
        return str(gettext("Nothing can be added to this case as it stands."))
    return ""


def _build_referral(sent: Sent, error: str) -> object:
    facts = None
    if sent.referral.content is not None:
        found = (get_session(), get_workplace(), get_actor(), sent.referral.id, str(ABOUT_WORDS))
        facts = services.find_sheet(*found)
    return build_referral_page(sent, facts, _list_answers(sent), _leave(sent), error)


def _refer(history: CaseHistory, form: ReferForm) -> str:
    """Refer the case, or give the sentence that says why not."""
    passed_on = (RecipientId(form.recipient.data), form.words.data or "")
    seen = int(form.seen.data) if form.seen.data.isdigit() else 0
    case = history.case
    try:
        services.refer(get_session(), get_workplace(), get_actor(), case, passed_on, seen)
    except MissingNeedError:
        return str(gettext("A consent is missing. Nothing was passed on."))
    except AlreadyReferredError:
        return str(gettext("They were told before, and that still stands."))
    except CaseMovedError:
        return str(gettext("Somebody did something to this case meanwhile. Look again."))
    except (IllegalMoveError, NotAllowedError):
        return str(gettext("This case can't be referred as it stands: it is not decided."))
    return ""


def _follow(sent: Sent, action: CaseAction, reason: str) -> str:
    """Do what was chosen with a referral, or give the sentence that says why not."""
    try:
        services.follow(get_session(), get_workplace(), get_actor(), sent, action, reason)
    except (ReferralMovedError, IllegalMoveError):
        return str(gettext("This referral was answered or taken back meanwhile."))
    except NotAllowedError:
        return str(gettext("That is for somebody else to say."))
    return ""


def _list_answers(sent: Sent) -> dict[str, str]:
    actor, case = get_actor(), get_case(get_session(), sent.referral.case_id)
    words = {
        "accept": gettext("Accepted: the person is helped"),
        "refuse": gettext("Not accepted"),
        "revoke": gettext("Take the referral back"),
    }
    theirs = services.is_addressed(actor, sent)
    may = {
        "accept": theirs or actor.may_on(Permission.REFER, case),
        "refuse": theirs or actor.may_on(Permission.REFER, case),
        "revoke": may_know(get_session(), actor, case),
    }
    state = sent.referral.state
    return {
        code: str(said)
        for code, said in words.items()
        if may[code] and may_follow(state, ANSWERS[code])
    }


def _leave(sent: Sent) -> Link:
    """Give where somebody came from: the case, or what was referred to their organisation."""
    case = get_case(get_session(), sent.referral.case_id)
    if may_know(get_session(), get_actor(), case):
        return link_to(case)
    return Link(gettext("Referred to us"), url_for("sharing.received"))


def _get_history(number: str) -> CaseHistory:
    """Give a case whose person may be known; 404 otherwise, all alike."""
    history = find_history(get_session(), get_workplace(), get_actor(), number)
    if history is None or not may_know(get_session(), get_actor(), history.case):
        abort(HTTPStatus.NOT_FOUND)
    if get_workplace().keys.find(history.case.id) is None:
        abort(HTTPStatus.NOT_FOUND)
    return history


def _get_sent(referral_id: str) -> Sent:
    sent = services.find_sent(get_session(), get_workplace(), get_actor(), ReferralId(referral_id))
    if sent is None:
        abort(HTTPStatus.NOT_FOUND)
    return sent


def _list_directory() -> tuple[RecipientRecord, ...]:
    return list_recipients(get_session(), get_actor().country)
