"""Job titles, as a pattern shared by the readers of roles and of authority."""

from __future__ import annotations

import re

from chatqual.engine.understanding.sieve import Sifted

_AREA = (
    r"(?:it|finance|financial|finances|operations?|ops|procurement|purchasing|purchase|sales|"
    r"marketing|hr|human resources|people|product|engineering|technology|tech|technical|legal|"
    r"compliance|quality|qa|supply[ -]chain|logistics|warehouse|facilit(?:y|ies)|accounting|"
    r"accounts?(?: payable| receivable)?|ap|ar|controlling|customer(?: success| service| support|"
    r" experience| care)?|support|business|business development|development|innovation|digital|"
    r"data|security|infosec|information|strategy|strategic|project|program(?:me)?|office|plant|"
    r"site|store|shop|branch|country|general|regional|area|line|category|production|manufacturing|"
    r"maintenance|administration|administrative|admin|executive|personal|group|global|commercial|"
    r"research|r&d|learning|training|communications?|pr|brand|growth|e-?commerce|systems?|"
    r"software|web|network|cloud|devops|platform|infrastructure|internal|external|audit|treasury|"
    r"tax|payroll|risk|transformation|process|change|vendor|supplier|contract|fleet|safety|health|"
    r"clinical|practice|nursing|medical|events?|restaurant|hotel|school|property|construction|"
    r"sourcing|materials?|inventory|stock|shipping|export|import|key account|investment|revenue|"
    r"revops|backend|back[ -]?end|frontend|front[ -]?end|full[ -]?stack|mobile|machine learning|"
    r"ai|ux|design|creative|content|social media|community|department|dept|division|team|lab|"
    r"laboratory|managing|chief|senior|sr\.?|junior|jr\.?|deputy|assistant|associate|acting|"
    r"interim|lead|principal|vice|co|founding|solo|sole|sales and marketing|"
    r"finance and operations|shift|kitchen|service|works|spend)"
)
_HEAD = (
    r"(?:manager(?:ess)?|mgr|director|lead|leader|head|assistant|coordinator|co-ordinator|officer|"
    r"specialist|analyst|engineer|developer|dev|architect|administrator|admin|consultant|"
    r"controller|comptroller|accountant|bookkeeper|buyer|purchaser|supervisor|executive|exec|"
    r"clerk|secretary|partner|representative|rep|planner|technician|designer|nurse|teacher|intern|"
    r"trainee|strategist|scientist|advis[oe]r|owner|boss|chair(?:man|woman|person)?|president|"
    r"principal|superintendent|foreman|treasurer|paralegal|lawyer|counsel|auditor|agent|expert|"
    r"receptionist|dispatcher|pharmacist|editor|researcher|strategist|recruiter|generalist)"
)
_ALONE = (
    r"(?:manager|mgr|director[ -]general|director|(?:co-?)?owner|(?:co-?)?founder(?: and ceo)?|"
    r"president|"
    r"vice president|(?:managing )?partner|controller|comptroller|accountant|bookkeeper|buyer|"
    r"purchaser|boss|chair(?:man|woman|person)|principal|secretary|treasurer|foreman|supervisor|"
    r"developer|engineer|consultant|analyst|administrator|sysadmin|clerk|proprietor|shareholder|"
    r"freelancer|lawyer|nurse|teacher|team ?lead(?:er)?|supervisor|architect|receptionist|intern|"
    r"trainee|pharmacist|auditor|recruiter|assistant)"
)
_CHIEF = (
    r"(?:c[aefimoprstdhlv]o|ciso|cdo|cpo|cxo|cro|cco|cmo|ceo|coo|cfo|cto|cio|"
    r"chief(?: \w+){1,2} officer|chief of staff|(?:evp|svp|vp|avp)(?:(?: of)?(?: "
    + _AREA
    + r"){1,2}| of \w+)?|"
    r"vice president(?:(?: of)? " + _AREA + r"){0,2}|md|gm|pdg|gf)"
)
_OF = (
    r"(?:(?:head|director|manager|president|chief|lead|supervisor|dean|partner|chair|secretary|"
    r"chairman|coordinator|administrator|buyer|engineer|team lead) of (?:the |all |our )?(?:"
    + _AREA
    + r"|(?!the\b|all\b|us\b|our\b|it\b|this\b|that\b|a\b|an\b)[^\W\d_][\w&-]*)"
    r"(?:(?:,? and | & | )" + _AREA + r"(?! (?:is|are|was|will|has|decisions?|purchas\w+)\b))*)"
)
_ENGLISH = (
    r"(?:"
    + _OF
    + r"|"
    + _CHIEF
    + r"|(?:"
    + _AREA
    + r"[ /-]){1,3}"
    + _HEAD
    + r"(?: assistant| officer)?(?: of (?:"
    + _AREA
    + r" ?){1,3}(?<! )(?:(?:,? and | & )"
    + _AREA
    + r")?)?|"
    + _ALONE
    + r")"
)
_GERMAN_AREA = (
    r"(?:Einkauf\w*|IT|Finanz\w*|Vertrieb\w*|Marketing|Personal\w*|HR|Produktion|Logistik|Technik|"
    r"Buchhaltung|Rechnungswesen|Controlling|Verwaltung|Beschaffung|Entwicklung|Qualität\w*|"
    r"Lager\w*|Kundenservice|Service|Digitalisierung|Organisation|Projekt\w*|Bau\w*|"
    r"Instandhaltung|Werk\w*)"
)
_GERMAN = (
    r"(?:(?:(?:stellvertretende[rn]?|kaufmännische[rn]?|technische[rn]?|geschäftsführende[rn]?|"
    r"leitende[rn]?|alleinige[rn]?) )?(?:geschäftsführer(?:in)?|geschäftsleiter(?:in)?|"
    r"inhaber(?:in)?|vorständin|vorstand(?!s)|vorstandsvorsitzende[rn]?|prokurist(?:in)?|"
    r"gründer(?:in)?|gesellschafter(?:in)?|[a-zäöüß-]*(?:leiter|chef|einkäufer|sachbearbeiter|"
    r"assistent|referent|buchhalter|controller|entwickler|berater|verkäufer|beauftragter?|"
    r"ingenieur|techniker|disponent|sekretär|direktor|administrator|koordinator|architekt|manager|"
    r"verwalter|meister|planer|praktikant|azubi)(?:in|n)?|[a-zäöüß-]*(?:kauffrau|kaufmann|"
    r"verantwortliche[rn]?|assistenz|beauftragte[rn]?|leitung))"
    r"(?: (?:(?:der|des|für|im|in der) )?" + _GERMAN_AREA + r"(?: und " + _GERMAN_AREA + r")?)?)"
)
_OTHERS = (
    r"(?:directeur|directrice|responsable|gérante?|dirigeante?|patronn?e?|acheteu(?:r|se)|"
    r"comptable|directora?|gerente|jef[ea]|encargad[oa]|dueñ[oa]|compradora?|administrador[a]?|"
    r"diret(?:or|ora)|proprietári[oa]|sóci[oa]|chefe|direttore|direttrice|titolare|responsabile|"
    r"impiegat[oa]|amministrat(?:ore|rice)|eigenaar|eigenares|directeur|inkoper|bestuurder|"
    r"teamleider|hoofd)(?: (?:financi(?:er|ère)|générale?|financier[oa]|generale?|acquisti|achats|"
    r"compras|ventas|inkoop|financeir[oa]|it|informatique|comercial|técnic[oa]|administrativ[oa])|"
    r"(?: (?:des? la|del?|des|do|da|degli|delle|della|du|van)| d'| dell') ?[^\W\d_]+){0,2}"
)
TITLE = r"(?<![\w@.-])(?:" + _ENGLISH + r"|" + _GERMAN + r"|" + _OTHERS + r")(?![\w@])(?!-\w)"
TITLE_RE = Sifted(TITLE, re.I)
TITLE_HINT = Sifted(
    r"manag|mgr|direct|lead|head|assist|officer|special|analy|engineer|develop|architect|admin|"
    r"consult|controll|account|bookkeep|buyer|purchas|supervis|exec|clerk|secret|partner|rep\b|"
    r"planner|techni|design|nurse|teach|intern|train|strateg|scient|advis|owner|boss|chair|presid|"
    r"principal|super|foreman|treasur|legal|lawyer|counsel|audit|agent|expert|recep|dispatch|"
    r"pharm|edit|recruit|general|c[a-z]o\b|ciso|chief|vp\b|md\b|gm\b|gf\b|pdg|founder|propriet|"
    r"sharehold|freelanc|führer|leit|inhab|vorst|prokur|gründ|gesells|chef|eink|sachb|refer|buchh|"
    r"entwick|berat|verk|beauf|ingen|dispo|sekret|koord|verwal|meister|praktik|azubi|kauf|verantw|"
    r"planer|respons|gérant|dirig|patron|achet|compt|geren|jef|encarg|dueñ|compr|diret|sóci|titol|"
    r"impieg|ammin|eigen|inkop|bestuur|hoofd|dev\b",
    re.I,
)
TOP_TITLE = re.compile(
    r"(?:(?:co-?)?owner|(?:co-?)?founder|ceo|managing director|managing partner|md|proprietor|"
    r"president$|pdg|chief executive officer|(?:alleinige\w* )?inhaber(?:in)?|"
    r"(?:geschäftsführende\w* )?gesellschafter|geschäftsführer(?:in)?|geschäftsleiter(?:in)?|"
    r"gründer(?:in)?|vorstand|gérant|patron|dirigeant|dueñ|proprietári|titolare|eigena|"
    r"business owner|sole owner|founding)",
    re.I,
)


def is_title(text: str) -> bool:
    """Whether the whole of `text` is a job title."""
    return bool(TITLE_RE.fullmatch(text.strip()))
