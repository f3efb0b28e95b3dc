# Eine Firma trägt sich im Chat ein.

words-register = /eintragen | eintragen | firma eintragen | registrieren | /registrieren | anmelden
words-company = /firma | meine firma | mein eintrag
words-skip = überspringen | weiter | später | weiß ich nicht | weiß nicht | keine ahnung | habe ich nicht | haben wir nicht | keine | nichts | noch nichts | noch keine | noch keins | noch nicht | keins | keinen | nix | keine angabe | keine angaben | k.a | k. a | ka | entfällt | - | – | derzeit nicht | im moment nicht | zurzeit nicht | weiss nicht | weiss ich nicht | egal | lieber nicht sagen
words-role-maker = hersteller | herstell | produzent | produzier | produktion | fertigung | wir fertigen | fabrik | manufaktur | wir stellen | ich stelle
words-role-trader = händler | handel | vertrieb | importeur | exporteur | wiederverkäufer
words-role-service = dienstleist | dienste | beratung | berater | ingenieurbüro
words-correct = stimmt | ja, stimmt | ja stimmt | passt | ja passt | alles richtig | richtig | korrekt | alles korrekt | stimmt alles | stimmt so | so stimmt es
words-talk = hallo | hey | guten tag | guten morgen | guten abend | grüß gott | danke schön | vielen dank | bitte
words-seeking = ich suche | wir suchen | suche | suchen | gesucht | ich brauche | wir brauchen | ich benötige | wir benötigen | wer liefert | wer macht | wer kann | gibt es | finde | finden sie | zeig mir | zeigen sie mir
consent-registration =
    Gern, das sind höchstens acht kurze Fragen. Vorher bitte Ihr Einverständnis:
    Wir speichern Ihren Namen, wie man Sie erreicht, und dass Sie für Ihre Firma schreiben. Das liest nur die Wirtschaftsförderung Ihrer Stadt, ersatzweise das Sekretariat, um den Eintrag zu bestätigen und bei Fragen. In der Suche steht nur die Firma.
    Aufbewahrt, bis Sie widerrufen oder löschen. Hören wir { $silent } nichts von Ihnen, fragen wir nach und löschen ohne Antwort.
    Ansehen: /daten. Alles löschen: /löschen. Verantwortlich: { $recipient }. Einverstanden?
registration-refused = In Ordnung, außer diesem Chatverlauf wird nichts gespeichert. Suchen können Sie weiterhin; eintragen kann Ihre Firma auch die Wirtschaftsförderung Ihrer Stadt.
registration-name =
    2/8 · Wie heißt Ihre Firma? Am besten wie im Register, gern mit Stadt.
    Beispiel: „Klingenwerk GmbH, Solingen“
registration-city = 3/8 · In welcher Mitgliedsstadt sitzt die Firma? Schreiben Sie den Namen, oder wählen Sie aus der Liste.
registration-cities = Mitgliedsstädte in { $country }:
registration-city-again = In Ordnung, dazu habe ich nichts gespeichert. Ihre übrigen Angaben stehen noch im Formular.
registration-no-member = „{ $city }“ ist keine Mitgliedsstadt der Allianz; eintragen können sich nur Firmen in einer Mitgliedsstadt. Bitte wählen Sie Ihre Stadt, oder brechen Sie ab: Suchen und anfragen können Sie auch ohne Eintrag.
registration-match = Diese Einträge gibt es schon. Ist Ihre Firma dabei? Dann übernehmen Sie den Eintrag, statt ihn doppelt anzulegen.
registration-role = 4/8 · Was sind Sie vor allem? Diese Angabe bestätigt Ihre Wirtschaftsförderung getrennt.
registration-offers =
    5/8 · Was bieten Sie an? Mit Komma getrennt, in Ihren Worten.
    Beispiel: „Küchenmesser, Industriemesser, Schleifservice“
registration-seeks =
    6/8 · Und was suchen Sie im Partnerland? Mindestens eines hilft sehr: Es gibt zehnmal so viele Angebote wie Gesuche.
    Beispiel: „Vertriebspartner in China, Stahlbleche“
