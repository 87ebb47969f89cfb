# English, about cards. Every key stands in cards-id.ftl too.

## Names of limits, channels, places, kinds of merchants

limit-per-transaction = For one payment
limit-day = In a day
limit-month = In a month
limit-online-day = On the internet, in a day
limit-contactless-transaction = Contactless, for one payment
limit-atm-day = Cash from machines, in a day
limit-abroad-day = Abroad, in a day
limit-other = Another limit
limit-counts-anew = It counts anew from { $moment }.
channel-chip = Payment with the chip
channel-contactless = Contactless payment
channel-magnetic-stripe = Payment with the magnetic stripe
channel-online = Payment on the internet
channel-mail-phone = Payment by letter or telephone
channel-recurring = Subscription
channel-atm = Cash from a machine
channel-cash-advance = Cash at a counter
channel-wallet-provisioning = Adding the card to a wallet
place-domestic = in Indonesia
place-abroad = abroad
category-gambling = Betting and lotteries
category-adult = Dating and adult services
category-alcohol-tobacco = Bars, alcohol, tobacco
category-money = Cash, transfers, crypto-assets
category-games-entertainment = Games and entertainment
category-groceries = Groceries
category-restaurants = Restaurants
category-fuel-vehicles = Fuel and vehicles
category-travel = Travel and hotels
category-transport = Trains, buses, taxis
category-telecom-utilities = Telephone, power, water
category-health = Health
category-clothing = Clothing
category-electronics = Electronics
category-home-garden = House and garden
category-education = Education
category-government = Taxes and offices
category-charity-membership = Charities and associations
category-other-shops = Other shops
category-services = Other services

## Of which payments the customer is told

watched-payment = Every payment
watched-online = Payments without the card: internet, letter, telephone
watched-recurring = Subscriptions
watched-contactless = Contactless payments
watched-magnetic-stripe = Payments with the magnetic stripe
watched-cash = Cash
watched-abroad = Payments abroad
watched-declined = Payments that do not pass
threshold-off = not told
threshold-every = told of every one
threshold-from = told from { $amount }
threshold-spoken = { $label }: { $value }.

## Where the customer travels

trip-is = { $from } to { $until }: { $countries }
trip-means = the bank does not hold a payment there for being in an unusual country
trip-blocked = You have blocked { $countries } on this card: nothing passes there, not even on this trip. Allow it too?
trip-fault-past = The first day is over already.
trip-fault-ends-before = The last day is before the first one.
trip-fault-too-long = It is longer than 90 days.
trip-fault-too-far = It begins in more than a year.
trip-fault-countries = It needs at least one country, and at most ten.
trip-fault-unknown-country = One of the countries is not one: two letters stand for each, such as JP.
trip-fault-home = The card is at home in one of the countries.
trip-fault-date = One of the days is not one: day, month and year, such as 01/12/2026.
trip-fault-too-many = The card has ten travel notices already.

## Changes of controls, as they are approved

line-limit = Limit
line-limit-until = Until
line-limit-begins = Takes effect
line-switch-on = Switch on
line-switch-off = Switch off
line-allow = Allow again
line-block = Block
line-alert = Alert
line-alert-new = From now on
line-trip = Travel notice
line-trip-back = Cancel the travel notice
line-trip-means = It means
difference-title = Changed since you looked
difference = { $label }: was “{ $before }”, is now “{ $now }”
difference-standing = The card
difference-countries = Blocked countries
difference-merchants = Blocked merchants
difference-trips = Travel notices
difference-on = on
difference-off = off
difference-blocked = blocked
difference-allowed = allowed
difference-none = none
limit-blocked = nothing passes
limit-ceiling = the bank's most
limit-begins-at-once = at once
limit-begins-after = { $count ->
    [one] one hour after your approval
   *[other] { $count } hours after your approval
}
limit-cools-off = { $value } from { $moment }; it can be cancelled until then.
limit-temporary = Until { $moment }, then { $value }.
country-named = country { $code }

## How a payment stands

transaction-declined = Declined: nothing was charged
transaction-pending = Reserved, not charged yet
transaction-settled = Charged on { $settled }
transaction-reversed = Given up by the shop: nothing was charged
transaction-refunded = Charged on { $settled }; { $refunded } came back

## What would become of a payment

preflight-passes = The bank's rules let this payment pass now. The shop, the balance or a later payment may still stand in the way.
preflight-stopped = The bank's rules would stop this payment now.
trial-found = { $stopped ->
    [0] None of your { $tried } payments of the last 90 days would have been stopped.
    [one] One of your { $tried } payments of the last 90 days would have been stopped.
   *[other] { $stopped } of your { $tried } payments of the last 90 days would have been stopped.
}

