"""The address of an account: that of the user row, known to django-allauth as verified."""

from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.db import transaction


def is_in_use(email: str, *, but: User | None = None) -> bool:
    """Return whether another account has the address, in whatever case. Two queries at most."""
    others = User.objects.filter(email__iexact=email)
    addresses = EmailAddress.objects.filter(email=email.lower(), verified=True)
    if but is not None and but.pk:
        others, addresses = others.exclude(pk=but.pk), addresses.exclude(user=but)
    return others.exists() or addresses.exists()


@transaction.atomic
def set_verified(user: User, email: str) -> None:
    """Make an address the only one of the account, on the word of an administrator; none where it is empty."""
    email = email.lower()
    EmailAddress.objects.filter(user=user).exclude(email=email).delete()
    if email:
        EmailAddress.objects.update_or_create(
            user=user, email=email, defaults={"verified": True, "primary": True}
        )
    if user.email != email:
        user.email = email
        user.save(update_fields=["email"])


def confirm_if_new(user: User) -> None:
    """Take over the address of an account that a command made. One query where there is nothing to do."""
    if (
        user.email
        and not EmailAddress.objects.filter(user=user).exists()
        and not is_in_use(user.email, but=user)
    ):
        set_verified(user, user.email)
