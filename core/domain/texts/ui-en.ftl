# What the screens say of themselves, in English. Every key stands in ui-id.ftl too; bindings/tests/app_texts.rs holds both against the apps.

## Everywhere

ui-bank = Kunci
ui-back = Back
ui-cancel = Cancel
ui-done = Close
ui-go-on = Continue
ui-refresh = Refresh
ui-working = Please wait
ui-understood = Understood
ui-concealed = Content is hidden
ui-opens = See { $title }, { $detail }

## Signing in

ui-sign-in = Sign in
ui-user-id = User ID
ui-password = Password
ui-sign-out = Sign out
ui-session-ends-soon = You will be signed out in less than a minute, because nobody is using the app.
ui-session-last-minute = Your session has lasted as long as one may. You will be signed out in less than a minute.
ui-session-seconds = { $count ->
    [one] { $count } second left
   *[other] { $count } seconds left
    }
ui-session-stay = Stay signed in
ui-freeze-a-card = Freeze a card
ui-without-signing-in = Without signing in
ui-step-up = Confirm that it is you
ui-step-up-other = Confirm another way
ui-step-up-done = Confirmed. Now type your Unlock Code again.

## Registration

ui-register = Register this phone
ui-register-why = This phone becomes your token. First prove who you are.
ui-send-sms = Send the SMS
ui-type-pin = Type the PIN from the SMS
ui-sent-to = Sent to { $number }
ui-valid-minutes = { $count ->
    [one] Valid for { $count } minute
   *[other] Valid for { $count } minutes
}
ui-tries = { $count ->
    [one] { $count } try
   *[other] { $count } tries
}
ui-registered = This phone is registered. Your token is ready.
ui-choose-code = Choose your Unlock Code
ui-choose-code-hint = Six digits that only you know. No birth date, no digits in a row.
ui-repeat-code = Repeat your Unlock Code
ui-repeat-code-hint = Type the same six digits once more.
ui-resume = Go on with the registration
ui-resume-hint = Type the Unlock Code that you chose.

## The Unlock Code

ui-unlock-code = Unlock Code
ui-unlock = Enter your Unlock Code
ui-unlock-hint = Your Unlock Code proves that it is you.
ui-unlock-now = Unlock
ui-delete-digit = Delete the last digit
ui-digit = digit { $digit }
ui-digits-typed = { $count } of { $length } digits typed

## Home

ui-home = Home
ui-greeting = Good day, { $name }.
ui-waiting = Waiting for your approval
ui-nothing-waits = Nothing is waiting.
ui-services = Services

## One-time PIN

ui-otp = One-time PIN
ui-otp-hint = Type your Unlock Code. No network is needed.
ui-otp-make = Make a PIN
ui-otp-another = Make a new PIN
ui-otp-hide = Hide the PIN
ui-otp-never-tell = Do not give this PIN to anybody, not even to the bank.
ui-otp-clock-moved = This phone's clock was changed. The PIN is right all the same.
ui-otp-clock-unconfirmed = This phone was restarted and has not heard the bank since. If its date or time is wrong, so is the PIN: compare them, or sign in with a network.
ui-otp-beside-why = If the website refuses this PIN, its clock may differ a little. It also takes the PIN before and the one after, each once.
ui-otp-now = Show the present PIN
ui-otp-before = Show the PIN before
    .shown = This is the PIN before the present one.
ui-otp-after = Show the PIN after
    .shown = This is the PIN after the present one.

## Approval

ui-approval = Approval
ui-read-all = Check every line. You approve exactly this.
ui-approve = Approve
ui-approve-with-code = Approve with your Unlock Code
ui-reject = Reject
ui-why-reject = Why do you reject it?
ui-reject-mistake = I changed my mind
ui-reject-not-me = It was not me
ui-answer-by = Answer until { $time }

## Cards

ui-cards = Cards
ui-no-cards = There are no cards.
ui-cards-known-only = You are not signed in. Freezing a card works all the same.
ui-card-ending = ending in { $ending }
ui-card-freeze = Freeze
    .on = Freeze { $card }
ui-card-unfreeze = Unfreeze
    .on = Unfreeze { $card }
ui-card-change-limit = Change limit
    .on = Change the limit of { $card }
