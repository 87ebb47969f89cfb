//! The bot: a small table of intents in both languages, answered from the customer's own data. It says what it is, and what is not routine
//! it hands over.

use kunci_domain::cards::transaction::{Transaction, TransactionState};
use kunci_domain::cards::{Card, CardState, Holder};
use kunci_domain::moments;
use kunci_domain::money::Money;
use kunci_domain::texts::Language;
use uuid::Uuid;

use crate::refusal::BankError;
use crate::store::{Before, Tx};

/// What the bot does with a message.
#[derive(Debug)]
pub(super) enum Answer {
    /// Says this.
    Say(String),
    /// Says this and fetches a person.
    HandOver(String),
}

/// What the bot may know of the customer: what she sees in the app herself.
#[derive(Default)]
pub(super) struct Facts {
    /// Last four digits, and what is there.
    accounts: Vec<(String, Money)>,
    /// The newest first.
    payments: Vec<Transaction>,
    cards: Vec<Card>,
}

/// So many payments are told.
const PAYMENTS: u32 = 3;

impl Facts {
    pub(super) fn of(tx: &mut dyn Tx, customer: Uuid) -> Result<Self, BankError> {
        let accounts =
            tx.accounts_of(customer)?.into_iter().map(|held| (ending(&held.account), held.balance)).collect();
        let newest = tx.transactions_before(customer, Before::NEWEST, PAYMENTS)?;
        let payments = newest.into_iter().map(|(_, made)| made).collect();
        let cards = tx.cards_of(customer)?.into_iter().map(|held| held.card).collect();
        Ok(Self { accounts, payments, cards })
    }
}

/// In a chat nobody says a whole number, the bank least of all.
pub(super) fn ending(account: &str) -> String {
    account.chars().skip(account.chars().count().saturating_sub(4)).collect()
}

/// What a message is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Topic {
    Person,
    Dispute,
    Secrets,
    Balance,
    Payments,
    Card,
    Hours,
    Thanks,
}

/// The first row with a word of the message decides: what needs a person stands above what is routine.
const TOPICS: [(Topic, &[&str]); 8] = [
    (Topic::Person, &["agent", "agen", "human", "person", "manusia", "orang", "petugas", "cs"]),
    (
        Topic::Dispute,
        &[
            "sengketa",
            "sanggah",
            "sanggahan",
            "dispute",
            "disputes",
            "chargeback",
            "unrecognised",
            "unrecognized",
            "penipuan",
            "fraud",
        ],
    ),
    (Topic::Secrets, &["otp", "pin"]),
    (Topic::Balance, &["saldo", "balance", "balances"]),
    (Topic::Payments, &["transaksi", "transaction", "transactions", "mutasi", "pembayaran", "payment", "payments"]),
    (Topic::Card, &["kartu", "card", "cards", "blokir", "freeze", "frozen", "hilang", "lost"]),
    (Topic::Hours, &["jam", "buka", "hours", "open"]),
    (Topic::Thanks, &["terima", "kasih", "makasih", "thanks", "thank"]),
];

fn topic(text: &str) -> Option<Topic> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(|letter: char| !letter.is_alphanumeric()).collect();
    TOPICS.iter().find(|(_, known)| words.iter().any(|word| known.contains(word))).map(|(topic, _)| *topic)
}

