"""The addresses of the walk; a step is named by its key, never by a number."""

from django.urls import path

from questionnaire.walk.views import entry, importance, joining, questions, steps

app_name = "walk"
urlpatterns = [
    path("", entry.home, name="home"),
    path("start/<slug:questionnaire_key>/", entry.start, name="start"),
    path("continue/", entry.resume, name="resume"),
    path("join/", joining.join, name="join"),
    path("join/<str:code>/", joining.cohort, name="cohort"),
    path("invited/<slug:token>/", joining.invited, name="invited"),
    path("invited/<slug:token>/stop/", joining.stop, name="stop"),
    path("walk/<slug:token>/", steps.overview, name="overview"),
    path("walk/<slug:token>/mail/", steps.mail, name="mail"),
    path("walk/<slug:token>/sets/<slug:set_key>/", questions.question_set, name="set"),
    path("walk/<slug:token>/importance/", importance.importance, name="importance"),
    path("walk/<slug:token>/check/", steps.check, name="check"),
    path("walk/<slug:token>/submit/", steps.submit, name="submit"),
    path("walk/<slug:token>/revise/", questions.revise, name="revise"),
]
