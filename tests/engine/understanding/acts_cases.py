"""Lines by the command that they propose, and by those that they must not.

A line is `asked: text`; the slot before the colon was just asked for, nothing: none was.
"""

from __future__ import annotations

SAID: dict[str, str] = {
    "Affirm": """
: yep that'll do nicely
: Exactly what I had in mind.
: spot on mate
: ya thats the one only
: correct, you understood me well
: Go ahead then
: that sounds about right to me
: yeppers
: I'd say so, yes
: ok that works for us
: hell yes
""",
    "Deny": """
: nah not at all
: no you have misread me
: I'm afraid that isn't the case
: wrong, thats not what i typed
: not quite, no
: nope, no good
: no no no
: i didnt ask for that
: certainly not
: that's not what I wanted to know
: Nee, eher nicht
""",
    "UnknownSlot": """
budget: haven't the foggiest
budget: that hasn't been decided yet on our end
budget: i would have to look that up
budget: no idea what they've set aside
budget: nobody has told me a figure
budget: im new here so i dont know
budget: Da müsste ich erst nachfragen
budget: I couldn't say
budget: we haven't talked numbers
budget: my boss never told me
budget: keine Ahnung
""",
    "DeclineSlot": """
budget: I'd prefer to keep that to myself
budget: thats none of your business really
budget: not comfortable sharing figures just yet
budget: that's confidential
budget: I'm not going to tell you what we can spend
budget: Das möchte ich nicht sagen
budget: I'd rather not talk about money here
budget: we don't share that with vendors
budget: lets not talk budget
budget: that stays between me and my accountant
budget: I'd rather hear your price first
""",
    "SkipQuestion": """
team_size: can we move on to something else
team_size: can i skip this?
timeline: let's leave that one for now
timeline: skip that one
timeline: ask me later
timeline: not now
timeline: can we leave that for later
budget: next question please
budget: let's come back to that later
budget: next one please
budget: can we do that later
""",
    "SkipQuestion or UnknownSlot": """
timeline: whatever, doesn't matter to me
timeline: i don't mind, you pick
timeline: any date is ok
timeline: whichever
timeline: i have no preference
timeline: whenever, i don't care
timeline: it doesn't really matter when
team_size: its not important to me
budget: doesn't matter really
need: anything is good
use_case: no preference
""",
    "WhyAsked": """
budget: what do you need that for?
budget: how come you ask about money already
budget: and you need to know that because?
budget: what do you do with that information
team_size: how is our headcount relevant here
team_size: Wozu brauchen Sie das?
team_size: what does the size of my team change
team_size: what's my team got to do with it
team_size: what's that for?
email: and why would you want my email
email: what's the email for
""",
    "Repeat": """
: come again?
: i missed that, could you put it another way
: sorry I lost you there, what was the last bit
: can you say that in simpler words
: what? i dont get it
: Could you repeat the question please
: sorry what
: Wie meinen Sie das?
: one more time please
: huh?
: can you rephrase
""",
    "Handoff(asked)": """
: could you fetch one of your colleagues from sales
: i wish to talk with a living human being now
: Any chance of a chat with someone in your team?
: this is going nowhere, pass me on to somebody competent
: Kindly connect me to your executive
: don't want a machine, want a person
: can i get a human
: let me speak to someone real
: Is there anybody in the office I could talk to?
: i dont want to chat with ai, give me your support people
: get me your manager
""",
    "Handoff(angry)": """
: I've had it up to here with you lot
: this is the third time im explaining this and still no one has fixed it!!
: absolutely disgraceful service, three weeks of nothing
: you people are taking the mickey
: This is a joke. I have written to you four times now.
: i am so done with your company
: your support is beyond useless
: WHY DOES NOBODY EVER ANSWER MY EMAILS
: honestly what a waste of money, nothing works and nobody cares
: Das ist doch eine Unverschämtheit!
: I'm extremely disappointed with how you treat customers
""",
    "Handoff(legal)": """
: you'll be hearing from our solicitors
: I will report this to the data protection authority
: we shall take legal steps if this is not resolved by friday
: my lawyer will be in touch
: I'm going to sue you
: next step is small claims court
: We'll be contacting the ombudsman about this
: Dann sehen wir uns vor Gericht
: I've already spoken to my attorney
: this is a breach of contract and we will act accordingly
: Expect a letter from our legal department
""",
    "Handoff(urgent)": """
: production is down, nobody can order anything, we need help right now
: this is an emergency, payroll runs in an hour and we are locked out
: URGENT: nobody can log in and we have a board meeting in 20 minutes
: its very urgent please
: we need someone immediately, the system is completely down
: ASAP please the whole factory stands still
: need help right now!!
: Es ist sehr dringend, bitte sofort melden
: emergency! our shop can't process any orders
: please hurry, the deadline is in ten minutes
: critical outage on our side, respond immediately
""",
    "Abuse": """
: you are a useless lump of code
: get stuffed you stupid robot
: fuck you
: you're a moron
: stupid piece of junk
: shut your mouth you dumb machine
: are you retarded
: send nudes
: what an idiot
: you are such a bitch
: stfu bot
""",
    "OptOut(qualification)": """
budget: quit quizzing me, just answer what I ask
budget: I'm not here to be interviewed
budget: can you just answer instead of asking
budget: I didn't come here to fill in a survey
: enough with the interrogation already
: no more questions please
: please quit asking
: enough questions now
: please don't ask me anything else
: stop with the questions
team_size: stop asking me stuff and just tell me the price
""",
    "OptOut(contact)": """
: take me off your mailing list
: please don't call me
: unsubscribe me from everything
: I don't want to hear from your sales team
: don't send me emails
: please never contact us again
: no newsletters please
: I want off your list
: do not contact me again
email: no calls no emails, thank you
email: promise not to email me
""",
    "OptOut(data)": """
: wipe everything you hold on me
: I want my personal data erased under article 17
: don't keep a record of this chat
: delete my chat
: Bitte löschen Sie alle meine Daten
: erase all of my information
: I don't consent to you storing this
: remove my details from your system
: please delete the personal information you have about me
: I'm exercising my right to be forgotten
: don't save any of this
""",
    "SmallTalk(greeting)": """
: good day to you
: heya
: Good evening everyone
: hey there
: morning!
: Hello, good afternoon
: hi guys
: hiya team
""",
    "SmallTalk(thanks)": """
: cheers for that, very helpful
: much obliged
: thanks a bunch
: thank u so much sir
: ta very much
: appreciate your help
: many thanks
: cheers mate
: thank you kindly
""",
    "EndChat": """
: right, I'm off then
: thats everything from my side, have a nice weekend
: ok bye for now
: I have to run, talk tomorrow
: no that was all
: good night
: ok thats it from me, cheers
: we're done here
: talk to you later alligator
: gotta go
: have a nice evening
""",
    "SmallTalk(bot_identity)": """
: am i chatting with a machine or what
: is this a real person i'm talking to
: do i speak with a computer
: am I talking to a bot
: you're not a real person are you
""",
    "SmallTalk(how_are_you)": """
: hows your day going
: how are you doing today
: hope you are well, how is it going
: how's it going
""",
    "SmallTalk(joke)": """
: know any good jokes?
: tell me something funny
: got a joke for me
""",
    "Repeat or Clarify or Ask": """
: i am not following you at all
: your explanation is confusing me
""",
    "SmallTalk": """
: wow you're really helpful
""",
    "SmallTalk or Affirm": """
: nice work
: good job
: that was brilliant, well done
: excellent answer, really appreciated
: you're awesome
: very well explained
: i love this bot
""",
}

