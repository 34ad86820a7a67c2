"""Word 97–2003 files (.doc): made into .docx by LibreOffice, or into text by antiword or catdoc, where one is installed."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from django.utils.translation import gettext as _

from editorial.manuscripts import limits
from editorial.manuscripts.errors import UnreadableFileError

LOCKED = "EncryptedPackage".encode("utf-16-le")
WORD = "WordDocument".encode("utf-16-le")
NO_NETWORK = {
    "http_proxy": "http://127.0.0.1:9",
    "https_proxy": "http://127.0.0.1:9",
    "ftp_proxy": "http://127.0.0.1:9",
}
OFFICES = ("soffice", "libreoffice")
TEXT_TOOLS = (("antiword", "-m", "UTF-8.txt", "-w", "0"), ("catdoc", "-d", "utf-8", "-w"))


def check_old_word(data: bytes) -> None:
    """Refuse what is no Word file, or is locked."""
    if LOCKED in data:
        raise UnreadableFileError(_("the file is password-protected; save it as .docx without a password"))
    if WORD.lower() not in data.lower():
        raise UnreadableFileError(_("the file is not a Word document"))


def as_docx(data: bytes) -> bytes | None:
    """Return the file as LibreOffice converts it; None where it is not installed or cannot."""
    office = next((found for name in OFFICES if (found := shutil.which(name))), None)
    if office is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "manuscript.doc")
        source.write_bytes(data)
        command = [office, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore"]
        command += ["--convert-to", "docx:MS Word 2007 XML", "--outdir", folder, str(source)]
        try:
            _run(command, folder)
        except subprocess.TimeoutExpired as error:
            raise UnreadableFileError(_("processing the file took too long")) from error
        made = Path(folder, "manuscript.docx")
        return made.read_bytes() if made.exists() else None


def as_text(data: bytes) -> str | None:
    """Return the words of the file as a smaller converter gives them; None where there is none."""
    for name, *options in TEXT_TOOLS:
        tool = shutil.which(name)
        if tool is None:
            continue
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder, "manuscript.doc")
            source.write_bytes(data)
            try:
                done = _run([tool, *options, str(source)], folder)
            except subprocess.TimeoutExpired:
                continue
            text = done.stdout.decode("utf-8", "replace")
            if not done.returncode and text.strip():
                return text
    return None


def _run(command: list[str], folder: str) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, **NO_NETWORK, "HOME": folder}
    return subprocess.run(  # noqa: S603
        command, capture_output=True, timeout=limits.CONVERT_SECONDS, check=False, env=environment, cwd=folder
    )
