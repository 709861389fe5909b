"""The phrases by which people say what they need, what hurts, and where they would use it."""

from __future__ import annotations

import re

from chatqual.engine.understanding.sieve import Sifted

WISH = Sifted(
    r"(?:\b(?:we|i|they|everyone|our \w+|my \w+|the \w+|new \w+|team|boss|management)?(?:'d|'re|"
    r"re|'m|m| would| are| am)?(?:[ ,]|^)*(?:really |urgently |basically |just |also |badly |"
    r"actually |mainly |still |currently |definitely |now |do )*(?:need(?:s|ed)?(?: to have|"
    r" to get)?|have to(?= (?:get|find|replace|stop|change|improve|fix|reduce|digiti|automat|"
    r"comply|cut|speed|move))|has to(?= (?:replace|stop|improve|comply))|looking (?:for|"
    r"at getting|into(?: getting)?|to)|look for|search(?:ing|es)?(?: for)?|in need of|in search of|"
    r"on the hunt for|shopping for|after(?= (?:an?|some|better|more|something|less|full|one)\b)|"
    r"help (?:us|me)(?: to)?|wanted|want(?:s|ing)?|wanna|would (?:like|love|want)|'d (?:like|"
    r"love)|d like|hoping (?:to|for)|hope to|planning to|trying to|tryna|aim(?:ing)? to|"
    r"wish(?: to| for|ing for)|require|interested in|could use|must have|dream of|"
    r"thinking (?:about|of)|tasked with|supposed to find|would be (?:great|nice|good|ideal) to|"
    r"goal is(?: to)?|idea is to|plan is to|(?:is there|do you have|"
    r"have you got) (?=(?:something|anything|an? (?:tool|way|solution|system|product)|"
    r"any (?:tool|way))\b))|\b(?:wir|ich)\b[^.?!,]{0,20}?\b(?:brauchen|brauche|bräuchten|"
    r"suchen|suche|benötigen|benötige|möchten|möchte|wollen|will|wünschen uns|wünsche mir|"
    r"hätten gern\w*|hätte gern\w*)|\b(?:gesucht(?: ist| wird)?|gebraucht wird|brauchen|brauche|"
    r"suche|suchen|benötigen)\b|\b(?:nous cherchons|je cherche|on cherche|"
    r"nous avons besoin d[e']|j'ai besoin d[e']|nous voulons|on a besoin d[e']|buscamos|busco|"
    r"necesitamos|necesito|queremos|precisamos(?: de)?|preciso(?: de)?|procuramos|cerchiamo|"
    r"cerco|abbiamo bisogno di|ci serve|vogliamo|we zoeken|wij zoeken|ik zoek|we hebben|"
    r"wij hebben|zoeken naar)\b)\s*(?<=[\s:])(?P<what>\w.*)",
    re.I | re.S,
)
LABEL = Sifted(
    r"(?:(?:our|the|my|main|biggest|current|real|actual|unser\w*|das|mein\w*|größte\w*|"
    r"hauptproblem|aktuelles)\s+)*(?:haupt-?)?(?:problem|pain(?: point)?|issue|challenge|trouble|"
    r"headache|need|bottleneck|goal|requirement|pain points?|problem(?:e)?|anliegen|"
    r"herausforderung|bedarf|ziel|engpass|frust)(?: for us| here| right now| bei uns|"
    r" today)?(?:\s*[:–-]\s*|\s+(?:is|are|ist|sind)\s+(?:that |the fact that |just that |really |"
    r"dass )?|\s*,\s*dass\s+)",
    re.I,
)
PAIN = Sifted(
    r"\b(?:(?:everything|all(?: of it)?|it all|every \w+|requests?|orders?|approvals?) (?:goes|go|"
    r"comes|"
    r"come|lands?|ends? up|runs?) (?:through|to|in|on|via|into) (?:my|me|one|the same|a single)|"
    r"(?:un|une|un vrai|le) (?:bazar|désastre|cauchemar|bordel)|à la main|sur papier|"
    r"personne ne (?:sait|signe|valide|répond)|(?:un|es un|son un|verdadero) (?:desastre|lío)|"
    r"nadie (?:sabe|aprueba|firma|responde)|se pierden?|en papel|(?:un|è un|sono un) (?:disastro|"
    r"casino|incubo|caos)|nessuno (?:sa|firma|approva|risponde)|si perdono|perdiamo|su carta|"
    r"ninguém (?:sabe|assina|aprova)|em papel|(?:een|één) (?:ramp|puinhoop)|op papier|"
    r"niemand (?:weet|tekent|keurt)|"
    r"wei(?:ß|ss) (?:\w+ )?(?:keiner|niemand)|erstick\w*|versink\w*|ertrink\w*|(?:get|gets|"
    r"getting|got|is|are|be|being|goes|go|going|keep(?:s)? getting|"
    r"end up) (?:\w+ )?(?:lost|stuck|forgotten|paid (?:twice|late|double)|ignored|delayed|missed|"
    r"buried|duplicated|mixed up|misplaced|overlooked|late|delayed|done by hand|entered twice)|"
    r"(?:los(?:e|es|ing)|lost) (?:\w+ ){0,3}(?:track|sight|time|money|invoices|orders|overview|"
    r"hours|requests|receipts|control|discounts?|documents|paper\w*|bills|contracts|approvals)|"
    r"(?:can'?t|cannot|couldn'?t) (?:sign|approve|order|keep|scale|compare|prove|report)\w*|"
    r"finds? out (?:\w+ )?(?:too )?later?|keeps? (?:happening|growing|piling|going up|coming)|"
    r"that (?:nobody|no one) (?:ordered|approved|asked|knows|checked)|copy (?:\w+ )?(?:data|"
    r"numbers|everything|figures|it) (?:from|between|into|over)|does(?: not|n'?t) scale|"
    r"(?:whats ?app|paper|excel|e-?mails?|spreadsheets?|phone) for (?:approv|order|request|"
    r"purchas|invoic|that|this|every)\w*|every (?:shop|site|branch|team|department|office|store|"
    r"one) (?:has|uses|does|orders|keeps) (?:its|their|what|it)|no standards?|"
    r"nicht (?:mehr )?hinterher|(?:was|wie|wann|wo) (?:er|sie|jeder|es) will|(?:läuft|geht|"
    r"machen|mache|läuft das|passiert) (?:\w+ ){0,3}(?:über|per|mit|auf|in|via) (?:e?-?mails?|"
    r"papier|excel|zuruf|whatsapp|listen|zettel\w*)|drown\w*|struggl\w+|overwhelm\w*|chaos|"
    r"chaotic|(?:a|total|big|complete|huge|real|such a|one|pure) (?:mess|nightmare|pain|headache|"
    r"problem|disaster|hassle|bottleneck|jungle)|takes? (?:us |me |them |him |her |"
    r"our \w+ )?(?:about |up to |over |around |like |at least )?(?:ages|forever|too (?:long|"
    r"much)|hours|days|weeks|months|half|\d+ \w+|a (?:week|day|month|lot)|an? \w+ (?:week|day)|"
    r"two|three|four|five|several|the whole)|too (?:slow|long|many (?:tools?|systems?|emails?|"
    r"mails|steps|people|excel\w*|spreadsheets|approvals|errors|mistakes)|much (?:paper|manual|"
    r"time|work|email|admin)|manual|complicated|error)|by hand|manual(?:ly)?(?: work| process|"
    r" entry)?|re-?typ(?:e|es|ing)|re-?key\w*|copy[- ]?past\w+|glue|gluing|(?:on|via|over|"
    r"through|per|with|in|using|by|around) (?:paper|e-?mails?|excel|spreadsheets?|google sheets|"
    r"whats ?app|post-?its?|phone calls)|(?:nobody|no ?one|no-one|noone) (?:really |ever |"
    r"actually )?(?:knows?|checks?|sees?|has|can|is|looks|approves|remembers|feels|answers|"
    r"follows|owns|understands|tracks?)|no (?:overview|visibility|control|transparency|trail|"
    r"audit trail|idea who|idea what|clear process|process|single|central|clue who)|(?:we|i|they|"
    r"our \w+|us)?\s?(?:cant|can't|cannot|can not|couldn't|never|don't|dont) (?:really |even |"
    r"ever )?(?:see|tell|prove|find|track|trace|keep up|follow|know (?:who|what|where|which|how)|"
    r"scale|control|reconcile|plan|forecast|get an overview)|keep(?:s)? (?:on )?(?:missing|"
    r"forgetting|losing|chasing|asking|paying|making|getting)|forg[eo]ts?\b|forget to|chas(?:e|"
    r"ing)\b|wast(?:e|es|ing|ed)|double (?:work|entry|payments?|bookings?|orders?)|twice|"
    r"error[- ]prone|mistakes|typos|outdated|(?:isn'?t|is not|not|doesn'?t|don'?t|"
    r"stopped) (?:really )?(?:working|work|scale|scaling)(?: any ?more| for us| well)|"
    r"(?:switched|phased|shut) (?:off|out|down)|being (?:discontinued|retired|sunset)|"
    r"end[- ]of[- ]life|no longer supported|outgrown|outgrew|maverick|shadow it|has to (?:get|be|"
    r"become) (?:faster|easier|better|simpler|cheaper)|fed up|sick of|tired of|hate\b|"
    r"everyone (?:forwards|emails|uses|does|has|just)|everybody (?:forwards|emails|uses|does|has|"
    r"just)|ppl just|people just|(?:pile|piles|piling) up|whatever (?:they|he|she|people)|"
    r"runs? out|doubled|never (?:know|see|get|check|notice|hear|find)\w*|(?:hard|difficult|"
    r"impossible|tricky) to (?:see|know|find|tell|track|follow|keep|say who|control)|(?:calls?|"
    r"calling|asks?|asking|emails?|bothers?|chases?) (?:me|us) (?:all|every|the whole|"
    r"constantly)|(?:lands?|ends? up|piles?) on (?:my|one|the same)|(?:sit|sits|sitting|lie|lies|"
    r"wait|waits|waiting|hang|hangs|stay|stays) (?:in|on|for|around) [^.?!]{0,25}(?:weeks|days|"
    r"inbox\w*|desks?|months|hours)|nothing (?:works together|is connected|talks)|none of them|"
    r"not connected|don'?t talk to each other|fehlt|fehlen|fehlende\w*|bottleneck|slip(?:s|"
    r"ping)? through|fall(?:s|ing)? (?:through|between)|out of control|all over the place|"
    r"scattered|complain\w*|frustrat\w+|annoy\w+|behind on|backlog|wrong (?:person|account|cost|"
    r"supplier|version|price)|four[- ]eyes|auditors?|audit (?:flagged|found|finding|asked)|"
    r"flagged that|stock-?outs?|unapproved|without approval|too late|bleib\w* (?:\w+ )?(?:liegen|"
    r"hängen)|verlor\w*|verlier\w*|vergess\w*|vergisst|händisch|manuell\w*|auf papier|"
    r"per e?-?mail|in excel|über excel|per zuruf|(?:kein\w*|niemand|"
    r"keiner) (?:\w+ )?(?:überblick|übersicht|weiß|zuständig|kontrolle|prüft|transparenz|"
    r"nachweis|sieht)|den überblick|dauert (?:\w+ )?(?:zu |ewig|lange|wochen|tage|viel|stunden)|"
    r"zu (?:lange|langsam|umständlich|aufwendig|aufwändig|viel|kompliziert|fehleranfällig|spät)|"
    r"umständlich|doppelt|liegen (?:\w+ )?(?:he)?rum|ohne (?:freigabe|genehmigung)|nervt|"
    r"zettel\w*|durcheinander|unübersichtlich|abgeschaltet|abgekündigt|"
    r"läuft (?:noch |alles )?(?:über|auf|per|in)|geht (?:\w+ )?(?:unter|verloren|schief)|"
    r"perd(?:ons|re|emos|iamo)|trop (?:long|lent)|sur papier|à la main|en papel|a mano|demasiado|"
    r"troppo|su carta|op papier|te lang|à mão|demora)\b",
    re.I,
)
WE = re.compile(
    r"\b(?:we|us|we're|we'd|wir|our|unser\w*|team|nous|on|hemos|nosotros|buscamos|necesitamos|"
    r"queremos|precisamos|procuramos|cerchiamo|vogliamo|wij|boss|cfo|ceo|management|company)\b",
    re.I,
)
BUSINESS = re.compile(
    r"\b(?:tools?|software|systems?|solutions?|platform|something|smth|way to|app for|our|team|"
    r"company|staff|colleagues|employees|automat\w+|track\w*|manag\w+|control\w*|report\w*|"
    r"approv\w+|order\w*|invoic\w+|process\w*|workflows?|spend\w*|purchas\w+|integrat\w+|"
    r"visib\w+|visbility|overview|remind\w*|trail|replac\w+|reduc\w+|digit\w+|suppliers?|"
    r"vendors?|budgets?|requests?|requisitions?|audit\w*|complian\w+|comply|sso|api|dashboard|"
    r"sites?|branch\w*|shops?|stores?|programm?e?s?|receipts?|paper\w*|excel|spreadsheets?|"
    r"e?-?mails|signatur\w*|desk|bills?|payments?|paid|contracts?|deliver\w+|expenses?|claims?|"
    r"inbox\w*|discounts?|erp|accounting|bookkeeping|finance|procurement|lösung|etwas|was für|"
    r"freig\w+|bestell\w*|rechnung\w*|einkauf\w*|überblick|prozess\w*|belege?|papier|ausgaben|"
    r"unterschr\w+|zahlung\w*|lieferant\w*|skonto|chefs|jeder|mails?|logiciel|outil|solución|"
    r"herramienta|strumento|soluzione|ferramenta)\b",
    re.I,
)
IT_ONLY = re.compile(r"(?:this|that|it|its|it's|that's|thats|das|es|i|i've|sorry)\b", re.I)
YOU = re.compile(r"\b(?:you|your|u|ur|sie|ihre?[nms]?|euch)\b", re.I)
HERE = re.compile(r"\b(?:here|hier)\b", re.I)
SMALL_TALK = Sifted(
    r"\b(?:thanks|thank you|joke|i(?: think i| have|'ve)? (?:forgot|forgotten|lost)|"
    r"can'?t (?:tell|say)$|my (?:\w+ )?(?:transfer|transaction|card|account|booking|reservation|"
    r"money|mortgage|phone|password|wallet|keys|mind)|reimbursement|shut (?:up|down|off)|"
    r"don'?t (?:forget|tell|say)|weather|music|song|play|alarm|your (?:bot|site|page|answer|"
    r"reply|company|prices?|chat)|you (?:forgot|never|always|lost|keep|are|charged|said|didn'?t|"
    r"can'?t)|talking to you|this (?:bot|chat|conversation)|password|pricing page|"
    r"tired of (?:you|this|your)|hate (?:you|this|that|it)\b|shut up|stupid|idiot|email me|"
    r"mail me)\b",
    re.I,
)
FAULT = Sifted(
    r"\b(?:(?:the|your|this) (?:\w+ )?(?:export|import|upload|download|sync|page|screen|button|app|"
    r"search|dashboard)s? (?:is|are|keeps?|gets?|has been) (?:\w+ )?(?:stuck|hang\w*|broken|frozen|"
    r"failing|spinning|empty|gone|down)|(?:cant|can't|cannot|can not|unable to|couldn'?t|"
    r"wont let me) (?:log|sign (?:in|on|"
    r"up)|login|get in|access|reset)|password|(?:we|i) have an account|(?:since|after) (?:the|"
    r"your) (?:update|upgrade|release)|spins|keeps? (?:spinning|crashing|failing|loading|"
    r"logging)|error (?:code|message|\d)|timeout|timed out|crash(?:es|ed)|outage|is down|"
    r"(?:charged|billed) (?:me|us|our|twice|again)|my invoice|refund|money back|cancel (?:my|"
    r"our)|log(?:ged)? (?:me|us) out|reset (?:mail|link|email)|einloggen|anmelden geht|passwort|"
    r"seit dem update|fehlermeldung|geld zurück|on my card|where is my)\b",
    re.I,
)
NOT_A_BUYER = Sifted(
    r"\b(?:we offer|we provide (?:seo|marketing|leads|developers)|seo|backlinks?|guest post|"
    r"link building|my cv|my resume|résumé|are you (?:\w+ )?hiring|hiring (?:at|for|right now)|"
    r"internship|apply for|job opening|vacanc\w+|journalist|article|interview|podcast|reseller|"
    r"resell|commission|affiliate|referral|candidates for you|bewerb\w*|praktikum|stellenanzeige|"
    r"thesis|dissertation|market overview)\b",
    re.I,
)
NOT_A_NEED = Sifted(
    r"\b(?:no need|don'?t need|dont need|do not need|need a (?:sec\w*|minute|moment|min|break|"
    r"person|human|hand)|all i need|need (?:anything|something) else|(?:do|does|did|would|will|"
    r"why do) (?:i|we|you|it|one) need|what (?:else )?(?:do )?you need|if (?:i|we|you) need|"
    r"(?:that'?s|thats) (?:all|what i)|not (?:looking|interested)|just looking|only looking|"
    r"looking forward|look forward|just browsing|rather not|don'?t want to (?:say|talk|tell|"
    r"share|answer|give)|want to know (?:why|who|how|what|if)|brauche ich|brauchen wir dafür|"
    r"brauch ich|melde mich|moment|möchte ich nicht|kein interesse|keine lust|will nicht|"
    r"nicht angeben|need you to (?:stop|delete|shut)|roll (?:it|this) out to|(?:two|one|"
    r"three) approvals)\b|^(?:(?:ok(?:ay)?|so|well|and|but|please)\W+)*(?:forget|scrap|vergiss|"
    r"vergessen sie) |^(?:(?:ok(?:ay)?|so|well|and|but|still)\W+)*(?:no|another) [\w-]+$|"
    r"^(?:it'?s|this is) for (?:me|us|(?:my|our) \w+|a friend)$|"
    r"^(?:it'?s|this is|das ist|es ist) (?:for|für) (?=(?-i:[A-Z][a-z]+ [A-Z]))|^(?:that'?s|"
    r"thats|this is|it'?s|its|das ist|ist|reicht|passt) (?:\w+ ){0,3}(?:more|less|fine|good|"
    r"bad|much|enough|mehr|weniger|nicht|zu|gut|schade|viel)\b|^we'?re an? (?:\w+ )?(?:charity|"
    r"nonprofit|school|startup|firm|company|agency)\b|^(?:(?:our|the|my) )?[\w-]+ (?:and|und|et|"
    r"y|e) (?:me|i|myself|ich|moi|yo)$|^(?:me|i|myself|ich) (?:and|und) (?:[\w-]+ "
    r"){0,2}[\w-]+$|^(?:i|we) (?:need|want|would like|wanna) (?:to )?(?:know (?:if|whether|how|"
    r"the price|more|about|why|what (?:it|you|the|your))|ask|go|leave|sleep|eat|hear|listen)\b",
    re.I,
)
NOT_WISHED = re.compile(
    r"(?:with )?(?:something|smth|sth|a thing|anything)(?: please| pls)?\W*$|"
    r"in (?:too|as well|also|on (?:it|this|that))\b|"
    r"(?:it|this|that|things) (?:all )?(?:sorted|done|running|fixed|in place|working|live|up|"
    r"solved|ready|over)\b|"
    r"(?:to )?(?:(?:(?:way|something|anything|tool) (?:to|for|that)|a|an|the|some|your|more|my|"
    r"our|to|another|any|ein\w*|den|die|das|eure?|ihre?n?|mit|bitte|gern\w*|un|une|see|get|have|"
    r"get a|us|me|him|know|also|schedule|book|arrange|set up|request|try|speak to|please|both|"
    r"just|quick|full|free|short|live|personal|detailed|bit|kurz\w*|weitere|mehr|"
    r"real)\s)*(?:(?:sie|ihr|du) |your (?!tool|product|software|system|app\b|platform|"
    r"solution)\w+|[$€£]?\d[\d.,]*\s?[km]?\b|it (?:for|to be)|it:|(?:this|that|it),|a (?:good|"
    r"naughty|funny)|someone|somebody|anyone|sales(?:person| rep| team)?|representative|"
    r"mensch\w*|mitarbeiter (?:sprechen|reden)|jemand\w*|talk|speak|chat|call(?:ed)?(?: back)?|"
    r"callback|be called|contact\w*|demo\w*|trial\w*|testversion|test account|test it|try it|try|"
    r"try out|pric(?:e|es|ing)|quotes?|quotation|offer|angebot\w*|preis\w*|cost\w*|kosten|"
    r"invoice copy|receipt|discount|rabatt|info\w*|information|details|brochure|whitepaper|pdf|"
    r"docs|documentation|datasheet|answers?|help|hilfe|support|advice|assistance|refund|geld|"
    r"money back|cancel\w*|kündig\w*|unsubscribe|delet\w+|lösch\w*|password|login|log in|joke|"
    r"jokes|music|song|songs|weather|news|movie|pizza|coffee|sex|drink|food|sleep|die|hug|love|"
    r"friend|girlfriend|boyfriend|alarm|reminder to|know(?! who\b| which| where| what (?:is|was|"
    r"has|we))|ask|hear|say|tell|wissen|fragen|sprechen|reden|telefonieren|understand|think|wait|"
    r"go|leave|stop(?! \w)|you|u\b|it$|that$|this$|nothing|nichts|time|sec|second|minute|moment|"
    r"break|buy|(?:purchase|order)(?! (?:orders? )?(?:approv|request|requisition|process|form|"
    r"control|workflow))|upgrade|renew|kaufen|bestellen|meeting|termin|appointment|newsletter|"
    r"visit|meet|partner\w*|reseller|vertriebspartner|resell|list it|job|work (?:for|at) you|"
    r"apply|invest|write|schreiben|interview|sell|(?:more |mehr )?(?:seats?|licen[cs]es?|"
    r"lizenzen|plätze|users?|nutzer)\b|add \d+|decide|invoices? (?:for|copy|from|again)|"
    r"\d+ (?:seats|licen[cs]es|users|more)|yes|no\b|one$|some$|more$|them$|him$|her$|everything|"
    r"anything|here|there|something else|card|credit card|copy|(?:update|change|correct|reset|"
    r"delete|remove) (?:our|my|the|an?) (?:\w+ )?(?:card|address|password|account|user|name|mail|"
    r"billing|invoice|vat|plan|booking|order)|an? account|account|email|mail|sign up|"
    r"start(?:ed)?|begin|proceed|continue|back|questions?|it (?:by|in|before|live|running|"
    r"to (?:handle|be live|start))|\w+ (?:by|before|until) \w+$|smaller|bigger|cheaper plan|plan|"
    r"enterprise|preisliste|pricing|page|seite|check(?: in)?|room|hotel|flight|booking|"
    r"reservation|stay)(?![\w-])",
    re.I,
)
NEGATED = re.compile(
    r"\b(?:not|don'?t|dont|doesn'?t|didn'?t|never|no|if|nicht|kein\w*|what|why|"
    r"when)\s*(?:\w+\s*){0,1}$",
    re.I,
)
YOUR_WISH = re.compile(
    r"\b(?:you|u|ya|it|he|she|sie|ihr|vous|usted)(?:'d| would| will|'ll| might|"
    r" may)? (?:\w+ )?(?:need|want|like|look(?:ing)? for|are looking for|require)\w*(?: for|"
    r" to)?\s+$|\bbrauch\w+ (?:sie|ihr|du) $",
    re.I,
)
# "Excel", asked how it is done today: by what means, in a word.
MEANS = re.compile(
    r"\W*(?:(?:just|only|mostly|mainly|via|by|in|on|with|nur|meist|per|mit|par|por|con|"
    r"met) )?(?:ms |google )?(?:excel|word"
    r"|sheets?|paper|forms?|e-?mails?|mails?|phone|chat|slack|teams|outlook|gmail|sharepoint|"
    r"notion|jira|trello"
    r"|asana|airtable|whats ?app|papier|zettel|telefon|handy|formulare?|courriels?|papel|correos?"
    r"|carta|telefono|teléfono|telefone|telefoon|erp|sap|datev|netsuite|xero|sage|quickbooks)\W*",
    re.I,
)
# "Email mess", with nothing else: a trouble of theirs, whatever was asked.
MESS = re.compile(
    r"\W*(?:an? |the |our |total |pure )*(?:e-?mail|mail|paper|approvals?|purchas\w+|invoice|"
    r"order\w*"
    r"|spreadsheet|excel|expense|requests?|receipts?|procurement|freigabe\w*|papier|bestell\w+"
    r"|rechnungs\w*)[ -]?(?:mess|chaos|nightmare|madness|hell|jungle|overload|flood|wahnsinn|"
    r"flut)\W*",
    re.I,
)
NO_ANSWER = re.compile(
    r"^(?:an? |the |some |your )?(?:live |free |short |quick )*(?:demo|trial|quote|call|prices?|"
    r"pricing|offer|brochure|info\w*|help|discount)\b(?: please| pls)?\W*$|@|^[\W\d]+(?:k|euros?|"
    r"dollars?|eur|usd)?\b$|\b(?:not telling|depends|told you|sage? ich nicht|wofür|"
    r"my (?:e?-?mail|name|number)|keine lust|how much|are you)\b|^(?:hi|hello|hey|yes|no|nope|"
    r"yeah|ok|okay|sure|thanks|thank|thx|skip|next|pass|sorry|hm+|what|why|who|how|bye|nein|ja|"
    r"danke|hallo|again|repeat|stop|never mind|nevermind|nothing|none|lol|typical|figures|"
    r"seriously|really|wow|obviously|of course|exactly|right(?! now)|true|fair enough|whatever|"
    r"haha|wait|"
    r"one (?:moment|sec)|moment|hang on|hold on|maybe|later|good|great|nice|cool)\b|"
    r"\b(?:rather not|not sure|no idea|don'?t know|dont know|dunno|no clue|idk|not (?:say|tell|"
    r"share|answer|go into)|prefer not|none of your|confidential|private|afk|brb|say (?:that|"
    r"it) again|come back|(?<![a-z] [a-z])^(?:\w+ ){0,2}later|weiß (?:ich )?(?:\w+ )?nicht|"
    r"keine ahnung|keine angabe|not what i|that'?s (?:it|all|wrong)|question|ringing|phone is|"
    r"just (?:looking|browsing|curious)|need a (?:sec|min|moment)|call me|mail me|email me|human|"
    r"person|agent|based in|we are \d+|we're \d+|were \d+|\d+ (?:people|users|seats|employees|"
    r"ppl))\b",
    re.I,
)
HEAD = re.compile(
    r"(?:(?:hi|hello|hey|hallo|guten tag|moin|good morning|well|so|ok|basically|honestly|yes|"
    r"yeah|ja|also|actually|and|und|but|because|it's just that|the thing is(?: that)?|right now|"
    r"just|mainly|mostly|that|to|for|please|currently|the problem is(?: that)?)(?:[\s,:-]+|"
    r"there[\s,]+))+(?=\S{2,})",
    re.I,
)
USE_HEAD = re.compile(
    r"(?:(?:just|mainly|mostly|only|primarily|well|yes|ok)[\s,]+)+(?=\S{2,})", re.I
)
TAIL = re.compile(
    r"(?:[\s,]+(?:please|pls|plz|thanks|thank you|thx|asap|lol|tbh|rn|btw|haha|bitte|"
    r"danke)[\s.!,]*)+$|,\s*(?:(?:and |we(?:'re| are|re)? |were |it'?s |for |rund |ca\.? |etwa |"
    r"about |around |roughly |approx\.? |some |currently |circa )*\d+\s*(?:people|ppl|users?|"
    r"employees|seats|staff|mitarbeiter\w*|leute|personen|plätze|colleagues|of us|sites|offices|"
    r"approvers|team members)\b.*)$|,\s*(?:budget|by|until|before|from|asap|start(?:ing)?|ab|bis|"
    r"ideally by|preferably by)\b[^,]{0,30}$|[,.]?\s+(?:can you|could you|do you|is that|"
    r"does your|is there|können sie|geht das|what do you|how much|und hätten gern).*$",
    re.I,
)
USE_GATE = Sifted(
    r"\buse\b|\bused\b|using|\brun\b|rollout|roll|mainly|mostly|only for|first|einsatz|einsetzen|"
    r"genutzt|nutzen|use[- ]case|primarily|wants? to run|plan|idea|pilot|deploy|anwend|verwend|"
    r"utilis|usar|gebruik|primär|vor allem",
    re.I,
)
USE = Sifted(
    r"(?:\b(?:we|i|they|it|people|everyone)(?:'d|'ll| would| will|ll|d| want(?:s)? to| plan to|"
    r" could| are going to| wanna|'re going to| hope to| intend to) (?:mainly |mostly |only |"
    r"primarily |probably |just |first |also )?(?:use it|be used|run|run it|be using it|"
    r"be deployed|roll it out|deploy it|start using it|pilot it|be rolled out)(?: mainly| mostly|"
    r" only| primarily| first)? (?P<what>(?:in|for|on|at|by|with|to|across|as|from|inside)\b.*)|"
    r"\b(?:use[- ]case(?: is| would be|:)|einsatz(?:gebiet|bereich|ort)?(?: wäre| ist|:)|"
    r"anwendungsfall(?: wäre| ist|:)|(?:the|our) (?:plan|idea) is to (?:use|run|roll out|"
    r"deploy) it) (?P<what2>.+)|(?P<what3>(?:the |our |my |die |unser\w* )[\w ]{2,30} (?:would|"
    r"will|should|'d|würden?|soll\w*) (?:use|be using|run|es nutzen|nutzen|verwenden)\b.*)|"
    r"\b(?:wir|ich) (?:würden|würde|wollen|möchten) (?:es|das)(?: vor allem| hauptsächlich|"
    r" nur)? (?P<what4>(?:in|im|für|auf|bei|an)\b.*(?:nutzen|einsetzen|verwenden))|\b(?:genutzt|"
    r"eingesetzt|verwendet) (?:würde|wird|werden soll) (?:es )?(?P<what5>(?:in|im|für|auf|bei|"
    r"von)\b.*))",
    re.I | re.S,
)
USE_BARE = re.compile(
    r"(?:(?:mainly|mostly|only|just|primarily|first|hauptsächlich|vor allem|nur|erstmal|well|yes|"
    r"ok)[\s,]+)*(?P<what>(?:for|in|on|at|für|im|auf|bei|in der|pour|para|per|voor) (?!now\b|"
    r"sure\b|free\b|me\b|general\b|february|january|march|april|may\b|june|july|august|september|"
    r"october|november|december|q\d|\d)\S.*)",
    re.I | re.S,
)
