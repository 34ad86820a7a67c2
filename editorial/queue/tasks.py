"""Background tasks that belong to no app."""

from django_tasks import task

from editorial.queue import letters


@task(priority=letters.PRIORITY)
def send_letter(to: str, subject: str, body: str) -> None:
    """Send a letter that a package has written; those of the apps are written by tasks of their own."""
    letters.send_letter(to, subject, body)
