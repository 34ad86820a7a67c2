"""Settings of the tests: those of the project, made quick, and leaving no traces."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

os.environ["DEBUG"] = "1"
os.environ.setdefault("DATABASE_POOL_SIZE", "8")  # threads of tests end without giving back what they keep

from relations.settings import *  # noqa: F403
from relations.settings import DATABASES, STORAGES

SCRATCH = Path(tempfile.mkdtemp(prefix="relations-tests-"))
atexit.register(shutil.rmtree, SCRATCH, ignore_errors=True)

MEDIA_ROOT = SCRATCH / "media"
for alias in ("pictures", "manuscripts", "attachments"):
    STORAGES[alias]["OPTIONS"]["location"] = str(SCRATCH / alias)  # type: ignore[index]
STATIC_ROOT = SCRATCH / "static"
STATIC_ROOT.mkdir()
# The interface speaks English, whether catalogues are compiled or not; tests/catalogues.py compiles them.
LOCALE_PATHS = []
DUMPS_ROOT = SCRATCH / "dumps"
DEMO_PASSWORDS = SCRATCH / "demo-passwords.json"
ANSWER_CACHE_MB = 0  # queries are counted, and tests roll back what the cache would take for committed
API_ANONYMOUS_LIMIT = 10_000_000
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, as in real life: threads of the live server then hold connections of their own.
    DATABASES["default"]["TEST"] = {"NAME": str(SCRATCH / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
