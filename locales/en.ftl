### English. Polite, short. The keys are the same in all three languages; `make check` checks that.

## Words that count as commands (separated by |)
words-start = start
words-help = /help | help | help me | help please | i need help | ? | menu | /menu
words-search = /search | search | new search
words-requests = /requests | requests | my requests
words-news = news | what is new | what's new
words-language = /language | language | change language
words-data = /data | my data | show my data | my personal data | privacy | /privacy
words-delete = /delete | delete my data | please delete my data | erase my data | delete everything
words-yes = yes | yes please | i agree | agree | agreed | sure
words-no = no | no thanks | disagree | nope | no thank you | no, thanks | no, thank you
words-send = send | submit | confirm
words-cancel = /cancel | cancel | please cancel | cancel this | stop | stop it | quit | abort
words-back = /back | back | go back
words-continue = continue | new message | new messages | more | next | go on
words-language-de = german
words-language-zh = chinese
words-language-en = english | in english

## Greeting and help
welcome =
    Hello! This is where companies from German and Chinese industrial cities find each other.
    Just write what you are looking for, for example:
welcome-short = Welcome to the Chinese-German Industrial City Alliance. Deutsch / 中文? Tap below.
help =
    How it works:
    • Write what or whom you are looking for, in your own words. I search the partner country, in its language too.
    • Open a result and tap “Introduce me”. The company reads your request in its own language.
    • Both sides get contact details only after both have agreed.
    • Is your company listed? /register – eight short questions at most.
    Commands: /search /requests /company /news /language /data /help – and “cancel” or “back” at any time.
choose-language = Which language would you like?
language-changed = I will write English from now on.
example-1 = LED lighting from China
example-2 = kitchen knives from Solingen
no-question = Gladly. What or whom are you looking for? A product, a process, an industry or a company name will do.
search-how = Just write what you are looking for, for example “ball bearings” or “joint venture hydrogen”.
unsupported = I am afraid I cannot read photos, voice messages or files. Please tell me in words.
unsupported-other = I cannot do anything with that. Please tell me in words what you are looking for.
unknown-command = I do not know this command. /help shows them all.
stale-button = This button belongs to an earlier question. Just write what you are looking for, or /help.
please-choose = Please choose one of the answers.
finish-first = One thing at a time: please answer this question first, or write “cancel”.
which-one = There are several of these. Please tap the button you mean or write its number.
cancelled = Cancelled. Nothing was sent.
nothing-waits = No message is waiting for you. Just write what you are looking for.
nothing-to-cancel = All right. Write what you are looking for.
turn-failed = Something went wrong on our side. Please try again; what you entered is safe.

## Search
results-heading = { $first }–{ $last } of { $count } results for “{ $words }”
results-heading-all = { $count } { $count ->
        [one] result
       *[other] results
    } for “{ $words }”
results-heading-related = Not exactly “{ $words }”, but related:
results-all = all entries
filters-active = Filter: { $filters }
filter-menu = What would you like to narrow down by?
filter-choose-country = Which country?
filter-choose-city = Which city?
filter-choose-field = Which field?
filter-choose-cooperation = Which kind of cooperation?
filter-no-values = There is nothing to narrow down here.
filter-value = { $name } ({ $count })
cooperation-dropped = Nobody is listed with “{ $kind }” as a kind of cooperation. These fit by subject:
nothing-found = I found nothing that fits “{ $words }”.
nothing-found-wider = With fewer filters there are results:
nothing-found-rephrase = Try a more general word, or name a product, a process or an industry.
why-found = Matches: { $reasons }
order-rule = First comes whoever offers what is closest to your words; a fitting name counts as well. Entries that are fresh, confirmed and answering move up a little; those that leave “still true?” unanswered sink. Nobody can buy a place.
order-place = { $place }. { $name } ({ $score } of 100): { $why }
order-fresh = fresh
order-confirmed = confirmed
order-answers = answers
order-silent = has not answered “still true?” for a while
order-filters = fits the filters
reason-name = name “{ $found }”
reason-word = “{ $found }”
reason-concept = “{ $asked }” = { $found }
reason-meaning = similar: { $found }

