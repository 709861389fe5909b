"""The press, people who look for work, and everybody else, as structure.

A reporter makes a piece for an outlet; an applicant asks for a job; a neighbour talks of a van.
"""

from __future__ import annotations

from chatqual.engine.understanding.lead_sign import GAP, SHORT, YOU, Signs, sign, signs

_PIECE = (
    r"(?:articles?|stor(?:y|ies)|pieces?|features?|columns?|reports?|segments?|episodes?|"
    r"interviews?|profiles?|documentar(?:y|ies)|series|issue|edition|newsletter feature|coverage|"
    r"roundup|round-up|listicle|op-?ed|review|cover story|portrait|beitrag|artikel|reportage|"
    r"sendung)"
)
_OUTLET = (
    r"(?:magazine|newspaper|paper|gazette|times|herald|tribune|journal|chronicle|daily|weekly|"
    r"monthly|news ?desk|newsroom|radio|tv|television|broadcaster|channel|podcast|blog|"
    r"publication|trade press|press agency|news agency|wire|bbc|cnn|reuters|bloomberg|zeitung|"
    r"fachzeitschrift|zeitschrift|magazin|fachmagazin|sender|presse)"
)
PRESS_GRAMMAR: Signs = (
    *signs(
        2.8,
        r"(?:writ(?:e|es|ing)|wrote|work(?:s|ing)? on|prepar\w+|research\w*|produc\w+|do(?:ing)?|"
        r"mak(?:e|ing)|shoot\w*|record\w*|fil(?:e|ing)|finish\w*|edit\w*|publish\w*|running|run|"
        rf"compil\w+|pitch\w*|film\w*|cover\w*)(?: \w+){{0,3}}? {_PIECE} (?:on|about|for|of|"
        r"regarding|covering|around|with|in|comparing|featuring)",
        r"(?:i'?m|we'?re|i am|we are|here|calling|writing|write|work|reporter|editor|producer|"
        r"freelance\w*|contribut\w+|columnist|blogger|redakteur\w*|schreibe)(?: \w+){0,3}? "
        rf"(?:with|from|at|for|of|für|bei|von) (?:\w+ ){{0,4}}?{_OUTLET}",
        r"(?:media|press|pr) (?:enquir(?:y|ies)|inquir(?:y|ies)|requests?|questions?|contacts?|"
        r"team|officer|person|department|people|relations|kit|pack|list|pass|accreditation)|"
        r"who (?:handles|does|is|looks after|deals with)(?: \w+){0,3}? (?:press|media|pr)\b",
        r"(?:comment|quote|quotes|statement|reaction|response|interview|few words|line|soundbite|"
        r"remarks?)(?: \w+){0,4}? (?:from|by|with|of) (?:your|the|one of your|a|someone|"
        rf"somebody){SHORT}(?:ceo|founders?|spokes\w+|management|boss|director|team|company|"
        r"executives?|cfo|expert)|(?:your|the) (?:ceo|founders?|boss|managing director|"
        rf"executives?)\b{GAP}(?:comment|interview|quote|podcast|on the record|on air|on (?:our|"
        rf"the) show|in our|for our|{_OUTLET})",
        r"(?:interview|feature|profile|speak to|talk to|host|have)(?: \w+){0,3}? (?:your|"
        r"the) (?:\w+ )?(?:ceo|founders?|cfo|cto|boss|managing director|leadership|"
        rf"geschäftsführ\w*){GAP}(?:on|for|in|about|as a guest)?",
        rf"(?:for|in|on) (?:our|the|my|a|an) (?:\w+ ){{0,3}}?(?:{_PIECE}|{_OUTLET})(?: next| this|"
        r" tomorrow| going live| about| on|'s)?",
        r"(?:i'?m|i am|we'?re|im) (?:an? |the )?(?:\w+ )?(?:journalist|reporter|editor|"
        r"correspondent|columnist|producer|film ?maker|blogger|freelance writer|podcaster|"
        r"broadcaster)s?\b|(?:i|we) (?:edit|run|write|publish|host|produce) (?:an?|the|"
        r"our) (?:\w+ ){0,3}?(?:newsletter|magazine|blog|podcast|column|paper|channel|show|"
        r"site for|publication)|quote (?:one of |from |you\b|your )[^.?!]{0,40}(?:post|article|"
        r"blog|page|study|report|permission|in (?:my|our))|interview (?:somebody|someone|anyone|"
        r"one of|some of|a few)\b|(?:newspaper|magazine|radio|paper|tv|press) here\b|"
        r"is it (?:true|correct|right) that (?:you|your|the)\b|(?:has|have|did) your (?:ceo|cfo|"
        r"cto|founders?|chairman|boss)[^.?!]{0,10} (?:resign\w*|quit|left|step\w*|been fired)|"
        r"cover (?:your|the|their) (?:launch|stor(?:y|ies)|funding|news|release|event|round|"
        r"company|rise)|(?:reporter|journalist|editor|correspondent|producer) (?:at|with|for|"
        r"from|of|here)\b",
        r"(?:hi|high)[- ]?res\w*|press photos?|head ?shots?|logo (?:and|as|in)\b|before (?:we|"
        r"i) (?:publish|print|go to print|go live|go to press)|as a (?:guest|source)|"
        r"podcast guest|off the record|on background|under embargo|embargo\w*|einen? interview|"
        r"ein interview",
    ),
    sign(
        -2.8,
        r"(?:we|you) (?:can |could |will )?(?:write|place|guarantee|get you|"
        rf"offer) {GAP}(?:articles?|coverage|features?)|(?:report|feature|review|"
        r"series) (?:request|builder|for (?:our|my) (?:boss|board|cfo|auditors?|management))|"
        r"customer stor(?:y|ies)|case stud(?:y|ies)|user stor(?:y|ies)|reporting",
    ),
)

