# English. Every key stands in id.ftl too.

## Errors: what happened, what it means, what to do

error-offline = No connection to the bank
    .body = The bank cannot be reached from here. Nothing was sent.
    .action = Check the network and try again. Your one-time PIN works without a network.
error-outcome-unknown = The answer did not arrive
    .body = The connection broke before the bank's answer. The bank may have done it already.
    .action = Try again: it will not be done twice.
error-pin-mismatch = This is not the bank's server
    .body = The server that answered does not have the bank's key. Nothing was sent to it.
    .action = Leave this network and try another one. If it happens again, call the bank.
error-certificate-expired = The bank's certificate has expired
    .body = By this phone's date the server's certificate is too old.
    .action = Check the phone's date and time. If they are right, try again later.
error-certificate-not-yet-valid = Check the phone's date
    .body = By this phone's date the server's certificate is not valid yet.
    .action = Set the phone's date and time to automatic, then try again.
error-unknown-issuer = Something stands between you and the bank
    .body = The server's certificate was not issued for the bank. A Wi-Fi sign-in page or a proxy may be answering in its place.
    .action = Sign in to the Wi-Fi first, or use mobile data.
error-tls-failed = No secure connection
    .body = A secure connection to the bank could not be made. Nothing was sent.
    .action = Try another network, or update the app.
error-gateway-refused = The bank could not open the message
    .body = The sealed message did not fit the bank's present key.
    .action = Try again. If it happens again, update the app.
error-reply-too-large = The answer is too large
    .body = The bank's answer is larger than it may be and was not read.
    .action = Try again later.
error-reply-unreadable = The answer cannot be read
    .body = The bank's answer is not what was agreed.
    .action = Try again later, or update the app.
error-bundle-forged = The bank's keys are not genuine
    .body = The list of keys is not signed by the bank. It was not used.
    .action = Leave this network and try another one. If it happens again, call the bank.
error-bundle-expired = The bank's keys are out of date
    .body = The list of keys has expired. Your one-time PIN still works.
    .action = Check the phone's date and try again.
error-bundle-rolled-back = Old keys were offered
    .body = The list of keys is older than the one this phone has seen already. It was not used.
    .action = Leave this network and try another one.
error-profile-damaged = The app's data is damaged
    .body = The file with this phone's token cannot be read. Nothing was changed.
    .action = Restart the phone. If it stays so, register this phone again.
error-profile-key-wrong = The app's data does not belong to this phone
    .body = The key of this phone does not open the file with the token. It may come from a backup or another phone.
    .action = Register this phone again.
error-profile-from-the-future = Please update the app
    .body = The data was written by a newer version of the app. Nothing was changed.
    .action = Install the newest version.
error-profile-in-use = The app is already open
    .body = Another part of the app is using the data.
    .action = Close the app completely and open it again.
error-disk-full = The phone's storage is full
    .body = There is no room to save. Nothing was changed.
    .action = Free some storage and try again.
error-disk-failed = The phone could not save
    .body = The phone's storage reported a fault. Nothing was changed.
    .action = Try again. If it happens again, restart the phone.
error-keys-busy = One moment
    .body = The phone's key store is busy. Your token is safe.
    .action = Try again in a moment.
error-phone-locked = Unlock the phone
    .body = The phone is locked, so its keys cannot be used.
    .action = Unlock the phone and try again.
error-keys-invalidated = This phone's keys are gone
    .body = The phone has made its keys unusable.
    .action = Register this phone again.
error-keys-missing = This phone has no keys
    .body = The phone's key store holds no key for this token.
    .action = Register this phone again.
error-keys-unavailable = The key store does not answer
    .body = The phone's key store cannot be reached. Your token is safe.
    .action = Restart the phone and try again.
error-no-randomness = The phone is not ready
    .body = The phone could not make random numbers, so nothing was made.
    .action = Restart the phone and try again.
error-config-invalid = The app is not set up right
    .body = The bank's settings inside the app cannot be used.
    .action = Install the app again from the official store.
error-sign-in-refused = User id or password is wrong
    .body = The bank did not accept this user id and password.
    .action = Check both and try again.
error-sign-in-delayed = Please wait
    .body = Too many wrong passwords were given.
    .action = Try again later. If it was not you, call the bank.