NOT_SAID: dict[str, str] = {
    "Handoff": """
can a manager hand an approval over to another person?
our support staff talk to customers all day, would they need seats?
my boss got furious at the last supplier over delays
does your contract mention legal action for late payment?
we need something urgent requests can be flagged in
is human approval required for every order
do you support live chat integrations?
can requests be escalated to a manager automatically?
we lost customers because they were angry about late deliveries
do you have a template for legal contracts
my lawyer friend uses your product
how are urgent orders handled
""",
    "OptOut": """
can users stop receiving reminder emails?
how do i delete customer data in the tool
can we delete old requests after ten years
do you store data in the EU
no further questions from the auditors, which is great
how long do you store audit logs
can a user opt out of digest emails
one more question, then i stop
stop orders are what we call blocked purchase orders
how do I unsubscribe a colleague from notifications
does deleting a user delete their data
how do I delete a draft
""",
    "Abuse": """
our current process is a bloody mess
our approvals are stupidly slow
the old software was crap
i feel stupid asking this
this process drives me nuts
our boss is a bit of a dinosaur
our dog is called Bitsy
kill switch for integrations, do you have one
this spreadsheet is killing me
""",
    "Deny": """
no idea whether it has an api, does it?
is there no free version?
why is there no trial on the team plan
no budget limit then
no card needed for the trial, is that true
not many tools can do this, can yours?
""",
    "EndChat": """
can we stop a subscription midway
does the workflow stop when someone rejects it
cancel is not the same as reject, right?
can an approval be ended early
what is the end date of the trial
see you support datev
can a trial be stopped early
""",
    "Affirm": """
is it right that yearly is cheaper
are you sure about that
correct me if i'm wrong but is yearly cheaper
""",
    "Affirm Deny": """
which plan is the correct one for 20 people
ok what about storage
right, and what does the enterprise plan include
good to know, and what about sso
""",
    "WhyAsked": """
why is the yearly plan cheaper
why should we choose you
why did my order fail
why do approvals get stuck
what is the cost centre field for
what's the difference between team and enterprise
why is my invoice higher this month
why is sso only in enterprise
""",
    "Repeat": """
do orders repeat automatically every month
what does again approval mean in your docs
do you have repeat orders
can an order be repeated every month
does it repeat an order by itself
shows denied. again
""",
    "SkipQuestion": """
can we skip the onboarding fee
can we skip approval for orders below 100
later this year we will hire ten people
""",
    "Handoff Abuse": """
that sucks, but ok
the fish market opens at five, damn early
""",
    "EndChat Handoff": """
goodbye emails for leavers, can it do that
we would love to wave goodbye to the paper forms
""",
    "SkipQuestion EndChat": """
can we pass on costs to a project
""",
}
