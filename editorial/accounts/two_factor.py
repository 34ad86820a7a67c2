"""The second step of signing in: a code of an authenticator app, or one of the recovery codes."""

import datetime as dt
import hashlib
import secrets
from base64 import b32encode
from enum import StrEnum

import segno
from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest
from django_otp import login as mark_verified
from django_otp.plugins.otp_totp.models import TOTPDevice

from editorial.accounts import sessions
from editorial.accounts.models import RecoveryCode
from editorial.workflow import audit_log
from editorial.workflow.models import AuditAction
from editorial.workflow.roles import Role, get_roles

NAME = "desk"
CODES = 10
# Without letters and digits that are taken for one another; 16 of these are 80 bits.
ALPHABET = "23456789abcdefghijkmnpqrstuvwxyz"
REQUIRED_OF = frozenset((Role.PUBLISHER, Role.ADMINISTRATOR))


class Owed(StrEnum):
    """What somebody who gave the password has yet to do."""

    NOTHING = ""
    CODE = "code"
    SET_UP = "set-up"


def device_of(user: User) -> TOTPDevice | None:
    """Return the device that a user has set up. One query."""
    device: TOTPDevice | None = TOTPDevice.objects.filter(user=user, confirmed=True).first()
    return device


def is_required(user: User) -> bool:
    """Whether this user may not work at the desk without two-factor sign-in. One query."""
    return settings.TWO_FACTOR_REQUIRED and bool(get_roles(user) & REQUIRED_OF)


def owed(user: User) -> Owed:
    """Say what is left to do before the desk opens; none, one or two queries."""
    if getattr(user, "otp_device", None) is not None:
        return Owed.NOTHING
    if device_of(user):
        return Owed.CODE
    return Owed.SET_UP if is_required(user) else Owed.NOTHING


def begin(user: User) -> TOTPDevice:
    """Return the device that is being set up, the same one until it is confirmed."""
    device: TOTPDevice = TOTPDevice.objects.filter(user=user, confirmed=False).first() or (
        TOTPDevice.objects.create(user=user, confirmed=False, name=NAME)
    )
    return device


def picture_of(device: TOTPDevice) -> str:
    """Draw the key as a QR code, as SVG to stand in the page."""
    return segno.make(device.config_url, error="m").svg_inline(
        border=4, omitsize=True, dark="#000", light="#fff"
    )


def key_of(device: TOTPDevice) -> str:
    """Write the key in groups of four, to be typed."""
    key = b32encode(device.bin_key).decode()
    return " ".join(key[start : start + 4] for start in range(0, len(key), 4))


@transaction.atomic
def confirm(request: HttpRequest, user: User, code: str) -> list[str]:
    """Finish setting up if the code is right; returns the recovery codes, an empty list otherwise."""
    device = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=False).first()
    if device is None or not device.verify_token(code.replace(" ", "")):
        return []
    TOTPDevice.objects.filter(user=user).exclude(pk=device.pk).delete()
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    _passed(request, user, device)
    sessions.end_others(request, user)
    audit_log.record(AuditAction.TWO_FACTOR_ON, by=user, request=request)
    return _new_codes(user)


@transaction.atomic
def verify(request: HttpRequest, user: User, code: str) -> bool:
    """Take a code of the device, or a recovery code, which is then spent; False for any other."""
    device = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=True).first()
    if device is None or not device.verify_is_allowed()[0]:
        return False
    code = code.strip().replace(" ", "").replace("-", "").lower()
    spent = 0
    if len(code) == 16:
        spent = RecoveryCode.objects.filter(user=user, digest=_digest(code)).delete()[0]
        if not spent:
            device.throttle_increment()
    if not spent and (len(code) == 16 or not device.verify_token(code)):
        audit_log.record(AuditAction.CODE_FAILED, by=user, request=request)
        return False
    if spent:
        device.throttle_reset()
        audit_log.record(AuditAction.RECOVERY_CODE_USED, by=user, request=request)
    _passed(request, user, device)
    return True


def locked_until(user: User) -> dt.datetime | None:
    """Return until when no code is taken after wrong ones. One query."""
    device = device_of(user)
    if device is None:
        return None
    allowed, why = device.verify_is_allowed()
    return None if allowed else why["locked_until"]


@transaction.atomic
def renew_codes(request: HttpRequest, user: User) -> list[str]:
    """Make new recovery codes in place of all earlier ones, and return them this once."""
    audit_log.record(AuditAction.RECOVERY_CODES, by=user, request=request)
    return _new_codes(user)


@transaction.atomic
def remove(user: User, *, by: User, request: HttpRequest) -> None:
    """Take two-factor sign-in away, by the user or by an administrator, who also ends the user's sessions."""
    TOTPDevice.objects.filter(user=user).delete()
    RecoveryCode.objects.filter(user=user).delete()
    if by.pk == user.pk:
        audit_log.record(AuditAction.TWO_FACTOR_OFF, by=by, request=request)
        return
    sessions.end_all(user)
    audit_log.record(AuditAction.TWO_FACTOR_RESET, by=by, about=user, request=request)


def _passed(request: HttpRequest, user: User, device: TOTPDevice) -> None:
    request.session.cycle_key()
    request.user = user
    mark_verified(request, device)


def _new_codes(user: User) -> list[str]:
    codes = ["".join(secrets.choice(ALPHABET) for _letter in range(16)) for _number in range(CODES)]
    RecoveryCode.objects.filter(user=user).delete()
    RecoveryCode.objects.bulk_create(RecoveryCode(user=user, digest=_digest(code)) for code in codes)
    return ["-".join(code[start : start + 4] for start in range(0, 16, 4)) for code in codes]


def _digest(code: str) -> str:
    # 80 random bits are not guessed from a quick digest, as a password would be.
    return hashlib.sha256(code.encode()).hexdigest()
