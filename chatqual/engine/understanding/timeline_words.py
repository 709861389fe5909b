"""Words that tell a plan from other times, and words of hurry and leisure, in seven languages."""

from __future__ import annotations

import re

from chatqual.engine.understanding.dates_words import all_words
from chatqual.engine.understanding.sieve import Sifted


def _words(*patterns: str) -> Sifted:
    return Sifted(rf"(?<![^\W\d_])(?:{'|'.join(patterns)})(?![^\W\d_])", re.IGNORECASE | re.VERBOSE)


# A cheap look before anything is cut up: digits aside, a time has one of these words.
MAY_HOLD_TIME = re.compile(
    r"\d|(?<![^\W\d_])(?:"
    + "|".join(sorted(map(re.escape, all_words()), key=len, reverse=True))
    + r"|asap|soon\w*|fast|quickly|now|immediately|urgent\w*"
    r"|rush|hurry|looking|browsing|timeline|deadline"
    r"|\w*jahr\w*|possible|posible|possibile|mogelijk|dès"
    r"|exploring|whenever|straight|right|fy|fiscal|eo[mywdq]"
    r"|sofort|schnell\w*|dringend\w*|eile|eilig|gleich|jahresende|monatsende|quartalsende|vite"
    r"|urgente?|urgence|pressé|presse|pressa|prisa|antes|cuanto"
    r"|rápido|possível|subito|prima|fretta|snel|haast|spoed|christmas|xmas|easter|thanksgiving"
    r"|new\s*year\w*|weihnacht\w*|ostern"
    r"|pfingsten|noël|pâques|navidad|natal|natale|pasqua|páscoa|pascua|kerst\w*|pasen|\w+\s+day"
    r"|halloween|silvester|neujahr|neuen?|black|good|nye|eilt|zeit|time|temps|tiempo|tempo|tijd"
    r"|pressant)(?![^\W\d_])",
    re.IGNORECASE,
)

