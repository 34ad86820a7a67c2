"""What the site itself keeps."""

from django.db import models


class DemoLoad(models.Model):
    """That the demo record was loaded: from which files, and which rows it made."""

    checksum = models.CharField(max_length=64)
    loaded_at = models.DateTimeField(auto_now_add=True)
    made = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.checksum[:8]
