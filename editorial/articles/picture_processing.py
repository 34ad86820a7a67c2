"""Pictures as files: what a file is by its content, and what of it is served. Nothing of the camera is passed on."""

import io
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 40_000_000
FORMATS = {"JPEG": "jpeg", "MPO": "jpeg", "PNG": "png", "WEBP": "webp"}
MAX_SIDE = 2400
WIDTHS = (480, 960, 1600)
BROKEN = (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning)


@dataclass(frozen=True)
class ReadPicture:
    """A picture that was understood: `kind` is its format by content, the sides are those of what is served."""

    kind: str
    image: Image.Image

    @property
    def full_name(self) -> str:
        """The name of the largest file that is served, by what every reader and printer understands."""
        keeps_every_dot = self.kind == "png" or "A" in self.image.getbands()
        return "full.png" if keeps_every_dot else "full.jpg"


def read_picture(data: bytes) -> ReadPicture:
    """Read a picture. Raises ValidationError that says what is wrong with the file."""
    if len(data) > MAX_BYTES:
        raise ValidationError(_("The image is larger than %(limit)s MB.") % {"limit": MAX_BYTES // 1024**2})
    try:
        return _read(data)
    except BROKEN as error:
        raise ValidationError(_("The file is not a valid JPEG, PNG or WebP image.")) from error


def _read(data: bytes) -> ReadPicture:
    formats = ("JPEG", "PNG", "WEBP")
    with Image.open(io.BytesIO(data), formats=formats) as image:
        kind = FORMATS[str(image.format)]
        if image.width * image.height > MAX_PIXELS:
            limit = MAX_PIXELS // 1_000_000
            raise ValidationError(_("The image exceeds %(limit)s megapixels.") % {"limit": limit})
        if image.format != "MPO" and getattr(image, "n_frames", 1) > 1:
            raise ValidationError(_("Animated images are not supported."))
        image.verify()
    with Image.open(io.BytesIO(data), formats=formats) as image:
        upright = ImageOps.exif_transpose(image)
        upright.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS)
        return ReadPicture(kind, _in_plain_colours(upright))


def _in_plain_colours(image: Image.Image) -> Image.Image:
    """Convert to RGB, keeping transparency and nothing but the pixels."""
    see_through = "A" in image.getbands() or "transparency" in image.info
    plain = image.convert("RGBA" if see_through else "RGB")
    profile = image.info.get("icc_profile")
    plain.info = {"icc_profile": profile} if profile and image.mode in ("RGB", "RGBA") else {}
    return plain


def renditions(picture: ReadPicture) -> Iterator[tuple[str, bytes]]:
    """Return the files that are served, by name: the full picture and narrower ones."""
    image = picture.image
    profile = image.info.get("icc_profile")
    if picture.full_name == "full.png":
        yield picture.full_name, _saved(image, "PNG", icc_profile=profile)
    else:
        yield picture.full_name, _saved(image, "JPEG", quality=88, progressive=True, icc_profile=profile)
    for width in narrower(image.width):
        smaller = image.resize(
            (width, max(1, round(image.height * width / image.width))), Image.Resampling.LANCZOS
        )
        yield f"{width}.webp", _saved(smaller, "WEBP", quality=84, icc_profile=profile)


def narrower(width: int) -> tuple[int, ...]:
    """Return the smaller widths in which a picture of this width is also served."""
    return tuple(offered for offered in WIDTHS if offered < width)


def _saved(image: Image.Image, form: str, **options: object) -> bytes:
    written = io.BytesIO()
    image.save(written, form, **options)
    return written.getvalue()
