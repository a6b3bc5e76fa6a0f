"""Passkeys and security keys: asked for with a challenge that can be answered once."""

import json
from datetime import timedelta
from typing import Any, Final

import webauthn
from sqlalchemy.orm import Session
from webauthn.helpers import (
    bytes_to_base64url,
    parse_authentication_credential_json,
    parse_client_data_json,
    parse_registration_credential_json,
)
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from app.services.sign_in_desk import SignInDesk
from app.store.ids import PasskeyId, new_id
from app.store.sign_in import find_passkey, keep_challenge, list_passkeys, use_challenge
from app.store.tables import Account, Challenge, Passkey, SignInSession

TIME_TO_ANSWER: Final = timedelta(minutes=5)
NAME: Final = "Threshold"
# What a browser sends may be nonsense of any kind; the library says so in these ways.
NONSENSE: Final = (WebAuthnException, ValueError, KeyError, TypeError, AttributeError)


class PasskeyRefusedError(Exception):
    """What came from a passkey is not what was asked for."""


def ask_for_new(session: Session, desk: SignInDesk, each: SignInSession) -> dict[str, Any]:
    """Give what a browser needs to make a passkey for the person of a session."""
    account = each.account
    challenge = _keep_challenge(session, desk, each, "register")
    options = webauthn.generate_registration_options(
        rp_id=desk.party.id,
        rp_name=NAME,
        # It tells nothing of the person, and stays the same.
        user_id=account.fs_uniquifier.encode(),
        user_name=account.email,
        user_display_name=account.name,
        challenge=challenge,
        exclude_credentials=_describe_keys(session, account),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.DISCOURAGED,
            user_verification=UserVerificationRequirement.PREFERRED,
        ),
    )
    return _to_plain(options)


def add(session: Session, desk: SignInDesk, each: SignInSession, sent: str, name: str) -> Passkey:
    """Take a passkey that a browser made, or raise PasskeyRefusedError."""
    try:
        credential = parse_registration_credential_json(sent)
        challenge = _use_challenge(
            session, desk, each, "register", credential.response.client_data_json
        )
        made = webauthn.verify_registration_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=desk.party.id,
            expected_origin=desk.party.origin,
        )
    except NONSENSE as error:
        raise PasskeyRefusedError from error
    if find_passkey(session, made.credential_id) is not None:
        raise PasskeyRefusedError
    passkey = Passkey(
        id=PasskeyId(new_id()),
        account_id=each.account_id,
        credential_id=made.credential_id,
        public_key=made.credential_public_key,
        sign_count=made.sign_count,
        name=name,
        created_at=desk.clock.now(),
    )
    session.add(passkey)
    return passkey


def ask_for_known(session: Session, desk: SignInDesk, each: SignInSession) -> dict[str, Any]:
    """Give what a browser needs to ask one of the person's passkeys to sign."""
    options = webauthn.generate_authentication_options(
        rp_id=desk.party.id,
        challenge=_keep_challenge(session, desk, each, "prove"),
        allow_credentials=_describe_keys(session, each.account),
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    return _to_plain(options)


def check(session: Session, desk: SignInDesk, each: SignInSession, sent: str) -> bool:
    """Say whether one of the person's own passkeys signed what this session was asked.

    A key whose counter did not move on is a copy of another key, and refused.
    """
    try:
        credential = parse_authentication_credential_json(sent)
        challenge = _use_challenge(
            session, desk, each, "prove", credential.response.client_data_json
        )
        passkey = find_passkey(session, credential.raw_id)
        if passkey is None or passkey.account_id != each.account_id:
            return False
        signed = webauthn.verify_authentication_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=desk.party.id,
            expected_origin=desk.party.origin,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.sign_count,
        )
    except (PasskeyRefusedError, *NONSENSE):
        return False
    passkey.sign_count = signed.new_sign_count
    passkey.used_at = desk.clock.now()
    return True


def _keep_challenge(session: Session, desk: SignInDesk, each: SignInSession, purpose: str) -> bytes:
    challenge = webauthn.helpers.generate_challenge()
    now = desk.clock.now()
    new = _name_challenge(each, purpose, challenge)
    new.expires_at = now + TIME_TO_ANSWER
    keep_challenge(session, new, now)
    return challenge


def _use_challenge(
    session: Session, desk: SignInDesk, each: SignInSession, purpose: str, signed: bytes
) -> bytes:
    """Give the challenge that was signed, which can't be used again, right or wrong."""
    challenge = parse_client_data_json(signed).challenge
    wanted = _name_challenge(each, purpose, challenge)
    if not use_challenge(session, wanted, desk.clock.now()):
        raise PasskeyRefusedError
    return challenge


def _name_challenge(each: SignInSession, purpose: str, challenge: bytes) -> Challenge:
    return Challenge(
        challenge=bytes_to_base64url(challenge)[:100],
        account_id=each.account_id,
        purpose=f"{purpose} {each.id}",
    )


def _describe_keys(session: Session, account: Account) -> list[PublicKeyCredentialDescriptor]:
    keys = list_passkeys(session, account.id)
    return [PublicKeyCredentialDescriptor(id=each.credential_id) for each in keys]


def _to_plain(options: Any) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(webauthn.options_to_json(options))
    return plain
