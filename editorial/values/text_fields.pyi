# For the type checker the fields are Django's own: a subclass would lose the types of their values.
from django.db.models import (
    CharField as CharField,
)
from django.db.models import (
    EmailField as EmailField,
)
from django.db.models import (
    JSONField as JSONField,
)
from django.db.models import (
    SlugField as SlugField,
)
from django.db.models import (
    TextField as TextField,
)
from django.db.models import (
    URLField as URLField,
)

class CleanText: ...
