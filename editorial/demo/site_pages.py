"""Pages about the site: those that the software can fill, and policies that wait, hidden, for their owners."""

from editorial.demo.rows import PageRow, read, translated_columns
from editorial.demo.upsert import upsert_rows
from editorial.pages.models import Page


def load_pages() -> None:
    """Keep the pages; one without a text is hidden."""
    rows: list[PageRow] = read("pages")
    upsert_rows(
        Page,
        {
            row["address"]: {
                **translated_columns("title", row["title"]),
                **translated_columns("description", row.get("description")),
                **translated_columns("body", row.get("body")),
                "order": number,
                "is_shown": "body" in row,
            }
            for number, row in enumerate(rows, start=1)
        },
        key="address",
    )
