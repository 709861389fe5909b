"""The phrases by which people say who decides. English in depth, German well, others briefly."""

from __future__ import annotations

import re

from chatqual.engine.understanding.sieve import Sifted

_GROUP = (
    r"(?:(?:(?:steering|supervisory|advisory|school|parish|town|purchasing|executive|management|"
    r"investment|procurement|buying|budget|it) )?(?:committee|board(?: of directors)?|council|"
    r"panel)|works council|(?:upper |senior |top )?management(?: team)?|(?:senior |"
    r"executive )?leadership(?: team)?|exec(?:utive)?s(?: team)?|c-?suite|(?:procurement|"
    r"purchasing|finance|legal|it|accounting)(?: team| department| dept| guys| people)?|"
    r"headquarters|head office|hq|corporate|parent company|ministry|the state|city council|"
    r"association|owners?|dean|rector|principal|investors?|shareholders|boss(?:es)?|superiors?|"
    r"higher[- ]ups|line manager|wife|husband|father|mother|dad|mum|mom|brother|sister|"
    r"co-?founders?|business partners?|clients?|team|colleagues?|trustees|dean|mayor|governors|"
    r"partners|directors|managers|owners|geschäftsführung|geschäftsleitung|gf|chefin|chefs?|"
    r"chefetage|vorstand|betriebsrat|vorgesetzten?|einkauf|finanzabteilung|zentrale|"
    r"gesellschafter|aufsichtsrat|gremium|leitung|mutterkonzern|it-abteilung|buchhaltung|"
    r"ausschuss|lenkungsausschuss|verwaltungsrat|direction|jefe|jefa|capo|baas|directie|conseil|"
    r"consejo|raad)"
)
GROUP = re.compile(rf"(?<![\w-]){_GROUP}(?![\w-])", re.I)
DETERMINER = (
    r"(?:(?:my|our|the|their|his|her|a|an|mein(?:e[nmrs]?)?|unser(?:e[nmrs]?)?|de[rnms]|die|das|"
    r"eine[nmr]?|ma|mon|notre|la|le|mi|nuestr[oa]|il|mio|nostro|onze|mijn|o|meu|nosso|new|two|"
    r"both|direct|whole|entire)\s+)"
)
GATE = Sifted(
    r"decis|decid|deciz|sign|approv|authori[sz]|final (?:say|call|word)|last (?:word|say)|"
    r"my call|boss|\bask|check with|past|budget|owner|founder|\bc[etfio]o\b|director|buy|purchas|"
    r"pick|student|thesis|curious|\buse\b|using|user|only|just|recommend|shortlist|client|"
    r"committee|board|permission|run it|up to|in charge|\bme\b|\bmd\b|\bok\b|okay|agree|choose|"
    r"say goes|legwork|prepar|research|entscheid|unterschr|genehm|freigab|freigeb|chef|geschäfts|"
    r"abstimm|absprech|fragen|klären|vorstand|inhaber|rücksprache|beslis|décid|decido|studier|"
    r"nutze|anwender|convince|consult|\bclear\b|talk|discuss|involved|part in|work (?:there|for)|"
    r"universit|\buni\b|\bpaper\b|writing|\bblog\b|head of|\bvp\b|applying|jobs?\b|green|nobody|"
    r"no ?one|normal|role|green light|go-?ahead|bestimm|liegt bei|zustimm|nothing to do|purse|"
    r"manag|allein|retired",
    re.I,
)

