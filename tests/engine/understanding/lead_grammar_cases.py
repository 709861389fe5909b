"""First lines by the type of visitor who writes them."""

from __future__ import annotations

LINES: dict[str, str] = {
    "sales": """
need to know what youd charge for a chain of 9 dental practices
we're shopping around for purchase approval software, what makes yours different
Hi, does Norrwick handle multi-currency purchase orders? We operate in four countries.
is there any offer for charities
just wanna see if this fits our shop, 6 ppl
our finance director told me to look into you guys, can we get some info
Kindly share the pricing and features for 200 users
can you do SSO with Okta? otherwise its a no go for our IT
Hallo, wir suchen eine Lösung um Bestellanforderungen digital freizugeben
would it be overkill for a two person firm
how long does setup usually take, we'd want to be live before christmas
we outgrew google sheets for purchase tracking lol
My current provider is hiking the price by 30% so I'm checking out alternatives
We use you already in Lyon and want to roll it out in Madrid too, 60 more people
who can i talk to about an enterprise quote
do u guys do monthly billing or only yearly
whats the minimum number of users on business plan
Can it be hosted on our own servers? Data protection is a big topic at our hospital.
hi, came across you on g2. we're 35 ppl in fintech, need approvals + netsuite. can you help
my boss asked me to find three quotes for procurement software, can you give one
Is there a limit on the number of requests per month in the free version?
we are in the middle of a tender, do you answer RFPs?
I'd switch from your competitor tomorrow if you support Swedish
Please arrange a demo for our purchase committee, we are 12 persons
Was unterscheidet Sie von anderen Anbietern?
Gibt es Rabatt für Vereine?
thinking of buying for our school district, who do I talk to
we tried building this ourselves in sharepoint and gave up, so yeah, interested
would you match the price of a competing offer
Do existing customers get a better rate if they add a second company? We have 20 seats already
I'm the ops lead at a coffee roastery (22 people). What would the cheapest plan give us?
any discount if we pay two years upfront?
Can suppliers log in as well or is it only for employees?
we got burnt by a big ERP project so we want something lightweight this time
do you have references in the construction sector
Please send me your product brochure
hi team, we have shortlisted 3 vendors and you are one. need security questionnaire filled
how does your pricing work if headcount goes up and down with the season
Is Norrwick GoBD compliant?
ok so my team buys stuff on slack right now. is that something you could replace
""",
    "support": """
hiya, since this morning none of my approvers get their mails
the thing keeps asking for my password over and over
I was billed for 14 seats when we only have 12
how can i change who approves orders above 5k in our account
My trial ended and now I can't see my requests any more
pls reset 2FA for my colleague she lost her phone
netsuite sync hasn't run since tuesday
Wo finde ich meine letzte Rechnung?
why did my request go to the wrong approver
we need to cancel our plan, where's the button
got an invoice but the VAT number on it is the old one
app is dead slow today on all our machines
Is there a known outage? Nothing loads for us
Hi, one of our approvers left the company and I can't hand over her pending requests
it says my session has expired every five minutes
Where can I download the invoices from last year?
your app logged everyone out this morning and now nobody gets in
upload of pdf fails at 99 percent
Hello team, kindly help, my user is deactivated
I changed my mail address and now I don't get the notifications
the approval button does nothing when i click it
We've been paying for enterprise since May but still only see the starter features
how do i add a cost centre to an existing request
Bekomme seit gestern keine Benachrichtigungen mehr
Ich habe mein Passwort vergessen und die Mail kommt nicht an
need a copy of invoice 2291 for our accountant
is something wrong on your side? dashboard wont load
whoever set up our account isn't here anymore, how do I become admin
refund please, we were double charged in october
I keep getting invited to a workspace that isn't mine
cant find the button to delegate my approvals while im on leave, i swear it was there
yesterday's export has only half the lines
someone in my team deleted a request by accident, is there a way to restore it
Our invoices still go to the old address even though I updated it twice
the slack integration posts every reminder three times
hey how do i turn off the email notifications
bill for november is higher than agreed
The approve link in the mail leads to a blank page
nothing happens when I press submit
new employee starts monday and i can't seem to add her
""",
    "partner": """
do you pay a commission if i refer companies
would you guys be up for a joint webinar with our ERP user group
I run a small IT reseller in Pune, how to become your channel partner
we build accounting software and think an integration between our two products makes sense for both
Könnten wir Ihr Produkt in Österreich vertreiben?
what margins do your distributors get
We implement ERP systems for mid-sized manufacturers and would like to add you to our portfolio
can I earn something if I bring you customers?
i'm a freelance finance consultant, do you have an affiliate scheme
Is there a white label option? We'd sell it under our own brand
Wir sind ein Systemhaus und möchten Ihre Software unseren Kunden anbieten
who runs your partnerships team?
We want to be your distributor for the Gulf region
We run a buyer community of 3,000 procurement leads, would a joint event be interesting?
Do you have a reseller agreement you can send over
as an accounting firm we'd like to recommend software to clients. is there something in it for us?
I'd like to talk about integrating your approvals into our ERP product
do you certify consultants
Gibt es ein Partnerprogramm für Steuerberater?
we already sell Xero and Pleo to SMEs in Scotland and would add you
We advise hotels on cost control and often get asked for a tool like yours. Any cooperation model?
could we become an official implementation partner for Benelux
we have a marketplace for business software and would like to list you
do you share revenue with people who refer customers
Wir entwickeln eine Buchhaltungssoftware und würden gern eine Schnittstelle mit Ihnen bauen
we are a SAP integrator in Austria, are you looking for partners there?
I'd bring you three clients, what's my cut?
interested in a co-marketing campaign?
Could our bank offer your tool to its business customers?
""",
    "press": """
could your ceo give a comment on the new e-invoicing rules for our magazine
need a high res logo and founder photo for our article going live tomorrow
we'd love to have your founder on our procurement podcast
Ich schreibe für eine Fachzeitschrift und hätte gern ein Interview mit der Geschäftsführung
Do you have a press kit?
radio journalist, can i record a short interview with somebody about late payments?
Wer ist bei Ihnen für Presseanfragen zuständig?
we're making a documentary about office life and would love to film at your place
Is anyone available for comment on today's outage? I'm writing for TechNord
hi, working on a feature about women founders, may I interview yours?
could you confirm the funding amount before we publish
Ich recherchiere für einen Beitrag über KI im Einkauf und suche Gesprächspartner
who is your PR contact
Could I get a statement about the data leak by 5pm today?
Haben Sie Pressebilder von Ihrer Gründerin?
We're preparing a TV segment on fraud in purchasing and need an expert to interview on camera
May I use a screenshot of your product in a magazine article?
is it true that your cfo resigned
""",
    "recruiting": """
are you hiring any backend devs at the moment
I saw the customer success opening on LinkedIn, is it remote friendly?
sent my application two weeks ago and heard nothing back
Do you take working students in Hamburg?
fresher here with java skills, any vacancy sir?
whats the salary range for the product manager role
Hi, is the sales development role still open?
I'm a senior product designer and would love to join your team
Could I do my internship with you next summer? I study business in Porto
where do i find your open positions
i applied for the accountant post, when will i hear from you
Suchen Sie noch Verstärkung im Kundendienst?
do you offer apprenticeships
What's your policy on remote work for engineers based in Spain?
my cv bounced when i mailed it to jobs@
Hello sir I am having 3 years experience in testing, please consider my profile
is it ok to apply without a degree
Wie läuft das Bewerbungsverfahren bei Ihnen ab?
is the working student position in marketing paid
I'd like to know more about the culture before I apply for the data engineer job
can i send my portfolio somewhere
do you sponsor visas for people from India
Ich suche eine Ausbildungsstelle ab September
Do you have any openings for a technical writer
I'm graduating in July and looking for a first job in sales
where should I mail my application
""",
    "vendor": """
We supply eco-friendly office coffee in Berlin and would love to send you a taster box
hey, i came across your website and noticed it ranks poorly, we can fix that
Who's in charge of purchasing laptops at your firm?
our agency books qualified demos for SaaS companies, 10 per month guaranteed
I'd like to introduce our payroll outsourcing services to your HR team
we have two senior React devs free from January, rates on request
Hello, we produce corporate videos and have an idea for your homepage. Who can I send it to?
Do you outsource your software testing? We have a team of 40 QA engineers in Kraków
we sell ergonomic office chairs, special price this month for companies in your area
I'd like a quick call with whoever manages your cloud spend, we typically save 30%
are you happy with your current cleaning company
Hi there! I help SaaS founders get booked on podcasts. Interested?
We are a recruitment agency with three excellent candidates for your engineering team
Would you like to exhibit at our trade fair in May? Stands from 2,000 euros
we can translate your app into 12 languages at very competitive rates
who do I speak to about your phone contracts
Good morning, I represent a company that makes branded notebooks and pens
my firm provides fractional CFOs for startups like yours
Darf ich Ihnen unser Angebot für Büroreinigung schicken?
quick one: who decides about employee benefits at norrwick
I can build you a better landing page in a week, here is my portfolio
we offer group health plans for tech companies
Can I send you a free sample of our protein bars for the team?
your competitors outrank you for 40 keywords, want the list?
we do pest control for office buildings
I have a list of 5,000 procurement managers for sale
our leadership coaching would be great for your managers
""",
    "investor": """
We're an early stage fund looking at B2B finance tools, are you raising?
who should I contact regarding an investment in your company
is norrwick profitable and would the founders consider a minority stake sale
Our family office is looking at software companies with 2-10m ARR, would you be open to a chat?
is there a way to buy shares in norrwick
hi, analyst at a VC firm, could you share your deck
Are you currently fundraising? We write cheques of 1 to 3 million
I'm a business angel, can you connect me with the founders
we'd like to discuss a possible acquisition of your company
would the founders be open to selling
Please send me the contact of your CFO, I represent a growth fund
hello, do you accept angel investments at the moment
We are a private equity firm, please forward this to your board
would you consider selling a stake
""",
    "other": """
wrong chat sorry, I was looking for the Norwich city council
I'm doing my master's thesis on procurement and would like to ask you 5 questions
I live next door to your office and your alarm has been going off all night
who founded your company and in which year
I found a set of keys with your logo on the tram, where can I bring them?
hello is this the norrwick garden centre
For my bachelor thesis I'm collecting data on approval processes, do you have 10 minutes?
can our class visit your company in june
your delivery driver just reversed into my gate
is this the place where I can complain about noise from your rooftop party
I got a letter addressed to you by mistake
how old is the company
lost my scarf at your office yesterday
My son's class is learning about companies, could you answer three questions?
hi your christmas lights are still on at 3am and shine in our bedroom
would you sponsor our handball team
what does the name norrwick mean
when was your company founded
my neighbour says your parking lot is being used at night by racers
I'm a PhD candidate, may I use your public data
""",
    "spam": """
Congratulations! Your email was selected, claim your $1000 gift card now http://win.example
BUY CHEAP FOLLOWERS INSTAGRAM best price telegram @boostx
earn 500 a day from home with bitcoin trading, click here
Hello dear, I am a widow with 4.5 million dollars to share with an honest person
Get 10,000 real instagram followers for $19
CASINO BONUS 200% free spins sign up now www.luckyspin.example
Make money fast!!! visit http://quick-cash.example
your domain expires soon, renew here: http://domain-renewals.example
hot girls in your area want to meet
Hi, I reviewed your profile, join our crypto signals group and double your money
Cheap viagra no prescription http://meds.example
WORK FROM HOME earn $$$ visit www.easyjob.example
""",
    "unclear": """
hello there
can u help me
I have a question
anyone there
yo
could you help me with something please
is this chat live
need info
hi i have one doubt
ok
hello can someone answer me
guten tag
i need help
good afternoon
may i ask something
hey are you there
please help
test 123
i want to ask you something
""",
}
