import json
import re

from django.db import migrations

TEXTS = {  # as v0.1 and its successor wrote them
    "После одобрения текст изменён. Верните его в черновик и получите одобрение повторно.": "The text was edited after approval. Return it to draft and have it approved again.",
    "Статья одобрена пользователем %(name)s, у которого больше нет права публиковать.": "%(name)s approved this article but no longer has permission to publish.",
    "После одобрения текст правили: верните его в черновик и дайте одобрить снова.": "The text was edited after approval. Return it to draft and have it approved again.",
    "У того, кто одобрил текст (%(name)s), больше нет права публиковать.": "%(name)s approved this article but no longer has permission to publish.",
    "Сноски, на которые текст не указывает: %(keys)s.": "Footnotes without a marker in the text: %(keys)s.",
    "Изображения не найдены в библиотеке: %(keys)s.": "Images not found in the library: %(keys)s.",
    "Печать прервалась из-за ошибки программы.": "Export failed because of an internal error.",
    "Изображения, которых у нас нет: %(keys)s.": "Images not found in the library: %(keys)s.",
    "Экспорт прерван из-за внутренней ошибки.": "Export failed because of an internal error.",
    "Сноски без знака в тексте: %(keys)s.": "Footnotes without a marker in the text: %(keys)s.",
    "Изображения без описания: %(keys)s.": "Images without a description: %(keys)s.",
    "Этот текст никто не одобрил.": "This article has not been approved.",
    "Знаки без сносок: %(keys)s.": "Markers without a footnote: %(keys)s.",
    "У статьи нет названия.": "The article has no title.",
    "У текста нет названия.": "The article has no title.",
    "В статье нет текста.": "The article has no text.",
    "Статья не одобрена.": "This article has not been approved.",
    "Текст пуст.": "The article has no text.",
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
    for model, column in [("Article", "publish_error"), ("PrintJob", "error")]:
        rows = apps.get_model("articles", model)._base_manager.using(schema_editor.connection.alias)
        for key, text in rows.exclude(**{column: ""}).values_list("pk", column):
            messages = None if text.startswith('{"messages": ') else convert(text)
            if messages:
                stored = json.dumps({"messages": messages}, ensure_ascii=False)
                rows.filter(pk=key).update(**{column: stored})


class Migration(migrations.Migration):

    dependencies = [("articles", "0023_names_of_columns")]

    operations = [migrations.RunPython(store_messages, migrations.RunPython.noop)]
