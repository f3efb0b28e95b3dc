# A company registers by chat.

words-register = /register | register | sign up | register my company
words-company = /company | my company | my entry
words-skip = skip | later | next | i don't know
consent-registration =
    Gladly: eight short questions at most. First, your consent:
    We store your name, how you can be reached, and that you write for your company. Only your city's business development agency, or else the secretariat, reads this, to confirm the entry and for questions. Searches show the company only.
    To see it: /data. To delete everything: /delete. The alliance's secretariat is responsible. Do you agree?
registration-refused = All right, nothing is stored but this chat. You can still search; your city's business development agency can also enter your company.
registration-name =
    2/8 · What is your company called? Best as in the register, with its city if you like.
    Example: “Klingenwerk GmbH, Solingen”
registration-city = 3/8 · In which city is the company? In any of the three languages.
registration-no-member = I am sorry, I do not know “{ $city }” as a member city of the alliance, and only companies there can be listed. You can search and send requests all the same. Please name a member city, or cancel.
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
registration-preview = This is how { $company } goes to your agency. Is everything right?
registration-preview-claim = You take over the entry { $company }; your agency confirms that. Is everything right?
registration-shows-contact = Contact (not public): { $value }
registration-sent = Thank you! { $company } is now with: { $agency }. You see the entry at once under /company; others find it once it is confirmed. I will let you know.
claim-sent = Thank you! Your claim to { $company } is with: { $agency }. I will let you know once it is confirmed.
registration-cancelled = Cancelled. Nothing was entered. Begin anew with /register.
registration-back = Welcome back! You were registering { $name }. Let us go on:
registration-back-unnamed = Welcome back! You were registering your company. Let us go on:
registration-own = You answer for this entry already.
understood = I understood:
understood-field = • “{ $term }”: { $name } – { $field }
understood-name = • “{ $term }”: { $name }
understood-as-written = • “{ $term }” stays as you write it
number-fault-form = I do not know this form. Please check the number, or skip the question.
number-fault-check_digit = The check digit does not fit: probably one sign is mistyped. Please check, or skip.
number-fault-court = I do not know this register court. Please name the court that keeps the register, for example “HRB 12345 Wuppertal”, or skip.
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
own-claim = Your claim to { $company } is with the agency.
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
entry-field-certificates = Certificates (divided by semicolons)
button-register = Register a company
button-company = My company
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
