### Deutsch. Höflich, kurz. Schlüssel sind in allen drei Sprachen gleich; `make check` prüft das.

## Wörter, die als Befehl gelten (mit | getrennt)
words-start = /start
words-help = /hilfe | hilfe | hilfe bitte | ich brauche hilfe | /menü | /menue | menü
words-search = /suche | /suchen | suche | suchen | neue suche
words-requests = /anfragen | anfragen | meine anfragen | status
words-news = /news | neuigkeiten | /neuigkeiten | nachrichten | was gibt es neues
words-language = /sprache | sprache | sprache wechseln
words-data = /daten | meine daten | zeige meine daten | meine daten zeigen | meine gespeicherten daten | datenschutz | /datenschutz
words-delete = /löschen | /loeschen | meine daten löschen | lösche meine daten | meine daten bitte löschen | bitte meine daten löschen | daten löschen | alles löschen
words-yes = ja | ja gern | gern | ja, einverstanden | einverstanden | okay | ok | ich bin einverstanden
words-no = nein | nein danke | nein, danke | nicht einverstanden | lieber nicht | nö | nee | ne | nein, vielen dank
words-send = senden | absenden | abschicken | bestätigen
words-cancel = /abbrechen | abbrechen | bitte abbrechen | ich möchte abbrechen | abbruch | stopp | stop
words-back = /zurück | /zurueck | zurück | zurueck
words-continue = weiter | neue nachricht | neue nachrichten | mehr | nächste | fortsetzen
words-language-de = deutsch | auf deutsch
words-language-zh = chinesisch
words-language-en = englisch

## Begrüßung und Hilfe
welcome =
    Guten Tag! Hier finden Unternehmen aus deutschen und chinesischen Industriestädten zueinander.
    Schreiben Sie einfach, was Sie suchen – zum Beispiel:
welcome-short = Willkommen bei der Chinesisch-Deutschen Industriestädteallianz. 中文 / English? Tippen Sie unten.
help =
    So geht es:
    • Schreiben Sie in eigenen Worten, was oder wen Sie suchen. Ich suche im Partnerland, auch auf Chinesisch.
    • Öffnen Sie einen Treffer und tippen Sie auf „Vorstellen lassen“. Die Firma liest Ihre Anfrage in ihrer Sprache.
    • Kontaktdaten erhalten beide Seiten erst, wenn beide zugestimmt haben.
    • Ist Ihre Firma schon eingetragen? /eintragen – höchstens acht kurze Fragen.
    Befehle: /suche /anfragen /firma /news /sprache /daten /hilfe – und jederzeit „abbrechen“ oder „zurück“.
choose-language = Welche Sprache möchten Sie?
language-changed = Ich schreibe ab jetzt Deutsch.
example-1 = Hersteller von Keramikfliesen in Foshan
example-2 = Vertriebspartner für Küchenmesser in China
no-question = Gern. Was oder wen suchen Sie? Ein Produkt, ein Verfahren, eine Branche oder ein Firmenname genügt.
search-how = Schreiben Sie einfach, was Sie suchen, zum Beispiel „LED-Leuchten“ oder „Joint Venture Wasserstoff“.
unsupported = Das kann ich leider nicht lesen – weder Fotos noch Sprachnachrichten oder Dateien. Bitte schreiben Sie mir in Worten.
unsupported-other = Damit kann ich leider nichts anfangen. Bitte schreiben Sie mir in Worten, was Sie suchen.
unknown-command = Diesen Befehl kenne ich nicht. Mit /hilfe sehen Sie alle.
stale-button = Diese Schaltfläche gehört zu einer früheren Frage. Schreiben Sie einfach, was Sie suchen, oder /hilfe.
please-choose = Bitte wählen Sie eine der Antworten.
finish-first = Eines nach dem anderen: Bitte beantworten Sie zuerst diese Frage oder schreiben Sie „abbrechen“.
which-one = Das steht hier mehrmals zur Wahl. Bitte tippen Sie die passende Schaltfläche an oder schreiben Sie ihre Nummer.
cancelled = Abgebrochen. Nichts wurde gesendet.
nothing-waits = Es wartet keine Nachricht auf Sie. Schreiben Sie einfach, was Sie suchen.
nothing-to-cancel = In Ordnung. Schreiben Sie, was Sie suchen.
turn-failed = Da ist uns ein Fehler unterlaufen. Bitte versuchen Sie es noch einmal; Ihre Angaben sind erhalten.

