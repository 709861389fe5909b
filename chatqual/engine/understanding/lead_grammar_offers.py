"""Those who offer something, as structure: partners, vendors, investors, spam.

A vendor is "we" who offer "you" a service; a partner is "we" who bring "you" to "our" clients.
"""

from __future__ import annotations

from chatqual.engine.understanding.lead_sign import GAP, WE, YOU, Signs, sign, signs

_CLIENTS = (
    r"(?:clients?|customers?|members?|user ?base|network|portfolio|audience|user group|community|"
    r"merchants|franchisees|portfolio companies|mandanten|kunden)"
)
PARTNER_GRAMMAR: Signs = (
    *signs(
        2.8,
        rf"(?:do|does|would|will|can|are) {YOU}(?: \w+){{0,2}}? (?:work|works|cooperate|"
        r"collaborate|partner|team up|deal|open|looking)(?: \w+){0,2}? (?:with|to|"
        r"for) (?:\w+ ){0,2}(?:partners?|agenc(?:y|ies)|consultan(?:ts|cies|cy)|resellers?|"
        r"integrators?|distributors?|freelance consultants|accountants|bookkeepers|tax advisors|"
        r"implementers|partnerships?|affiliates|alliances?)",
        r"(?:several|many|some|most|a few|a lot|two|three|four|five|\d+) of (?:our|"
        rf"my) {_CLIENTS}|(?:our|my) {_CLIENTS} (?:\w+ )?(?:could|would|might|will|are|also|often|"
        r"always|keep) (?:\w+ )?(?:use|like|love|benefit|asking|ask|need|want|profit|interested)|"
        rf"(?:to|for|among|across) (?:our|my|all our) (?:\w+ )?{_CLIENTS} (?:as|under|with|in|"
        r"and)?",
        r"integration (?:between|of|with) (?:our|the|both)|(?:our|my) (?:\w+ )?(?:products?|"
        r"tools?|software|platforms?|apps?|solutions?|companies|systems|"
        r"services) (?:\w+ ){0,2}(?:each other|complement\w*|fit together|go well|"
        r"work (?:well )?together|overlap|are a good (?:fit|match))|(?:complement\w*|"
        r"sits? (?:nicely )?(?:next|alongside|beside)) (?:to )?yours?|makes sense for both|"
        r"win[- ]win|both (?:our|of our) (?:customers|companies|products)|our two (?:products|"
        r"companies|tools|platforms)",
        r"(?:co-?sell\w*|sell it on|on-?sell|go[- ]to[- ]market together|joint go|"
        r"channel (?:partner|program\w*|manager|sales|business)|tech(?:nology)? (?:partner|"
        r"alliance)\w*|partner(?:ship)? (?:opportunit\w+|enquir\w+|inquir\w+|request|proposal|"
        r"manager|team|scheme|tiers?|requirements|agreement|onboarding)|franchise|"
        r"licen[cs]ing deal|dealer(?:ship)?s?|authori[sz]ed (?:dealer|partner|reseller)|"
        r"sales agent for you|represent your (?:brand|product|company))",
        r"(?:refer|recommend|introduce|bring|send|suggest|point)(?:s|ed|ing|red|ring)? (?:you|it|"
        r"your \w+|norrwick|companies|clients|customers|business|people)(?: \w+){0,4}? (?:to|"
        r"your way|and (?:get|earn)|for a|in return|get|reward|bonus|cut|commission)|(?:pay|"
        r"offer|give|get|earn|have|receive)(?: \w+){0,3}? (?:commission|kickback|referral|"
        r"finder'?s? fee|introduc\w+ fee|cut|revenue share|rev share|bonus for)",
        r"(?:implement|install|set up|roll out|deploy|customi[sz]e|resell|sell|offer|support|"
        r"configure|train)\w* (?:it|you|your \w+|norrwick|this|erp\w*|such \w+|"
        r"systems?)(?: \w+)? (?:for|to|at|with) (?:our|my|other|local|their|"
        rf"small) (?:\w+ )?(?:{_CLIENTS}|companies|firms|businesses|market|country|region)",
        r"(?:your )?(?:margin|margins|discount)s? (?:do|for) (?:your )?(?:distributors|resellers|"
        r"partners|dealers)|(?:certified|official|local|regional|exclusive|silver|"
        r"gold) (?:partner|distributor|reseller|representative|agent)s?",
    ),
    *signs(
        2.6,
        r"(?:share|have|serve|sell to|target|address)(?: \w+){0,3}? (?:the same|many|mutual|"
        rf"common|overlapping|a lot of|lots of|similar) (?:\w+ )?{_CLIENTS}|(?:our|"
        r"my) (?:\w+ )?(?:app|tool|software|product|platform|solution|service|erp|"
        r"system)\b[^.?!]{0,30}\b(?:and|with|into|to) (?:your|you|yours|"
        r"norrwick)\b[^.?!]{0,60}\b(?:integrat\w+|connect\w*|bundl\w+|together|partner\w*|"
        r"joint)",
        r"(?:integrat|embed|bundl|build|incorporat|connect)\w* (?:your|you|"
        r"norrwick)\b[^.?!]{0,25}\b(?:into|in|with|inside|to) our (?:\w+ )?(?:product|app|"
        r"platform|suite|offering|portfolio|solution|marketplace|stack)\b|(?:add|include|offer|"
        r"list|carry|take on|feature) (?:you|norrwick|your (?:tool|product|software))(?: (?:to|"
        r"in|as|too|alongside|into)\b|$)|(?:co-?operation|collaboration|partner\w*|affiliate|"
        r"referral|reseller|commission) (?:model|deal|program\w*|scheme|terms|options?|link|"
        r"offer|contract|opportunit\w+)|(?:asked|ask us|asking us|ask me) (?:for|about) (?:a |"
        r"an )?(?:tool|product|software|solution)s? like (?:yours|this)|(?:wir entwickeln|"
        r"wir bauen|we (?:make|build|develop))\b[^.?!]{0,80}\b(?:schnittstelle|integration|"
        r"interface|connector)|(?:something|anything|what'?s|what is) in it for (?:us|me)|"
        r"certif\w+ (?:consultants?|partners?|agenc\w+|implementers)|(?:recommend|suggest|"
        r"introduce|resell) (?:\w+ ){0,3}(?:to|for) (?:our |my )?(?:clients|customers|members|"
        r"mandanten)|partnerships?\b(?! (?:agreement approval|firm))|(?:about|for|regarding|"
        r"on) (?:becoming )?partners?(?:ing)?$|vertriebspartner\w*|kooperation\w*",
    ),
    sign(
        -2.8,
        r"(?:my|our) (?:business |life |managing |senior )?partners? (?:and|wants?|decid\w+|"
        r"says?|has|have|told|also|would)|partner and (?:i|me)\b|(?:asking|evaluat\w+|looking|"
        r"comparing|research\w*|enquir\w+|shopping|quote|demo|price) (?:\w+ ){0,3}?(?:for|"
        r"on behalf of) (?:a|one of (?:our|my)|our|my) (?:clients?|customers?)|(?:recruitment|"
        r"staffing|marketing|seo|web|design|pr|advertising|lead gen\w*) (?:agency|company)",
    ),
    *signs(
        1.8,
        rf"{WE} (?:a|an|the)? ?(?:\w+ ){{0,3}}?(?:consultanc(?:y|ies)|agency|integrator|reseller|"
        r"msp|accountancy|accounting (?:firm|practice)|bookkeepers?|tax advisors?|system house|"
        r"implementer|(?:it|erp|netsuite|sap|dynamics|xero|finance|procurement) consult\w+|"
        r"freelance consultant)",
    ),
)

