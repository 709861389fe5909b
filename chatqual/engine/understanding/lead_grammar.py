"""Buyers and customers as structure: who does what to whom, over classes of words.

The phrase lists beside this file (`lead_signs_*`) hold wordings; the `lead_grammar*` files hold the
grammar of each type. Support is "my" or "our" thing of the product in trouble; a buyer asks what
the product does, what it costs, or says what they are looking for.
"""

from __future__ import annotations

from chatqual.engine.understanding.lead_sign import GAP, OUR, SHORT, WE, YOU, Signs, sign, signs

# Things of the product that a customer has, sees and pays for.
_THING = (
    r"(?:log-?ins?|passwords?|accounts?|invoices?|bills?|receipts?|approvals?|requests?|orders?|"
    r"e?-?mails?|notifications?|reminders?|reports?|exports?|imports?|syncs?|integrations?|"
    r"connectors?|dashboards?|attachments?|uploads?|files?|links?|invites?|invitations?|apps?|"
    r"screens?|pages?|buttons?|menus?|filters?|searches|search|workflows?|rules?|steps?|users?|"
    r"admins?|seats?|data|history|comments?|drafts?|budgets?|csv|pdfs?|api|webhooks?|tokens?|"
    r"plugins?|system|site|website|tool|software|platform|thing|workspace|profile|settings?|"
    r"subscription|payments?|plan|2fa|codes?|sso|charts?|tables?|totals?|numbers?|entries|"
    r"everything|nothing|it)"
)
# Of these the ones that only a product has.
_PRODUCT = (
    r"(?:log-?ins?|passwords?|accounts?|sessions?|invoices?|approvals?|(?:\w+ )?requests?|"
    r"notifications?|reminders?|reports?|exports?|imports?|sync|integration|connector|"
    r"dashboards?|attachments?|uploads?|uploading|links?|invitations?|app|screens?|pages?|"
    r"buttons?|menu|filters?|workspace|profile|settings|subscription|2fa|codes?|api|webhooks?|"
    r"tokens?|user|csv|pdfs?)"
)
_FAILS = (
    r"(?:fail(?:s|ed|ing)?|broke|broken|crash(?:es|ed|ing)?|fr(?:eezes|oze|ozen)|hang(?:s|ing)?|"
    r"hung|stuck|stall(?:s|ed)|vanish(?:ed|es)?|disappear(?:ed|s)?|missing|gone|blank|empty|"
    r"wrong|dead|slow|laggy|lagging|down|offline|unavailable|unreadable|garbled|corrupt(?:ed)?|"
    r"stopped|timing out|timed out|spinning|deactivated|logged out|inactive|archived|removed|"
    r"deleted|looping|greyed out|grayed out|locked|blocked|expired|suspended|disabled|duplicated|"
    r"not (?:there|visible|right|correct|possible|found|up|\w+ing)|nowhere|playing up|acting up|"
    r"acting weird|bugged|buggy|glitch\w*|messed up|bouncing|bounces|bounced)"
)
_CANNOT = (
    r"(?:can'?t|cannot|can not|couldn'?t|unable to|not able to|am not able to|is not letting|"
    r"isn'?t letting|won'?t let|wont let|doesn'?t let|does not let|refuses? to|fails? to|"
    r"struggl\w+ to|have (?:trouble|problems?|issues?|difficult\w+) (?:\w+ing)?)"
)
_USE_IT = (
    r"(?:log|sign|get in|access|open|see|view|find|edit|change|delete|remove|add|invite|upload|"
    r"download|export|import|print|save|send|submit|approve|reject|reset|connect|update|assign|"
    r"attach|search|sync|pay|select|click|upgrade|downgrade|switch|move|set|share|install|load)"
)
_SINCE = (
    r"(?:since (?:this|yesterday|today|last|monday|tuesday|wednesday|thursday|friday|the|about|"
    r"\d+|noon|an hour)|for (?:the (?:last|past)|days|hours|two|three|a week|\d+)|again|"
    r"all of a sudden|suddenly|out of nowhere|any ?more|today|this morning|after the|after your|"
    r"the whole)"
)

