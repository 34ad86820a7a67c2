"""Parameters of a query string: one value of a name, or several, never a part of them."""

from django.core.exceptions import BadRequest
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

REPEATED: Promise = _("“%(name)s” is given more than once; it takes one value.")


def single_value(query: QueryDict, name: str) -> str | None:
    """Return the value of a parameter, None without it. Raises BadRequest where it is given more than once."""
    values = query.getlist(name)
    if len(values) > 1:
        raise BadRequest(str(REPEATED) % {"name": name})
    return values[0] if values else None


def all_values(query: QueryDict, name: str) -> list[str]:
    """Return the values of a parameter that may be repeated or take several with commas, each once."""
    return [value for value in dict.fromkeys(",".join(query.getlist(name)).split(",")) if value]