_ROLE = (
    r"(?:(?:\w+ ){0,3}?(?:engineers?|developers?|devs?|designers?|managers?|analysts?|"
    r"consultants?|sales ?(?:people|reps?|executive|development)|sdrs?|recruiters?|accountants?|"
    r"assistants?|marketers?|testers?|admins?|writers?|interns?|trainees?|apprentices?|"
    r"working students?|graduates?|freshers?|juniors?|seniors?|students?|freelancers|"
    r"data scientists?|support agents?|office manager|werkstudent\w*|praktikant\w*|azubis?|"
    r"entwickler\w*))"
)
_JOB = (
    r"(?:jobs?|positions?|roles?|openings?|opportunit(?:y|ies)|vacanc(?:y|ies)|(?:job |vacant |"
    r"open )posts?|internships?|placements?|traineeships?|apprenticeships?|work experience|"
    r"stellen?|job ?ads?|employment)"
)
RECRUITING_GRAMMAR: Signs = (
    *signs(
        2.8,
        rf"(?:do|are|will|would|could|can) {YOU}(?: \w+){{0,2}}? (?:take|hire|recruit|employ|"
        r"accept|need|looking for|seeking|want|hiring|recruiting|taking)(?: on)?(?: any| more|"
        rf" new| some| people)? ?{_ROLE}(?! (?:licen|seat|account|user|role|plan))",
        r"(?:any|an?|the|your|that|this|open|some|current|suitable|remote|entry[- ]level|junior|"
        rf"senior|other)(?: [\w-]+){{0,4}}? {_JOB}\b{GAP}(?:for me|for (?:a |an )?{_ROLE}|"
        r"available|open|still|in|on (?:linkedin|indeed|your)|at (?:your|norrwick)|with (?:you|"
        r"your)|going|remote|posted|advertised|listed|apply|sir|please|right now|at the moment|$)",
        rf"(?:apply|applied|applying|application)\b{GAP}(?:{_JOB}|heard|weeks? ago|status|at your|"
        rf"to you|for (?:the|a|an|your) (?:\w+ ){{0,3}}{_ROLE}|back|with you|received|cv|"
        r"r[eé]sum[eé])",
        r"(?:send|forward|submit|attach|upload|share|sent|drop|email|mail|"
        r"hand in)(?: \w+){0,3}? (?:cv|r[eé]sum[eé]s?|portfolio|cover letter|application|"
        r"lebenslauf|bewerbung|profile for)",
        r"(?:salary|salaries|wages?|compensation|gehalt|stipend)(?: \w+){0,3}? (?:for|range|of|"
        r"band|package|expect\w*)|(?:how much|what) do(?:es)? (?:you|a|an|"
        rf"your) [^.?!]{{0,20}}(?:pay|earn)\b[^.?!]{{0,20}}{_ROLE}|(?:remote|home) (?:work|"
        r"office)\b[^.?!]{0,20}\b(?:policy|engineers?|developers?|employees?)|work permit|"
        r"(?:work|working|residence|h-?1b|job) visas?|visas? (?:sponsor\w*|support|help|process|"
        r"application|for (?:me|my|foreign\w*|non))|sponsor\w* (?:\w+ ){0,3}visas?|"
        r"(?:need|have|get|hold) (?:a |an |my |no |valid )+visas?(?! card)|relocat\w+",
        r"i(?:'m| am|m| have| 've|'ve)? (?:an? |just |recently |\d+ |over |currently |looking |"
        rf"now )*(?:\w+ )?{_ROLE}? ?(?:looking|searching|seeking|hunting|open|interested|"
        r"available|keen) (?:for|to|in) (?:an? |the |new |my |your |"
        rf"this )*(?:\w+ ){{0,3}}?(?:{_JOB}|work|challenge|join|opportunit\w+)",
        r"(?:i )?(?:want|like|love|hope|wish|looking|keen|dream|happy) (?:to )?(?:\w+ )?(?:work|"
        r"join|contribute|intern|be (?:a )?part)(?: \w+){0,3}? (?:for|at|with|of|"
        rf"your) (?:{YOU}|your|norrwick|team)",
        r"(?:hear|heard|hearing) (?:back |anything |nothing )?(?:from|about|on) (?:you|your \w+|"
        r"my|the) ?(?:application|interview|hr)?(?=[^.?!]*\b(?:appl\w+|interview|cv|role|post|"
        r"position|job))|(?:ok|possible|allowed|able|can i|may i|how (?:do|can) i|want|like|"
        r"where (?:do|can) i|going) to? ?apply(?: (?:without|with|as|if|even|online|now|directly|"
        r"again|here|for))?\b(?! (?:a|the|this|rules?|discount|code|tax|vat|filters?|settings?|"
        r"changes?))|bewerbungs?(?:verfahren|prozess|unterlagen|gespräch|frist)?|applied (?:for|"
        r"to|at|last|two|three|a|in|via|through)|appl(?:y|ied|ication)\b[^.?!]*\bhear\b|"
        r"verstärkung (?:im|in|für)|suchen (?:sie|ihr) (?:\w+ ){0,3}(?:verstärkung|leute|"
        r"personal)|(?:work|working|intern|internship|job|start) (?:with|at|for) you\b",
        r"my (?:job )?interview|interview (?:process|stages?|rounds?|feedback|with your (?:hr|"
        r"team|cto))|hiring (?:process|manager|freeze|team)|career (?:page|site|change|"
        r"opportunit\w+)|fresher|just graduated|graduating|job ?seeker|unemployed|"
        r"years? of experience (?:in|as|with)",
    ),
    sign(
        -3.5,
        rf"(?:we|our agency) (?:have|can|place|supply|provide|source)\b{GAP}{_ROLE}|"
        r"onboard\w* new (?:hires|employees|staff)|our (?:hr|recruiters?|hiring) |"
        r"purchase requests?|position (?:number|on the)|job (?:cost\w*|sites?|numbers?|titles?)|"
        r"roles? (?:and|in the|of the approver|based|permission)|approver roles?|"
        r"on behalf of (?:a |our )?candidates?|we have (?:someone|somebody|the right|a (?:great|"
        r"good|perfect))",
    ),
)

