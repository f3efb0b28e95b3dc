# News: topics, looking up, mailings of the offices.

news-found = { $count ->
    [one] One item about “{ $words }”:
   *[other] { $count } items about “{ $words }”, newest first:
}
news-not-found = There is no news about “{ $words }” yet.
news-occasion = { $place }, { $when } (local time, { $zone })
news-about = news about | news on | news of | what is new about | what's new about | anything new about
news-about-behind = news
button-calendar = Add to calendar
button-unsubscribe = Unsubscribe: { $topic }
button-topics = Subscribe to topics
