"""The addresses of asking whether a record is right."""

from django.urls import path

from maillage.exchange.freshness.views import again, board, check

urlpatterns = [
    path("check/", again.again, name="check-again"),
    path("check/sent/", again.sent, name="check-sent"),
    path("check/done/<slug:answer>/", check.done, name="check-done"),
    path("check/<str:token>/", check.check, name="check"),
    path("check/<str:token>/correct/", check.correct, name="check-correct"),
    path("freshness/", board.board, name="freshness-board"),
]
