"""What speaks for the press, for people who look for work, and for everybody else."""

from __future__ import annotations

from chatqual.engine.understanding.lead_sign import Signs, sign

PRESS: Signs = (
    sign(
        -2.0,
        r"we need|we are looking for|our (?:orders|invoices|approvals|purchas\w+)",
    ),
    sign(
        -3.0,
        r"(?:use|need|get|buy) (?:the )?(?:starter|team|pro|basic|enterprise)|for our own|"
        r"(?:friend|husband|wife|brother|sister|colleague) (?:is|who is) a|journalist friend|"
        r"friend recommended",
    ),
    sign(
        2.6,
        r"(?:für|for) (?:einen?|an?|the|my|our|unseren?|den|die) (?:\w+ )?(?:artikel|article|"
        r"beitrag|sendung|reportage|story|news ?paper|magazine|broadcast|documentary|newscast)",
        r"(?:before|until|when|once) (?:i|we) (?:publish|print|go live|air)|(?:to|will|we|"
        r"i) publish|press (?:photos?|pictures?|kit|material|event|badge)|"
        r"heard (?:that )?you(?:'re| are)? (?:laying|firing|closing|selling|buying|merging|"
        r"shutting|losing|being)|laying (?:people|staff) off|(?:on|for) our podcast|our podcast",
        r"(?:somebody|someone|anyone) (?:to )?confirm|zahlen zu ihre\w+|stellung nehmen",
    ),
    sign(
        2.6,
        r"we publish|publish(?:es|ed|ing)? (?:tomorrow|today|tonight|next|this|on)|"
        r"writing about (?:it|this|you|your|the)|nominat\w+|annual (?:list|ranking|awards?)|"
        r"i cover [\w ]+ (?:for|at)|portrait of your|presseanfragen?|any comment",
    ),
    sign(
        2.6,
        r"(?:from|for|with|at|of|by|this is \w+ from) (?:the )?(?:\w+ ){0,3}(?:news|times|post|"
        r"herald|journal|tribune|gazette|weekly|magazine|press agency|radio|tv|broadcasting|"
        r"courier|chronicle|bulletin|observer)(?=[\s,.:;!?]|$)",
        r"(?:für|von|beim?|vom) (?:das |die |den |der )?(?:\w+ )?\w*(?:kurier|zeitung|boten?|"
        r"anzeiger|magazin|rundschau|nachrichten|tageblatt|presse|fernsehen|rundfunk)",
        r"(?:prepar\w+|writ\w+|research\w*|work\w* on|publish\w*|finish\w*) (?:an?|the|our|"
        r"my) (?:\w+ )?(?:article|story|piece|report|feature|column)|article (?:about|on)|"
        r"(?:möchte|will|werde|wollen) (?:\w+ ){0,6}berichten|quote your blog|(?:two|three|some|"
        r"a few) (?:press )?questions (?:about|on|regarding) your (?:expansion|strategy|growth|"
        r"funding|results|new|company|numbers)",
    ),
    sign(
        2.6,
        r"(?:your|the) (?:layoffs|lawsuit|data breach|breach|scandal|outage|merger|acquisition|"
        r"ipo|funding)",
        r"(?:confirm|deny|respond to|react to) (?:the|that|reports?|rumou?rs?|a)",
        r"rumou?rs?|allegations?|insiders? (?:say|told)|sources? (?:say|told|close)",
        r"(?:feature|cover|profile|review) (?:you|your \w+) (?:in|on|for)|für (?:unsere|"
        r"eine) (?:ausgabe|sendung|artikel|leser\w*)",
        r"recherchier\w+|berichten über|bericht über|artikel über|interviewanfrage|pressebild\w*|"
        r"journalist\w*",
        r"comparison of [\w ]+ for our readers|our (?:readers|listeners|viewers|audience|"
        r"newspaper|magazine|channel|blog readers|"
        r"paper(?! ?-?(?:based|trail|work|forms?|files?|process\w*|invoices?|requests?|orders?"
        r"|slips?|approvals?|receipts?|copies|sheets?|folders?)))",
    ),
    sign(
        3.2,
        r"journalist\w*|reporter\w*|redakteur\w*|redaktion|periodista|journaliste|giornalista|"
        r"correspondent|press (?:kit|contact|release|office|inquiry|enquiry|officer|team|images?)|"
        r"media (?:kit|inquiry|enquiry|request|contact)|pressestelle|presseanfrage|pressekontakt|"
        r"pressemappe|newsroom|press (?:questions?|people|department|room|pass|accreditation|"
        r"request)|editor (?:at|of|for)",
        r"interview (?:your|the|with|you)|interviewen|interview your|an interview|podcast\w*|"
        r"(?:for|writing|write|working on|doing) (?:an|the|our|a|a short|an upcoming|"
        r"my) (?:article|story|piece|feature|report|column|news)(?: on| about| for)?|"
        r"for an? (?:\w+ )?(?:article|magazine|newspaper|newsletter feature)|(?:for|at|from|with|"
        r"von|beim|für) (?:the |a |an |our |das |die |der )?(?:\w+ )?(?:newspaper|zeitung|"
        r"magazin\w*|magazine|weekly|gazette|tribune|herald|times|post|kurier|anzeiger|rundschau|"
        r"blatt)",
        r"(?:your )?spokes(?:person|man|woman)|sprecher(?:in)?|pressesprecher\w*|statement (?:on|"
        r"about|from|for)|comment (?:on|about)|on the record|off the record|quote from your|"
        r"stellungnahme",
        r"hi-?res(?:olution)? (?:logo|photo|image)s?|(?:photo|picture|headshot)s? of your|"
        r"logo (?:for|in high)",
        r"(?:have|need|got) to file|file by|go(?:es|ing)? to print|goes live tomorrow|my deadline|"
        r"fact[- ]?check\w*|check (?:two|some|a few|the) facts|embargo|broadcast|radio|tv (?:show|"
        r"station)|fernsehen",
        r"is it true (?:that )?you|stimmt es, dass (?:sie|ihr)|we rank|we(?:'re| are) ranking|"
        r"buyer'?s guide|our readers|unsere leser|börsengang|write for|schreibe für",
    ),
    sign(
        1.0,
        r"funding round|lawsuit|outage|layoffs|ipo|acquisition",
        r"your (?:ceo|founder)",
        r"market overview|deadline|readers|listeners|audience",
    ),
    sign(
        -3.0,
        r"as a hobby",
        r"budget|for work",
        r"thesis|student|seo|backlink|sponsored post|guest post",
        r"webinar together|split",
    ),
)

