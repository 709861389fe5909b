"""Everyday words for the words of business documents. General; a site adds its own as rows.

A line is a group of words that can stand for each other, separated by commas. Kept short on
purpose: a wrong synonym costs more than a missing one, since the dense leg reads meaning too.
"""

from __future__ import annotations

GENERAL_SYNONYMS: dict[str, str] = {
    "en": """
nonprofit, non profit, not for profit, charity, ngo, charitable organization, npo
school, university, college, educational institution, education, academic
discount, reduction, rebate, price reduction, cheaper, reduced price, save, savings, deal
special price, special prices, discount
price, cost, pricing, fee, charge, how much, expensive, cheapest
cheap, cheapest, inexpensive, lowest price, affordable, low cost
free, no cost, free of charge, at no charge
bill, invoice, billing
receipt, invoice, proof of payment
pay, payment, paid
prepaid, pre paid
upfront, in advance, yearly, annual
annual, yearly, per year, a year, annually, whole year, full year, 12 months
monthly, per month, a month, month to month, each month
quit, cancel, cancellation, terminate, leave, stop the subscription, unsubscribe, end the contract
contract, agreement
refund, money back, reimbursement, reimburse, pay back
trial, try, test, try out, test out, testing, evaluate, evaluation
credit card, card, visa, mastercard, debit card
declined, rejected, refused, fail, failed, not accepted
bank transfer, wire transfer, wire, bank payment, sepa, ach
bitcoin, cryptocurrency, crypto, ethereum
tax, vat, sales tax, gst
tax id, vat number, vat id, tax number
upgrade, higher plan, bigger plan, move up
downgrade, lower plan, smaller plan, go down, switch down
switch, change
plan, tier, package, subscription plan, option
subscription, plan
seat, user, licence, license
limit, quota, cap, restriction, maximum
restrict, limit, restricted, limited
ip, ip address, ip addresses, address ranges, ip range
exceed, over, go over, above, overage, too many
single sign on, sso, saml
identity provider, idp
two factor authentication, 2fa, two step verification, mfa, multi factor authentication
login, log in, sign in, logon
log in, access
log out, logout, sign out
password, passphrase, login credentials
account, profile
delete, remove, erase, wipe
export, download, extract, get out, pull out
import, bring in, pull in, upload, migrate, migration, come over, transfer
backup, back up
restore, recover, recovery, get back
staff, employee, employees, personnel, team member, member, colleague, coworker
invite, invitation
role, permission, access level, access rights
expire, expiry, expiration, valid, validity, good for
customer, client
visitor, user
gdpr, data protection, privacy
privacy, data protection
data processing agreement, dpa
eu, european union, europe, european
usa, us, united states
stored, store, hosted, kept, saved, located, storage, hosting
keep, store, retain, save
retention, retained, kept
region, location, country
encrypted, encryption
certificate, certification, certified
audit, audited
questionnaire, form, survey
security questionnaire, security form, vendor assessment, security assessment
uptime, availability
service level agreement, sla
support, help, assistance
contact, get in touch, reach, call, email
phone, telephone, phone number, call
email, e mail, mail
hours, opening hours, business hours
response time, reply time
onboarding, setup, set up, implementation, rollout, introduction, go live
install, installation, setup, set up
integration, integrate, connect, connector, plugin, works with
compatible, compatibility, supports, works with
api, programmatic access, programmatically
rate limit, request limit, throttling, requests per
automatically, automatic, programmatically, automated
dashboard, overview, report
report, statistics, stats, analytics
stats, statistics, numbers, figures
live, real time, realtime
refresh, update, updated
interval, frequency, how often
slow, latency, performance
blocked, locked, suspended, disabled
still, continue
ad blocker, adblocker, adblock, ad block
miss, lose, missing
traffic spike, spike, viral, surge, peak
embed, iframe, embedded
shared, share, public link
warranty, guarantee, promise
return, send back
exchange, replace, replacement
delivery, shipping, ship, dispatch
arrive, delivered, delivery time
broken, defective, faulty, damaged, not working, does not work
buy, purchase, order, get
vendor, supplier, seller
appointment, booking, reservation
postpone, reschedule, move
headquarters, head office, office
founded, started, established
employees, staff, headcount
small company, small business, startup, start up
freelancer, solo, individual, self employed, one person
blog, website, site
website, site, domain
app, application
phone app, mobile app, ios, android
smartphone, mobile, phone
computer, desktop, laptop
offline, without internet
language, translation, translated, localized
add, create, new
edit, change, modify, update
approve, approval, sign off
notify, notification, alert, reminder, notice
folder, directory
file, document, attachment
photo, image, picture
merge, combine, consolidate
transfer ownership, change owner, hand over
logo, branding
own domain, custom domain
white label, own branding, rebrand
rows, entries, records, lines
raw data, event level data
spreadsheet, excel, csv, xlsx
history, historical, past, old data
purchase order, po
deadline, due date
late, overdue, delayed
minimum term, minimum contract, commitment, notice period
shop, store, ecommerce, e commerce, online shop, online store, webshop
bookkeeper, bookkeeping, accountant, accounting, finance, finance department, billing
over the limit, above the limit, over limit, exceed, exceeded, exceeding
go bigger, upgrade, higher plan
hacked, hack, breach, breached, security incident, data breach
vacation, holiday, absence, absent, out of office, on leave, deputy, substitute, stand in
on premise, on premises, on prem, self hosted, self hosting, own servers, own data centre
data centre, data center, server location, servers, hosted
server, servers, hosting, hosted
servers, customer data, data is stored, data centre
ai, artificial intelligence, machine learning, language model, language models, llm
boss, manager, supervisor, superior
ms teams, microsoft teams
third party, third parties, subprocessor, sub processor, subcontractor
compensation, credit, service credit
down, downtime, outage, unavailable, availability
told, informed, notified, tell, inform, notify
log out, log people out, session ends, session expires, automatic logout
iphone, ios, mobile app, app
ios, iphone, ipad, apple
android, google play
prolong, extend, extension, longer
lose, lost
employee, worker, staff member
hire, recruit
career, careers, jobs, vacancies, job openings, hiring, open positions, work for you, open roles
uk, united kingdom, great britain, england
ceo, chief executive, managing director
visit, showroom, come by, drop by
roadmap, planned features, coming soon
changelog, release notes, what's new
beta, early access, preview
demo, demonstration, walkthrough
partner, reseller, affiliate
referral, refer a friend, recommendation
coupon, voucher, promo code, discount code, promotional code
gift card, gift voucher, voucher, gift certificate
return policy, returns, send back
warranty, guarantee, promise
spare part, spare parts, replacement parts
pick up, collect, collection
express, next day, fast delivery
customs, import duty, duties
size, dimensions, measurements
weight, heavy
allergen, allergens, allergy
child, children, kids
wheelchair, accessible, accessibility, disabled access
parking, park, car park
pet, pets, dog, dogs
open, opening hours, business hours, open hours
closed, public holiday, bank holiday
appointment, book, booking, slot, reservation, reserve
reschedule, change the date, move the appointment
deposit, down payment
instalment, installments, instalments, pay in parts
overdraft, late fee, late payment, overdue
minimum order, minimum quantity, moq
bulk, volume, large quantity
wholesale, trade
sample, samples, trial pack
quote, quotation, offer, estimate
sandbox, test environment, staging
webhook, webhooks, callback url
downtime, maintenance, maintenance window
throughput, requests per second, requests per minute
log, logs, audit log, audit trail
permission, permissions, rights, privileges
owner, administrator, admin
1, one
2, two
3, three
4, four
5, five
6, six
7, seven
8, eight
9, nine
10, ten
12, twelve
include, included, comes with, part of
require, required, need, needed, necessary, mandatory
use, utilize
allow, allowed, permit, permitted, let
first, initial, initially, beginning
accept, take
call, ring, phone
mistake, error, mess up, get wrong, go wrong
undo, revert, reverse, reopen, roll back
foundation, food bank, church, charity, nonprofit
pen test, pentest, penetration test, penetration testing, security test, tests the security
tax office, tax authority, hmrc, irs, revenue
throw away, bin, scrap, dispose of, take out of use
break down, breaks down, out of order, fail, cannot be used, not working
""",
    "de": """
kundige, kundigen, kundigung
handy, smartphone, telefon
schulung, training, einweisung
preis, kosten, kostet, gebuhr, tarif, teuer
rabatt, nachlass, ermassigung, vergunstigung, gunstiger
kundigen, kundigung, beenden, vertrag beenden
rechnung, abrechnung
jahrlich, pro jahr, im jahr, jahr
monatlich, pro monat, im monat, monat
verein, gemeinnutzig, non profit
testen, ausprobieren, probezeitraum, testphase, testzeitraum, testversion
erstattung, geld zuruck, ruckerstattung, ruckzahlung
zahlen, zahlung, bezahlen, zahlungsart
mitarbeiter, angestellte, beschaftigte, kollegen
lizenz, platz, platze, seat, nutzer
server, gehostet, gespeichert, rechenzentrum, standort
stehen, liegen, gespeichert
freigeben, freigabe, genehmigen, genehmigung
kostenlos, gratis, umsonst, ohne kosten
nutzer, benutzer, anwender
anmelden, anmeldung, einloggen, login
passwort, kennwort
loschen, entfernen
sicherung, sicherungen, backup, backups, datensicherung
datenschutz, dsgvo
auftragsverarbeitung, avv, auftragsverarbeitungsvertrag, av vertrag
gespeichert, speichern, liegen, gehostet
lieferung, versand, liefern, versenden
dauer, dauert, wie lange, frist
offnungszeiten, geoffnet, erreichbar
einfuhrung, einrichtung, onboarding
schnittstelle, anbindung, integration
telefon, telefonnummer, anrufen
""",
    "fr": """
prix, cout, coute, tarif, cher
remise, reduction, rabais, moins cher
resilier, resiliation, annuler, arreter
facture, facturation
annuel, par an, annee
mensuel, par mois, mois
association, but non lucratif
essai, essayer, tester
remboursement, rembourser
payer, paiement, reglement
employe, salarie, collaborateur
utilisateur, usager
connexion, se connecter, login
mot de passe, code
supprimer, effacer
livraison, expedition, livrer
duree, delai, combien de temps
heberge, stocke, conserve
""",
    "es": """
precio, coste, costo, cuesta, tarifa, caro
descuento, rebaja, reduccion, mas barato
cancelar, cancelacion, dar de baja, baja
factura, facturacion
anual, al ano, por ano, ano
mensual, al mes, por mes, mes
ong, sin animo de lucro, asociacion
prueba, probar
reembolso, devolucion, devolver
pagar, pago
empleado, trabajador, personal
usuario, cliente
iniciar sesion, acceso, entrar
contrasena, clave
eliminar, borrar
envio, entrega, enviar
plazo, duracion, cuanto tarda
almacenado, guardado, alojado
""",
}
