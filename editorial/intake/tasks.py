"""Background tasks over manuscripts."""

from django_tasks import task

from editorial.intake import services
from editorial.intake.models import ManuscriptFile


@task
def parse_manuscript(key: int) -> None:
    """Read a file that waits, unless another process is at it or has done so."""
    row = ManuscriptFile.objects.filter(pk=key).first()
    if row is not None:  # and not deleted
        services.parse_manuscript(row)