## Suche
results-heading = { $first }–{ $last } von { $count } Treffern für „{ $words }“
results-heading-all = { $count ->
        [one] Ein Treffer
       *[other] { $count } Treffer
    } für „{ $words }“
results-heading-related = Nicht genau „{ $words }“, aber verwandt:
results-all = alle Einträge
filters-active = Filter: { $filters }
filter-menu = Wonach möchten Sie eingrenzen?
filter-choose-country = Welches Land?
filter-choose-city = Welche Stadt?
filter-choose-field = Welches Fachgebiet?
filter-choose-cooperation = Welche Art der Zusammenarbeit?
filter-no-values = Hier gibt es nichts einzugrenzen.
filter-value = { $name } ({ $count })
cooperation-dropped = Mit „{ $kind }“ als Art der Zusammenarbeit ist niemand eingetragen. Fachlich passen:
nothing-found = Zu „{ $words }“ habe ich nichts Passendes gefunden.
nothing-found-wider = Mit weniger Filtern gibt es Treffer:
nothing-found-rephrase = Versuchen Sie ein allgemeineres Wort oder nennen Sie ein Produkt, ein Verfahren oder eine Branche.
why-found = Passt: { $reasons }
order-rule = Zuerst steht, wessen Angebot Ihren Worten am nächsten kommt; auch ein passender Name zählt. Aktuelle, bestätigte und antwortende Einträge rücken ein wenig vor; wer auf die Frage „Stimmt Ihr Eintrag noch?“ nicht antwortet, sinkt. Einen Platz kaufen kann niemand.
order-place = { $place }. { $name } ({ $score } von 100): { $why }
order-fresh = aktuell
order-confirmed = bestätigt
order-answers = antwortet
order-silent = länger ohne Antwort auf „Stimmt Ihr Eintrag noch?“
order-filters = passt zu den Filtern
reason-name = Name „{ $found }“
reason-word = „{ $found }“
reason-concept = „{ $asked }“ = { $found }
reason-meaning = ähnlich: { $found }

## Einträge
company-in-city = { $name }, { $city }
city-in-country = { $city }, { $country }
company-gone = Diesen Eintrag gibt es nicht mehr.
company-gone-title = Gelöschter Eintrag
person-gone = Gelöschte Person
text-in-original = „{ $text }“ (Original: { $language })
term-translated = { $name } ({ $original })
term-about = { $original } (etwa: { $name })
entry-offers = Bietet: { $value }
entry-seeks = Sucht: { $value }
entry-cooperation = Zusammenarbeit: { $value }
entry-certificates = Zertifikate: { $value }
entry-facts = { $value }
entry-website = { $value }
entry-source = { $value }
entry-employees = { $count } Beschäftigte
entry-founded = gegründet { $year }
source-sample = Erfundener Mustereintrag
source-confirmed = Bestätigt von { $by }, { $date }
source-unconfirmed = Noch nicht bestätigt
sample-mark = Muster
cities-heading = Die Mitgliedsstädte der Allianz:
cities-of-country = { $country } ({ $count }): { $names }
city-member = { $city } gehört der Allianz seit { $year } an.
city-in-charge = Zuständig: { $who }
button-city-entries = Einträge der Stadt
country-DE = Deutschland
country-CN = China
language-de = Deutsch
language-zh = Chinesisch
language-en = Englisch
kind-company = Unternehmen
kind-agency = Wirtschaftsförderung
kind-institution = Einrichtung
kind-club = Verein
cooperation-supply = Lieferung
cooperation-distribution = Vertrieb
cooperation-joint_venture = Joint Venture
cooperation-technology = Technologie
cooperation-investment = Investition und Ansiedlung
cooperation-market_entry = Markteintritt
cooperation-service = Dienstleistung
cooperation-exchange = Austausch (Bildung, Sport, Kultur)
wish-buy = Sie möchten kaufen
wish-sell = Sie möchten verkaufen
wish-cooperate = Sie möchten zusammenarbeiten
field-agriculture = Land- und Forstwirtschaft
field-mining = Bergbau
field-food = Lebensmittel und Getränke
field-textiles = Textil, Bekleidung, Leder
field-wood_paper = Holz, Papier, Druck
field-chemicals = Chemie
field-pharma = Pharma
field-plastics = Gummi und Kunststoff
field-ceramics = Glas, Keramik, Baustoffe
field-metals = Metallerzeugung
field-metal_products = Metallwaren und Werkzeuge
field-electronics = Elektronik und Optik
field-electrical = Elektrotechnik
field-machinery = Maschinenbau
field-vehicles = Fahrzeuge
field-furniture = Möbel
field-consumer_goods = Konsumgüter und Medizinprodukte
field-energy_environment = Energie und Umwelt
field-construction = Bau
field-trade = Handel
field-logistics = Verkehr und Logistik
field-tourism = Gastgewerbe und Reisen
field-it_media = IT und Medien
field-finance_property = Finanzen, Immobilien, Vermietung
field-business_services = Unternehmensdienste, Forschung
field-public = Verwaltung und Verbände
field-education = Bildung
field-health = Gesundheit
field-culture_sport = Kultur und Sport
field-personal_services = Handwerk und persönliche Dienste