ui-card-new-limit = New limit for one payment
ui-card-limit = Limit { $amount }
ui-card-ceiling = At most { $amount }
ui-card-save = Save
ui-receipt-freeze = Frozen.
ui-receipt-unfreeze = Unfrozen.
ui-receipt-controls = Changed.
ui-receipt-cancel = The raise is cancelled.
ui-receipt-block = Closed for good.
ui-receipt-activation = In use.
ui-receipt-pin = The PIN is set.
ui-receipt-replacement = A new card is being made.
ui-receipt-virtual-card = The virtual card is in use.
ui-receipt = Receipt no. { $number } is kept.
ui-card-since = Since { $time }
ui-card-controls = Limits and blocks
    .on = Limits and blocks of { $card }
ui-card-payments = Payments
    .on = Payments with { $card }
ui-card-why = Why was it declined?
    .on = Why was it declined? { $card }
ui-card-will = Will a payment work?
    .on = Will a payment work? { $card }

## Controls of a card

ui-card-watch = Alerts and trips
    .on = Alerts and trips: { $card }
ui-watch-why = The bank tells you of these payments by SMS and here among its messages. No payment is stopped by that. To be told more takes effect at once; to be told less needs your approval.
ui-watch-amount = Tell me from this amount on
ui-watch-every = Tell me of every one
ui-watch-none = Do not tell me
ui-watch-alerts = Alerts for payments
ui-trips = Trips
ui-trips-why = Tell the bank where you travel, and it does not hold a payment there for being in an unusual country. It needs your approval, and ends by itself. Your limits and blocks hold on a trip as well.
ui-trips-none = No trip is noted.
ui-trip-from = First day, such as 01/12/2026
ui-trip-until = Last day, such as 14/12/2026
ui-trip-countries = Countries, two letters each, such as JP KR
ui-trip-add = Note this trip
ui-trip-cancel = Cancel this trip
    .on = Cancel this trip: { $trip }
ui-trip-allow = Allow these countries
    .on = Allow these countries: { $countries }
ui-controls-why = Less takes effect at once. More needs your approval, and a raised limit waits first: until then you can cancel it.
ui-controls-limits = Limits
ui-controls-channels = Ways to pay
ui-controls-categories = Kinds of merchants
ui-controls-countries = Blocked countries
ui-controls-merchants = Blocked merchants
ui-control-is-on = { $what }: on
ui-control-is-off = { $what }: off
ui-control-is-allowed = { $what }: allowed
ui-control-is-blocked = { $what }: blocked
ui-control-off = Switch off
    .on = Switch off: { $what }
ui-control-on = Switch on
    .on = Switch on: { $what }
ui-control-block = Block
    .on = Block: { $what }
ui-control-allow = Allow again
    .on = Allow again: { $what }
ui-limit-is = { $limit }: { $value }
ui-limit-edit = Change
    .on = Change: { $limit }
ui-limit-amount = New limit
ui-limit-for-good = It holds until you change it again.
ui-limit-for-a-day = It holds for 24 hours, then the former limit again.
ui-limit-choose-day = Only for 24 hours
ui-limit-choose-good = Until I change it again
ui-limit-nothing = Let nothing pass
ui-limit-most = As high as the bank allows
ui-limit-try = What would it have stopped in the last 90 days?
ui-raise-cancel = Cancel the raise
    .on = Cancel the raise: { $limit }
ui-countries-none = No country is blocked.
ui-country = Country, in two letters
ui-country-block = Block this country
ui-merchants-none = No merchant is blocked. Any merchant can be blocked in the list of payments.

## Payments with cards

ui-payments-all = All payments
ui-payments-none = No payment fits.
ui-payments-search = Name of the merchant
ui-payments-from = From this amount
ui-payments-to = Up to this amount
ui-payments-first = From this day, such as 01/12/2026
ui-payments-last = Up to this day
ui-payments-find = Search
ui-payments-older = Older payments
ui-payments-any = All
ui-payments-pending = Reserved
ui-payments-settled = Charged
ui-payments-declined = Declined
ui-payments-reversed = Given up
ui-payments-refunded = Refunded
ui-payments-shown = Shown: { $state }
ui-payment-where = { $channel }, { $category }, country { $country }
ui-payment-original = At the shop: { $amount }

