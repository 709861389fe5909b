"""Questions in context, asked of the demo company: what was asked before, what now, what answers.

`CASES`: the earlier questions, the question, a piece of the sentence that has to be quoted.
`ALONE`: a change of topic, which must be read as if nothing had been asked before.
"""

from __future__ import annotations

CASES: list[tuple[tuple[str, ...], str, str]] = [
    # Another one of the same kind.
    (("how much is starter",), "and team?", "Team costs 14 €"),
    (("how much is team",), "and starter", "Starter costs 9 €"),
    (("how much is team",), "what about enterprise", "Enterprise is priced on request"),
    (("how much is team",), "and for nonprofits?", "20 % less"),
    (("how much is starter",), "what about the other plan", "Team costs 14 €"),
    (("how much is team",), "and the smaller one?", "Starter costs 9 €"),
    (("does it connect to netsuite",), "and datev?", "DATEV"),
    (("does it connect to datev",), "what about sap", "CSV export"),
    (("can we approve in slack",), "and in teams?", "Microsoft Teams"),
    (("where is the data stored",), "and the backups?", "second data centre"),
    (("how often are backups made",), "how long are they kept", "35 days"),
    (("how fast does support answer on starter",), "and on enterprise?", "one working hour"),
    (("can i export requests as csv",), "and as pdf?", "PDF"),
    # The same thing, another side of it.
    (("what does team cost",), "is that per user?", "per seat"),
    (("what does team cost",), "and if we pay monthly", "17 €"),
    (("what does team cost",), "how much is that per month", "Team costs 14 €"),
    (("is there a trial",), "how long is it", "14 days"),
    (("is there a trial",), "do i need a card for that", "no card"),
    (("how long is the trial",), "can it be prolonged", "prolonged once"),
    (("how long is the trial",), "and what happens after that", "read-only"),
    (("do you have a sap connector",), "how often does it export", "daily on Starter"),
    (("do you have an api",), "which plans have it", "Team"),
    (("do you have an api",), "is it rate limited", "600 calls"),
    (("do you have saml",), "which plan is that in", "Enterprise"),
    (("is there a nonprofit discount",), "how much is it", "20 %"),
    (("is there a nonprofit discount",), "how do we get it", "billing@norrwick.example"),
    (("can we get a refund",), "how long does that take", "days"),
    (("can we get a refund",), "who do i write to for that", "billing@norrwick.example"),
    (("what is the audit trail",), "how long is it kept", "ten years"),
    (("what is the audit trail",), "can its entries be deleted", "cannot be edited or deleted"),
    (("is there a guided onboarding",), "from how many seats", "50 seats"),
    (("is there a guided onboarding",), "how many calls is that", "four"),
    (("can approvers name a deputy",), "and for good?", "deputy for good is not possible"),
    (("how big can an attachment be",), "and how many per request", "20 attachments"),
    (("do you have an uptime guarantee",), "and on starter?", "without a promise"),
    (("was kostet team",), "und starter?", "Starter kostet 9 €"),
    (("wo liegen die daten",), "und die sicherungen?", "zweiten deutschen Rechenzentrum"),
    (("gibt es einen test",), "wie lange dauert der", "14 Tage"),
    # Two steps back.
    (("how much is team", "and starter?"), "and enterprise?", "on request"),
    (("is there a trial", "how long is it"), "can we prolong it", "prolonged once"),
]

ALONE: list[tuple[tuple[str, ...], str, str]] = [
    (("saml?",), "where is it hosted", "Frankfurt"),
    (("how much is team",), "where is our data stored", "Frankfurt"),
    (("do you have an api",), "how long is the trial", "14 days"),
    (("is there a trial",), "do you connect to datev", "DATEV"),
    (("where is the data stored",), "what does starter cost", "Starter costs 9 €"),
    (("does it work with sap",), "is there a nonprofit discount", "onprofit"),
    (("how do i cancel",), "is it accessible for screen readers", "screen reader"),
    (("how often are backups made",), "who owns norrwick", "founde"),
    (("does it work with slack",), "does it have a dark mode", "dark mode"),
    (("how much is team",), "does it work offline", "no offline mode"),
    (("can we get a refund",), "which languages are the screens in", "English, German, French"),
    (("what is scim",), "is there an iphone app", "no app to install"),
]
