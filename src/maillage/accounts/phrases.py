"""Words that django-allauth would say, in ours; and its own, listed so that our catalogues carry them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# What is said after an act, by the name of allauth's template. An act that is not here says nothing.
MESSAGES: dict[str, Promise] = {
    "account/messages/logged_out.txt": _("You are signed out."),
    "account/messages/login_code_sent.txt": _("If someone here has this address, a code is on its way to it."),
    "account/messages/email_confirmation_sent.txt": _("A code is on its way to your new address."),
    "account/messages/email_confirmed.txt": _("Your address is changed."),
    "account/messages/password_changed.txt": _("Your password is changed."),
    "account/messages/password_set.txt": _("Your password is set."),
    "mfa/messages/totp_activated.txt": _("Your authenticator app is now asked for when you sign in."),
    "mfa/messages/totp_deactivated.txt": _("Your authenticator app is no longer asked for."),
    "mfa/messages/recovery_codes_generated.txt": _("You have new recovery codes; the old ones no longer work."),
    "mfa/messages/webauthn_added.txt": _("Your key is added."),
    "mfa/messages/webauthn_removed.txt": _("Your key is removed."),
}

REAUTHENTICATION: dict[str, Promise] = {
    "reauthenticate": _("Use my password"),
    "mfa_reauthenticate": _("Use a code from my authenticator app, or a recovery code"),
    "mfa_reauthenticate:webauthn": _("Use my passkey or security key"),
    "code": _("Use a code sent by mail"),
}

# Labels and errors of allauth's forms.
BORROWED = (
    _("Email"), _("Email address"), _("Password"), _("Password (again)"), _("Current Password"), _("New Password"),
    _("New Password (again)"), _("Code"), _("Authenticator code"), _("Passwordless"), _("Forgot your password?"),
    _("Enabling passwordless operation allows you to sign in using just this key, but imposes additional requirements such as biometrics or PIN protection."),
    _("The email address and/or password you specified are not correct."),
    _("You must type the same password each time."), _("Please type your current password."), _("Incorrect code."),
    _("Incorrect password."), _("This account is currently inactive."), _("Invalid or expired key."),
    _("The password reset token was invalid."), _("Too many failed login attempts. Try again later."),
    _("The new value must be different from the current one."), _("This email address is already associated with this account."),
    _("Be patient, you are sending too many requests."),
    _("You cannot activate two-factor authentication until you have verified your email address."),
    _("You cannot generate recovery codes without having two-factor authentication enabled."),
    _("You cannot deactivate two-factor authentication."), _("Master key"), _("Backup key"), _("Key nr. {number}"),
)  # fmt: skip
