"""What the desk finds these rows by; see `list_indexes`."""

from django.db import migrations

from editorial.workflow.list_indexes import WordIndex


class Migration(migrations.Migration):
    dependencies = [("articles", "0008_print_jobs")]
    operations = [
        WordIndex("articles_article", "title", "subtitle", "slug", "doi"),
        WordIndex("articles_articleabstract", "title"),
        WordIndex("articles_edition", "title"),
    ]