SUPPORT_GRAMMAR: Signs = (
    # Things went wrong: "and now ...", something says that it has expired, nobody gets in.
    *signs(
        2.6,
        r"(?:and|but|so) (?:now|since then|since|afterwards|ever since|today) (?:it|i|we|nobody|"
        rf"no ?one|everyone|nothing|they|{OUR} \w+|she|he)\b[^.?!]{{0,30}}\b(?:not|n't|dont|"
        rf"doesnt|cant|{_FAILS}|only|gets? in|no longer)\b|(?:but|yet) (?:i |we |it )?(?:still|"
        r"only)(?: only)? (?:see|shows?|says?|get|have|displays?)\b(?! (?:more|other))",
        rf"(?:says?|shows?|tells? (?:me|us)|claims?|displays?|get told|reads)(?: that)? (?:{OUR} |"
        rf"i |we |it |you )(?:\w+ ){{0,3}}?(?:{_FAILS}|is|am|are|has|have|was|need|must|already|"
        r"cannot|can't)\b",
        rf"{WE} {_CANNOT} (?:to )?\w+(?: \w+){{0,3}}? (?:{OUR} |her |his |"
        rf"any )(?:\w+ ){{0,3}}?{_PRODUCT}\b",
        rf"(?:{WE}|nobody|no ?one|users?|colleagues?|approvers?|people|"
        r"none of us) (?:\w+ )?(?:do ?n'?t|does ?n'?t|did ?n'?t|never|not|dont|doesnt|didnt|"
        r"havent|have ?n'?t|no longer) (?:\w+ )?(?:get|gets|got|receiv\w+|see|sees|"
        rf"find)\b[^.?!]{{0,12}}\b(?:{_PRODUCT}|anything|access|anymore)\b",
        rf"{_PRODUCT}(?: (?:of|to|from|for|with|on|in) (?:an? |the |my )?\w+)? (?:always |just |"
        r"still |keeps? |suddenly |constantly )?(?:fails|failed|failing|crashes|crashed|freezes|"
        rf"froze|hangs|disappears|disappeared|vanished|stopped working|is (?:{_FAILS})|"
        rf"are (?:{_FAILS})|has (?:{_FAILS})|got (?:{_FAILS})|logged (?:me|us|every\w+|him|"
        r"her) out|skips|loses|drops|ignores|duplicates|cuts off|forgets|overwrites|deletes|"
        r"mixes up)\b|where (?:did|has|have|is|are) (?:my|our) (?:\w+ )?\w+ (?:go|gone|"
        rf"disappeared|ended up)\b|(?:bill|{_PRODUCT})\b[^.?!]{{0,25}}\b(?:(?:is|are|was|were|has|"
        r"have|shows?|comes?|contains?|lists?|posts?|sends?|arrives?) (?:\w+ )?)(?:only half|"
        r"half (?:of )?the|twice|(?:\w+ ){0,3}(?:two|three|four|several|many|multiple) times|"
        r"double|duplicates?|too (?:high|low|many|late|few)|higher than|lower than|late\b|"
        r"\d+ minutes late|every \w+ twice|not all|someone else'?s?)|(?:stays?|remains?|turns?|"
        r"goes|went) (?:white|blank|gr[ae]y|empty|red|black)\b|stürzt\b[^.?!]{0,30}\bab\b|"
        r"(?:we'?re|we are|i'?m|i am) on (?:the |your )?(?:\w+ )?(?:plan|starter|team|"
        r"enterprise)\b|(?:downgrade|switch off|pause|freeze) (?:my|our) (?:\w+ )?(?:plan|"
        rf"account|subscription)|(?:can'?t|cannot|cant|couldn'?t) (?:seem to )?{_USE_IT} (?:her|"
        r"him|them|it|us|anyone|a new)\b",
        rf"(?:{WE}|i)(?:'ve| have)? been (?:paying|waiting|using|on)\b[^.?!]{{0,50}}\b(?:but|"
        r"still|yet|and (?:now|still))|(?:even though|although|despite the fact that|after) (?:i|"
        r"we|you)(?:'ve| have)? (?:\w+ )?(?:updated|changed|paid|set|confirmed|told|cancelled|"
        r"canceled|deleted|activated|entered|removed|upgraded|renewed|switched)\b|(?:i|"
        r"we) keep (?:getting|seeing|receiving|losing|being)\b|(?:anymore|any more) (?:here|"
        r"around|with us|at the company)|(?:change|become|make (?:me|him|her)|transfer|"
        r"hand over)[^.?!]{0,20}\b(?:the )?(?:admin|owner(?:ship)?|administrator)\b",
    ),
    *signs(
        2.6,
        rf"{OUR} (?:\w+ ){{0,3}}?{_THING}(?: \w+){{0,4}}? (?:is|are|was|were|has|have|keeps?|"
        rf"gets?|got|looks?|went|shows?|comes?|just|still|seems?|'s)(?: \w+){{0,3}}? {_FAILS}",
        rf"(?:{WE} |it |i )?{_CANNOT}(?: (?:me|us|anyone|anybody))? (?:to "
        rf")?{_USE_IT}\b{GAP}(?:{OUR}|in|anything|any|an?|{_THING})",
        rf"{OUR} (?:\w+ ){{0,3}}?{_THING}{GAP}(?:does ?n'?t|do ?n'?t|is ?n'?t|are ?n'?t|did ?n'?t|"
        r"has ?n'?t|have ?n'?t|wo ?n'?t|was ?n'?t|doesnt|dont|isnt|wont|hasnt) (?:\w+ )?(?:work|"
        r"load|open|show|sync|send|arrive|come|update|save|run|go|appear|respond|start|match|"
        r"add up|tally|finish|print|import|export|\w+ing|been|run|gone|synced|updated|arrived)\w*",
        rf"none of {OUR} \w+ (?:get|can|are|receive|see|have)|{WE} (?:get|got|see|am getting|"
        r"are getting|keep getting|receive|keep seeing) (?:an? |the |this |"
        r"some )?(?:\w+ )?(?:error|warning|message saying|blank|white|popup|4\d\d|5\d\d|timeout)",
        rf"(?:{_THING}|nothing|nobody|everything|{OUR} \w+)\b{GAP}(?:{_FAILS}|not \w+ing|loads?|"
        rf"works?|can'?t|gets?)\b{GAP}{_SINCE}",
        r"known (?:outage|issue|problem|bug)|status page|service (?:status|disruption)|"
        r"your servers? (?:down|slow|up)|(?:is|are) (?:your )?(?:system|service|site|app|"
        r"norrwick|api|servers?) (?:down|offline|having (?:problems|issues|an outage))",
    ),
    *signs(
        2.4,
        rf"(?:(?:{WE}|i was|we were|you|they|card|was|were|been|being|got) )(?:\w+ )?(?:charged?|"
        rf"billed?|invoiced|debited|deducted)\b{GAP}(?:for|twice|too|again|more|wrong|although|"
        r"even|instead|but|extra|double|\d)",
        rf"(?:invoice|bill|receipt|statement)\b{GAP}(?:wrong|old|incorrect|mistake|missing|"
        r"too high|twice|different|not (?:right|correct|mine|ours)|does ?n[o']?t match|shows|"
        r"should be|without|never)",
        rf"(?:where|wo) (?:do|can|is|are|finde|ist|sind|kann|could|should){SHORT} (?:{OUR}|"
        r"mein\w*|unser\w*|die|the) (?:\w+ )?(?:invoices?|receipts?|bills?|rechnung\w*|settings?|"
        r"einstellung\w*|api key|licen[cs]e key|history|exports?|admin \w+|profile|passwor\w+|"
        r"vertrag|zugangsdaten|log)",
        r"(?:how|where) (?:do|can|could|would|should|must) (?:i|we|one|"
        rf"my \w+) {_USE_IT}\b{GAP}(?:my|our|his|her|their|old|user|colleague|admin|approver|"
        r"password|workspace|account|(?:an?|the) (?:existing|pending|approved|rejected|open|"
        r"wrong|archived) \w+)",
        r"(?:pls|please|kindly|can you|could you|need you to|i need to)(?: please|"
        r" kindly)? (?:reset|unlock|delete|remove|restore|re-?send|reactivate|resend|transfer|"
        r"extend|change|update|correct|cancel|close|merge|rename|activate|deactivate|unblock|"
        rf"check|recover|fix)(?: \w+){{0,2}}? (?:{OUR}|user|for (?:my|our|a)|me)\b",
        r"my trial (?:\w+ )?(?:ended|expired|ran out|is over|stopped)|"
        rf"{OUR} trial{SHORT}(?:can'?t|cannot|gone|lost)",
        r"(?:accidentally|by mistake|by accident|mistakenly|wrongly) \w+|\w+ (?:it|them|this|"
        r"the \w+|my \w+|our \w+) (?:by mistake|by accident|accidentally)|why (?:did|was|were|"
        r"has|is|does) (?:my|our|the|this|an?|it) (?:\w+ ){1,3}(?:go|sent|rejected|approved|"
        r"deleted|changed|skipped|stuck|assigned|locked|blocked|sitting)",
        r"(?:opened|raised|sent|logged|filed|submitted|have) (?:you )?(?:a|an|two|three|several|"
        r"my|another)? ?(?:tickets?|support requests?|case)|(?:ticket|case) (?:number|no|#|id)|"
        r"no (?:answer|reply|response) (?:from|to) (?:your|my|our|support)",
    ),
    sign(
        -2.5,
        r"(?:before|if|once|when|would) (?:we|i) (?:buy|sign|start|switch|commit|decide|"
        r"subscribe)|(?:shopping|shop|looking|searching|comparing|evaluating) (?:around|for|at|"
        r"tools|vendors)|(?:our|my|the) (?:present|current|old|existing|previous) (?:tool|system|"
        r"software|vendor|provider|supplier|erp|solution)|(?:on|by|with|over|via|in) (?:paper|"
        r"excel|spreadsheets?)",
    ),
)

