"""The words that tell a budget from prices, revenue, limits and refunds, in seven languages."""

from __future__ import annotations

import re

from chatqual.engine.understanding.sieve import Sifted


def _words(*patterns: str) -> Sifted:
    return Sifted(rf"(?<![^\W\d_])(?:{'|'.join(patterns)})(?![^\W\d_])", re.IGNORECASE | re.VERBOSE)


# What may stand between "we have" and its amount.
_FILL = (
    r"\W+(?:(?:about|around|roughly|only|just|maybe|some|something|approx\w*|up|to|a|an|max\w*|at"
    r"|most|least|over|under"
    r"|between|say|like|circa|ca|etwa|rund|ungefähr|now|still|budget|of|total|estimated|the|in"
    r"|theory|cerca|uns|unos|unas|environ|circa|ongeveer|maximaal|maximal|dafür|nächstes|jahr"
    r"|derzeit|diesem|für|projekt|been|máximo|jusqu|hasta|até"
    r"|fino)\W+){0,4}?"
)

SAYS_BUDGET = _words(
    r"approval\ (?:for|of)",
    r"(?:ca|wo|would|could)n['’]?t\ (?:want\ to\ )?(?:go|pay|spend|exceed|do|stretch)"
    r"|cannot\ (?:go|pay|spend|exceed)"
    r"|allowed(?={_FILL}[$€£\d])|given(?={_FILL}[$€£\d])|gives?\ us|haushalt|possiamo|potremmo"
    r"|podemos|podríamos"
    r"|poderíamos|pouvons|pourrions|on\ peut|(?:dachten?|denken?)\ an|can\ (?:i|we|you)\ (?:get"
    r"|have|do)\ for|(?:can|could|may"
    r"|allowed\ to|told\ to)\ use"
    r"|(?:können|könnten|dürfen|würden|möchten|wollen)\b[^.!?]{0,40}?(?:zahlen|ausgeben|bezahlen"
    r"|investieren|gehen)"
    r"|(?:nostro|nosso|nuestro|notre|mon|mi|meu|unser\w*|mein\w*|ons|onze|mijn)\ (?:limite"
    r"|límite|teto|tope|plafond"
    r"|massimo|máximo|maximum|limit|obergrenze)|(?:are|am|is|was|were|we're|i'm|been)\ thinking"
    r"|(?:had"
    r"|have)\b.{0,25}?\ in\ mind"
    r"|too\ (?:much"
    r"|expensive)\ for\ us|geht\ nicht"
    r"|approved(?=\W+(?:\w+\W+){0,2}?[$€£\d])|gave\ us|given\ us|granted|signed\ off\ on"
    r"|green[- ]?lit",
    # what there is to spend
    r"budget(?:ed|s|ary|ing)?|budgetiert|spend(?:\ limit)?|spending|afford|ear-?marked"
    r"|allocat(?:ed|ion)|set\ aside|put\ aside",
    r"(?:approved|sanctioned|allotted|assigned|available|agreed|proposed|planned|max(?:imum)?)\ "
    r"(?:spend|amount|sum|figure|for)|(?:[\w'’]+)\ (?:pot|envelope|purse|kitty)|price\ range"
    r"|left\ (?:in|for|over|to\ spend)"
    r"|ball\s?park",
    r"(?<!you\ )(?<!they\ )(?<!it\ )(?:can|could|may|might|would|will|able\ to|willing\ to"
    r"|happy\ to|ready\ to|prepared\ to"
    r"|like\ to|want\ to|looking\ to|hoping\ to"
    r"|plan(?:ning)?\ to|going\ to|allowed\ to|'d|we'll|i'll)\s(?:only\ |maybe\ |probably\ "
    r"|also\ |even\ |just\ )?"
    r"(?:pay|go(?!\ (?:back|home|live|there))|do|invest|stretch|manage|offer|put|commit|stomach"
    r"|swing|justify|free\ up|cover)",
    r"(?:we|i|we've|i've|weve|ive|there(?:'s|\ is|\ are))(?:\ (?:only|just|currently|now|have|got"
    r"|still|about|maybe|do|did|also))*"
    rf"\ (?:have|got|'ve\ got|is|are|'s)(?={_FILL}[$€£\d])",
    rf"(?:we've|weve|we\ have|i've|we)\ (?:only\ |just\ )?got(?={_FILL}[$€£\d])|(?:we"
    rf"|i)\ (?:only\ |just\ )?have"
    r"|(?:only|just)\ have",
    r"to\ (?:spend|invest)\ (?:on|for|in)|at\ our\ disposal|available\ (?:for|to)|"
    r"our\ (?:max(?:imum)?|limit|ceiling|cap|upper\ limit"
    r"|range)|cost\ us\ (?:at\ most|max)"
    r"|(?:must|should|may|can|shouldn't|mustn't|can't|cannot)\ (?:not\ )?cost"
    r"|out\ of\ our\ (?:range|reach)",
    # German
    r"(?:gesamt|jahres|monats)?budgets?|ausgeben|eingeplant|eingeplante?n?|einplanen|veranschlagt"
    r"|vorgesehen|zur\ verfügung|bereitgestellt"
    r"|bewilligt|freigegeben|ausgegeben\ werden|investieren|darf(?:\ es)?\ kosten|kosten\ darf"
    r"|kosten\ dürfen|(?:nicht\ )?drin"
    r"|preisrahmen|kostenrahmen|in\ unserem\ rahmen|wir\ (?:haben"
    rf"|hätten)(?={_FILL}[$€£\d])|leisten|gedacht\ (?:war(?:en)?|hatten|hätten)"
    r"|(?:hatten|hätten|haben|hatte|hätte|habe)\ (?:\w+\ )?an\b.{1,40}?\bgedacht"
    r"|(?:war|waren|ist|sind)\b.{1,40}?\b(?:gedacht|angedacht)",
    r"for\ (?:this|that|it)\ (?:it(?:'s|\ is)|there(?:'s|\ is)|we(?:'ve|\ have)\ got|we\ have)",
    # French, Spanish, Portuguese, Italian, Dutch
    r"dépenser|disposons|dispose\ de|enveloppe|investir|budgété|prévu|alloué|mettre|consacrer",
    rf"nous\ avons(?={_FILL}[$€£\d])|on\ a(?={_FILL}[$€£\d])|tenemos(?={_FILL}[$€£\d])"
    rf"|contamos\ con|abbiamo(?={_FILL}[$€£\d])|we\ hebben(?={_FILL}[$€£\d])",
    r"presupuesto|presupuestado|gastar|disponemos|invertir|destinar|asignado",
    rf"orçamento|orcamento|dispomos|reservado|temos(?={_FILL}[$€£\d])|verba",
    r"spendere|a\ disposizione|stanziat[oi]|investire|previst[oi]|destinare",
    r"we\ kunnen|kunnen\ we|besteden|uitgeven|begroot|beschikbaar|uittrekken|gereserveerd"
    r"|investeren",
)

