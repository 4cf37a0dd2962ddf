"""The addresses of the staff's pages, a section for each kind of page."""

from django.urls import path

from questionnaire.review.views import (
    cohorts,
    comments,
    exporting,
    feedback,
    invitation,
    mails,
    people,
    queue,
    statistics,
    submission,
)

app_name = "review"

QUEUE = [
    path("", queue.queue, name="queue"),
    path("bulk/assign/", queue.assign_many, name="assign_many"),
    path("bulk/state/", queue.change_states, name="change_states"),
    path("cohorts/<int:cohort>/balance/", queue.balance, name="balance"),
]
SUBMISSIONS = [
    path("submissions/<int:pk>/", submission.submission, name="submission"),
    path("submissions/<int:pk>/next/", submission.following, name="next"),
    path("submissions/<int:pk>/verdict/", submission.verdict, name="verdict"),
    path("submissions/<int:pk>/scores/", submission.scores, name="scores"),
    path("submissions/<int:pk>/state/", submission.state, name="state"),
    path("submissions/<int:pk>/assign/", submission.assign, name="assign"),
    path("submissions/<int:pk>/unassign/", submission.unassign, name="unassign"),
    path("submissions/<int:pk>/unread/", submission.unread, name="unread"),
    path("submissions/<int:pk>/conflict/", submission.conflict, name="conflict"),
    path("submissions/<int:pk>/comments/", comments.say, name="say"),
    path("comments/<int:pk>/edit/", comments.edit, name="edit_comment"),
    path("comments/<int:pk>/delete/", comments.remove, name="delete_comment"),
    path("submissions/<int:pk>/feedback/", feedback.feedback, name="feedback"),
    path("submissions/<int:pk>/feedback/release/", feedback.release, name="release"),
]
PEOPLE = [
    path("join/<slug:token>/", invitation.join, name="join"),
    path("people/", people.people, name="people"),
    path("accelerators/<int:accelerator>/people/", people.people_of, name="people_of"),
    path("accelerators/<int:accelerator>/people/invite/", people.invite, name="invite_colleague"),
    path(
        "accelerators/<int:accelerator>/invitations/<int:pk>/resend/",
        people.resend,
        name="resend_invitation",
    ),
    path(
        "accelerators/<int:accelerator>/invitations/<int:pk>/withdraw/",
        people.withdraw,
        name="withdraw_invitation",
    ),
    path("accelerators/<int:accelerator>/people/<int:pk>/role/", people.role, name="role"),
    path("accelerators/<int:accelerator>/people/<int:pk>/leave/", people.leave, name="leave"),
    path("accelerators/<int:pk>/mails/", mails.mails, name="mails"),
    path("mails/<int:pk>/again/", mails.again, name="mail_again"),
]
COHORTS = [
    path("cohorts/", cohorts.cohorts, name="cohorts"),
    path("accelerators/<int:accelerator>/cohorts/new/", cohorts.create, name="create_cohort"),
    path("cohorts/<int:pk>/", statistics.cohort, name="cohort"),
    path("cohorts/<int:pk>/change/", cohorts.change, name="change_cohort"),
    path("cohorts/<int:pk>/invite/", cohorts.invite, name="invite_founders"),
    path("cohorts/<int:pk>/release/", cohorts.release, name="release_all"),
]
EXPORTS = [path("export/", exporting.export, name="export")]

urlpatterns = [*QUEUE, *SUBMISSIONS, *PEOPLE, *COHORTS, *EXPORTS]