/// Answers a message in the customer's language.
pub(super) fn answer(text: &str, language: &str, first: bool, facts: &Facts) -> Answer {
    let language = Language::from_tag(language);
    let pick = |id: &str, en: &str| pick(language, id, en);
    let said = match topic(text) {
        Some(Topic::Person) => {
            return Answer::HandOver(pick("Saya hubungkan Anda dengan petugas.", "I am connecting you with a person."));
        }
        Some(Topic::Dispute) => {
            return Answer::HandOver(pick(
                "Transaksi yang tidak Anda kenali ditangani oleh petugas. Kartu dapat Anda bekukan sendiri di menu Kartu.",
                "A payment that you do not recognise is for a person to look at. You can freeze the card yourself under Cards.",
            ));
        }
        Some(Topic::Secrets) => pick(
            "OTP dibuat di aplikasi, juga tanpa jaringan. Jangan berikan OTP kepada siapa pun, juga kepada kami.",
            "The OTP is made in the app, even without a network. Never give your OTP to anyone, not even to us.",
        ),
        Some(Topic::Balance) => balances(&facts.accounts, language),
        Some(Topic::Payments) => payments(&facts.payments, language),
        Some(Topic::Card) => cards(&facts.cards, language),
        Some(Topic::Hours) => pick(
            "Cabang kami buka Senin sampai Jumat, pukul 08.00–15.00 WIB. Obrolan ini selalu terbuka.",
            "Our branches are open Monday to Friday, 08:00–15:00 WIB. This chat is always open.",
        ),
        Some(Topic::Thanks) => pick("Sama-sama.", "You are welcome."),
        None => pick(
            "Itu belum saya mengerti. Tulis \"petugas\" untuk berbicara dengan manusia.",
            "I did not understand that. Write \"agent\" to speak with a person.",
        ),
    };
    let intro = pick("Saya bot bank, bukan manusia. ", "I am the bank's bot, not a person. ");
    Answer::Say(if first { format!("{intro}{said}") } else { said })
}

/// A file is for a person to look at.
pub(super) fn on_a_file(language: &str) -> Answer {
    Answer::Say(pick(
        Language::from_tag(language),
        "Berkas sudah diterima. Bot tidak membukanya: tulis \"petugas\" supaya dilihat manusia.",
        "The file has arrived. A bot does not open it: write \"agent\" for a person to look at it.",
    ))
}

fn pick(language: Language, id: &str, en: &str) -> String {
    match language {
        Language::Indonesian => id.to_owned(),
        Language::English => en.to_owned(),
    }
}

fn balances(accounts: &[(String, Money)], language: Language) -> String {
    let told = accounts.iter().map(|(ending, balance)| {
        let amount = balance.display(language);
        pick(
            language,
            &format!("Saldo rekening …{ending}: {amount}."),
            &format!("Balance of account …{ending}: {amount}."),
        )
    });
    list(told, || pick(language, "Anda tidak memiliki rekening di sini.", "You have no account here."))
}

fn payments(payments: &[Transaction], language: Language) -> String {
    let told = payments.iter().map(|made| {
        let moment = moments::display(made.at.as_millisecond(), language);
        let (amount, merchant) = (made.asked.amount.display(language), made.asked.merchant.name());
        let state = match made.state {
            TransactionState::Declined => pick(language, "ditolak", "declined"),
            TransactionState::Pending => pick(language, "dicadangkan", "reserved"),
            TransactionState::Settled => pick(language, "dibebankan", "charged"),
            TransactionState::Reversed => pick(language, "dibatalkan toko", "given up by the shop"),
            TransactionState::Refunded => pick(language, "dikembalikan", "refunded"),
        };
        format!("{moment}: {merchant}, {amount}, {state}.")
    });
    list(told, || pick(language, "Belum ada transaksi kartu.", "There are no card payments yet."))
}

fn cards(cards: &[Card], language: Language) -> String {
    let told = cards.iter().map(|card| {
        let state = match (card.state, card.holds.as_slice()) {
            (CardState::Active, []) => pick(language, "aktif", "active"),
            (CardState::Active, holds) if holds.iter().all(|hold| hold.holder == Holder::Customer) => {
                pick(language, "Anda bekukan", "frozen by you")
            }
            (CardState::Active, _) => pick(language, "ditahan bank", "held by the bank"),
            (CardState::Ordered, _) => pick(language, "dipesan", "ordered"),
            (CardState::Shipped, _) => pick(language, "dalam pengiriman", "on its way"),
            (CardState::AwaitingActivation, _) => pick(language, "menunggu aktivasi", "not activated yet"),
            (CardState::Closed, _) => pick(language, "ditutup", "closed"),
            (CardState::Expired, _) => pick(language, "kedaluwarsa", "expired"),
        };
        let (name, ending) = (&card.name, &card.ending);
        pick(language, &format!("Kartu {name} …{ending}: {state}."), &format!("Card {name} …{ending}: {state}."))
    });
    let states = list(told, || pick(language, "Anda tidak memiliki kartu.", "You have no card."));
    let hint = pick(
        language,
        "Kartu yang hilang dapat Anda bekukan sendiri di menu Kartu, juga tanpa masuk.",
        "You can freeze a lost card yourself under Cards, even without signing in.",
    );
    format!("{states} {hint}")
}