error-not-signed-in = Sign in first
    .body = This needs you to be signed in.
    .action = Sign in with your user id and password.
error-session-ended = You were signed out
    .body = The session has ended, for example after five minutes without use.
    .action = Sign in again.
error-scope = One more step is needed
    .body = This needs your token.
    .action = Confirm with your Unlock Code first.
error-sms-already-sent = The SMS is on its way
    .body = One SMS is sent for each sign-in, and yours was sent already.
    .action = Wait for it, or sign in again to get a new one.
error-otp-format = Six digits, please
    .body = The one-time PIN has six digits.
    .action = Type the six digits from the SMS.
error-otp-refused = The one-time PIN is wrong
    .body = The bank did not accept this one-time PIN.
    .action = Check the newest SMS and type it again.
error-enrolment-closed = The registration has ended
    .body = It took too long, or too many wrong PINs were given. Nothing was registered.
    .action = Sign in again and start anew.
error-no-enrolment = No registration is open
    .body = There is no registration to go on with on this phone.
    .action = Start the registration again.
error-weak-code = This code is too easy to guess
    .body = A thief would try it among the first.
    .action = Choose another six digits.
error-code-length = Six digits, please
    .body = The Unlock Code has six digits.
    .action = Type all six digits.
error-codes-differ = The two codes differ
    .body = The second code is not the same as the first.
    .action = Type the same code twice.
error-bank-not-proven = The bank could not be proven
    .body = The answer to the registration is not signed by the bank, so it was stopped.
    .action = Leave this network and start again. If it happens again, call the bank.
error-confirmation-refused = The bank did not accept the confirmation
    .body = The code is not the one chosen in this registration.
    .action = Type the code that you chose, or start the registration again.
error-status-forged = The bank's word is not genuine
    .body = The state of the token is not signed by the bank for this phone. Nothing was changed.
    .action = Try again on another network.
error-status-unknown = Please update the app
    .body = The bank says something about the token that this version does not know. Nothing was changed.
    .action = Install the newest version.
error-no-token = This phone is not registered
    .body = There is no token on this phone.
    .action = Register this phone first.
error-token-pending = The registration is not finished
    .body = The bank has not confirmed the token yet.
    .action = Go on with the registration while connected.
error-token-exists = This phone is registered already
    .body = There is a working token on this phone.
    .action = Nothing needs to be done.
error-token-locked = The token is locked
    .body = Too many wrong Unlock Codes were given. Freezing a card still works.
    .action = Call the bank, or register this phone again.
error-token-suspended = The token is suspended
    .body = The bank holds this token for now.
    .action = Call the bank.
error-token-superseded = Another phone is registered now
    .body = This phone's token was replaced and makes no one-time PINs any more.
    .action = If it was not you, call the bank at once.
error-proof-refused = The Unlock Code is wrong
    .body = The bank did not accept the proof. After five wrong codes in a row the token is locked.
    .action = Type your Unlock Code again.
error-app-too-old = Please update the app
    .body = This version is too old for the bank. Your one-time PIN still works.
    .action = Install the newest version.
error-maintenance = The bank is closed for maintenance
    .body = The bank is working on its systems. Your one-time PIN still works.
    .action = Try again later.
error-bank-refused = The bank refused
    .body = The bank did not accept this.
    .action = Try again. If it happens again, call the bank.
error-bank-failed = The bank has a fault
    .body = Something failed at the bank. Nothing on this phone was changed.
    .action = Try again in a few minutes.
error-closed = The app was closed
    .body = This part of the app was closed while it worked.
    .action = Open the app again.
error-internal = Something went wrong in the app
    .body = The app stopped this step to be safe.
    .action = Close the app and open it again.

## Why an Unlock Code is refused

weak-length = It must have six digits.
weak-few-digits = It uses only one or two different digits.
weak-run = Its digits simply count up or down.
weak-pattern = It repeats or mirrors itself.
weak-common = It is among the commonest codes.
weak-birth-date = It is your birth date.
weak-phone-number = It is part of your phone number.

## Small pieces

tries-left = { $count ->
    [one] { $count } try left.
   *[other] { $count } tries left.
}
wait = { $count ->
    [one] Wait { $count } second.
   *[other] Wait { $count } seconds.
}
otp-valid = { $count ->
    [one] valid for { $count } more second
   *[other] valid for { $count } more seconds
}
