"""What speaks for those who offer something: partners, vendors, investors, spam."""

from __future__ import annotations

from chatqual.engine.understanding.lead_sign import Signs, sign

PARTNER: Signs = (
    sign(
        -3.0,
        r"(?:worked|sold|selling|work|job|employed|years?|yrs)[^.?!]{0,30} (?:at|for|"
        r"with) an? (?:reseller|partner|distributor|competitor)",
    ),
    sign(
        2.8,
        r"(?:sell|offer|distribute|represent) (?:\w+ )?(?:licen[cs]es|your (?:product|software|"
        r"tool|solution|licen\w+))|developer program\w*|partner|consultant and (?:want|would|we)|"
        r"get a cut",
    ),
    sign(
        2.8,
        r"distributors?|(?:to|in) our (?:portfolio|catalogue|marketplace|offering|stack)|"
        r"\w*provision|(?:recommend|introduce|bring|sell) (?:you|your product|it) (?:and|"
        r"to)[^.?!]{0,40}(?:earn|get|commission|clients|customers)|earn (?:something|money|"
        r"a share)|promote (?:it|our|us)|vermittl\w+",
    ),
    sign(
        2.8,
        r"(?:run|live|work|sit) inside our|branded as|under our brand|(?:do|can|will) partners|"
        r"partners get (?:a |any |paid|something|what|from you|out of)|for partners|as a partner|"
        r"(?:sets? up|implement\w*|roll\w* out|"
        r"introduce\w*) (?:\w+ )?(?:tools|software|systems) for (?:clients|customers|companies)|"
        r"we resell|resell\w*|(?:unseren|meinen) (?:kunden|mandanten) anbieten",
    ),
    sign(
        2.8,
        r"(?:do|would|will) (?:i|we) get (?:something|anything|paid|a share|a cut)|what do (?:i|"
        r"we) get if|swap (?:newsletters|leads|links)|verband\w*|i advise [\w ]+ on|a cut of|"
        r"embeddable version|certified partner",
    ),
    sign(
        2.8,
        r"distribut\w+ (?:deal|agreement|rights|contract|partner\w*)|(?:our|my) (?:clients|"
        r"customers|members) would (?:love|need|like|benefit)|work together|team up|join forces|"
        r"partner application|wie werde ich (?:\w+ )?partner|partner werden",
        r"certif\w+ (?:for (?:consultants|partners|agencies)|partner|consultant|programme?)|"
        r"what'?s in it for (?:me|us)|send you (?:\w+ ){0,2}(?:customers|clients|leads|business)",
        r"(?:integrate|connect|combine) our [\w -]{3,40} with (?:yours|you|your)|our (?:product|"
        r"tool|software|platform|app|erp) (?:with|and) yours|weiterempfehlen|mandanten|we(?:'re|"
        r" are) (?:a |an )?(?:value[- ]added|var\b|managed service|erp) ?\w*",
        r"(?:revenue|profit|lead) (?:share|sharing|split)|mutual (?:customers|clients|referral)|"
        r"cross-?referral|empfehlen (?:sie|euch) (?:unseren|weiter)",
    ),
    sign(
        2.8,
        r"(?:unseren|meinen|ihre software (?:\w+ )*unseren) (?:kunden|mandanten)|unsere(?:n|"
        r"r)? (?:kunden|mandanten) (?:anbieten|empfehlen)|für unsere (?:kunden|mandanten)",
        r"(?:bring(?:ing)?|refer(?:ring)?|send(?:ing)?) you (?:customers|clients|business|leads)|"
        r"partner (?:discount|deal|price|conditions|terms|tier|manager|contact)",
        r"bundle (?:it|you|this)|(?:open|interested) (?:to|in) (?:co-?\w+|cooperat\w+|"
        r"collaborat\w+|partner\w*)|kooperieren|zusammenarbeit|zusammenarbeiten",
        r"(?:represent|distribute|sell) (?:you|your \w+) in|agency (?:plan|program\w*|partner)|"
        r"integrate (?:you|your \w+) (?:into|in) our (?:product|platform|software|app|erp|tool)",
        r"vertrieb (?:ihrer|eurer)|vertreiben|weiterverkaufen|empfehlungsprovision|provision\b",
    ),
    sign(
        3.0,
        r"resell\w*|reseller\w*|wiederverkäufer|revendeur\w*|revendedor\w*|rivenditor\w*|"
        r"distributor(?:ship)?|white[- ]?label\w*|oem",
        r"partner ?(?:ship|program\w*|portal|manager|network|with you)|partnerprogramm|"
        r"vertriebspartner\w*|become (?:a |your )?\w*\s?partner|partner werden|kooperation\w*|"
        r"strategic partner\w*|partnering|as (?:a )?partners?",
        r"referr?al\w*|affiliate\w*|commission\w*|provision für|kickback|rev(?:enue)?[- ]share|"
        r"finder'?s fee|provisionsmodell",
        r"list (?:it|our \w+|us) (?:with you|in your|on your)|(?:app )?marketplace listing|"
        r"your marketplace|in your (?:directory|marketplace|app store)",
        r"(?:build|built|building|made|developed|develop|have) (?:a|an|our) (?:\w+ )?(?:connector|"
        r"integration|plug-?in|add-?on|extension) (?:for|with|to)",
        r"(?:co-?market\w*|co-?brand\w*|joint (?:webinar|offer|venture|go)|webinar together|"
        r"do a webinar|cross-?sell|cross-?promo\w*)",
        r"under our (?:own )?(?:name|brand|label)|in unserem namen|embed (?:your|it|"
        r"you)[^.?!]{0,30}(?:our|in)|(?:bundle|integrate) (?:your|you)[^.?!]{0,25}(?:into|in) our",
        r"margins?|marge",
        r"split the (?:leads|revenue|profit)|share (?:the )?(?:leads|revenue)",
        r"offer (?:your|it|this|yours)[^.?!]{0,25} to (?:our|my) (?:clients|customers)|"
        r"sell (?:your|you|it)[^.?!]{0,25}to (?:our|my)|recommend you to (?:our|my) (?:clients|"
        r"customers)|(?:our|my) (?:clients|customers) (?:who |often |keep |also )?(?:need|want|"
        r"ask\w*)",
        r"implementation partner|integration partner|consulting partner|systemhaus|"
        r"systems? integrator|system house|systems house|msp",
    ),
    sign(
        1.5,
        r"i have (?:about |around |some )?\d+ clients|\d+ (?:clients|customers) (?:who|that|in)|"
        r"(?:our|my) (?:clients|customers)|bring (?:them|you|clients|customers)|we(?:'re|"
        r" are) (?:an? )?(?:\w+ )?(?:consultancy|agency|integrator|consulting)|together|gemeinsam|"
        r"mutual|collaborat\w+|joint",
    ),
    sign(
        -2.0,
        r"my client \(",
        r"for (?:my|a) client",
        r"journalist|article|podcast",
        r"traffic|seo|leads for you",
    ),
)