fn list(told: impl Iterator<Item = String>, none: impl FnOnce() -> String) -> String {
    let told: Vec<_> = told.collect();
    if told.is_empty() { none() } else { told.join(" ") }
}

#[cfg(test)]
mod tests {
    use kunci_domain::cards::Hold;

    use super::*;
    use crate::bank::{Bank, BankOptions};

    fn say(text: &str, language: &str, facts: &Facts) -> String {
        match answer(text, language, false, facts) {
            Answer::Say(said) => said,
            Answer::HandOver(said) => panic!("{text} was handed over: {said}"),
        }
    }

    #[test]
    fn chat_7_the_bot_says_what_it_is_and_fetches_a_person_when_asked() {
        let nothing = Facts::default();
        let Answer::Say(said) = answer("Jam berapa buka?", "id", true, &nothing) else { panic!("an answer") };
        assert!(said.starts_with("Saya bot bank, bukan manusia.") && said.contains("08.00"), "{said}");
        assert!(say("xyzzy", "en", &nothing).contains("\"agent\""));
        for text in ["Saya mau bicara dengan MANUSIA", "agent!", "a human, please"] {
            assert!(matches!(answer(text, "id", false, &nothing), Answer::HandOver(_)), "{text}");
        }
    }

    #[test]
    fn chat_7_a_dispute_is_for_a_person_also_when_it_speaks_of_a_card() {
        for text in ["Saya mau sanggah transaksi kartu ini", "I want to dispute a card payment"] {
            assert!(matches!(answer(text, "id", false, &Facts::default()), Answer::HandOver(_)), "{text}");
        }
    }

    #[test]
    fn chat_7_routine_is_answered_from_the_customers_own_data_in_both_languages() {
        let bank = Bank::open(&BankOptions::default()).expect("a bank");
        let (facts, accounts) = bank
            .keep(|tx| {
                let sari = tx.customer_by_user("sari")?.ok_or(BankError::Key)?;
                Ok((Facts::of(tx, sari.id)?, tx.accounts_of(sari.id)?))
            })
            .expect("reads");
        for (language, balance, card) in
            [("id", "Berapa saldo saya?", "Status kartu saya?"), ("en", "My balance?", "Card status?")]
        {
            let said = say(balance, language, &facts);
            let tag = Language::from_tag(language);
            assert!(said.contains(&accounts[0].balance.display(tag)), "{said}");
            assert!(!said.contains(&accounts[0].account), "never the whole number: {said}");
            let said = say(card, language, &facts);
            assert!(facts.cards.iter().all(|card| said.contains(&card.ending)), "{said}");
        }
        assert!(say("transaksi terakhir", "id", &facts).contains("Belum ada"));
        assert!(say("saldo", "id", &Facts::default()).contains("tidak memiliki rekening"));
    }

    #[test]
    fn chat_7_a_frozen_card_is_told_from_one_that_the_bank_holds() {
        let bank = Bank::open(&BankOptions::default()).expect("a bank");
        let held = bank
            .keep(|tx| {
                let sari = tx.customer_by_user("sari")?.ok_or(BankError::Key)?;
                tx.cards_of(sari.id)
            })
            .expect("reads");
        let mut card = held.into_iter().next().expect("a card").card;
        card.state = CardState::Active;
        let mut told = |holders: &[Holder]| {
            let placed_at = jiff::Timestamp::UNIX_EPOCH;
            let hold = |holder: &Holder| Hold { holder: *holder, reason: "test".into(), placed_at };
            card.holds = holders.iter().map(hold).collect();
            cards(std::slice::from_ref(&card), Language::English)
        };
        assert!(told(&[]).contains(": active."));
        assert!(told(&[Holder::Customer]).contains(": frozen by you."));
        assert!(told(&[Holder::Customer, Holder::Fraud]).contains(": held by the bank."));
    }
}
