"""Lines by who decides in them.

A line is `asked: text`, and `=> whom` where somebody is named who must agree.
"""

from __future__ import annotations

LINES: dict[str, str] = {
    "decision_maker": """
authority: that would be me, nobody else needs to be involved
authority: ultimately its on my desk
authority: yours truly
: I hold the budget for this and can sign off on my own
authority: the final word is mine
: I run a small bakery with my sister and I make the buying decisions
authority: Managing Director here, so yes I decide
authority: only me sir, i take all decision
authority: i dont need anybodys permission
authority: I'm head of operations and software is my decision
authority: Das entscheide ich allein
authority: well i pay for it so i choose it
authority: I call the shots on this
authority: it's me, I hold the budget
authority: I'm the CEO, I can just say yes
authority: no one else, it's my company
authority: founder here, happy to decide myself
authority: I'm the IT manager and for anything below 50k I decide alone
authority: I'm fully authorised to sign
authority: thats up to me
: As CFO I approve all software spend
authority: me. full stop
authority: I will be taking the decision sir
authority: Ich bin der Inhaber, also ich
: I am the director of operations, and I have budget authority for tools like this.
authority: my decision entirely
authority: i sign everything around here
authority: just little old me
authority: I'm head of procurement so that's my call
authority: it is my responsibility to choose the software
authority: VP Operations, final decision is with me
authority: Ich entscheide das selbst
authority: nobody above me so yeah
: I can green-light this today if the price is right
: As the owner I decide what we buy
authority: it's on me
authority: I am having full authority for this purchase
authority: I'm the one who decides
authority: me alone, it's my money
authority: as CTO I sign off tools myself
authority: nobody else, i run the whole show
authority: it sits with me
authority: Managing partner, so I make that decision
authority: the choice is mine to make
authority: I can decide up to 30k on my own so yes
authority: Geschäftsführer, entscheide selbst
authority: I do the buying around here
: I'm the owner of a small print shop and looking for something simple
authority: I can decide that
authority: I'm the CFO, so me
authority: that's my job
authority: the decision rests with me alone
authority: owner, so yes it's me
authority: no one but me
authority: as the owner I don't ask anybody
authority: you talk to the right person
authority: managing director, sole shareholder
authority: self employed so just me
""",
    "influencer": """
authority: it all goes through our CFO => cfo
authority: have to run this by my boss before anything happens => boss
authority: anything over 10k has to go to the board => board
: procurement gets the last word here I'm afraid => procurement
authority: our finance director holds the purse strings => finance director
authority: not me, i am only collecting information
authority: the head of IT needs to give her blessing => head of it
authority: the owner signs everything, i just do the legwork => owner
authority: several people, it's a group decision
authority: me and my wife decide together => wife
authority: gotta check with my husband, we run it jointly => husband
authority: a committee votes on such purchases => committee
authority: Priya has to okay it => Priya
authority: my manager is taking the decision, i am doing only the comparision => manager
authority: Das muss erst die Geschäftsführung absegnen => Geschäftsführung
: I'm asking on behalf of a client of ours, they'd make the choice => client
authority: I'll recommend something and then our ceo picks => ceo
authority: I need buy-in from my partners => partners
authority: I'm the project lead, our VP of Finance signs contracts => vp of finance
authority: the works council has a say in it too => works council
authority: I have to get my manager's approval => manager
authority: my boss decides => boss
authority: the managing director needs to sign it off => managing director
authority: our CTO will have the last say => cto
authority: IT has to approve it first => it
authority: finance would need to be on board => finance
authority: I choose, but the head of finance pays so she has a veto => head of finance
authority: Der Vorstand entscheidet, ich bereite nur vor => Vorstand
authority: mein Chef => Chef
authority: procurement handles contracts, i just say what we need => procurement
authority: I'm the office manager, I present options to our CEO and he decides => ceo
: We'd need board approval before we can order anything. => board
authority: Only director sir can take such decision, I am executive => director
authority: Anita from accounts would have to approve it => Anita
authority: it gets decided at our headquarters in Zurich
authority: the owners will decide after I show them => owners
authority: I give a recommendation, thats all
authority: our principal signs, but I'm in charge of finding something => principal
authority: I'd like to talk it over with my team first => team
authority: it's my mother's company so she decides => mother
authority: CFO => cfo
authority: that'd be our CEO, not me => ceo
authority: I'd have to convince my boss => boss
authority: our IT department must agree as well => it department
authority: the board approves anything above 25k => board
authority: my director will make the final call => director
authority: the finance team signs off on all tools => finance team
authority: it has to pass the steering committee => steering committee
authority: management decides, I collect offers => management
authority: Unser Geschäftsführer muss das freigeben => Geschäftsführer
authority: the managing partner needs to be happy with it => managing partner
authority: Tom decides, he's my line manager => Tom
authority: I'm an assistant, the head of department decides => head of department
: I'm going to pitch this to our CEO next week, she has the last word => ceo
authority: not my decision
authority: I'm only the messenger
authority: my dad owns the firm so ask him lol => dad
authority: my co-founder and I, we both have to agree => co-founder
authority: legal has to check the contract before anyone signs => legal
authority: headquarters in Oslo has to approve every new tool => headquarters
: it's not me who decides, it's our COO => coo
authority: it isn't my call, that's our head of ops => head of ops
authority: anything under 5k i can sign, above that the CFO => cfo
: i'm just collecting options for my manager => manager
: i'd need a yes from our finance director first => finance director
authority: we buy what head office tells us => head office
authority: finance just told me to look for tools
authority: the buck stops with our COO => coo
authority: Ich darf das nicht entscheiden
authority: ich nicht
authority: we're two partners and we both have to agree
: i don't decide, i just want a price
""",
    "user": """
authority: i'd just be using it day to day, others decide
authority: im only an end user
authority: I'm just going to use it
: I'm one of the people who would work with it every day, the decision isn't ours
authority: I will be a normal user
authority: me? i just use whatever they give me
: hi, I only use the system, I don't buy it
authority: I'd be one of the users, not the buyer
authority: only a user I'm afraid
authority: I'd be using it, nothing more
authority: bin nur Anwenderin
authority: just an accounts clerk who'll be typing stuff into it
""",
    "none": """
: i'm a student doing a uni assignment on this
authority: neither, I'm just researching for a blog
: I am between jobs and simply curious
authority: I have nothing to do with that decision
: i'm writing a paper for university
authority: none, i'm looking for a job actually
authority: I'm retired, just interested in the topic
: I don't work for any company
authority: I'm a student
: I'm comparing tools for my master's thesis
authority: no role, I'm only curious
: currently unemployed, just wanted to see how such tools work
authority: just a student
: I'm asking for a university project
authority: none at all, private interest
authority: I'm a student and have no company
""",
    "absent": """
: can the CFO approve requests from a phone?
: what happens if the approver is on holiday
: who decides which plan I'm on after the trial?
: our directors each have their own approval limit, can it do that
: our head of IT left last month, how do we change the admin
authority: what do you mean by that
authority: rather not say
: I need a manager to call me about my invoice
: the boss level in this game is hard lol
: does your CEO still answer support mails himself?
: Can our CEO see all the requests?
: how do I assign a new approver
: we have 3 directors and 20 managers who'd need access
: I want to talk to your boss
: Is approval by the works council needed for this kind of software?
authority: how is that relevant
authority: no comment
: our finance team spends ages on this
: my manager showed me your website
: I was told by your support to ask here
: does a manager have to approve each request
: what if the director rejects a request
: can I choose who approves
: my boss is on holiday until monday
: we need approval from two people for each order in the tool
: Who is your CEO?
authority: can you tell me the price first
: the board game cafe next door uses you
: please ask your manager for a discount
: can I set the boss as second approver
: is a signature from the supplier needed
: Our CFO loves charts, do you have any
: how many directors can approve at once
: the manager role, what can it do
authority: hmm let me think
authority: what's that got to do with anything
authority: next question
: your boss should be proud of you
: I decide later, thanks
: can my boss approve on his ipad
: the decision log is a nice feature
: do you know who our account manager is
authority: rather keep that to myself
: our board meets monthly and needs a report
authority: as i said, june
authority: as i told you, may
authority: finance just told me we have until June
authority: our auditor said we need a trail
authority: the purchasing team wants a csv export
: we're 120 people but only 30 would use it
: I can't decide between the two plans
""",
}
