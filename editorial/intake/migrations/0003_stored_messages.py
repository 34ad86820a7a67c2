import json
import re

from django.db import migrations

TEXTS = {  # as v0.1 and its successor wrote them
    "файл защищён паролем или имеет старый формат .doc; сохраните его как .docx без пароля": "the file is password-protected or in the old .doc format; save it as .docx without a password",
    "файл закрыт паролем или это старый .doc; сохраните его как .docx без пароля": "the file is password-protected or in the old .doc format; save it as .docx without a password",
    "указанная кодировка %(encoding)s не соответствует содержимому": "the declared encoding %(encoding)s does not match the content",
    "этот тип файла не поддерживается; поддерживаются: %(known)s": "this file type is not supported; supported types: %(known)s",
    "файл содержит объявления сущностей XML, это не допускается": "the file contains XML entity declarations, which are not allowed",
    "файлы такого вида не читаются; читаются: %(known)s": "this file type is not supported; supported types: %(known)s",
    "файл не является корректным документом .%(kind)s": "the file is not a valid .%(kind)s document",
    "распакованный архив превышает допустимый размер": "the unpacked archive exceeds the size limit",
    "на странице больше текста, чем вмещает страница": "the page contains too much text",
    "распакованный файл превышает допустимый размер": "the unpacked file exceeds the size limit",
    "файл называет себя %(encoding)s, но это не так": "the declared encoding %(encoding)s does not match the content",
    "в PDF нет текстового слоя; возможно, это скан": "the PDF has no text layer; it may be a scan",
    "часть объявляет сущности, это не допускается": "the file contains XML entity declarations, which are not allowed",
    "Обработка прервана из-за внутренней ошибки.": "Processing failed because of an internal error.",
    "файл не является целым документом .%(kind)s": "the file is not a valid .%(kind)s document",
    "Чтение прервалось из-за ошибки программы.": "Processing failed because of an internal error.",
    "архив распаковывается больше допустимого": "the unpacked archive exceeds the size limit",
    "часть распаковывается больше допустимого": "the unpacked file exceeds the size limit",
    "не удалось распознать содержимое файла": "the file format could not be recognised",
    "слишком глубокая вложенность элементов": "the file has too many nested elements",
    "кодировка не UTF-8 и не Windows-1251": "the encoding of the text could not be recognised",
    "знаки не в UTF-8 и не в Windows-1251": "the encoding of the text could not be recognised",
    "вложенность в файле слишком глубока": "the file has too many nested elements",
    "превышен объём памяти при обработке": "processing used too much memory",
    "чтение заняло слишком много памяти": "processing used too much memory",
    "на странице слишком много текста": "the page contains too much text",
    "строка слишком длинна для текста": "the line is too long",
    "файл не является корректным XML": "the file is not well-formed XML",
    "превышено время обработки файла": "processing the file took too long",
    "текст длиннее %(limit)s знаков": "the text is longer than %(limit)s characters",
    "в архиве слишком много файлов": "the archive contains too many files",
    "в архиве слишком много частей": "the archive contains too many files",
    "часть вложена слишком глубоко": "the file has too many nested elements",
    "в PDF более %(limit)s страниц": "the PDF has more than %(limit)s pages",
    "в файле слишком много сносок": "the file contains too many footnotes",
    "часть не является целым XML": "the file is not well-formed XML",
    "файл не является Rich Text": "the file is not Rich Text",
    "файл читался слишком долго": "processing the file took too long",
    "превышено время обработки": "processing took too long",
    "файл больше %(limit)s МБ": "the file is larger than %(limit)s MB",
    "чтение шло слишком долго": "processing took too long",
    "файл не удалось понять": "the file format could not be recognised",
    "слишком длинная строка": "the line is too long",
    "часть закрыта паролем": "the file is password-protected",
    "это не текстовый файл": "this is not a text file",
    "файл защищён паролем": "the file is password-protected",
    "файл не является PDF": "the file is not a PDF",
    "в архиве нет текста": "the archive contains no text",
    "PDF защищён паролем": "the PDF is password-protected",
    "PDF закрыт паролем": "the PDF is password-protected",
    "в файле нет текста": "the file contains no text",
    "часть повреждена": "the file is damaged",
    "файл повреждён": "the file is damaged",
    "PDF повреждён": "the PDF is damaged",
    "файл пуст": "the file is empty",
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
    """Return the message; before it stands where in the file it is about: “report.docx, word/document.xml: …”."""
    found = find_message(text)
    if found:
        return [found]
    where, colon, reason = text.partition(": ")
    found = find_message(reason) if colon else None
    return [{"id": "%(where)s: %(reason)s", "params": {"where": where, "reason": [found]}}] if found else None


def store_messages(apps, schema_editor):
    """Let texts that workers wrote in Russian be messages, which are shown in the language of each reader."""
    for model, column in [("ManuscriptFile", "error")]:
        rows = apps.get_model("intake", model)._base_manager.using(schema_editor.connection.alias)
        for key, text in rows.exclude(**{column: ""}).values_list("pk", column):
            messages = None if text.startswith('{"messages": ') else convert(text)
            if messages:
                stored = json.dumps({"messages": messages}, ensure_ascii=False)
                rows.filter(pk=key).update(**{column: stored})


class Migration(migrations.Migration):

    dependencies = [("intake", "0002_error_and_heartbeat")]

    operations = [migrations.RunPython(store_messages, migrations.RunPython.noop)]
