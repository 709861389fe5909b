"""Words of the mails, of the lines about them and of their pages, in the visitor's language."""

from __future__ import annotations

from typing import Any, TypedDict

from chatqual.conversations.models import Conversation
from chatqual.sites.models import Site


class Texts(TypedDict):
    """`mark` stands above our words; the others are named after where they stand."""

    subject: str
    copy_subject: str
    mark: str
    lead: str
    copy_lead: str
    go_on: str
    go_on_note: str
    answer_note: str
    no_more: str
    you: str
    assistant: str
    sources: str
    copy_sent: str
    copy_no_address: str
    copy_wait: str
    copy_off: str
    stop_title: str
    stop_ask: str
    stop_done: str
    stop_unknown: str


TEXTS: dict[str, Texts] = {
    "en": {
        "subject": "Your conversation with {site}",
        "copy_subject": "Copy of your conversation with {site}",
        "mark": "Please write your answer above this line",
        "lead": "You have an answer in the chat with {site} that you have not seen yet:",
        "copy_lead": "This is your conversation with {site}.",
        "go_on": "Continue in the chat",
        "go_on_note": "The link opens your conversation once, within 72 hours.",
        "answer_note": "You can also simply answer this mail. Attachments do not reach us.",
        "no_more": "No more mails about this conversation",
        "you": "You",
        "assistant": "AI assistant",
        "sources": "Sources",
        "copy_sent": "A copy of this conversation was sent to {address}.",
        "copy_no_address": "To get a copy, please write your e-mail address here first.",
        "copy_wait": "A copy was sent several times already. Please try again in an hour.",
        "copy_off": "No copy is sent from this chat.",
        "stop_title": "No more mails",
        "stop_ask": "Shall {site} send you no more mails about your conversation?",
        "stop_done": "You will get no more mails about this conversation. You can still write "
        "in the chat.",
        "stop_unknown": "This address is not known here. The conversation may have been deleted.",
    },
    "de": {
        "subject": "Ihr Gespräch mit {site}",
        "copy_subject": "Kopie Ihres Gesprächs mit {site}",
        "mark": "Bitte antworten Sie oberhalb dieser Zeile",
        "lead": "Im Chat mit {site} steht eine Antwort, die Sie noch nicht gesehen haben:",
        "copy_lead": "Das ist Ihr Gespräch mit {site}.",
        "go_on": "Im Chat weiterreden",
        "go_on_note": "Der Link öffnet Ihr Gespräch einmal, innerhalb von 72 Stunden.",
        "answer_note": "Sie können auch einfach auf diese E-Mail antworten. Anhänge erreichen "
        "uns nicht.",
        "no_more": "Keine E-Mails mehr zu diesem Gespräch",
        "you": "Sie",
        "assistant": "KI-Assistent",
        "sources": "Quellen",
        "copy_sent": "Eine Kopie dieses Gesprächs wurde an {address} geschickt.",
        "copy_no_address": "Für eine Kopie schreiben Sie bitte zuerst Ihre E-Mail-Adresse hier "
        "hinein.",
        "copy_wait": "Eine Kopie wurde schon mehrmals geschickt. Bitte versuchen Sie es in einer "
        "Stunde wieder.",
        "copy_off": "Aus diesem Chat wird keine Kopie verschickt.",
        "stop_title": "Keine E-Mails mehr",
        "stop_ask": "Soll {site} Ihnen keine E-Mails mehr zu Ihrem Gespräch schicken?",
        "stop_done": "Sie bekommen keine E-Mails mehr zu diesem Gespräch. Im Chat können Sie "
        "weiterhin schreiben.",
        "stop_unknown": "Diese Adresse ist hier nicht bekannt. Vielleicht wurde das Gespräch "
        "gelöscht.",
    },
    "fr": {
        "subject": "Votre conversation avec {site}",
        "copy_subject": "Copie de votre conversation avec {site}",
        "mark": "Veuillez écrire votre réponse au-dessus de cette ligne",
        "lead": "Dans le chat avec {site}, une réponse vous attend :",
        "copy_lead": "Voici votre conversation avec {site}.",
        "go_on": "Continuer dans le chat",
        "go_on_note": "Le lien ouvre votre conversation une seule fois, dans les 72 heures.",
        "answer_note": "Vous pouvez aussi répondre à ce message. Les pièces jointes ne nous "
        "parviennent pas.",
        "no_more": "Plus d'e-mails sur cette conversation",
        "you": "Vous",
        "assistant": "Assistant IA",
        "sources": "Sources",
        "copy_sent": "Une copie de cette conversation a été envoyée à {address}.",
        "copy_no_address": "Pour recevoir une copie, écrivez d'abord votre adresse e-mail ici.",
        "copy_wait": "Une copie a déjà été envoyée plusieurs fois. Réessayez dans une heure.",
        "copy_off": "Aucune copie n'est envoyée depuis ce chat.",
        "stop_title": "Plus d'e-mails",
        "stop_ask": "Faut-il que {site} ne vous envoie plus d'e-mails sur votre conversation ?",
        "stop_done": "Vous ne recevrez plus d'e-mails sur cette conversation. Vous pouvez toujours "
        "écrire dans le chat.",
        "stop_unknown": "Cette adresse n'est pas connue ici. La conversation a peut-être été "
        "supprimée.",
    },
    "es": {
        "subject": "Su conversación con {site}",
        "copy_subject": "Copia de su conversación con {site}",
        "mark": "Escriba su respuesta encima de esta línea",
        "lead": "En el chat con {site} hay una respuesta que aún no ha visto:",
        "copy_lead": "Esta es su conversación con {site}.",
        "go_on": "Seguir en el chat",
        "go_on_note": "El enlace abre su conversación una sola vez, durante 72 horas.",
        "answer_note": "También puede responder a este correo. Los adjuntos no nos llegan.",
        "no_more": "No recibir más correos sobre esta conversación",
        "you": "Usted",
        "assistant": "Asistente de IA",
        "sources": "Fuentes",
        "copy_sent": "Se ha enviado una copia de esta conversación a {address}.",
        "copy_no_address": "Para recibir una copia, escriba primero aquí su correo electrónico.",
        "copy_wait": "Ya se ha enviado una copia varias veces. Inténtelo de nuevo en una hora.",
        "copy_off": "Desde este chat no se envía ninguna copia.",
        "stop_title": "No más correos",
        "stop_ask": "¿Quiere que {site} no le envíe más correos sobre su conversación?",
        "stop_done": "No recibirá más correos sobre esta conversación. Puede seguir escribiendo en "
        "el chat.",
        "stop_unknown": "Esta dirección no se conoce aquí. Quizá se haya borrado la conversación.",
    },
    "pt": {
        "subject": "A sua conversa com {site}",
        "copy_subject": "Cópia da sua conversa com {site}",
        "mark": "Escreva a sua resposta acima desta linha",
        "lead": "No chat com {site} há uma resposta que ainda não viu:",
        "copy_lead": "Esta é a sua conversa com {site}.",
        "go_on": "Continuar no chat",
        "go_on_note": "A ligação abre a sua conversa uma única vez, durante 72 horas.",
        "answer_note": "Também pode responder a este e-mail. Os anexos não chegam até nós.",
        "no_more": "Não receber mais e-mails sobre esta conversa",
        "you": "Você",
        "assistant": "Assistente de IA",
        "sources": "Fontes",
        "copy_sent": "Uma cópia desta conversa foi enviada para {address}.",
        "copy_no_address": "Para receber uma cópia, escreva primeiro aqui o seu e-mail.",
        "copy_wait": "Já foi enviada uma cópia várias vezes. Tente de novo dentro de uma hora.",
        "copy_off": "Não é enviada nenhuma cópia deste chat.",
        "stop_title": "Sem mais e-mails",
        "stop_ask": "Quer que {site} não lhe envie mais e-mails sobre a sua conversa?",
        "stop_done": "Não receberá mais e-mails sobre esta conversa. Pode continuar a escrever no "
        "chat.",
        "stop_unknown": "Este endereço não é conhecido aqui. A conversa pode ter sido apagada.",
    },
    "it": {
        "subject": "La Sua conversazione con {site}",
        "copy_subject": "Copia della Sua conversazione con {site}",
        "mark": "Scriva la Sua risposta sopra questa riga",
        "lead": "Nella chat con {site} c'è una risposta che non ha ancora visto:",
        "copy_lead": "Questa è la Sua conversazione con {site}.",
        "go_on": "Continua nella chat",
        "go_on_note": "Il link apre la Sua conversazione una sola volta, entro 72 ore.",
        "answer_note": "Può anche rispondere a questa e-mail. Gli allegati non ci arrivano.",
        "no_more": "Nessun'altra e-mail su questa conversazione",
        "you": "Lei",
        "assistant": "Assistente IA",
        "sources": "Fonti",
        "copy_sent": "Una copia di questa conversazione è stata inviata a {address}.",
        "copy_no_address": "Per ricevere una copia, scriva prima qui il Suo indirizzo e-mail.",
        "copy_wait": "Una copia è già stata inviata più volte. Riprovi tra un'ora.",
        "copy_off": "Da questa chat non viene inviata alcuna copia.",
        "stop_title": "Niente più e-mail",
        "stop_ask": "Vuole che {site} non Le invii altre e-mail sulla Sua conversazione?",
        "stop_done": "Non riceverà altre e-mail su questa conversazione. Può sempre scrivere nella "
        "chat.",
        "stop_unknown": "Questo indirizzo non è noto qui. Forse la conversazione è stata "
        "cancellata.",
    },
    "nl": {
        "subject": "Uw gesprek met {site}",
        "copy_subject": "Kopie van uw gesprek met {site}",
        "mark": "Schrijf uw antwoord boven deze regel",
        "lead": "In de chat met {site} staat een antwoord dat u nog niet hebt gezien:",
        "copy_lead": "Dit is uw gesprek met {site}.",
        "go_on": "Verder in de chat",
        "go_on_note": "De link opent uw gesprek één keer, binnen 72 uur.",
        "answer_note": "U kunt ook gewoon op deze mail antwoorden. Bijlagen bereiken ons niet.",
        "no_more": "Geen mails meer over dit gesprek",
        "you": "U",
        "assistant": "AI-assistent",
        "sources": "Bronnen",
        "copy_sent": "Een kopie van dit gesprek is naar {address} gestuurd.",
        "copy_no_address": "Schrijf voor een kopie eerst hier uw e-mailadres.",
        "copy_wait": "Er is al meermaals een kopie gestuurd. Probeer het over een uur opnieuw.",
        "copy_off": "Uit deze chat wordt geen kopie gestuurd.",
        "stop_title": "Geen mails meer",
        "stop_ask": "Wilt u dat {site} u geen mails meer stuurt over uw gesprek?",
        "stop_done": "U krijgt geen mails meer over dit gesprek. In de chat kunt u gewoon blijven "
        "schrijven.",
        "stop_unknown": "Dit adres is hier niet bekend. Misschien is het gesprek verwijderd.",
    },
}


def language_of(conversation: Conversation, site: Site) -> str:
    """Of what they write, else of their browser, else of the site, else English."""
    wishes = (conversation.state.get("language"), conversation.visitor.locale, site.locale)
    plain = (str(wish or "").replace("_", "-").split("-")[0].lower() for wish in wishes)
    return next((language for language in plain if language in TEXTS), "en")


def words(language: str, **values: Any) -> Texts:
    """The texts with the values put in; a name that is not given stays as it is."""
    texts = TEXTS[language]
    filled: Any = dict(texts)
    for name, text in filled.items():
        for key, value in values.items():
            text = text.replace(f"{{{key}}}", str(value))
        filled[name] = text
    return filled  # type: ignore[no-any-return]