VENDOR: Signs = (
    sign(
        2.8,
        r"more (?:visitors|traffic|leads|sales|clicks|followers|reach)|(?:ich|wir) vertreten?|"
        r"brauchen sie (?!meine|noch|unsere|dafür|dazu|eine kreditkarte)\w+|i sell|we sell|"
        r"(?:cyber|business|car|health) insurance|business cards|visitenkarten|we offer \w+",
    ),
    sign(
        2.8,
        r"who (?:buys|orders|handles|manages|books|runs|decides on) your|(?:gute|passende|"
        r"qualifizierte|\w+) kandidaten für|kandidaten für ihre|purchasing dep\w*|"
        r"want to see some|outsource \w+|cheap and fast|provide you with|explainer videos?|"
        r"office supplies|can offer you|offer you (?:a|our|the|good|best)",
    ),
    sign(
        2.6,
        r"(?:i|we) have (?:\w+ ){1,3}(?:developers?|designers?|engineers?|candidates?|"
        r"consultants?|freelancers?|experts?)|looking for (?:a |new |an )?(?:projects?|clients|"
        r"assignments?)|we can help (?:you )?(?:for|with your|from)|your (?:site|website|page|"
        r"shop|store) (?:has no|lacks|is missing|doesn'?t|is not)|we deliver|web hosting|"
        r"hosting for companies|for companies like (?:you|yours)|responsible for your|(?:office|"
        r"company|team) (?:fruit|snacks|lunch|gifts|events|coffee|plants|cleaning)|"
        r"nach vorne bringen|(?:seo|werbe|marketing|web)[- ]?agentur",
    ),
    sign(
        2.6,
        r"on the bench|we(?:'re| are) (?:a |an |the )?(?:\w+ )?(?:factory|manufacturer|supplier|"
        r"producer|wholesaler|exporter) of|best price for you|who(?:m)?ever (?:books|buys|handles|"
        r"runs|manages|is|does)|saw (?:that )?you(?:'re| are)? (?:use|using|don'?t|do not)|(?:can|"
        r"may|could) we quote|darf ich (?:ihnen )?(?:ein\w* |kurz )*(?:angebot|vorstellen|etwas|"
        r"anbieten)|your competitors (?:rank|are|already|use|do)|want to know (?:why|how)$|"
        r"in ihrer nähe|wir (?:reinigen|liefern|bieten|vermitteln|produzieren|drucken|verkaufen)",
    ),
    # How many somebody is says what they need, unless those people are to be had.
    sign(
        -5.0,
        r"(?:we|i)(?:'ve| have|'re| are| employ| got)? (?:got |have |about |around |roughly |some |"
        r"only |just |like |over )*\d[\d,.]* [a-z]+(?: [a-z]+)?s(?: (?:in|on|at|across|and|plus|"
        r"with)\b(?![^.?!]*\b(?:available|ready|free|hire|bench|offer|you|your|rates?|hourly)\b)[^.?!]*)?"
        r"[.!, ]*$",
    ),
    sign(
        -2.5,
        r"(?:we|i) (?:need|want|are looking|look|search)[^.?!]{0,60}(?:approv\w+|tool|software|"
        r"solution|system)|purchase (?:orders?|requests?)|approvals?",
    ),
    sign(
        2.6,
        r"we(?:'re| are)? (?:make|produce|manufacture|sell|selling|build|design|create|print|"
        r"import|export|rent|lease|repair|translate|organi[sz]e) [^.?!]{3,60}(?:[,.?!]|for (?:you|"
        r"your|companies|tech|businesses|offices))",
        r"i(?:'m| am)? sell(?:ing)?|(?:our|my) (?:freelancers|writers|experts|factory|engineers|"
        r"developers|designers|staff|consultants|product|solution|platform|tool|software|"
        r"app) (?:can|could|will|would|helps?) (?:\w+ )?(?:you|your|save|boost|write|improve|"
        r"reduce|double|fix|increase)",
        r"(?:for|to) your (?:company|office|employees|staff|business|website|blog|marketing|brand|"
        r"sales team)(?: with (?:your )?logo)?",
        r"we can (?:set (?:that|it|this) up|fix|help you|cut|save you|save your|improve your|"
        r"increase|reduce your|boost|double|get you|handle your|optimi[sz]e)",
        r"(?:happy|satisfied) with your (?:current|present|existing)|do you (?:need|use|want|have|"
        r"require) (?:a|an|new|any|another) (?:new )?(?:accountant|cleaner|cleaning|designer|"
        r"supplier|lawyer|agency|printer|caterer|provider|translator|copywriter|photographer|"
        r"broker|consultant|bookkeeper)",
        r"(?:person|one|people|guy|team|someone|manager|head) (?:who is |"
        r"that is )?(?:in charge of|responsible for|looking after|handling) (?:your|"
        r"the) [\w ]{3,30}|(?:vorstellen|anbieten|präsentieren|unterbreiten)$|"
        r"ihnen unser\w* [\w ]{3,40}(?:vorstellen|anbieten|präsentieren)|ihrem unternehmen|"
        r"when did you (?:last|do your last)",
        r"catalogue|catalog|domain (?:that|for sale|name)|sample(?:s)? of our|wholesale|"
        r"bulk price for you|moq|factory (?:price|direct)|penetration tests?|blog posts for|"
        r"want a (?:free )?(?:catalogue|sample|quote|audit|brochure)",
    ),
    sign(
        2.8,
        r"(?:introduce|present|show you|demo you|pitch)(?: you)? (?:our|my) [\w ]{3,40}",
        r"(?:get|bring|put|send) you (?:to|on|more|new|up|\d+|clients|customers|leads|qualified)",
        r"to the top of google|first page of google|first page on google|google rank\w*",
        r"do you need (?:any )?(?:web |app |software |graphic |mobile )?(?:developers|designers|"
        r"programmers|translators|cleaners|help with (?:your )?(?:seo|marketing|website|design|"
        r"accounting|sales))",
        r"(?:our|my) (?:\w+ ){0,2}(?:agency|company|firm|team|studio) (?:could|can|would|offers?|"
        r"specialis\w+|speciali[sz]\w+|helps?|provides?)",
        r"(?:help|helping|helped) (?:\w+ ){0,3}(?:companies|businesses|startups|brands|founders|"
        r"teams) (?:like (?:yours|you)|book|get|grow|scale|hire|save|double|increase|find)",
        r"i represent|on behalf of [\w ]{3,30} we offer|book a booth|exhibit\w*|trade (?:fair|"
        r"show)|messestand|sponsorship package",
        r"would you be (?:interested|open) (?:in|to) (?:outsourc\w+|our|my|a (?:free )?(?:audit|"
        r"report|analysis)|buying)",
        r"(?:for sale|zu verkaufen)|(?:contact|email|lead) (?:list|database|data)|"
        r"\d+ (?:seo )?errors|free (?:audit|report|website analysis)",
        r"(?:leasing|factoring|insurance|versicherung|strom|gas|internet|telefon)[- ]?(?:angebot|"
        r"vertrag|tarif)e? für (?:sie|ihr|ihre)",
        r"ihre (?:webseite|website|homepage|seite)|für ihr unternehmen|wer ist (?:bei ihnen|"
        r"da) (?:für|zuständig|verantwortlich)|zuständig für (?:den einkauf|marketing|it|personal)",
        r"(?:can|could|may) i (?:have|get|steal) (?:\d+|ten|five|fifteen|a few) minutes",
        r"(?:we|i) (?:place|source|recruit|supply) (?:\w+ )?(?:people|talent|developers|"
        r"candidates|staff)|roles we could fill|open roles we",
    ),
    sign(
        2.6,
        r"we (?:offer|provide|supply|sell|deliver|specialize in|specialise in|"
        r"do(?! (?:it|this|that|them|everything|all|most|our|so|everything|not|n.t)\b)|"
        r"help (?:companies|businesses|b2b|saas|brands)|build (?:websites|apps)|design|clean|"
        r"manufacture|develop (?:websites|apps))(?! (?:a |the )?(?:tool|webinar))",
        r"i (?:offer|provide|sell|design|build websites|can help you (?:grow|rank|get))|"
        r"our (?:seo|cdn|agency|service|services|packages?|developers|leads|team of (?:developers|"
        r"experts|designers))|wir bieten|wir liefern|wir vermitteln|ich biete|nous proposons|"
        r"ofrecemos|offriamo",
        r"(?:recruit(?:ing|ment)|staffing|marketing|design|web|seo|advertising|"
        r"lead gen\w*) (?:agency|company|firm)(?! (?:and|with) (?:we|a) (?:need|want))",
        r"(?:great |top |qualified |good )?candidates? for (?:you|your)|kandidaten für (?:sie|"
        r"euch)",
        r"who (?:handles|is responsible for|decides? (?:about|on)|is in charge of|manages|"
        r"takes care of|buys) [^.?!]{0,40}(?:at|for|in|on) (?:your|you|ur)(?: (?:company|side|end|"
        r"team|firm))?|who (?:is|'s) your (?:hr|marketing|it|purchasing|office|facility) (?:lead|"
        r"manager|head)|may i (?:send|present|introduce)|can i (?:send|offer|pitch|present) you|"
        r"wer ist bei (?:ihnen|euch) (?:für|zuständig)",
    ),
    sign(
        2.6,
        r"seo|backlinks?|link building|guest post\w*|sponsored post|rank (?:higher|first|#1|"
        r"on google)|(?:double|increase|boost|grow) your (?:traffic|sales|revenue|leads|"
        r"conversion\w*|rankings?|followers)|more (?:traffic|leads|customers) for you|"
        r"lead generation|qualified leads|cold e?mail\w*|google ads|web ?design|app development|"
        r"outsourc\w+|offshore|virtual assistants?|email list|data ?base of|office cleaning|"
        r"cleaning service\w*|coffee machines?|catering|printer (?:leasing|supplies)|"
        r"office (?:supplies|furniture|plants)|merch(?:andise)?|promotional (?:items|products)|"
        r"event space|insurance for your|training for (?:sales|your|teams?)|payment terminals?",
        r"(?:noticed|saw|checked|looked at|visited|found|reviewed) (?:that )?(?:your|ur) (?:site|"
        r"website|page|homepage|app|store)|your (?:site|website|page|homepage) (?:loads?|is|has|"
        r"could|ranks?|looks?)|could fix (?:it|that|this)|(?:15|10|20|"
        r"30)[ -]?min(?:ute)?s? (?:call|chat|zoom|meeting)|quick (?:15|10)|your marketing (?:team|"
        r"department|manager)|unverbindliches angebot für sie",
    ),
    sign(0.8, r"an offer|our (?:price|rates|prices)|cooperation|collaborat\w+|in your area"),
    sign(
        -2.5,
        r"we (?:do|offer|provide)[^.?!]{0,40} (?:and|but|so) (?:we )?(?:need|look\w*|want)",
        r"reseller|resell|partner(?:ship| program\w*)|your (?:price|pricing|plan|demo|trial)",
        r"how much|what does|for our",
    ),
)

