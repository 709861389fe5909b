"""What speaks for a buyer, and what against."""

from __future__ import annotations

from chatqual.engine.understanding.lead_sign import Signs, sign

SALES: Signs = (
    # Bound to somebody else until then: they look for what comes after.
    sign(
        2.2,
        r"(?:contract|agreement|subscription|licen[cs]e|deal|term) (?:with|for|at) "
        r"(?!you\b|u\b|your?\b)\w+(?: \w+){0,2} (?:(?:will |is )?end(?:s|ing)?|expires?|"
        r"runs? out|is up|renews?|is due|lapses?)",
    ),
    sign(
        1.6,
        r"(?:do|would|will) you charge|you charge|what'?s included|included in|"
        r"wants? an? (?:offer|quote|demo)|available in \w+|abrechnung pro|pro nutzer|per seat|"
        r"match \d+",
    ),
    sign(
        1.6,
        r"send (?:us |me )?(?:an? |your )?(?:offer|quote|quotation|price\w*|proposal)|"
        r"\d+ (?:persons?|pax|heads?|licen[cs]es)|what makes you different|worth it|come back|"
        r"in pricing|we need (?:software|approvals|a tool|something|it for)",
    ),
    sign(
        1.6,
        r"need (?:smth|sth|sthg|something|a)|walk (?:me|us) through|does cancel\w+ work|"
        r"can you take over|what can you offer|was können sie anbieten|system wird abgeschaltet|"
        r"how do (?:i|we) (?:pay|buy|order|get started)",
    ),
    sign(
        1.0,
        r"how (?:secure|fast|reliable|easy|big|flexible|customi[sz]able|stable|good|scalable|long|"
        r"soon|hard|quickly|does (?:it|this|that) work|do(?:es)? (?:you|your))",
        r"wie (?:lange|schnell|sicher|funktioniert|einfach|groß|viele)",
        r"(?:do|does|can|is|are|will|would|could|has|have) (?:it|this|that|your \w+|the \w+) \w+",
        r"(?:do|can|will|would|have) (?:you|u) (?!help|hear|see me|ask|talk|a bot|real|"
        r"there)\w+ \w+",
        r"what (?:happens|about|else|is included|are the terms|languages|integrations)|terms|"
        r"contract length|free version|features?|functions?|funktionen",
    ),
    sign(
        1.6,
        r"(?:switch|mov|migrat|com|chang)\w* (?:over |back )?to (?:you|your|yours|another|a new)",
        r"outgrown|outgrew|(?:any )?good for|suitable for|made for|right (?:for|tool)|"
        r"fits? (?:for )?(?:an?|our|us|in)|eignet sich|passt (?:das|es|ihr)|passend für",
        r"want to come back|coming back|tired of|fed up with|instead of (?:excel|paper|e?mails?)",
        r"(?:we|i) (?:signed up|registered|are testing|am testing|have a trial|started (?:a|"
        r"the) trial)",
        r"(?:signed up|registered) for the (?:free )?trial",
        r"four[- ]eyes|4[- ]eyes|(?:cut|reduce|control|track) (?:our |maverick |the )?(?:spend\w*|"
        r"costs)|dpa|avv|auftragsverarbeitung",
        r"(?:brauchen?|suchen?|möchten?|wollen|hätten?) (?:wir |ich )?(?:etwas|was|eine?n?) für",
    ),
    sign(
        1.6,
        r"differences? between",
        r"if we (?:buy|switch|sign up|go with)",
        r"(?:better|cheaper|faster|easier) than",
        r"(?:teurer|besser|günstiger|billiger) als",
        r"cuánto|cuanto|combien|quanto|hoeveel|wie viel|wieviel|wie teuer",
        r"(?:we|i)(?:'re| are|'m| am)? (?:\w+ ){0,4}?(?:search|compar|evaluat|look(?:ing)? (?:for|"
        r"at|into)|consider|shopp|assess)\w*",
        r"(?:can|does|do|is|are|will|would) yours?",
        r"uptime|sla|on-?prem\w*|self-?hosted|data ?cent\w*|servers?",
        r"(?:use|buy|get) (?:it|this|you) (?:for|in|with) (?:my|our|a)",
        r"(?:my|our) (?:boss|cfo|ceo|manager|team) (?:asked|wants|needs|told)",
        r"we(?:'d| would) (?:like|love) to (?:use|buy|test|try|see|roll|start|get)",
        r"würden (?:\w+ )*(?:gern\w*|gerne) (?:\w+ )*(?:testen|sehen|nutzen|kaufen|kennenlernen)",
        r"dazubuchen|dazu buchen|bestellen|anbieter vergleichen|vergleichen",
        r"for ourselves|for our own use|für uns selbst",
    ),
    sign(
        1.0,
        r"(?:do|does|can|is|are|will|would|could|has|have) (?:it|you|u|your \w+|the \w+|there|"
        r"this|we|i)(?! (?:help|there|a bot|a human|real|hear|hiring|ok|someone|anyone|"
        r"talk))[^?.!]{2,}",
        r"(?:how|what|which) (?:does|do|is|are|about|long|many|kind|languages?|systems?|"
        r"plans?)[^?.!]{6,}",
        r"(?:kann|können|gibt es|haben sie|habt ihr|hat|unterstützt|läuft|"
        r"geht(?! (?:sie|dich|euch)\b)) [^?.!]{8,}",
    ),
    sign(
        2.0,
        r"(?:we|i|we're|i'm|wir|ich)[^.?!]{0,20} (?:need|looking for|look for|search\w*|want|"
        r"suchen?|brauchen?|benötigen?|interess\w+|evaluat\w+|comparing|shopping|considering)",
        r"looking (?:for|at getting)",
        r"need (?:something|a tool|a system|a solution)",
        r"interest(?:ed|ing) in (?:your|the|a|this|buying|using)",
        r"(?:switch|move|migrate|change) (?:away )?from (?:our|my|the|\w+)",
        r"we want to (?:use|buy|switch|replace|automate|digiti[sz]e)",
        r"replace (?:our|my|the|an)",
        r"for (?:our|my) (?:team|company|firm|business|office|factory|department|clinic|school|"
        r"charity)",
        r"suchen|brauchen|interesse an",
        r"cherch\w+|besoin|busc(?:o|amos)|necesit\w+|cerc(?:o|hiamo)|procuramos|zoek\w*",
    ),
    sign(
        1.6,
        r"pric(?:e|es|ing|e ?list)",
        r"(?:how much|what) (?:does|do|would|is|will|for|are)[^.?!]{0,40}(?:costs?|price|plan|for|"
        r"it|team|seats?|users?)",
        r"costs?",
        r"quote|quotation|proposal|offer for us",
        r"kosten|kostet|preis\w*|angebot|tarif\w*",
        r"prix|tarifs?|precio\w*|prezz\w*|preço\w*|prijs\w*|devis|cotización|preventivo",
        r"discounts?|rabatt",
        r"cheap(?:er|est)?",
        r"expensive|teuer",
        r"budget",
    ),
    sign(
        1.5,
        r"demo\w*",
        r"free trial|trial|test ?version|testen|try (?:it|you)",
        r"(?:buy|purchase|kaufen|order) (?:it|directly|now|a|\d+)?",
        r"before we buy",
        r"sign up for",
        r"subscri(?:be|ption)",
        r"get started",
    ),
    sign(
        1.2,
        r"plans?",
        r"seats?|licen[cs]es?|lizenzen",
        r"(?:which|what|small|starter|team|pro|enterprise|basic|business) plan",
        r"\d+ (?:seats|users|people|employees|staff|colleagues|of us)",
        r"\d+ (?:mitarbeiter\w*|nutzer\w*|plätze|leute)",
        r"(?:do|does|can|will) (?:you|it|your \w+) (?:support|integrate|work with|have|offer|"
        r"connect|do|handle)",
        r"gdpr|sso|soc ?2|iso 27001|dsgvo|hosted",
        r"compare|versus|vs\.?|alternative|competitor",
        r"roll(?: it)? out|implement\w*|onboarding",
        r"talk to sales|sales (?:rep|team|person)",
        r"my client|for a client|on behalf of",
        r"does it|can it|is there an? (?:api|app|integration)",
        r"geht das|kann (?:das|man|ihr)|gibt es",
    ),
    sign(
        1.2,
        r"more (?:seats|users|licen[cs]es|colleagues)",
        r"\d+ more",
        r"upgrade",
        r"add (?:\d+|more|some) (?:seats|users|people|licen[cs]es)",
    ),
    sign(
        0.8,
        r"nonprofit|charity|ngo",
        r"approval\w*|freigabe\w*",
        r"a tool|a solution|software|lösung",
    ),
    sign(
        2.0,
        r"(?:tools?|software|systems?|solutions?|apps?) (?:to get rid of|to replace|that replaces)",
    ),
    sign(
        1.5,
        r"(?:this|it)(?:'s| is) for work",
        r"the new (?:one|company|place) needs",
        r"still \d+ a seat",
    ),
)