## Where the money went, and subscriptions

ui-spending = Where the money went
    .on = Where the money went with { $card }
ui-spending-all = Where the money went, with all cards
ui-spending-before = The month before
ui-spending-after = The month after
ui-subscriptions = Subscriptions
    .on = Subscriptions on { $card }
ui-subscriptions-all = All subscriptions
ui-subscription-named = { $merchant }, { $price }

## Why a payment did not pass, and whether one will

ui-why-about = About the newest declined payment of the last 24 hours.
ui-will-why = The bank's own rules answer. Nothing is reserved by asking.
ui-will-how = How will you pay?
ui-will-chosen = Chosen: { $channel }
ui-will-ask = Ask the bank

## Receipts

ui-receipts = Receipts
ui-receipts-none = There are no receipts yet.
ui-receipts-why = The bank has signed every one of them. As a file they can be shown to others as evidence.
ui-receipts-unproved = It cannot be verified any more: the bank has withdrawn the key that signed it.
ui-receipts-export = Make a file of them
ui-receipts-saved = The file is saved.
ui-receipts-hand-on = Hand the file on
ui-receipts-line = Card ending in { $ending }, { $time }

## A card's life: lost or stolen, a new one, its PIN

ui-life = Lost, stolen, new card, PIN
    .on = Lost, stolen, new card, PIN: { $card }
ui-life-activate = Take this card into use
ui-life-activate-why = You approve it with your Unlock Code. A card that it replaces is closed by that.
ui-life-report = Report it lost or stolen
ui-life-report-why = The card is closed at once and for good, also while it is frozen. If you only cannot find it, freeze it.
ui-life-lost = I lost it
ui-life-stolen = It was stolen
ui-life-compromised = Somebody else knows its number
ui-life-sure = This cannot be taken back.
ui-life-close = Close the card for good
ui-life-replace = Ask for a new card
ui-life-replace-why = It is made in place of this one and sent to your address. A card that works goes on until the new one is in use.
ui-life-newer = New card, ending in { $ending }: { $state }
ui-life-older = In place of the card ending in { $ending }: { $state }
ui-life-other = Go to the card ending in { $ending }
ui-reveal = Show the card's number
ui-reveal-why = Number, date and security code are shown once, for a minute, after your approval. Let nobody look on.
ui-reveal-show = Show it now
ui-reveal-number = Card number
ui-reveal-expiry = Valid until
ui-reveal-code = Security code
ui-reveal-left = { $seconds ->
    [one] Hidden in { $seconds } second
   *[other] Hidden in { $seconds } seconds
}
ui-reveal-hidden = Hidden again. To see it once more, ask for it again.
ui-reveal-hide = Hide
ui-virtual = Order a virtual card
ui-virtual-about = A card without plastic to pay with on the internet, from the same money as this card. It is in use at once. You can have five at one time.
ui-virtual-name = Name of the new card
ui-virtual-name-hint = Up to 30 characters, as you will find it in your list.
ui-virtual-month = Most in a month
ui-virtual-month-hint = Leave it empty for the bank's most, which you see before you approve.
ui-virtual-order = Order
ui-virtual-beside = It pays with the money of your card ending in { $ending }.
ui-virtual-close = Close this virtual card
ui-virtual-close-why = If you do not need it any more. It is for good; another one is ordered in a moment.
ui-virtual-close-sure = Nothing is paid with this card any more, subscriptions neither. That is for good.
ui-wallets = Wallets
ui-wallets-about = Phones and watches in whose wallets this card is. Stopping one needs no approval and works at once; without a network, freeze the card.
ui-wallets-none = This card is in no wallet.
ui-wallets-suspend = Suspend
    .on = Suspend { $what }
ui-wallets-resume = Let it pay again
    .on = Let { $what } pay again
ui-wallets-remove = Remove for good
    .on = Remove { $what } for good
ui-wallets-sure = It never pays from there again. The card can be added to the wallet anew.
ui-pin = Set the PIN
ui-pin-choose = Choose the card's PIN
ui-pin-choose-hint = Six digits for machines and shops. Not your Unlock Code, no birth date, no digits in a row.
ui-pin-repeat = Repeat the card's PIN