NOW = _words(
    r"a\.?s\.?a\.?p\.?|as\ (?:soon|quickly|fast)\ as\ (?:possible|we\ can|you\ can)"
    r"|(?:the\ )?sooner(?:\ the\ better)?|immediately|right\ away|straight\ away"
    r"|(?:very\ |really\ |it['’]?s\ )?urgent(?:ly)?|yesterday(?:\ if\ possible"
    r"|\ ideally)?(?=\s*(?:[.!,)]|$))",
    r"sofort|so\ (?:schnell|bald)\ wie\ (?:möglich|moeglich)|schnellstmöglich|möglichst\ (?:bald"
    r"|schnell)|am\ besten\ gestern|dringend|baldmöglichst|gestern",
    r"dès\ que\ possible|au\ plus\ (?:vite|tôt)|le\ plus\ (?:vite|tôt|rapidement)\ possible"
    r"|tout\ de\ suite|immédiatement|urgent",
    r"lo\ antes\ posible|cuanto\ antes|ya\ mismo|inmediatamente|urgente|o\ (?:mais\ rápido"
    r"|quanto\ antes)(?:\ possível)?|imediatamente|com\ urgência",
    r"il\ prima\ possibile|subito|immediatamente|quanto\ prima|zo\ (?:snel|spoedig)\ mogelijk"
    r"|onmiddellijk|dringend|met\ spoed",
)
NOW_ASKED = _words(
    r"(?<!from\ )(?:right\ )?now(?!\ (?:that|we|i))|today\ if\ (?:possible|you\ can)"
    r"|any\ day\ now|jetzt|maintenant|ahora|agora|adesso|ora|nu|direct|yesterday|gestern|hier"
    r"|ayer|ontem|ieri|gisteren"
)
NO_HURRY = _words(
    r"(?:there['’]?s\ |there\ is\ )?no\ (?:real\ |great\ |particular\ |big\ |huge\ )?(?:rush"
    r"|hurry|urgency|time\ pressure)|not?\ (?:in\ (?:a|any)\ (?:rush|hurry)|(?:so\ |that\ |very\ "
    r"|really\ |too\ )?urgent)"
    r"|(?:just|only|still|merely)\ (?:looking(?:\ around)?|browsing|exploring|researching|curious"
    r"|checking\ (?:it\ )?out|window\ shopping|gathering\ info(?:rmation)?"
    r"|shopping\ around)(?!\ (?:for(?!\ now)|into|to|after))"
    r"|whenever(?:\ (?:(?:you|we)(?:['’]re|\ are)\ ready"
    r"|works|suits|it\ (?:fits|suits|works)|you\ (?:can|like)"
    r"|is\ fine))?(?=\s*(?:[.!,)]|$))|no\ (?:fixed\ |specific\ |set\ |particular\ |hard\ |real\ "
    r"|firm\ )?(?:(?<!have\ no\ )(?<!ve\ got\ no\ )(?:timeline|time\ ?line)"
    r"|deadline|time\ ?frame|time\ pressure)(?!\ (?:yet|set"
    r"|so\ far))"
    r"|(?:some\ ?day|eventually|sometime)(?=\s*(?:[.!,)]|$))|take\ (?:your|our)\ time"
    r"|(?:we\ have|we['’]ve\ got|got|wir\ haben)\ (?:plenty\ of\ |lots\ of\ |enough\ |noch\ "
    r"|genug\ )?(?:time|zeit)(?=\W*$)|plenty\ of\ time|open[- ]ended"
    r"|(?:in|we['’]?re\ in|there['’]?s)\ no\ (?:great\ |real\ |big\ )?(?:rush|hurry)"
    r"|nothing\ urgent"
    r"|not\ (?:pressing|time[- ]critical)|no\ time\ ?frame",
    r"keine?\ (?:eile|hektik|zeitdruck)|eilt\ nicht|hat\ (?:keine\ eile|zeit)|nicht\ (?:eilig"
    r"|dringend)|(?:schau\w*|seh\w*|gucke?n?)\ (?:mich\ |uns\ |mir\ )?(?:das\ )?(?:nur|erst\ ?mal"
    r"|erstmal)(?:\ (?:mal|um))*|nur\ (?:mal\ )?(?:schauen|gucken|umschauen)|irgendwann",
    r"pas\ (?:pressés?|urgent|d['’]urgence)|rien\ ne\ presse|juste\ (?:regarder|curieux)"
    r"|je\ regarde\ seulement|sin\ prisa|no\ hay\ prisa|no\ (?:corre\ prisa|es\ urgente"
    r"|(?:tenemos|tengo)\ prisa)|(?:solo"
    r"|sólo)\ (?:mirando|estoy\ mirando|curioseando)",
    r"sem\ pressa|não\ (?:há|tem|temos|tenho)\ pressa|non\ (?:ho|abbiamo|c['’]è)\ fretta"
    r"|(?:we\ hebben"
    r"|heb)\ geen\ haast"
    r"|nous\ ne\ sommes\ pas\ pressés|só\ (?:olhando|a\ ver)|não\ é\ urgente|(?:nessuna"
    r"|senza)\ fretta|non\ (?:c['’]è\ fretta|è\ urgente)|sto\ solo\ guardando|solo\ curiosità"
    r"|geen\ haast|niet\ dringend|(?:kijk|kijken)\ (?:alleen|even)\ (?:maar\ )?(?:rond)?",
)

