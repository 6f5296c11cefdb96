from django.urls import path

from maillage.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("desk/", views.desk, name="desk"),
    path("what-we-show/", views.what_we_show, name="what-we-show"),
    path("search/", views.search, name="search"),
    path("styleguide/", views.styleguide, name="styleguide"),
]