## Disputes about payments

ui-disputes = Disputes
ui-disputes-none = There are no disputes. You begin one in the list of payments.
ui-dispute-start = This was not right
    .on = This was not right: { $merchant }
ui-dispute-reasons = What is wrong with it?
ui-dispute-draft = Draft of a dispute
ui-dispute-draft-kept = It is kept on this phone with every change. The bank hears of it when you submit it.
ui-dispute-go-on = Go on with the draft
    .on = Go on with the draft: { $merchant }
ui-dispute-words = What happened, in your words
ui-dispute-evidence = Evidence
ui-dispute-attach = Add: { $what }
ui-dispute-attach-needed = Add: { $what } (needed)
ui-dispute-attached = { $what }, { $size }
ui-dispute-detach = Take it out
    .on = Take it out: { $what }
ui-dispute-submit = Submit the dispute
ui-dispute-discard = Throw the draft away
ui-dispute-discard-sure = Your words and files are gone then. The bank never knew of them.
ui-dispute-see = See how it stands
    .on = See how it stands: { $merchant }
ui-dispute-reference = Reference { $reference }
ui-dispute-said = Your words: { $words }
ui-dispute-pieces = { $count ->
    [0] The bank has no evidence from you.
    [one] The bank has { $count } file from you.
   *[other] The bank has { $count } files from you.
}
ui-dispute-bank-says = The bank says: { $words }
ui-dispute-evidence-by = Hand it in by { $time }.
ui-dispute-returned = Returned to you: { $amount }
ui-dispute-steps = What has happened so far
ui-dispute-hand-in = Hand in a file
ui-dispute-withdraw = Take the dispute back
ui-dispute-withdraw-sure = The bank does not look into it any more then.

## Statements and bills

ui-statements = Statements and bills
ui-statements-none = There are no statements yet.
ui-statement-of = Card ending in { $ending }, until { $time }
ui-statement-total = In all: { $amount }
ui-statement-minimum = At least: { $amount }
ui-statement-paid = Paid so far: { $amount }
ui-statement-left = Left: { $amount }
ui-statement-due = Due: { $time }
ui-statement-open = Open the document
    .on = Open the document: { $what }
ui-statement-checked = Checked: it is the very document that the bank's list names.

## The emergency key

ui-emergency-key = Emergency key
ui-emergency-key-make = Make an emergency key
ui-emergency-key-renew = Make a new one
ui-emergency-key-written = I have written it down
ui-emergency-key-drop = Make it worthless

## Requests on cards that wait, and what became of the rest

ui-queue = Requests
ui-queue-why = A request is active when the bank has confirmed it, not before. What makes the card safer is sent as soon as there is a network.
ui-queue-none = There are no requests.
ui-queue-asked = Requested { $time }
ui-queue-send = Send now
ui-queue-repeat = I still want it
    .on = I still want it: { $what }
ui-queue-dismiss = Take it off the list
    .on = Take it off the list: { $what }

## Was this payment yours?

ui-whose-effect = If it was you, the shop may try again. If it was not, the card is frozen at once.
ui-whose-mine = It was me

## Chat

ui-chat = Secure chat
ui-chat-message = Write a message
ui-chat-send = Send
ui-chat-ask-person = Talk to a person
ui-chats = Conversations
ui-chats-new = New conversation
ui-chats-about = What is it about?
ui-chats-ended = Ended
ui-chats-unread = { $count ->
    [one] { $count } new message
   *[other] { $count } new messages
}
ui-chats-empty = Nothing was said yet.
ui-chats-open = Open the conversation: { $title }
ui-chat-none = There are no messages yet.
ui-chat-you = You
ui-chat-bot = { $name }, the bank's program
ui-chat-agent = { $name }, verified bank employee { $employee }
ui-chat-unverified = Not verified
ui-chat-notice = Notice
ui-chat-queued = waiting for the network
ui-chat-sending = on its way
ui-chat-sent = sent
ui-chat-failed = not sent
ui-chat-attach = Send a picture or paper
ui-chat-attach-hint = A picture is sent without its place, time and camera; a paper (PDF) with all that it says about who made it.
ui-chat-file-name = File
ui-chat-file-size = { $size } kB
ui-chat-file-progress = { $percent } % of { $size } kB sent
ui-chat-file-coming = { $percent } % of { $size } kB is here
ui-chat-file-open = Open
    .on = Open: { $name }
