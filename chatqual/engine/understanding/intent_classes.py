"""The classes of words of which the patterns for wishes are made."""

from __future__ import annotations

import re

from chatqual.engine.understanding.sieve import Sifted

CUSTOMER = Sifted(
    r"\b(?:we(?:'re| are|re)? (?:already |currently |existing |long[- ]?time |paying )*(?:a |"
    r"an )?(?:existing |paying )?(?:customers?|clients? of yours)|as (?:an? )?(?:existing |"
    r"paying |long-?time )?customers?|we (?:already )?(?:use|have been using|have used|"
    r"'ve been using) (?:you|your|it|norrwick|the (?:starter|team|pro|basic|enterprise))|"
    r"(?:we|i)(?:'re| are|re|'m| am|m) on (?:(?:your )?(?:starter|team|pro|basic|enterprise)"
    r"(?! (?:of|at|in|that|who|lead\w*))|(?:the|your) (?:\w+ ){0,2}plan(?! to\b))|"
    r"we already have (?:starter|team|pro|basic|enterprise|your|an account|\d+ (?:seats|"
    r"licen[cs]es))|(?:we|i) have an account|(?:our|my) (?:account|subscription|workspace|"
    r"contract with you|current plan|renewal|licen[cs]es?)|you (?:charged|billed)|(?:bought|"
    r"purchased|ordered) \d+ (?:seats|licen[cs]es)|wir (?:sind|nutzen|haben) (?:bereits |"
    r"schon )+(?:kunde\w*|euch|sie|ihr\w*|starter|team)|(?:bestands)?kunde bei (?:ihnen|euch)|"
    r"unser (?:konto|vertrag bei ihnen)|add (?:\d+|more) (?:seats|users|licen[cs]es) to (?:our|"
    r"my)|seit dem update|log ?in since|renew (?:our|my|the))\b",
    re.I,
)
NOT_CUSTOMER = Sifted(
    r"\b(?:not (?:a|yet a|an existing) (?:customer|client)(?: yet)?|(?:don'?t|dont|"
    r"do not) (?:have an account|use (?:you|your|it) yet)|no account yet|new (?:here|customer|"
    r"to this)|first time (?:here|hearing)|(?:my|our) (?:old|previous|former|last) (?:company|"
    r"employer|job) used (?:you|it)|noch kein(?:e)? kunde\w*|kein konto|before we buy|"
    r"evaluating you|looking for a (?:tool|solution|system|new))\b",
    re.I,
)

PERSON = (
    r"(?:someone|somebody|anyone|anybody|sales|support|a (?:colleague|person|human|rep|"
    r"consultant|specialist|salesperson)|one of (?:you|your \w+)|your (?:sales(?: team)?|team|"
    r"colleagues?|people|boss|manager))"
)
PRODUCT = (
    r"(?:(?:your|the|this|norrwick'?s?) (?:\w+ )?(?:tool|product|software|system|app|platform|"
    r"solution|thing|service|programme?)|norrwick)"
)
PLAN = r"(?:(?:the|your|a|an) )?(?:\w+ )?(?:plan|tier|package|subscription|licen[cs]es?|seats?)\b"
USERS = (
    r"(?:seats?|users?|licen[cs]es?|people|colleagues|accounts?|log-?ins?|members?|employees|"
    r"staff|approvers|places|spots)"
)
MORE = (
    r"(?:(?:some |a few |\d+ |\w+ )?(?:more|additional|extra|further)|another (?:\d+|two|three|"
    r"four|five|six|ten|few|couple of|dozen))"
)
AMOUNT_OF_USERS = rf"(?:\d+|a few|some|one|two|three|five|ten|twenty|fifty)(?: \w+)? {USERS}"
CONTRACT = (
    r"(?:contract|subscription|account|plan|membership|licen[cs]es?|agreement|renewal|trial|"
    r"service|subscriptions)"
)
# Who speaks of an own wish, asks for something to be done, or asks whether there is such a thing.
ASKS_FOR = (
    r"(?:(?:i|we|id|wed|someone|my \w+|our \w+)(?:'d| would|'ll)? (?:also |really |just |rather |"
    r"still )?(?:like|love|want|wants|need|needs|prefer|appreciate|wish|require|could use|"
    r"be (?:happy|glad|grateful))|id like|would (?:love|like|appreciate)|(?:can|could|may|might|"
    r"shall|would|will) (?:i|we|you|u|someone|somebody|anyone|my|our|a|there|it)|please|pls|plz|"
    r"kindly|let'?s|want|wanna|looking for|interested in|up for|keen on|ready for|^(?:ok |and |"
    r"so )?(?:book|schedule|arrange|set up|request|give|send|share|show|provide|get)|is (?:there|"
    r"an?)|are there|any|(?:do|did|does) you (?:have|offer|do|give|provide|make|run)|do you|"
    r"how (?:do|can|would)|how about|what about|possible|kann|können|könnt\w*|möchte\w*|hätte\w*|"
    r"wir|ich|gibt es|bitte|gern\w*|un|una|une|ein\w*)\b"
)
