"""Who decides, as structure: a person, a verb of deciding or paying, and whose it is.

`authority_words` holds wordings; here stand classes of words that combine freely.
"""

from __future__ import annotations

import re

from chatqual.engine.understanding.authority_words import JOINTLY
from chatqual.engine.understanding.sieve import Sifted
from chatqual.engine.understanding.titles import TITLE

# What gets decided: the noun after the verb, or its subject.
_MATTER = (
    r"(?:the |this |that |these |those |such |any |all |our |it(?: \w+)? |software |tool |new |"
    r"final |buying |purchas\w+ |spending |investment )*(?:decis?ions?|choices?|calls?|"
    r"purchases?|spend(?:ing)?|budgets?|contracts?|money|orders|tools?|software|vendors?|"
    r"suppliers?|purse strings?|che(?:que|ck)s?|things?|matters?|it|this|that)"
)
_FREELY = (
    r"(?: (?:myself|alone|on my own|by myself|personally|solo|independently|single[- ]handed\w*|"
    r"freely|directly|here|all|too|without \w+(?: \w+)?))*"
)
# "I decide", in all the words for it that a phrase list will not hold.
DECIDES = Sifted(
    r"\b(?:i|me)(?:'m| am|'ve| have|'d|'ll)?(?: (?:can|will|get to|do|always|usually|also|alone|"
    r"just|simply|basically|normally|already|actually|really|have to|must|the one (?:who|that|"
    r"to)|who|to|would|could|may))* (?:decid\w+|tak(?:e|es|ing)|mak(?:e|es|ing)|sign(?:s|"
    r"ing)?(?: off)?(?: on)?|approv\w+|authori[sz]\w+|choos\w+|pick(?:s|ing)?|pull(?:s|"
    r"ing)? the trigger|green[- ]?light\w*|call(?:s|ing)?|control\w*|hold(?:s|ing)?|own(?:s|"
    r"ing)?|manag(?:e|ing)|run(?:s|ning)?|pay(?:s|ing)? for|handl(?:e|ing)|award\w*|"
    rf"clear\w*) {_MATTER}{_FREELY}(?= *(?:$|[.,;!?]|here|for|myself|and|so|on|in|as|up to|around|"
    r"when|at|because|since|,))|\b(?:so|hence|therefore|then|which makes)(?:,? (?:yes|yeah|"
    r"that'?s|it'?s|its|thats|that would be|it would be|probably|it|just|only))*,? me(?= *(?:$|"
    r"[.!]))|"
    r"\b(?:that|this|it)(?:'s| is|s) (?:my job|my thing|part of my job|what i do)(?= *(?:$|"
    r"[.,!]))|\b(?:choice|decision|call|say|budget) (?:is|was|will be) (?:all |entirely |"
    r"totally |only )*mine\b|\bi (?:run|own|manage|am) the (?:whole |entire )?(?:show|place|"
    r"business|company|shop|thing)\b|\bdo (?:all )?the (?:buying|purchasing|deciding|ordering)\b|"
    r"\b(?:final|last|ultimate) (?:say|word|call|decision|approval|"
    r"sign[- ]?off)\b[^.?!]{0,15}\b(?:is|are|lies|rests|sits|stays)\b[^.?!]{0,10}\b(?:mine|"
    r"me)\b|\b(?:it'?s|its|that'?s|this is|it is|that would be|thats) (?:all |entirely |totally |"
    r"completely |fully |basically |pretty much |just |only )*(?:down to|up to|on|"
    r"for) me(?! to (?:ask|check|prepare|compare|collect))\b|\bi(?:'m| am|m) (?:the )?(?:sole|"
    r"only|main|final|ultimate|key|primary|single) (?:\w+ )?(?:decider|approver|director|owner|"
    r"partner|proprietor|shareholder|founder|boss|buyer|signatory)\b|\bi(?:'m| am|"
    r"m) (?:my own boss|self[- ]employed|a one[- ](?:man|woman|person)|the (?:decider|"
    r"decision ?maker|one (?:in charge|paying)))\b|\b(?:sign(?:s|ing)?|decid\w+|buy\w*|order\w*|"
    r"spend\w*|purchas\w+) (?:it |this |that |things |stuff |software )?(?:on my own|myself|"
    r"by myself|without (?:asking|anybody|anyone|approval|permission|a committee))\b|"
    r"\bmy (?:company|business|firm|shop|money|rules|department|budget|budget line|"
    r"cost cent(?:re|er))[ ,]+(?:so )?(?:my|i|me) (?:decis?ion|call|choice|rules|decide|choose|"
    r"pay)\b|\bsigning (?:authority|power|rights?)\b(?=[^.?!]*\b(?:mine|me|i have|with me)\b)|"
    r"\b(?:sole|only) (?:shareholder|proprietor|director|owner|founder|signatory)\b(?= *(?:$|"
    r"[.,;!]|here|of ))|"
    r"\byou(?:'re| are|re)? (?:talk|speak|chat)(?:ing)? (?:to|with) (?:the right (?:person|one|man|"
    r"woman)|him|her)(?= *(?:$|[.,!:;)]))|\bbeslis ik\b|"
    r"\bi have (?:the )?(?:full |sole |complete )?(?:signing|purchasing|buying|spending|"
    r"budget) (?:authority|power|rights?)\b|\b(?:nobody|no ?one|none|no boss) (?:is |"
    r"sits )?(?:above|over) me\b|\b(?:no|don'?t have (?:any|a)|without a) (?:boss(?:es)?|"
    r"superiors?|board) (?:above|over|to|here|who|that)\b",
    re.I,
)
# Of these the ones that are plain though nobody asked.
PLAINLY_DECIDES = Sifted(
    r"\bi can (?:green[- ]?light|approve|authori[sz]e|sign(?: off)?|decide|okay) (?:this|it|that|"
    r"on (?:it|this|that))\b(?! (?:in|for (?:him|her|them)|from my))|\bi (?:am|'m) (?:the one|"
    r"the person) (?:who|that) (?:decides|signs|buys|approves)\b|\b(?:nobody|no ?one) (?:is |"
    r"sits )?above me\b",
    re.I,
)
# Several people decide, and none of them is named.
TOGETHER = Sifted(
    r"\b(?:group|joint|team|collective|shared|common|committee|family|mutual) (?:decis?ion|"
    r"choice|call|thing|effort)\b|\b(?:several|a few|many|two|three|four|multiple|various|"
    r"a couple of) (?:of us|people|persons|stakeholders?|parties|departments?|signatures?|"
    r"decision ?makers?|levels|layers)\b|\b(?:by consensus|(?:me|i|us|myself) (?:and|plus|with|"
    r"together with) (?:a few|some|two|several|other|three|the other|a couple)(?: of)?(?: \w+)?|"
    r"by vote|unanimous\w*|everyone (?:has|gets|needs) (?:a say|to)|we (?:all )?(?:decide|vote|"
    r"agree|choose) (?:together|jointly|as a|on it|on that)|(?:decided|decision) (?:by|"
    r"as) (?:a )?(?:group|team|several)|we decide (?:it )?as a|not (?:only|just) me|"
    r"all equal|equal (?:partners|shares|say)|(?:we|us|you) both (?:have|need|must|decide|sign|"
    r"agree)|"
    r"both of us)\b",
    re.I,
)
# A part that is no deciding one, in the words of work: asking around, comparing, testing.
LEGWORK = Sifted(
    r"\b(?:i|i'm|im|i'll|i am|me|my (?:job|task|role|part) is)\b[^.?!]{0,30}?\b(?:(?:(?:just|"
    r"only|merely|simply|purely|here) (?:to |the one )?)(?:gather|collect|compar|research|look|"
    r"explor|test|evaluat|scout|short-?list|investigat|check|find|ask|sound|draw|put|report|"
    r"brief|assist|screen|fact)\w*(?: \w+)?|(?:the )?(?:messenger|go-?between|legwork|groundwork|"
    r"shortlist|spadework|pre-?selection|first (?:screening|selection))|(?:been )?(?:asked|told|"
    r"tasked|sent) (?:to|by \w+ to|with) (?:find|look|research|compar|gather|collect|check|get|"
    r"investigat|evaluat|scout|finding|looking|researching|gathering|comparing)\w*)|"
    r"\b(?:asked|told|tasked|sent|instructed) me (?:to|with) (?:find|look|research|compar|gather|"
    r"collect|check|get (?:quotes|offers|prices|info)|investigat|evaluat|scout)\w*",
    re.I,
)
# No part in any purchase: studies, hobbies, idle interest.
OUTSIDER = Sifted(
    r"\bwriting an? (?:\w+ )?(?:article|piece|story|review)\b|\b(?:research\w*|writ(?:e|ing)|"
    r"doing|preparing|working on|reading|"
    r"collecting)\b[^.?!]{0,25}\b(?:for|on|about) (?:a|an|my|our|the) (?:\w+ ){0,2}(?:blog|"
    r"article|youtube\w*|class|course|coursework|lecture|school|uni\w*|college|essay|"
    r"presentation at|thesis|exam|seminar|assignment|homework|podcast|book)\b|\b(?:paper|report|"
    r"essay|project|something|research) for (?:the |my |a )?(?:uni\w*|college|school|course|"
    r"class|studies)\b|\b(?:uni|university|college|school|course) (?:assignment|project|work|"
    r"paper|essay|homework|task)\b|\bi(?:'m| am|m) (?:between jobs|a (?:journalist|blogger|"
    r"teacher|lecturer|professor|competitor)|not (?:employed|working) (?:there|anywhere|"
    r"any ?more)|on parental leave|unemployed|just (?:nosy|bored|a visitor|passing by|"
    r"here out of (?:curiosity|interest)))\b|\b(?:neither|none of (?:that|those|these)|"
    r"no company|purely|just) (?:private|personal|academic|out of|for fun|private interest|"
    r"a hobby)\b|\b(?:private|personal|academic|purely) (?:interest|curiosity|use only)\b|"
    r"\b(?:no|have no|without any) (?:role|function|job title)\b(?= *(?:$|[.,]| (?:at|in|here|"
    r"there|whatsoever)))|\b(?:just|only|merely|simply) (?:curious|interested|nosy)\b|"
    r"\b(?:currently|presently|now) (?:unemployed|out of work|jobless|retired|between jobs)\b|"
    r"\bout of (?:curiosity|interest|boredom)\b",
    re.I,
)
ITS_CONSENT = Sifted(
    r" (?:approval|sign-?off|consent|okay|ok|permission|buy-?in)\b(?! (?:process|work|flow|tool|"
    r"soft|system|chain|step|rule|form|hier|limit|matrix))",
    re.I,
)
# A title before a comma is the speaker's own where the rest decides in the first person.
TITLE_FIRST = re.compile(rf"(?P<title>{TITLE})(?=, )", re.I)
# What somebody did or does that is no deciding: "finance just told me", "our CFO is on leave".
OTHER_DEED = re.compile(
    r"(?: (?:just|only|already|also|recently|once|always|never|has|have|had|hat|haben))* "
    r"(?:told|tells|asked(?! to (?:approve|sign))|said|sent|wanted|"
    r"wants?(?! (?:to (?:decide|approve|sign|ok|okay|agree|have a say|be (?:asked|involved|"
    r"convinced)|look|see it)|a say))|found|mentioned|gave|needs (?:it|the|more|this)|"
    r"complain\w*|uses?|using|"
    r"works? (?:in|with|from)|is (?:asking|waiting|on (?:holiday|leave|vacation)|out|sick|away)|"
    r"called|wrote|"
    r"recommended|forwarded|pointed|gesagt|gefragt|sagte|meinte|will wissen|fragt)(?!\w)",
    re.I,
)
# Beyond a limit somebody else decides: "above that the CFO".
BEYOND = re.compile(
    r"\b(?:above|beyond|over|more than|anything (?:above|over|bigger|larger|more)|larger|bigger|"
    r"the "
    r"rest|everything else|darüber|ab)(?: (?:that|this|it|\d\S*|sums?|amounts?))*,?(?: (?:it'?s|is|"
    r"needs|goes to|that'?s|then|entscheidet))*,?\s*$",
    re.I,
)
# Plain though nobody asked; "I can't decide" would be about a plan.
NOT_MINE = re.compile(
    r"\bi (?:don'?t|dont|do not) (?:get to )?(?:decide|make (?:the|that|this) (?:call|decision))\b"
    r"(?= *(?:$|[.,;!]|here|alone|(?:on )?(?:it|this|that)\b|but|so|and))",
    re.I,
)


# "At the moment every manager mails me and I forward it", "everybody buys without asking": how
# orders go today says nothing of this purchase.
HABIT = re.compile(
    r"\b(?:at the moment|every time|each time|whenever|(?:every|each) \w+ (?:manager|team|"
    r"department|office|site|branch)|momentan|derzeit|jedes ?mal|(?:everyone|everybody|people|ppl|"
    r"they|he|she|staff|employees?|colleagues?|teams?|departments?|managers?|drivers?|jeder|alle)\b"
    r".{2,60}\b(?:without (?:asking|approval|permission|telling)|ohne zu fragen|ohne freigabe))\b",
    re.I,
)
# "Me and our CFO", asked who decides.
_TOGETHER = Sifted(
    r"\W*(?:(?:well|that'?s|it'?s|only|just|das sind)\W+)*(?:me|myself|i|ich|moi|yo|eu|io|ik)\s+"
    r"(?:and|plus|with|und|mit|et|y|e|en|[+&])(?: [\w-]+){1,3}\W*$",
    re.I,
)


def start_of_both(text: str, start: int, end: int, *, asked: bool) -> int:
    """Where the evidence begins: who decides it with somebody is meant by the words of both.

    `start`, `end`: where the other one is named.
    """
    if asked and _TOGETHER.match(text):
        return 0
    jointly = JOINTLY.search(text)
    if jointly is None or jointly.start() > start or jointly.end() > end + 1:
        return start
    return jointly.start()
