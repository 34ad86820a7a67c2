"""Pictures of manuscripts as pictures of the record."""

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from editorial.articles.services.pictures import receive_picture
from editorial.intake.models import ManuscriptFile
from editorial.manuscripts import limits
from editorial.manuscripts.draft import Item
from editorial.manuscripts.pictures import named_in, take_pictures


def receive_pictures(row: ManuscriptFile, items: Iterable[Item], *, by: User | None) -> dict[str, str]:
    """Keep the pictures of a file, and return their addresses by the names they have in it.

    A picture that cannot be kept has no address.
    """
    wanted = {name for item in items for name in named_in(item.blocks)}
    if not wanted:
        return {}
    with row.original.open("rb") as original:
        data = original.read(limits.MAX_FILE_BYTES + 1)
    addresses: dict[str, str] = {}
    for name, picture in take_pictures(data, row.name, wanted).items():
        try:
            addresses[name] = receive_picture(picture, by=by).address
        except ValidationError:
            continue
    return addresses
