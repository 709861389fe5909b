"""Trouble and wishes at work as structure: a thing of the office, and what goes wrong with it.

`need_words` holds wordings; here stand the classes of words from which most complaints are built.
"""

from __future__ import annotations

import re

from chatqual.engine.understanding.sieve import Sifted

_NOT = (
    r"(?:not|never|n't|dont|doesnt|didnt|isnt|arent|cant|wont|hardly|barely|rarely|seldom|don't|"
    r"doesn't|didn't|isn't|aren't|can't|won't|hasn't|haven't|wasn't|weren't|cannot)"
)
_LACK = (
    r"(?:no|zero|little|very little|hardly any|barely any|not enough|poor|bad|limited|lacking|"
    r"lack(?:s|ing)?(?: of)?|missing|without(?: any)?|not having(?: any)?|insufficient|patchy)"
)
_GOOD = (
    r"(?:visibility|overview|control|transparency|oversight|structure|process|system|"
    r"traceability|records?|history|proof|documentation|consistency|integration|automation|"
    r"reporting|insight|tool|standard|accountability|audit trail|trail|single source|rules|"
    r"governance|tracking|enforcement|approval (?:flow|process|chain)|central \w+|way (?:to|of))"
)
_THING = (
    r"(?:approvals?|requests?|requisitions?|orders?|ordering|purchas\w+|invoices?|receipts?|"
    r"p\.?o\.?s?|payments?|bills?|budgets?|contracts?|suppliers?|numbers|figures|data|reports?|"
    r"reporting|forms?|paperwork|e?-?mails?|spreadsheets?|excel|process(?:es)?|workflows?|"
    r"systems?|tools?|software|erp|month[- ]end|closing|stock|inventory|deliver\w+|expenses?|"
    r"claims?|sign-?offs?|signatures?|timesheets?|tickets?|documents?|files?|papers?|"
    r"spend(?:ing)?|costs?|procurement|onboarding|finance|accounting|bookkeeping|half of (?:our|"
    r"the|my) \w+)"
)
_ASTRAY = (
    r"(?:lost|missed|misplaced|late|delayed|stuck|wrong|twice|doubled?|duplicat\w+|forgotten|"
    r"overlooked|unsigned|unpaid|overdue|stalled|sitting (?:on|in|around)|piling up|buried|"
    r"incomplete|inconsistent|messy|a mess|slow\w*|painful|tedious|cumbersome|clunky|outdated|"
    r"scattered|all over|ad hoc|out of (?:date|sync|hand|control)|unclear|opaque|manual|"
    r"unreliable|nightmare|broken|hopeless|inefficient|time[- ]consuming|old[- ]fashioned|"
    r"exploding|rising|soaring|creeping up|too (?:long|slow|high|late|many|complicated))"
)
_PEOPLE = (
    r"(?:nobody|no ?one|finance|accounting|accounts|management|procurement|purchasing|people|"
    r"staff|employees|everyone|everybody|managers|approvers|teams|departments|colleagues|"
    r"suppliers|they|folks|users|somebody|someone|sites|branches|auditors?|each (?:team|site|"
    r"branch|department|office)|every (?:team|site|branch|department|office))"
)
_HEED = (
    r"(?:notice|check|follow|know|see|approve|sign|respond|answer|reply|look|remember|update|"
    r"track|reconcile|review|understand|agree|own|record|document|read)"
)
_EVADE = (
    r"(?:go(?:es|ing)? (?:a)?round|bypass\w*|skip\w*|work\w* around|ignor\w+|circumvent\w*|"
    r"buy\w* (?:stuff|things|whatever|without|on their|what)|find\w* out (?:only )?(?:at|when|"
    r"after|"
    r"later|too|once|by)|order\w* (?:on (?:amazon|ebay)|from (?:amazon|ebay|anywhere)|whatever|"
    r"without|stuff|"
    r"things|on their|what|twice|the same)|complain\w*|forget\w*|chas\w+|re-?enter\w*|re-?typ\w+|"
    r"spend\w* (?:hours|days|half|ages|all|the whole|too)|wast\w+|do(?:es)? (?:it|"
    r"things) (?:their own|differently)|using (?:their own|different)|us(?:es|e) (?:their own|"
    r"different))"
)
_FAILS = (
    r"(?:match|agree|reconcile|add up|tally|arrive|reach|scale|sync|talk|work|cut it|keep up|"
    r"get (?:approved|paid|signed|seen|read|done|answered)|line up|fit|show up|happen on time|"
    r"connect)"
)
_TIME = (
    r"(?:(?:about|around|up to|over|nearly|almost|at least|roughly|more than|like)? ?(?:ages|"
    r"forever|hours|days|weeks|months|(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|"
    r"several|half an?|\d+)(?: \w+)? (?:hours?|days?|weeks?|months?|mornings?|afternoons?)|"
    r"half (?:a|the|my) \w+|the whole \w+|too (?:long|much)))"
)
_BURDEN = (
    r"(?:ping[- ]?pong|back[- ]and[- ]forth|paper (?:chase|forms?|slips?|mountain)|bottlenecks?|"
    r"fire-?fighting|work-?arounds?|guess-?work|head-?aches?|pain points?|hassle|admin burden|"
    r"rogue (?:spend\w*|purchas\w+|buying)|over-?spend\w*|overspent|over budget|(?:budget|"
    r"cost) overruns?|late (?:fees?|payments?)|penalt(?:y|ies)|non-?complian\w+|failed (?:an|the|"
    r"our) audit|audit (?:findings?|remarks?|issues?)|rubber[- ]stamp\w*|double (?:handling|"
    r"keying|booking|ordering)|duplicate (?:orders?|payments?|invoices?|work)|human error|"
    r"sick and tired|drives? (?:me|us|everyone) (?:mad|crazy|nuts)|kill(?:s|ing) (?:us|me|our)|"
    r"eat(?:s|ing)? (?:up )?(?:my|our|so much|too much)|cost(?:s|ing)? us (?:a lot|time|money|"
    r"hours|too much)|can'?t go on|cannot go on|getting out of|black box|(?:gets?|got|are|is|be|"
    r"being|were|was) (?:\w+ )?(?:surprised|caught out|swamped|buried|overrun|blindsided|"
    r"bombarded|flooded|stuck|annoyed)|through the roof|on (?:their|his|her|personal|private|"
    r"our)(?: own)? (?:credit |company |private )*cards?|claim(?:s|ing)? (?:it|them|that|"
    r"the money)? ?back|laufen (?:noch |alle |immer noch )*(?:über|per|auf|in|via)|"
    r"gehen (?:noch |alle )*(?:über|per)|blind(?:ly)?|in the dark|without (?:us|me|anyone|"
    r"anybody|them|people|him|her) (?:noticing|knowing|seeing|realising|realizing|being asked)|"
    r"not (?:great|ideal|good enough|sustainable|optimal)\b|growing pains|silos?|siloed|"
    r"different (?:forms?|tools?|systems?|ways?|templates?|rules|process(?:es)?|lists?|formats?|"
    r"spreadsheets?)|(?:goes?|going|went|gone|turn(?:s|ed)?) (?:crazy|mad|nuts|bananas|wild|"
    r"wrong|missing|unnoticed|sour)|without (?:telling|asking|informing|approval|permission|"
    r"checking|(?:any|a) (?:approval|po|purchase order|budget|check|permission))|(?:grow\w*|"
    r"scal\w+|got|gotten|become|are|is) too (?:fast|big|complex|large|small|chaotic|"
    r"quick\w*) for|costs? us|in (?:one|a single|my|his|her|the) (?:\w+'?s? )?head|"
    r"bounc\w+ (?:between|around|back|from)|(?:get|keep|bring|have) (?:a grip|it under control|"
    r"things under control)|(?:it'?s|its|is|are|was) (?:so|that|really|pretty|quite) (?:bad|slow|"
    r"painful|inefficient|messy|manual)|just to (?:get|find|see|chase|approve|know)|no way (?:to|"
    r"of)|(?:retires?|retiring|leaves|left|leaving) (?:next|soon|in|the company|us))"
)
_ENDS = (
    r"(?:(?:being|is|was|are|will be|gets|getting) (?:discontinued|sunset(?:ted)?|phased out|"
    r"shut down|switched off|retired|killed off|decommissioned)|end[- ]of[- ]life|"
    r"support (?:ends|is ending|runs out)|(?:hik|rais|increas|doubl|trebl|tripl)\w+ (?:the |"
    r"their |its |our )?(?:price|cost|fee)s?)"
)
TROUBLE = Sifted(
    rf"\b(?:{_LACK} (?:real |proper |clear |good |any |single |decent )*{_GOOD}\b|"
    rf"{_THING}\b[^.?!]{{0,30}}?(?:\b|(?<=\w)){_NOT} (?:\w+ )?{_FAILS}|"
    rf"{_THING}\b[^.?!]{{0,30}}?\b(?:is|are|was|were|gets?|got|getting|be|being|keeps?|goes|go|"
    r"ends? up|stays?|sits?|takes?|became|becomes?|come|comes|arrives?) (?:\w+ "
    rf"){{0,2}}?{_ASTRAY}\b|{_PEOPLE} only (?:sees?|finds?|learns?|hears?|knows?|gets?|"
    r"notices?)\b[^.?!]{0,40}\b(?:when|after|once|at the end|too late)\b|"
    rf"{_PEOPLE}(?: \w+)? {_NOT} (?:\w+ )?{_HEED}\w*|(?:nobody|no ?one) (?:\w+ )?{_HEED}\w*|"
    r"(?:nobody|no ?one) (?!here|there|else|answers|replies|responds|is\b)\w{3,}(?:s|ed)\b|"
    r"(?:freigab\w*|bestell\w*|genehmig\w*|vertretung\w*|rechnung\w*|belege?|prozess\w*|abläufe?|"
    r"ablauf|abstimmung)\b[^.?!]{0,40}\b(?:klapp|funktionier|lauf|läuf|"
    r"geh)\w*\b[^.?!]{0,15}\b(?:nicht|"
    r"schlecht|schief)|(?:it'?s|its|is|are) (?:just |really |so |pretty |an? |plain )*(?:awful|"
    r"terrible|"
    r"horrible|dreadful|unbearable|hell|no fun)\b|"
    rf"{_PEOPLE} (?:hears?|finds? out|learns?)(?: (?:about|of))? [^.?!]{{0,25}}\b(?:last|late|"
    rf"afterwards)\b|"
    r"nothing (?:moves|happens|goes out|(?:gets|is) (?:ordered|approved|paid|done|signed|bought|"
    rf"released|decided))\b|(?:{_THING}|everything) (?:is|are|means|happens?|lives?|sits?|runs?)"
    r" (?:(?:basically|just|currently|still|all|only|mostly|in|on|via|over|through|an?|one|the|"
    r"our|my|"
    r"shared|big|huge|giant|few) )*(?:inbox\w*|spreadsheets?|excel\w*|e-?mails?|paper|whiteboards?|"
    r"word (?:docs?|files?)|sharepoint|whats ?app|slack|post-?its?|google (?:sheets?|forms?))\b|"
    r"(?:has|have|had|got|with|without|there'?s|is|are) (?:no|zero) (?:\w+ ){0,3}?(?:workflow|"
    r"process|approvals?|rules?|limits?|system|tool|controls?|procedure|policy|checks?)\b|"
    rf"{_PEOPLE} (?:\w+ ){{0,2}}?{_EVADE}\b|(?:takes?|took|taking|spend(?:s|ing)?|spent|los(?:e|"
    rf"es|ing)|wast(?:e|es|ing)) (?:us |me |them |\w+ )?{_TIME}\b|{_BURDEN}\b|{_ENDS}\b)",
    re.I,
)
# Wishes that do not begin with "we need": duties, plans, conditions.
DUTY = Sifted(
    r"(?:\b(?:keen|eager|desperate|required|obliged|forced|asked|told|tasked|mandated|meant|"
    r"instructed|commissioned|under pressure) (?:to|with)(?= (?:find|get|replace|stop|improve|"
    r"reduce|cut|digiti|automat|introduce|implement|set|choose|pick|select|bring|make|have|"
    r"centrali|standardi|comply|move|evaluat|look|finding|getting|replacing|introducing|"
    r"choosing))|\b(?:it )?(?:would|'d) be (?:good|great|nice|ideal|helpful|handy|perfect|"
    r"a dream) (?:if (?:we|it|they|our \w+) (?:could|can|had|would)|to (?:have|get|be able to))|"
    r"\bwhat (?:we|i)(?:'d| would|'re| are|'m| am)? (?:really |actually )?(?:need|want|like|love|"
    r"looking for|after|missing) is(?: to)?|\b(?:my|our|the) (?:job|task|aim|mission|priority|"
    r"mandate|objective|project|brief) (?:is|"
    r"are|was|this year is|here is)(?: to| for us to)?|\b(?:we|i) (?:must|ought to|(?:'ve |"
    r"have )?decided to|plan to|intend to|aim to)(?= (?:find|get (?!back)|replace|stop|improve|"
    r"reduce|cut|digiti|automat|introduce|implement|bring|centrali|standardi|comply|move away|"
    r"control|track|change|speed|make sure|ensure))|\b(?:is there|do you have|got) (?:a|"
    r"any) (?:way|means|tool|software|solution|system) (?:to|for|that|which)(?= \w+ (?:our|my|"
    r"the|all|each|every|more|better|us|purchas|approv|spend|order|"
    r"invoice)))\s*(?<=[\s:])(?P<what>\w.*)",
    re.I | re.S,
)
# "Purchase approvals for 40 people": the thing that is wanted, and for whom.
_OF_WORK = (
    r"(?:approv\w+|requisitions?|sign-?offs?|purchas\w+|procurement|spend(?:ing)?|budgets?|"
    r"expenses?|invoices?|orders?|p\.?o\.?s?|capex|supplier|vendor|contract|travel|holiday|leave|"
    r"document|four"
    r"[- ]eyes|audit|bestell\w*|freigabe\w*|beschaffung\w*|einkauf\w*|rechnungs?\w*|ausgaben\w*)"
)
_AS_TOOL = (
    r"(?:(?:purchase |purchasing |spend |invoice |order |budget |expense |buying |po )?approvals?|"
    r"workflows?|flows?|management|control|tracking|trail|requisitions?|sign-?offs?|automation|"
    r"tool|"
    r"software|system|app|solution|process|procurement|requests|routing|\w*freigaben?|"
    r"\w*prozess|beschaffung|bestellwesen)"
)
THING_WANTED = Sifted(
    r"(?:(?:an?|some|one|simple|better|proper|eine?) ){0,3}"
    rf"(?:(?:{_OF_WORK}|{_AS_TOOL})[ /-]){{0,4}}{_AS_TOOL}"
    r" (?:for|across|at|in|für|in) (?:(?:about|around|roughly|up to|some|our|my|all|the|etwa|rund|"
    r"ca\.?|unsere?|alle) |~ ?){0,3}(?:\d+|an?|two|three|four|five|six|seven|eight|ten|twelve|"
    r"twenty|small|zwei|"
    r"drei|vier|fünf)? ?(?:[\w-]+ ){0,2}?(?:people|users?|seats?|staff|employees|of us|sites?|"
    r"offices?|"
    r"shops?|stores?|branches|locations|departments?|teams?|company|firm|business|school|group|"
    r"plants?|restaurants?|hotels?|agency|charity|practice|club|hospitals?|chain|factory|brewery|"
    r"subsidiaries|entities|clinics?|warehouses?|leute\w?|mitarbeiter\w*|personen|standorten?|"
    r"filialen)"
    r"\b",
    re.I,
)
# A fault of the tool that they have now is a reason to buy, none to help.
OF_ANOTHER_TOOL = Sifted(
    r"\b(?:(?:our|the|my) (?:old|current|present|existing|legacy|former|previous|other)|another|"
    r"competing) (?:\w+ )?(?:tool|system|software|provider|vendor|solution|erp|app|platform|"
    r"process|database)\b",
    re.I,
)
