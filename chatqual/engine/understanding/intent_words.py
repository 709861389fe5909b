"""What visitors wish to happen, as patterns over classes of words: who asks whom to do what.

A phrase alone is no wish. "Can orders be cancelled", "does it remind us of renewals" and "how do
people buy" are questions about the product: the subject is not the visitor.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from chatqual.engine.commands import IntentKind
from chatqual.engine.understanding.intent_classes import (
    AMOUNT_OF_USERS,
    ASKS_FOR,
    CONTRACT,
    CUSTOMER,
    MORE,
    NOT_CUSTOMER,
    PERSON,
    PLAN,
    PRODUCT,
    USERS,
)
from chatqual.engine.understanding.sieve import Sifted

__all__ = ["CUSTOMER", "INTENTS", "NOT_CUSTOMER"]


@dataclass(frozen=True, slots=True)
class Wish:
    """`phrase` is the wish; a find upon which `veto` overlaps, or after `negated`, is none."""

    phrase: Sifted
    veto: Sifted

    def search(self, text: str) -> re.Match[str] | None:
        """The first wish in a sentence, None where there is none."""
        found = self.phrase.search(text)
        if found is None:
            return None
        vetoes = [veto.span() for veto in self.veto.finditer(text)]
        while found and any(a < found.end() and found.start() < b for a, b in vetoes):
            found = self.phrase.search(text, found.end())
        return found


# Whoever is talked about is not the visitor: the product, its users, another firm.
_NOT_OURSELVES = (
    r"(?:(?:can|does|do|will|would|could|is|are|how (?:do|does|can|would)|when|if|"
    r"once) (?:(?:the|your|our|all|any|some|other|external|normal) )*(?:(?:it|this|"
    r"that)(?! (?:possible|time|okay|too late|be possible|ok|okay|cost))|tool|system|software|"
    r"app|platform|product|bot|requests?|orders?|requesters?|approvers?|users?|people|staff|"
    r"employees|teams|suppliers?|vendors?|managers?|admins?|customers|norrwick)\b|\b(?:the|our|"
    r"my|their|an?) (?:\w+ )?(?:former|previous|old|last|other|current|present) (?:tool|vendor|"
    r"provider|supplier|system|software|company)\b|\b(?:with|of|from|to|by) (?:our|their|the|"
    r"other) (?:suppliers?|vendors?|customers|clients|landlord|competitors?)\b)"
)
_NEGATED = r"\b(?:don'?t|do not|dont|never|not|no|nobody|no one|stop|without|won'?t|isn'?t)\b"


def _wish(phrase: str, veto: str = "") -> Wish:
    vetoes = "|".join(v for v in (_NOT_OURSELVES + r"[^.?!]*", veto) if v)
    return Wish(Sifted(phrase, re.I), Sifted(vetoes, re.I))


# "No demo please", "I don't want to see a demo": what is named is not wished for.
_REFUSED = (
    r"\b(?<!why )(?:no|not|never|don'?t|dont|do not|doesn'?t|didn'?t|won'?t|wouldn'?t|without|skip|"
    r"instead of|rather than|kein\w*|nicht|ohne)(?: (?:really|want\w*|need\w*|like|interested in|"
    r"ready|going|planning|here|keen on|looking|ask\w*|book|for|to|see|get|have to|an?|the|any|yet|"
    r"another|your|more|further|such|one of|of|send|me|us|schedule|do|attend|sit through|even|in|"
    r"another|sales|necessarily|ein\w*|brauche\w*|möchte\w*))* "
)

_DEMO = (
    r"(?:(?:live |online |product |short |quick |personal |guided |free )*(?:demos?|"
    r"demonstrations?|product tours?|tours?|walk-?through|presentation|showcase|vorführung|"
    r"produktvorführung|démo|demostración|dimostrazione|demonstração)\b)"
)
_SEE = (
    r"(?:(?:show|walk|take|talk|guide|run) (?:me|us|him|her|them|my \w+|our \w+(?: team)?|"
    r"the team)(?: all)? (?:how (?:it|this|that|your \w+|the \w+|\w+) works|around|through (?:it|"
    rf"{PRODUCT}|the \w+|how)|what it|{PRODUCT}(?: in \w+)?|it(?: live| in \w+)?|through)\b|"
    rf"(?:see|watch|view) (?:it|{PRODUCT}|this|how it) (?:in (?:action|use|practice|person)|live|"
    r"running|working|first[- ]?hand|work(?:s|ing)?|for (?:myself|ourselves)|on (?:a )?screen)\b|"
    rf"(?:see|look at|view) (?:it|{PRODUCT}|this|the product) (?:before|first|live|for real)\b|"
    r"(?:zeigen|vorführen|vorstellen)\b[^.?!]{0,25}\b(?:wie (?:es|das|die \w+)|produkt|"
    rf"software|system)|see how (?:it|this|{PRODUCT}) (?:really |actually )?(?:works|looks)\b|"
    rf"(?:show|present) (?:it|this|{PRODUCT}) to (?:me|us|my|our|the)\b|(?:have|take|"
    rf"get) a (?:proper |"
    rf"closer |quick )?look at (?:it|{PRODUCT}) with\b|"
    rf"demonstrate (?:it|this|the|how|your|some|{PRODUCT})\b)"
)
_TRY = (
    r"(?:(?:try|test|trial|pilot|evaluate)(?:ing)?(?: (?:out|drive|run))? (?:it|this|you|"
    rf"{PRODUCT})\b|(?:try|test)(?:ing)? (?:before|first|for free)\b|try (?:out|before)\b|"
    r"test[- ]driv\w+|give (?:it|this|you|norrwick) a (?:\w+ )?(?:go|try|whirl|spin|shot|run)\b|"
    r"have a (?:go|play|fiddle|tinker)\b|(?:play|mess|tinker|fiddle|poke)(?:ing)? (?:around|"
    r"about)? ?(?:with|in) (?:it|this|the)\b|kick the t[iy]res|take (?:it|this) for a (?:spin|"
    r"test)|(?:free|test|trial|evaluation|demo) (?:period|weeks?|days?|month|version|account|"
    r"access|licen[cs]e|run|phase|environment|system|instance|tier|plan|copy|seat|login)s?\b|"
    r"free trials?|(?<!clinical )(?<!field )\btrials?(?: (?:version|account|period|"
    r"run))?\b(?! and error)|sandbox|pilots|pilot(?: (?:it|this|with|project|phase|run))?\b|"
    r"proof of concept|\bpoc\b|\b(?:using|use|have) it (?:for )?free\b|before (?:paying|buying|"
    r"committing|we (?:pay|buy|commit|decide))|testversion|testzugang|testphase|testaccount|"
    r"(?:kann|können|könnten|dürfen|möchten?|würden?)\b[^.?!]{0,30}\btesten|kostenlos testen|"
    r"probe(?:version|zugang|phase|monat|abo)|(?:selbst )?ausprobieren|(?:mal|"
    r"erst|gerne?|gratis) testen|essai gratuit|prueba gratis|prova gratuita|teste grátis|"
    r"proefversie|proefperiode)"
)
_PRICE = (
    r"(?:^(?:the |your |and |what about )?(?:costs?|fees?|rates?|charges)\W*$|\bpric(?:e|es|ing|"
    r"ed)\b|price ?list|\bhow much\b(?! (?:time|work|effort|space|storage|data|longer|training|"
    r"faster|better|detail|of (?:it|this|that|the|our)))|\b(?:what|wat|how)(?:'?s|s| is| are|"
    r" does| do| would| will| might)?\b[^.?!]{0,40}\b(?:costs?|charges?|fees?|rates?|tariffs?|"
    r"damage|set (?:us|me) back|run (?:us|me)\b|be paying|pay (?:for|per|you)|invoice us)\b|"
    r"\b(?:costs?|fees?|rates?|tariffs?|charges?) (?:for|of|per|structure|with|please|pls)\b|"
    rf"\b{ASKS_FOR}[^.?!]{{0,25}}\b(?:quote|quotation|estimate|offer|proposal|commercials|"
    r"cost(?:s|ing)?|rates?|fees?|tariffs?|ballpark(?: figure)?|figure)\b|\bquot(?:e|"
    r"ation)s? (?:for|please|pls|on)\b|\bquotation\b|\bballpark\b|\b(?:do|will|would|"
    r"could) (?:you|u|i|we) (?:charge|bill|pay|invoice)\b|\b(?:charged?|billed?|paid|"
    r"priced) (?:per|by|for|monthly|yearly|annually|extra)\b|"
    rf"\b{ASKS_FOR}[^.?!]{{0,25}}\b(?:discounts?|rebates?|special rate)\b|\b(?:is|are) (?:the|"
    r"your) \w+(?: plan)?(?: \w+){0,3} (?:[$€£] ?\d|\d+ ?(?:€|euros?|eur|dollars?|pounds?|usd|"
    r"gbp|bucks))|\b(?:is|are|was|would) (?:it|that|this|you|the \w+)(?: \w+){0,2} (?:cheaper|"
    r"more expensive|less expensive|pricier)\b|\b(?:your|the) (?:cheapest|lowest|cheaper|"
    r"smallest) (?:option|plan|package|price|offer|tier|deal|version)\b|\b(?:any|get an?|"
    r"give an?|offer an?|volume|nonprofit|student|charity|bulk|education\w*) discounts?\b|"
    r"\bhow (?:expensive|pricey|cheap|affordable)\b|\b(?:is|are) (?:it|you|this|these|"
    r"the \w+(?: plan)?) (?:\w+ )?(?:expensive|pricey|cheap|affordable|free)\b|\bwhat would (?:i|"
    r"we|it|that|\d+ \w+) (?:be paying|come to|cost|run)|\bcost (?:us|me)\b|\bpreis\w*|"
    r"\bwas kost\w+|\bkosten\b|\bwie teuer|\bwie viel (?:kostet|zahl\w+)|\b(?:ein )?angebot\b|"
    r"\bpreisliste|\btarife?\b|\brabatt\w*|\bprix\b|\btarifs?\b|\bcombien (?:par|coûte|ça|cela|"
    r"pour)|"
    r"\bdevis\b|\bprecios?\b|\bcuánto (?:cuesta|vale|sale|es)|\bcuanto (?:cuesta|vale)|"
    r"\bcotización|\bpresupuesto\b|\bprezz[oi]\b|\bquanto (?:costa|custa|viene)|\bpreventivo|"
    r"\bpreços?\b|\borçamento|\bprijs\w*|\bhoeveel kost|\bofferte\b)"
)
_BUY_NOW = (
    rf"(?:it|this|that|one|now|today|direct(?:ly)?|online|here|from you|{PRODUCT}|{PLAN}|"
    rf"{AMOUNT_OF_USERS}|(?:a|the|some|our|your|more|an) (?:\w+ )?(?:seats?|licen[cs]es?|"
    r"subscription|plan|package|version)|by (?:card|credit|invoice|bank|transfer)|"
    r"with (?:a )?(?:card|credit|invoice|po\b|paypal)|via|$|(?=[,.!;])|please|pls|asap|right away|"
    r"straight away|for (?:my|our|the) (?:company|firm|team|business|shop|office))"
)
_PURCHASE = (
    r"(?:\b(?:want|like|ready|need|going|how|can|could|where|decided|wanna|d like|let'?s|we'?ll|"
    r"i'?ll|prefer|may|happy|keen)\b[^.?!]{0,25}\b(?:buy|purchase|order|pay(?: for)?|"
    rf"subscribe(?: to)?|get)\b(?<!to get)(?<!we get)(?<!i get)\s*{_BUY_NOW}(?!\w)|\b(?:want|like|"
    r"ready|how|can|could|where|decided|wanna|let'?s|we'?ll|i'?ll|happy|"
    r"keen)\b[^.?!]{0,25}\b(?:sign up(?! to (?:the |your )?(?:newsletter|webinar))|get started|"
    rf"check ?out|go ahead|move (?:ahead|forward|on) with {PLAN}|proceed|commit\b|go (?:for|"
    rf"with) {PLAN})\b(?! (?:approv\w+|requests?))|\b(?:proceed|go ahead|move (?:ahead|forward)|"
    rf"go) with (?:{PLAN}|the (?:purchase|order)|you\b|norrwick)|(?:send|return|e?-?mail|submit|"
    rf"upload|fax)(?: you| back)? (?:the|our|my|a) signed\b|place (?:an|the|our|my) order\b|"
    rf"\b(?:i|we)(?:'ll|ll| will|'d like to|d like to)? take (?:it|\d+|{PLAN})\b|take (?:our|"
    r"my) (?:card|money)\b|\b(?:send|e?-?mail|forward|give|share|get)(?: (?:us|me|over|through|"
    r"across|in|the|a|an|your|please|out))* (?:contract|order form|payment link|agreement|"
    r"paperwork|checkout link|proforma|pro forma)\b|\b(?:let'?s|ready to|want to|how (?:do|"
    r"can) we|happy to|going to|we'?ll|we will|i'?ll) sign(?! (?:in|up|off|on|out|language)\b)\b|"
    r"\bwhere (?:do|can|should|must) (?:i|we) sign (?:the|your|a|this|our)(?: \w+)? (?:contract|"
    r"agreement|order|offer|deal|papers?|paperwork|quote|form)\b|\bwhere (?:do|can|should|"
    r"must) (?:i|we) (?:sign|pay|enter|put|type|"
    r"add)\b(?:[^.?!]{0,20}\b(?:card|payment|iban|details)\b|(?= *(?:$|[?.!])))|\b(?:put|enter|"
    r"type)(?: in)? (?:my|our|the) (?:credit )?card\b|\bsign (?:us|me) up\b|\bbecome (?:a |"
    r"your )?(?:paying )?(?:customers?|clients?)\b|\b(?:want|like|ready|need|happy|"
    r"love) to subscribe\b(?! to (?:the |your )?(?:news|blog|update|podcast))|\b(?:ready|happy|"
    r"keen|like|want|prepared) to (?:move (?:forward|ahead)|proceed|go ahead|get going|"
    r"get started|commit)\b|\b(?:we'?re|we are|i'?m|i am|im|were) (?:sold|in|convinced|"
    r"ready to (?:go|start|sign))(?= *(?:$|[,.!]| (?:how|where|what)))|\b(?:möchte\w*|wollen|"
    r"würde\w*|will|kann|können)[^.?!]{0,30}\b(?:kaufen|bestellen|abschließen|buchen)\b|"
    r"jetzt kaufen|\bwo (?:kann|muss|soll|darf|können|müssen|sollen) (?:ich|wir) (?:unterschreiben|"
    r"unterzeichnen|bestellen|kaufen)\b|\bacheter\b|\bcomprar\b|\bacquistare\b|\bkopen\b|"
    r"\bcontratar\b|\bsouscrire\b)"
)
_CALLBACK = (
    r"(?:\bcall ?backs?\b|\b(?:please|pls|kindly|can you|could you|would you) (?:call|phone|"
    r"ring) (?:our|my) \w+|\b(?:want|like|prefer|need|wish|ask|happy) to be (?:called|phoned|"
    r"rung|telephoned)\b|(?:^|[,;:.!-] ?|\b(?:please|pls|plz|kindly|you|u|someone|somebody|"
    r"anyone|sales|colleague|team|to|and|or|just|then|better|rather|so|hi|hello|yes|ok|ya|mate|"
    r"sir|instead|yours) )(?:call|ring|phone|buzz)(?: \w+)? (?:me|us|back)\b|\b(?:give|gimme|"
    r"drop) ?(?:me|us)? a (?:quick )?(?:call|ring|bell|buzz|shout|tinkle)\b|\b(?:can|could|will|"
    r"would|"
    rf"may) (?:you|{PERSON})(?: \w+){{0,4}} (?:call|ring|phone)\b(?! (?:the|an?|your|our) )|"
    rf"\b(?:have|get|ask|let) {PERSON}(?: \w+){{0,3}} (?:to )?(?:call|ring|phone)\b|\b(?:by|"
    r"on the|over the|via) (?:phone|telephone)\b(?=[^.?!]*\b(?:please|pls|prefer|would|call|"
    r"discuss|talk)\b)|\b(?:prefer|discuss|talk|speak|explain)[^.?!]{0,25}\b(?:by|on the|"
    r"over the|via) (?:phone|telephone)\b|\b(?:reach|get|contact) (?:me|us) (?:on|by|at|"
    r"via) (?:my |the |our )?(?:phone|cell|mobile|number|telephone|landline)\b|\brückruf\w*|"
    r"\bruf(?:en sie|t)? (?:mich|uns)\b|\b(?:mich|uns)\b[^.?!]{0,30}\b(?:zurück|"
    r"an)(?:zu)?rufen\b|\banrufen lassen|\bzurückrufen\b|\brappele[zr]|\bllám(?:a|e)(?:me|nos)|"
    r"\bllamar(?:me|nos)\b|\brichiamat\w+|\bligar para mim|\bbel me\b)"
)
_MEET = (
    r"(?:meeting|appointment|zoom|teams call|video ?(?:call|chat|conference)|(?:phone |quick |"
    r"short |intro(?:ductory)? |discovery |sales )*call|slot|time (?:to talk|with|for a)|session|"
    r"half an hour|an hour|\d+ ?min(?:ute)?s?|consultation|something in)"
)
_MEETING = (
    r"(?:\b(?:book|schedule|arrange|set(?:ting)? up|organi[sz]e|fix|set|plan|propose|put|up for|"
    rf"block|squeeze|find|pencil)(?: \w+){{0,4}} {_MEET}\b|\b(?:(?:can|could|may|shall|let'?s|to|"
    r"should) (?:we |i |you )?(?:have|get|make|request)|want|like|need|up for|"
    r"possible)[^.?!]{0,25} (?:meeting|"
    r"appointment|zoom|teams call|video ?call|call|consultation|session)\b|\b(?:hop|jump|get|be|"
    r"go) (?:on|onto|into) (?:a|the) (?:\w+ )?(?:zoom|call|teams|meet|video)\b|\b(?:meet|"
    rf"sit (?:down|together)|catch up|get together|have a (?:chat|call|meeting)|zoom) with (?:you|"
    rf"{PERSON}|"
    r"one of|your|sales)\b|"
    r"\b(?:(?:can|could|shall|should|may|might) we (?:\w+ )?|let'?s |(?:like|love|want|happy|keen|"
    r"prefer) to )meet\b(?! (?:the|our|its|their) )|\b(?:get|"
    r"have|grab|steal|borrow|spare) (?:me |us )?(?:half an hour|an hour|\d+ min\w*|a few minutes|"
    r"some time) (?:with|of|from|for) (?:you|your|someone|somebody|sales|one of|a)\b|"
    r"\bmeet (?:up|in person|face to face|you|next|this|tomorrow|on)\b|\b(?:are|is) (?:you|u|"
    r"anyone|anybody|someone|somebody|your \w+|sales) (?:free|available|"
    r"around)\b[^.?!]{0,30}\b(?:call|chat|meet\w*|zoom|mon|tues|wednes|thurs|fri|tomorrow|next|"
    r"at \d|on\b)|\b(?:when|what time) (?:can|could|would|are|works|"
    r"suits)\b[^.?!]{0,25}\b(?:talk|speak|meet|call|free|you|available)\b|\b(?:meeting|zoom|"
    rf"call|talk|speak|chat) (?:with (?:you|{PERSON}|sales|your)|(?:on )?(?:next|this|mon|tues|"
    r"wednes|thurs|fri)\w*|tomorrow)\b|\bin (?:the|your|my) (?:diary|calendar)\b|"
    r"\btermin (?:vereinbaren|buchen|ausmachen|machen)|\b(?:einen? )?termin\b|gesprächstermin|"
    r"zeit für ein(?:en?)? (?:\w+ )?(?:gespräch|telefonat|call|termin)\b|\b(?:do|"
    r"would) you (?:have|"
    r"got) (?:an? |any |some )?(?:free )?(?:slots?|time|availability|half an hour|"
    r"\d+ min\w*) (?:on|"
    r"next|this|tomorrow|for a|to (?:talk|meet|speak))\b|"
    r"kennenlerngespräch|calendly|(?:calendar|booking|meeting|scheduling) link|your calendar|"
    r"rendez-vous|reunión|\bcita\b|appuntamento|reunião|afspraak)"
)
_EXPANSION = (
    r"(?:\b(?:add|need|want|buy|get|order|take|book|like|require|adding|purchase|"
    rf"request)\b[^.?!]{{0,20}}\b{MORE} {USERS}\b|\b\d+ (?:more|additional|extra|"
    rf"further) {USERS}\b|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|"
    rf"thirty|fifty) (?:more|additional|extra|further|new) {USERS}\b|\b(?:more|additional|"
    rf"extra) (?:seats|licen[cs]es)\b|\b(?:price|cost)[^.?!]{{0,20}}{MORE} {USERS}\b|\bupgrad(?:e|"
    r"ing)(?! (?:notes|path|history))(?: (?:to|our|my|from|the))?\b|\b(?:move|switch|go|step|"
    r"jump|change|migrate)\b[^.?!]{0,20} (?:up )?(?:to|onto) (?:the |a )?(?:team|pro|"
    r"enterprise|business|premium|bigger|higher|larger|next)(?: plan| tier| package)?\b|"
    r"\b(?:bump|raise|increase|expand|extend|grow|scale|top up|"
    r"enlarge)\w*\b[^.?!]{0,15}\b(?:our|my|the|it|us) ?(?:\w+ )?(?:plan|seats?|licen[cs]es?|"
    r"account|subscription|limit|package|user count|number of (?:users|seats|licen[cs]es)|"
    r"contract)?[^.?!]{0,10}\b(?:to|by) \d+|\broll (?:it|this|norrwick) out (?:to|in|"
    r"across) (?:more|the rest|other|all|another|our (?:other|remaining))\b|\b(?:weitere|"
    r"zusätzliche|mehr|noch|\d+ neue) (?:\d+ )?(?:plätze|lizenzen|nutzer|user|mitarbeiter)\b|"
    r"\bwe add \d+\b|\b(?:our|the|another) (?:\w+ ){1,2}(?:office|branch|team|site|department|"
    r"colleagues|subsidiary|division)\b[^.?!]{0,20}\b(?:want|would like|need|"
    r"like)s? (?:to )?(?:use|have|join|get)\b[^.?!]{0,15}\b(?:too|as well|also)\b|\b(?:hired|"
    r"joined|joining|onboarded|new (?:colleagues?|starters?|joiners?|hires?|"
    r"employees?))\b[^.?!]{0,40}\b(?:need|want|require|get)s? (?:\w+ )?(?:log-?ins?|access|"
    r"seats?|licen[cs]es?|accounts?)\b|\b(?:add|get|have|buy|need|order) another (?:seat|user|"
    r"licen[cs]e|log-?in|account)\b|\badd(?:ing)?\b (?:\d+|an?|one|two|three|four|five|six|seven|"
    r"eight|nine|ten|twelve|twenty|thirty|fifty|some|a few|several)(?: \w+)? (?:seats?|users?|"
    r"licen[cs]es?|people|colleagues|log-?ins?|members)\b(?! to (?:a|the) (?:request|workflow|"
    r"approval|rule|group))|\badd (?:them|him|her|these|another \w+|the \w+(?: \w+)?) to (?:our|"
    r"my|the) (?:plan|account|"
    r"subscription|contract|workspace)\b|\b(?:join|be added to|come onto|get onto) (?:our|"
    r"the) (?:account|"
    r"plan|subscription|workspace|contract)\b|\banother (?:\w+ )?(?:team|department|site|office|"
    r"branch|country) (?:wants|needs|would like|is joining|to)\b)"
)
_RENEWAL = (
    r"(?:\brenew(?:al|als|ing|ed|s)?\b(?! (?:reminders?|tracking|management|dates? of))|"
    rf"\b(?:extend|prolong|lengthen|continue)\b[^.?!]{{0,15}}\b(?:{CONTRACT}|(?:for|"
    r"by) (?:another|one more|a further|a|two|\d+)(?: more)? (?:year|month|term)s?)\b|\b(?:for|"
    r"by) (?:a|another|one more) (?:further |second )?(?:year|term)\b(?=[^.?!]*\b(?:subscription|"
    r"contract|licen[cs]e)\b)|\b(?:contract|subscription|licen[cs]e|plan|"
    r"term)(?: with you)?(?: (?!with\b|for\b|at\b)\w+){0,2} (?:expires?|runs out|ends|is "
    r"up|due|comes? up|lapses?)\b(?! .{0,20}\b(?:competitor|provider|other tool))|"
    r"\b(?:contract|subscription|plan|licen[cs]e) (?:\w+ )?"
    r"(?:extend|prolong|roll over|continue)s?(?: itself)? "
    r"automatically|\b(?:like|want|need|take|add|for) (?:another|one more|a further|"
    r"a second) year\b|\b(?:carry on|continue|stay|go on|keep going)\b[^.?!]{0,20}\b(?:with "
    r"you|another year|next year|one more year|for (?:a|another) further)\b|\bverlänger\w*|"
    r"vertragsverlängerung|\brenouvel\w+|\brenovar\b|renovación|\brinnov\w+|\bverlengen\b)"
)
_NO_MORE = (
    r"(?:not|won'?t|don'?t|dont|do not|no longer|never|doesn'?t|aren'?t|wont|"
    r"isn'?t)(?: (?:going to|gonna|want to|wish to|be|plan to|intend to|like to|be able to|to|"
    r"planning to))*"
)
_CANCEL = (
    r"(?:\b(?:cancel(?:ling|ing)?|terminate|terminating|quit|end|ending|close|closing|stop|"
    r"stopping|leave|drop|discontinue|get rid of|get out of|opt out of|exit|give up|"
    r"downgrade to free|deactivate) (?:(?:my|our|the|this|your|whole|entire|paid|monthly|yearly|"
    rf"annual) )*{CONTRACT}\b|\b(?:want|like|need|have|how|can|could|please|pls|going|wish|must|"
    r"trying|decided|wanna)\b(?: \w+){0,3} (?:cancel|terminate|unsubscribe|quit)(?= *(?:$|"
    r"[.,!?;]|it\b|now|today|asap|please|pls|everything|with you|norrwick|at the|by|before|"
    r"immediately|right))|\b(?:delete|remove|erase) (?:my|our) (?:\w+ )?account\b(?! (?:manager|"
    r"number|code))|\bcancel (?:my|our) (?!(?:last |previous |first |old )?(?:requests?|orders?\b|"
    r"approval|messages?|questions?|"
    r"answers?|lines?\b|meeting|appointment|demo|call))\w+|\b(?:stop|quit|cease|"
    r"finish) (?:using|paying for|with) (?:norrwick|you|your \w+|it|this|the (?:tool|service|"
    r"product|software))\b|\b(?:unsubscribe|opt out|withdraw|resign|sign off) from (?:the|our|my|"
    r"this|your) (?:\w+ )?(?:plan|subscription|trial|service|contract|account|tool)\b|"
    rf"\bcancell?ation(?! (?:policy|fees?|period|terms|reasons?|rate))\b|\b{_NO_MORE} (?:renew\w*|"
    r"extend\w*|continu\w+|carry(?:ing)? on|stay(?:ing)?)\b|\b(?:no longer|don'?t|do not|"
    r"dont) (?:need|want|use|require) (?:the|your|this|norrwick|our)(?: \w+)? ?(?:service|"
    r"subscription|account|plan|tool|software|contract|anymore|any more)\b|\bnotice period\b|"
    r"\b(?:want|like|going|decided|need|have) to (?:leave|quit) (?:norrwick|you\b|your "
    r"(?:service|tool|platform|product))|"
    r"\b(?:want|need|get|like|let (?:me|us)) (?:us |me )?out of (?:the|our|this|my|"
    r"your) (?:\w+ )?(?:contract|subscription|agreement|plan|deal)\b|\bwe(?:'re| are) (?:leaving|"
    r"cancell?ing|switching away|moving away)\b(?! (?:the office|for))|\b(?:give|giving|"
    r"hand in) notice\b|\bnotice (?:of|to) (?:cancel\w*|terminat\w+)|\bkündig(?:en|e|ung)\w*|"
    r"\brésilier\b|\bcancelar\b|\bdar de baja\b|\bdisdire\b|\bopzeggen\b)"
)
_SENDS_OR_ASKS = rf"{ASKS_FOR}[^.?!]{{0,40}}"

INTENTS: Mapping[IntentKind, Wish] = {
    "demo": _wish(
        rf"(?:\b{_SENDS_OR_ASKS}\b{_DEMO}|\b{_SEE}|^(?:an? )?(?:live )?(?:demo|"
        r"product tour)(?: please| pls)?$|\bdemo (?:please|pls|next|this|tomorrow|on|for us)\b)",
        r"\b(?:presentation|tour) (?:about|on|for|of) (?:my|our|the) (?:class|school|board|"
        r"office|factory)\b|\b(?:saw|had|got|watched|attended|did|seen|given|"
        rf"gave)\b[^.?!]{{0,15}}\b(?:demo|presentation|tour)\b|{_REFUSED}{_DEMO}|"
        r"\bdemos? (?:\w+ )?(?:mandatory|required|necessary|compulsory|obligatory)\b",
    ),
    "trial": _wish(
        rf"\b{_TRY}",
        r"\b(?:we|i)(?:'ve| have)? (?:already )?(?:tried|tested)\b|\btrying to\b|"
        rf"\btrial (?:and error|court|balance)\b|"
        rf"{_REFUSED}(?:free |test )?(?:trials?|test|pilot)\b",
    ),
    "pricing": _wish(
        _PRICE,
        r"\b(?:we|they|you|to|who|people) (?:can |could |always |usually |must |"
        r"have to )?(?:compare|negotiate|ask for|request|collect|"
        r"get)\b[^.?!]{0,12}\b(?:prices?|quotes?|offers?|quotations?)\b[^.?!]{0,12}\b(?:from|"
        r"with|of|by) (?:\w+ )?(?:suppliers?|vendors?|sellers?|shops?|them)\b|\b(?:store|track|"
        r"enter|compare|record|set|attach|edit|negotiate|approve|check|import|update|see|"
        r"show)\b[^.?!]{0,20}\b(?:prices?|costs?|rates?|quotes?|quotations?|"
        r"offers?)[^.?!]{0,15}\b(?:of|for|per|in|on|from|by) (?:each|every|an?|the|all|"
        r"different|several|line|our|suppliers?)\b|\b(?:cost|price) (?:cent(?:re|er)s?|"
        r"control\w*|comparison|tracking|increases?|saving\w*|per item)\b|"
        r"\bthe prices? of (?!(?:it|this|your|norrwick|the|an?|\d+|one|team|starter|enterprise|"
        r"pro)\b)\w+|\b(?:rais|increas|hik|chang|dropp|lower|doubl)\w* (?:their |its |the |"
        r"all )*(?:prices?|costs?|rates?|fees?)\b|\bjob offer\b|\bpriceless\b|\binterest rates?\b",
    ),
    "purchase": _wish(
        _PURCHASE,
        r"\b(?:buy|purchase|order)[ -](?:in|requests?|approv\w*|process)\b|"
        rf"{_REFUSED}(?:buy|purchase|order|sign|subscribe|commit|pay)\b",
    ),
    "callback": _wish(
        rf"(?<!not )(?<!n't )(?<!dont )(?<!never ){_CALLBACK}",
        rf"{_NEGATED}[^.?!,;]{{0,18}}\b(?:call|ring|phone)\w*|\bcall (?:me|us) (?:later so|names|"
        r"[A-Z]\w+)\b(?-i:(?<=[A-Z][a-z]))",
    ),
    "meeting": _wish(
        _MEETING,
        r"\b(?:ask(?:ed)?|check|talk|speak|discuss|meeting) (?:to |with )?(?:my|our) |"
        rf"{_NEGATED}[^.?!,;]{{0,18}}\b(?:call|meeting|demo)\b|\b(?:i|we)(?:'m| am|'ve| have|'re|"
        r" are)? (?:got |in |just |now )*(?:a |an |another |the )?(?:meeting|call|"
        r"appointment)\b(?: now| soon| at| in)",
    ),
    "expansion": _wish(_EXPANSION, r"\bupgraded? (?:since|last|yesterday|broke)\b"),
    "renewal": _wish(
        _RENEWAL,
        rf"\b{_NO_MORE} (?:renew|extend|continu|carry|stay)\w*|\brenewed (?:our|my|the|"
        r"their) (?!contract|subscription|licen|plan|account)\w+|\b(?:supplier|vendor|contract|"
        r"certificate|passport|domain) renewals?\b|\bremind\w*\b[^.?!]*",
    ),
    "cancel": _wish(
        _CANCEL,
        r"\b(?:don'?t|dont|do not|not|never)(?: (?:really|want|wish|plan\w*|going|like|looking|"
        r"trying|"
        r"to|here|ready))+ (?:cancel|quit|leave|terminate|stop)\b|"
        r"\b(?:before|when|until|because|since|if) (?:our|my|the|an?) (?:\w+ )?(?:contract|"
        r"subscription)\b[^.?!]*\b(?:with|at) (?!you\b)\w+",
    ),
}