DECIDES_SELF = Sifted(
    r"\b(?:i|me)(?:(?:'ll| will| can| do| get to| am able to| alone| also| usually| always|"
    r" personally| myself| just| actually| basically| ultimately| would| could| should| hereby|"
    r" mostly| normally)){0,3} (?:decid\w*|sign(?: off)?(?! in| up)|approve(?! of)|"
    r"authori[sz]e|make (?:the|that|those|these|all|such|this)(?: \w+){0,2} (?:decis?ions?|"
    r"call|calls)|call the shots|choose|have (?:the )?(?:final (?:say|word|decision)|"
    r"last (?:word|say)|sign[- ]?off|signing (?:power|authority|rights)|authority|"
    r"budget authority|full authority|power to \w+)|hold the (?:budget|purse\w*)|"
    r"own the (?:budget|decision)|control the (?:budget|money|spend\w*)|pick (?:the |"
    r"our )?(?:vendors?|tools?|software|suppliers?))\b(?! (?:up to [$€£]?\d|later|tomorrow|next|"
    r"once|when|after|together|with (?:my|our|the)\b|jointly))|\b(?:it'?s|its|that'?s|this is|"
    r"it is|that is|would be|all|entirely|totally|solely|^)\s*(?:entirely |all |totally |solely |"
    r"only |just )?(?:my|mine) (?:own )?(?:call|decis?ion|choice|money|company|"
    r"responsibility)\b(?! (?:dropped|was|is|got|cent|volume|with|log|back|at|on|has|needs))|"
    r"^my (?:call|decis?ion)(?=\s*(?:$|[.,!]|alone|entirely|only|here))|\bits? my budget\b|"
    r"\bit'?s my budget\b|\bmy decis?ion alone\b|\b(?:it'?s|its|it is|that'?s|thats|"
    r"that is) me (?:who|that|which) (?:sign|decid|tak|mak|approv|buy)\w*|\bi(?:'ll|"
    r" will)? take the (?:final )?decis?ion|\bi(?:'m| am|m) (?:fully )?(?:authori[sz]ed|allowed|"
    r"entitled|empowered) to (?:sign|buy|decide|approve|purchase|order)|\bi(?:'m| am|"
    r"m)(?: the one)? (?:signing|deciding|approving)\b|\bi(?:'m| am|m) responsible (?:and|so|"
    r"for (?:this|it|the decision|the budget|purchas\w+))|\b(?:made|taken|signed|approved|"
    r"decided) by me\b|\bon my own authority\b|\bi (?:can )?sign\b[^.?!]{0,25}\b(?:myself|"
    r"alone|on my own)\b|\b(?:that'?s|thats|it'?s|its|all|is) on me\b|"
    r"\bmy name is on the (?:contract|budget)|\band (?:i )?(?:decide|sign|"
    r"approve)\w*(?: \w+)? (?:alone|myself|on my own|it all)|\b(?:das )?(?:mache|entscheide|"
    r"bestimme) ich sel(?:ber|bst)|\bbin (?:hier |selbst |selber )?(?:der|die) chefin?\b|\b(?:up|"
    r"down|comes down|falls|left) to me\b|\b(?:sits|lies|rests|stops|is|stays) with me\b|"
    r"\bin my hands\b|\bon my desk\b|\b(?:i(?:'m| am|m|'ll be| will be|ll be)?|"
    r"me) ?(?:also )?(?:the |a |our )?(?:main |sole |only |final |key )?(?:decis?ion[- ]?maker|"
    r"(?:one|person|guy|woman|man|girl)(?: (?:who|which|that|to|here))*\s?(?:is |will be |"
    r"would be |'s |has to |gets to )?(?:decid\w+|sign\w*|approv\w+|mak\w+ the (?:call|decision)|"
    r"buying|buys|in charge|responsible)|budget (?:holder|owner)|economic buyer|signatory)\b|"
    r"\b(?:final say|last word|final decision|decis?ion|sign[- ]?off|"
    r"final call)\b[^.?!]{0,30}\b(?:with me|is mine|is me|my desk|am i|by me|to me)\b|"
    r"\bno(?:body| one|-one) else (?:needs?|has|decides|to ask|is involved|involved|signs)\b|"
    r"\b(?:don'?t|dont|do not|no) (?:need|have)(?: to)? (?:ask )?(?:any(?:one|body)(?: else)?|"
    r"permission|approval|sign[- ]?off)(?:'?s)?(?: else)?\b|\bwhat(?:ever)? i say goes\b|"
    r"\bthe buck stops (?:here|with me|at me|at my desk)\b|\bi run the (?:show|company|business|"
    r"place)\b|\bi own (?:the|"
    r"this) (?:company|business|place|budget|shop|decision)\b|\b(?:entscheide|bestimme|"
    r"unterschreibe|genehmige)\b[^.?!]{0,25}\b(?:ich|selbst|selber|allein\w*)\b|\bich (?:das |"
    r"hier |selbst |allein |alleine )*(?:entscheide|bestimme|unterschreibe|genehmige)\b|"
    r"\bdie entscheidung (?:liegt bei mir|treffe ich)|\bliegt (?:ganz |allein )?bei mir\b|"
    r"\bmeine entscheidung\b|\bich (?:bin|treffe) (?:die|der|hier )?\s?entscheid\w+|"
    r"\bhabe das letzte wort\b|\bdas letzte wort habe ich|\bkann (?:ich )?(?:das )?selbst "
    r"(?:entscheiden|freigeben|unterschreiben)|\bc'est moi qui décide|\bje décide\b|"
    r"\byo decido\b|\bdecido yo\b|\bdecido io\b|\beu decido\b|\bik beslis\b",
    re.I,
)
BARE_SELF = re.compile(
    r"(?:(?:yes|yeah|yep|yup|ja|well|oh|hm|ok|sure|si|oui)[\s,.!]*)*(?:(?:that(?:'s| is|"
    r" would be|s)?|it(?:'s| is)|thats|its|das bin|das mache) )?(?:(?:just |only )?(?:little |"
    r"good )?(?:old )me|me,? alone|just me|only me|me myself|(?:nobody|no ?one) (?:but|except|"
    r"other than|besides) (?:me|myself)|me and (?:nobody|no one|"
    r"no-one) else|me|i do|i am|i will|myself|mine|yours truly|ich selbst|ich allein\w*|nur ich|"
    r"ich|moi|yo|io|eu|ik|my decis?ion|my call|i can|i decide)(?=\s*(?:$|[.,!]|only me\b|alone|"
    r"lol|and (?:nobody|no one)|and (?:nobody|no one)|i sign|myself|personally))",
    re.I,
)
NEGATED = re.compile(
    r"\b(?:not|don'?t|dont|won'?t|wont|can'?t|cant|cannot|isn'?t|isnt|never|no longer|wouldn'?t|"
    r"wouldnt|doesn'?t|aren'?t|nicht|kein\w*|if|whether|until|unless|before|"
    r"than)\b[^,;.]{0,18}$",
    re.I,
)
NEGATED_WITHIN = re.compile(r"\b(?:not|never|nicht)\b", re.I)

