"""Record of the demo data that were loaded."""

from django.db import models

from editorial.values.text_fields import CharField, JSONField


class DemoLoad(models.Model):
    """One load of the demo record: the checksum of its files, and the names of the rows that it made."""

    checksum = CharField(max_length=64)
    loaded_at = models.DateTimeField(auto_now_add=True)
    made = JSONField(default=dict)

    class Meta:
        db_table = "site_demoload"

    def __str__(self) -> str:
        return self.checksum[:8]
