# Das Leben einer Anfrage über das Ja oder Nein hinaus: Wirtschaftsförderung, Gespräch, noch einmal, was daraus wurde.

office-secretariat = Sekretariat der Allianz
draft-preview-agency = Sie geht zuerst an: { $office }. Von dort wird sie an die Firma weitergegeben.
draft-sent-agency =
    Gesendet. Ihre Anfrage an { $company } liegt jetzt bei: { $office }. Von dort geht sie an die Firma.
    Antwort spätestens am { $until }; den Stand sehen Sie jederzeit mit /anfragen.
request-desk = Die Firma ist nicht hier im Chat. Bitte geben Sie ihr die Anfrage weiter und tragen Sie die Antwort hier ein.
request-desk-first = Anfragen dieser Art gehen zuerst an Sie: Leiten Sie sie mit einem Tipp an die Firma weiter, oder antworten Sie selbst.
request-of = Anfrage vom { $date }
remark-again = Noch einmal, weil: { $text }
requests-desk = Bei Ihrer Stelle ({ $count }):
reopen-from = Noch einmal anfragen können Sie ab dem { $date }.

## Stand
status-at_agency-for-asker = Bei: { $office }, seit { $date }. Antwort spätestens am { $until }
status-at_agency-for-agency = Wartet auf Ihre Stelle, spätestens bis { $until }
status-passed_on-for-asker = Bei: { $office }, an die Firma weitergegeben am { $date }. Antwort spätestens am { $until }
status-passed_on-for-agency = An die Firma weitergegeben am { $date } – bitte tragen Sie ihre Antwort ein bis { $until }
status-agency_asked-for-asker = Rückfrage von: { $office } – bitte antworten Sie bis { $until }
status-agency_asked-for-agency = Ihre Rückfrage ist gestellt, Antwort bis { $until }
status-talking = Angenommen am { $date }, Gespräch läuft
status-ended = Angenommen am { $date }, Gespräch beendet
status-unreached = Firma nicht erreicht, beendet am { $date }

## Was die Stelle tut
forwarded = Weitergeleitet an { $company }. Sie antwortet der anfragenden Seite jetzt selbst.
forwarded-for-asker = { $office } hat Ihre Anfrage an { $company } weitergeleitet. Die Antwort kommt hierher, spätestens am { $until }.
passed-on = Vermerkt: an { $company } weitergegeben. Sobald die Firma antwortet, tippen Sie hier ihre Antwort an.
passed-on-for-asker = { $office } hat Ihre Anfrage am { $date } an { $company } weitergegeben. Die Antwort kommt hierher.
unreached = Vermerkt: { $company } ist nicht zu erreichen. Die anfragende Seite weiß Bescheid.
unreached-for-asker = { $office } konnte { $company } leider nicht erreichen; Ihre Anfrage ist beendet. Fragen Sie gern eine andere Firma.
handed-over-for-asker = Für { $company } antwortet zurzeit niemand mehr im Chat. { $status }.
reminder-for-agency = Zur Erinnerung: Eine Anfrage an { $company } wartet bei Ihnen.
agency-expired-for-asker = Ihre Anfrage an { $company } ist beendet: Über { $office } kam bis zum Ende der Frist leider keine Antwort. Fragen Sie gern eine andere Firma.
answer-given = Wen nennt { $company } als Kontakt? Name, Funktion und E-Mail, Telefon oder WeChat – nur, was die Firma zur Weitergabe genannt hat.
answer-confirm =
    So geben wir es für { $company } weiter:
    { $contact }
    Hat die Firma der Weitergabe zugestimmt?
accepted-by-agency = Eingetragen: { $company } nimmt an. Bitte geben Sie der Firma diese Kontaktdaten; die andere Seite erhält im selben Moment die der Firma.
accepted-via-agency = Gute Nachricht: { $company } nimmt Ihre Anfrage an! Diese Kontaktdaten hat die Firma zur Weitergabe genannt, über: { $office }.
answered-by-agency = Gute Nachricht zu Ihrer Anfrage an { $company }: { $office } übernimmt sie selbst. Hier sind die Kontaktdaten.

## Gespräch
answer-message = Ihre Nachricht an { $company }? Sie geht im Original an die andere Seite.
talk-message =
    Nachricht von { $who }:
    { $text }
talk-sent = Gesendet an { $who }.
talk-ended = Das Gespräch mit { $who } ist beendet. Die Kontaktdaten behalten Sie.
talk-ended-by-other = { $who } hat das Gespräch hier beendet. Die Kontaktdaten behalten Sie.
talk-closed = Dieses Gespräch ist beendet.
talk-nobody = Die andere Seite ist hier nicht mehr zu erreichen. Bitte nutzen Sie die Kontaktdaten.

## Noch einmal
answer-again = Warum fragen Sie { $company } noch einmal an? Ein Satz genügt, bitte ohne Kontaktdaten.
reopened = Noch einmal gesendet an { $company }. { $status }.
reopen-nobody = Dort ist zurzeit niemand erreichbar. Bitte versuchen Sie es später oder wählen Sie eine andere Firma.

## Was daraus wurde
follow-up = Am { $date } haben Sie und { $who } einander die Kontaktdaten gegeben. Ist etwas daraus geworden? Ein Tipp genügt; gezählt wird ohne Namen.
follow-up-thanks = Danke, vermerkt: { $answer }
led-to-business = Ja, ein Geschäft oder eine Zusammenarbeit
led-to-talks = Wir sind im Gespräch
led-to-nothing = Nein, leider nicht

## Schaltflächen
button-forward = An die Firma weiterleiten
button-passed = Weitergegeben
button-company-accepts = Firma nimmt an
button-company-declines = Firma lehnt ab
button-unreached = Nicht erreichbar
button-answer-self = Selbst antworten
button-given-yes = Ja, weitergeben
button-given-other = Andere Angaben
button-talk = Nachricht schreiben
button-end-talk = Austausch beenden
button-again = Noch einmal anfragen

# words that act on a request long after its buttons were shown
words-request-accept = annehmen | anfrage annehmen | ich nehme an | zusagen | akzeptieren
words-request-decline = ablehnen | anfrage ablehnen | ich lehne ab | absagen
words-request-ask = rückfrage | rückfrage stellen | nachfragen
words-request-reply = antworten | antwort
words-request-withdraw = zurückziehen | anfrage zurückziehen | zurücknehmen
words-request-talk = nachricht schreiben | nachricht senden
words-request-forward = weiterleiten | an die firma weiterleiten
words-request-passed = weitergegeben
words-request-unreached = nicht erreicht
which-request = Das passt auf mehrere Anfragen. Bitte tippen Sie bei der richtigen:
still-open = Diese Anfrage wartet auf Ihre Antwort:
