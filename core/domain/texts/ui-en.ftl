# What the screens say of themselves, in English. Every key stands in ui-id.ftl too; bindings/tests/app_texts.rs holds both against the apps.

## Everywhere

ui-bank = Kunci
ui-back = Back
ui-cancel = Cancel
ui-done = Done
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
ui-freeze-a-card = Freeze a card
ui-without-signing-in = Without signing in

## Registration

ui-register = Register this phone
ui-register-why = This phone becomes your token. We send you a one-time PIN by SMS.
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

## Approval

ui-approval = Approval
ui-read-all = Check every line. You approve exactly this.
ui-approve = Approve
ui-approve-with-code = Approve with your Unlock Code
ui-reject = Reject
ui-why-reject = Why do you reject it?
ui-reject-mistake = I changed my mind
ui-reject-not-me = It was not me
ui-stage-pending = Waiting for your answer
ui-stage-approved = Approved, not yet completed
ui-stage-completed = Completed
ui-stage-rejected = Rejected
ui-stage-expired = Expired
ui-stage-superseded = Replaced by another one
ui-reference = Reference { $reference }

## Cards

ui-cards = Cards
ui-no-cards = There are no cards.
ui-cards-known-only = You are not signed in. Freezing a card works all the same.
ui-card-in-use = In use
ui-card-frozen = Frozen
ui-card-held = Held by the bank
ui-card-closed = Closed
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
ui-receipt-limit = Limit changed.
ui-receipt = Receipt no. { $number } is kept.

## Chat

ui-chat = Secure chat
ui-chat-message = Write a message
ui-chat-send = Send
ui-chat-ask-person = Talk to a person
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