PLAN = _words(
    r"need(?:s|ed)?|want(?:s|ed)?|start(?:s|ing|en)?|begin(?:ning)?|launch(?:ing)?"
    r"|(?:go(?:ing)?[\s-]?)?live|roll(?:ing|ed)?(?:\ \w+)?[\s-]?out|rollout|deploy\w*"
    r"|implement\w*|migrat\w*|switch\w*|mov(?:e|ing)"
    r"|deadline|due|target(?:ing|ed)?|aim(?:ing|ed)?|plan(?:s|ned|ning)?|decid\w*|decision"
    r"|purchas(?:e|ing)|buy(?:ing)?|sign(?:ing)?|in\ place|ready|up\ and\ running|running"
    r"|replac\w*|contract|renew\w*|expir\w*|runs?\ out"
    r"|kick(?:ing)?[\s-]?off|expect\w*|hop(?:e|ing)|should|must|has\ to|have\ to|would\ like"
    r"|finish\w*|complet\w*|done|set(?:ting)?\ up|onboard\w*|introduc\w*|use\ it|using\ it"
    r"|looking\ (?:at|to|for)|get\ going|goal|timeline|timeframe"
    r"|go[- ]live|pilot|evaluat\w*|before\ (?:the|our)\ (?:new\ )?fiscal|let['’]?s\ (?:say|do"
    r"|make)|make\ (?:it|that)|works\ for\ us|is\ fine|it['’]?s\ for|rather|instead|more\ like"
    r"|we['’]d|ideally|preferably|at\ the\ latest",
    r"brauch\w*|benötig\w*|woll\w*|möcht\w*|start\w*|anfang\w*|beginn\w*|einführ\w*|einsatz"
    r"|umstell\w*|soll(?:te|ten|en)?|muss|müssen|plan\w*|entscheid\w*|läuft|laufen|loslegen"
    r"|losgehen|fertig|frist|ziel|vertrag|spätestens|geplant|umsetz\w*",
    r"besoin|voulons|souhait\w*|démarr\w*|commenc\w*|lanc\w*|déploy\w*|prévoy\w*|prévu|échéance"
    r"|devr\w*|doit|mettre\ en\ place|opérationnel\w*|contrat",
    r"necesit\w*|quer\w*|empez\w*|comenz\w*|lanz\w*|implement\w*|planific\w*|debe\w*"
    r"|fecha\ límite|contrato|listo|precis\w*|começ\w*|lanç\w*|planej\w*|dev\w*|prazo|pronto",
    r"serv\w*|vogli\w*|vorrem\w*|inizi\w*|cominci\w*|lanci\w*|pianific\w*|dobb\w*|deve|scadenza"
    r"|contratto|nodig|willen|starten|beginnen|lanceren|plannen|moet\w*|klaar|graag",
)