_SERVICE = (
    r"(?:seo|marketing|adverti[sz]ing|web ?design|websites?|design|development|developers|leads?|"
    r"demos|appointments|translat\w+|cleaning|catering|coffee|snacks|fruit|furniture|printers?|"
    r"printing|laptops?|hardware|insurance|leasing|payroll|bookkeeping|recruit\w+|staffing|"
    r"candidates?|security (?:audit|services?|testing)|pen ?test\w*|hosting|cloud (?:services|"
    r"migration)|training|workshops?|coaching|events?|team building|merchandise|swag|gifts?|"
    r"flyers|videos?|content|copywriting|social media|crm|phone systems?|telephony|electricity|"
    r"energy|internet|solar|office space|coworking|taxi|travel|hotel|courier|shipping|logistics|"
    r"packaging|legal services|accounting services|tax services|funding|grants?|loans?|financing|"
    r"consulting|outsourc\w+|virtual assistants?|call cent\w+|data ?bases?|lists?|plants|water|"
    r"uniforms|vehicles?|fleet|chatbots?|ai (?:agents?|tools?|solutions?|services?))"
)
_OFFERS = (
    r"(?:offer|provide|supply|sell|deliver|produce|manufacture|make|design|build|develop|run|"
    r"speciali[sz]e in|do|organi[sz]e|print|lease|rent|install|distribute|handle|import|export|"
    r"create|write|book|generate|represent|introduce|present|show you|pitch|promote|place|source)"
)
VENDOR_GRAMMAR: Signs = (
    *signs(
        2.8,
        rf"{WE}(?: \w+){{0,2}}? {_OFFERS}(?:s|ing|es)? "
        rf"(?:\w+[ -]){{0,5}}?{_SERVICE}\b(?:{GAP}\b(?:you|your|companies|businesses|firms|"
        r"startups|offices|saas|teams|brands|smes?)\b)?",
        r"(?:who(?:'s|s| is| are| would be|ever)?|which person|the (?:person|one|guy|lady|"
        r"manager|team|colleague|decision maker)|someone|whom)(?: \w+){0,4}? (?:in charge of|"
        r"responsible for|handl\w+|decid\w+ (?:on|about)|manag\w+|look(?:s|ing)? after|buy(?:s|"
        rf"ing)?|purchas\w+|order(?:s|ing)?|takes? care of|runs?|deals? with)\b{GAP}\b(?:your "
        r"(?:company|firm|side|end|place|business|office|team|organi[sz]ation|website|"
        rf"{_SERVICE})|at norrwick|there|for you)",
        rf"(?:{WE} )?(?:have|got|can offer|can provide|offering|available)(?: \w+){{0,4}}? "
        r"(?:devs?|developers?|engineers?|designers?|candidates?|consultants?|testers?|"
        r"freelancers?|experts?|assistants?|profiles?)\b[^.?!]{0,60}\b(?:free|available|ready|"
        r"bench|from (?:january|february|march|april|may|june|july|august|september|october|"
        r"november|december|next|now|\d)|rates?|hourly|per hour|on request|immediately|"
        r"your (?:open|team|role|stack))",
        r"(?:i'?d|i would|we'?d|we would|would|can|could|may|allow me|want|like|"
        r"love)(?: \w+){0,2}? (?:to )?(?:introduce|present|offer|show|send|pitch|tell|propose|"
        r"quote|give) (?:you |your \w+ |to you )?(?:\w+ ){0,2}?(?:my|our|a (?:free |taster |"
        r"sample |quick |short |special )|some (?:free )?|an offer)(?: ?\w+){0,5}",
        r"(?:your|ur) (?:website|site|page|seo|online presence|google|rankings?|app|shop|"
        r"homepage|blog|social media|linkedin|instagram|ads?|landing page|"
        rf"store)\b{GAP}(?:rank\w*|poor\w*|slow|outdated|broken links|fix|improve|better|visible|"
        r"issues|mistakes|redesign|traffic|convert\w*|old|seo|missing out|lose|losing|could)",
        rf"(?:help|helps|helping|helped) (?:{YOU}|companies|businesses|startups|brands|founders|"
        r"teams|firms)(?: \w+){0,5}? (?:get|grow|sav\w+|cut|reduce|increase|boost|scale|find|"
        r"win|hire|reach|rank|attract|generate|lower|double|close)",
        r"(?:lower|reduce|cut|save)(?: \w+){0,2}? (?:your|you)(?: \w+){0,3}? (?:costs?|"
        r"bills?|rates?|fees|spend|energy|phone|hosting|insurance|\d+ ?%|percent|money)|"
        r"free (?:trial of our|sample|audit|quote|consultation|estimate|taster|mock-?up)s?|"
        r"no obligation|10x your",
        r"our (?:agency|catalogue|catalog|brochure|price ?list|portfolio|rates|showroom|"
        r"warehouse|product range|factory|services|packages|team of|developers?|consultants?|"
        r"freelancers) (?:\w+ )?(?:books?|can|offers?|is|are|has|have|start|helps?|of|for|could|"
        r"would|will|to)",
        r"our (?:[\w-]+ ){1,4}(?:would|could|will|can|might) (?:be|help|save|boost|improve|"
        r"make|fit|suit)\b[^.?!]{0,25}\byour (?!tool|product|software|platform|customers|"
        r"clients)\w+|we(?:'re| are) (?:cheaper|better|faster|the (?:cheapest|best|leading))\b|"
        r"(?:are you(?: guys| currently| still)?|is your (?:company|firm|office|"
        r"team)) (?:currently |still )?(?:happy|satisfied|looking|paying|using|in need|"
        r"in the market|interested)\b[^.?!]{0,40}\b(?:your (?:current|present|existing|office|"
        r"website)|supplier|provider|agency|a new (?:supplier|provider|agency)|too much|"
        r"outsourc\w+|our)",
    ),
    *signs(
        2.6,
        rf"{WE} (?:\w+ )?(?:help|assist|support|advise|get|book|place|coach|train)(?:s|"
        r"ing)? (?:\w+ ){0,2}?(?:founders?|companies|businesses|startups|firms|brands|teams|"
        r"ceos|saas|smes|owners|agencies)\b",
        r"(?:candidates?|developers?|engineers?|consultants?|experts?|specialists?|profiles?|"
        rf"team) (?:for|who (?:would|could|can|fit)|to (?:join|support|help)) your\b|{WE} (?:can|"
        r"could|would|will|'ll) (?:\w+ )?(?:translate|design|redesign|build|rebuild|clean|manage|"
        r"optimi[sz]e|write|print|deliver|supply|host|audit|test|improve|fix|handle|rank|grow|"
        r"boost|promote|market|staff|fill|recruit|record|film|edit|organi[sz]e|cater|locali[sz]e|"
        r"develop|run) (?:your|ur|you)\b|outrank\w*|keywords?|rank(?:ing|s)? (?:on|in|for|above)|"
        r"(?:very |highly |most )?competitive (?:rates|prices|pricing)|at (?:great|good|low|"
        r"unbeatable|fair|half the) (?:rates?|prices?)|who (?:do|should|can|would|could|"
        r"must) i (?:speak|talk|write|contact|address|turn|reach|call|ask|approach)(?: to| with|"
        r" out to)? (?:about|regarding|for|concerning) your (?!prices?|pricing|product|demo|"
        r"trial|plan|partner|press|api|tool)\w+|we have (?:someone|somebody|the right (?:person|"
        r"candidate)|(?:several |\d+ |good |suitable )?(?:candidates|people) for)|"
        r"unser\w* (?:angebot|leistung|produkt|dienst|portfolio)\w*\b[^.?!]{0,40}\b(?:schicken|"
        r"senden|vorstellen|zukommen|präsentieren|zeigen)|(?:stand|booth|exhibit|"
        r"sponsor)\w* (?:at|from|for|in) (?:our|the)|(?:outsource|outsourcing) (?:your|any|"
        r"parts?|some)|do you outsource",
        r"(?:special|exclusive|introductory|best) (?:price|offer|deal|rate|"
        r"discount)s?\b[^.?!]{0,40}\b(?:for (?:you|companies|businesses|new clients|your)|"
        r"this (?:month|week)|in your area)",
    ),
    sign(
        -3.0,
        r"presse\w*|\bpress\b|media (?:enquir|inquir|request)\w*|partnerships?|bewerb\w*|jobs?\b|"
        r"stellen\w*|datenschutz|support(?:fälle|anfragen)?$|(?:my|our) (?:invoice|account|"
        r"ticket|request|order)",
    ),
    sign(
        -2.2,
        rf"{WE}(?: \w+){{0,3}}? (?:need|want|looking for|evaluat\w+|compar\w+|search\w*)\b|"
        r"our (?:\w+ )?(?:approval|purchas\w+|procurement) process|how much|your (?:pricing|"
        r"price)|your (?:tool|product|software|platform) (?:do|handle|support|help)|resell|"
        r"referral|commission|partner",
    ),
)

