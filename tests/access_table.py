"""What every kind of person gets at every address of the project.

A page is a status, or the name of the page that a redirect leads to. A new address needs a line in
VISITS, and one in POSTS too where it answers no visit; what its parameters stand for is written in
access_world.py. The test names what is missing.
"""

from collections.abc import Mapping

Expected = int | str
Row = Mapping[str, Expected]

# Founders have no account: the first four are not signed in, and differ by the link they have.
# Anonymous people try what a stolen database would tell them in place of a link.
ANONYMOUS, FOUNDER, OTHER_FOUNDER = "anonymous", "founder", "other_founder"
LINK_HOLDER = "link_holder"
# Of the accelerator: the first has declared a conflict with the submission that is asked for
CONFLICTED, REVIEWER, MANAGER = "conflicted", "reviewer", "manager"
# The manager of another accelerator; and who edits questionnaires, but reads no submissions
STRANGER, EDITOR, PUBLISHER, SUPERUSER = "stranger", "editor", "publisher", "superuser"

SIGNED_OUT = (ANONYMOUS, FOUNDER, OTHER_FOUNDER, LINK_HOLDER)
MEMBERS = (CONFLICTED, REVIEWER, MANAGER)
ADMINS = (EDITOR, PUBLISHER, SUPERUSER)
PEOPLE = (*SIGNED_OUT, *MEMBERS, STRANGER, *ADMINS)

SIGN_IN, ADMIN_SIGN_IN = "account_login", "admin:login"
QUEUE = "review:queue"
OF_QUESTIONNAIRE = "admin:questionnaire_questionnaire_"
CONFIRM = "account_reauthenticate"
OK, FORBIDDEN, NOT_FOUND, NOT_ALLOWED, CONFLICT, FLAWED = 200, 403, 404, 405, 409, 422
PARTS = ("question", "questionset", "rule", "source")


def everyone(expected: Expected, **others: Expected) -> Row:
    """Say what all get, but for those who are named."""
    assert others.keys() <= set(PEOPLE), others
    return {**dict.fromkeys(PEOPLE, expected), **others}


def founder(expected: Expected, **others: Expected) -> Row:
    """Say what the founder gets: nobody else gets past the link."""
    return everyone(NOT_FOUND, **{FOUNDER: expected, **others})


def signed_in(expected: Expected, **others: Expected) -> Row:
    """Say what everybody with an account gets; all others are asked to sign in."""
    return everyone(expected, **{**dict.fromkeys(SIGNED_OUT, SIGN_IN), **others})


def members(expected: Expected, **others: Expected) -> Row:
    """Say what the accelerator's people get, whatever they have declared."""
    return signed_in(NOT_FOUND, **{**dict.fromkeys(MEMBERS, expected), **others})


def managers(expected: Expected, **others: Expected) -> Row:
    """Say what the accelerator's managers get, and nobody else."""
    return members(FORBIDDEN, **{MANAGER: expected, **others})


def readers(expected: Expected, **others: Expected) -> Row:
    """Say what those get who may read the submission: a conflict closes it."""
    return signed_in(NOT_FOUND, **{REVIEWER: expected, MANAGER: expected, **others})


def admins(expected: Expected, **others: Expected) -> Row:
    """Say what all get who have anything to do in Django's admin."""
    return everyone(ADMIN_SIGN_IN, **{**dict.fromkeys(ADMINS, expected), **others})


def superusers(expected: Expected = OK) -> Row:
    """Say what superusers get, and nobody else."""
    return admins(FORBIDDEN, **{SUPERUSER: expected})


def of_model(name: str, otherwise: Row, **pages: Row) -> dict[str, Row]:
    """Return the five addresses that Django's admin has for a model."""
    names = ("changelist", "add", "change", "delete", "history")
    return {f"admin:{name}_{page}": pages.get(page, otherwise) for page in names}


def of_part(name: str) -> dict[str, Row]:
    """Return the addresses of a part of a questionnaire: it is reached through what it is in."""
    return of_model(
        f"questionnaire_{name}",
        admins(OK),
        changelist=admins(f"{OF_QUESTIONNAIRE}changelist"),
        add=admins(NOT_FOUND),
        delete=admins(FORBIDDEN),
        history=admins(f"{OF_QUESTIONNAIRE}history"),
    )


def named(prefix: str, row: Row, *names: str) -> dict[str, Row]:
    """Return one row for several addresses."""
    return {f"{prefix}{name}": row for name in names}


ONLY_POSTED = everyone(NOT_ALLOWED)
# What may be looked at and not changed, by nobody
LOG = {"add": superusers(FORBIDDEN), "delete": superusers(FORBIDDEN)}

