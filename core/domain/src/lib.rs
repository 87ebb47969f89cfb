//! Pure rules: no clock, no file, no network, no secret kept. The phone and the sandbox bank use the same crate.
//!
//! * [`alerts`] — what the bank tells a customer unasked.
//! * [`unlock_code`] — which Unlock Codes are too easy to guess.
//! * [`birth_date`] — a date of birth as it is typed.
//! * [`attachments`] — files in the chat: which are taken, and what may be asked for.
//! * [`bank_time`] — what time it is at the bank, from two clocks that cannot be trusted.
//! * [`biometric`] — when the Unlock Code must be asked although a finger would do.
//! * [`cards`] — holds, limits, the direction of a change, the decision on a payment.
//! * [`channels`] — whether a number or an address is really the bank's.
//! * [`clones`] — telling a copied phone from a restored one.
//! * [`complaints`] — by when a complaint is answered, and the customer's rights.
//! * [`conversations`] — what a conversation with the bank is about, and how many are open at once.
//! * [`direction`] — what each act needs: the phone alone, or phone and code; and what waits outside trusted places.
//! * [`help`] — questions with answers, and what keeps customers safe.
//! * [`written`] — what is written to the bank under a reference, how it stands, and by when it is answered.
//! * [`means`] — by what somebody proves who they are, and which factor that is.
//! * [`money`] — amounts that cannot lose their currency or exponent.
//! * [`moments`] — a moment as people read it.
//! * [`names`] — names that pose as other names.
//! * [`operations`] — the kinds of operations, and which rule holds for each.
//! * [`outages`] — what of the bank does not work, and what works all the same.
//! * [`password`] — which passwords are too easy to guess.
//! * [`phone_number`] — which phone numbers can be registered.
//! * [`privacy`] — what a phone keeps and for how long, and what a customer has agreed to.
//! * [`safety`] — what must not pass in chat, in either direction.
//! * [`search`] — what matches a search of a conversation.
//! * [`session_life`] — when a session ends by itself, and why one has ended.
//! * [`texts`] — everything a person reads, in Indonesian and English.

pub mod alerts;
pub mod attachments;
pub mod bank_time;
pub mod biometric;
pub mod birth_date;
pub mod call_back;
pub mod cards;
pub mod channels;
pub mod clones;
pub mod complaints;
pub mod conversations;
pub mod direction;
pub mod guide;
pub mod help;
pub mod means;
pub mod moments;
pub mod money;
pub mod names;
pub mod operations;
pub mod outages;
pub mod password;
pub mod phone_number;
pub mod picture;
pub mod privacy;
pub mod safety;
pub mod search;
pub mod session_life;
pub mod texts;
pub mod unlock_code;
pub mod written;