## Why a payment did not pass: what happened, what it means, what to do

decline-card-not-active = The card is not in use
    .body = The card is not activated yet, or its life is over.
    .action = Look at the card's page: it says whether it can be activated, or which card took its place.
decline-frozen-by-you = You have frozen this card
    .body = While a card is frozen, no payment with it passes.
    .action = Unfreeze the card in the app if you want to pay with it.
decline-held-by-bank = The bank has stopped this card
    .body = The bank holds the card; you cannot lift that yourself.
    .action = Call the bank on the number on your card. You can object there.
decline-held-by-fraud-desk = The bank is checking something on this card
    .body = The bank's fraud desk holds the card until it has spoken with you.
    .action = Answer the bank's question in the app, or call the number on your card.
decline-held-by-authority = An authority has stopped this card
    .body = The bank must obey an order of a court or an authority.
    .action = Call the bank: it says which authority it is and how to object.
decline-wallet-stopped = You have stopped this card in a wallet
    .body = The card in { $what } on that device may not pay: you have suspended it there or removed it.
    .action = Let it pay again under "Wallets" of the card, or add the card to the wallet anew.
wallet-token-active = Pays
wallet-token-suspended = Suspended: nothing is paid from there
wallet-token-removed = Removed
wallet-token-words = { $wallet } on { $device }
wallet-token-detail = Number ending in { $ending }, added { $since }
decline-channel-missing = A virtual card cannot pay that way
    .body = { $what } needs a card of plastic. A virtual card pays on the internet, by mail or telephone, and again and again.
    .action = Pay with another card.
decline-channel-off = This way of paying is switched off
    .body = { $what } is switched off on this card.
    .action = Switch it on in the card's controls if you want to pay that way.
decline-category-blocked = You have blocked this kind of merchant
    .body = The merchant belongs to: { $what }. You have blocked that on this card.
    .action = Lift the block in the card's controls if you want to pay there.
decline-country-blocked = You have blocked this country
    .body = The payment came from the country { $what }. You have blocked it on this card.
    .action = Lift the block in the card's controls if you want to pay there.
decline-merchant-blocked = You have blocked this merchant
    .body = You have blocked { $what } on this card.
    .action = Lift the block in the card's controls if you want to pay there.
decline-over-limit = The payment is over your limit
    .body = { $what }: at most { $most }. Before this payment { $used } was used.
    .action = Pay a smaller amount, or raise the limit in the card's controls. A raise takes effect after a waiting time.
decline-wrong-currency = The amount came in another currency
    .body = The amount did not come in the card's currency.
    .action = Ask the shop to send the payment again.
decline-invalid-amount = The amount was not valid
    .body = The shop sent an amount that cannot be charged.
    .action = Ask the shop to enter the amount again.
decline-refer-to-bank = The bank wants to speak with you
    .body = The bank asked the shop to call before it decides.
    .action = Call the bank on the number on your card.
decline-invalid-merchant = The shop cannot take this card
    .body = The card network does not know this shop, or not for cards like yours.
    .action = Pay another way, and tell the shop.
decline-card-withheld = The card may not be used
    .body = The card network was told to keep this card.
    .action = Call the bank on its official number.
decline-declined-by-bank = The bank declined the payment
    .body = The bank gave no closer reason to the shop.
    .action = If nothing in the card's controls explains it, call the bank.
decline-in-progress = The payment is still being worked on
    .body = The request has not been decided yet.
    .action = Wait a few minutes and look again before you pay a second time.
decline-invalid-transaction = This kind of payment is not possible
    .body = The shop asked for something that this card does not do.
    .action = Ask the shop for another way to pay.
decline-invalid-card-number = The card's details do not fit
    .body = The number that arrived does not belong to a card of the bank.
    .action = Compare number and expiry date with the card and enter them again.
decline-no-route = The payment did not find the bank
    .body = The shop's network did not know where to send the payment.
    .action = Try again, or pay another way. It is not your fault.
decline-cancelled-by-you = The payment was cancelled
    .body = It was cancelled at the terminal or on the page.
    .action = Nothing needs to be done.
decline-disputed = A dispute is open
    .body = A dispute about this merchant is open, so the payment did not pass.
    .action = Ask the bank how the dispute stands.
decline-try-again = The payment has to be entered again
    .body = The network asked for a second try.
    .action = Try again.
decline-format-error = The shop's message could not be read
    .body = The shop's terminal or site sent a message with an error.
    .action = Try again, or pay another way. It is not your fault.
decline-expired-card = The card has expired, or the date was wrong
    .body = The expiry date that arrived is over or does not fit.
    .action = Compare the date with the card. If it is over, use the new card.
