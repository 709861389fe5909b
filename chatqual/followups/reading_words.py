"""Words of mail programs and of people who want no mail, in the seven languages."""

from __future__ import annotations

# "On Friday, Ana wrote:": the words of a phrase, in any order with others between them.
WROTE = (
    "wrote",
    "schrieb",
    "geschrieben",
    "a écrit",
    "escribió",
    "escribio",
    "escreveu",
    "ha scritto",
    "schreef",
    "heeft geschreven",
)

# The line above a mail that is quoted whole; hyphens around it.
ORIGINAL = frozenset(
    {
        "original message",
        "forwarded message",
        "ursprüngliche nachricht",
        "originalnachricht",
        "weitergeleitete nachricht",
        "message d'origine",
        "message d’origine",
        "message original",
        "message transféré",
        "mensaje original",
        "mensaje reenviado",
        "mensagem original",
        "mensagem encaminhada",
        "messaggio originale",
        "messaggio inoltrato",
        "oorspronkelijk bericht",
        "doorgestuurd bericht",
    }
)

# Headers of an earlier mail as Outlook and others print them.
HEADER_LABELS = frozenset(
    {
        *("from", "sent", "date", "to", "cc", "subject", "reply-to"),
        *("von", "gesendet", "datum", "an", "kopie", "betreff"),
        *("de", "envoyé", "date d'envoi", "à", "objet"),
        *("enviado", "enviado el", "fecha", "para", "asunto"),
        *("enviada em", "enviado em", "data", "assunto"),
        *("da", "inviato", "a", "oggetto"),
        *("van", "verzonden", "aan", "onderwerp"),
    }
)

# What a phone or a mail program writes below.
SENT_FROM = (
    "sent from my",
    "sent from outlook",
    "sent from yahoo",
    "sent via",
    "get outlook for",
    "von meinem",
    "gesendet von mein",
    "gesendet mit",
    "diese nachricht wurde von meinem",
    "holen sie sich outlook",
    "envoyé de mon",
    "envoyé depuis",
    "envoyé à partir de",
    "obtenir outlook",
    "télécharger outlook",
    "enviado desde mi",
    "enviado desde outlook",
    "obtener outlook",
    "enviado do meu",
    "enviado a partir do",
    "obter o outlook",
    "obtenha o outlook",
    "inviato da",
    "scarica outlook",
    "ottieni outlook",
    "verzonden vanaf",
    "verzonden met",
    "verstuurd vanaf",
    "download outlook",
    "outlook voor",
)

AUTO_SUBJECTS = (
    "automatic reply",
    "auto-reply",
    "auto reply",
    "autoreply",
    "out of office",
    "out of the office",
    "automatische antwort",
    "abwesenheit",
    "abwesend",
    "réponse automatique",
    "absence du bureau",
    "respuesta automática",
    "fuera de la oficina",
    "ausente",
    "resposta automática",
    "fora do escritório",
    "ausência",
    "risposta automatica",
    "fuori sede",
    "fuori ufficio",
    "automatisch antwoord",
    "afwezig",
)

# A whole answer, in lower case and without marks.
NO_MORE = frozenset(
    {
        *("stop", "please stop", "unsubscribe", "unsubscribe me", "please unsubscribe"),
        *("please unsubscribe me", "no more mails", "no more emails", "no more e mails"),
        *("stop emailing me", "stop mailing me", "do not contact me", "don t contact me"),
        *("remove me", "please remove me", "opt out"),
        *("stopp", "bitte stopp", "abmelden", "bitte abmelden", "abbestellen", "austragen"),
        *("keine mails mehr", "keine e mails mehr", "bitte keine mails mehr"),
        *("bitte keine e mails mehr", "bitte austragen", "kontaktieren sie mich nicht mehr"),
        *("arrêt", "arrêtez", "désabonner", "se désabonner", "désinscription", "me désinscrire"),
        *("désinscrivez moi", "plus de mails", "plus d e mails", "ne me contactez plus"),
        *("alto", "basta", "darme de baja", "baja", "cancelar suscripción", "no más correos"),
        *("no me contacten más", "no me contacte más", "no me escriban más"),
        *("parar", "pare", "cancelar subscrição", "cancelar inscrição", "descadastrar"),
        *("sem mais e mails", "não me contactem mais", "não me contacte mais", "sair"),
        *("fermati", "disiscrivimi", "cancellami", "annulla iscrizione", "niente più email"),
        *("niente più mail", "non contattatemi più", "non scrivetemi più"),
        *("uitschrijven", "afmelden", "geen mails meer", "geen e mails meer"),
        *("neem geen contact meer op", "graag afmelden", "graag uitschrijven"),
    }
)