# Other roles of an amount. They win over SAYS_BUDGET in their own clause.
NEVER_A_BUDGET = _words(
    r"(?:do|did|does)(?:n['’]?t|\ not)\ (?:\w+\ )?(?:have|say|mean)|never\ (?:said|had|have"
    r"|mentioned)",
    r"(?:hardware|travel|hiring|recruit(?:ing|ment)|training|payroll|event|salary)\ budget",
    r"(?:control|track|manage|monitor|approve|review|limit)(?:ling"
    r"|ing)?\ (?:\w+\ )?(?:spend(?:ing)?|expenses|costs|budgets?)",
    r"revenues?|turnover|turned\ over|turning\ over|sales|arr|mrr|gmv|profits?|margin|valuation"
    r"|valued|funding|funded|rais(?:ed|ing)"
    r"|seed|series\ [a-e]|ipo|grossed|net\ worth|worth|salary|salaries|wages?|payroll|comp"
    r"|compensation|pay\ ?check|bonus|stock"
    r"|shares?",
    r"(?:anything|everything|orders?|purchas\w+|requests?|items?|invoices?|expenses?|amounts?|"
    r"stuff|things?)"
    r"\ (?:that\ (?:is|are|costs?|cost)\ )?(?:over|above|beyond|more\ than)"
    r"(?=\W+(?:(?:about|a|around)\W+)*[$€£\d])",
    r"authority\ (?:for|to|up)|sign(?:\ off)?(?:\ for|\ up\ to|\ myself|\ alone|\ anything"
    r"|\ off)?(?=\W+(?:(?:up|on|to"
    r"|about|a|for|off)\W+)*[$€£\d])"
    r"|signing|signature|sign[- ]?off\ limit|authori[sz](?:e|ation)|without\ (?:asking|approval"
    r"|sign)|approvals?(?!\ (?:for|of))|approver|approve\ (?:up|any)"
    r"|threshold|credit\ (?:limit|line|card)|overdraft|card\ limit|delegation",
    r"(?:need|needs|require|requires|must|has\ to\ (?:get|have)"
    r"|wants)\ (?:[\w'’]+\ ){0,3}(?:approvals?"
    r"|sign[- ]?offs?|signatures?|ok|okay|go[- ]ahead|blessing|say[- ]so|nod|consent)"
    r"|(?:goes|go|has\ to\ go)\ (?:to|through|past|via)\ (?:the\ |my\ |our\ )?(?:board|director"
    r"|cfo|ceo|boss"
    r"|manager|management|finance)",
    r"(?:we|i|currently|they|he|she)\ (?:are\ |am\ |currently\ |already\ |now\ |still\ |were\ "
    r"|used\ to\ )*pay(?:ing|s)?(?!\ up\ to)"
    r"|(?:we're|were|i'm|im|they're)\ (?:currently\ |already\ |now\ |still\ )*(?:paying|spending)"
    r"|paid|pays|pay\ (?:now|today|currently|them|already)",
    r"(?:year|month|annum|seat|user)\ (?:now|today|currently|right\ now|at\ the\ moment"
    r"|these\ days)",
    r"(?:po|purchas(?:e|ing)|approval|expense|p[- ]?card)\ limit"
    r"|(?:we|i|they|who|team|company|which)\ (?:currently\ |already\ |usually\ |typically\ "
    r"|normally\ "
    r"|roughly\ |about\ |probably\ |easily\ |all\ |now\ )?spend"
    r"|spend\ (?:in\ total|overall|altogether|all\ in|today|now|currently"
    r"|already|each|every)|spends|spent|(?:today|currently"
    r"|already)\ (?:we\ )?(?:pay|spend|cost)|(?:are|is)\ spending"
    r"|current\ (?:\w+\ )?(?:spend|cost|price|bill|contract|plan|tool|vendor|provider|supplier)"
    r"|costs?\ us|costing\ us|cost\ (?:me|us)|have\ cost",
    r"los(?:t|e|es|ing|s)|burn(?:ed|t|s)?|stuck|sav(?:e|es|ed|ing|ings)|wast(?:e|es|ed|ing)"
    r"|stolen|fraud|damages?"
    r"|fines|fined|(?:a|the|in)\ fine(?=\W)|penalt(?:y|ies)|owe[sd]?|debt|loan",
    r"refund(?:ed|s)?|reimburse\w*|money\ back|charged|overcharged|double\ charged|cancel(?:led"
    r"|ed)?|invoice[sd]?|bill(?:ed|s)?|receipt",
    r"quot(?:e|ed|es|ing)|competitors?|(?:the\ )?other\ (?:tools?|vendors?|providers?|suppliers?"
    r"|ones?|products?|software|guys"
    r"|company)|(?:old|last|former|previous|present|jetziger?|bisherige\w*|alte\w*"
    r"|ancien\w*)\ (?:provider|vendor|tool|supplier|contract|plan|system|software|outil|vertrag)"
    r"|(?:he|she|they|it|vendor|provider|\w+)\ (?:wants|asks|asked|charges|takes|offers|offered"
    r"|demands|wanted)|heard|saw|read|advertis\w*|listed",
    r"average\ (?:order|deal|invoice|basket|contract|purchase)|order\ (?:value|size|volume)"
    r"|orders|requests|requisitions?|purchases?|deals?|transactions?|per\ order|basket"
    r"|contract\ value",
    r"last\ (?:year|month|quarter)(?:'s)?|previous(?:ly)?|back\ then|in\ the\ past|project\ cost"
    r"|discounts?|rebate|voucher|coupon|deposit",
    r"(?:we|they|i)\ (?:process|handle|manage|import|export|move|ship|sell|sold|buy|bought|earn"
    r"|make|made)",
    # German
    r"umsatz|jahresumsatz|gewinn|finanzierung|eingesammelt|gehalt|unterschreiben|zeichnen"
    r"|freigabegrenze|freigaben?|unterschriften?|kreditlimit|kreditrahmen"
    r"|zahlen\ (?:wir\ )?(?:heute|aktuell|derzeit|momentan|bisher|jetzt|zurzeit|im\ moment)"
    r"|(?:heute|aktuell|derzeit|momentan|bisher|jetzt|zurzeit)\ (?:zahlen|bezahlen|kostet)"
    r"|wir\ (?:be)?zahlen|geben\ (?:wir\ )?(?:derzeit|aktuell|heute|momentan|bisher|jetzt|schon)"
    r"|zahlten|bezahlt|gekostet|kostete|verloren|sparen|gespart|einsparen"
    r"|rechnung|rückerstattung|erstattung|zurück|zurückhaben"
    r"|mitbewerber|wettbewerber|konkurrenz|anbieter|nimmt|verlangt|angeboten|auftragswert"
    r"|bestellwert|bestellungen|letztes\ jahr|vorjahr|rabatt",
    # French, Spanish, Portuguese, Italian, Dutch
    r"chiffre\ d['’]affaires|levé|payons|paie|payé|facture|concurrent|remboursement|rembourser"
    r"|perdu|économis\w+|l['’]année\ dernière|nous\ coûte",
    r"gastamos|gastando|spendiamo|spendo|dépensons|dépense"
    r"|facturamos|facturación|ingresos|pagamos|pagábamos|pagando|factura|competidor|reembolso"
    r"|devolución|perdimos|ahorramos|el\ año\ pasado|nos\ cuesta",
    r"faturamos|faturamento|receita|pagando|fatura|concorrente|reembolso|perdemos|economizamos"
    r"|ano\ passado|nos\ custa",
    r"fatturato|fatturiamo|paghiamo|fattura|concorrente|rimborso|perso|risparmiamo"
    r"|l['’]anno\ scorso|ci\ costa",
    r"omzet|winst|betalen|betaalden|factuur|concurrent|terugbetaling|verloren|besparen"
    r"|vorig\ jaar|kost\ ons",
)

