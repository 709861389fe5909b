"""System lines, in the visitor's language."""

from __future__ import annotations

from typing import Literal

SystemLine = Literal[
    "joined",
    "left",
    "returned",
    "handed_over",
    "passed_on",
    "waiting",
    "closed",
    "lost",
    "apology",
]

TEXTS: dict[str, dict[SystemLine, str]] = {
    "en": {
        "joined": "{name} has joined. The assistant is silent now.",
        "left": "{name} has left. The assistant is back.",
        "returned": "{name} has left. The conversation is back in the queue.",
        "handed_over": "{name} has handed the conversation over to {other}.",
        "passed_on": "{name} has passed the conversation on to colleagues. One of them will join.",
        "waiting": "A person has been asked to join.",
        "closed": "The conversation was closed. Write again at any time to go on.",
        "lost": "{name} lost the connection. The conversation is back in the queue.",
        "apology": "I could not work out an answer just now. Your message is saved, and a person "
        "has been asked to look at it.",
    },
    "de": {
        "joined": "{name} ist dazugekommen. Der Assistent schweigt jetzt.",
        "left": "{name} ist gegangen. Der Assistent ist wieder da.",
        "returned": "{name} ist gegangen. Das Gespräch wartet wieder auf einen Menschen.",
        "handed_over": "{name} hat das Gespräch an {other} übergeben.",
        "passed_on": "{name} hat das Gespräch an Kollegen weitergegeben. Jemand kommt dazu.",
        "waiting": "Ein Mensch wurde dazugebeten.",
        "closed": "Das Gespräch wurde beendet. Schreiben Sie jederzeit wieder, um fortzufahren.",
        "lost": "{name} hat die Verbindung verloren. Das Gespräch wartet wieder.",
        "apology": "Eine Antwort ist mir gerade nicht gelungen. Ihre Nachricht ist gespeichert, "
        "und ein Mensch wurde gebeten, sie anzusehen.",
    },
    "fr": {
        "joined": "{name} a rejoint la conversation. L'assistant se tait maintenant.",
        "left": "{name} est parti. L'assistant est de retour.",
        "returned": "{name} est parti. La conversation attend de nouveau une personne.",
        "handed_over": "{name} a confié la conversation à {other}.",
        "passed_on": "{name} a transmis la conversation à des collègues. L'un d'eux va venir.",
        "waiting": "Une personne a été appelée.",
        "closed": "La conversation est close. Écrivez à tout moment pour continuer.",
        "lost": "{name} a perdu la connexion. La conversation attend de nouveau.",
        "apology": "Je n'ai pas pu préparer de réponse. Votre message est enregistré, et une "
        "personne a été priée de le regarder.",
    },
    "es": {
        "joined": "{name} se ha unido. El asistente calla ahora.",
        "left": "{name} se ha ido. El asistente ha vuelto.",
        "returned": "{name} se ha ido. La conversación vuelve a esperar a una persona.",
        "handed_over": "{name} ha pasado la conversación a {other}.",
        "passed_on": "{name} ha pasado la conversación a sus compañeros. Uno de ellos se unirá.",
        "waiting": "Se ha pedido que se una una persona.",
        "closed": "La conversación se ha cerrado. Escriba cuando quiera para seguir.",
        "lost": "{name} perdió la conexión. La conversación vuelve a la espera.",
        "apology": "No he podido preparar una respuesta. Su mensaje está guardado y se ha pedido "
        "a una persona que lo vea.",
    },
    "pt": {
        "joined": "{name} entrou. O assistente fica em silêncio agora.",
        "left": "{name} saiu. O assistente voltou.",
        "returned": "{name} saiu. A conversa espera de novo por uma pessoa.",
        "handed_over": "{name} passou a conversa a {other}.",
        "passed_on": "{name} passou a conversa aos colegas. Um deles vai entrar.",
        "waiting": "Uma pessoa foi chamada.",
        "closed": "A conversa foi encerrada. Escreva quando quiser para continuar.",
        "lost": "{name} perdeu a ligação. A conversa voltou à fila.",
        "apology": "Não consegui preparar uma resposta. A sua mensagem está guardada e uma pessoa "
        "foi chamada para a ver.",
    },
    "it": {
        "joined": "{name} è qui. L'assistente ora tace.",
        "left": "{name} è uscito. L'assistente è tornato.",
        "returned": "{name} è uscito. La conversazione attende di nuovo una persona.",
        "handed_over": "{name} ha affidato la conversazione a {other}.",
        "passed_on": "{name} ha passato la conversazione ai colleghi. Uno di loro si unirà.",
        "waiting": "È stata chiamata una persona.",
        "closed": "La conversazione è stata chiusa. Scriva quando vuole per continuare.",
        "lost": "{name} ha perso la connessione. La conversazione è di nuovo in attesa.",
        "apology": "Non sono riuscito a preparare una risposta. Il Suo messaggio è salvato e una "
        "persona è stata pregata di guardarlo.",
    },
    "nl": {
        "joined": "{name} doet mee. De assistent zwijgt nu.",
        "left": "{name} is weg. De assistent is terug.",
        "returned": "{name} is weg. Het gesprek wacht weer op een mens.",
        "handed_over": "{name} heeft het gesprek overgedragen aan {other}.",
        "passed_on": "{name} heeft het gesprek aan collega's doorgegeven. Een van hen komt erbij.",
        "waiting": "Er is een mens bij geroepen.",
        "closed": "Het gesprek is gesloten. Schrijf gerust weer om verder te gaan.",
        "lost": "{name} is de verbinding kwijt. Het gesprek wacht weer.",
        "apology": "Een antwoord lukte nu niet. Uw bericht is bewaard en er is een mens gevraagd "
        "ernaar te kijken.",
    },
}


def system_text(line: SystemLine, locale: str, **values: str) -> str:
    language = locale.replace("_", "-").split("-")[0].lower()
    return TEXTS.get(language, TEXTS["en"])[line].format(**values)
