"""E-mail addresses and phone numbers, written and spelled, and what only looks like one."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from chatqual.engine.slots import Geography, SlotName
from chatqual.engine.understanding.base import Context
from chatqual.engine.understanding.contact import find_emails, find_phones

NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)


def emails(text: str, asked: SlotName | None = None) -> list[str]:
    return [f.value for f in find_emails(text, Context(now=NOW, asked=asked))]


def phones(text: str, locale: str = "en-US", asked: SlotName | None = None) -> list[str]:
    return [f.value for f in find_phones(text, Context(now=NOW, locale=locale, asked=asked))]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Mail: OFFICE@Beispiel.DE.", "office@beispiel.de"),
        ("<bob@acme.io>", "bob@acme.io"),
        ("mailto:bob@acme.io", "bob@acme.io"),
        ("bob.o'neil+chat@acme.co.uk", "bob.o'neil+chat@acme.co.uk"),
        ("jane @ acme.com", "jane@acme.com"),
        ("anna@müller.de", "anna@müller.de"),
        ("jane(at)acme.com", "jane@acme.com"),
        ("jane [at] acme [dot] com", "jane@acme.com"),
        ("jane at acme dot com", "jane@acme.com"),
        ("my address is john underscore smith at acme dot com", "john_smith@acme.com"),
        ("reach me: j dot doe at example dot co dot uk", "j.doe@example.co.uk"),
        ("schreib an hans punkt meier at beispiel punkt de", "hans.meier@beispiel.de"),
        ("petra (ät) beispiel.de", "petra@beispiel.de"),
        ("carlos arroba empresa punto es", "carlos@empresa.es"),
        ("my mail is sarah at acme.com", "sarah@acme.com"),
        ("can you send it to ana@acme.com?", "ana@acme.com"),
    ],
)
def test_it_reads_an_address_written_or_spelled(text: str, address: str) -> None:
    assert emails(text) == [address]


def test_it_reads_two_addresses_in_the_order_of_the_text() -> None:
    assert emails("bob@acme.io, ann@acme.io") == ["bob@acme.io", "ann@acme.io"]


@pytest.mark.parametrize(
    "text",
    [
        "look at example.com",
        "we met at saas.io last year",
        "I work at booking.com",
        "hosted at aws.com",
        "I saw it at acme dot com",
        "follow @acme",
        "a@b",
        "user@host..com",
        "user@my_host.com",
        "root@10.0.0.1",
        "price at 10.de",
        "is sales@norrwick.example the right address?",
        "I wrote to support@norrwick.example twice",
        "can i write to info@norrwick.example",
    ],
)
def test_what_is_no_address_of_the_visitor_stays_out(text: str) -> None:
    assert emails(text) == []


@pytest.mark.parametrize(
    ("text", "locale", "number"),
    [
        ("my cell is 312 555 0188", "en-US", "+13125550188"),
        ("call 1 800 555 0199 and ask for me", "en-US", "+18005550199"),
        ("reach me at +1 (312) 555-0188 ext 12", "en-US", "+13125550188"),
        ("ring me on 01632 960123", "en-GB", "+441632960123"),
        ("07911 123456", "en-GB", "+447911123456"),
        ("Tel. 089/1234567", "de-DE", "+49891234567"),
        ("meine Nummer ist 0151-23456789", "de-DE", "+4915123456789"),
        ("+49 (0)30 1234567", "de-DE", "+49301234567"),
        ("030 901820", "de", "+4930901820"),
        ("mon numéro 06 12 34 56 78", "fr-FR", "+33612345678"),
        ("mi móvil es 612 345 678", "es-ES", "+34612345678"),
        ("cell 347 1234567", "it-IT", "+393471234567"),
        ("bel me op 06-12345678", "nl-NL", "+31612345678"),
        ("meu telefone (11) 91234-5678", "pt-BR", "+5511912345678"),
    ],
)
def test_it_reads_a_phone_number_by_the_locale(text: str, locale: str, number: str) -> None:
    assert phones(text, locale) == [number]


@pytest.mark.parametrize(
    ("text", "locale", "number"),
    [
        ("3125550188", "en-US", "+13125550188"),
        ("sure its 312.555.0188 thanks", "en-US", "+13125550188"),
        ("0044 20 7946 0018", "en-GB", "+442079460018"),
        ("98765 43210", "en-IN", "+919876543210"),
        ("0412 345 678", "en-AU", "+61412345678"),
    ],
)
def test_a_bare_number_counts_where_it_was_asked_for(text: str, locale: str, number: str) -> None:
    assert phones(text, locale, asked="phone") == [number]


@pytest.mark.parametrize(
    "text",
    [
        "we have 3125550188 rows in the db",
        "order 3125550188 is late",
        "invoice number 415-555-0132",
        "our revenue is 2 500 000 000",
        "serial 0123456789",
        "between 2026-11-20 and 2026-12-24",
        "server 192.168.100.200 does not answer",
        "4111 1111 1111 1111",
        "IBAN DE89 3704 0044 0532 0130 00",
        "vom 01.12.2026 bis 31.12.2026",
        "version 10.15.7.19041 build 22621",
        "budget 20000-30000 usd",
        "ticket #4155550132",
        "call volume is 12000000 per year",
        "ISBN 978-3-16-148410-0",
        "the zip is 94105-1234",
        "timestamp 1700000000",
    ],
)
def test_other_numbers_are_no_phone(text: str) -> None:
    assert phones(text) == []


@pytest.mark.parametrize("text", ["60 people", "20000", "0 0 0 0", "323 is not a phone number"])
def test_what_is_no_number_stays_out_even_where_one_was_asked_for(text: str) -> None:
    assert phones(text, asked="phone") == []


@pytest.mark.parametrize(
    ("text", "locale", "number"),
    [
        ("im in germany, number is 030 901820", "en-US", "+4930901820"),
        ("ring me in Dublin, 01 496 0123", "en-GB", "+35314960123"),
        ("we are in India - 98765 43210", "en-US", "+919876543210"),
        ("UK number: 020 7946 0018", "de-DE", "+442079460018"),
        ("0041 44 668 18 00 please call", "de-DE", "+41446681800"),
        ("cell# 303-555-0176", "en-US", "+13035550176"),
        ("Ines Prado | 912 345 678 | ines@cortica.example", "pt-PT", "+351912345678"),
        ("zoe@larch.example / +44 7700 900321", "en-US", "+447700900321"),
        ("Meine Nummer ist 0171 2345678", "en-GB", "+491712345678"),
        ("ruft mich an unter 0171 2345678", "en-GB", "+491712345678"),
        ("0171 2345678, Lena from Hofbau GmbH", "en-GB", "+491712345678"),
        ("wrong number, it's 020 7946 0018", "en-GB", "+442079460018"),
    ],
)
def test_a_phone_number_follows_the_country_that_is_named(
    text: str, locale: str, number: str
) -> None:
    assert phones(text, locale) == [number]


def test_a_phone_number_follows_the_country_that_is_known() -> None:
    known = Context(now=NOW, locale="en-US", before={"geography": Geography("CH", "Zug")})
    found = find_phones("my number is 044 668 18 00", known)
    assert [f.value for f in found] == ["+41446681800"]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("reach me at tom dot baker at harrow dot example", "tom.baker@harrow.example"),
        ("ana.lima @ vela . example", "ana.lima@vela.example"),
        ("its ruth@calder,com", "ruth@calder.com"),
        ("my old one was sue@alder.example, now its sue@birch.example", "sue@birch.example"),
        ("bob@quary.example should be bob@quarry.example", "bob@quarry.example"),
    ],
)
def test_an_address_is_read_as_thumbs_type_it(text: str, address: str) -> None:
    assert emails(text, "email") == [address]


@pytest.mark.parametrize(
    "text",
    ["sales@acme.example bounced when I wrote", "do you have an address like billing@acme.example"],
)
def test_an_address_that_leads_nowhere_is_not_theirs(text: str) -> None:
    assert emails(text) == []