# Talk about a price: no budget, unless the clause says that it is one.
PRICE_TALK = _words(
    r"you\ (?:said|mentioned|told|wrote)",
    r"how\ (?:much|come)|costs?|cost(?:ing)?|prices?|priced|pricing|charge[sd]?|fees?|plans?"
    r"|tariffs?|list|rate|your|yours|you(?:'re)?\ (?:want|ask|say|charge|quote)"
    r"|website|site\ says|expensive|cheap(?:er)?|extra|surcharge|setup|vat\ included|why"
    r"|what\ would|is\ a\ joke|is\ too\ much|too\ (?:high|much)",
    r"wie\ viel|wieviel|kostet|kosten|preise?|gebühr|tarif|ihr(?:e|en)?|teuer|warum|wieso"
    r"|bei\ ihnen",
    r"combien|coûte|coûtent|prix|tarif|votre|vos|cuánto|cuesta|precio|su\ precio|quanto|custa"
    r"|preço|seu\ preço|costa|prezzo|hoeveel|kost|prijs|jullie|uw",
)

ENOUGH = _words(
    r"enough|(?:would|will|could|does)\b[^?]{1,30}\bdo|ok(?:ay)?|work|works|realistic|possible"
    r"|fit|fits|reasonable|sufficient|manageable"
    r"|cover|reicht|reichen|genug|okay|möglich|machbar|suffit|assez"
    r"|suficiente|basta|bastano|genoeg"
)
QUESTION_START = re.compile(
    r"^\W*(?:(?:so|and|ok|okay|but|well|hi|hello|und|et)\W+)?(?:what|how|why|when|where|which|who"
    r"|whose|was|wie|warum|wann|wo|welche\w*|combien|quel\w*"
    r"|cuánto|cuál|quanto|qual|hoeveel|(?:do|does|did|is|are|can|could|would|will|should"
    r"|may)\s+(?:i|you|your|we|it|they|the|this|that|there|one"
    r"|somebody|someone|anyone))\b",
    re.IGNORECASE,
)
WANTS = _words(
    r"need(?:s|ed)?|look(?:ing)?\ for|want|search(?:ing)?\ for|something|a\ (?:tool|solution"
    r"|system|package|plan)\ (?:for|under|around)|aiming\ (?:for|at)|target(?:ing)?"
    r"|suchen?|brauchen?|benötigen|möchten|cherchons?|cherche|besoin|buscamos|busco|necesitamos"
    r"|procuramos|precisamos|cerchiamo|cerco|zoeken|zoek"
)
CORRECTED = _words(
    r"sorry|said|that\ was|not|no|actually|i\ meant?|meant|make\ (?:that|it)|correction|rather"
    r"|instead|typo|wait"
    r"|scrap|nein|nicht|sondern|doch|korrektur|eigentlich|pardon|non"
    r"|plutôt|perdón|mejor|desculpe|aliás|scusa|anzi|nee|sorry"
)

