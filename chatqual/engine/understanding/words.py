"""Everyday words that stand where a name or a firm could stand, and are none."""

from __future__ import annotations

NOT_A_NAME = frozenset(
    """
important urgent critical amazing awful annoying ridiculous unacceptable crazy insane nonsense
spam nuts stupid boring interesting broken down wrong false true correct impossible necessary
possible sag sage sagen möchte will geht gehen kennen weiß lieber ungern say tell prefer keep mind
guess dunno wanna gotta lets let's freelance retired hiring coming going moving calling a able
about accountant actually afraid after again ahead all alone already also always am an and angry
annoyed another any anyone anything as asking at available away awesome back bad based because
been before being best better between bit boss bored both budget business busy but buyer buying by
call can cannot cant care certain chat check client comparing company confused considering cool
could curious currently customer day dead deciding definitely demo department dev did director
disappointed do does doing done dont easy either else email employee english enough even every
everyone everything evaluating exactly excited fair familiar fast fed fine finance first for free
french friday from frustrated full fun general german getting giving glad go gone good gonna got
great had happy hard have having he hello help her here hey hi him his hope hoping how however
human hungry i ill im in indeed info information inside interested into is it its job just keen
kind kinda know last later least left less let like likely listening little located long look
looking lost lot mad maybe me mean meant meeting member mobile monday month more morning most much
must my need needing nervous never new next nice no nobody none nope not nothing now of off office
often ok okay old on once one online only open or order other our out over owner part people
perhaps person phone planning please pls pretty price probably problem product quick quite rather
ready real really regarding relevant right running sad safe said same saturday saying searching
see serious set she short should shopping sick so some somebody someone something sorry sort soon
speaking still stop student stuck such sunday super support sure surprised talking team thank
thanks that the their them then there these they thing things thinking this thursday tired to
today together tomorrow tonight too totally trial trouble trying tuesday two typing under unable
unclear understand unhappy unsure until up upset us use used user using very waiting want wanted
was way we website wednesday week weird welcome well were what whatever when where which while who
why wish with within without wondering work working works worried would writing ya yeah year yep
yes yesterday yet you your yours alles andere auch auf aus bei beim bin bis bitte brauche danke
dann das dem den der die dies doch dort ein eine einem einen einer einfach er erst es etwas euch
euer falls fertig frage für ganz gar genau gerade gern gerne gut gute guten habe haben hallo hat
hier hin ich ihr immer interessiert ist ja jetzt kann kein keine kunde leider mal man mehr mein
meine mich mir mit morgen nach natürlich nein neu nicht nichts noch nun nur ob oder ohne richtig
schon sehr sein seit sicher sie sind sofort studentin tag über um und unser unsere unsicher unter
verwirrt viel vielleicht vom von vor war warum weiter wer wie wieder wir wo wohl zu zufrieden zum
zur zurück accord aquí bien bom bueno ciao con de del della en est est-ce et hola je le les merci
mi moi non nous obrigado oui para per por pour pronto que qui quoi si sí sim très un una une voor
wel zeer asap faq api sso sap erp crm gdpr dsgvo pricing sales hr ceo cto cfo coo cio bot ai robot
agent admin skip pass depends confidential private secret unknown anonymous nvm idk lol haha omg
wow cheers hmm hm uh test weather joke music alarm siri alexa google fantastic perfect brilliant
excellent terrible january february march april june july august september october november
december
januar februar märz oktober dezember janvier février enero febrero gennaio febbraio janeiro
fevereiro januari februari
americans american british austrian swiss dutch spanish italian indian canadian polish
cheap cost costs quote invoice plan plans seat seats users yearly enterprise starter pro basic
premium
""".split()  # noqa: SIM905 - hundreds of quoted words would be harder to read
)
NOT_A_COMPANY = frozenset(
    """
accounts payroll spreadsheets excel teams slack outlook gmail salesforce sap netsuite xero
quickbooks datev hubspot procurement night nights weekends computers numbers children patients
freelance freelancer self self-employed student private unemployed retired nothing startup
customers clients suppliers people employees team dont don't wont won't rather why what who how
when colleagues colleague friends google search ads zero scratch a about all an and another any
anyone asap at august both by charge company different day each either email every everything
everyone first friday friend full googling half hand heart here holiday his her home i if im in it
its january just last least leisure linkedin lunch many march me mind mobile moment monday month
more most my myself new next no none now of off on once one only operations other others our over
own page peace phone present price purchasing quite recommendation reddit risk sales same several
short small so some someone something sometimes somewhere start still such support sure that the
their them there these they things this those time times today tomorrow twitter two university us
various vendor very via war we website week where which work working xmas year years yesterday you
your youtube der die das dem den ein eine einem einen einer euch euer eure hause ihnen ihr ihrem
ihren ihrer mir mich uns unser unserem unserer heute morgen montag ersten anfang allen beiden
minute end beginning issues problem problems question questions trouble nobody interested happy
good fine ok okay yes nope confidential secret unknown called skip fed finance marketing hr legal
engineering accounting logistics contact touch talks meetings stock principle general doubt need
pain love favour favor contrast addition advance order case fact
""".split()  # noqa: SIM905 - hundreds of quoted words would be harder to read
)
FIRM_TAILS = frozenset(
    """
logistics foods group solutions systems consulting partners labs lab media software technologies
technology tech industries industry holdings holding services service health healthcare clinic
clinics bank energy motors pharma chemicals construction builders engineering manufacturing works
studio studios design agency ventures capital insurance foundation university college school
council trust hotels hotel retail stores store shop bakery brewery farms farm gmbh ag kg ltd llc
inc corp plc srl spa sa bv nv ab as oy limited company co verlag druck metallbau bau technik werke
maschinenbau handel versicherung klinik klinikum stadtwerke seafood textiles packaging plastics
steel freight shipping transport electronics analytics digital interactive robotics biotech sons
brothers associates construtora constructora atelier officine officina grupo gruppo groupe groep
textiles transportes transport comercial indústrias industrias ristorante bakkerij bäckerei
autohaus kanzlei apotheke imprenta tipografia vinícola cantina bodega distribuidora clínica
charity society church museum library theatre theater gallery nursery dental legal realty estates
international global network networks
""".split()  # noqa: SIM905
)
LEGAL_FORM = (
    r"(?:GmbH(?: & Co\.? KG)?|gGmbH|AG|KG|OHG|UG|e\.\s?V\.|SE|(?:Pvt\.? |Pte\.? |Pty\.? |Private )?"
    r"(?:Co\.?,? )?(?:Ltd\.?|Limited)|Pty|LLC|LLP|Inc\.?|Corp\.?|PLC|S\.?[rR]\.?[lL]\.?"
    r"|S[pP][aA]|S\.p\.A\.|S\.?A\.?S\.?|"
    r"SARL|S\.?A\.?(?: de C\.?V\.?)?|S\.?L\.?(?:U\.?)?|B\.?V\.?|N\.?V\.?|AB|A/S|ApS|AS|Oy|Oyj|"
    r"Sp\.? z o\.?o\.?|s\.r\.o\.|d\.o\.o\.|Kft|eG|KGaA|GbR|Ltda\.?|Lda\.?|Sdn\.? Bhd\.?)"
)