INVESTOR_GRAMMAR: Signs = (
    *signs(
        3.0,
        rf"invest(?:or|ors|ing|ment|ments|ed)?\b{GAP}(?:in|into|with|for) (?:{YOU}|your|norrwick|"
        r"the company|b2b|saas|this space|fintech)|(?:your|the|our|next|last|current|seed|"
        r"funding|bridge|series [abc]) (?:round|raise|fundraise|fundraising|cap table|valuation|"
        r"term sheet|shareholders?|pitch deck|investors?|data room|arr|mrr|burn rate|runway)",
        rf"(?:are|is) (?:{YOU}|norrwick|the (?:company|founders?))(?: \w+){{0,2}}? (?:raising|"
        r"fundraising|profitable|for sale|open to (?:invest\w+|a sale|acqui\w+|being|outside)|"
        r"bootstrapped|venture[- ]backed|vc[- ]backed|seeking (?:capital|funding|investors?)|"
        r"looking (?:for|to raise) (?:capital|funding|investors?|money))",
        r"(?:venture capital|vc (?:fund|firm)|private equity|family office|angel (?:investors?|"
        r"network|syndicate)|business angels?|growth equity|investment (?:fund|firm|team|analyst|"
        r"manager|bank\w*|opportunit\w+|thesis|committee)|search fund|early[- ]stage (?:fund|"
        r"invest\w+)|beteiligung\w*|risikokapital|wagniskapital|minority stake|majority stake|"
        r"equity stake|stake in|(?:buy|purchase|own|sell|acquire|get|"
        r"hold)(?: \w+){0,2}? (?:shares|stock|equity)|angel invest\w*|(?:founders?|owners?|"
        r"shareholders?|you)(?: \w+){0,2}? (?:open|willing|interested|considering|thinking|"
        r"ready) (?:to|in|about|of|for) (?:sell|selling|a sale|an exit|exit|investment|"
        r"outside (?:money|capital)|funding|raising)\b|acquisition of (?:you|your|norrwick|"
        r"the company)|(?:write|writing) (?:che(?:que|ck)s|tickets) (?:of|from|between)|"
        r"acquir(?:e|ing) (?:you|your|norrwick|the company|companies)|buy (?:you out|"
        r"your (?:company|business|firm))|m&a|due diligence on|pitch deck)",
    ),
    sign(
        -3.0,
        r"(?:our|my) (?:investors?|fund) (?:want|need|ask|require)|investment (?:requests?|"
        r"approvals?|plan\w*|budget)|(?:we|i) (?:just )?(?:raised|closed)|"
        r"portfolio companies (?:need|use|want)",
    ),
)

