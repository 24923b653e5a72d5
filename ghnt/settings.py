"""Settings from the environment; the defaults suit a developer's machine and refuse to be unsafe elsewhere."""

from datetime import date, timedelta
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env

BASE_DIR = Path(__file__).resolve().parent.parent
env = Env()

DEBUG = env.bool("DEBUG", False)
SECRET_KEY = env.str("SECRET_KEY", "")
if not SECRET_KEY:
    if not DEBUG:
        raise ImproperlyConfigured("Zet SECRET_KEY, of DEBUG=1 op een machine om te ontwikkelen.")
    SECRET_KEY = "only-for-development-and-tests-this-key-guards-nothing-at-all"  # noqa: S105
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "testserver"] if DEBUG else [])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", [])

# The application's clock: only a developer's machine may stand in another time.
TODAY: date | None = env.date("TODAY", None) if DEBUG else None

INSTALLED_APPS = [
    "ghnt.accounts",
    "ghnt.documents",
    "ghnt.audit",
    "ghnt.notices",
    "ghnt.ui",
    "regions",
    "programmes",
    "actions",
    "reporting",
    "ghnt.site",
    "ghnt.accounts.administration_config.AdministrationConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "crispy_forms",
    "csp",
    "django_filters",
    "django_htmx",
    "django_q",
    "simple_history",
    "tree_queries",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "ghnt.accounts.middleware.SignedOutHtmxMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "regions.middleware.RightsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "ghnt.accounts.middleware.NoStoreMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "ghnt.accounts.middleware.ButtonAddressMiddleware",
]

ROOT_URLCONF = "ghnt.urls"
WSGI_APPLICATION = "ghnt.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ghnt.site.navigation.navigation",
            ],
        },
    }
]

DATABASES = {"default": env.dj_db_url("DATABASE_URL", f"sqlite:///{BASE_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"].update(CONN_MAX_AGE=60, CONN_HEALTH_CHECKS=True)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["ghnt.notices.sign_in.CountingBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "my_work"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "ghnt.accounts.adapter.ClosedAdapter"
ACCOUNT_SESSION_REMEMBER = False
# Attempts to sign in are counted by the visitor's address, not by the proxy's: one attacker would keep out everybody.
ALLAUTH_TRUSTED_PROXY_COUNT = int(env.bool("BEHIND_PROXY", False))

# Mails about notices. On a developer's machine they appear in the terminal; elsewhere they go nowhere unless set.
_email = env.dj_email_url("EMAIL_URL", "console://" if DEBUG else "dummy://")
if "EMAIL_BACKEND" not in _email:
    raise ImproperlyConfigured("EMAIL_URL begint met smtp://, submission://, console:// of dummy://.")
EMAIL_BACKEND = _email["EMAIL_BACKEND"]
EMAIL_HOST = _email["EMAIL_HOST"] or "localhost"
EMAIL_PORT = _email["EMAIL_PORT"] or 25
EMAIL_HOST_USER = _email["EMAIL_HOST_USER"] or ""
EMAIL_HOST_PASSWORD = _email["EMAIL_HOST_PASSWORD"] or ""
EMAIL_USE_TLS, EMAIL_USE_SSL = _email["EMAIL_USE_TLS"], _email["EMAIL_USE_SSL"]
EMAIL_TIMEOUT = _email["EMAIL_TIMEOUT"] or 20
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "ghnt <niet-beantwoorden@localhost>")
# Where the links in mails and calendars lead.
_here = f"http://127.0.0.1:{env.int('PORT', 8000)}"
_site = _here if DEBUG or not ALLOWED_HOSTS else f"https://{ALLOWED_HOSTS[0].lstrip('.')}"
SITE_URL = env.str("SITE_URL", _site).rstrip("/")

LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

NODE_MODULES = BASE_DIR / "static" / "vendor" / "node_modules"
STATIC_URL = "static/"
STATIC_ROOT = env.path("STATIC_ROOT", BASE_DIR / "staticfiles")
STATICFILES_DIRS = [
    BASE_DIR / "static" / "src",
    ("utrecht", NODE_MODULES / "@utrecht" / "component-library-css" / "dist"),
    (
        "voorbeeld",
        NODE_MODULES / "@nl-design-system-unstable" / "voorbeeld-design-tokens" / "dist",
    ),
    ("source-sans-3", NODE_MODULES / "@fontsource-variable" / "source-sans-3"),
    ("sortablejs", NODE_MODULES / "sortablejs"),
]
MEDIA_ROOT = env.path("MEDIA_ROOT", BASE_DIR / "media")
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": MEDIA_ROOT},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

CRISPY_ALLOWED_TEMPLATE_PACKS = "nlds"
CRISPY_TEMPLATE_PACK = "nlds"
CRISPY_FAIL_SILENTLY = False
FILTERS_EMPTY_CHOICE_LABEL = "Alle"

DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000  # for lists: nine fields for each of fifty actions, a matrix more

# A job may take ten minutes; the broker hands it out again only after that, so retry > timeout.
Q_CLUSTER = {
    "name": "ghnt",
    "orm": "default",
    "workers": env.int("WORKERS", 1),
    "timeout": 600,
    "retry": 900,
    "max_attempts": 1,
    "poll": 1,
    "catch_up": False,
    "save_limit": 200,
    "label": "Achtergrondtaken",
    "log_level": "WARNING",
}

# Municipalities that did not react are reminded this many days before the date, once each.
REVIEW_REMINDER_DAYS = (3, 1)

# Regions that did not submit their report are reminded this many days after the due date (negative: before), once each.
REPORT_REMINDER_DAYS = env.list("REPORT_REMINDER_DAYS", [-14, -3, 1, 7], subcast=int)

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
if not DEBUG:
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", True)
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", False) else None
    SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds())
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