# An amount that the visitor finds right: "would be fine", "is doable".
ACCEPTS = _words(
    r"(?:would|could|should|might|wd)\ (?:be\ |probably\ be\ |still\ be\ |all\ be\ )?(?:fine|ok"
    r"|okay|good"
    r"|great|perfect|possible|doable|acceptable|ideal|feasible|manageable|alright|all\ right"
    r"|reasonable|comfortable|realistic|affordable|sensible|plenty|enough|work)",
    r"(?:is|are|'s)\ (?:doable|the\ max(?:imum)?|the\ limit|the\ most|our\ max\w*|realistic"
    r"|feasible"
    r"|about\ right|what\ (?:we|i)\ (?:have|had|can|could))",
    r"sounds\ (?:about\ )?right|(?:wäre|wären)\ (?:ok|okay|in\ ordnung|gut|möglich|machbar|drin)"
    r"|(?:serait|seraient)\ (?:bien|possible|ok)|(?:estaría|seria|sarebbe)\ (?:bien|bom|ok"
    r"|possibile)"
    r"|zou\ (?:kunnen|prima|ok)",
)
# Words that say nothing of their own around an amount: with only these it speaks of the visitor.
NEUTRAL = frozenset(
    """
a about abt all altogether am an and any anything approx are around as at be been below between
boss budget by can cant ceo cfo coo could do done each else est etc ex exactly excl excluding
expect expecting fine finance for from get go got guess had happy has have hello hey hi high
honestly
hope hopefully hoping how i id if ill im in incl including into is ish it its ive gotta gonna
figure everything tools prob
pls plz just
keep lets
first initial start starting next pilot region ballpark mark least
less like limit little looking low lower made make manage manager management max maximum
maybe me mid might mind min minimum month monthly more most my net no not now of off ok okay on
once one only or our out over overall pay per perhaps plan planning please plus possible possibly
preferably probably project put range reach right roughly said says say see should so some somewhere
something sort spare staff start stay still stretch sure target team than that thats the them
then there theyd they think thinking this time to top tops total under until up upfront us user
users vat
was way we wed weve well were what whatever which whole will with within work works would year
yearly yes yeah yep yet your
aber also auf bis bei da dafür das der die dies dann denke drin ein eine eher etwa für gesamt
gut haben hätte hätten ich im in insgesamt ist ja jahr kann könnten machbar maximal mit monat
möglich netto nicht nur oder pro rund sagen sein so sollte um und ungefähr vielleicht war wäre
wir würde zirka
au autour avoir avons dans de des du en environ est et il je le la les max maximum mois nous on
ou par pas peut pour serait soit sur tout un une vers an
al año con de del el en es esto este hasta la las lo los más menos mes no o para podemos podría
por que ser sería sobre tenemos todo un una unos y
ano ao até com da do dos e em isso mais mês não o os ou para poderíamos por seria temos
anno abbiamo al circa come con di fino il in la massimo mese noi non o per più possiamo sarebbe su
un
zou kunnen we hebben per jaar maand ongeveer voor het een
    """.split()  # noqa: SIM905 - a list of quoted words would be harder to read
)