ui-chat-send-anyway = Send it all the same
ui-chat-hide = Hide it in my message
ui-chat-retry = Send again
    .on = Send again: { $message }
ui-chat-edit = Change
    .on = Change: { $message }
ui-chat-take-back = Take back
    .on = Take back: { $message }
ui-chat-editing = You are changing a message that was not sent.
ui-chat-edit-stop = Leave it as it was
ui-chat-older = Older messages
ui-chat-more = More
ui-chat-approval = See what waits for your approval
ui-chat-return = Back to the conversation
ui-chat-search = Search
ui-chat-search-words = Words to look for
ui-chat-found-none = Nothing found.
ui-chat-end = End the chat
ui-chat-report = Report a scam and end the chat
ui-chat-reported = { $count ->
    [0] Your report is on its way. No message was marked; the bank has the whole conversation.
    [one] Your report is on its way, with { $count } marked message.
   *[other] Your report is on its way, with { $count } marked messages.
}
ui-chat-rate = Rate the chat
ui-chat-rate-why = How was the conversation? Your words are checked as messages are: no secrets, please.
ui-chat-rate-words = In your words, if you like
ui-chat-rating-1 = Very bad
ui-chat-rating-2 = Bad
ui-chat-rating-3 = Fair
ui-chat-rating-4 = Good
ui-chat-rating-5 = Very good
ui-chat-transcript = Keep the transcript
ui-chat-transcript-holds = { $count ->
    [one] Checked: { $count } entry, and nothing was changed since the bank signed it.
   *[other] Checked: { $count } entries, and nothing was changed since the bank signed them.
}
ui-chat-transcript-broken = The transcript does not hold: something was changed since the bank signed it.
ui-chat-transcript-key = Signed by key { $key }
ui-chat-transcript-clear = The file holds your conversation for anybody to read. Keep it where only you can open it.
ui-chat-transcript-save = Save as a file
ui-chat-transcript-kept = The file is among your downloads.
ui-chat-transcript-not-kept = The file could not be saved. Is there room on the phone?

## Token and security

ui-security = Token and security
ui-change-code = Change the Unlock Code
ui-old-code = Your present Unlock Code
ui-old-code-hint = It proves that it is you who changes it.
ui-new-code = Choose a new Unlock Code
ui-repeat-new-code = Repeat the new Unlock Code
ui-code-changed = Your Unlock Code is changed.
ui-code-changed-hint = From now on only the new one counts.
ui-hardware-token = Hardware token
ui-hardware-token-why = Activate the device with what is printed on it and the code that it shows.
ui-birth-date = Date of birth, DD/MM/YYYY
ui-device-serial = Serial number on the back
ui-device-activate = Activate
ui-device-resync = Codes are refused
ui-device-resync-why = After a long time the device's clock may be off. Two codes in a row set it right; the date of birth is not needed.
ui-device-code = Code of the device
ui-device-code-hint = Press the button and type the six digits.
ui-device-next-code = The next code
ui-device-next-code-hint = Wait until the device shows another code, then type that one.
ui-device-ready = The hardware token { $serial } is ready.

## Alerts

ui-alerts = Alerts
ui-alerts-none = There are no alerts.
ui-alerts-older = Show older ones
ui-alert-new = new
ui-alerts-unread = { $count ->
    [one] { $count } new alert
   *[other] { $count } new alerts
}

## What waits, trusted places, suspension

ui-later = Approved, takes effect later
ui-later-when = Takes effect { $time }
ui-later-cancel = Take it back
    .on = Take back: { $what }
ui-later-cancelled = Taken back. Nothing will happen.
ui-trusted-places = Trusted places
ui-trusted-places-why = Away from your trusted places, approvals that loosen something wait { $count } minutes, so that you can take them back.
ui-trusted-places-on = Switch on
ui-trusted-places-off = Switch off
ui-trusted-places-are-on = It is switched on.
ui-trusted-places-are-off = It is switched off.
ui-suspend = Suspend my token
ui-suspend-why = No code and no approval until you lift it with your password and Unlock Code.
ui-lift-suspension = Lift the suspension
ui-token = My token
ui-token-works = Your token works on this phone.
ui-not-me = I did not register another phone
ui-not-me-why = The bank then holds the other phone back and tells you on every channel.
ui-not-me-said = The bank knows. The other phone can do little until { $time }.
ui-change-password = Change the password
ui-change-password-why = A few unrelated words make a good one. You approve the change with your Unlock Code.
ui-old-password = Present password
ui-new-password = New password

## Without a network

ui-scan = QR code of the website
ui-scan-why = Approve what the bank's website shows, without a network.
ui-scan-now = Scan the code
ui-scan-paste = Or paste the text of the code
ui-scan-read = Read it
ui-scan-another = Read another code
ui-code-into-website = Type these eight digits into the website.
ui-typed = Approve by typing
ui-typed-why = Type the transfer exactly as the website shows it. No network is needed.
ui-typed-another = Approve another transfer
ui-bank-code = Code of the destination bank
ui-account = Destination account
ui-amount = Amount in rupiah
ui-freeze-code = Freeze a card by telephone
ui-freeze-code-why = Make a code for one card and say it to the bank's telephone line. No network is needed.
ui-freeze-code-another = Another card
ui-caller-check = Is it the bank that calls?
ui-caller-check-why = Let the caller prove it. Your phone makes a question that only the bank can answer.
ui-caller-start = Make the question
ui-caller-read = Read these digits to the caller, then type what they answer.
ui-caller-employee = Their employee number
ui-caller-purpose = What the call is about
ui-caller-answer = Their eight digits
ui-caller-verify = Check the answer
ui-biometrics = Finger or face
ui-biometrics-why = A finger or face can take the place of the Unlock Code for 14 days at most. If one is added on this phone, it is switched off.
ui-biometrics-on = Switch on
ui-biometrics-off = Switch off
ui-biometrics-are-on = Finger or face is switched on.
ui-biometrics-code = Your Unlock Code switches it on.
ui-biometrics-use = Use finger or face
ui-register-device = With a hardware token
ui-register-old-phone = With my present phone
ui-register-website = With a QR code of the website
ui-register-website-why = Sign in to the bank's website on another device and read the code that it shows.
ui-register-compare = The old phone shows the same number. Compare them, then approve there.
ui-register-approved-there = I have approved it there
ui-register-fingerprint = Type these eight digits into the website. You have one try.
ui-register-typed-there = I have typed them there
ui-register-serial = Hardware token { $serial }
ui-remove-token = Remove the token from this phone
ui-remove-token-why = This phone then makes no code and approves nothing. Receipts and messages stay.
ui-remove-token-code = Your Unlock Code confirms it.
ui-not-me-code = Also stop the other phone with my old Unlock Code
ui-not-me-stopped = The other phone's token is suspended.

## This session, and what it may do

ui-session = What this session may do
ui-session-full = Everything that your token allows.
ui-session-look = Look at cards, operations and alerts. Whatever moves money needs your phone's token.
ui-session-password = Your password alone opens nothing yet. Prove yourself with one thing more.
ui-session-opened = Signed in with
ui-session-means = { $label } ({ $factor })
ui-session-until = It ends at { $time } at the latest.
ui-session-device = Look around with a hardware token

## The registered phone number

ui-number = Phone number
ui-number-now = Registered: { $number }
ui-number-why = SMS and alerts go there. A code to the new number proves it; the old one is not needed.
ui-number-new = New number, from + and the country code
ui-number-send = Send a code to the new number
ui-number-code = Type the code from the new number
ui-number-device-why = Without a working token the hardware token stands in. Press its button and type the six digits.
ui-number-waits = { $number } takes its place { $time }. If that was not you, stop it.
ui-number-stop = Stop the change
ui-number-stopped = Stopped. The number stays as it is.

## Outages, complaints and rights

