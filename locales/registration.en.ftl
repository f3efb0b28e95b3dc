# A company registers by chat.

words-register = /register | register | sign up | register my company
words-company = /company | my company | my entry
words-skip = skip | later | next | i don't know | don't know | no idea | i have none | none | nothing | nothing yet | not yet | not now | none yet | n/a | na | maybe later | i'd rather not say | not sure
words-role-maker = manufactur | producer | we produce | we make | maker | factory
words-role-trader = trader | trading | distribut | wholesal | reseller | importer | exporter | dealer
words-role-service = service | consult | agency
words-correct = correct | looks good | that is correct | that's correct | right | that's right | all correct | all good
words-talk = hello | hey | good morning | good afternoon | good evening | thanks | thank you | bye
words-seeking = i am looking for | i'm looking for | we are looking for | we're looking for | looking for | i need | we need | i seek | we seek | i want to find | find | find me | search for | who makes | who supplies | is there | are there | show me
consent-registration =
    Gladly: eight short questions at most. First, your consent:
    We store your name, how you can be reached, and that you write for your company. Only your city's business development agency, or else the secretariat, reads this, to confirm the entry and for questions. Searches show the company only.
    Kept until you withdraw or delete. If we hear nothing from you for { $silent }, we ask, and delete without an answer.
    To see it: /data. To delete everything: /delete. Responsible: { $recipient }. Do you agree?
registration-refused = All right, nothing is stored but this chat. You can still search; your city's business development agency can also enter your company.
registration-name =
    2/8 · What is your company called? Best as in the register, with its city if you like.
    Example: “Klingenwerk GmbH, Solingen”
registration-city = 3/8 · In which member city is the company? Write its name, or choose from the list.
registration-cities = Member cities in { $country }:
registration-city-again = All right, I have stored nothing about this. Your other answers are still in the form.
registration-no-member = “{ $city }” is not a member city of the alliance, and only companies in member cities can be listed. Please choose your city, or cancel: you can search and send requests without an entry, too.
registration-match = These entries exist already. Is one of them your company? Then take it over instead of entering it twice.
registration-role = 4/8 · What are you mainly? Your agency confirms this separately.
registration-offers =
    5/8 · What do you offer? In your own words, divided by commas.
    Example: “kitchen knives, industrial knives, sharpening”
registration-seeks =
    6/8 · And what do you seek in the partner country? One thing at least helps a lot: offers outnumber requests ten to one.
    Example: “distributor in China, sheet steel”
registration-number-de =
    7/8 · Your registration number? VAT number, or trade register with its court; I check the form only.
    Example: “DE136695976” or “HRB 12345 Wuppertal”
registration-number-cn =
    7/8 · Your unified social credit code? 18 signs; I check the form only.
    Example: “91110000600037341L”
registration-contact =
    8/8 · Who can be asked about the entry? Name, position – and e-mail, phone or WeChat. Only your agency sees this.
    Example: “Anna Weber, export, weber@company.example”
