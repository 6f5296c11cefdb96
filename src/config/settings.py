"""Every setting of an instance, in one readable file. Operators change them with `MAILLAGE_*` variables
(docs/operators/settings.md); developers change them here.
"""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext_lazy as _

from config import env
from maillage.kit import postgres, secrets

ROOT = Path(__file__).resolve().parents[2]
VAR = Path(env.text("VAR") or ROOT / "var").resolve()

# ── the instance ────────────────────────────────────────────────────────────
BASE_URL = env.text("BASE_URL", "http://localhost:8000").rstrip("/")
_base = urlsplit(BASE_URL)
if _base.scheme not in {"http", "https"} or not _base.hostname:
    raise env.WrongSetting("BASE_URL", f"It is {BASE_URL!r}; write the public address, such as https://reseau.example.")
IS_HTTPS = _base.scheme == "https"
DEBUG = env.flag("DEBUG", default=False)
IS_DEMO = env.flag("DEMO", default=False)
SECRET_KEY = env.text("SECRET_KEY") or secrets.kept_in(VAR / "secret_key")
ALLOWED_HOSTS = env.words("HOSTS") or [_base.hostname, "localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [BASE_URL] if IS_HTTPS else []
COUNT_THRESHOLD = env.number("COUNT_THRESHOLD", 3, least=2)  # a smaller count could point at someone
RETENTION_DAYS = env.number("RETENTION_DAYS", 365, least=30)
CHECK_AFTER_DAYS = env.number("CHECK_AFTER_DAYS", 365, least=30)  # then an organisation is asked if its record is right
ATLAS_POLICY = env.text("ATLAS_POLICY")  # a file over atlas/policy.toml: how contested territories are drawn

# ── apps, in the order of the DAG (docs/architecture.md) ────────────────────
INSTALLED_APPS = [
    "maillage.portal",
    "maillage.atlas",
    "maillage.letters",
    "maillage.publications",
    "maillage.exchange",
    "maillage.network",
    "maillage.cms",
    "maillage.journal",
    "maillage.notices",
    "maillage.accounts",
    "maillage.ui",
    "maillage.kit",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.users",
    "wagtail.images",
    "wagtail.documents",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "rules",
    "django_filters",
    "django_htmx",
    "template_partials",
    "pgtrigger",
    "procrastinate.contrib.django",
    "anymail",
    "django.forms",  # its widgets, after those that ui draws anew
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "maillage.kit.middleware.ForgetVisitor",  # first: nothing below can store an address or a browser
    "maillage.kit.middleware.SecurityHeaders",
    "maillage.kit.middleware.Compress",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",  # below the four that write headers: static files carry them too
    "maillage.publications.middleware.KeptPages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "maillage.ui.middleware.Languages",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "maillage.accounts.middleware.LastSeen",
    "django_htmx.middleware.HtmxMiddleware",
    "maillage.network.middleware.ReaderMiddleware",
    "maillage.network.admin.door.OfficeDoor",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",  # last: only what nobody else found
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
FORM_RENDERER = "maillage.ui.forms.SheetRenderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "maillage.ui.context.page",
                "maillage.network.context.instance",
            ],
        },
    }
]

# ── database: one PostgreSQL for data, search, queue, locks and cache ───────
DATABASE_URL = env.text("DATABASE_URL")
DATABASES = {"default": postgres.django_settings(DATABASE_URL, cluster=VAR / "postgres")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
SESSION_COOKIE_NAME = "session"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
PROCRASTINATE_ON_APP_READY = "maillage.kit.jobs.on_app_ready"
PROCRASTINATE_IMPORT_PATHS = ["maillage.exchange.freshness.tasks", "maillage.publications.relays.tasks"]

# ── people ──────────────────────────────────────────────────────────────────
AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",  # first: it is the one that knows people
    "maillage.network.backends.StewardBackend",  # stewards run the back office by mandate, not by a flag
    "rules.permissions.ObjectPermissionBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "portal:desk"
ACCOUNT_ADAPTER = "maillage.accounts.adapter.Doors"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # what makes the sign-in page ask for a password; nobody signs up
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True  # a new address is written nowhere until it is proven
ACCOUNT_CHANGE_EMAIL = True  # one address at a time
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = _base.scheme
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = {  # per address typed or per person: nobody's own address is known, so none can be counted
    "login": None,
    "login_failed": "5/5m/key,20/h/key",
    "request_login_code": "3/m/key,12/h/key",
    "reset_password": "3/m/key,12/h/key",
    "reset_password_from_key": None,
    "signup": None,
    "confirm_email": "1/10s/key",
}
MFA_ADAPTER = "maillage.accounts.adapter.SecondFactor"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RATE_LIMITS = {"webauthn_login": None}  # a signed challenge cannot be guessed
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = _base.scheme == "http" and _base.hostname == "localhost"

# ── languages ───────────────────────────────────────────────────────────────
LANGUAGES = [
    ("fr", _("French")),
    ("en", _("English")),
    ("es", _("Spanish")),
    ("pt", _("Portuguese")),
    ("ar", _("Arabic")),
]
LANGUAGE_CODE = env.choice("LANGUAGE", "fr", [code for code, _name in LANGUAGES])
LOCALE_PATHS = [ROOT / "src" / "maillage" / "locale"]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = env.text("TIME_ZONE", "Europe/Paris")
USE_I18N = USE_TZ = USE_THOUSAND_SEPARATOR = True
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES

# ── files ───────────────────────────────────────────────────────────────────
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "maillage.ui.storage.StaticFiles"},
}
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
UPLOAD_LIMIT = 5 * 1024 * 1024
IMPORT_LIMIT = env.number("IMPORT_LIMIT_MB", 200, least=1) * 1024 * 1024  # one file of an import
IMPORT_UNDO_DAYS = env.number("IMPORT_UNDO_DAYS", 30, least=1)  # then a written import can no longer be undone
OUTGOING_LOOPBACK = env.flag("OUTGOING_LOOPBACK", default=False)  # trials: ask this machine too, at any port
BASEMAP = env.text("BASEMAP")  # a PMTiles file of streets, for the maps; none: shapes of countries only

