"""Lines by the wish that they hold, and by those that they only seem to hold."""

from __future__ import annotations

WISHED: dict[str, str] = {
    "demo": """
any chance someone could walk us through it
I'd love to see it in action
can you show me around the product sometime next week
is a live presentation possible for our team
Do you do online demos?
could you show us how it works?
we want a demo
do you offer product tours
I'd like someone to demonstrate the approval part
can we watch it live before we decide
Könnten wir eine Vorführung bekommen?
is it possible to get a demo for my team of six
I'd rather see it before I decide
can somebody take us through the product
do you run webinars or live demos
we would appreciate a short presentation
Zeigen Sie mir bitte, wie das funktioniert
would love a walkthrough with my finance colleague
could I see a demo of the reporting
demo?
is there a video or live tour of the app
can you demo the app for our board
I'd love a product tour
can your guy show it to our board
may i see how it looks
""",
    "trial": """
can we give it a go first before paying
i wanna play around with it for a few days
how long is the free period
is there a test environment
could we pilot this with one department
is it possible to test it for free
I'd like to start a trial
how do I get a test login
can my team try the thing for a week or two
do you let people try before they buy
is a credit card needed for the trial
can I test drive it
do I need to give a card for the trial version
where do I register for the free trial
id like to try before buying
could we do a proof of concept
how long can I use it for free
want to give it a spin
do you have a free version
set me up with a test account please
is there a money back or trial period
Kann man das kostenlos ausprobieren?
can we test the software before committing
free trial?
kann man das 14 tage testen
""",
    "pricing": """
whats the damage for 30 users
how much are we talking per head
rates for a team of 12?
please share your commercials
send me a quotation for 100 licences
do you charge per user or per company
what would 80 seats set us back
what's the price
could you tell me the monthly fee
how much do we have to pay for 15 people
cost?
can i have a quote for 50 users
is there a setup fee
Was würde das für 40 Leute kosten?
what are your plans and prices
do nonprofits get a discount
how expensive is it
what do you charge
give me a rough price for 25
price list pls
what's it gonna cost me per month
whats ur rate card
I need an offer in writing for 40 seats
what will it cost us for 3 sites
pricing pls
how do you calculate the price
can you do a better price for 200 people
what's the monthly rate per person
is the starter really only 9 euros
Können Sie mir ein Angebot machen?
how much per user
please quote for 75 seats
what's your cheapest option
""",
    "purchase": """
ok we're sold, how do we sign up
I'd like to go ahead with the team plan
where can I put in my card details to start
we want to buy 20 licences today
please send over the contract so we can sign
I want to buy the starter plan
how can I order
we've decided to go with you
let's sign, what's next
ready to subscribe, can I pay by invoice
take my money
I'd like to order 12 seats
where do I sign
we are ready to move forward
can we pay by credit card today and start
Wir möchten das gerne bestellen
sign us up
ok I'll take the team plan
we want to place an order
how do I pay
where's the checkout
I would like to subscribe for one year
we'd like to buy now
how can we become a customer
where do I sign the contract
who do i send the signed order form to
we want to buy, what next
wo kann ich unterschreiben
""",
    "callback": """
can someone ring me this afternoon
give us a bell on monday
pls call me on my cell
i prefer to discuss by phone, call me after 4
Könnten Sie mich bitte zurückrufen?
call me
can you phone me tomorrow morning at 9
I'd appreciate a call back
have someone from sales call us
Rufen Sie mich bitte an
please give me a ring on 020 7946 0018
can your sales team call me back after lunch
ring me when someone's free
I'd like to be called
Bitte um Rückruf
could you give me a call
please phone our office manager
my number is 0171 555 0123, call me anytime
I'd prefer to talk on the phone
could somebody call me
""",
    "meeting": """
could we sit down with one of your people on thursday
lets hop on a zoom
I'd like to book half an hour with your team
are you free for a call on wednesday morning
put something in the diary for next week?
can we set up a meeting
I want to schedule a call with your team
do you have time for a chat next tuesday
where can I book an appointment
Können wir einen Termin machen?
can we jump on a quick call
let's meet next week
I need an appointment with a consultant
how do I book a slot
are you available thursday 3pm for a video call
when are you free to talk
I'd like to arrange a video call
can we meet at the trade fair next month
book me in for a consultation
can I get 20 minutes with your team
book a meeting
let's meet
can I get an appointment
do you have a slot on thursday
can we sit together with your team
""",
    "expansion": """
we need five extra seats on our account
can we bump our plan up to 60 users
we want to move from starter to team
three more colleagues need access, what does it cost on top
we need more licences
I'd like to add ten users to our subscription
how do we upgrade to enterprise
our second office wants to join our account
how much for 5 additional users
we've hired ten people and they need logins too
please upgrade us to team
can I add another seat
we are growing and need 30 more seats
what's the price of an extra licence
can we switch to the enterprise plan mid year
our Berlin office wants to use it as well
we need to add more users
upgrade to the bigger plan please
new office joins in may, can we add them to our plan
""",
    "renewal": """
our subscription is up for renewal in march
contract with you ends in june and we'd like to carry on
we want to extend for another year
we'd like to renew
when does our contract renew
can we prolong our subscription by a year
how do we renew
our licence expires next month, what now
I got a renewal notice, want to continue
I want to renew my licence
does the contract extend automatically
we'd like another year
is it time to renew our plan
""",
    "cancel": """
we'd like to end our contract
please close our account for good
how do i get out of the subscription
not going to renew, we're leaving
Ich möchte kündigen
cancel my subscription
I want to terminate the contract
we would like to stop using norrwick at the end of the month
how can I unsubscribe from the plan
please cancel our subscription as of december
we no longer need the service, how do we end it
I wish to close my account
what is the notice period for quitting
Wie kann ich das Abo kündigen?
I'd like to quit
please end my subscription
how to delete my account
we're not continuing next year
bitte kündigen Sie unseren Vertrag
we want out of the contract
please terminate our account
""",
}