website-noted = I have noted the website { $website } in the entry.
role-several = Several apply? Then please the main one.
registration-preview = This is how { $company } goes to your agency. Is everything right?
registration-preview-claim = You take over the entry { $company }; your agency confirms that. Is everything right?
registration-shows-contact = Contact (not public): { $value }
registration-sent = Thank you! { $company } is now with: { $agency }. You see the entry at once under /company; others find it once it is confirmed. I will let you know.
claim-sent = Thank you! Your claim to { $company } is with: { $agency }. I will let you know once it is confirmed.
registration-cancelled = Cancelled. Nothing was entered. Begin anew with /register.
registration-cancelled-cleared = Cancelled. Nothing was entered; apart from this chat, your contact details are deleted. Begin anew with /register.
registration-cancelled-kept = Cancelled. Nothing was entered. Your contact details stay stored: /data shows them, /delete deletes everything. Begin anew with /register.
registration-back = Welcome back! You were registering { $name }. Let us go on:
registration-back-unnamed = Welcome back! You were registering your company. Let us go on:
registration-own = You answer for this entry already.
understood = I understood:
understood-sought = And this is what you seek:
understood-field = • “{ $term }”: { $name } – { $field }
understood-name = • “{ $term }”: { $name }
understood-as-written = • “{ $term }” stays as you write it
registration-needed = I am sorry, this one is needed. You can cancel at any time.
registration-first = This is the first question; what you have answered is still in the form.
registration-on = Gladly. On with your entry:
registration-doubt-name = “{ $text }”: is that your company's name, or shall I search for it?
registration-doubt-offers = “{ $text }”: does that belong in your entry, or shall I search for it?
registration-doubt-seeks = “{ $text }”: is that what your company seeks, or shall I search for it now?
name-fault-short = “{ $name }” is too short for a company's name: it has two characters at least. Please write it in full, for example “Klingenwerk GmbH”.
name-fault-letters = There is no letter in “{ $name }”. Please write the company's name, for example “Klingenwerk GmbH”; the registration number comes later.
name-fault-contact = This holds contact details, and a company's name is public. Please write the name only; I ask for the contact person last.
offers-fault = I find no offer in this. Please write one product or service at least, for example “kitchen knives”.
seeks-fault = I find nothing sought in this. Please write one thing at least, for example “distributor in China”.
number-fault-form = This is neither a German VAT number (“DE” and nine digits) nor a trade register number (“HRB 12345 Wuppertal”). A tax number (Steuernummer) does not help here. Please check it; it works without a number, too.
number-fault-check_digit = The check digit does not fit: probably one character is mistyped. Please compare it character by character; it works without a number, too.
number-fault-court = There is no register court of that name; often a neighbouring town keeps the register. Please name the court as in the trade register, for example “HRB 12345 Wuppertal”.
number-fault-court_missing = The court is missing after the register number. Please add it, for example “HRB 12345 Wuppertal”.
number-fault-register_digits = The number is missing after “HRB” or “HRA”. Please write its digits and the court, for example “HRB 12345 Wuppertal”.
number-fault-vat_length = A German VAT number has exactly nine digits after “DE”; this one has { $count }. Please check it, or give the register number with its court: “HRB 12345 Wuppertal”.
number-fault-code_length = A unified social credit code has exactly 18 characters, digits and capital letters; this one has { $count }. Please check it; it works without a number, too.
number-fault-code_signs = I, O, S, V and Z do not occur in a unified social credit code; 1, 0, 5 or 2 is probably meant. Please check it.
number-fault-code_in_germany = This is a Chinese unified social credit code, but your company stands here with a German city. Please give its VAT or trade register number, or go back and change the city.
number-fault-register_in_china = This is a German number, but your company stands here with a Chinese city. Please give the unified social credit code of 18 characters, or go back and change the city.
business-role-maker = maker
business-role-trader = trader
business-role-service = service provider
role-declared = { $role } (as declared)
role-confirmed = { $role } (confirmed)
role-differs = { $role } (confirmed; declared: { $declared })
entry-role = Business: { $value }
entry-registration = Registration number: { $value }
agency-of-city = business development agency of { $city }
own-none = You do not answer for a company yet. Is yours listed? Eight short questions at most, and it is in.
own-status = Status: { $status }
own-returned = { $status }. Reason: { $reason }
own-more = … and { $count } more entries.
own-claim = Your claim to { $company } has not been decided yet.
own-waiting = Since { $date } with: { $office }.
own-waiting-told = Since { $date } with: { $office }. The secretariat knows, too.
own-waiting-vacant = Waiting since { $date }. Nobody there reviews in the chat at present; in charge is { $who } ({ $where }), then { $next }.
overdue-for-owner = To be frank, this is taking long: { $company } has been with { $office } since { $date }. We have reminded them. You need not do anything; I will tell you as soon as it is reviewed.
overdue-for-owner-told = To be frank, this is taking long: { $company } has been with { $office } since { $date }. We have reminded them and have now told the secretariat as well. You need not do anything; I will tell you as soon as it is reviewed.
overdue-vacant = To be frank, this is taking long: { $company } has been waiting for its review since { $date }, and nobody there reviews in the chat at present. In charge is { $who } ({ $where }), then { $next }.
entry-status-pending = waits to be confirmed, visible to the company and its agency only
entry-status-returned = sent back, to be corrected and handed in again
entry-status-listed = found in searches
entry-status-changed = found in searches; the changes are not yet confirmed
entry-status-hidden = hidden, not found in searches
entry-status-merged = merged into another entry
fresh-ask = Is the entry { $company } still true? One tap is enough. Without an answer it sinks in searches and is hidden on { $until }.
fresh-hidden-for-owner = The entry { $company } is hidden now, because no answer came. If it is still true, one tap brings it back.
returned-for-owner = The agency sends { $company } back. Reason: { $reason }
confirmed-for-owner = Good news: { $company } is confirmed by { $by } and found in searches.
corrected-for-owner = The agency has corrected in { $company }: { $field }. Please see whether it is right: /company
claim-admitted-for-owner = Welcome! You answer for { $company } from now on; requests arrive here.
claim-refused-for-owner = The agency could not confirm your claim to { $company }. Please ask it if you have questions.
merge-undone-for-owner = The merge has been undone: { $company } is an entry of its own again, and you answer for it again.
merged-for-owner = Your entry stood there twice and is now merged: { $company }. No request is lost.
vouched = Thank you! { $company } counts as fresh again.
hidden = { $company } is hidden now. “Still true” brings it back.
resubmitted = { $company } is handed in again. I will let you know.
correct-which = What would you like to change in { $company }?
correct-value = { $field }, so far: { $value }. What is the new value?
corrected = Changed. Status: { $status }
nothing-changed = All right, nothing was changed.
value-of-field = { $field }: { $value }
entry-field-name = Name
entry-field-name_latin = Name in Latin script
entry-field-registration = Registration number
entry-field-role = Business
entry-field-offers = Offers
entry-field-seeks = Seeks
entry-field-description = Description in English
entry-field-website = Website
entry-field-employees = Employees
entry-field-founded = Year founded
entry-field-cooperation = Cooperation
entry-field-certificates = Certificates (divided by semicolons)
button-register = Register a company
button-company = My company
button-keep-name = That is the name
button-keep-offers = We offer that
button-keep-seeks = We seek that
button-look-up = Search for it
button-cities-DE = Cities in Germany
button-cities-CN = Cities in China
button-skip = Skip
button-that-is-us = That is us
button-none-of-these = Not among these
button-city-meant = Did you mean { $city }?
button-register-send = Hand in
button-claim = Take it over
button-change-name = Change name
button-change-city = Change city
button-change-role = Change business
button-change-offers = Change offers
button-change-seeks = Change seeks
button-change-number = Change number
button-change-contact = Change contact
button-resubmit = Hand in again
button-still-true = Still true
button-hide = Hide
button-correct = Change details
button-correct-more = Change more
button-empty = Leave empty
entry-holds-contact = Without telephone number, e-mail address and messenger name, please: everybody reads your entry. Contact details pass only once both sides have agreed.
