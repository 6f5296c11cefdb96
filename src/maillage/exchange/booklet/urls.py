from django.urls import path

from maillage.exchange.booklet import views

app_name = "booklet"
urlpatterns = [
    path("booklet/", views.choose, name="choose"),
    path("booklet.pdf", views.booklet, name="pdf"),
]