FOUNDERS = {
    **named("walk:", everyone(OK), "home", "start", "resume", "join", "cohort"),
    **named("walk:", founder(OK), "overview", "set", "importance", "check", "invited", "stop"),
    **named("walk:", ONLY_POSTED, "mail", "submit", "revise"),
    **named("results:", everyone(OK), "sample", "sample_trial", "verify"),
    **named("results:", founder(OK), "result", "report", "record", "trial", "history", "delete"),
    **named("results:", founder(OK, link_holder=OK), "shared", "shared_report"),
    **named("results:", ONLY_POSTED, "share", "revoke"),
    "record_schema": everyone(OK),
    # Without a language it leads back to where one was
    "set_language": everyone("walk:home"),
}
STAFF = {
    # Who works nowhere reads so
    **named("review:", signed_in(OK), "queue", "cohorts", "export"),
    "review:people": signed_in("review:people_of", editor=OK, publisher=OK, superuser=OK),
    "review:submission": readers(OK),
    "review:next": readers("review:queue"),
    "review:conflict": readers(OK),
    # Feedback follows a verdict of one's own, but for managers
    "review:feedback": readers(OK, reviewer="review:submission"),
    "review:edit_comment": readers(OK, manager=FORBIDDEN),
    **named("review:", members(OK), "cohort", "people_of"),
    **named("review:", managers(OK), "balance", "create_cohort", "change_cohort"),
    **named("review:", managers(OK), "invite_founders", "release_all", "mails"),
    # One leaves oneself; managers let others go
    "review:leave": managers(OK, reviewer=OK),
    # The link of a colleague's invitation
    "review:join": everyone(OK),
    # Only posted, each: a visit leads to the page that has the form
    **named("review:", everyone(QUEUE), "assign_many", "change_states"),
    **named("review:", everyone("review:submission"), "verdict", "scores", "state", "assign"),
    **named("review:", everyone("review:submission"), "unassign", "unread", "say"),
    "review:delete_comment": everyone("review:edit_comment"),
    "review:release": everyone("review:feedback"),
    "review:mail_again": everyone("review:people"),
    **named("review:", everyone("review:people_of"), "invite_colleague", "resend_invitation"),
    **named("review:", everyone("review:people_of"), "withdraw_invitation", "role"),
}
ACCOUNTS = {
    **named("", signed_in(OK), "account_overview", "account_profile", "account_email"),
    **named("", signed_in(OK), "account_change_password"),
    **named("", signed_in(OK), "account_logout", "account_reauthenticate", "usersessions_list"),
    **named("", signed_in(OK), "mfa_index", "mfa_list_webauthn"),
    # With an account, they lead to it
    **named("", signed_in(QUEUE), "mfa_authenticate", "mfa_login_webauthn"),
    **named("", signed_in(QUEUE), "account_confirm_login_code"),
    **named(
        "", everyone(QUEUE, **dict.fromkeys(SIGNED_OUT, OK)), "account_login", "account_signup"
    ),
    "account_set_password": signed_in("account_change_password"),
    # Before the second step is changed, the password is asked for once more
    **named("mfa_", signed_in(CONFIRM), "activate_totp", "add_webauthn", "reauthenticate"),
    **named("mfa_", signed_in(CONFIRM), "generate_recovery_codes", "reauthenticate_webauthn"),
    **named("mfa_", signed_in(CONFIRM), "edit_webauthn", "remove_webauthn"),
    # Nobody here has a second step of their own
    **named("mfa_", signed_in(NOT_FOUND), "deactivate_totp", "view_recovery_codes"),
    **named("mfa_", signed_in(NOT_FOUND), "download_recovery_codes"),
    # They say the same to all, whether an address or a link is known or not
    **named("account_", everyone(OK), "confirm_email", "email_verification_sent", "inactive"),
    **named("account_reset_password", everyone(OK), "", "_done", "_from_key", "_from_key_done"),
}
ADMIN = {
    **named("admin:", admins(OK), "index", "app_list", "jsi18n"),
    **named("admin:", admins(OK), "password_change", "password_change_done"),
    "admin:login": everyone(
        FORBIDDEN, **dict.fromkeys(SIGNED_OUT, SIGN_IN), **dict.fromkeys(ADMINS, "admin:index")
    ),
    # Django asks those who cannot be there to sign in, on the way of which they are sent back
    "admin:logout": everyone("admin:index", **dict.fromkeys(ADMINS, NOT_ALLOWED)),
    "admin:autocomplete": admins(FORBIDDEN),
    "admin:view_on_site": admins(NOT_FOUND),
    **of_model("auth_user", superusers()),
    "admin:auth_user_password_change": superusers(),
    **of_model("auth_group", superusers()),
    **of_model("account_emailaddress", superusers()),
    **of_model("auditlog_logentry", superusers(), **LOG),
    **of_model("questionnaire_accelerator", superusers(), delete=superusers(FORBIDDEN)),
    **of_model("questionnaire_submission", superusers(), **LOG),
    # What is asked for is published: it is looked at, and neither deleted nor corrected by editors
    **of_model("questionnaire_questionnaire", admins(OK), delete=admins(FORBIDDEN)),
    **of_part("question"),
    **of_part("questionset"),
    **of_part("rule"),
    **of_part("source"),
    **named(OF_QUESTIONNAIRE, admins(OK), "preview", "preview_set", "preview_importance"),
    **named(OF_QUESTIONNAIRE, admins(OK), "preview_check", "preview_result", "difference"),
    **named(OF_QUESTIONNAIRE, admins(OK), "publishing", "replay", "corrections"),
    **named(OF_QUESTIONNAIRE, admins(OK), "translations", "export_translations"),
    # Texts are imported into drafts
    f"{OF_QUESTIONNAIRE}import_translations": admins(f"{OF_QUESTIONNAIRE}translations"),
    # No text is named here
    f"{OF_QUESTIONNAIRE}correct": admins(NOT_FOUND, editor=FORBIDDEN),
    **named(OF_QUESTIONNAIRE, admins(NOT_ALLOWED), "copy", "replay_begin", "replay_step"),
    f"{OF_QUESTIONNAIRE}confirm_translations": admins(NOT_ALLOWED),
}
VISITS: Mapping[str, Row] = {**FOUNDERS, **STAFF, **ACCOUNTS, **ADMIN}

