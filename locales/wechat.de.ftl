# Texte, die nur WeChat braucht.

wechat-clears = Den Chatverlauf bewahrt WeChat auf Ihrem Gerät auf; Sie können ihn dort selbst löschen: Menü oben rechts, „Chatverlauf löschen“.
wechat-new = Außerdem haben Sie { $count } neue { $count ->
    [one] Nachricht
   *[other] Nachrichten
}, siehe unten.
wechat-more = Es warten noch { $count } { $count ->
    [one] Nachricht
   *[other] Nachrichten
}. Falls nicht alle ankommen, antworten Sie „weiter“.
wechat-go-on = (Noch { $count }. Antworten Sie etwas Beliebiges, um fortzufahren.)
wechat-notice-title = Neue Nachricht eines Partners
wechat-notice-remark = Schreiben Sie dem Konto etwas Beliebiges, um sie zu lesen.
wechat-mass-leave = Abbestellen oder Themen ändern: „Themen“ schreiben.
wechat-file = Kalenderdatei (öffnet sie sich nicht, wählen Sie bitte oben rechts „…“ und „Im Browser öffnen“):
