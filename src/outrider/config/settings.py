"""Django's settings. Each part has a module of its own; values come from the environment."""

from datetime import timedelta
from pathlib import Path

from outrider.config import environment as env
from outrider.config.database import database
from outrider.config.logs import logging
from outrider.config.secret import secret_key
from outrider.config.security import content_security_policy, https_settings
from outrider.config.signing_in import directory, roles_with_second_factor

PACKAGE = Path(__file__).resolve().parent.parent
VAR = env.folder("OUTRIDER_VAR")
VAR.mkdir(parents=True, exist_ok=True)

DEBUG = env.flag("OUTRIDER_DEBUG")
DEMO = env.flag("OUTRIDER_DEMO")
DEMO_NULL = env.flag("OUTRIDER_DEMO_NULL")
SECRET_KEY = secret_key(env.text("OUTRIDER_SECRET_KEY"), VAR)
ALLOWED_HOSTS = env.words("OUTRIDER_ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env.words("OUTRIDER_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    # Its tables and its steps of signing in; none of its pages is mounted.
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.mfa",
    "outrider.journal",
    "outrider.people",
    "outrider.coresponse",
    "outrider.safety",
    "outrider.notify",
    "outrider.crossover",
    "outrider.evidence",
    "outrider.web",
    "outrider.api",
    "outrider.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

CONTENT_SECURITY_POLICY = content_security_policy()

ROOT_URLCONF = "outrider.config.urls"
ASGI_APPLICATION = "outrider.config.asgi.application"

_CONTEXT = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "outrider.web.jinja.environment",
            "context_processors": _CONTEXT,
        },
    },
    # Django's own pages and form widgets are written for its own template language.
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": _CONTEXT},
    },
]

DATABASES = {"default": database(env.text("DATABASE_URL"), VAR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.User"
LOGIN_URL = "/sign-in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/sign-in"
# A shift and its overtime; after that a person signs in again. In seconds.
SESSION_COOKIE_AGE = 14 * 3600
# A link by which somebody chooses a password works this long. In seconds.
PASSWORD_RESET_TIMEOUT = 7 * 24 * 3600
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
SECOND_FACTOR_ROLES = roles_with_second_factor(env.words("OUTRIDER_SECOND_FACTOR"))
SIGN_IN_HELP = env.text("OUTRIDER_SIGN_IN_HELP")
DIRECTORY = directory()
ACCOUNT_ADAPTER = "outrider.web.auth.adapters.Accounts"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
# How long a first step waits for its second, in seconds.
ACCOUNT_LOGIN_TIMEOUT = 15 * 60
# Guesses are counted in the database, for all server processes: see web/auth/throttle.py.
ACCOUNT_RATE_LIMITS = False
MFA_ADAPTER = "outrider.web.auth.adapters.SecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Outrider"
# One code before and one after the present one: a phone's clock may be half a minute out.
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
# A passkey is two factors in one only if it asks for a finger, a face or a PIN.
MFA_WEBAUTHN_USER_VERIFICATION = "required"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "outrider.web.errors.out_of_date"

X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
globals().update(
    https_settings(
        https=env.flag("OUTRIDER_HTTPS"),
        hsts_seconds=env.number("OUTRIDER_HSTS_SECONDS"),
        behind_proxy=env.flag("OUTRIDER_BEHIND_PROXY"),
    )
)

PRESS_ANSWERS_KEPT = timedelta(hours=env.number("OUTRIDER_PRESS_ANSWER_HOURS"))
TRIAL_ROADS = env.text("OUTRIDER_TRIAL_ROADS")
ANALYSIS_PLAN = env.text("OUTRIDER_ANALYSIS_PLAN")
BANK_HOLIDAYS = env.choice("OUTRIDER_BANK_HOLIDAYS", "ENG", "WLS", "SCT", "NIR")
PUBLISHED_DIR = env.text("OUTRIDER_PUBLISHED_DIR")
CASE_PREFIX = env.text("OUTRIDER_CASE_PREFIX")
HAZARD_MONTHS = env.number("OUTRIDER_HAZARD_MONTHS")
HAZARD_RADIUS = env.number("OUTRIDER_HAZARD_RADIUS")
SUPPORT_WINDOW_DAYS = env.number("OUTRIDER_SUPPORT_WINDOW_DAYS")
SUPPORT_ADDS_UP = env.number("OUTRIDER_SUPPORT_ADDS_UP")

LANGUAGE_CODE = "en-gb"
USE_I18N = False
# Times are stored in UTC and shown on the wall clock of the control rooms.
TIME_ZONE = "Europe/London"
USE_TZ = True

STATIC_MODE = "plain" if DEBUG else env.choice("OUTRIDER_STATIC", "hashed", "plain")
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [PACKAGE / "web" / "static"]
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
_HASHED = "whitenoise.storage.CompressedManifestStaticFilesStorage"
_PLAIN = "django.contrib.staticfiles.storage.StaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _HASHED if STATIC_MODE == "hashed" else _PLAIN},
}

# An uploaded or posted body above this is refused before it is read into memory, in bytes.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

LOGGING = logging(env.choice("OUTRIDER_LOG_LEVEL", "DEBUG", "INFO", "WARNING", "ERROR"))