_FEATURE_VERB = (
    r"(?:handle|support|work|integrate|connect|manage|cover|allow|have|offer|include|come with|"
    r"cope|deal with|run|sync|import|export|send|track|scale|do|speak|read|match|store|host|"
    r"remind|calculate|split|convert|translate|show|meet|comply|fit)"
)
SALES_GRAMMAR: Signs = (
    sign(
        1.6,
        rf"(?:do|does|can|could|will|would) (?:norrwick|{YOU}|yours?|it|the (?:tool|product|"
        r"software|system|app|team plan|enterprise plan)|your (?:\w+ )?(?:tool|product|software|"
        rf"system|app|platform|solution))(?: also| even| actually)? {_FEATURE_VERB}(?:s)?\b",
        r"(?:what|how)\b[^.?!]{0,20}\b(?:you|u|it|that|this|they|we|i|\d+ \w+)(?:'d| would|d|"
        r" do| will)? (?:be paying|charge|cost|ask for|quote|pay|set us back)|(?:share|send|give|"
        r"provide|get|need)(?: \w+){0,4}? (?:pric\w+|quot\w+|rates|fees|commercials|brochure|"
        r"cost\w*|features|info\w*|details|offer|proposal)",
        rf"{WE}(?: \w+){{0,3}}? (?:looking (?:for|at|into|to)|evaluat\w+|compar\w+|shopping|"
        r"consider\w*|assess\w*|review\w*|searching|investigat\w+|scop\w+|need|want|require|"
        r"after|interested in)(?: \w+){0,6}? (?:tool|software|system|solution|platform|"
        r"approval\w*|procurement|purchas\w+|workflow|vendor|option|alternative|product)s?\b",
        r"(?:replace|switch|move|migrate|moving|switching|get away|get off|leave|"
        r"leaving) (?:away |over |off )?(?:from |our |the |to )?(?:\w+ ){0,3}?(?:excel|"
        r"spreadsheets?|google sheets|paper|e?-?mail|tool|system|provider|vendor|software|coupa|"
        r"sap|ariba|you|yours|norrwick)|(?:hik\w+|rais\w+|increas\w+|doubl\w+) (?:the |their |"
        r"its )?prices?|(?:our|my) (?:current|present|existing|old) (?:tool|provider|vendor|"
        r"system|software|supplier|solution)",
        r"what (?:makes|sets) you|(?:differen\w+|unterscheide\w*|abheb\w*) (?:\w+ "
        r"){0,3}?(?:from|to|than|von|zu) (?:\w+ )?(?:others?|competitors?|anderen|mitbewerb\w*|"
        r"wettbewerb\w*|\w+ anbieter\w*)|(?:tried|attempted|started) (?:building|making|doing|"
        r"to build|solving|coding|a spreadsheet)|(?:so|very|quite|we'?re|i'?m|am|are|yeah|yes|"
        r"be) interested(?: in (?:it|this|your product))?$|(?:is|are) (?:norrwick|it|this|"
        r"your \w+|the \w+)(?: \w+)? (?:compliant|certified|compatible|secure|suitable|hosted|"
        r"accessible|gdpr\w*|available in|multilingual|customi[sz]able|scalable)|(?:bieten|haben|"
        r"unterstützen|können|kann|gibt|habt|könnt) (?:sie|ihr|es|man|eure?|ihre?)\b|(?:with|"
        r"using|at|on|have|under contract with) (?:another|a different|some other|"
        r"an?other) (?:provider|vendor|supplier|tool|system)|migration|short-?list\w*|"
        r"security questionnaire|vendor (?:assessment|questionnaire)|data processing agreement|"
        r"rfp|rfq|rfi|tender|ausschreibung|three quotes|\d quotes",
        r"(?:would|will|is|does|could) (?:it|this|that|norrwick|your \w+) (?:be )?(?:overkill|"
        r"too (?:much|big|small|complex)|suit|fit|work|make sense|right|enough|worth|pay off|"
        r"good)(?: \w+){0,2}? (?:for|with|in|us|our|a|if)",
    ),
    sign(
        1.2,
        r"(?:how (?:long|soon|quickly|fast|hard|difficult|easy)|what)\b[^.?!]{0,30}\b(?:set "
        r"?up|onboard\w*|implement\w*|roll ?out|get (?:going|started|live)|go live|train\w*|"
        r"learn\w*|migrat\w+)|(?:enterprise|team|starter|business) (?:plan|quote|package|"
        r"licen[cs]e)|(?:discount|offer|price|plan|rate)s? for (?:\w+ )?(?:charit\w+|nonprofits?|"
        r"ngos?|schools?|startups?|education|small|public)|(?:chain|group) of \d+",
    ),
    # A question of some length, or a word on what sort of firm they are, comes mostly from a buyer.
    sign(
        1.0,
        r"(?:can|could|do|does|did|is|are|will|would|may|how|what|which|where|when|who|"
        r"whose)(?: [\w'-]+){4,}",
        r"(?:was|wie|wo|wann|wer|kann|können|gibt|ist|sind|hat|haben|bieten|muss|"
        r"geht)(?: [\w'-]+){4,}",
        rf"{WE} (?:an? |the )?(?:[\w-]+ ){{0,3}}?(?:clinic|practice|shop|store|restaurant|hotel|"
        r"school|charity|company|firm|business|startup|manufacturer|agency|bakery|brewery|studio|"
        r"farm|hospital|retailer|wholesaler|builder|museum|theatre|club|council|university|ngo|"
        r"nonprofit|garage|chain|group)s?\b",
        rf"{WE} (?:currently |still |now )?(?:use|using|work with|run|have|rely on) (?:an? |the |"
        r"our )?(?:\w+ ){0,3}?(?:database|excel|sheets?|spreadsheets?|paper|access|sharepoint|"
        r"notion|trello|e-?mails?|system|tool)\b",
        r"(?:raves?|raved|recommend\w*|heard|read|told me|saw) (?:about|of|"
        r"good things)\b[^.?!]{0,15}\b(?:you|norrwick|it)",
    ),
)
