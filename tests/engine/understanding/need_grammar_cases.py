"""Lines that hold a need, a use case, or neither: `asked: text`."""

from __future__ import annotations

LINES: dict[str, str] = {
    "need": """
: our approvals get lost in people's inboxes all the time
need: replacing the paper form we use for purchase requests
: I want something that stops people ordering stuff without permission
: basically we overspend every month and find out too late
need: keeping track of who spends what
: manual data entry into SAP is killing us
need: a quicker way to get sign off on orders
: There's zero visibility over spend across our 12 branches.
: thing is purchase orders get duplicated when two sites order the same
: auditors complained about missing approvals last year and it can't happen again
need: the approval chain is way too slow
need: chasing signatures, mostly
: We'd like to digitise our requisition process, everything is on paper still
need: one overview of all the open orders would be a start
: half of our invoices dont match the orders and nobody notices
: our suppliers get paid late because the invoices sit on someone's desk
need: budget control per department
: Freigaben dauern bei uns ewig, weil alles per Mail läuft
: Wir möchten weg von Excel bei den Bestellungen
: trying to get rid of the email ping pong between site managers and finance
need: it is too much of manual work only, three persons are doing full day
: our present tool is being discontinued in June and we need a successor
: people just go round the process and buy on their own cards
: I can't see what we've committed until the invoice turns up
need: mobile approvals for managers who travel a lot
: compliance wants an audit trail for every euro we spend
: it takes two weeks to get a laptop approved here, ridiculous
: honestly we lose sight of who approved what
: I'd love to get purchase requests out of WhatsApp
need: cutting down the time it takes to approve an order
: every department uses a different form and finance goes crazy
: we want software for approving travel expenses
: orders above 5k need two signatures and we keep forgetting
need: better control of what people buy
need: connect our shop system with the approvals
: No one replies to approval requests so everything is late
need: digital signatures for purchase orders
: our accountant types every invoice in by hand, it's 2026!
need: reporting, we have none
: we grow too fast for our current process
need: something for delegating when approvers are on holiday
: the CFO wants to see commitments in real time
need: maverick buying is our biggest headache
: Wir suchen ein Tool für Rechnungsfreigaben
: Bei uns gehen ständig Bestellungen verloren
need: three way matching mainly
: we want that nobody can order without approval from his chief
need: so that our field engineers can get approvals on the road
: We must replace our system because it's being switched off in December.
: paying suppliers late costs us discounts
: right now everything is in one person's head and she retires next year
: people sign up for subscriptions without telling anyone, need to get a grip on that
: requests bounce between departments for weeks
: our purchasing is a black box
: Too many people can order things without anyone noticing
: managers approve blindly because the emails don't show enough
need: a mobile app to approve orders
: somebody has to sign on paper for every single order, in 2026
: we'd like to get a clear picture of our spending
need: faster approvals
: our goal is to reduce maverick spend by 20 percent
need: approvers ignore emails
: looking for a replacement for our lotus notes workflow
: finance only sees the order when the invoice lands on the desk
: I waste my fridays copying numbers from pdfs into excel
need: automating purchase orders
: need something that connects to sage so we can stop double entry
need: we don't have a way to plan budgets
: the old system crashes daily and nobody supports it any more
need: handling holiday cover for approvers
: wir brauchen eine Lösung für Investitionsanträge
: Niemand weiß, wer was bestellt hat
need: an audit log, we're going for ISO certification
: contracts renew automatically without us noticing and we pay for stuff nobody uses
: getting quotes from several suppliers takes ages
need: we had a fraud case last year
need: approvals for marketing spend
: would be good to have one tool instead of five
need: people keep asking me where their order is
: half the requests come in by phone and nobody writes them down
: we pay invoices for goods that never arrived
need: something simple for approving orders
need: being able to delegate approvals during vacation
: our ERP has no approval workflow
: spending is going through the roof and the CEO wants answers
: would like to stop sending excel sheets around
: auditor says we need a four eyes principle for purchases
: our task this year is to standardise purchasing across 6 countries
: field staff buy on personal credit cards and claim it back months later
need: a catalogue for office supplies with approvals
need: supplier onboarding is a mess
need: an overview of our contracts
: we keep getting reminders because bills are paid late
: orders above the limit slip through all the time
: Unsere Freigaben laufen noch über Papier
: wir wollen unsere Bestellungen digitalisieren
: im doing all orders by myself and can't keep up anymore
need: integrate our webshop suppliers
: department heads don't know how much budget they have left
need: make purchasing less painful for everyone
: purchase approvals for 40 people
need: purchase approvals for 40 people
: approval workflow for our five sites
: Freigabeprozess für 30 Leute
: when someone is on holiday, we have no approval at all
: when the plant manager is away, nothing gets ordered for a week
: our po process is a shared inbox
: what we need is to see what we have committed before the bill comes
: wir ersticken in Freigabemails
: Urlaubsvertretung bei Freigaben klappt nicht
: capex requests for 6 plants
: we use jira for approvals and it's awful
""",
    "use_case": """
use_case: for our four warehouses
use_case: it'd be used by the school secretaries to order books
use_case: in the kitchen teams of our hotels mainly
use_case: raising requests from the shop floor
use_case: on building sites, from a phone
use_case: for ordering lab supplies
use_case: we'd use it at our depots for spare parts
use_case: IT equipment purchases mostly
use_case: it would be used by teachers to request materials
use_case: in the back office
use_case: for our facility management team
use_case: purchasing raw materials in the bakery
use_case: we want to roll it out in three hospitals for medical devices
use_case: it'd be used by event managers on site
use_case: every department would use it for office supplies
use_case: in our labs, to order chemicals
use_case: for the maintenance crews
use_case: purchase approvals in retail stores
use_case: head office and two plants
use_case: for our field technicians
use_case: central purchasing in the group
""",
    "absent": """
: what's the price per seat
: my name is Tom and I'm from Leeds
: I need to speak with a person
: I want a refund
: could you send me the brochure
need: not sure yet
need: rather not say
: we need it by March
: hi, quick question
: looking for your office address
: I need your bank details to pay
: it's raining again here
: does it work with xero
: we're about 40 people in two offices
: can you tell me more about your company
: I need an answer today
: I want to speak to sales
: we want a discount
need: none of your business
need: a demo please
: I'm looking for the login page
: what integrations do you have
: thank you, you saved my day
: i want to cancel
: Wie lange läuft der Vertrag?
: I am Petra, head of purchasing
: we have a budget of 12k
: can I get it in french
: I would like to know the price
: could I have an invoice please
: I need to go now
: we are a school with 60 teachers
need: I told you already
: I want my money back
: where are you located
: I'd love to work for you
: thanks for the quick help
: Is there a phone number I can call
: we want to write about you
: you don't understand me
: I need the phone number of your office
: can you send that by mail
: we would like to meet you
: I'm looking for Jonas from sales
need: ok
need: no thanks
need: how much is it
: what do I need to sign up
: I want to unsubscribe
: hello from sunny Cardiff
: that took a while
: we are 15 people and have no IT
: do I need a credit card
: is there a lift in your building
: what is your refund policy
: I want to book a demo
need: I don't know yet
: i'm from Portugal
: great, thank you
: how do approvals for 40 people work?
: invoice for 40 people
: the export is stuck at 40% again
need: it's for my boss
need: no software for 40 people
""",
}