## Entries
company-in-city = { $name }, { $city }
city-in-country = { $city }, { $country }
company-gone = This entry no longer exists.
company-gone-title = Deleted entry
person-gone = Deleted person
text-in-original = “{ $text }” (original: { $language })
term-translated = { $name } ({ $original })
term-about = { $original } (roughly: { $name })
entry-offers = Offers: { $value }
entry-seeks = Seeks: { $value }
entry-cooperation = Cooperation: { $value }
entry-certificates = Certificates: { $value }
entry-facts = { $value }
entry-website = { $value }
entry-source = { $value }
entry-employees = { $count } employees
entry-founded = founded { $year }
source-sample = Fictional sample entry
source-confirmed = Confirmed by { $by }, { $date }
source-unconfirmed = Not yet confirmed
sample-mark = sample
cities-heading = Member cities of the alliance:
cities-of-country = { $country } ({ $count }): { $names }
city-member = { $city } has been a member of the alliance since { $year }.
city-in-charge = In charge: { $who }
button-city-entries = Entries of the city
country-DE = Germany
country-CN = China
language-de = German
language-zh = Chinese
language-en = English
kind-company = company
kind-agency = business development agency
kind-institution = institution
kind-club = club
cooperation-supply = supply
cooperation-distribution = distribution
cooperation-joint_venture = joint venture
cooperation-technology = technology
cooperation-investment = investment and settlement
cooperation-market_entry = market entry
cooperation-service = service
cooperation-exchange = exchange (training, sport, culture)
wish-buy = you want to buy
wish-sell = you want to sell
wish-cooperate = you want to cooperate
field-agriculture = agriculture and forestry
field-mining = mining
field-food = food and beverages
field-textiles = textiles, clothing, leather
field-wood_paper = wood, paper, printing
field-chemicals = chemicals
field-pharma = pharmaceuticals
field-plastics = rubber and plastics
field-ceramics = glass, ceramics, building materials
field-metals = metal production
field-metal_products = metal goods and tools
field-electronics = electronics and optics
field-electrical = electrical equipment
field-machinery = machinery
field-vehicles = vehicles
field-furniture = furniture
field-consumer_goods = consumer goods and medical products
field-energy_environment = energy and environment
field-construction = construction
field-trade = trade
field-logistics = transport and logistics
field-tourism = hospitality and travel
field-it_media = IT and media
field-finance_property = finance, property, rental
field-business_services = business services, research
field-public = administration and associations
field-education = education
field-health = health
field-culture_sport = culture and sport
field-personal_services = crafts and personal services

## Consent
consent-introductions =
    Before we start: for an introduction we store your name, your company, your e-mail, telephone number or WeChat ID and your request.
    Your name and request are read by the company you ask, also in the partner country (China or Germany). If it has no chat here, or if it is about investment, market entry or exchange, the business-development agency of its city reads them, failing that the secretariat, and passes them on to the company.
    Your contact details pass only after both sides have agreed.
    Kept until you withdraw or delete; name and text of a request until { $requests } after it has ended. If we hear nothing from you for { $silent }, we ask, and delete without an answer.
    See them: /data. Delete everything: /delete. Responsible: { $recipient }. Do you agree?
consent-refused = All right, apart from this chat nothing about you is stored. You can go on searching.
consent-refused-accept = All right, apart from this chat nothing is stored. The request stays open; you can also decline it.
purpose-introductions = introductions
purpose-registration = registering a company
purpose-office = acting for an office

## Writing a request
draft-who =
    1/3 · Who are you? Name, position, company – and e-mail, telephone or WeChat.
    Example: “Anna Weber, export manager, Klingenwerk Solingen, weber@klingenwerk.example”
draft-contact = How can you be reached? E-mail, telephone number or WeChat – passed on only after both have agreed.
draft-goal =
    2/3 · What would you like from { $company }? Tap a kind or write a sentence or two.
    Example: “Porcelain tiles 60 × 120 cm, about 2,000 m² a quarter”
draft-why =
    3/3 · Why this company? One sentence will do.
    Example: “Your large formats suit our showrooms.”
draft-preview = This is how your request goes to { $company }; fixed parts are translated, your sentences stay as written. Send it?
draft-sent =
    Sent to { $company }. The answer comes here, by { $until } at the latest.
    You can see where it stands at any time with /requests.
draft-cancelled = Cancelled. Nothing was sent.
too-long = A little shorter, please: at most { $limit } characters, your text has { $count }.
too-short = That is rather short. Please write a few more words.
contact-not-understood = I find no e-mail address, telephone number or WeChat ID in it. Example: “weber@company.example”, “+49 212 123456” or “WeChat: annaweber”.
contact-name-missing = Thank you. Please add your name, position and company.
contacts-masked = I have hidden contact details in your text (•••): they are passed on only after both have agreed.
introduce-own-company = This is your own company.
introduce-already = You already have an open request to this company:
introduce-unreachable-agency = Nobody can be reached here for { $company } yet. Please turn to the local business development agency: { $agency }.
introduce-unreachable = Nobody can be reached here for { $company } yet, and { $city } has no agency on file. Please choose another result.

## Requests
request-title = Request
request-heading = New request to { $company }
request-for = to { $company }
request-for-you = to your company { $company }
request-cooperation = Kind: { $value }
request-topics = Subject: { $value }
request-who = From: { $text }
request-goal = Wish: { $text }
request-why = Why you: { $text }
remark-company = Question: { $text }
remark-asker = Answer: { $text }
requests-none = You have no requests yet. Open a result and tap “Introduce me”.
requests-sent = Your requests ({ $count }):
requests-received = Requests to you ({ $count }):
request-gone = This request no longer exists, or it is not yours.
request-closed = This request is already closed.
status-sent-for-asker = Waiting for an answer, by { $until } at the latest
status-sent-for-company = Waiting for your answer, by { $until } at the latest
status-asked-for-asker = A question is open – please answer by { $until }
status-asked-for-company = Your question has been passed on; answer due by { $until }
status-accepted = Accepted on { $date }
status-declined = Declined on { $date }: { $reason }
status-withdrawn = Withdrawn on { $date }
status-expired = Ended without an answer on { $date }
withdrawn = Withdrawn: your request to { $company }. The other side has been told.
withdrawn-by-asker = The request from { $who } has been withdrawn. There is nothing you need to do.
withdrawn-without-name = A request to { $company } made on { $date } has been withdrawn. There is nothing you need to do.

