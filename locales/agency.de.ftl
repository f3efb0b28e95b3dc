# Für Wirtschaftsförderungen und Sekretariat: die Liste, was man mit Einträgen tut, Einladungen.

words-queue = /pruefen | /prüfen | prüfen | zu prüfen | prüfliste
consent-office =
    Wir speichern, dass Sie in diesem Chat für diese Stelle handeln, und protokollieren jede amtliche Handlung mit Rolle, Stadt und Zeit. Das Protokoll bleibt; löschen Sie Ihre Daten, steht darin nur noch die Rolle. Dass Sie für die Stelle handeln, bleibt gespeichert, bis das Amt endet oder Sie widerrufen.
    Ansehen: /daten. Alles löschen: /löschen. Verantwortlich: { $recipient }. Einverstanden?
invitation-for-agency = Diese Einladung ist für die Wirtschaftsförderung { $city }: Sie prüfen und bestätigen Einträge dieser Stadt.
invitation-for-secretariat = Diese Einladung ist für das Sekretariat der Allianz: Sie sehen die Einträge aller Städte und helfen aus.
invitation-accepted-agency = Willkommen! Sie handeln ab jetzt für die Wirtschaftsförderung { $city }. Was wartet, zeigt /prüfen.
invitation-accepted-secretariat = Willkommen! Sie handeln ab jetzt für das Sekretariat. Was wartet, zeigt /prüfen.
registration-for-officer = Neu zu prüfen: { $company }
claim-for-officer = Jemand möchte für { $company } antworten. Bitte prüfen.
changed-for-officer = { $company } hat Angaben geändert. Bitte prüfen.
fresh-hidden-for-officer = { $count ->
        [one] Ein Eintrag ist verborgen, weil seine Firma nicht geantwortet hat
       *[other] { $count } Einträge sind verborgen, weil ihre Firmen nicht geantwortet haben
    }: { $names }
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
button-undo = Rückgängig
button-undo-merge = Zusammenführung vom { $date } rückgängig
