# Neuigkeiten: Themen, Nachschlagen, Rundschreiben der Ämter.

news-found = { $count ->
    [one] Eine Neuigkeit zu „{ $words }“:
   *[other] { $count } Neuigkeiten zu „{ $words }“, die neuesten zuerst:
}
news-not-found = Zu „{ $words }“ gibt es noch keine Neuigkeiten.
news-occasion = { $place }, { $when } (Ortszeit { $zone })
news-about = neues zu | neues zum | neues zur | neues über | neues von | neuigkeiten zu | neuigkeiten zum | neuigkeiten zur | neuigkeiten über | nachrichten zu | nachrichten zum | nachrichten zur | nachrichten über | news zu | news zur | news zum
news-about-behind = neuigkeiten
button-calendar = In den Kalender
button-unsubscribe = Abbestellen: { $topic }
button-topics = Themen abonnieren