OTHER_TIME = _words(
    # other things that happen at a time
    r"open(?:ing|s)?(?:\ hours)?|hours|clos(?:e|ed|es|ing)|call|callback|ring|phone|speak|talk"
    r"|chat|meeting|meet|demo|webinar|appointment|contact\ me|write\ me|e-?mail\ me|mail\ me"
    r"|reply|repl(?:y|ies)|respon(?:se|d|ds)|answer(?:ed|s)?"
    r"|support|sla|maintenance|outage|down|invoice[sd]?|bill(?:ed|ing)?|charged?|paid|refund\w*"
    r"|trial|notice|cancel\w*|quit|holiday|vacation|out\ of\ office|log(?:ged)?\ in|login|broken"
    r"|crash\w*|fail(?:s|ed|ing)?|stopped|password|ticket|bug|error"
    r"|born|founded|established|booking|book|booked|reservation|table|transfer|check-?in|flight"
    r"|hotel|stay|overdraft|standing\ order|hiring|interview|conference|article|story|publish\w*"
    r"|outstanding"
    r"|shipped|delivery|export\w*|import\w*|report\w*",
    r"öffnungszeiten|geöffnet|erreichbar|anruf\w*|zurückruf\w*|termin|rechnung|gekündigt|störung"
    r"|ausfall|urlaub|feiertag\w*|antwort\w*|ouvert\w*|horaires|appel\w*|rendez-vous|facture"
    r"|abierto|horario|llam\w*|cita|factura|aberto|horário|reunião"
    r"|aperto|orari|chiama\w*|riunione|fattura|bereikbaar|openingstijden|bel\w*|afspraak|factuur",
)
PAST = _words(
    r"was|were|had|did|didn['’]?t|started|began|bought|signed|launched|went|happened|raised|got"
    r"|used\ to"
    r"|(?<!gets\ )(?<!\ be\ )(?<!is\ )(?<!being\ )switched|moved|ordered|asked|told|sent|came|"
    r"lost|spent|ago|already|last|since"
    r"|ended|made|tried|wrote|called|received|worked"
    r"|war(?:en)?|hatten?|wurde[n]?|gekauft|seit|letzt\w*|vor\ \d+\ \w+|était|avons|dernier\w*"
    r"|depuis|estaba|compramos|pasad[oa]|desde\ hace|passad[oa]|era|scors[oa]|vorig\w*|afgelopen"
    r"|hebben|sinds"
)
LENGTH_OF_OTHERS = _words(
    r"contract|agreement|terms?|trial|notice(?:\ period)?|subscription|commitment|warranty"
    r"|retention|retain\w*|kept|keep|store[sd]?|history|experience|old|onboarding\ takes?|takes?"
    r"|lasts?|minimum|lock[- ]?in|cancellation"
    r"|vertrag\w*|laufzeit|kündigungsfrist|testphase|aufbewahr\w*|dauert|contrat|préavis|essai"
    r"|contrato|plazo|prueba|período|contratto|preavviso|prova|contract\w*|opzegtermijn"
    r"|proefperiode"
)
REFUSED_AFTER = re.compile(
    r"\s*(?:,?\s*(?:is|was|ist|won['’]?t|will\s+not|does\s?n['’]?t|doesnt|wont|can['’]?t"
    r"|isn['’]?t|isnt|would\s+be|wäre|klappt|geht|passt|funktioniert)\s+)"
    r"(?:off|out|gone|too\s+(?:early|soon|late|tight)|not|no\s+longer|work|possible|happen\w*"
    r"|doable|zu\s+(?:früh|spät|knapp)|nicht|vom\s+tisch)",
    re.IGNORECASE,
)
NEGATED_BEFORE = re.compile(
    r"(?<![^\W\d_])(?:not(?!\s+(?:before|until|later|after))|nicht(?!\s+vor)|forget(?:\s+about)?"
    r"|instead\s+of|rather\s+than|scrap|statt|anstatt|kein|pas|não|non|niet|no(?=\s+(?:en|in"
    r"|para|by)\b))"
    r"\s+(?:in\s+|im\s+|the\s+|for\s+|on\s+|by\s+|en\s+|em\s+|a\s+)?$",
    re.IGNORECASE,
)
ABOUT_US = _words(
    r"(?:are|do|will|can|could|is|does|when|what)\ (?:you|your|the\ (?:office|support|team)"
    r"|somebody|someone|anyone|a\ person|a\ human)|your|sind\ sie|haben\ sie|seid\ ihr|êtes-vous"
    r"|vous|ustedes|vocês|voi|jullie"
)
QUESTION_START = re.compile(
    r"^\W*(?:(?:so|and|ok|okay|but|hi|hello)\W+)?(?:what|how|why|where|who|was|wie|warum|wo|(?:do"
    r"|does|did|is|are|can|could|would|will"
    r"|should|may|shall)\s+(?:i|you|your|they|the|this|that|there|somebody|someone|anyone))\b",
    re.IGNORECASE,
)
_WISH = _words(
    r"need|want|start|begin|live|buy|implement|roll\ ?out|deploy|switch|looking\ for|launch"
    r"|in\ place|set\ ?up|timeline|purchase|replace|get\ going|go[- ]live|decision|decide"
    r"|brauchen|benötigen|starten|loslegen|einführen|suchen|besoin|démarrer"
    r"|necesitamos|empezar|precisamos|começar|serve|iniziare|nodig|beginnen|möchten|wollen"
)
_OTHER_WISH = _words(
    r"demo|call|callback|reply|answer|help|support|refund|person|human|someone|somebody|invoice"
    r"|fix|login|password|access|export|contact|talk|speak|hilfe|rückruf|anruf|antwort"
)


def is_wish_for_now(text: str) -> bool:
    """Whether a line that answers no question wants the product at once, not a call or help."""
    return _WISH.search(text) is not None and _OTHER_WISH.search(text) is None