A_SHARE_BEFORE = re.compile(r"(?:%|percent)\s+of\s+(?:the\s+|our\s+|a\s+)?$", re.IGNORECASE)
NEGATED_BEFORE = re.compile(
    r"(?<![^\W\d_])(?:not|no|nicht|keine?|pas|non|não|niet|instead\ of|rather\ than|statt|anstatt"
    r"|forget(?:\ the)?|scrap(?:\ the)?)\s+(?:the\s+|a\s+|about\s+)?$",
    re.IGNORECASE,
)
# A bare number behind these counts or names something else.
NOT_AN_AMOUNT_BEFORE = re.compile(
    r"(?<![^\W\d_])(?:we(?:['’]|\ a)?re|there\ are|i['’]?m|team\ of|staff\ of|group\ of|all|aged?"
    r"|version|v|question|number|no\.?|nr\.?|option|page|step|in|since"
    r"|room|wir\ sind|nous\ sommes|somos|siamo|we\ zijn|x|×|\*|=|week|day|q|top|phase|tier)\s*$",
    re.IGNORECASE | re.VERBOSE,
)
BACK_AFTER = re.compile(
    r"\s*(?:[€$£]|euros?|dollars?)?\s*(?:back|zurück|refunded|refund)\b", re.IGNORECASE
)

