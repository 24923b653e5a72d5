"""The application's settings on a fixed environment for the tests, with files in a temporary place."""

import os
import secrets
import tempfile

# Made by the first file that is stored; conftest.py removes it.
os.environ["MEDIA_ROOT"] = f"{tempfile.gettempdir()}/ghnt-test-{secrets.token_hex(8)}"
os.environ.update(DEBUG="1", SECRET_KEY="a-key-for-the-tests-that-guards-nothing-at-all-anywhere")
os.environ.pop("TODAY", None)

from ghnt.settings import *  # noqa: F403

# WhiteNoise warns about a root that is not there; the tests serve files from where they are written.
STATIC_ROOT = BASE_DIR / "static" / "src"  # noqa: F405
# Otherwise it looks through that place anew for every client.
WHITENOISE_AUTOREFRESH = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# A file: the server of a browser test then has connections of its own, as in production. In memory all threads
# share one, and two requests at the same moment refuse each other ("database table is locked").
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    DATABASES["default"]["TEST"] = {"NAME": f"{os.environ['MEDIA_ROOT']}.sqlite3"}  # noqa: F405
