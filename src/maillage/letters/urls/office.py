"""Pages of those who prepare newsletters. Before the others: `office` is no newsletter's address."""

from django.urls import path

from maillage.letters.views import compose, office, sending

urlpatterns = [
    path("letters/office/", office.office, name="office"),
    path("letters/office/new/", office.newsletter_add, name="newsletter-add"),
    path("letters/office/<slug:slug>/", office.newsletter, name="office-newsletter"),
    path("letters/office/<slug:slug>/change/", office.newsletter_change, name="newsletter-change"),
    path("letters/office/<slug:slug>/bounces/", office.bounces, name="bounces"),
    path("letters/office/<slug:slug>/new/", compose.issue_add, name="issue-add"),
    path("letters/office/issue/<int:pk>/", compose.issue, name="issue-compose"),
    path("letters/office/issue/<int:pk>/preview/", compose.preview, name="issue-preview"),
    path("letters/office/issue/<int:pk>/mail/", compose.as_mail, name="issue-mail"),
    path("letters/office/issue/<int:pk>/discard/", compose.discard, name="issue-discard"),
    path("letters/office/issue/<int:pk>/send/", sending.send, name="issue-send"),
    path("letters/office/issue/<int:pk>/progress/", sending.progress, name="issue-progress"),
    path("letters/office/issue/<int:pk>/far/", sending.how_far, name="issue-far"),
]