RECRUITING: Signs = (
    sign(
        2.6,
        r"azubis?|auszubildende\w*|the \w+ position|send (?:you )?my application",
    ),
    sign(
        -4.0,
        r"(?:gute|passende|\w+) kandidaten|we place|could fill|(?:our|my) (?:candidates|"
        r"developers|designers)",
    ),
    sign(
        2.6,
        r"work (?:\w+ )?as an? [\w ]{3,25} (?:for|with|at) you|remotely as|chance to work|"
        r"how do i apply|my application|(?:an|my|the) internship",
    ),
    sign(
        2.6,
        r"your (?:job )?(?:ad|advert|advertisement|posting|listing)"
        r"(?! on (?:instagram|facebook|google|tv|youtube|tiktok))|(?:the|your) ad for|hybrid|"
        r"days in the office|sent (?:you )?my (?:cv|resume|application|documents)|(?:a |"
        r"any )?jobs? (?:for|as)|traineeship|looking for (?:an? )?(?:\w+ )?(?:job|internship|"
        r"position|apprenticeship|placement)|praktik\w+|werkstudent\w*",
    ),
    sign(
        2.6,
        r"relocation|chance (?:for|of) (?:a |an )?(?:job|internship|position)|start with you|"
        r"(?:praxis|auslands)?semester bei|praxissemester|(?:great|nice|happy|keen) to join|"
        r"join you(?!r (?:webinar|call|demo))|marketing job|reads the applications|my degree",
    ),
    sign(
        2.6,
        r"(?:the|a|an|your|any) (?:[\w-]+ ){0,4}(?:position|vacancy|opening|openings|"
        r"job)s?(?! (?:title|description of the user|queue|costing))|openings|cover letter|"
        r"graduated?|first job|got rejected|apply again|(?:can|could|may|how (?:do|can)|"
        r"where (?:do|can)) i apply|work (?:part[- ]time|full[- ]time|remotely|from home) (?:at|"
        r"for|with)|work at your (?:company|firm)",
        r"stelle als|stelle (?:noch )?frei|anschreiben|vorstellungsgespräch|hire (?:juniors?|"
        r"people|seniors?|freelancers|graduates|students|remote\w*)|junior (?:dev|developer|role|"
        r"position)|your (?:careers?|jobs) (?:page|site)",
    ),
    sign(
        3.0,
        r"(?:job|position|role|vacancy|stelle) (?:still )?(?:open|available|frei|offen)",
        r"(?:is|are) (?:the |your )?[\w ]{3,40} (?:job|position|role|vacancy)s? (?:still |"
        r"already )?(?:open|available|filled|taken|remote|part[- ]time)",
        r"sponsor (?:\w+ )?visas?|relocation (?:help|package|support)|hear back|salary|gehalt|"
        r"(?:second|first|final|my) (?:round )?interview|probation|part[- ]time (?:job|work)|"
        r"teilzeit|home ?office bei",
        r"(?:i'?d|i would) (?:love|like) to (?:work|join|build|code|design)(?:[^.?!]{0,30}(?:you|"
        r"your))?",
        r"hiring manager|talent (?:acquisition|team|pool)|people team|bei ihnen (?:an)?fangen|"
        r"(?:suchen|sucht) (?:sie|ihr) (?:noch )?(?:leute|mitarbeiter|entwickler\w*|personal|"
        r"jemanden)",
        r"do you (?:need|take|look for) (?:any )?(?:someone|people|more people|staff|apprentices|"
        r"interns|graduates|juniors?)",
        r"stellen(?:anzeige|angebot\w*)?|quereinsteiger\w*|minijob|nebenjob|aushilfe",
    ),
    sign(
        3.0,
        r"(?:are|r) (?:you|u|ya)(?: guys)?(?: currently| still)? (?:hiring|recruiting|"
        r"looking for (?:people|developers|engineers|staff))|do you hire|hiring|"
        r"we'?re hiring page|open (?:positions?|roles?|jobs?)|job (?:opening|offer|ad|posting|"
        r"application|opportunit\w+|listing)s?|vacanc\w+|careers?(?: page)?|jobs(?: at)?|any jobs|"
        r"a job|stellen\w*|karriere|offene stellen|jobangebot\w*",
        r"appl(?:y|ied|ying|ication) (?:for|to|at|as|with)(?: (?:the|a|an|your|you|"
        r"you guys))?(?: \w+){0,4}(?: role| job| position| internship| you)?",
        r"my application|bewerb\w*|initiativ\w*|bewerbung\w*",
        r"(?:my |a |our |send |the )(?:cv|resume|résumé|curriculum)|cv\b|lebenslauf|currículum|"
        r"candidature",
        r"internships?|(?:as an|summer|student) intern|praktikum\w*|praktika\b|werkstudent\w*|"
        r"working student|apprentice\w*|ausbildung\w*|trainee ?ships?|graduate program\w*|stage\b|"
        r"pasant\w+|tirocinio|azubi",
        r"work (?:for|at|with) (?:you|your company|norrwick)|join (?:your|the) team|"
        r"from the inside|be part of your team|bei ihnen arbeiten|bei euch arbeiten|"
        r"you need people|you(?:'re| are) looking for (?:a|people|someone|developers|engineers)",
        r"recruiting process|job interview|my interview (?:with|was|is)|interview (?:next|"
        r"yesterday|last)|hr department|(?:salary|gehalt) for|remote (?:ok|possible|work)|"
        r"visa sponsorship|(?:\d+|several|many) (?:years?|yrs) (?:of )?(?:experience|python|java|"
        r"sales|react|in)",
    ),
    sign(
        -4.0,
        r"recruit(?:ing|ment) agency|candidates? for you|great candidates|staffing|headhunt\w*|"
        r"we (?:provide|supply|have|place) (?:\w+ ){0,3}(?:candidates|developers|talent)|"
        r"personalvermittlung|personaldienstleist\w*|kandidaten für (?:sie|euch)|"
        r"interview your (?:ceo|founder)|job ads? (?:for|on our)|our job (?:board|portal)",
    ),
    sign(-2.0, r"trial|pric(?:e|ing)|demo|invoice|our (?:jobs|orders)|print jobs|cron jobs?"),
)