NOT_WISHED: dict[str, str] = {
    "Intent": """
can requests be cancelled by the requester
what happens after an order is placed
who can cancel a request after approval
does the tool cancel duplicate requests itself
who sees a rejected request
can the request be closed automatically
""",
    "purchase": """
how do people buy stuff once it's approved
our staff buy whatever they want
we need a tool so people can order office supplies
who can buy without approval
people order too much
how do approvers order lunch
do we need a purchase order to buy a laptop
how do we approve purchases
we're not ready to buy yet
where do I sign in
i won't buy without references
""",
    "callback": """
do you call the API every minute
our suppliers call us all day
what do you call that feature
call it whatever you like
we had a call last tuesday
my phone is broken
who gets called when an approval is late
""",
    "meeting": """
can the tool schedule approval meetings for us
I have a meeting now, back in an hour
is it good for board meetings
the meeting went well
my boss is in a meeting
""",
    "renewal": """
does it remind us of contract renewals with our suppliers
can it track when our leases renew
we need reminders before contracts renew
we renewed our website
""",
    "demo": """
our old vendor gave a terrible demo
we saw a demo last week
is the demo company on your site real
we do demos for our own customers all day
no demo please
i don't want a demo
skip the demo
keine Demo bitte
is a demo mandatory
""",
    "trial": """
we tried three other tools already
we were trying to fix our process for years
it was a trial and error process
trial balance export, do you have it
no trial needed, we know the product
we don't want a trial
""",
    "pricing": """
can we store the price of each item in a request
we compare prices from three suppliers for each order
the price of steel went up so we need better control
suppliers keep raising prices
""",
    "expansion": """
more users are complaining about our old process
we have more employees in Spain than in France
more people should use tools like this
do more users make it slower
""",
    "cancel": """
what is your cancellation policy
they cancelled the project last year
can an approver cancel an order
the supplier cancelled our order
how do we close a purchase order
we don't want to cancel
cancel my last message
""",
    "callback meeting": """
don't call me please
""",
}
