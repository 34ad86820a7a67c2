"""Old Word files as manuscripts."""

from django.utils.translation import gettext as _

from editorial.manuscripts.draft import Manuscript, Remark
from editorial.manuscripts.errors import UnreadableFileError
from editorial.manuscripts.readers.old_word import as_docx, as_text, check_old_word
from editorial.manuscripts.readers.plain_text import read_words
from editorial.manuscripts.readers.reading import Choices
from editorial.manuscripts.readers.word_files import read_docx


def read_doc(data: bytes, choices: Choices) -> Manuscript:
    """Understand a Word 97–2003 file, where a converter is installed."""
    check_old_word(data)
    converted = as_docx(data)
    if converted is not None:
        return read_docx(converted, choices)
    text = as_text(data)
    if text is None:
        raise UnreadableFileError(
            _("this is a Word 97–2003 document; open it in Word or LibreOffice and save it as .docx")
        )
    manuscript = read_words(text)
    message = _(
        "Only the words of the old Word file were taken over. Save it as .docx to keep images and notes."
    )
    manuscript.remarks.append(Remark(0, message))
    return manuscript