# ── mail: queued in the database, sent by the worker ────────────────────────
EMAIL_BACKEND = "maillage.notices.backends.QueuedMail"
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", "Maillage <noreply@localhost>")
EMAIL_URL = env.text("EMAIL_URL", "console:")
_mail = urlsplit(EMAIL_URL)
MAIL_PROVIDERS = {  # scheme of EMAIL_URL → what django-anymail calls the key that follows it
    "brevo": "BREVO_API_KEY", "mailersend": "MAILERSEND_API_TOKEN", "mailgun": "MAILGUN_API_KEY",
    "postmark": "POSTMARK_SERVER_TOKEN", "resend": "RESEND_API_KEY", "sparkpost": "SPARKPOST_API_KEY",
}  # fmt: skip
MAIL_PROVIDER = _mail.scheme if _mail.scheme in MAIL_PROVIDERS else ""
if not MAIL_PROVIDER and _mail.scheme not in {"smtp", "smtps", "smtp+tls", "console"}:
    raise env.WrongSetting(
        "EMAIL_URL", f"It is {_mail.scheme!r}…; write smtp+tls://user:password@host:587, or see docs/operators/mail.md."
    )
MAIL_DELIVERY = (
    f"anymail.backends.{MAIL_PROVIDER}.EmailBackend"
    if MAIL_PROVIDER
    else f"django.core.mail.backends.{'console' if _mail.scheme == 'console' else 'smtp'}.EmailBackend"
)
MAIL_WEBHOOK_SECRET = env.text(
    "MAIL_WEBHOOK_SECRET"
)  # name:password, that the provider shows when it tells of a bounce
ANYMAIL = {
    "WEBHOOK_SECRET": MAIL_WEBHOOK_SECRET,
    "IGNORE_UNSUPPORTED_FEATURES": True,  # a provider that knows no header of ours still sends the mail
    **({MAIL_PROVIDERS[MAIL_PROVIDER]: unquote(_mail.username or "")} if MAIL_PROVIDER else {}),
    **({"MAILGUN_SENDER_DOMAIN": _mail.hostname or ""} if MAIL_PROVIDER == "mailgun" else {}),
}
LETTERS_PER_HOUR = env.number("LETTERS_PER_HOUR", 300, least=1)  # mails of newsletters; what the mail server allows
LETTERS_ASKS_PER_HOUR = env.number(
    "LETTERS_ASKS_PER_HOUR", 200, least=1
)  # new subscriptions; beyond: “come back later”
EMAIL_HOST, EMAIL_PORT = _mail.hostname or "localhost", _mail.port or 25
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_mail.username or ""), unquote(_mail.password or "")
EMAIL_USE_SSL, EMAIL_USE_TLS, EMAIL_TIMEOUT = _mail.scheme == "smtps", _mail.scheme == "smtp+tls", 20

# ── safety ──────────────────────────────────────────────────────────────────
X_FRAME_OPTIONS = "DENY"
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
SECURE_SSL_REDIRECT = False  # the proxy in front does it; behind it every request looks like http
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ("/admin/",),  # Wagtail's admin has a policy of its own: kit.middleware
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "font-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "manifest-src": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    },
}

# ── back office ─────────────────────────────────────────────────────────────
WAGTAIL_SITE_NAME = "Maillage"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAIL_ENABLE_UPDATE_CHECK = WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILADMIN_LOGIN_URL = LOGIN_URL
WAGTAILIMAGES_IMAGE_MODEL = "cms.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "maillage.cms.forms.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["png", "jpg", "jpeg", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = UPLOAD_LIMIT
WAGTAILDOCS_DOCUMENT_MODEL = "cms.File"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "maillage.cms.forms.FileForm"
WAGTAILDOCS_EXTENSIONS = ["pdf", "odt", "ods", "odp", "docx", "xlsx", "pptx", "epub", "txt", "csv"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []  # a document is taken home, never opened under our address
SILENCED_SYSTEM_CHECKS: list[str] = []

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"secrets": {"()": "maillage.kit.logs.HideSecrets"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["secrets"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # What was asked for and not found could be a hidden record or a spent invitation: no log keeps its address.
    "loggers": {"django.request": {"level": "ERROR"}, "django.security": {"level": "ERROR"}},
}
