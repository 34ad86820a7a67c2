"""Books whose pages were typed were printed elsewhere; those of the others are taken from their own print."""

from typing import Any

from django.db import migrations, models
from django.db.models import Q


def tell_prints_apart(apps: Any, _schema_editor: Any) -> None:
    """Say of each book with pages or an ISBN, or whose texts have pages, that it was printed elsewhere."""
    typed = Q(page_count__isnull=False) | ~Q(isbn="") | Q(articles__first_page__isnull=False)
    collections = apps.get_model("articles", "Collection").objects
    keys = set(collections.filter(typed).values_list("pk", flat=True))
    collections.filter(pk__in=keys).update(printed_elsewhere=True)


class Migration(migrations.Migration):
    """Whose pages those of a book are."""

    dependencies = [("articles", "0018_private_files")]

    operations = [
        migrations.AddField(
            model_name="collection",
            name="printed_elsewhere",
            field=models.BooleanField(
                default=False,
                help_text=(
                    "The pages of the texts are those of a print made elsewhere and are entered by hand. Otherwise they are taken "
                    "from the PDF of the book whenever it is printed."
                ),
                verbose_name="printed elsewhere",
            ),
        ),
        migrations.RunPython(tell_prints_apart, migrations.RunPython.noop),
    ]
