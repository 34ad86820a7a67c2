"""Upload of pictures: the original is stored unchanged, the served files are made from it."""

import hashlib

from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.db import transaction

from editorial.articles.models import Picture
from editorial.articles.models.picture import file_name, picture_storage
from editorial.articles.picture_processing import read_picture, renditions


@transaction.atomic
def receive_picture(data: bytes, *, by: User | None, credit: str = "", source_url: str = "") -> Picture:
    """Keep a picture; the same file again is the same picture. Raises ValidationError for anything else."""
    checksum = hashlib.sha256(data).hexdigest()
    known = Picture.objects.filter(sha256=checksum).order_by("pk").first()
    if known is not None:
        return _completed(known, credit=credit, source_url=source_url)
    read = read_picture(data)
    picture = Picture(
        kind=read.kind,
        full_name=read.full_name,
        sha256=checksum,
        size=len(data),
        width=read.image.width,
        height=read.image.height,
        credit=credit,
        source_url=source_url,
        uploaded_by=by,
    )
    storage = picture_storage()
    for name, served in renditions(read):
        storage.save(file_name(picture.key, name), ContentFile(served))
    picture.original.save("original", ContentFile(data), save=False)
    picture.save()
    return picture


def _completed(picture: Picture, *, credit: str, source_url: str) -> Picture:
    """Complete the picture with what was unknown before."""
    if (credit and not picture.credit) or (source_url and not picture.source_url):
        picture.credit = picture.credit or credit
        picture.source_url = picture.source_url or source_url
        picture.save(update_fields=["credit", "source_url"])
    return picture
