"""Name two columns for what they say. The database renames them in its index and constraints by itself."""

from django.db import migrations, models

KINDS = ("expert", "organisation", "mechanism", "agreement", "event", "place")


def in_state(names):
    """Return the operations that give the model the constraints as they are in the database by now."""
    yield migrations.RemoveIndex("mention", "mention_by_state")
    yield migrations.AddIndex(
        "mention", models.Index(fields=["state", "is_in_text", "article"], name="mention_by_state")
    )
    for name in names:
        yield migrations.RemoveConstraint("mention", f"mention_of_{name}_once")
        yield migrations.AddConstraint(
            "mention",
            models.UniqueConstraint(
                fields=["article", "block", "start", "end", name],
                condition=models.Q(is_in_text=True, **{f"{name}__isnull": False}),
                name=f"mention_of_{name}_once",
                violation_error_message="This mention already exists.",
            ),
        )


class Migration(migrations.Migration):

    dependencies = [("mentions", "0005_sources_follow_corrections")]

    operations = [
        migrations.RenameField("mention", "is_sure", "is_confident"),
        migrations.RenameField("mention", "is_found", "is_in_text"),
        migrations.SeparateDatabaseAndState(state_operations=list(in_state(KINDS))),
    ]
