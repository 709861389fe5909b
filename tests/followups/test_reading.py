"""What of a mail is the sender's own: quotes, signatures and machines in seven languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatqual.followups.reading import (
    MARK,
    Mail,
    answer_in,
    is_automatic,
    is_bounce,
    is_final,
    text_of_html,
    wants_no_more,
)
from chatqual.followups.texts import TEXTS

OWN = "Yes, two years.\n\nSee page > 3"
ATTRIBUTIONS = {
    "en": "On Fri, 20 Nov 2026 at 10:15, Bo (Shop) <reply@mail.example> wrote:",
    "de": "Am Fr., 20. Nov. 2026 um 10:15 Uhr schrieb Bo (Shop) <reply@mail.example>:",
    "fr": "Le ven. 20 nov. 2026 à 10:15, Bo (Shop) <reply@mail.example> a écrit :",
    "es": "El vie, 20 nov 2026 a las 10:15, Bo (Shop) (<reply@mail.example>) escribió:",
    "pt": "Em sex., 20 de nov. de 2026 às 10:15, Bo (Shop) <reply@mail.example> escreveu:",
    "it": "Il giorno ven 20 nov 2026 alle ore 10:15 Bo (Shop) <reply@mail.example> ha scritto:",
    "nl": "Op vr 20 nov 2026 om 10:15 schreef Bo (Shop) <reply@mail.example>:",
}
BLOCKS = {
    "en": ("From: Bo", "Sent: Friday, 20 November 2026 10:15", "To: Ana", "Subject: Your chat"),
    "de": ("Von: Bo", "Gesendet: Freitag, 20. November 2026", "An: Ana", "Betreff: Ihr Chat"),
    "fr": ("De : Bo", "Envoyé : vendredi 20 novembre 2026", "À : Ana", "Objet : Votre chat"),
    "es": ("De: Bo", "Enviado: viernes, 20 de noviembre", "Para: Ana", "Asunto: Su chat"),
    "pt": ("De: Bo", "Enviado: sexta-feira, 20 de novembro", "Para: Ana", "Assunto: O chat"),
    "it": ("Da: Bo", "Inviato: venerdì 20 novembre 2026", "A: Ana", "Oggetto: La chat"),
    "nl": ("Van: Bo", "Verzonden: vrijdag 20 november 2026", "Aan: Ana", "Onderwerp: Uw chat"),
}
ORIGINALS = {
    "en": "-----Original Message-----",
    "de": "-----Ursprüngliche Nachricht-----",
    "fr": "-----Message d'origine-----",
    "es": "-----Mensaje original-----",
    "pt": "-----Mensagem original-----",
    "it": "-----Messaggio originale-----",
    "nl": "-----Oorspronkelijk bericht-----",
}
PHONES = {
    "en": "Sent from my iPhone",
    "de": "Von meinem iPhone gesendet",
    "fr": "Envoyé de mon iPhone",
    "es": "Enviado desde mi iPhone",
    "pt": "Enviado do meu iPhone",
    "it": "Inviato da iPhone",
    "nl": "Verzonden vanaf mijn iPhone",
}
STOPS = {
    "en": ("STOP", "Unsubscribe.", "please unsubscribe me"),
    "de": ("Abmelden", "Bitte keine E-Mails mehr!"),
    "fr": ("Désinscription", "Ne me contactez plus."),
    "es": ("Darme de baja", "No me escriban más"),
    "pt": ("Descadastrar", "Não me contactem mais."),
    "it": ("Disiscrivimi", "Non contattatemi più"),
    "nl": ("Uitschrijven", "Geen mails meer."),
}
LANGUAGES = sorted(TEXTS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_quote_with_marks_is_taken_away(language: str) -> None:
    quote = "> Two years or three?\n>\n> Bo"
    assert answer_in(f"{OWN}\n\n{ATTRIBUTIONS[language]}\n{quote}\n") == OWN
    broken = ATTRIBUTIONS[language].replace("2026 ", "2026\n", 1)
    assert answer_in(f"{OWN}\r\n\r\n{broken}\r\n\r\n{quote}") == OWN


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_quote_without_marks_is_taken_away(language: str) -> None:
    assert answer_in(f"{OWN}\n\n{ATTRIBUTIONS[language]}\n\nTwo years or three?") == OWN
    block = "\n".join(BLOCKS[language])
    assert answer_in(f"{OWN}\n\n{block}\n\nTwo years or three?") == OWN
    assert answer_in(f"{OWN}\n\n________________________________\n{block}\n\nTwo?") == OWN
    assert answer_in(f"{OWN}\n\n{ORIGINALS[language]}\n{block}\n\nTwo?") == OWN


@pytest.mark.parametrize("language", LANGUAGES)
def test_our_own_mark_ends_it(language: str) -> None:
    mark = MARK.format(TEXTS[language]["mark"])
    assert answer_in(f"{OWN}\n\n{mark}\n\nTwo years or three?") == OWN


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_phone_adds_is_no_word_of_theirs(language: str) -> None:
    assert answer_in(f"{OWN}\n\n{PHONES[language]}\n") == OWN


def test_a_signature_is_taken_away_and_answers_between_quotes_stay() -> None:
    assert answer_in(f"{OWN}\n-- \nAna Example\nAcme") == OWN
    between = f"{ATTRIBUTIONS['en']}\n> Two or three?\nThree.\n> And when?\nIn May."
    assert answer_in(between) == "Three.\nIn May."


@pytest.mark.parametrize(
    "text",
    [
        "On Monday my boss wrote:\nwe take it",
        "Am Montag schrieb mein Chef dazu: ja",
        "To: the whole team, and from: me",
        "De: nada",
        "a - b - c\n___\nfine",
        "I sent from my side everything",
        "An: ein Wort",
    ],
)
def test_words_of_their_own_stay(text: str) -> None:
    assert answer_in(text) == text


def test_html_is_read_without_what_it_quotes_or_hides() -> None:
    html = (
        "<html><head><title>x</title><style>p{}</style></head><body><div>Yes,<br>two&nbsp;years"
        "</div><script>bad()</script><p style='display: none'>hidden</p><p>See 3 &gt; 2</p>"
        "<div class='gmail_quote'><div>On Friday Bo wrote:</div><blockquote>old</blockquote>"
        "</div></body></html>"
    )
    assert text_of_html(html) == "Yes,\ntwo years\n\nSee 3 > 2"
    outlook = "<p>Fine</p><div id='divRplyFwdMsg'><b>From:</b> Bo</div><div>old</div>"
    assert text_of_html(outlook) == "Fine"


@pytest.mark.parametrize("piece", ["<", "<div>", "<a b='", "<!--", "&#", "</x ", "<p>x"])
def test_html_without_end_is_cut(piece: str) -> None:
    text = text_of_html("first<br>" + piece * 40_000)
    assert text.startswith("first")
    assert text.count("x") < 6_000


def test_a_mail_without_text_is_read_from_its_html() -> None:
    mail = Mail("ana@example.com", (), text=" \n", html="<p>Hello</p>")
    assert mail.body() == "Hello"


@given(st.text(max_size=400))
def test_no_text_breaks_it_or_grows(text: str) -> None:
    assert len(answer_in(text)) <= len(text)
    assert len(text_of_html(text)) <= 2 * len(text) + 2


@pytest.mark.parametrize(
    "mail",
    [
        Mail("a@b.example", (), headers={"auto-submitted": "auto-replied"}),
        Mail("a@b.example", (), headers={"auto-submitted": "auto-generated; x=1"}),
        Mail("a@b.example", (), headers={"precedence": "Bulk"}),
        Mail("a@b.example", (), headers={"x-autoreply": "yes"}),
        Mail("a@b.example", (), headers={"list-id": "<news.b.example>"}),
        Mail("a@b.example", (), headers={"return-path": "<>"}),
        Mail("a@b.example", (), envelope_sender=""),
        Mail("noreply@b.example", ()),
        Mail("a@b.example", (), subject="Automatic reply: Your conversation"),
        Mail("a@b.example", (), subject="Abwesenheitsnotiz: Ihr Gespräch"),
        Mail("a@b.example", (), subject="Réponse automatique : Votre conversation"),
        Mail("a@b.example", (), subject="Respuesta automática: Su conversación"),
        Mail("a@b.example", (), subject="Resposta automática: A sua conversa"),
        Mail("a@b.example", (), subject="Risposta automatica: La conversazione"),
        Mail("a@b.example", (), subject="Automatisch antwoord: Uw gesprek"),
    ],
    ids=lambda mail: mail.subject or str(mail.headers) or mail.sender,
)
def test_machines_are_told_from_people(mail: Mail) -> None:
    assert is_automatic(mail)


def test_people_are_no_machines() -> None:
    headers = {"auto-submitted": "no", "precedence": "normal", "return-path": "<a@b.example>"}
    mail = Mail("a@b.example", (), subject="Re: Your conversation", headers=headers)
    assert not is_automatic(mail)
    assert not is_bounce(mail)


def test_a_bounce_is_final_only_where_the_server_says_so() -> None:
    kind = {"content-type": "multipart/report; report-type=delivery-status"}
    failed = Mail("MAILER-DAEMON@b.example", (), text="Action: failed\nStatus: 5.1.1", headers=kind)
    delayed = Mail("MAILER-DAEMON@b.example", (), text="Action: delayed\nStatus: 4.4.1")
    assert is_bounce(failed)
    assert is_final(failed)
    assert is_bounce(delayed)
    assert not is_final(delayed)
    read = {"content-type": "multipart/report; report-type=disposition-notification"}
    assert not is_bounce(Mail("ana@b.example", (), headers=read))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_whole_answer_that_says_stop_is_one(language: str) -> None:
    for text in STOPS[language]:
        assert wants_no_more(Mail("a@b.example", ()), text), text


def test_stop_inside_of_other_words_is_none() -> None:
    for text in ("Does it stop at night?", "we want to unsubscribe 20 people, how?", "Basta?! no"):
        assert not wants_no_more(Mail("a@b.example", ()), text)
    assert wants_no_more(Mail("a@b.example", (), subject="unsubscribe"), "")
    assert not wants_no_more(Mail("a@b.example", (), subject="unsubscribe"), "What does it cost?")