SPAM_GRAMMAR: Signs = (
    *signs(
        3.0,
        r"(?:\d[\d,.]*k?\+? )?(?:real |cheap |free |active )*(?:instagram|tiktok|facebook|"
        r"youtube|twitter) (?:followers|likes|views|subscribers)|(?:renew|visit|click|sign up|"
        r"join|claim|register|buy|check|order)\b[^.?!]{0,20}\b(?:here|now|today|us|this|at|"
        r"site)?:? ?(?:https?://|www\.)\S*|hot (?:girls|women|singles|guys)|million (?:dollars|"
        r"euros?|usd|pounds)[^.?!]{0,30}(?:share|transfer|honest|trust)|(?:\d+ ?%|"
        r"free) (?:casino |welcome |sign[- ]?up )*(?:bonus|spins)",
        r"(?:earn|make|win|get)\b[^.?!]{0,20}(?:\$|€|£)? ?\d[\d,.]*k?\+?[^.?!]{0,20}\b(?:a|"
        r"per|every|each|daily|from home|online|passive)\b[^.?!]{0,30}|(?:claim|collect|redeem|"
        r"receive) (?:your|ur|the|a) (?:\$?\d+ )?(?:\w+ )?(?:prize|gift ?card|reward|bonus|"
        r"voucher|winnings|coupon|iphone|refund of)|you(?:'ve| have|r e?-?mail)? (?:been |was |"
        r"were |are )?(?:selected|won|a winner|chosen|the lucky)|(?:lottery|jackpot|casino|"
        r"betting|viagra|cialis|crypto (?:signals?|doubl\w+|giveaway)|forex|binary options|"
        r"replica|escort|hot (?:singles|girls)|weight loss|cheap (?:followers|likes|pills|meds|"
        r"loans)|buy (?:\w+ ){0,2}followers|click (?:here|this link|the link|below)|onlyfans|"
        r"inheritance|beneficiary|wire transfer of|whatsapp me (?:on|at)|telegram ?[:@]|t\.me/|"
        r"bit\.ly/|seo backlinks \d+)",
    ),
)
