"""Letters: each is a task of its own, so that one that went out is not sent again where another failed."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import get_language

PRIORITY = 10  # before files, which take longer


def send_letter(to: str, subject: str, *paragraphs: str) -> None:
    """Send a letter; raises OSError where the mail server is down, so that its task is run again later."""
    # A title is one line, whatever was pasted into it.
    subject = " ".join(subject.split())
    EmailMessage(subject, "\n\n".join(filter(None, paragraphs)), to=[to]).send()


def current_language() -> str:
    """Return the language of whoever is at work, which a worker does not know."""
    return get_language() or settings.LANGUAGE_CODE
