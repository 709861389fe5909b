"""Given names that visitors type in lower case ("im tunde from ..."). Own compilation.

A name that is an everyday word too (will, mark, may, grace) is left out: it needs its capital.
"""

from __future__ import annotations

GIVEN_NAMES = frozenset(
    """
aarav aaron abdul abdullah abena abigail achim ada adaeze adam adele adrian adriana agata agnes
agnieszka ahmad ahmed ahmet aidan aiko aino aisha ajay akash akira alain alan alastair albert
alberto alejandra alejandro aleksandra alena alessandra alessandro alessia alex alexander
alexandra alexandre alexei alexis alfonso alfred ali alice alicia alina alison allan allison alma
alvaro ama amalia amanda amara amelia amelie amina aminata amir amit amy ana anastasia anders andi
andre andrea andreas andreea andrei andres andrew andrzej andy aneta angela angelika angelo angus
anh anil anita anja anjali anke ann anna annabel anne anneke anneliese annette annie annika ansgar
anthony antje antoine anton antonia antonio anya aoife arash aria ariane ariel arjun armin arne
arnold arthur artur arturo arun asa asha ashley ashok asta astri astrid atsushi audrey august auke
aurelie ava awa axel ayesha aylin ayse aysel barbara barry bart bartosz bea beata beatrice beatriz
becky ben benedikt benjamin benoit bernadette bernard bernd bernhard bert beth bettina betty
bianca bilal bjorn björn bo bob bogdan boris bozena brandon branko brenda brendan brent brett
brian brigitte britta brooke bruce bruno bryan burak caitlin caleb callum camila camille candice
carina carla carlo carlos carly carmen carol carolin carolina caroline carolyn carsten carys casey
catalina catarina caterina catherine cathy cecilia cecilie cedric celia celine cem chantal charles
charlie charlotte chen cheryl chiara chidi chioma chloe chris christa christel christian
christiane christina christine christoph christophe christopher chuck cian ciara cindy claire
clara clare clarissa claude claudia claudio claus clemens clement cletus clive colin colleen
connor conor constanze cora cordula corinna corinne cornelia craig cristian cristiano cristina
curtis cynthia dagmar daisy damian damien dan dana daniel daniela daniele danielle danny daphne
daria dario darius dariusz darren dave david davide deborah debra declan deepak deepika dejan
denis denise dennis derek derya desislava desmond despina detlef devon diana diane diego dieter
dietmar dilek dimitar dimitri dimitris dinesh dirk divya dmitri dmitry dominic dominik dominique
don donald donna dora doreen doris dorota dorothea dorothy doug douglas dragan duc duncan dusan
dustin dwayne dylan eamon ebru ed eddie edgar edith eduard eduardo edward edwin eero egle eileen
eilidh eirik ekaterina elaine eleanor elena eleni elias elif elisa elisabeth elise elizabeth elke
ella ellen ellie elliot elsa emanuele emeka emil emilia emilie emilio emily emine emma emmanuel
emre enrico enrique eoin eric erica erich erik erika erin ernst erwin esra esteban estelle esther
ethan eugenia eva evan eve evelyn ewa fabian fabienne fabio fabrice faisal farah farai fatima
fatma fatou federica federico felicia felicity felipe felix femi ferdinand fergus fernanda
fernando ffion filip filippo finn fiona florian florin floris francesca francesco francis
francisca francisco francois frank franka franz franziska françois fred freddie frederic frederik
frida frieda friedrich fritz gabi gabriel gabriela gabriele gabrielle gareth gary gaurav gavin
gemma geoff geoffrey georg george georgi georgia georgina gerald gerard gerd gerhard gert giacomo
gian gianluca gianni gilles gillian gina gintaras giorgia giorgio giorgos giovanna giovanni gisela
giulia giuseppe gloria gokhan gonzalo goran gordon graham greg gregor gregory greta grzegorz guido
guillaume guillermo gunnar gunther gus gustav gustavo guy gwen gwyneth günter günther hadi hagen
hailey hakan hakon halina hamid hamish hamza hana hanna hannah hannes hans hao harald haris
harriet harry haruka haruki harvey hasan hassan hatice hazel heather hector hedwig heidi heike
heiko heiner heinrich heinz helen helena helene helga helmut hendrik henk henning henri henrik
henrike henry herbert hermann hilary hilde hina hiroshi holger hugh hugo hui hung huseyin hussein
ian ibrahim ida iestyn ifeoma ignacio igor ilkka ilona ilse imani imran ines inga inge ingeborg
ingmar ingo ingrid ioana ionut ira irena irene irina iris isaac isabel isabella isabelle ishaan
isla ismail ivan ivana ivaylo ivica ivo iwan iwona jaakko jacek jack jackie jacob jacqueline
jacques jadwiga jakob jakub james jamie jan jana jane janek janet janice janina janine jannik
janos jarek jasmin jasmine jason javier jay jean jeanette jeff jeffrey jelena jenna jennifer jenny
jens jeremy jerome jerry jess jesse jessica jesus jihoon jill jim jimmy jin jing jiri jo joachim
joan joana joanna joanne joao joaquin jochen jody joe joel joelle joerg johan johann johanna
johannes john johnny jon jonas jonathan jordi jorg jorge jos jose josef josefine joseph josephine
josh joshua josé jovana joyce juan juana judith judy juergen juho jukka jules julia julian juliana
juliane julie juliette julio julius jun jussi justin justyna jutta jörg jürgen kai kalle karel
karen kari karim karin karina karl karla karolina karsten kasia kasper katarina katarzyna kate
katerina katharina katherine kathi kathleen kathrin kathryn kathy katie katja katrin katya kavita
kaya kayla keiko keith kelly kemal kemi ken kenji kenneth kenta kerry kerstin kev kevin khalid
kiara kim kimberly kiran kirsi kirsten kirsty klara klaudia klaus knut kofi konrad konstantin
kostas krishna kristen kristian kristin kristina kristine krystyna krzysztof kumar kurt kwame kyle
kylie lakshmi lara larissa larry lars lasse laszlo laura lauren laurence laurent laurie lawrence
layla lea leah leandro lee leif leila lena leni lenka lennart leo leon leona leonard leonardo
leonie leonora lerato leslie leticia lewis leyla lia liam liane lidia lilian lillian lilly lily
lin linda lindsay lindsey ling linh linus lisa liv livia liz lizzie logan lois lola lora lorena
lorenz lorenzo lothar lou louis louisa louise lubos luc luca lucas lucia luciana lucie lucinda
lucy ludwig luigi luis luisa luka lukas luke luna lutz lydia lynn maarten maciej madeleine madison
mads magda magdalena magnus mahmoud maike mairead maja malcolm malgorzata malik mallory malte
mandy manfred manish manon manuel manuela mara marc marcel marcela marcello marcelo marcia marcin
marco marcos marcus mareike marek maren margaret margarete margarita margot maria mariam marian
mariana marianne marie marieke marija mariko marina mario marion marisa marissa marit mariusz
marjan marketa markus marlene marlies marlon marta martha martin martina martine marvin mary
maryam massimo mateo mateusz mathias mathieu mathilde matias matilda matt matteo matthew matthias
matthieu maureen maurice mauricio maurizio mauro max maxime maximilian maya mechthild meera megan
mehdi mehmet mei mei-ling meike mel melanie melina melinda melissa mercedes merle mia micah
michael michaela michal michel michele michelle mick miguel mihai mika mikael mike mikhail milan
milena milos mina ming minho minji mira miranda mircea mireille miriam mirjam mirjana mirko miro
miroslav mitchell mo mohamed mohammad mohammed mohan moira mona monica monika monique morag moritz
morten moses moussa muhammad murat muriel mustafa myriam nabil nadia nadine nadja nancy naomi
nasreen natalia natalie natasha nathalie nathan neeta neha neil nele nelly nelson nenad ngozi
nguyen nia niall niamh nicholas nick nicki nicky nico nicola nicolas nicole niels nigel nikita
niklas niko nikola nikolai nikolas nikos nils nina nisha nitin noah noel noemi nomsa nora norbert
norman nour nuno nuria obinna octavia odette okan olaf ole oleg olga oliver olivia olivier olu
omar ondrej onur orla oscar oskar oswald otto ousmane outi owen oyvind ozlem pablo padraig paige
paivi palle pamela paola paolo pascal pat patricia patricio patrick patrizia patty paul paula
paulina pauline paulo pavel pawel pedro penelope penny per peter petr petra phil philip philipp
philippa philippe phoebe phyllis pia pier pierre pieter pilar pinar piotr piper plamen pooja
prakash pranav prasad priya priyanka quentin rachel rachid radek radka radu rafael rafal ragnhild
rahul rainer raj raja rajesh ralf ralph raluca ramesh rami ramon ramona rana randall randy raphael
raquel rasa rashid raul ravi raymond rebecca regina reiner reinhard reinhold remi renata renate
rene renée rhian rhys ricardo riccardo richard rick ricky riley rita rob robbie robert roberta
roberto robin robyn rodrigo roger rohan rohini rohit roisin roland rolf roman romy ron ronald
ronja ronny rory rosa rosalie rosanna rosario rosemary rosie ross roxanne roy ruben rubina rudi
rudolf rui rupert russ russell ruta ruth ryan sabine sabrina sacha sadie sagar said sakura sally
salma salvatore sam samantha samer samir samira samuel sana sander sandra sandy sanjay sanna
santiago saoirse sara sarah sascha saskia scott sean sebastian sebastien selin selina selma sergei
sergio serkan seth sevgi shane shannon sharon shaun shawn sheila shelley shirley shreya sibylle
siddharth siegfried sierra sigrid silke silvia silvio simon simona simone sina sinead sinéad
siobhan sipho slawomir slobodan sneha snezana sofia sofie solveig sonia sonja soojin sophia sophie
soren spyros stacy stan stanislav stefan stefania stefanie stefano steffen steffi stella stephan
stephane stephanie stephen steve steven stewart stoyan struan stuart sue sunil sunita suresh susan
susana susann susanna susanne suzanne sven svenja svetlana swati sybille sylvia sylvie søren
tamara tania tanja tanvi tanya tara tarek tariq tatiana tatjana taylor ted tendai terence teresa
tereza terry tess tessa thabo thea theo theodor theresa therese thierry thies thilo thomas
thorsten thuy tiago tiffany till tilman tim timo timothy tina tino tobias todd tolga tom tomas
tomasz tommaso tommy toni tony torben torbjorn torsten tracey tracy trevor tricia tristan trudy
tunde tuula tyler udo ulf uli ulla ulrich ulrike umut ursula uschi usha usman ute uwe vaclav
valentin valentina valeria valerie vanessa vasilis vasily veit veli vera verena veronica veronika
veronique vesna vicky victor victoria vijay vikas vikram viktor viktoria vince vincent vincenzo
vinod viola violetta virginia vishal vivek vivian vivien vladimir vojtech volkan volker walid
walter waltraud wanda warren wayne wei wendelin wendy werner wiktor wilfried wilhelm willem
william wim winfried winston wojciech wojtek wolf wolfgang xavier xiaoming ximena yael yan yang
yannick yannis yara yasmin yasmine yaw yolanda yordanka youssef yuki yuri yusra yusuf yves yvette
yvonne zach zachary zainab zanele zara zdenek zehra zeljko zeynep zoe zofia zoltan zoran zoya
zuzana zuzanna
""".split()  # noqa: SIM905 - eight hundred quoted names would be harder to read
)
