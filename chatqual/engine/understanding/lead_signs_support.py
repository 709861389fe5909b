"""What speaks for a customer with a fault, a bill or a how-to, and what against."""

from __future__ import annotations

from chatqual.engine.understanding.lead_sign import Signs, sign

SUPPORT: Signs = (
    sign(
        -2.5,
        r"why (?:are you|should|is (?:it|yours|your \w+|team|pro|enterprise|"
        r"starter)) [^.?!]*(?:expensive|pay|cost|cheaper|better|price)|why should",
    ),
    sign(
        2.2,
        r"(?:could|can|please|would|pls|must) (?:you )?(?:please )?(?:delete|remove|reset|unlock|"
        r"restore|activate|deactivate|re-?send|reactivate|correct|fix|stop) (?:my|our|the|a|an|"
        r"this|her|his|it|all)",
        r"why (?:do|does|is|are|did|was|were|has|have|can|can'?t|cant|won'?t) (?:i|we|it|my|our|"
        r"the|they|all|every\w*|some)",
        r"kundennummer|customer (?:number|id|no\.?)|account (?:number|id)|rechnung an|"
        r"neue (?:rechnungs)?adresse|(?:ordered|bought|paid|booked) [^.?!]{0,40}(?:not there|"
        r"missing|nothing|never|not (?:yet )?(?:arrived|visible|active))",
        r"how (?:to|do i|can i|do we|can we) (?:make|give|see|switch|stop|unsubscribe|mute|turn|"
        r"set|approve|reject|assign|share|rename|upload|attach|undo|split|archive|filter|print)|"
        r"logs? (?:me|us) out|gets? (?:me|us) (?:an )?error|but nothing|preview (?:is|does)|"
        r"is broken",
    ),
    sign(
        1.7,
        r"(?:can'?t|cannot|can not|couldn'?t|unable to|not able to) (?!find out|decide|afford|"
        r"believe|wait|tell you|promise|prove|keep up|see (?:what|who|which)|use you)\w+ (?:an?|"
        r"the|my|our|any|old|new|in|on|it|this|that|anything|from)",
        r"\w+ (?:broke|broken|crashed|stopped|froze|vanished)|(?:integration|connection|sync|link|"
        r"import|export|login|app) (?:with \w+ )?(?:broke|stopped|died|fails|is gone)|"
        r"copy of (?:our|my) contract|since (?:monday|tuesday|wednesday|thursday|friday|saturday|"
        r"sunday|yesterday|this morning|last night|today)|wie (?:bekomme|kriege|"
        r"erhalte) ich (?:zugriff|zugang)|zugriff auf (?:mein|unser)|unser admin",
    ),
    sign(
        -2.5,
        r"(?:last|old|current|previous|other|existing|present) (?:tool|system|provider|vendor|"
        r"software|supplier|solution|erp)|is yours|can yours|does yours|do you offer|before (?:we|"
        r"i) (?:buy|sign|decide)",
    ),
    sign(
        2.6,
        r"(?:my|our|his|her|their|the) \w+(?: \w+)? (?:got|was|were|has been|"
        r"have been) (?:deactivated|deleted|locked|blocked|disabled|removed|suspended|changed|"
        r"reset|archived)",
        r"wie (?:lade|füge|lösche|ändere|stelle|setze|entferne|lege|finde|richte|exportiere|"
        r"importiere|aktiviere|deaktiviere|kündige) ich",
        r"(?:fix|repair|restore) (?:our|my|the) \w+|has been failing|(?:keeps?|is|are|it|they|"
        r"sync|import|export|upload|payment|login) (?:always |again )?(?:fail|fails|failing|"
        r"failed|timing out)",
        r"(?:paid|upgraded|renewed|bought) (?:\w+ ){0,3}(?:yesterday|today|last week|already|"
        r"on \w+)[^.?!]{0,40}(?:still|but|not)|account still|still (?:says|shows|on trial|locked|"
        r"waiting|no answer|pending)",
        r"(?:returns?|throws?|gives?|getting|got|see) (?:a |an |the )?(?:\d{3}\b|error|exception|"
        r"failure)|card (?:was |got |is )?(?:declined|rejected|refused)|payment (?:failed|"
        r"declined|does)|downgrade (?:my|our|the|to)",
        r"(?:change|update|transfer|correct) (?:my|our|the) (?:e-?mail|name|owner\w*|phone|"
        r"password|address|billing|plan|workspace|logo|account)",
        r"two[- ]factor|2fa|mfa|authenticator|not (?:syncing|loading|showing|receiving|arriving|"
        r"opening|saving|sending|responding|able to)|unable to|logged out|signed out|"
        r"don'?t show up|doesn'?t show up|reports? (?:is|are) empty",
    ),
    sign(
        2.6,
        r"(?:my|our|all|the) [\w ]{2,40} (?:vanish\w*|disappear\w*|(?:is|are|was|"
        r"were) (?:all )?(?:gone|dead|missing|deleted|locked|wrong|broken))|why (?:can'?t|cant|"
        r"can i not|doesn'?t|does|is|are|do|did) (?:i|we|it|my|our|the|they) |"
        r"does nothing (?:when|if)|nothing happens|(?:we|i) (?:have )?cancell?ed (?:in|on|last|"
        r"already|two|\d)|got (?:billed|charged)",
        r"bricht [^.?!]{0,30} ab|hängt sich|our ticket|my ticket|nobody (?:answers|replies|"
        r"responds)|re-?send (?:the|my|our|an?)|(?:something|anything) wrong with your|(?:of|in|"
        r"for) my (?:profile|account|user)|my (?:profile|settings|workspace)|stop (?:my|"
        r"our) (?:subscription|plan|contract)|komme? (?:\w+ )?nicht (?:in|an|rein|mehr)|"
        r"everything is (?:slow|down|broken)",
    ),
    sign(
        2.6,
        r"(?:button|page|screen|link|menu|dropdown|field|uploads?|attachments?|notifications?|"
        r"dashboard|list|report|export|import|sync|login|app|site|website|search|"
        r"filter)s? (?:\w+ )?(?:is|are|was|were|shows?|show up|stays?|stay|gets?|looks?|loops?|"
        r"fails?|went|has been|have been)(?: \w+){0,2} (?:gr[ae]yed|blank|empty|slow|wrong|"
        r"missing|broken|weird|stuck|gone|down|dead|messed|unreadable|off)",
        r"gr[ae]yed out|login loops?|messed up|broke (?:our|my|the|everything)|super slow|so slow|"
        r"very slow|really slow|(?:is|are) blank|show(?:s|ing)? up empty|keeps? (?:me|us) out",
        r"(?:by mistake|accidentally|by accident|versehentlich|aus versehen)[^.?!]*|(?:deleted|"
        r"approved|rejected|sent|entered) [^.?!]{0,40}(?:by mistake|accidentally|wrong)",
        r"(?:get|bring) (?:it|them|that|this) back|undo|revert|roll ?back|how do i correct",
        r"(?:did ?n[o']?t|have ?n[o']?t|has ?n[o']?t|never|not) (?:\w+ )?(?:get|receive|got|"
        r"received|gotten) (?:the|my|any|a|our|an|your) (?:\w+ )?(?:e?-?mails?|invoices?|codes?|"
        r"links?|confirmations?|invites?|invitation|receipts?|password)",
        r"your (?:app|update|system|platform|site|software|release|server|last update|api|"
        r"latest \w+) (?:is|was|has|messed|broke|keeps|does|won|crash|stopped|deleted|lost|sends?|"
        r"shows?)\w*",
        r"(?:^|[.,!] ?)cancel(?: it| this| now| please| pls|$)|pay for \d+ [^.?!]{0,30} but",
        r"(?:bekommen?|erhalten?|sehen?|finden?|kriegen?) (?:\w+ ){0,3}kein\w*|(?:rechnung|beleg|"
        r"datei|zugang|mail|benachrichtigung)\w* (?:\w+ ){0,3}(?:fehlt|fehlen|falsch|leer|kaputt)|"
        r"kaputt|(?:lädt|öffnet|speichert|sendet|druckt) (?:\w+ ){0,3}nicht|passwort (?:vergessen|"
        r"geändert|zurücksetzen)|will kündigen",
        r"copy of (?:the |our |my )?(?:last )?(?:invoice|receipt)|wrong (?:currency|name|address|"
        r"bank|plan|price|date|language|email|number|tax)|(?:amounts?|numbers?|totals?|figures?|"
        r"dates?) (?:in [\w ]+ )?(?:are|is) (?:wrong|off|incorrect)",
        r"i(?:'ve| have)? forgot(?:ten)? (?:my|the)|(?:invite|add|remove|delete|deactivate) (?:a|"
        r"my|another|new|the) (?:colleague|user|member|approver|admin)",
    ),
    sign(
        2.6,
        r"(?:update|change|correct|fix|edit|replace) (?:our|my|the) (?:credit card|card|payment|"
        r"billing|address|vat|invoice|bank)\w*",
        r"(?:i|we)(?:'ve| have| was| were)? (?:was |were |been |got |been )*(?:charged|billed|"
        r"invoiced|debited)(?! less)",
        r"abgebucht|abbuchung|doppelt berechnet|falsch berechnet|mahnung|zugang (?:geht|fehlt|"
        r"gesperrt)|gesperrt|(?:nicht|nichts|kein\w*)(?: \w+){0,4} mehr|(?:nicht|"
        r"kein\w*) (?:einloggen|anmelden|hochladen|öffnen|speichern|funktion\w*)",
        r"(?:don'?t|dont|doesn'?t|doesnt|can'?t|cant|won'?t|wont|not|"
        r"no)(?: \w+){1,5} (?:any ?more|any longer)|no longer (?:works?|possible|see|get|"
        r"available|have access)",
        r"(?:won'?t|wont|doesn'?t|doesnt|didn'?t|didnt) (?:let|allow|save|load|open|send|sync|"
        r"update|show|accept|print|start|respond|recogni[sz]e)",
        r"(?:unlock|reactivate|restore|reset|recover|reopen|unblock) (?:my|our|the|a|his|her|"
        r"their)",
        r"(?:permission|access) denied|not authori[sz]ed|says ['\"]|(?:get|see|shows?|"
        r"got) (?:the |this |an? )?(?:message|warning|popup)",
        r"(?:account|user|access|login|seat)(?:'s| is| was| has been| are)? (?:locked|blocked|"
        r"disabled|gone|missing|suspended|expired)",
        r"(?:data|files?|requests?|invoices?|orders?|users?|settings?) (?:is|are|has|"
        r"have) (?:gone|missing|disappeared|vanished|lost|wrong|empty)",
        r"(?:mails?|emails?|notifications?|reminders?|invites?|codes?) (?:don'?t|dont|doesn'?t|"
        r"doesnt|never|aren'?t|not)",
        r"(?:my|our|the) (?:invoice|bill|rechnung) (?:is|has|shows|stimmt|ist)",
        r"mein konto|unser konto|unsere? zugang|nutzer löschen|benutzer löschen|"
        r"kann ich mich nicht|ich komme nicht (?:rein|mehr)|hängt (?:sich|seit)|lädt nicht",
    ),
    sign(
        3.0,
        r"(?:can'?t|cannot|can not|unable to|could ?n[o']?t|won'?t let (?:me|us)) (?:log|sign|"
        r"login|get in|access|open|export|import|upload|download|save|add|delete|see my|reset|"
        r"connect|send|print|invite|find my)",
        r"(?:does ?n[o']?t|do ?n[o']?t|is ?n[o']?t|stopped|not) (?:work(?:ing)?|load(?:ing)?|"
        r"open(?:ing)?|sync\w*|respond\w*|show(?:ing)?|arriv\w+|send(?:ing)?|export\w*)(?! with)",
        r"(?:never|nothing) (?:arrives?|arrived|comes?|came|happens?|happened|loads?)",
        r"(?:just )?spins|keeps? (?:spinning|crashing|failing|loading|logging|freezing|asking|"
        r"showing|popping|disappearing)",
        r"error(?: code| message| \d+)?",
        r"crash\w*|broken|bug|glitch|outage|timeout|timed out|frozen|freezes|blank (?:page|"
        r"screen)|stuck on",
        r"(?:shows?|says?|get|gets|getting) (?:an? |me )?['\"]?(?:failed|error|404|500|invalid|"
        r"denied)",
        r"(?:charged|billed|debited) (?:our|my|me|us|the|twice|again|\w+ card)",
        r"charged (?:\w+ )*(?:twice|double|again)|double charge\w*|charge on my card|on my card",
        r"(?:want|like|need|how|please)(?: \w+){0,3} (?:to )?cancel\w*|cancel (?:my|our|the) \w+|"
        r"kündig\w*|terminate (?:my|our)",
        r"refund\w*|money back|geld zurück|erstattung",
        r"where(?:'s| is| are) (?:my|our) (?:order|invoice|access|data|account|money|refund)",
        r"still no (?:access|invoice|answer|reply|confirmation|login)",
        r"(?:forgot|reset|lost|change) (?:my |the |our |a )?password|password reset|reset (?:mail|"
        r"link|e-?mail)|locked out|2fa code|verification (?:code|mail)",
        r"seit (?:dem|der|heute|gestern|montag)[^.?!]{0,30}(?:update|mehr|nicht|kein\w*|geht)",
        r"(?:funktioniert|geht(?! (?:sie|dich|euch|ihn|niemand\w*|keinen)\b)|"
        r"klappt|lädt|kommt|läuft)[^.?!]{0,25} (?:nicht|nichts|"
        r"kein\w*)(?: mehr)?",
        r"(?:bekommen?|erhalten?|kommen)[^.?!]{0,30} kein\w*[^.?!]{0,20} mehr",
        r"fehler\w*|absturz|stürzt ab|kann mich nicht (?:einloggen|anmelden)|passwort",
        r"ne (?:marche|fonctionne) (?:pas|plus)|no funciona|non funziona|não funciona|werkt niet",
    ),
    sign(
        2.2,
        r"(?:in|on|to|from) (?:our|my) (?:account|workspace|subscription|dashboard|profile)",
        r"(?:our|my) (?:account|subscription|invoice|licen[cs]e|export|login|admin|dashboard|"
        r"contract with you)",
        r"we have an account|i have an account",
        r"in unserem (?:konto|account)|unsere (?:freigeber|rechnung)",
        r"(?:invoice|inv|ticket|order|rechnung)[ -]?(?:no\.? ?|nr\.? ?|number ?|#)?[a-z]*-?\d{2,}",
        r"support ticket|open a ticket|raise a ticket",
        r"ours (?:shows|stays|is|does|keeps)",
        r"since (?:this morning|yesterday|today|monday|tuesday|wednesday|thursday|friday|"
        r"the update|last (?:week|update|night))",
        r"(?:they|it|that|emails?|notifications?|reminders?) stopped",
        r"after the (?:update|upgrade)",
        r"we already (?:use|have|pay)|we(?:'re| are) (?:a |"
        r"already )?(?:a )?(?:paying )?customers?|as (?:a|an existing) customer",
    ),
    sign(
        2.0,
        r"how (?:do|can|to|would) (?:i|we)?\s?(?:add|remove|delete|change|edit|update|reset|"
        r"invite|export|import|set up|configure|enable|disable|deactivate|turn|find|move|transfer|"
        r"rename|download|upload|merge|restore|assign|connect)",
        r"where (?:do|can) (?:i|we) (?:find|change|add|download|see|set|edit|update|turn|upload)",
        r"wie (?:kann|füge|ändere|lösche|stelle|exportiere|richte)[^.?!]{0,40}(?:ich|wir|man)",
    ),
    sign(
        1.5,
        r"help (?:with|me)(?: \w+){0,3} (?:account|login|invoice|setup|import|export)",
        r"my colleague left|(?:her|his|their) user",
        r"fix (?:it|this)",
        r"it worked (?:yesterday|before|fine)",
        r"(?:wrong|missing) (?:invoice|amount|data|user|vat)",
        r"urgent\w*|asap",
        r"technical (?:issue|problem|support)",
        r"(?:having|have) (?:a |an |some )?(?:issues?|problems?|trouble) with (?:my|our|the|your)",
    ),
    sign(
        -1.5,
        r"before we buy|trial|looking for a|considering|my old company|previous(?:ly)? (?:company|"
        r"employer)",
        r"resell|partner(?:ship)?",
    ),
)
