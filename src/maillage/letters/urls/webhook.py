"""Where a mail provider tells of mails that came back. It is there only when a provider and its secret are set."""

from django.conf import settings
from django.urls import URLPattern, path
from django.utils.module_loading import import_string

VIEWS = {
    "brevo": "anymail.webhooks.brevo.BrevoTrackingWebhookView",
    "mailersend": "anymail.webhooks.mailersend.MailerSendTrackingWebhookView",
    "mailgun": "anymail.webhooks.mailgun.MailgunTrackingWebhookView",
    "postmark": "anymail.webhooks.postmark.PostmarkTrackingWebhookView",
    "resend": "anymail.webhooks.resend.ResendTrackingWebhookView",
    "sparkpost": "anymail.webhooks.sparkpost.SparkPostTrackingWebhookView",
}


def patterns() -> list[URLPattern]:
    """Made anew for a test; the address is the same for every provider."""
    if not (settings.MAIL_PROVIDER and settings.MAIL_WEBHOOK_SECRET):
        return []
    view = import_string(VIEWS[settings.MAIL_PROVIDER])
    return [path("mail/events/", view.as_view(), name="mail-events")]


urlpatterns = patterns()