# What comes of sending nothing: a form that is flawed, or that it is done
POSTS: Mapping[str, Row] = {
    "set_language": everyone("walk:home"),
    **named("walk:", everyone(FLAWED), "resume", "join", "cohort"),
    "walk:start": everyone("walk:overview"),
    "walk:mail": founder(FLAWED),
    "walk:invited": founder(FLAWED),
    "walk:stop": founder(OK),
    "walk:set": founder("walk:set"),
    "walk:importance": founder("walk:check"),
    "walk:submit": founder("results:result"),
    "walk:revise": founder("walk:overview"),
    "results:verify": everyone(FLAWED),
    "results:delete": founder(OK),
    **named("results:", founder("results:result"), "share", "revoke"),
    **named("review:", signed_in(FLAWED), "assign_many", "change_states", "export"),
    **named("review:", readers(FLAWED), "assign", "conflict", "say", "verdict"),
    **named("review:", readers("review:submission"), "scores", "state", "unassign"),
    "review:unread": readers("review:queue"),
    "review:edit_comment": readers(FLAWED, manager=FORBIDDEN),
    "review:delete_comment": readers("review:submission", manager=FORBIDDEN),
    "review:feedback": readers(FLAWED),
    "review:release": readers("review:feedback", reviewer=FORBIDDEN),
    **named("review:", managers(FLAWED), "balance", "create_cohort", "change_cohort"),
    **named("review:", managers(FLAWED), "invite_founders", "invite_colleague", "role"),
    **named("review:", managers("review:people_of"), "resend_invitation", "withdraw_invitation"),
    "review:leave": managers("review:people_of", reviewer="review:people"),
    "review:mail_again": managers("review:mails"),
    "review:release_all": managers("review:cohort"),
    "review:join": everyone("review:queue", **dict.fromkeys(SIGNED_OUT, "account_signup")),
    "admin:logout": everyone("admin:index", **dict.fromkeys(ADMINS, SIGN_IN)),
    f"{OF_QUESTIONNAIRE}copy": admins(f"{OF_QUESTIONNAIRE}change"),
    f"{OF_QUESTIONNAIRE}confirm_translations": admins(f"{OF_QUESTIONNAIRE}translations"),
    f"{OF_QUESTIONNAIRE}import_translations": admins(f"{OF_QUESTIONNAIRE}translations"),
    f"{OF_QUESTIONNAIRE}correct": admins(NOT_FOUND, editor=FORBIDDEN),
    f"{OF_QUESTIONNAIRE}publishing": admins(FLAWED, editor=FORBIDDEN),
    f"{OF_QUESTIONNAIRE}replay_begin": admins(f"{OF_QUESTIONNAIRE}replay"),
    # None has been begun
    f"{OF_QUESTIONNAIRE}replay_step": admins(NOT_FOUND),
    # A published version is not changed, and what was typed is shown again
    **{f"admin:questionnaire_{part}_change": admins(CONFLICT) for part in PARTS},
    **{f"admin:questionnaire_{part}_delete": admins(CONFLICT) for part in PARTS},
    **{f"admin:questionnaire_{part}_history": admins(NOT_ALLOWED) for part in PARTS},
    "admin:questionnaire_submission_change": superusers(FORBIDDEN),
    "admin:questionnaire_submission_delete": superusers(FORBIDDEN),
}
