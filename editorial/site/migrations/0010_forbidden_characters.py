"""Texts kept before the fields cleaned them: the characters that XML forbids go, in every text of every table."""

import hashlib
import json
import re

from django.db import IntegrityError, migrations, models, transaction

# As the fields cleaned texts when this was written.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Readers of PDF files write U+FFFE or U+0002 for the hyphen at the end of a line.
LINE_END_HYPHEN = re.compile(r"[\x02\ufffe](\s*)(?=(\w{0,60}))")
LAST_WORD = re.compile(r"\w+$")
LONGEST_PART = 60  # letters of a word that are looked at
# What Word keeps as a line break, a page break, a hyphen that does not break, and one that only may.
OF_WORD = str.maketrans({"\x0b": "\n", "\x0c": "\n", "\x1e": "-", "\x1f": ""})
# The first part of a compound such as «политико-экономический»; a shorter second part is an ending.
COMPOUND = re.compile(r"\w+[сц]ко", re.IGNORECASE)
SHORTEST_SECOND_PART = 5
OF_EDITIONS = ("language", "title", "subtitle", "abstracts", "html", "footnotes", "references")
# Sessions are signed and short-lived; the keys of the search are made anew by `reindex`.
LEFT_ALONE = ("sessions", "contenttypes")


def clean(apps, schema_editor):
    """Clean every text; say which rows the rules of the database keep as they are."""
    for model in apps.get_models():
        if model._meta.app_label not in LEFT_ALONE and model._meta.managed and not model._meta.proxy:
            _clean_table(apps, model, schema_editor.connection.alias)


def _clean_table(apps, model, database):
    fields = [field for field in model._meta.concrete_fields if _is_text(field)]
    names = [field.attname for field in fields]
    if not names:
        return
    cleaners = [_cleaner_of(model, field) for field in fields]
    rows = model._base_manager.using(database).order_by("pk").values_list("pk", *names)
    # Read to the end before the first is written: SQLite does not let one cursor follow another's changes.
    found = []
    for key, *values in rows.iterator(chunk_size=500):
        cleaned = [cleaner(value) for cleaner, value in zip(cleaners, values, strict=True)]
        changed = {name: new for name, old, new in zip(names, values, cleaned, strict=True) if new != old}
        if changed:
            found.append((key, changed))
    for key, changed in found:
        _save(apps, model, database, key, changed)


def _is_text(field):
    is_text = isinstance(field, (models.CharField, models.TextField, models.JSONField))
    return is_text and not field.primary_key


def _cleaner_of(model, field):
    if model._meta.label == "reversion.Version" and field.name == "serialized_data":
        return _clean_version
    return clean_line if isinstance(field, models.CharField) else clean_value


def _clean_version(text):
    try:
        content = json.loads(text)
    except ValueError:
        return clean_value(text)
    cleaned = clean_value(content)
    return text if cleaned == content else json.dumps(cleaned, ensure_ascii=False)


def _save(apps, model, database, key, changed):
    rows = model._base_manager.using(database).filter(pk=key)
    try:
        with transaction.atomic(using=database):
            rows.update(**changed)
    except IntegrityError as error:
        print(f"{model._meta.label} {key}: {', '.join(changed)}: not cleaned, put it right by hand: {error}")
        return
    if model._meta.label == "articles.Edition":
        _renew_checksum(apps, rows.get())


def _renew_checksum(apps, edition):
    """Give a cleaned edition its checksum; what was approved under the old one stays approved."""
    old = edition.checksum
    content = [getattr(edition, name) for name in OF_EDITIONS]
    new = hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    edition_rows = type(edition)._base_manager.filter(pk=edition.pk)
    edition_rows.update(checksum=new)
    for name in ("StateChange", "ExpertApproval"):
        rows = apps.get_model("articles", name)._base_manager.filter(article_id=edition.article_id)
        rows.filter(text_checksum=old).update(text_checksum=new)


def clean_text(text):
    """Return the text without the characters that XML forbids; words cut at the end of a line are whole again."""
    if not FORBIDDEN.search(text):
        return text
    return FORBIDDEN.sub("", join_cut_words(text).translate(OF_WORD))


def clean_line(text):
    """Return a text of one line without the characters that XML forbids; a break becomes a space."""
    if not isinstance(text, str) or not FORBIDDEN.search(text):
        return text
    return clean_text(re.sub("[ \x0b\x0c]*[\x0b\x0c][ \x0b\x0c]*", " ", text)).strip()


def clean_value(value):
    """Return a value of JSON with its texts and names cleaned."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, dict):
        return {clean_value(name): clean_value(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [clean_value(part) for part in value]
    return value


def join_cut_words(text):
    """Join the words that a line end cut in two; the hyphen stays where it belongs to the word."""
    return LINE_END_HYPHEN.sub(_joint, text)


def _joint(found):
    """Return what stands between the two parts of a word."""
    start = found.start()
    before = LAST_WORD.search(found.string, max(start - LONGEST_PART, 0), start)
    space, right = found.groups()
    if not before:
        return str(space)
    left = before.group()
    if not right:
        return f"-{space}"
    belongs = (
        left[-1].isdigit()
        or right[0].isdigit()
        or (right[0].isupper() and not left.isupper())
        or (COMPOUND.fullmatch(left) and len(right) >= SHORTEST_SECOND_PART)
    )
    return "-" if belongs else ""


class Migration(migrations.Migration):
    dependencies = [
        ("site", "0009_translations"),
        ("auth", "__first__"),
        ("reversion", "__first__"),
        ("accounts", "0002_past_steps"),
        ("agreements", "0003_lists_of_agreements"),
        ("api", "0002_webhooks"),
        ("articles", "0014_texts_by_author"),
        ("events", "0003_events_by_place"),
        ("experts", "0001_initial"),
        ("indicators", "0001_initial"),
        ("mentions", "0002_words_of_mentions"),
        ("places", "0001_initial"),
        ("search", "0005_stale_as_often_as_marked"),
        ("topics", "0001_initial"),
        ("workflow", "0007_windows_of_one_person"),
    ]
    operations = [migrations.RunPython(clean, migrations.RunPython.noop)]