## Einwilligung
consent-introductions =
    Bevor es losgeht: Für eine Vorstellung speichern wir Ihren Namen, Ihre Firma, Ihre E-Mail, Telefonnummer oder WeChat-ID und Ihre Anfrage.
    Ihren Namen und Ihre Anfrage liest die angefragte Firma, auch im Partnerland (China oder Deutschland). Hat sie hier keinen Chat oder geht es um Investition, Markteintritt oder Austausch, liest sie die Wirtschaftsförderung ihrer Stadt, ersatzweise das Sekretariat, und gibt sie an die Firma weiter.
    Ihre Kontaktdaten gehen erst hinüber, wenn beide Seiten zugestimmt haben.
    Aufbewahrt, bis Sie widerrufen oder löschen; Name und Text einer Anfrage bis { $requests } nach ihrem Ende. Hören wir { $silent } nichts von Ihnen, fragen wir nach und löschen ohne Antwort.
    Ansehen: /daten. Alles löschen: /löschen. Verantwortlich: { $recipient }. Einverstanden?
consent-refused = In Ordnung, außer diesem Chatverlauf wird nichts über Sie gespeichert. Suchen können Sie weiterhin.
consent-refused-accept = In Ordnung, außer diesem Chatverlauf wird nichts gespeichert. Die Anfrage bleibt offen; Sie können sie auch ablehnen.
purpose-introductions = Vorstellungen
purpose-registration = Eintrag einer Firma
purpose-office = Amtliche Tätigkeit

## Anfrage schreiben
draft-who =
    1/3 · Wer sind Sie? Name, Funktion, Firma – und E-Mail, Telefon oder WeChat.
    Beispiel: „Anna Weber, Export, Klingenwerk Solingen, weber@klingenwerk.example“
draft-contact = Wie erreicht man Sie? E-Mail, Telefonnummer oder WeChat – wird erst weitergegeben, wenn beide zugestimmt haben.
draft-goal =
    2/3 · Was möchten Sie von { $company }? Tippen Sie eine Art an oder schreiben Sie ein, zwei Sätze.
    Beispiel: „Feinsteinzeug 60 × 120 cm, rund 2.000 m² im Quartal“
draft-why =
    3/3 · Warum gerade diese Firma? Ein Satz genügt.
    Beispiel: „Ihre Großformate passen zu unseren Ausstellungen in Hessen.“
draft-preview = So geht Ihre Anfrage an { $company }; feste Angaben werden übersetzt, Ihre Sätze bleiben im Original. Senden?
draft-sent =
    Gesendet an { $company }. Die Antwort kommt hierher, spätestens am { $until }.
    Den Stand sehen Sie jederzeit mit /anfragen.
draft-cancelled = Abgebrochen. Nichts wurde gesendet.
too-long = Bitte etwas kürzer: höchstens { $limit } Zeichen, Ihr Text hat { $count }.
too-short = Das ist etwas kurz. Bitte schreiben Sie ein paar Worte mehr.
contact-not-understood = Darin finde ich weder E-Mail noch Telefonnummer noch WeChat-ID. Beispiel: „weber@firma.example“, „+49 212 123456“ oder „WeChat: annaweber“.
contact-name-missing = Danke. Bitte nennen Sie noch Ihren Namen, Ihre Funktion und Ihre Firma.
contacts-masked = Kontaktdaten im Text habe ich verdeckt (•••): Sie werden erst weitergegeben, wenn beide zugestimmt haben.
introduce-own-company = Das ist Ihre eigene Firma.
introduce-already = Sie haben bei dieser Firma schon eine offene Anfrage:
introduce-unreachable-agency = Für { $company } ist hier noch niemand erreichbar. Bitte wenden Sie sich an die Wirtschaftsförderung vor Ort: { $agency }.
introduce-unreachable = Für { $company } ist hier noch niemand erreichbar, und in { $city } ist noch keine Wirtschaftsförderung eingetragen. Bitte wählen Sie einen anderen Treffer.

