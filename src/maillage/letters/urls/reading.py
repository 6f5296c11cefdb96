"""Pages of readers. Words that stand alone after `letters/` are refused as addresses of newsletters (`models`)."""

from django.urls import path

from maillage.letters.views import archive, links, subscribing

urlpatterns = [
    path("letters/", subscribing.newsletters, name="list"),
    path("letters/asked/", subscribing.asked, name="asked"),
    path("letters/link/", subscribing.link, name="link"),
    path("letters/done/<slug:what>/", subscribing.done, name="done"),
    path("letters/confirm/<str:token>/", links.confirm, name="confirm"),
    path("letters/leave/<str:token>/", links.leave, name="leave"),
    path("letters/choose/<str:token>/", links.choose, name="choose"),
    path("letters/choose/<str:token>/forget/", links.forget, name="forget"),
    path("letters/<slug:slug>/", archive.newsletter, name="newsletter"),
    path("letters/<slug:slug>/<int:number>/", archive.issue, name="issue"),
]