OTHER: Signs = (
    sign(
        2.6,
        r"your (?:fence|tree|dog|cat|garden|wall|roof|bike|bins?|hedge|window|chimney)|"
        r"my (?:garden|house|fence|street|driveway|flat|window|car)|vending machine|researcher at|"
        r"at the university|usage data for",
    ),
    sign(
        2.8,
        r"drop off|pick up (?:a|my) (?:parcel|package)|flyers?|leaflets?|mailbox|film (?:in|at|on|"
        r"your)|take (?:photos|pictures) of your|interview a founder|where is your office|"
        r"in front of your (?:building|office|shop)|doorbell|smoke|flood|leak\w*|broken window|"
        r"cat|dog",
    ),
    sign(
        2.8,
        r"phd|doctora\w+|my research|interview (?:one|some|a few) of your (?:customers|users|"
        r"employees)|open to visitors|visit(?:ing)? (?:you|your office|your building)|(?:get|come|"
        r"drive|walk) to your (?:building|office|place)|parcel for you|package for you|"
        r"delivered to us|lost property|noise from|complaint about your (?:driver|building|van)|"
        r"(?:your|the) (?:driver|courier|van|truck) ",
    ),
    sign(
        2.8,
        r"wrong (?:window|chat|site|tab|one sorry|shop)|i wanted my|(?:good|nice) (?:restaurant|"
        r"hotel|cafe|bar|pub)|(?:your|the) neighbou?r|im studying|i'?m studying|"
        r"blocks? the (?:gate|road|entrance|drive)|interview a company for",
    ),
    sign(
        2.8,
        r"wi-?fi password|lobby|your alarm|alarm is|scratched|your drivers?|(?:got|received|"
        r"have) your (?:mail|post|letter|parcel)|mail by mistake|(?:presentation|project|essay|"
        r"report) (?:about|on) your company|my (?:daughter|son|kid|child|class) (?:wants|has|"
        r"needs|is)|for the police|the police|city council|census|charity (?:collection|drive)|"
        r"wheelchair access|toilet|canteen|reception desk|school (?:presentation|homework)|museum|"
        r"exhibition visit",
    ),
    sign(
        2.8,
        r"(?:where|can|may) (?:can )?i park|when i visit you|how do i get to (?:you|your office)|"
        r"opening hours of (?:your )?office|is this (?:the|a) (?!product|tool|bot|software|best|"
        r"right (?:plan|product))\w+|(?:do|did) i (?:have|reach|call) the (?:wrong|right)|raffle|"
        r"tombola|charity run|fundraiser|school fair|our (?:football|sports|soccer) club|"
        r"kindergarten|paket|päckchen|briefkasten|ihr (?:lkw|transporter|mitarbeiter hat)|"
        r"abgegeben|verloren|gefunden|einfahrt|(?:bring|visit with) (?:my|our|a) (?:class|"
        r"students|group)|guided tour of your|take part in (?:my|our|a)|fragebogen|(?<!security "
        r")(?<!vendor )(?<!supplier )questionnaire|"
        r"wallet|found (?:a|your)|driveway|bachelorarbeit|masterarbeit|hausarbeit|referat|"
        r"for (?:my|a) (?:class|lecture|school|university|uni)",
    ),
    sign(
        2.8,
        r"(?:i(?:'m| am|m) (?:an? )?(?:\w+ )?(?:student|phd|researcher|professor|pupil|teacher)|"
        r"(?:my|a|bachelor'?s?|master'?s?) (?:\w+ )?(?:thesis|dissertation)|term paper|homework|"
        r"research (?:project|paper|study|survey)|survey for|cite|quote your docs|"
        r"student(?:in)? (?:an|der)|masterarbeit|bachelorarbeit|studienarbeit|seminararbeit|"
        r"umfrage|for uni\b|école|universitaire)",
        r"(?:which|what) (?:bus|train|tram|metro)|parking|parkplatz|your (?:office|building|"
        r"reception|address|door|car park)|live (?:next door|nearby|across|above|below)|"
        r"neighbou?rs?|nachbar\w*|fire alarm|your (?:van|truck|car|driver|dog|bins?|lorry)|noise|"
        r"lärm|blocking (?:my|the|our)|deliver(?:y|ed)? (?:a )?(?:parcel|package|paket)|parcel|"
        r"päckchen|paket (?:für|abgeben)|moved out|wrong (?:address|number|company|person|chat)|"
        r"falsche (?:adresse|nummer)|letter (?:to|for) (?:my|a|the wrong)|sent (?:a letter|mail|"
        r"post) to (?:my|our) (?:address|house)|lost (?:my|a|and found)|found (?:a|"
        r"your) (?:wallet|key\w*|phone|badge)|left (?:my|an?) (?:umbrella|jacket|bag|coat|phone)",
        r"donat(?:e|ion)s? (?:to|for|from)|sponsor (?:our|my|a) (?:club|team|event|school)|"
        r"spende\w*|sponsoring|school (?:visit|trip|project)|weather|jokes\b|(?:me|us) a joke|"
        r"recipe|football|horoscope|tell me a story|what is the capital|homework",
    ),
    sign(
        -2.0,
        r"pric(?:e|ing)|demo|our (?:account|invoice)|seats|internship|praktik\w*|are you hiring|"
        r"werkstudent\w*|job",
    ),
)