## Anfragen
request-title = Anfrage
request-heading = Neue Anfrage an { $company }
request-for = an { $company }
request-for-you = an Ihre Firma { $company }
request-cooperation = Art: { $value }
request-topics = Thema: { $value }
request-who = Von: { $text }
request-goal = Wunsch: { $text }
request-why = Warum Sie: { $text }
remark-company = Rückfrage: { $text }
remark-asker = Antwort: { $text }
requests-none = Sie haben noch keine Anfragen. Öffnen Sie einen Treffer und tippen Sie auf „Vorstellen lassen“.
requests-sent = Ihre Anfragen ({ $count }):
requests-received = Anfragen an Sie ({ $count }):
request-gone = Diese Anfrage gibt es nicht mehr, oder sie gehört nicht zu Ihnen.
request-closed = Diese Anfrage ist schon abgeschlossen.
status-sent-for-asker = Wartet auf Antwort, spätestens bis { $until }
status-sent-for-company = Wartet auf Ihre Antwort, spätestens bis { $until }
status-asked-for-asker = Rückfrage offen – bitte antworten Sie bis { $until }
status-asked-for-company = Ihre Rückfrage ist gestellt, Antwort bis { $until }
status-accepted = Angenommen am { $date }
status-declined = Abgelehnt am { $date }: { $reason }
status-withdrawn = Zurückgezogen am { $date }
status-expired = Ohne Antwort beendet am { $date }
withdrawn = Zurückgezogen: Ihre Anfrage an { $company }. Die andere Seite weiß Bescheid.
withdrawn-by-asker = Die Anfrage von { $who } wurde zurückgezogen. Sie brauchen nichts zu tun.
withdrawn-without-name = Eine Anfrage an { $company } vom { $date } wurde zurückgezogen. Sie brauchen nichts zu tun.

## Antworten
answer-contact = Gern. Wie heißen Sie, und wie erreicht man Sie? Beispiel: „Anna Weber, Export, weber@firma.example“. Mit Ihrer Antwort erhalten beide Seiten die Kontaktdaten.
answer-reason = Welchen Grund dürfen wir nennen?
answer-question = Was möchten Sie wissen? Bitte ohne Kontaktdaten; die Frage geht im Original an die andere Seite.
answer-reply = Ihre Antwort? Bitte ohne Kontaktdaten; sie geht im Original an die andere Seite.
decline-no_capacity = Zurzeit keine Kapazität
decline-not_our_field = Nicht unser Gebiet
decline-have_partner = Wir haben schon einen Partner
decline-not_now = Im Moment nicht
decline-no_reason = Ohne Angabe von Gründen
accepted-by-me = Angenommen! Hier sind die Kontaktdaten; die andere Seite erhält im selben Moment Ihre.
accepted-for-asker = Gute Nachricht: { $company } hat Ihre Anfrage angenommen! Hier sind die Kontaktdaten.
contact-warning = Ein Rat: Prüfen Sie Bankverbindungen vor jeder Zahlung über einen zweiten Weg, am besten am Telefon.
declined-by-me = Abgelehnt. Wir haben es höflich weitergegeben.
declined-for-asker = { $company } kann Ihre Anfrage leider nicht annehmen. Grund: „{ $reason }“. Suchen Sie gern weiter.
declined-without-reason = { $company } kann Ihre Anfrage leider nicht annehmen. Suchen Sie gern weiter.
asked-for-asker = { $company } fragt zurück: { $question }
replied-for-company = Antwort von { $who }: { $answer }
question-relayed = Weitergegeben. Die Antwort kommt hierher.
reply-relayed = Weitergegeben. Wie es weitergeht, lesen Sie hier.
answered-by-colleague = Die Anfrage von { $who } hat inzwischen jemand aus Ihrem Haus beantwortet.
reminder-for-asker = Zur Erinnerung: { $company } wartet noch auf Ihre Antwort.
reminder-for-company = Zur Erinnerung: { $who } wartet noch auf Ihre Antwort.
expired-for-asker = Von { $company } kam bis zum Ende der Frist leider keine Antwort; die Anfrage ist beendet. Fragen Sie gern eine andere Firma.
expired-for-company = Die Anfrage von { $who } ist ohne Antwort abgelaufen.
question-expired-for-asker = Ihre Anfrage an { $company } ist beendet: Die Rückfrage blieb ohne Antwort. Fragen Sie gern noch einmal an.
question-expired-for-company = Die Anfrage von { $who } ist beendet; Ihre Rückfrage blieb ohne Antwort.