MUST_ASK = re.compile(
    r"(?:\b(?:ask(?:ing)?(?: for)?|check(?:ing)?(?: it| this| that| in| first)?(?: back)? with|"
    r"run(?: it| this| that| everything| the \w+| things)? (?:past|by|through)|clear(?: it| this|"
    r" that)? with|talk(?: about it| it over| this over| first)? (?:to|with)|speak (?:to|with)|"
    r"discuss(?: it| this| that)? with|consult(?: with)?|convince|persuade|(?:pitch|present|"
    r"bring|propose|show|sell|submit|escalate|forward)(?: it| this| that)?(?: all)? to|"
    r"take (?:it |this |that )?(?:to|up with|back to)|go (?:through|to|via|past)|pass (?:it |"
    r"this )?(?:by|through|on to)|report back to|(?:get|have|has|need|needs|needing|waiting for|"
    r"wait for|without|requires?|getting) (?:the |an |a |final |some |written )*(?:ok|okay|"
    r"approval|sign[- ]?off|permission|go-?ahead|green light|buy-?in|blessing|signature|"
    r"nod)(?: for (?:it|this|that))? (?:from|of|by|with)|get (?:it|this|that|"
    r"the \w+) (?:approved|signed(?: off)?|past|through|cleared|authori[sz]ed)(?: by| with|"
    r" from)?|(?:rücksprache|abstimmung|abstimmen|absprache) mit|segen (?:von|vom)|(?:a )?(?:yes|"
    r"nod|go|thumbs up|final word) from|"
    r"(?:can'?t|cannot|don'?t|won'?t|nothing) (?:\w+ ){0,4}without(?: asking)?|"
    r"freigabe (?:von|vom|der|durch)|ok (?:von|vom)|(?:muss|müsste|müssen|sollte|werde|"
    r"darf)(?: ich| wir| das| es| noch| erst| dazu| zuerst| vorher){0,4}(?: mit| bei| von|"
    r" durch| vom| beim| zum| zur)?))\s*$",
    re.I,
)
NEED_OF = re.compile(r"\b(?:need|needs|must have|require|get|without|brauche|brauchen)\s+$", re.I)
ANOTHER_MATTER = re.compile(
    r"\s+(?:first )?(?:about (?:the )?(?:number|exact|details|how)|how|which|what|where|when|"
    r"who)\b",
    re.I,
)
CONSENT_OF = re.compile(
    r"(?:'?s?)? (?:ok|okay|approval|sign[- ]?off|permission|blessing|buy-?in|go-?ahead|signature|"
    r"agreement|consent|green light|to (?:decide|approve|sign|ok|agree|say yes|be convinced))\b|"
    r" freigabe\b",
    re.I,
)
WITHOUT_ASKING = re.compile(
    r"\b(?:without|no need (?:to|for)|don'?t (?:need|have) to|dont (?:need|have) to|"
    r"ohne) (?:ask\w*|check\w*|run\w*|consult\w*|approval|the |my |our |zu fragen)",
    re.I,
)
TALK_TO = re.compile(r"\b(?:talk|speak|talking|speaking) (?:to|with)\s*$", re.I)
MUST = re.compile(
    r"\b(?:need|needs|needed|have to|has to|had to|must|gotta|got to|should|will|'ll|ll|want to|"
    r"would|'d|going to|gonna|let me|can|first|supposed|only|to|would like|muss|müssen|müsste|"
    r"sollte|werde|noch|erst|darf|have|brauche|without|still)\b",
    re.I,
)
ASK_GERMAN_END = re.compile(
    r"^[^.?!]{0,30}?\b(?:fragen|absprechen|abstimmen|klären|besprechen|vorlegen|überzeugen|"
    r"rücksprache|abklären|zustimmen|freigeben|genehmigen|unterschreiben|entscheiden|abnicken|"
    r"absegnen|sprechen|halten|einholen)\b",
    re.I,
)
_BETWEEN = (
    r"(?:\s*,?\s*\b(?:he|she|they|who|that|which|is the one who|is the person who|"
    r"is the one that|is who|would be the one to|will be the one to|both|then|together|also|"
    r"finally|in the end|ultimately|usually|always|alone|still|first|am ende|ja|dann|letztlich|"
    r"schon|and then the \w+|(?:and|und|or) (?:the |our |my |der |die )?\w+(?: \w+)?)){0,3}"
)
_MODAL = (
    r"(?:(?:will?|would|must|can|has to|have to|gets to|'ll|is going to|should|muss|wird|soll|"
    r"kann|needs? to|(?:is|will be|would be) the one (?:who|that|to)(?: will| has to)?|be|also|"
    r"then|always|usually|ultimately|really|actually|finally|both|only|just|"
    r"ist der(?:jenige)?,? der|be the one|going to|gets|be|have) ){0,4}"
)
_LATER = (
    r"(?:[^.;?!]{0,45}\b(?:before|until|if|when) (?:he|she|they) (?:signs?|decides?|approves?|"
    r"agrees?)|[^.;?!]{0,50}, (?:but |and |so )?(?:he|she|they)(?:'ll| will| would| has to|"
    r" have to| must)? (?:(?:be the one|is the one|are the ones) who )?(?:decides?|signs?|"
    r"approves?|has the (?:final|last) (?:say|word)|makes? the (?:final )?(?:decision|call)))"
)
SURE_VERB = Sifted(
    rf"(?:{_LATER}|{_BETWEEN}\s*(?:'s |'ll )?{_MODAL}\s*(?:decid\w*|mak(?:es?|ing) the (?:final |"
    r"ultimate |last )?(?:call|decis?ions?)|(?:ha(?:s|ve)|'s got|got|gets) (?:the )?(?:final|"
    r"last|ultimate) (?:say|word|decis?ion|call)|sign(?:s|ing)?(?: off)?\b(?! up| in)|"
    r"hold(?:s)? the (?:budget|purse\w*)|own(?:s)? the (?:budget|decision)|"
    r"control(?:s)? (?:the )?(?:budget|money|spend\w*)|call(?:s)? the shots|"
    r"pick(?:s)? (?:the )?(?:vendor|tool|supplier|software|system|winner)|choose(?:s)?|"
    r"(?:to )?(?:agree|ok it|okay it|say yes|be convinced|give (?:the |his |her |"
    r"their )?(?:final )?(?:ok|okay|go|go-?ahead|green light|nod|blessing|approval))|"
    r"gives? the (?:final )?(?:ok|okay|go|go-?ahead|green light|nod)|say yes|"
    r"buys? (?:the )?(?:software|tools)|does the (?:buying|purchasing|deciding)|approv\w* (?:it|"
    r"this|that|the (?:purchase|budget|deal|contract|spend\w*|money)|anything(?: new)?|any new|"
    r"new (?:tools?|software|vendors?))|(?:ok|okay|okays|oks|authori[sz]es?|"
    r"rubber[- ]stamps?) (?:it|this|that|the (?:purchase|deal|spend\w*))|is (?:the|"
    r"our) decis?ion[- ]?maker|(?:will|would|'ll|'d) (?:have|need) to (?:approve|ok|okay|agree|"
    r"sign)\b|votes?(?: on)?|'?s (?:decis?ion|call|choice|job|budget|approval)\b|entscheide[tn]|"
    r"trifft die entscheidung|hat das (?:letzte wort|sagen)|unterschreib(?:t|en)|(?:zustimmen|"
    r"das (?:freigeben|genehmigen|absegnen)|ja sagen)|gibt (?:das |es )?frei|gibt grünes licht|"
    r"stimmt zu|segnet das ab|décide|decide|beslist|tekent))(?!\w)",
    re.I,
)
LOOSE_VERB = re.compile(
    rf"{_BETWEEN}\s*(?:{_MODAL}(?:approves?|authori[sz]es?|genehmigt|genehmigen|freigeben|"
    r"has the budget|in charge|handles? (?:that|this|purchas\w+|buying)|does (?:that|this)|"
    r"responsible)|(?:ha(?:s|ve) to|must|needs? to|will|would|gotta|"
    r"wants? to) (?:\w+ )?(?:approve|ok|okay|confirm|clear|review|look at it|see it|be asked|"
    r"be involved))(?!\w)",
    re.I,
)
DECISION_WITH = re.compile(
    r"(?:\b(?:decis?ion|call|final say|last word|choice|sign[- ]?off|approval|purchase|say|"
    r"budget)(?: on \w+| for \w+| here)? (?:is|lies|rests|sits|comes|stays|goes|belongs|will be|"
    r"gets|has to|depends|will come|made)(?: (?:with|by|to|from|at|up|on|in|made|taken|come|the|"
    r"hands|of|solely|only|ultimately|really|mostly|down|always))*|\b(?:up|down) to|\bdepends on|"
    r"\bbuck stops (?:with|at)|"
    r"\bdecis?ion[- ]maker (?:is|would be|here is)|\b(?:decided|approved|signed(?: off)?|"
    r"made) by|\b(?:the one|person|guy|one) (?:who|that) (?:decides|signs|approves) is|"
    r"\bwho decides is|\bdie (?:entscheidung|freigabe) (?:trifft|liegt (?:bei(?:m)?|in)|fällt|"
    r"hat|macht|kommt (?:von|vom)|erteilt)|\bentscheide[tn]?(?: (?:tut|tun|wird|das|am ende|"
    r"macht|darüber|letztlich|hier|bei uns))*|\bliegt bei(?:m)?|\bunterschreibt|"
    r"\b(?:unterschreiben|entscheiden|freigeben|zustimmen|genehmigen) (?:muss|tut|wird|darf|"
    r"kann)(?: \w+)??|\b(?:unterschreiben|entscheiden|freigeben|zustimmen|genehmigen) (?:muss|"
    r"tut|wird|darf|kann)(?: \w+)??|\bdas letzte wort hat|\bfreigeben muss|"
    r"\bdas macht)\s*(?:am ende |dann |bei |immer |nur |then |ultimately |mostly |letztlich )*$",
    re.I,
)
IT_IS = re.compile(
    r"(?:^|[\s,.])(?:it'?s|its|it is|that'?s|thats|that is|that would be|that'd be|would be|"
    r"das ist|das macht|das wäre|c'est|but|rather|sondern|has to be|ask)\s*$",
    re.I,
)
NOT_ME = re.compile(
    r"(?:^|\b)(?:not me|not my (?:call|decis?ion|department|job|area)|isn'?t my call|i (?:don'?t|"
    r"dont|do not|can'?t|cant|cannot|won'?t|wont|am not the one (?:to|who)|'m not the one (?:to|"
    r"who)) (?:decide\w*|sign|approve|be deciding|buy|make (?:the|that|those) (?:call|"
    r"decis?ions?)|get to (?:decide|choose)|have (?:the )?(?:authority|power|final))|"
    r"above my (?:pay ?grade|head)|not (?:up to|for) me|nicht ich|ich nicht|ich (?:darf|kann|"
    r"soll)(?: \w+){0,2} nicht (?:entscheiden|"
    r"unterschreiben|bestimmen|freigeben)|(?:entscheide ich|"
    r"ich entscheide)(?: das| hier| so etwas)* nicht|no (?:power|authority))\b",
    re.I,
)
ONLY_PREPARES = Sifted(
    r"\b(?:i|i'm|im|i'll|ich|me|we|my job is to|we're)\b[^.,;!?]{0,14}?\b(?:only|just|merely|"
    r"nur|bloß|lediglich)\b[^.,;!?]{0,30}?\b(?:recommend\w*|shortlist\w*|evaluat\w+|"
    r"research\w*|compar\w+|collect\w*|gather\w*|prepar\w+|look(?:ing)? (?:into|around|"
    r"at options)|scout\w*|drive|driving|advis\w+|suggest\w*|screen\w*|pre-?select\w*|propos\w+|"
    r"sammle|sammel|vergleiche|bereite|recherchiere|hole|empfehle|prüfe|suche|schaue|sichte|vor|"
    r"run the project|manage the project|do the (?:legwork|research))\b|\bi(?:'m|m| am)? (?:do|"
    r"doing|did) the (?:legwork|research|evaluation|shortlist\w*|comparison|groundwork|homework)|"
    r"\bi (?:prepare|recommend|shortlist|make the (?:shortlist|recommendation)|advise|influence|"
    r"have a say|give input|put together|bereite)\b|\bi can only (?:give )?(?:recommend\w*|"
    r"suggest|advise|propose)|\bich (?:bereite|empfehle|sammle|recherchiere|hole)\b|"
    r"\bmy recommendation\b",
    re.I,
)
WITH_ME_BEFORE = re.compile(
    r"(?:\b(?:me|i|ich|myself)\s*(?:and|&|\+|und|together with|along with|zusammen mit|"
    r"gemeinsam mit|plus|with)|\b(?:together|jointly|decide|decided|gemeinsam) (?:it |"
    r"this )?(?:with|mit))\s*$",
    re.I,
)
# "I'd decide together with my co-founder", "ich entscheide das gemeinsam mit der GF".
JOINTLY = re.compile(
    r"\b(?:i|ich|moi|je|yo|eu|io|ik)(?:['’]?(?:d|ll)| would| will)?\s(?:decide|choose|sign|agree|"
    r"entscheide|beslis|décide|decido)(?:\s(?:it|this|that|on it|das|es|ça))?(?:\s(?:together|"
    r"jointly|zusammen|gemeinsam|ensemble|junto|insieme|samen))?\s(?:with|mit|avec|con|com|met)\s",
    re.I,
)
WITH_ME_AFTER = re.compile(r"^\s*(?:and|&|\+|und|plus)\s+(?:me|i|myself|ich)\b", re.I)
FOR_CLIENT = re.compile(
    r"\b(?:on behalf of|asking for|looking for something for|evaluating for|im auftrag)\s+(?:a|"
    r"my|our|one of (?:my|our)|the|eines|meines|unseres)?\s*(?:\w+ )?(?P<approver>clients?|"
    r"customer|kunden)\b|\bmy (?P<approver2>client)\b[^.?!]{0,40}\b(?:asked|decides|wants|"
    r"needs|told)",
    re.I,
)
USER = Sifted(
    r"\b(?:i|i'm|im|i'd|i'll|ill|ich|we)\b[^.?!]{0,25}?\b(?:just|only|merely|simply|nur|"
    r"bloß)\b[^.?!]{0,30}?\b(?:use|using|user|users|work(?:ing)? (?:with|in)|enter|entering|"
    r"type|nutze|nutzer\w*|benutze|anwender\w*|eingebe|gebe|verwende|end user|arbeite damit)\b|"
    r"\bi(?:'m| am|m|'d be|'ll be|ll be|d be|ll| will be)? (?:just |only |simply )?(?:an? |the |"
    r"one of the )?(?:(?:normal|regular|simple|ordinary|mere|plain|basic|daily|standard|"
    r"average) users?|end[- ]?users?|users?|future users?|daily users?|one (?:using|who (?:uses|"
    r"will use|would use|has to use)))\b(?! of your)|\b(?:clerks?|people|ones|users|those|staff|"
    r"assistants?|nurses?|poor souls?|guys?) who(?:'d| would| will|'ll| have to|'d have to|"
    r" has to| must| be)* (?:work(?:ing)? (?:in|with)|use|using|typ(?:e|ing)|enter(?:ing)?|"
    r"fill(?:ing)?|click(?:ing)?)\b|\b(?:ich )?(?:bin|wäre) (?:nur |bloß |"
    r"eine?r? (?:der|von den) )?(?:anwender\w*|nutzer\w*|benutzer\w*|user)\b|^(?:(?:well|no|nope|"
    r"sorry)[ ,]+)*(?:just|only|merely|simply) (?:an? |the )?(?:\w+ )?users?\b|\bi(?:'d| would|"
    r"'ll| will|'m| am)? (?:be )?(?:using|use) it\b[^.?!]{0,15}\b(?:nothing (?:more|else)|"
    r"that'?s (?:it|all)|that is all|no more|not (?:buy|decid)\w*)|\bnobody asked (?:us|me)\b|"
    r"\b(?:only|just) (?:going to|gonna|want to|wanna) use\b|\bone of the (?:\w+ )?users\b|"
    r"\bich arbeite nur (?:damit|mit)\b|\b(?:click|press|push) (?:approve|buttons?)\b|"
    r"\b(?:someone|somebody|one|person) who (?:will |would |'ll |only |just |has to )*(?:use|"
    r"uses|using)\b|\bich (?:nutze|benutze|verwende)\b[^.?!]{0,20}\bnur\b",
    re.I,
)
SOMEONE_ELSE = re.compile(
    r"\b(?:someone|somebody|people|others?|jemand) (?:else|above(?: me)?|higher(?: up)?|upstairs|"
    r"anders|anderes|über mir)\b",
    re.I,
)
DOES = re.compile(
    r"\s*,?\s*(?:does|do|will|would|has to|decides|is|are|usually does|has|can|macht das|"
    r"tut das)(?: (?:that|it|this|so|be|the one))*\s*$",
    re.I,
)
FOR_THEM = re.compile(
    r"(?:\b(?:not me,?|(?:no|nope|nah|nein),|nicht ich,?)\s*|\b(?:offers|options|quotes|"
    r"comparison|research|information|infos?|tools) (?:for|to)\s+)$",
    re.I,
)
TO_DECIDE = re.compile(r"\s+to (?:decide|sign|approve|choose|say|make)\b", re.I)
NO_PART = Sifted(
    r"\b(?:no part in|nothing to do with|not involved in|no role in|no say in|"
    r"not part of) (?:the |this |that |any )?(?:decis?ion|purchase|buying|company|project|it)\w*|"
    r"\b(?:don'?t|dont|do not|no longer) (?:even )?work (?:there|for (?:a|any|an?other|the|this|"
    r"that) (?:company|firm|business)|anywhere)\b|\bas a private person\b|\bi have no company\b|"
    r"\bjust curious\b(?=.{0,40}\b(?:work|private|company|hobby|no)\b)",
    re.I,
)
NO_ANSWER = re.compile(
    r"\b(?:rather not|not sure|no idea|don'?t know|dont know|dunno|no clue|idk|why|skip|later|"
    r"prefer not|none of your|confidential|question|show me|price|cost|demo|seats?|"
    r"by (?:\w+ )?\d|weiß nicht|keine ahnung|keine angabe|möchte nicht|talk to a|human|agent|"
    r"let me think|we'?ll see|is that)\b",
    re.I,
)
NOBODY = re.compile(
    r"\b(?:no|not|without asking|kein\w*|nobody|no need|don'?t|ask|muss ich niemanden)\s+(?:\w+ "
    r")?$",
    re.I,
)
NOT_WHOLLY = re.compile(
    r"\b(?:not|never|no (?:power|say)|don'?t|dont|can'?t|cant|won'?t|wont|only|(?<!can )just|nur|"
    r"nicht|kein|lediglich)\b(?! (?:need|have) to ask| me\b| i\b| need)",
    re.I,
)
ADVISES = re.compile(
    r"\b(?:recommend\w*|suggest\w*|propos\w+|advis\w+|prepar\w+|collect\w*|research\w*|compar\w+|"
    r"shortlist\w*|empfehl\w+|empfehle|vorschlag\w*|sammel\w*|vergleich\w*|he decides|"
    r"she decides|they decide)\b",
    re.I,
)
OF_DECIDING = re.compile(
    r"\b(?:decis?ions?|decid\w*|budget|sign\w*|boss|authority|last (?:say|word)|final (?:say|"
    r"word)|say so|approv\w+|in charge|responsib\w+|purchas\w+|pays?|buy\w*|my call|owner|"
    r"entscheid\w*|unterschreib\w*|chefin?|inhaber\w*|niemanden fragen|verantwort\w*|bestimm\w*|"
    r"freigeb\w*)\b",
    re.I,
)
FIRST_PERSON = re.compile(
    r"\b(?:i|i'm|im|me|my|mine|myself|ich|mir|mein\w*|bin|selbst|moi|yo|io)\b", re.I
)
FRESH = re.compile(r"(?:^|[,;.]|\bbut|\band|\baber)\s*$", re.I)
OF_A_THING = re.compile(
    r" (?:decis?ions?|processe?s?|power|orders?|requests?|software|tools?|systems?|budgets?|"
    r"approvals?|questions?)\b",
    re.I,
)
GERMAN = re.compile(
    r"\b(?:ich|der|die|das|und|wir|muss|mein\w*|unser\w*|ist|nicht|den|dem)\b", re.I
)
NO_PERSON = Sifted(
    r"\bi(?:'m| am|m) (?:a |an |only |just |currently |still )*(?:\w+ )?(?:student|phd|"
    r"job[- ]?seeker|unemployed|pupil|retired|pensioner|hobbyist|undergrad\w*)\b(?! (?:advis|"
    r"services|office|housing))|\b(?:for|writing|in|on) (?:my|a) (?:\w+ ){0,2}(?:thesis|"
    r"dissertation|term paper|seminar paper|homework|bachelor\w*|school project|assignment|"
    r"university project|uni project|studies|master'?s)\b|^(?:just |"
    r"only )?(?:an? )?student\b(?! (?:office|services|union))|\bfor uni\b|\bi(?:'m| am|m) (?:at|"
    r"in) (?:university|uni|college|school)\b|\b(?:seminar|term) paper\b|\bhobby (?:coder|"
    r"project|developer)\b|\bi(?:'m| am|m) (?:looking for a (?:new )?job|applying|"
    r"a job applicant|an applicant|between jobs)\b|\bich (?:bin|studiere)(?: noch| gerade|"
    r" nur)*(?: ein\w*)? (?:student(?:in)?|schüler(?:in)?|arbeitslos|azubi|arbeitssuchend|"
    r"privat\w*)\b|\b(?:für|schreibe) (?:meine|eine) (?:\w+arbeit|thesis|dissertation)\b|"
    r"\bich studiere\b|\bje suis étudiante?\b|\bsoy estudiante\b",
    re.I,
)
PRODUCT_TALK = re.compile(
    r"\b(?:requests?|orders|approvals (?:go|get|are|come|need|have)\b|invoices?|expenses|"
    r"receipts|in your (?:tool|system|product|app)|im system|in the (?:tool|app|system)|"
    r"rechnungen|bestellungen|anträge|from (?:the|his|her|their) phone|over email|by email|"
    r"via email|on leave|workflow|automatically|everything above|anything above|"
    r"purchases (?:above|over))\b",
    re.I,
)
IDIOM = Sifted(
    r"\b(?:like a boss|(?:ok|okay|yes|thanks|sure|hey|hi) boss|(?:your|ur|his|her|their|euer|"
    r"ihr) (?:\w+ )?(?:boss|ceo|cto|cfo|coo|manager|director|founder|team|sales|board|head|chef|"
    r"gf))\b",
    re.I,
)