decline-suspected-fraud = The payment was stopped for safety
    .body = The bank could not be sure that it was you.
    .action = Was this you? Tell the bank in the app. If it was not, freeze the card now.
decline-ask-shops-bank = The shop must call its own bank
    .body = The shop's bank wants to speak with the shop.
    .action = Pay another way; the shop knows what to do.
decline-pin-tries = Too many wrong PINs
    .body = The card's PIN was entered wrongly too often.
    .action = Set the PIN anew with the bank. Nobody from the bank asks for the PIN itself.
decline-no-such-account = The card has no account of that kind
    .body = A kind of account was chosen that this card does not have.
    .action = Choose another kind of account at the terminal.
decline-lost-card = The card was reported as lost
    .body = It is closed for good and nobody can pay with it.
    .action = Use the new card. If you reported nothing, call the bank.
decline-stolen-card = The card was reported as stolen
    .body = It is closed for good and nobody can pay with it.
    .action = Use the new card. If you reported nothing, call the bank.
decline-account-closed = The account is closed
    .body = The account behind the card is closed.
    .action = Call the bank if you did not close it.
decline-insufficient-funds = There was not enough money
    .body = The account, or the credit line, did not cover the amount.
    .action = Pay a smaller amount, or move money to the account first.
decline-wrong-pin = The PIN was wrong
    .body = The PIN that was entered is not the card's.
    .action = Try again with care: after three wrong ones the PIN is blocked.
decline-not-for-this-card = This card may not pay this way
    .body = The card does not allow this kind of payment, by your settings or by its contract.
    .action = Look at the card's controls: what is off can be switched on there.
decline-not-for-this-terminal = The shop's terminal may not do this
    .body = The terminal is not allowed to take this kind of payment.
    .action = Pay another way, or at another terminal.
decline-amount-limit = The amount is over a limit
    .body = The payment was over the amount that passes with this card in that time.
    .action = Look at the limits in the card's controls, and raise the one that is in the way.
decline-count-limit = Too many payments in a short time
    .body = The card was used more often than passes in that time.
    .action = Wait a while, or look at the limits in the card's controls.
decline-answer-late = The answer came too late
    .body = The bank's answer did not reach the shop in time.
    .action = Look whether the payment is in the list before you try again. It is not your fault.
decline-pin-needed = The PIN was needed
    .body = Payments like this one ask for the card's PIN.
    .action = Put the card into the terminal and enter the PIN.
decline-pin-not-changed = The PIN was not changed
    .body = The new PIN was not taken, or is too easy to guess. The old one holds.
    .action = Try again with another PIN.
decline-first-payment-missing = The first payment could not be found
    .body = The shop spoke of an earlier payment that the bank cannot find, or that is over.
    .action = Ask the shop to begin the payment anew.
decline-date-invalid = A date was not valid
    .body = The shop sent a date that cannot be.
    .action = Ask the shop to send the payment again.
decline-pin-not-checked = The PIN could not be checked
    .body = Something failed between the terminal and the bank. The PIN may have been right.
    .action = Try again, or at another terminal.
decline-security-code-wrong = The card's security details did not fit
    .body = The three digits on the back, or other details, were wrong.
    .action = Compare them with the card and enter them again.
decline-no-cashback = Cash with a purchase is not possible
    .body = The purchase alone would have passed.
    .action = Pay without cash.
decline-bank-unreachable = The bank could not be reached
    .body = A system of the bank or the network did not work. It is not your fault.
    .action = Try again in a few minutes.
decline-unlawful = The law does not allow this payment
    .body = A law or a sanction stands against it.
    .action = Call the bank if you want to know which.
decline-duplicate = The payment came twice
    .body = The same payment had arrived before, so the second one did not pass.
    .action = Look at the list: the first one may be there.
decline-authenticate = The payment needs your approval
    .body = The shop did not ask for your approval by the token.
    .action = Try again; approve the payment in the app when it asks.
decline-stopped-by-you = You have stopped payments to this merchant
    .body = A subscription or a merchant's permission was ended on this card.
    .action = If you want to pay it again, set it up anew with the merchant.
decline-surcharge = The shop's extra fee was refused
    .body = The shop asked for a fee that is not allowed.
    .action = Ask the shop to leave out the fee.
decline-cash-limit = Cash is not possible, or not so much
    .body = The card gives no cash here, or the amount is over the limit for cash.
    .action = Take a smaller amount, or look at the limit for cash in the card's controls.
decline-card-not-proven = The card could not be checked on the spot
    .body = The terminal could not prove the card, or could not ask the bank.
    .action = Try again with the chip, or at another terminal.
