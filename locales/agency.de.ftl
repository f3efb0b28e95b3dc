# Für Wirtschaftsförderungen und Sekretariat: die Liste, was man mit Einträgen tut, Einladungen.

words-queue = /pruefen | /prüfen | prüfen | zu prüfen | prüfliste
consent-office =
    Wir speichern, dass Sie in diesem Chat für diese Stelle handeln, und protokollieren jede amtliche Handlung mit Rolle, Stadt und Zeit. Das Protokoll bleibt; löschen Sie Ihre Daten, steht darin nur noch die Rolle. Dass Sie für die Stelle handeln, bleibt gespeichert, bis das Amt endet oder Sie widerrufen.
    Ansehen: /daten. Alles löschen: /löschen. Verantwortlich: { $recipient }. Einverstanden?
invitation-for-agency = Diese Einladung ist für die Wirtschaftsförderung { $city }: Sie prüfen und bestätigen Einträge dieser Stadt.
invitation-for-secretariat = Diese Einladung ist für das Sekretariat der Allianz: Sie sehen die Einträge aller Städte und helfen aus.
invitation-accepted-agency = Willkommen! Sie handeln ab jetzt für die Wirtschaftsförderung { $city }. Was wartet, zeigt /prüfen.
invitation-accepted-secretariat = Willkommen! Sie handeln ab jetzt für das Sekretariat. Was wartet, zeigt /prüfen.
office-ended = Für { $city } ist jetzt { $agency } zuständig. Ihre Rolle für die Wirtschaftsförderung dieser Stadt ist damit beendet; ihre Prüfliste und ihre Anfragen gehen an die neue Stelle. Falls das ein Irrtum ist: { $next }
office-ended-left = { $city } hat die Allianz verlassen. Ihre Rolle für die Wirtschaftsförderung dieser Stadt ist damit beendet. Die Einträge bleiben aufbewahrt und werden nicht mehr gefunden. Bei Fragen: { $next }
office-passes = Für { $city } ist jetzt { $agency } zuständig; dort handelt noch niemand im Chat. Bis dahin liegt beim Sekretariat, was dort wartet: /prüfen
office-passes-left = { $city } hat die Allianz verlassen. Was dort noch offen ist, liegt jetzt beim Sekretariat: /prüfen und /anfragen
office-renamed = Ihre Stelle für { $city } heißt jetzt { $agency }. So zeichnet ab jetzt, was Sie bestätigen; sonst ändert sich für Sie nichts.
registration-for-officer = Neu zu prüfen: { $company }
claim-for-officer = Jemand möchte für { $company } antworten. Bitte prüfen.
changed-for-officer = { $company } hat Angaben geändert. Bitte prüfen.
fresh-hidden-for-officer = { $count ->
        [one] Ein Eintrag ist verborgen, weil seine Firma nicht geantwortet hat
       *[other] { $count } Einträge sind verborgen, weil ihre Firmen nicht geantwortet haben
    }: { $names }
overdue-for-officer = { $count ->
        [one] Ein Eintrag in { $city } wartet
       *[other] { $count } Einträge in { $city } warten
    } seit { $date } auf Ihre Prüfung.
overdue-more = … und weitere in { $count } Städten.
overdue-for-secretariat = { $count ->
        [one] Ein Eintrag in { $city } wartet
       *[other] { $count } Einträge in { $city } warten
    } seit { $date } auf die Prüfung durch { $office }; dort wurde erinnert.
queue-not-yours = Die Prüfliste ist für Wirtschaftsförderungen und das Sekretariat. Einen Einladungscode gibt Ihnen das Sekretariat.
queue-empty = Nichts zu prüfen. Danke!
queue-heading = Zu prüfen ({ $count }): { $kinds }
queue-kind-claim = Anträge { $count }
queue-kind-new = neu { $count }
queue-kind-changed = geändert { $count }
queue-kind-faded = Bestätigung älter als ein Jahr { $count }
queue-kind-unanswered = ohne Antwort verborgen { $count }
task-claim = Antrag vom { $date }
task-new = Neu seit { $date }
task-changed = Geändert am { $date }
task-faded = Bestätigung verblasst seit { $date }
task-unanswered = Ohne Antwort verborgen am { $date }
task-alike = Sieht aus wie: { $names }
entry-with-number = { $name } ({ $number })
entry-person = Ansprechperson: { $value }
entry-person-unnamed = Ansprechperson: ohne Namen, im Chat erreichbar
confirmed = Bestätigt: { $company } ist in der Suche zu finden, mit dem Namen Ihrer Stelle und dem heutigen Datum.
send-back-why = Was fehlt { $company }? Ein, zwei Sätze; die Firma liest sie im Original.
sent-back = Zurückgegeben: { $company }. Die Firma weiß Bescheid.
entry-changed = Der Eintrag hat sich inzwischen geändert. So steht er jetzt da:
not-permitted = Das ist mit Ihrer Rolle hier nicht möglich.
claim-gone = Dieser Antrag ist schon entschieden.
claim-admitted = Zugelassen. Für { $company } antwortet ab jetzt diese Person.
claim-refused = Abgelehnt. Der Eintrag { $company } bleibt, wie er ist.
merged = Zusammengeführt: { $dropped } gehört jetzt zu { $kept }. Mitglieder, Anfragen und Kennungen bleiben erhalten.
merge-which = Welcher Eintrag ist dieselbe Firma wie { $company }? Schreiben Sie seine Nummer oder Worte aus seinem Namen.
merge-none = Zu „{ $text }“ finde ich hier keinen anderen Eintrag, den Sie zusammenführen können.
merge-found = { $count } Einträge passen. Welchen meinen Sie?
merge-preview =
    Zusammenführen? Es bleibt: { $kept }.
    Darin geht auf: { $dropped }, mit Mitgliedern, Anfragen und Kennung. Rückgängig geht jederzeit.
merge-fills = • { $field }, ergänzt: { $value }
merge-puts-aside = • { $field }: es bleibt „{ $kept }“ statt „{ $dropped }“
merge-same = • Sonst ändert sich am Eintrag nichts.
merge-gone = Das lässt sich nicht mehr zusammenführen oder trennen.
merge-undone = Rückgängig gemacht: { $company } und der andere Eintrag stehen wieder getrennt.
source-faded = Bestätigt von { $by }, { $date } – älter als ein Jahr
button-queue = Prüfliste
button-confirm = Bestätigen
button-open = Öffnen
button-send-back = Zurückgeben
button-admit = Zulassen
button-refuse = Nicht zulassen
button-leave-hidden = Verborgen lassen
button-merge = Gleich wie { $name } ({ $number })
button-same-as = Gleich wie …
button-merge-now = Zusammenführen
button-merge-reversed = Umgekehrt
button-merge-compare = Vergleichen: { $number }
button-undo = Rückgängig
button-undo-merge = Zusammenführung vom { $date } rückgängig