INVESTOR: Signs = (
    sign(
        2.8,
        r"(?:like|want|wish|love|looking|interested|able|ready) (?:to |in )?invest(?:ing)?|"
        r"investors?",
    ),
    sign(
        3.0,
        r"(?:manage|run|represent|work for|work at) (?:a|the|an) (?:\w+ )?fund|growth fund|"
        r"cap table|fund manager|limited partners?|portfolio of (?:companies|startups)|"
        r"investing in",
    ),
    sign(
        3.0,
        r"(?:intro|introduction|talk|speak|call) (?:to|with) your founders?|(?:a|minority|"
        r"majority) stake|\w+ (?:capital|ventures) (?:here|and we|invests)|(?:associate|partner|"
        r"principal|analyst) (?:at|with) \w+ (?:capital|ventures|partners|equity)",
    ),
    sign(
        3.0,
        r"we invest|i invest|acquisition (?:offers?|interest|talks|target|proposal)|(?:open|"
        r"interested) (?:to|in) (?:\w+ )?(?:acquisition|being acquired|an exit|investment)|"
        r"seed (?:funding|capital|money)|(?:looking for|need|seeking) (?:\w+ )?(?:funding|"
        r"investment|capital|investors)|kapitalgeber|übernahme(?:angebot)?|fund(?:s)? (?:that|"
        r"which) invest\w*",
    ),
    sign(
        3.0,
        r"(?:sell|selling) (?:the|your) (?:company|business|startup)|investoren|wagniskapital|"
        r"beteiligung\w*|(?:raising|raise) (?:at the moment|money|capital|a round|right now|"
        r"currently|soon)|minority stake|equity stake|(?:our|the) fund (?:invests|is looking|"
        r"looks|would)|wir investieren|geldgeber|series [a-d]|pre-?seed|seed round",
    ),
    sign(
        3.4,
        r"invest(?:or|ors|ment fund|ing in you\w*|ment opportunit\w+|ment firm|ment team)|"
        r"venture (?:capital|fund|partner)|vc (?:fund|firm)|private equity|angel investor|"
        r"your (?:next|current|series [a-d]|seed) (?:round|raise|funding)|are you (?:raising|"
        r"fundraising)|fundraising|cap table|pitch deck|investor relations|(?:buy|acquire|"
        r"acquiring|take over) your company|m&a|due diligence on you|portfolio company|"
        r"family office|invest(?:ieren)? in (?:you|ihr|euch|sie)|beteilig\w+ an ihrem|"
        r"investor(?:en)?|your (?:valuation|arr|mrr)|term sheet",
    ),
    sign(-2.5, r"journalist|comment on|article|budget|we raised|raised a"),
)

SPAM: Signs = (
    sign(
        3.2,
        r"free (?:followers|likes|views|bitcoin|cash)|visit now|business proposal worth|"
        r"proposal worth|worth [\d.,]+ (?:million|mio)",
    ),
    sign(
        3.4,
        r"telegram @\w+|win a (?:new )?\w+|just click|click$|\d+(?:[.,]\d+)? ?(?:million|mio|"
        r"m) (?:dollars|usd|euros?|pounds)[^.?!]{0,30}(?:out of|from|transfer|move|account|share)|"
        r"(?:move|transfer|receive) (?:\d+ )?(?:million|funds)|help to (?:move|transfer)|5\$|"
        r"best seo",
    ),
    sign(
        3.2,
        r"bank details to|dear (?:winner|lucky)|lucky winner|passports?[^.]{0,30}online|"
        r"free (?:gift|iphone|money)|casino|receive (?:\d+ )?(?:million|thousand)",
    ),
    sign(
        3.2,
        r"(?:i|we) (?:will |can )?hack|hacked? (?:any|your|accounts?)|sexy|girls tonight|nude|"
        r"(?:wallet|account|number|card) (?:has been|was) (?:chosen|selected|drawn)|drawn in our|"
        r"verify now|contact me on (?:whatsapp|telegram)|(?:whats ?app|telegram) me (?:at|on)|"
        r"replica|best quality (?:cheap|price)|cheap [\w ]+ best|loan(?:s)? (?:without|approved|"
        r"in \d)|earn (?:money|cash|up to)|guaranteed (?:returns?|income)|miracle|blessed|"
        r"urgent (?:reply|response) needed",
    ),
    sign(
        3.2,
        r"(?<!take )(?<!accept )(?<!accepts )(?<!accepting )(?<!with )(?<!by )(?<!via )(?<!in )"
        r"(?<!using )(?<!or )bitcoin|btc giveaway|(?:your|free) crypto|"
        r"\d+k? (?:\w+ )?(?:followers|likes|"
        r"subscribers)|make money (?:fast|online|easy|from)|easy money|money fast|(?:left|"
        r"leave) (?:\w+ )?(?:funds?|inheritance|a fortune)|late client|barrister|"
        r"you have been (?:selected|chosen)|one (?:weird |simple )?trick|weight loss|lose weight|"
        r"miracle|singles|dating|nudes?|webcam|(?:send|pay) [\d.]+ (?:\w+ )?(?:get|receive)|"
        r"giveaway|gift cards?|iphone for free|free iphone|gewonnen|lottogewinn|kredit ohne",
    ),
    sign(
        3.5,
        r"(?:congrat\w*|you(?:'ve| have)?|u) (?:have )?(?:won|win)|claim (?:your|the) (?:prize|"
        r"reward|bonus|gift)|to claim|prize|lottery|jackpot|casino|betting|slots|viagra|cialis|"
        r"cheap (?:followers|likes|pills|meds|viagra|watches)|(?:buy|get) (?:followers|likes|"
        r"views)|followers (?:buy|cheap)|onlyfans|xxx|porn|escort|hot (?:girls|singles)|"
        r"adult (?:dating|content)|crypto (?:giveaway|profit|signals|investment)|"
        r"bitcoin (?:profit|doubl\w+|investment)|double your (?:money|bitcoin)|forex|get rich|"
        r"make \$?\d+[\dk,]* (?:a|per) (?:day|week)|work from home and earn|passive income|"
        r"earn \$?\d+",
        r"(?:late |nigerian |dead )?prince\b|inheritance|next of kin|transfer (?:of )?(?:the sum|"
        r"[\d$€£ ]+|\w+) (?:million|funds)|your (?:bank )?account (?:to transfer|details to)|"
        r"beneficiary|western union|wire (?:the )?money|million (?:dollars|usd|euros?) (?:to|in|"
        r"for) you|god bless|dear (?:sir|friend|beloved)[^.]{0,60}(?:million|fund|transfer|lawyer|"
        r"barrister)|telegram @|t\.me/|wa\.me/|bit\.ly/|click (?:here|below|http|this link|on)|"
        r"loan offer|instant loan|guaranteed (?:loan|approval|profit)|no credit check|"
        r"replica (?:watches|bags)|hacker for hire|rolex",
    ),
    sign(
        1.5,
        r"(?:[!$]){3,}|http\S+ (?:to|and) (?:claim|win|get)|100% (?:free|guaranteed)|act now|"
        r"limited (?:time )?offer|buy now|!!!+",
    ),
    sign(-2.0, r"our (?:account|invoice|team|company)|demo"),
)