decline-more-than-reserved = More was asked than was reserved
    .body = The final amount is over the one that was reserved.
    .action = Ask the shop for the right amount.
decline-unknown = The payment was declined
    .body = The network gave the code { $code }, which this app does not know.
    .action = Try again later, or ask the bank and tell it the code.
decline-never-reached = The request never reached us
    .body = The bank has nothing on record for this card at that time.
    .action = Ask the shop: its terminal may have declined by itself, or another card was used.

## How a card stands

card-state-ordered = Ordered
card-state-shipped = On its way to you
card-state-awaiting-activation = Not activated yet
card-state-active = In use
card-virtual = Virtual card. { $standing }
card-state-stopped = Stopped: no payment passes
card-state-closed = Closed
card-state-expired = Expired
card-closed-lost = Closed: reported as lost
card-closed-stolen = Closed: reported as stolen
card-closed-compromised = Closed: its details were in wrong hands
card-closed-replaced = Closed: another card took its place
card-closed-ended = Closed: the contract is over
card-closed-ended-virtual = Closed: not wanted any more

## Names of currencies, as they are said after a number

currency-idr = rupiah
currency-usd = US dollars
currency-sgd = Singapore dollars
currency-aud = Australian dollars
currency-eur = euros
currency-gbp = pounds
currency-jpy = yen
currency-myr = ringgit
currency-thb = baht
currency-cny = yuan
currency-sar = riyals

## For a screen reader, in one piece

limit-spoken = { $label }: { $value }. At most { $ceiling }.
transaction-spoken = { $merchant }, { $amount }. { $words }. { $at }. { $channel }, { $category }, country { $country }.
transaction-spoken-original = { $original } at the shop.

## Where the money went: the words of a month and of its groups

category-cash = Cash
spending-month = { $month } { $year }
spending-month-running = { $month } { $year }, until now
spending-none = Nothing was paid in this month.
spending-empty = There are no payments yet. As soon as there are some, you see here where the money went.
spending-about = Payments that are charged or reserved, less what came back. A refund is taken off in the month of the payment.
spending-cut = There are more payments than are read at once: what lies before { $month } { $year } is not shown.
spending-change-more = more than in { $month }
spending-change-less = less than in { $month }
spending-change-same = as much as in { $month }
spending-change-new = nothing in { $month }
spending-so-far-more = more than in { $month } up to the same day
spending-so-far-less = less than in { $month } up to the same day
spending-so-far-same = as much as in { $month } up to the same day
spending-so-far-new = nothing in { $month } up to the same day
spending-group-money = Transfers, crypto-assets, stored value
spending-percent = { $percent }%
spending-group-spoken = { $group }: { $amount }, { $percent } percent, { $change }
spending-group-spoken-alone = { $group }: { $amount }, { $percent } percent
spending-total-spoken = { $month }: { $amount } in all, { $change }
spending-total-spoken-alone = { $month }: { $amount } in all

## Subscriptions

subscriptions-none = No subscription is found among your payments of the last 13 months.
subscriptions-about = Found among your payments of the last 13 months: what a merchant charges by itself, and what comes in a rhythm. There may be others.
subscriptions-block-does = Blocking has the bank decline every payment to this merchant with this card, also one that you make yourself. It holds at once. Lifting the block needs your approval.
subscriptions-block-does-not = Blocking does not end your contract. Cancel with the merchant too: it may go on asking for its money in another way, under another name or with another card. What you owe it you still owe.
subscription-cadence-weekly = every week
subscription-cadence-monthly = every month
subscription-cadence-yearly = every year
subscription-cadence-unknown = no rhythm seen yet
subscription-price = { $amount }, { $cadence }
subscription-next = Next expected on { $day }
subscription-next-unknown = When the next charge comes is not known.
subscription-since = Since { $day }
subscription-since-at-least = Since { $day } or longer
subscription-year = In the last 12 months: { $amount }
subscription-before = The price has changed: before { $amount }
subscription-flagged = The merchant told the network that it charges by itself.
subscription-rhythm = Seen by the rhythm of your payments; the merchant did not say that it is a subscription.
subscription-state-running = Running
subscription-state-ended = Ended? It was expected on { $day } and was not charged.
subscription-state-blocked = Blocked by you: what the merchant asks for is declined.
subscription-state-switched-off = Stopped: subscriptions are switched off on this card.
subscription-state-category = Stopped: you have blocked this kind of merchant on this card.
subscription-state-country = Stopped: you have blocked the merchant's country on this card.
subscription-declined = Asked in vain on { $time }
subscription-spoken = { $merchant }: { $price }. { $state }