ui-outages = Outages
ui-outages-works = What works all the same
ui-rights = Your rights
ui-complaints = Complaints
ui-complaints-none = You have filed no complaint.
ui-complaints-older = Show older complaints
ui-complaint-file = File a complaint
ui-written-kind = What is it about?
ui-written-chosen = About: { $kind }
ui-complaint-text = What happened? No passwords, PINs or full card numbers.
ui-complaint-send = Send the complaint
ui-written-filed = Received under { $reference }.
ui-written-reference = Reference { $reference }
ui-written-copy = Copy the reference { $reference }
ui-written-copied = The reference is copied.
ui-written-answer = The bank's answer: { $answer }
ui-letters = Write to the bank
ui-letters-none = You have written nothing to the bank yet.
ui-letters-older = Show older messages
ui-letter-new = Write a message
ui-letter-text = What do you want to say? No passwords, PINs or full card numbers.
ui-letter-send = Send the message
ui-tips = Stay safe

## Operations until they are settled

ui-progress = In progress
ui-operations = Recent operations
ui-operations-none = There are none yet.

## Which places are trusted

ui-places-here = You are at a trusted place now.
ui-places-away = You are not at a trusted place now.
ui-places-unknown = This phone cannot tell whether the place is trusted. Approvals that loosen something wait.
ui-places-count = { $count ->
    [one] You trust { $count } Wi-Fi access point.
   *[other] You trust { $count } Wi-Fi access points.
}
ui-places-why = Choose places while this is switched off: afterwards nobody can add one in a hurry. Open Wi-Fi is never trusted.
ui-places-trust = Trust the Wi-Fi that I use now
ui-places-forget = Trust no Wi-Fi any more
ui-places-permit = Let the app see which Wi-Fi this is
ui-places-not-now = This Wi-Fi cannot be trusted: there is none, it is open, or the app may not see it.

## Help

ui-help = Help and official channels
ui-help-channels = Where the bank is to be found
ui-help-check = Is it really the bank?
ui-help-paste = Paste an SMS, a number or a link
ui-help-check-now = Check
ui-help-check-nothing = There is no number, address or sign of a scam in it. That alone proves nothing.
ui-help-contact = { $contact }: { $verdict }
ui-help-topics = Questions and answers
ui-help-guide-before = Back to the question before
ui-call-back = Ask the bank to call you
ui-call-back-number = The bank calls your registered number { $number } and no other. It is changed under "Security".
ui-call-back-new = A new wish
ui-call-back-when = Choose when.
ui-call-back-ask = Ask for the call
ui-call-back-cancel = Take the wish back
ui-user-id-forgotten = I forgot my user id
ui-user-id-forgotten-why = The bank sends it by SMS to your registered number. Nobody of the bank asks you for it by telephone or chat.
ui-user-id-number = Your registered number
ui-user-id-ask = Send me my user id
ui-user-id-asked = If this number is registered, an SMS is on its way. The bank does not say whether it is, so that nobody can try numbers.

## Privacy

ui-privacy = Privacy
ui-privacy-kept = What this phone keeps
ui-privacy-nothing = Nothing
ui-privacy-entries = { $count ->
    [one] { $count } entry
   *[other] { $count } entries
    }
ui-privacy-bytes = { $count ->
    [one] { $count } byte
   *[other] { $count } bytes
    }
ui-privacy-from = From { $from } to { $to }
ui-privacy-consents = What you have agreed to
ui-privacy-given = You agreed to version { $version } on { $time }.
ui-privacy-open = You have not agreed to version { $version }.
ui-privacy-agree = Agree
ui-privacy-agree-to = Agree: { $name }
ui-privacy-take-back = Take back
ui-privacy-take-back-of = Take back: { $name }
ui-privacy-export = Take a copy along
ui-privacy-export-why = Everything that is listed here, without keys, in one file that only your passphrase opens. If you forget it, nobody can open the file.
ui-privacy-passphrase = Passphrase for the file
ui-privacy-save = Save the file
ui-privacy-saved = The file is saved.
ui-privacy-erase = Erase this phone
ui-privacy-erase-why = This phone stops being your token, everything of yours leaves it, and you are signed out. Your accounts stay at the bank.
ui-privacy-erase-code = Your Unlock Code confirms that everything of yours is erased from this phone.
ui-privacy-erased = Nothing of yours is left on this phone.
ui-privacy-left = Not everything could be erased. Try again.