registration-number-de =
    7/8 · Ihre Registernummer? USt-IdNr. oder Handelsregister mit Gericht; ich prüfe nur die Form.
    Beispiel: „DE136695976“ oder „HRB 12345 Wuppertal“
registration-number-cn =
    7/8 · Ihr einheitlicher Sozialkreditcode? 18 Zeichen; ich prüfe nur die Form.
    Beispiel: „91110000600037341L“
registration-contact =
    8/8 · Wer ist für den Eintrag ansprechbar? Name, Funktion – und E-Mail, Telefon oder WeChat. Nur Ihre Wirtschaftsförderung sieht das.
    Beispiel: „Anna Weber, Export, weber@firma.example“
website-noted = Die Internetadresse { $website } habe ich im Eintrag notiert.
role-several = Mehreres trifft zu? Dann bitte das, was überwiegt.
registration-preview = So reichen wir { $company } bei Ihrer Wirtschaftsförderung ein. Stimmt alles?
registration-preview-claim = Sie übernehmen den Eintrag { $company }; Ihre Wirtschaftsförderung bestätigt das. Stimmt alles?
registration-shows-contact = Ansprechperson (nicht öffentlich): { $value }
registration-sent = Danke! { $company } liegt jetzt bei: { $agency }. Sie sehen den Eintrag sofort unter /firma; andere finden ihn, sobald er bestätigt ist. Ich melde mich.
claim-sent = Danke! Ihr Antrag für { $company } liegt bei: { $agency }. Sobald er bestätigt ist, melde ich mich.
registration-cancelled = Abgebrochen. Es wurde nichts eingetragen. Mit /eintragen beginnen Sie neu.
registration-cancelled-cleared = Abgebrochen. Es wurde nichts eingetragen; Ihre Kontaktangaben sind bis auf diesen Chatverlauf gelöscht. Mit /eintragen beginnen Sie neu.
registration-cancelled-kept = Abgebrochen. Es wurde nichts eingetragen. Ihre Kontaktangaben bleiben gespeichert: /daten zeigt sie, /löschen löscht alles. Mit /eintragen beginnen Sie neu.
registration-back = Willkommen zurück! Sie waren dabei, { $name } einzutragen. Hier geht es weiter:
registration-back-unnamed = Willkommen zurück! Sie waren dabei, Ihre Firma einzutragen. Hier geht es weiter:
registration-own = Für diesen Eintrag antworten Sie schon.
understood = Ich habe verstanden:
understood-sought = Und das suchen Sie:
understood-field = • „{ $term }“: { $name } – { $field }
understood-name = • „{ $term }“: { $name }
understood-as-written = • „{ $term }“ bleibt so, wie Sie es schreiben
registration-needed = Ohne diese Angabe geht es leider nicht. Abbrechen können Sie jederzeit.
registration-first = Weiter zurück geht es nicht; Ihre Angaben stehen noch im Formular.
registration-on = Gern. Hier geht es mit Ihrem Eintrag weiter:
registration-doubt-name = „{ $text }“: Heißt Ihre Firma so, oder soll ich danach suchen?
registration-doubt-offers = „{ $text }“: Gehört das in Ihren Eintrag, oder soll ich danach suchen?
registration-doubt-seeks = „{ $text }“: Gehört das zu dem, was Ihre Firma sucht, oder soll ich jetzt danach suchen?
name-fault-short = „{ $name }“ ist für einen Firmennamen zu kurz: Er hat mindestens zwei Zeichen. Bitte schreiben Sie ihn aus, zum Beispiel „Klingenwerk GmbH“.
name-fault-letters = „{ $name }“ enthält keinen Buchstaben. Bitte schreiben Sie den Namen der Firma, zum Beispiel „Klingenwerk GmbH“; nach der Registernummer frage ich später.
name-fault-contact = Darin stehen Kontaktdaten; der Name der Firma ist öffentlich. Bitte schreiben Sie nur den Firmennamen, nach der Ansprechperson frage ich zuletzt.
offers-fault = Darin finde ich kein Angebot. Bitte schreiben Sie wenigstens ein Produkt oder eine Leistung, zum Beispiel „Küchenmesser“.
seeks-fault = Darin finde ich kein Gesuch. Bitte schreiben Sie wenigstens eines, zum Beispiel „Vertriebspartner in China“.
number-fault-form = Das ist weder eine USt-IdNr. („DE“ und neun Ziffern) noch eine Registernummer („HRB 12345 Wuppertal“). Eine Steuernummer nützt hier nicht. Bitte prüfen Sie die Angabe; ohne Nummer geht es auch.
number-fault-check_digit = Die Prüfziffer passt nicht: Wahrscheinlich ist eine Stelle vertippt. Bitte vergleichen Sie Zeichen für Zeichen; ohne Nummer geht es auch.
number-fault-court = Ein Registergericht dieses Namens gibt es nicht; oft führt ein Nachbarort das Register. Bitte nennen Sie das Gericht wie im Handelsregister, zum Beispiel „HRB 12345 Wuppertal“.
number-fault-court_missing = Hinter der Registernummer fehlt das Gericht. Bitte schreiben Sie es dazu, zum Beispiel „HRB 12345 Wuppertal“.
number-fault-register_digits = Hinter „HRB“ oder „HRA“ fehlt die Nummer. Bitte schreiben Sie Ziffern und Gericht, zum Beispiel „HRB 12345 Wuppertal“.
number-fault-vat_length = Eine USt-IdNr. hat hinter „DE“ genau neun Ziffern; hier sind es { $count }. Bitte prüfen Sie sie, oder nennen Sie die Registernummer mit Gericht: „HRB 12345 Wuppertal“.
number-fault-code_length = Der Sozialkreditcode hat genau 18 Zeichen, Ziffern und Großbuchstaben; hier sind es { $count }. Bitte prüfen Sie ihn; ohne Nummer geht es auch.
number-fault-code_signs = I, O, S, V und Z kommen im Sozialkreditcode nicht vor; gemeint ist wohl 1, 0, 5 oder 2. Bitte prüfen Sie ihn.
number-fault-code_in_germany = Das ist ein chinesischer Sozialkreditcode, Ihre Firma steht hier mit einer deutschen Stadt. Bitte nennen Sie USt-IdNr. oder Handelsregister, oder gehen Sie zurück und ändern Sie die Stadt.
number-fault-register_in_china = Das ist eine deutsche Nummer, Ihre Firma steht hier mit einer chinesischen Stadt. Bitte nennen Sie den Sozialkreditcode mit 18 Zeichen, oder gehen Sie zurück und ändern Sie die Stadt.
business-role-maker = Hersteller
business-role-trader = Händler
business-role-service = Dienstleister
role-declared = { $role } (eigene Angabe)
role-confirmed = { $role } (bestätigt)
role-differs = { $role } (bestätigt; eigene Angabe: { $declared })
entry-role = Tätigkeit: { $value }
entry-registration = Registernummer: { $value }
agency-of-city = Wirtschaftsförderung { $city }
own-none = Sie antworten hier noch für keine Firma. Ist Ihre schon eingetragen? Mit acht kurzen Fragen ist sie dabei.
own-status = Stand: { $status }
own-returned = { $status }. Grund: { $reason }
own-more = … und { $count } weitere Einträge.
own-claim = Über Ihren Antrag für { $company } ist noch nicht entschieden.
own-waiting = Seit { $date } bei: { $office }.
own-waiting-told = Seit { $date } bei: { $office }. Auch das Sekretariat weiß Bescheid.
own-waiting-vacant = Wartet seit { $date }. Im Chat prüft dort zurzeit niemand; zuständig ist { $who } ({ $where }), danach { $next }.
overdue-for-owner = Offen gesagt, es dauert: { $company } liegt seit { $date } bei: { $office }. Wir haben dort erinnert. Sie müssen nichts tun; ich melde mich, sobald geprüft ist.
overdue-for-owner-told = Offen gesagt, es dauert: { $company } liegt seit { $date } bei: { $office }. Wir haben dort erinnert und jetzt auch dem Sekretariat Bescheid gegeben. Sie müssen nichts tun; ich melde mich, sobald geprüft ist.
overdue-vacant = Offen gesagt, es dauert: { $company } wartet seit { $date } auf die Prüfung, und im Chat prüft dort zurzeit niemand. Zuständig ist { $who } ({ $where }), danach { $next }.
entry-status-pending = wartet auf Bestätigung, nur für die Firma und ihre Wirtschaftsförderung sichtbar
entry-status-returned = zurückgegeben zum Ergänzen und erneuten Einreichen
entry-status-listed = in der Suche
entry-status-changed = in der Suche, Änderungen noch nicht bestätigt
entry-status-hidden = verborgen, in der Suche nicht zu finden
entry-status-merged = mit einem anderen Eintrag zusammengeführt
fresh-ask = Stimmt der Eintrag { $company } noch? Ein Tipp genügt. Ohne Antwort rückt er in der Suche nach hinten und wird am { $until } verborgen.
fresh-hidden-for-owner = Der Eintrag { $company } ist jetzt verborgen, weil keine Antwort kam. Stimmt er noch, ist er mit einem Tipp wieder da.
returned-for-owner = Die Wirtschaftsförderung gibt { $company } zurück. Grund: { $reason }
confirmed-for-owner = Gute Nachricht: { $company } ist jetzt in der Suche zu finden. Bestätigt von: { $by }.
corrected-for-owner = Die Wirtschaftsförderung hat in { $company } berichtigt: { $field }. Bitte sehen Sie nach, ob es stimmt: /firma
claim-admitted-for-owner = Willkommen! Sie antworten ab jetzt für { $company }; Anfragen kommen hierher.
claim-refused-for-owner = Ihren Antrag für { $company } konnte die Wirtschaftsförderung nicht bestätigen. Bei Fragen wenden Sie sich bitte an sie.
merge-undone-for-owner = Die Zusammenführung ist zurückgenommen: { $company } ist wieder ein eigener Eintrag, und Sie antworten wieder für ihn.
merged-for-owner = Ihr Eintrag war doppelt und ist jetzt zusammengeführt: { $company }. Anfragen gehen nicht verloren.
vouched = Danke! { $company } gilt wieder als aktuell.
hidden = { $company } ist jetzt verborgen. Mit „Stimmt noch“ ist der Eintrag wieder da.
resubmitted = { $company } ist wieder eingereicht. Ich melde mich.
correct-which = Was möchten Sie an { $company } ändern?
correct-value = { $field }, bisher: { $value }. Wie lautet die neue Angabe?
corrected = Geändert. Stand: { $status }
nothing-changed = In Ordnung, nichts wurde geändert.
value-of-field = { $field }: { $value }
entry-field-name = Name
entry-field-name_latin = Name in lateinischer Schrift
entry-field-registration = Registernummer
entry-field-role = Tätigkeit
entry-field-offers = Angebote
entry-field-seeks = Gesuche
entry-field-description = Beschreibung auf Deutsch
entry-field-website = Internetadresse
entry-field-employees = Beschäftigte
entry-field-founded = Gründungsjahr
entry-field-cooperation = Zusammenarbeit
entry-field-certificates = Zertifikate (mit Semikolon getrennt)
button-register = Firma eintragen
button-company = Meine Firma
button-keep-name = So heißt die Firma
button-keep-offers = Das bieten wir an
button-keep-seeks = Das suchen wir
button-look-up = Danach suchen
button-cities-DE = Städte in Deutschland
button-cities-CN = Städte in China
button-skip = Überspringen
button-that-is-us = Das sind wir
button-none-of-these = Keiner davon
button-city-meant = Meinten Sie { $city }?
button-register-send = Einreichen
button-claim = Eintrag übernehmen
button-change-name = Name ändern
button-change-city = Stadt ändern
button-change-role = Tätigkeit ändern
button-change-offers = Angebote ändern
button-change-seeks = Gesuche ändern
button-change-number = Nummer ändern
button-change-contact = Ansprechperson ändern
button-resubmit = Erneut einreichen
button-still-true = Stimmt noch
button-hide = Verbergen
button-correct = Angaben ändern
button-correct-more = Weiteres ändern
button-empty = Leer lassen
entry-holds-contact = Bitte ohne Telefonnummer, E-Mail-Adresse und Messenger-Namen: Ihren Eintrag lesen alle. Kontaktdaten gehen erst weiter, wenn beide Seiten zugestimmt haben.
