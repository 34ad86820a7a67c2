import json
import re

from django.db import migrations, models

TEXTS = {  # as v0.1 and its successor wrote them
    "В URL должно быть имя узла и не должно быть имени пользователя.": "The URL must contain a host name and no user name.",
    "В адресе должен быть узел и не должно быть пользователя.": "The URL must contain a host name and no user name.",
    "Адрес должен начинаться с http:// или https://.": "The address must begin with http:// or https://.",
    "Узел «%(host)s» недоступен из публичной сети.": "Host “%(host)s” is not publicly accessible.",
    "Узел «%(host)s» не в публичной сети.": "Host “%(host)s” is not publicly accessible.",
    "Адрес должен начинаться с https://.": "The URL must start with https://.",
    "URL должен начинаться с https://.": "The URL must start with https://.",
    "Узел «%(host)s» не найден.": "Host “%(host)s” not found.",
    "Введите корректный URL.": "Enter a valid URL.",
    "Узла «%(host)s» нет.": "Host “%(host)s” not found.",
    "Это не адрес.": "Enter a valid URL.",
}


def find_message(text):
    """Return the message that a text is, as JSON knows it; None for any other text."""
    for russian, message in TEXTS.items():
        pattern = re.sub(r"%\\\((\w+)\\\)s", r"(?P<\1>.+)", re.escape(russian))
        found = re.fullmatch(pattern, text, re.DOTALL)
        if found:
            return {"id": message, "params": found.groupdict()} if found.groupdict() else {"id": message}
    return None


def convert(text):
    found = find_message(text)
    return [found] if found else None


def store_messages(apps, schema_editor):
    """Let texts that workers wrote in Russian be messages, which are shown in the language of each reader."""
    for model, column in [("CheckedLink", "error")]:
        rows = apps.get_model("linkcheck", model)._base_manager.using(schema_editor.connection.alias)
        for key, text in rows.exclude(**{column: ""}).values_list("pk", column):
            messages = None if text.startswith('{"messages": ') else convert(text)
            if messages:
                stored = json.dumps({"messages": messages}, ensure_ascii=False)
                rows.filter(pk=key).update(**{column: stored})


class Migration(migrations.Migration):

    dependencies = [
        ('linkcheck', '0001_moved_from_site'),
    ]

    operations = [
        migrations.AlterField(
            model_name='checkedlink',
            name='error',
            field=models.TextField(blank=True, verbose_name='error'),
        ),
        migrations.RunPython(store_messages, migrations.RunPython.noop),
    ]