OTHER_GRAMMAR: Signs = (
    *signs(
        2.6,
        rf"who (?:founded|started|owns|created|invented|leads|runs|is behind)\b{SHORT}(?:you\b|"
        r"your|norrwick|this|the company)|(?:when|where|in which year|"
        r"what year)\b[^.?!]{0,20}\b(?:founded|established|started|incorporated|"
        r"your (?:company|firm) begin)|(?:how old|what) is (?:your company|norrwick|the (?:firm|"
        r"company))(?: called| named|$)|how many (?:people|employees) (?:work|do you (?:have|"
        r"employ)|are (?:at|in) your)|(?:what does|where does) (?:the|your) name",
        r"(?:wrong|mistaken) (?:chat|number|company|website|site|window|place|address|firm|"
        r"norrwick|one)|(?:i )?(?:thought|looking for|wanted|meant|trying to reach)(?: "
        r"\w+){0,3}? (?:this was|the (?:city|town|council|bank|hotel|restaurant|hospital|"
        r"school|club|museum|embassy)|a different company|another company|the other)",
        r"(?:i'?m|i am|im|we'?re|we are)(?: \w+){0,3}? (?:students?|pupils?|phd|professor|"
        r"lecturer|researchers?|scholar)|(?:my|our|a|the)(?: \w+){0,2}? (?:thesis|dissertation|"
        r"term paper|class project|homework|coursework|assignment|seminar|study|survey|"
        r"research project|academic (?:work|paper))",
        r"(?:your|the) (?:company )?(?:van|lorry|truck|car|driver|alarm|building|office|dog|tree|"
        r"fence|light|sign|skip|bins?|scaffolding|party|music|generator|air ?con\w*|roof|"
        r"gate)\b[^.?!]{0,40}\b(?:block\w*|noise|noisy|loud|night|hours|street|road|drive\w*|"
        r"park\w*|hit|scratch\w*|leak\w*|ringing|going off|open|reach|entrance|located|visit|"
        r"barking|neighbou?r|damaged)",
        r"your (?:\w+ ){0,2}?(?:driver|van|truck|lorry|car|courier|dog|employees?|workers?|"
        r"staff|builders?)\b[^.?!]{0,40}\bmy (?:\w+ )?(?:gate|car|fence|wall|bike|garden|"
        r"drive\w*|house|dog|cat|door|windows?|lawn|parking)|(?:speak|talk|present|give a talk|"
        r"come)\b[^.?!]{0,20}\b(?:at|to|in) (?:our|my|the) (?:school|class|students|pupils|"
        r"uni\w*|club|church)|(?:left|lost|forgot) (?:my|a|an) (?:\w+ )?(?:scarf|umbrella|jacket|"
        r"bag|coat|phone|glasses|hat|gloves|laptop|keys?|wallet)|(?:got|received|have|had) (?:a |"
        r"an |your |some )?(?:\w+ )?(?:letter|parcel|package|post|mail|"
        r"delivery)\b[^.?!]{0,25}\b(?:addressed|for you|meant for|by mistake)|my (?:son|"
        r"daughter|kid|child|niece|nephew|grand\w+)(?:'s|s)?\b|(?:our|my) (?:bedroom|garden|"
        r"balcony|sleep|front door|backyard|kids|children)\b|(?:town|city|village) hall|"
        r"(?:opening|business|office) hours of|found (?:a|an|some|your|"
        r"the) (?:\w+ ){0,3}?(?:keys?|wallet|badge|phone|bag|laptop|card|umbrella)",
        r"(?:i|we) live (?:next|near|opposite|across|above|below|in the same|on the same)|"
        r"(?:parcel|package|letter|delivery|post|mail)\b[^.?!]{0,30}\b(?:for you|for your|"
        r"addressed to|delivered|left|here|to my (?:house|address)|pick)|(?:collecting|donat\w+|"
        r"raffle|fundrais\w+ for|charity (?:run|event|auction)|sponsor\w* (?:our|my|a|"
        r"the) (?:\w+ )?(?:team|club|event|school|run|kids?))|(?:visit|"
        r"tour) (?:of )?your (?:office|building|company)[^.?!]{0,20}(?:class|school|group|"
        r"students)?",
    ),
    sign(-2.5, r"(?:my|our) (?:account|invoice|subscription|export|login)|how much|per seat|demo"),
)
