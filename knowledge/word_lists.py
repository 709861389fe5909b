"""General word lists: nothing here comes from a customer's documents."""

from __future__ import annotations


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that carry no meaning of their own in a question.
STOP_WORDS: dict[str, frozenset[str]] = {
    "en": _set(
        """
        a about actually after all also always am an and any anybody anyone anything are aren't
        arent as at be because been before being both but by can can't cannot cant could
        couldn't couldnt did didn't didnt do does doesn't doesnt doing don't dont each either
        else etc even ever every everything exactly few  for from get gets getting give
        gives go goes going gonna got had has have haven't having he hello help her here hers
        hey hi him his how how's i i'd i'll i'm i've if im in into is isn't isnt it it'd it'll
        it's its ive just   kind know let let's like lot made make makes many may maybe
        me might mine more most much must my    never no nor not now of off ok
        okay on once one only onto or other others our ours out over own per please possible
        probably put quite rather really right said same say says see she should so some
        somebody someone something sort still such sure take takes tell than thank thanks that
        that's thats the their theirs them then there there's these they they're thing things
        think this those though to too try under until up us    very via want wanted
        wants was wasn't way we we'd we'll we're we've well were weve what what's whats when
        when's where where's wheres whether which while who who's whom whose why will with
        within without won't wont   would you you'd you'll you're you've your yours
        yourself been already around again ask asks anyway come comes coming happen happens
        happened look looks looking bit thru yes yeah yep nope set old new big good best nice
        hasnt havent hadnt shouldnt wouldnt werent aint theyre whos whens youre
        kinda stuff mean means able during damn bloody fucking hell shit jesus christ god
        """
    ),
    "de": _set(
        """
        ab aber alle allem allen aller alles als also am an ander andere anderem anderen anderer
        anderes auch auf aus bei beim bin bis bist brauche brauchen braucht bitte da dabei dafur
        damit danach dann das dass dazu dein deine dem den denn der des dich die dies diese
        diesem diesen dieser dieses dir doch dort du durch ein eine einem einen einer eines
        einige er es etwas euch euer eure fur gegen gehen geht genau gibt habe haben hallo hat hatte
        hatten hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in ins irgend ist
        ja jede jedem jeden jeder jedes jetzt kann kannst kein keine keinem keinen konnen konnte
        lasst machen macht mal man mehr mein meine meinem meinen meiner mich mir mit moglich
        moglichkeit muss mussen nach nicht nichts noch nun nur ob oder ohne schon sehr sein
        seine seit sich sie sind so solche soll sollen sollte sondern sonst uber um und uns
        unser unsere unserem unseren unter viel viele vom von vor wann war waren warum was weg
        weil welche welchem welchen welcher welches wenn wer werde werden weshalb wie wieder
        wieviel will wir wird wirklich wo wohin wurde wurden zu zum zur zwar zwischen hat's
        gibt's
        gibts ne nen nem ner eure euren eurem eurer habt wollen will wollt denn eigentlich
        """
    ),
    "fr": _set(
        """
        a ai ainsi alors apres as au aucun aussi autre autres aux avant avec avez avoir avons
        bonjour c ca car ce ceci cela celle celui ces cet cette chaque ci combien comme comment
        d dans de depuis des deux dois doit donc dont du elle elles en encore entre est est-ce
        et etait ete etes etre eu faire fait faut ici il ils j je jusque l la le les leur leurs
        lors lui m ma mais me meme mes moi mon n ne ni nos notre nous on ont ou par pas peu peut
        peuvent peux plus pour pourquoi pouvez pouvons qu quand que quel quelle quelles quels
        qui quoi s sa sans se sera ses si son sont sous suis sur t ta te tes toi ton tous tout
        toute toutes tres tu un une va vers veux voir vos votre vous y merci svp existe qu'est-
        ce
        """
    ),
    "es": _set(
        """
        a al algo alguna algunas alguno algunos ante antes aqui asi aun aunque bien cada como
        con contra cual cuales cuando cuanto cuanta cuantos cuantas de debe debo del desde donde
        dos el ella ellas ellos en entre era eres es esa esas ese eso esos esta estan estar
        estas este esto estos estoy fue gracias ha hace hacer hacia han hasta hay he hola la las
        le les lo los mas me mi mis mucho muy nada ni no nos nosotros nuestra nuestro o os otra
        otras otro otros para pero por porque puede pueden puedo podemos pues que quien quiero
        se sea ser si sido sin sobre sois solo son soy su sus tal tambien te tengo tenemos tiene
        tienen toda todas todo todos tu tus un una unas uno unos usted ustedes va vamos y ya yo
        existe favor
        """
    ),
}

# Spellings of a hurried typist.
CHAT_SPEAK: dict[str, str] = {
    "u": "you",
    "ur": "your",
    "r": "are",
    "w": "with",
    "wo": "without",
    "ppl": "people",
    "pls": "please",
    "plz": "please",
    "thx": "thanks",
    "acct": "account",
    "accts": "accounts",
    "pw": "password",
    "pwd": "password",
    "msg": "message",
    "msgs": "messages",
    "yr": "year",
    "yrs": "years",
    "mo": "month",
    "mth": "month",
    "mths": "months",
    "wk": "week",
    "wks": "weeks",
    "hrs": "hours",
    "mins": "minutes",
    "secs": "seconds",
    "dept": "department",
    "org": "organization",
    "mgmt": "management",
    "info": "information",
    "docs": "documentation",
    "doc": "document",
    "addr": "address",
    "num": "number",
    "qty": "quantity",
    "max": "maximum",
    "min": "minimum",
    "approx": "approximately",
    "asap": "soon",
    "b4": "before",
    "thier": "their",
    "fone": "phone",
    "discont": "discount",
    "adress": "address",
    "btw": "by the way",
    "config": "configuration",
    "configs": "configurations",
    "env": "environment",
    "db": "database",
    "app": "app",
    "apps": "apps",
    "biz": "business",
    "intl": "international",
    "tel": "phone",
    "telephone": "phone",
    "mobile": "mobile",
    "vids": "videos",
    "pics": "pictures",
    "pic": "picture",
    "sub": "subscription",
    "subs": "subscriptions",
    "subscr": "subscription",
    "perms": "permissions",
    "auth": "authentication",
    "admin": "admin",
    "cust": "customer",
    "custs": "customers",
    "reqs": "requirements",
    "wanna": "want",
    "gimme": "give",
    "sth": "something",
    "bc": "because",
    "cuz": "because",
    "idk": "i do not know",
}
