from django.apps import AppConfig


class FollowUpsConfig(AppConfig):
    name = "chatqual.followups"
    label = "followups"
    verbose_name = "Mail to visitors"

    def ready(self) -> None:
        from anymail.signals import inbound, tracking

        from chatqual.conversations.line_marks import register_mail_marks
        from chatqual.conversations.listeners import on_agent_line
        from chatqual.conversations.receive import register_receipt
        from chatqual.conversations.wake import register_doer
        from chatqual.followups import checks  # noqa: F401 - registers them
        from chatqual.followups.holdings import register_follow_ups
        from chatqual.followups.line_marks import marks_of
        from chatqual.followups.mailing import COPY, UNSEEN
        from chatqual.followups.provider import take_inbound, take_tracking
        from chatqual.followups.transcript import copy_to_visitor
        from chatqual.followups.unseen import (
            do_follow_up,
            expect_reading,
            is_still_wanted,
            note_refusal,
        )
        from chatqual.integrations.wishes import ask_before, hear_of_refusals

        register_doer("followup", do_follow_up)
        register_receipt("transcript", copy_to_visitor)
        register_follow_ups()
        register_mail_marks(marks_of)
        on_agent_line(expect_reading)
        ask_before(UNSEEN, is_still_wanted)
        for kind in (UNSEEN, COPY):
            hear_of_refusals(kind, note_refusal)
        inbound.connect(take_inbound, dispatch_uid="chatqual.followups")
        tracking.connect(take_tracking, dispatch_uid="chatqual.followups")
