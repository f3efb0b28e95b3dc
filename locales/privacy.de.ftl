# Einwilligungen, Widerruf, Auskunft, Löschung.

consent-news =
    Gern. Vorher bitte Ihr Einverständnis: Wir merken uns, zu welchen Themen Sie Neuigkeiten möchten, und schreiben Ihnen dazu hier im Chat, bis Sie abbestellen. Hören wir { $silent } nichts von Ihnen, fragen wir nach und löschen ohne Antwort.
    Ansehen und mit einem Tipp abbestellen: /daten. Verantwortlich: { $recipient }. Einverstanden?
consent-abroad =
    Eine gesonderte Frage, denn Ihre Angaben verlassen dabei China (Art. 39 PIPL):
    Empfänger: { $recipient } (Server in { $country }); bei einer Vorstellung auch die Firma auf der anderen Seite. Kontakt: { $contact }.
    Zweck: Ihr Eintrag, Vorstellungen und die Neuigkeiten, die Sie wünschen. Dafür werden die Daten gespeichert und der Seite gezeigt, die Sie wählen.
    Daten: Name, Funktion, Firma, E-Mail, Telefon, WeChat-ID, Ihr Chat-Konto, Ihre Anfragen und Antworten.
    Dauer: bis Sie widerrufen oder löschen; Anfragen bis { $requests } nach ihrem Ende; ohne ein Wort von Ihnen { $silent }, dann fragen wir nach.
    Auskunft, Kopie, Berichtigung, Widerruf und Löschung: hier mit /daten und /löschen, oder beim Empfänger. Einverstanden?
consent-renewed = Ihre frühere Zustimmung gilt weiter; der Text nennt jetzt genauer, wer was liest und wie lange es bleibt. Bitte bestätigen Sie ihn noch einmal:
abroad-first = Demnach sind Sie in China. Ihre Angaben habe ich deshalb noch nicht gespeichert; nach dieser Frage bitte ich Sie noch einmal darum.
abroad-refused = In Ordnung, dann frage ich Sie weder nach Namen noch nach Kontaktdaten. Suchen, Einträge ansehen und Neuigkeiten lesen können Sie weiterhin; eine Anfrage stellt auch die Wirtschaftsförderung Ihrer Stadt für Sie.
period-years = { $count ->
        [one] 1 Jahr
       *[other] { $count } Jahre
    }
period-days = { $count ->
        [one] 1 Tag
       *[other] { $count } Tage
    }
recipient-default = Sekretariat der Chinesisch-Deutschen Industriestädteallianz
recipient-contact-default = über diesen Chat: /mensch
purpose-news = Neuigkeiten
purpose-news-topic = Neuigkeiten: { $topic }
purpose-abroad = Weitergabe aus China ins Ausland

## Widerruf
button-withdraw-consent = Widerrufen: { $purpose }
consent-withdrawn-introductions = Widerrufen. Ihre offenen Anfragen sind zurückgezogen, und Ihre Kontaktdaten gehen an niemanden mehr. Suchen können Sie weiterhin.
consent-withdrawn-registration = Widerrufen. Die Wirtschaftsförderung sieht nicht mehr, wer für den Eintrag schreibt; offene Anträge sind beendet. Ein bestätigter Eintrag der Firma bleibt; ein unbestätigter, für den sonst niemand schreibt, ist entfernt.
consent-withdrawn-office = Widerrufen. Ihre amtliche Rolle in diesem Chat ist beendet.
consent-withdrawn-news = Abbestellt. Auch was schon eingeplant war, kommt nicht mehr.
consent-withdrawn-abroad = Widerrufen. Profil, Rollen, Abonnements und offene Anfragen sind damit beendet. Was noch gespeichert ist, zeigt /daten; alles entfernen: /löschen.
consent-withdrawn-last = Damit ist auch Ihr Profil leer, und Sie antworten hier für keine Firma mehr.
consent-not-given = Diese Einwilligung liegt nicht vor, oder Sie haben sie schon widerrufen.

## Auskunft
data-consent-withdrawn = Widerrufen: { $purpose }, Fassung { $version }, erteilt am { $given }, widerrufen am { $date }
data-told-china = Sie haben uns gesagt oder zu erkennen gegeben, dass Sie in China sind.
data-doubt = Zuletzt geschrieben, noch nicht übernommen: { $text }
data-draft = Angefangene Anfrage, nicht gesendet: { $company }
data-composing = Angefangene Neuigkeit: { $text }
data-given = Für eine Firma notiert, noch nicht gespeichert: { $contact }
data-search = Offene Suche: { $text }
data-remark = Von Ihnen in einer Anfrage geschrieben, am { $date }: { $text }
data-act = Protokolliert am { $date }: { $act } { $entry } { $words }
data-chat-heading = Ihr Chatverlauf, soweit noch gespeichert:
data-said = { $date }, Sie: { $text }
data-told = { $date }, Antwort: { $text }
data-sent-on = Nachrichten an andere, die Angaben von Ihnen enthalten: { $count }
data-held-heading = Weitere gespeicherte Zeilen, wie sie in der Datenbank stehen:
data-held = { $table }: { $values }
data-link =
    Alles, was neben diesem Chatverlauf über Sie gespeichert ist, als Datei. Der Link gilt einmal und { $minutes } Minuten lang; bitte nicht weitergeben:
    { $link }
data-chat-link =
    Ihr Chatverlauf als Datei, soweit er noch gespeichert ist. Der Link gilt einmal und { $minutes } Minuten lang; bitte nicht weitergeben:
    { $link }
button-data-chat = Auch den Chatverlauf
data-chat-here = Hier ist Ihr Chatverlauf, soweit er noch gespeichert ist.
data-chat-none = Von diesem Chat ist nichts mehr gespeichert.
data-chat-file-name = mein-chat.txt
own-data = Ihre Daten
own-data-lead = Ein Tipp, und Sie erhalten sie als Textdatei. Der Link ist damit verbraucht; einen neuen schickt Ihnen der Assistent jederzeit.
own-data-do = Datei öffnen

## Löschung
contact-deleted =
    Ihre Kontaktperson bei einer Vorstellung vom { $date } ({ $company }) hat ihre Daten gelöscht. Die Kontaktdaten sind auch hier entfernt.
    Bitte löschen Sie sie auch bei sich, soweit Sie sie nicht aus eigenem Grund aufbewahren dürfen.
button-shut = Kontakt zurückziehen
button-shut-at = Kontakt zurückziehen: { $company }
contact-shut-now = Zurückgezogen. Ihre Kontaktdaten werden der anderen Seite hier nicht mehr gezeigt; sie ist gebeten, sie auch bei sich zu löschen.
contact-shut = Ihre Kontaktperson hat ihre Kontaktdaten am { $date } zurückgezogen.
contact-shut-by-me = Ihre Kontaktdaten haben Sie am { $date } zurückgezogen; die andere Seite sieht sie nicht mehr.
contact-shut-by-other =
    Ihre Kontaktperson bei einer Vorstellung vom { $date } ({ $company }) hat ihre Kontaktdaten zurückgezogen. Sie werden hier nicht mehr gezeigt.
    Bitte löschen Sie sie auch bei sich, soweit Sie sie nicht aus eigenem Grund aufbewahren dürfen.
contact-gone = Kontaktdaten gelöscht
keep-ask =
    Wir haben lange nichts von Ihnen gehört. Dürfen wir Ihre Angaben behalten?
    Ohne Antwort löschen wir am { $date } alles, was über Sie gespeichert ist.
kept = Danke, es bleibt alles gespeichert.
button-keep = Bitte behalten