## Einladung
invitation-for = Diese Einladung ist für { $company }: Sie beantworten künftig deren Anfragen.
invitation-accepted = Willkommen! Anfragen an { $company } kommen ab jetzt hierher.
invitation-invalid = Diese Einladung ist abgelaufen oder schon benutzt. Bitte fordern Sie eine neue an.

## Daten
data-none = Über Sie ist nichts Persönliches gespeichert, nur dieser Chatverlauf und Ihre Sprache. Auch das können Sie löschen.
data-here = Das ist, neben diesem Chatverlauf, alles, was über Sie gespeichert ist:
data-file-name = meine-daten.txt
data-title = Gespeicherte Daten, Stand { $date }
data-who = Person: { $value }
data-email = E-Mail: { $value }
data-phone = Telefon: { $value }
data-wechat = WeChat: { $value }
data-nothing = –
data-company = Antwortet für: { $value }
data-chat = Chat: { $platform }, Konto { $account }, Sprache { $language }
data-companies-more = … und für { $count } weitere Einträge
data-office = Rolle: { $value }
data-claim = Antrag, für { $value } zu antworten, vom { $date }
data-form = Angefangener Eintrag: { $value }
role-secretariat = Sekretariat
form-unnamed = ohne Namen
data-consent = Einwilligung: { $purpose }, Fassung { $version }, über { $platform } am { $date }
data-request = Anfrage an { $company }
data-answered = Von Ihnen beantwortet: Anfrage an { $company }
delete-ask = Wirklich alles löschen? Profil, Einwilligungen, Anfragen und dieser Chatverlauf; offene Anfragen werden zurückgezogen. Ein bestätigter Firmeneintrag bleibt öffentlich; die Kennung Ihres Kontos bleibt noch höchstens zwei Tage. Das lässt sich nicht rückgängig machen.
delete-kept = In Ordnung, es bleibt alles, wie es ist.
deleted = Gelöscht. Es bleibt nur die Kennung Ihres Kontos, höchstens zwei Tage lang. Ein bestätigter Firmeneintrag bleibt öffentlich.

## Neuigkeiten
news-none = Zurzeit gibt es keine Neuigkeiten.
news-heading = Das Neueste aus der Allianz:
topic-assembly = Vollversammlung
topic-fair = Messe
topic-delegation = Delegationsreise
topic-new_member = Neues Mitglied
topic-matchmaking = Kontaktbörse
topic-project = Projekt
topic-economy = Wirtschaft und Politik
topic-greeting = Grußwort

## Schaltflächen
button-help = Hilfe
button-requests = Meine Anfragen
button-news = Neuigkeiten
button-data = Meine Daten
button-language = Sprache / 语言
button-details = Ansehen
button-introduce = Vorstellen lassen
button-more = Weitere
button-previous = Vorige
button-why-order = Warum diese Reihenfolge?
button-filter = Filter
button-filter-country = Land
button-filter-city = Stadt
button-filter-field = Fachgebiet
button-filter-cooperation = Zusammenarbeit
button-remove-filter = ✕ { $name }
button-without-filter = Ohne „{ $name }“: { $count } Treffer
button-related = Verwandtes ansehen ({ $count })
button-to-results = Zu den Treffern
button-back = Zurück
button-cancel = Abbrechen
button-agree = Einverstanden
button-disagree = Nein, danke
button-send = Senden
button-change-who = Absender ändern
button-change-goal = Wunsch ändern
button-change-why = Begründung ändern
button-accept = Annehmen
button-decline = Ablehnen
button-ask-back = Rückfrage stellen
button-reply = Antworten
button-withdraw = Zurückziehen
button-delete = Alles löschen
button-delete-yes = Ja, alles löschen
button-delete-no = Nein, behalten
