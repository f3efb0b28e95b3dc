# Mensch sprechen, melden, blockieren, sperren; Warnungen; maschinelle Übersetzung.

words-human = /mensch | mensch | mensch sprechen | mit einem menschen sprechen | mitarbeiter | mitarbeiter sprechen
words-end = /ende | ende | gespräch beenden

purpose-help = Gespräch mit einem Menschen
speaking-to =
    Soll ich Sie mit einem Menschen verbinden? Es liest mit: { $who }. Antwort bis { $until }.
    { $consent }
consent-help =
    Wer dort antwortet, bekommt Ihren Namen und Ihre Firma, soweit Sie sie genannt haben, und was Sie hier schreiben; wir speichern das Gespräch.
    Ansehen: /daten. Alles löschen: /löschen. Einverstanden?
local-time = { $time } Uhr (Ortszeit { $place })
consent-withdrawn-help = Widerrufen. Ihre Gespräche mit einem Menschen sind beendet und gelöscht.
speaking-text = Worum geht es? Schreiben Sie es in eigenen Worten; ich gebe es { $who } im Original weiter.
speaking-objection = Warum soll die Sperre aufgehoben werden? Ihr Widerspruch geht im Original an: { $who }.
speaking-sent = Weitergegeben an: { $who }. Antwort bis { $until }. Bis dahin schweige ich; was Sie schreiben, wird gelesen. Zurück zur Suche: /ende
speaking-open = Sie sprechen mit: { $who }. Was Sie schreiben, geht dorthin. Zurück zur Suche: /ende
speaking-ended = Das Gespräch ist beendet. Schreiben Sie mir einfach wieder, was Sie suchen.
speaking-refused = In Ordnung, es wird nichts weitergegeben.
speaking-nobody = Im Chat hat gerade niemand Dienst; es wurde nichts weitergegeben. Zuständig ist: { $next }. Näher ist Ihnen vielleicht die Wirtschaftsförderung Ihrer Stadt.
speaking-nobody-agency = Im Chat hat gerade niemand Dienst; es wurde nichts weitergegeben. Zuständig ist: { $who } ({ $where }). Danach hilft weiter: { $next }.
speaking-no-page = erreichbar über das Rathaus
secretariat-with-contact = { $name }, { $contact }
speaking-unnamed = jemand ohne Namen
speaking-officer = Auskunft
handover-line = { $who }: { $text }
handover-for-officer = { $who } möchte mit einem Menschen sprechen. Zugesagt ist eine Antwort bis { $until }.
objection-for-officer = { $who } widerspricht einer Sperre. Zugesagt ist eine Antwort bis { $until }.
handover-for-officer-again = Noch ohne Antwort: { $who } wartet. Zugesagt ist jetzt { $until }.
handover-taken = { $who } hat eine Antwort von Ihrer Stelle.
handover-closed = Dieses Gespräch ist beendet.
handover-escalated = Noch hat niemand geantwortet. Ich habe Ihr Anliegen weitergegeben an: { $who }. Antwort bis { $until }.
handover-reminded = Noch hat niemand geantwortet. Ich habe erinnert: { $who }. Antwort bis { $until }.
handover-vacant = Im Chat ist leider niemand mehr im Dienst. Zuständig ist: { $who } ({ $where }). Danach hilft weiter: { $next }. Zurück zur Suche: /ende
handover-lapsed = Seit zehn Arbeitstagen hat niemand geschrieben; das Gespräch ist beendet. Ich bin wieder für Sie da.
handover-gone-for-officer = Ein Gespräch vom { $date } ist beendet und gelöscht, weil die Person es so wollte. Sie brauchen nichts zu tun.
lapsed-for-officer = Das Gespräch mit { $who } ist beendet: zehn Arbeitstage ohne ein Wort.
ended-for-officer = { $who } hat das Gespräch beendet.
closed-for-person = { $who } hat das Gespräch beendet. Ich bin wieder für Sie da: Schreiben Sie einfach, was Sie suchen.
assisting-text = Ihre nächste Nachricht geht an: { $who }.
assisting-sent = Weitergegeben.
assisting-closed = Beendet: Gespräch mit { $who }.
data-handover = Gespräch mit einem Menschen, begonnen am { $date }:
data-frozen = Ihr Versand ist gesperrt seit { $date }.

quota-used = Heute haben Sie schon { $quota } Anfragen gestellt; mehr sind es in 24 Stunden nicht. Ihr Entwurf bleibt. Je mehr Ihrer Anfragen beantwortet werden, desto mehr dürfen Sie stellen.
same-text-warning = Dieser Text geht jetzt an { $count } Firmen. Wer persönlich schreibt, bekommt eher eine Antwort.
same-text-stopped = Denselben Text haben Sie schon vielen Firmen geschickt. Bitte schreiben Sie, warum gerade diese Firma passt. Ihr Entwurf bleibt.
blocked-by-other = Die andere Seite möchte von Ihnen keine Nachrichten. Nichts wurde gesendet.
frozen = Ihr Versand ist gesperrt: Eine Stelle der Allianz hat eine Meldung über Ihre Nachrichten geprüft. Suchen können Sie weiterhin. Wenn das ein Irrtum ist, widersprechen Sie.
not-frozen = Es besteht keine Sperre.
unfrozen = Die Sperre ist aufgehoben. Sie können wieder Anfragen stellen.
report-menu = Stimmt mit dieser Anfrage etwas nicht? Melden: Die Wirtschaftsförderung liest sie. Blockieren: Diese Person erreicht Sie nicht mehr.
report-filed = Danke. Die Meldung liegt bei der zuständigen Stelle; Sie erfahren, was daraus wird.
report-nobody = Hier gibt es niemanden mehr, den Sie melden könnten.
report-gone = Diese Meldung ist schon entschieden.
report-for-officer = Eine Anfrage wurde gemeldet. Bitte prüfen.
report-title = Gemeldet: { $who }
report-upheld = Ihre Meldung wurde geprüft: Der Absender kann niemandem mehr schreiben.
report-dismissed = Ihre Meldung wurde geprüft: Ein Verstoß war nicht zu erkennen. Blockieren können Sie weiterhin.
blocked = Diese Person erreicht Sie nicht mehr.
unblocked = Diese Person kann Ihnen wieder schreiben.
frozen-by-me = Gesperrt. Die Person weiß, wie sie widersprechen kann.
dismissed-by-me = Erledigt: kein Verstoß.
unfrozen-by-me = Die Sperre ist aufgehoben; die Person weiß Bescheid.
payment-warning = ⚠️ Vorsicht: Dieser Text enthält { $kinds }. Zahlen Sie nichts, ehe Sie die Firma auf einem anderen Weg gefragt haben.
risk-account = Kontodaten
risk-card = eine Kartennummer
risk-wallet = eine Zahlung per App
risk-crypto = eine Krypto-Adresse
risk-link = einen Link zum Bezahlen
translated = Maschinell übersetzt; es gilt das Original oben. { $text }
not-translated = Die maschinelle Übersetzung ist gerade nicht verfügbar. Oben steht das Original.

button-human = Mensch sprechen
button-end = Gespräch beenden
button-answer = Antwort schreiben
button-close = Abschließen
button-report = Melden …
button-report-now = Melden
button-block = Blockieren
button-unblock = Nicht mehr blockieren
button-freeze = Absender sperren
button-dismiss = Kein Verstoß
button-unfreeze = Sperre aufheben
button-object = Widersprechen
