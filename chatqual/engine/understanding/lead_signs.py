"""The signs of each lead type with their weights: what speaks for it, and what against."""

from __future__ import annotations

import re

from chatqual.engine.understanding.lead_grammar import SALES_GRAMMAR, SUPPORT_GRAMMAR
from chatqual.engine.understanding.lead_grammar_offers import (
    INVESTOR_GRAMMAR,
    PARTNER_GRAMMAR,
    SPAM_GRAMMAR,
    VENDOR_GRAMMAR,
)
from chatqual.engine.understanding.lead_grammar_public import (
    OTHER_GRAMMAR,
    PRESS_GRAMMAR,
    RECRUITING_GRAMMAR,
)
from chatqual.engine.understanding.lead_sign import LeadType, Signs
from chatqual.engine.understanding.lead_signs_offers import INVESTOR, PARTNER, SPAM, VENDOR
from chatqual.engine.understanding.lead_signs_public import OTHER, PRESS, RECRUITING
from chatqual.engine.understanding.lead_signs_sales import SALES
from chatqual.engine.understanding.lead_signs_support import SUPPORT

SIGNS: dict[LeadType, Signs] = {
    "sales": (*SALES, *SALES_GRAMMAR),
    "support": (*SUPPORT, *SUPPORT_GRAMMAR),
    "partner": (*PARTNER, *PARTNER_GRAMMAR),
    "press": (*PRESS, *PRESS_GRAMMAR),
    "recruiting": (*RECRUITING, *RECRUITING_GRAMMAR),
    "vendor": (*VENDOR, *VENDOR_GRAMMAR),
    "investor": (*INVESTOR, *INVESTOR_GRAMMAR),
    "other": (*OTHER, *OTHER_GRAMMAR),
    "spam": (*SPAM, *SPAM_GRAMMAR),
}

# Openers that say nothing yet: whatever word they hold is no sign.
OPENER = re.compile(
    r"(?:(?:hi|hello|hey|ok|so|well|good (?:morning|day|evening)|hallo|moin|"
    r"guten tag)[\s,!.]*)*(?:(?:können sie|kannst du|könnt ihr|könnten sie) (?:mir|"
    r"uns) (?:bitte |kurz )?helfen|(?:can|could|may) (?:i|you) (?:please )?(?:ask|"
    r"help)(?: (?:you|me|us|out))?(?: (?:something|a question|with (?:something|smth|sth|"
    r"a thing)))?(?: (?:please|pls))?|i (?:want|would like|'d like|need|have|"
    r"wanted) to ask (?:you )?(?:something|a question|smth)|is (?:this|the) chat (?:live|working|"
    r"on|open|manned|real)|anyone|(?:i have |i've got |just )?(?:a |one )?(?:quick |"
    r"short )?(?:question|one)(?: about your \w+)?|who am i (?:talking|speaking|chatting) (?:to|"
    r"with)|are you (?:a )?(?:bot|human|real|there|an ai)|is (?:anyone|anybody|someone) (?:there|"
    r"here)|(?:i )?need (?:some )?(?:info\w*|help)|test|ich h(?:abe|"
    r"ätte) (?:da )?(?:mal )?(?:eine|ne) (?:kurze )?frage(?: an sie)?)?",
    re.I,
)