WORDS_FOR_NONE = Sifted(
    r"""(?<![^\W\d_])(?:
      (?:there(?:'s|\ is|\ was)\ |we\ have\ |we've\ |i\ have\ |have\ |got\ |with\ )?(?:no|zero
      |without\ an?y?)\ (?:\w+\ )?budget
      (?!\s*(?:limit|cap|constraint|restriction|issue|problem|ceiling
      |for\ discussion)\w*)(?:\ (?:yet|for\ (?:it|this)|so\ far|at\ the\ moment|right\ now|set
      |assigned|allocated|approved|planned))*
    | (?:don['’]?t|do\ not|haven['’]?t|have\ not|hasn['’]?t|didn['’]?t)\ (?:\w+\ ){0,3}(?:a\
    |any\ |our\ |the\ |an\ )?(?:\w+\ )?budget(?:\ (?:yet|for\ this|set|fixed|approved))*
    | budget\ (?:is\ ?n['’]?o?t|is\ not|isnt|not|hasn['’]?t\ been|has\ not\ been|is\ yet\ to\ be
    |still\ (?:has|needs)\ to\ be|is\ still\ (?:open|tbd|unclear|undecided|unapproved)|tbd)
      (?:\ (?:yet|been|be|set|fixed|defined|approved|decided|allocated|there|clear|confirmed
      |finali[sz]ed|agreed))*(?!\ (?:an?\ |the\ )?(?:issue|problem|concern|limited|limit|tight))
    | (?:not|nothing)\ (?:yet\ )?budgeted(?:\ yet)?
    | (?:noch\ |bisher\ )?kein(?:e|en)?\ (?:\w+\ )?budget(?:\ (?:festgelegt|eingeplant|bewilligt
    |freigegeben))?|budget\ (?:steht|ist)\ noch\ (?:nicht|offen)(?:\ (?:fest|fix|bewilligt|klar))?
    | pas\ (?:encore\ )?(?:de\ )?budget(?:\ (?:défini|fixé|prévu))?|aucun\ budget
    |budget\ (?:n['’]est\ )?pas\ encore\ \w+
    | (?:sin|ningún|no\ (?:hay|tenemos|tengo)(?:\ (?:aún|todavía))?)\ presupuesto(?:\ (?:todavía
    |aún))?|aún\ no\ (?:hay|tenemos)\ presupuesto
    | (?:sem|nenhum|não\ (?:há|temos|tenho)(?:\ ainda)?)\ orçamento(?:\ (?:ainda|definido))?
    |ainda\ não\ (?:há|temos)\ orçamento
    | (?:nessun|non\ (?:c['’]è|abbiamo|ho)(?:\ ancora)?(?:\ un)?)\ budget(?:\ ancora)?
    | (?:nog\ )?geen\ budget(?:\ (?:vastgesteld|beschikbaar))?
    )(?![^\W\d_])""",
    re.IGNORECASE | re.VERBOSE,
)
WORDS_FOR_NONE_ASKED = re.compile(
    r"""\s*(?:(?:we\ have\ |there\ is\ |well\W+|um\W+|honestly\W+)?(?:none|nothing
        |not)(?:\ (?:set|planned|allocated|fixed|decided|approved|agreed|there|defined
        |really))*\ (?:yet|so\ far|at\ the\ moment)
    |none(?:\ (?:set|planned|at\ all))?|nothing\ (?:set|planned|allocated|fixed|decided|approved)
    |not\ (?:set|planned|allocated|fixed|decided|approved|defined)
    |(?:noch\ )?kein(?:e|s|en)|noch\ nicht(?:\ (?:fest|festgelegt|klar))?
    |steht\ noch\ nicht\ fest|pas\ encore|aún\ no|todavía\ no|ainda\ não|non\ ancora|nog\ niet
    |nog\ geen)
    \s*[.!,]*\s*$""",
    re.IGNORECASE | re.VERBOSE,
)
WORDS_FOR_FREE = re.compile(
    r"""(?:^\s*(?:zero|nothing|nada|nichts|rien|niente|niets|0)\s*[.!]*\s*$|(?:has\ to|must
        |should|needs\ to|only\ if\ it(?:'s|\ is)|can\ only\ be|hopefully)\ (?:be\ )?free
    |^\s*(?:it's\ |ideally\ |preferably\ )?(?:for\ )?free\s*[.!]*\s*$|nothing\ to\ spend
    |no\ money(?:\ at\ all)?|can['’]?t\ (?:pay|spend)\ anything|muss\ kostenlos\ sein|kostenlos
    |gratuit|gratis)""",
    re.IGNORECASE | re.VERBOSE,
)