## Answering
answer-contact = Gladly. What is your name, and how can you be reached? Example: “Anna Weber, export, weber@company.example”. With your answer both sides get the contact details.
answer-reason = Which reason may we give?
answer-question = What would you like to know? No contact details, please; the question goes to the other side as written.
answer-reply = Your answer? No contact details, please; it goes to the other side as written.
decline-no_capacity = No capacity at present
decline-not_our_field = Not our field
decline-have_partner = We already have a partner
decline-not_now = Not at the moment
decline-no_reason = No reason given
accepted-by-me = Accepted! Here are the contact details; the other side gets yours at the same moment.
accepted-for-asker = Good news: { $company } has accepted your request! Here are the contact details.
contact-warning = A word of advice: before any payment, check bank details by a second way, best by telephone.
declined-by-me = Declined. We have passed it on politely.
declined-for-asker = { $company } is unfortunately unable to accept your request. Reason: “{ $reason }”. Do go on searching.
declined-without-reason = { $company } is unfortunately unable to accept your request. Do go on searching.
asked-for-asker = { $company } asks: { $question }
replied-for-company = Answer from { $who }: { $answer }
question-relayed = Passed on. The answer comes here.
reply-relayed = Passed on. The company's decision comes here.
answered-by-colleague = Somebody at your company has answered the request from { $who } in the meantime.
reminder-for-asker = A reminder: { $company } is still waiting for your answer.
reminder-for-company = A reminder: { $who } is still waiting for your answer.
expired-for-asker = Unfortunately no answer came from { $company } in time; the request has ended. Do ask another company.
expired-for-company = The request from { $who } has expired without an answer.
question-expired-for-asker = Your request to { $company } has ended: its question was not answered. You are welcome to ask again.
question-expired-for-company = The request from { $who } has ended; your question was not answered.

## Invitation
invitation-for = This invitation is for { $company }: you will answer the requests made to it.
invitation-accepted = Welcome! Requests to { $company } come here from now on.
invitation-invalid = This invitation has expired or has been used. Please ask for a new one.

## Data
data-none = Nothing personal is stored about you, only this chat and your language. You can delete that too.
data-here = Apart from this chat, this is all that is stored about you:
data-file-name = my-data.txt
data-title = Stored data as of { $date }
data-who = Person: { $value }
data-email = E-mail: { $value }
data-phone = Telephone: { $value }
data-wechat = WeChat: { $value }
data-nothing = –
data-company = Answers for: { $value }
data-chat = Chat: { $platform }, account { $account }, language { $language }
data-companies-more = … and for { $count } more entries
data-office = Role: { $value }
data-claim = Claim to answer for { $value }, { $date }
data-form = Entry begun: { $value }
role-secretariat = secretariat
form-unnamed = without a name
data-consent = Consent: { $purpose }, version { $version }, on { $platform }, { $date }
data-request = Request to { $company }
data-answered = Answered by you: request to { $company }
delete-ask = Really delete everything? Profile, consents, requests and this chat; open requests are withdrawn. A confirmed company entry stays public; your account's ID stays for two days at most. This cannot be undone.
delete-kept = All right, everything stays as it is.
deleted = Deleted. Only your account's ID stays, for two days at most. A confirmed company entry stays public.

## News
news-none = There is no news at present.
news-heading = The latest from the alliance:
topic-assembly = plenary assembly
topic-fair = fair
topic-delegation = delegation visit
topic-new_member = new member
topic-matchmaking = matchmaking
topic-project = project
topic-economy = economy and policy
topic-greeting = greeting

## Buttons
button-help = Help
button-requests = My requests
button-news = News
button-data = My data
button-language = Language / 语言
button-details = View
button-introduce = Introduce me
button-more = More
button-previous = Previous
button-why-order = Why this order?
button-filter = Filter
button-filter-country = Country
button-filter-city = City
button-filter-field = Field
button-filter-cooperation = Cooperation
button-remove-filter = ✕ { $name }
button-without-filter = Without “{ $name }”: { $count } { $count ->
        [one] result
       *[other] results
    }
button-related = See what is related ({ $count })
button-to-results = To the results
button-back = Back
button-cancel = Cancel
button-agree = I agree
button-disagree = No, thank you
button-send = Send
button-change-who = Change sender
button-change-goal = Change wish
button-change-why = Change reason
button-accept = Accept
button-decline = Decline
button-ask-back = Ask a question
button-reply = Reply
button-withdraw = Withdraw
button-delete = Delete everything
button-delete-yes = Yes, delete everything
button-delete-no = No, keep it
