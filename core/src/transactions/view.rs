//! A payment as a screen shows it, in the customer's language.

use kunci_domain::cards::category::category;
use kunci_domain::cards::decline::{self, Disclosure, Explanation, Next};
use kunci_domain::cards::transaction::{Transaction, TransactionState};
use kunci_domain::moments;
use kunci_domain::texts::{self, Language, Value};

/// A payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransactionView {
    /// Its id.
    pub transaction_id: String,
    /// With which card.
    pub card_id: String,
    /// When it was asked for, milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// The same in words.
    pub at: String,
    /// To whom.
    pub merchant: String,
    /// The network's id of the merchant, by which it can be blocked.
    pub merchant_id: String,
    /// "Restaurants"
    pub category: String,
    /// "Payment on the internet"
    pub channel: String,
    /// ISO 3166-1 letters.
    pub country: String,
    /// What stands of it, or what was asked for if nothing does.
    pub amount: String,
    /// As the shop charged it, where that was another currency.
    pub original: Option<String>,
    /// What was given back, if anything was.
    pub refunded: Option<String>,
    /// How it stands.
    pub state: TransactionState,
    /// The same in words: what is reserved is never told as charged.
    pub state_words: String,
    /// All this for a screen reader, in one piece.
    pub spoken: String,
    /// Why it did not pass, if it did not.
    pub declined: Option<DeclineView>,
}

/// Why a payment did not pass, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeclineView {
    /// Its name.
    pub reason: String,
    /// What happened.
    pub title: String,
    /// What it means.
    pub body: String,
    /// What to do.
    pub action: String,
    /// What the app can offer.
    pub next: Next,
    /// Who may be told.
    pub disclosure: Disclosure,
}

impl From<Explanation> for DeclineView {
    fn from(told: Explanation) -> Self {
        Self {
            reason: told.reason.name().to_owned(),
            next: told.reason.next(),
            disclosure: told.reason.disclosure(),
            title: told.title,
            body: told.body,
            action: told.action,
        }
    }
}

impl TransactionView {
    /// A payment that passed, with why it would not have passed under the controls that were tried.
    pub(super) fn tried(made: &Transaction, language: Language) -> Self {
        let why = decline::explain(made.decision.as_ref(), None, language).into();
        Self { declined: Some(why), ..Self::of(made, language) }
    }

    /// Pure.
    #[must_use]
    pub fn of(made: &Transaction, language: Language) -> Self {
        let text = |key: &str| texts::text(language, key, &[]);
        let at_ms = made.at.as_millisecond();
        let stands = made.stands();
        let refunded = (made.refunded.minor() > 0).then(|| made.refunded.display(language));
        let declined = (made.state == TransactionState::Declined)
            .then(|| decline::explain(made.decision.as_ref(), Some(&made.code), language).into());
        let mut view = Self {
            transaction_id: made.transaction_id.to_string(),
            card_id: made.card_id.to_string(),
            at_ms,
            at: moments::display(at_ms, language),
            merchant: made.asked.merchant.name().to_owned(),
            merchant_id: made.asked.merchant.id().to_owned(),
            category: text(&format!("category-{}", category(made.asked.category).group.name())),
            channel: text(&format!("channel-{}", made.asked.channel.name())),
            country: made.asked.country.code().to_owned(),
            amount: stands.display(language),
            original: made.original.map(|original| original.display(language)),
            state: made.state,
            state_words: state_words(made, refunded.as_deref(), language),
            refunded,
            spoken: String::new(),
            declined,
        };
        view.spoken = spoken(&view, made, language);
        view
    }
}

/// The amounts are said, not read; the rest is as it is shown.
fn spoken(view: &TransactionView, made: &Transaction, language: Language) -> String {
    let stands = made.stands();
    let amount = stands.spoken(language);
    let refunded = made.refunded.spoken(language);
    let words = state_words(made, Some(&refunded), language);
    let values = [
        ("merchant", Value::Text(&view.merchant)),
        ("amount", Value::Text(&amount)),
        ("words", Value::Text(&words)),
        ("at", Value::Text(&view.at)),
        ("channel", Value::Text(&view.channel)),
        ("category", Value::Text(&view.category)),
        ("country", Value::Text(&view.country)),
    ];
    let told = texts::text(language, "transaction-spoken", &values);
    let Some(original) = made.original else { return told };
    let original = original.spoken(language);
    format!("{told} {}", texts::text(language, "transaction-spoken-original", &[("original", Value::Text(&original))]))
}

fn state_words(made: &Transaction, refunded: Option<&str>, language: Language) -> String {
    let settled = made.settled_at.map(|at| moments::display(at.as_millisecond(), language)).unwrap_or_default();
    let values = [("settled", Value::Text(&settled)), ("refunded", Value::Text(refunded.unwrap_or_default()))];
    texts::text(language, &format!("transaction-{}", made.state.name()), &values)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::Timestamp;
    use kunci_domain::cards::evaluate::Authorization;
    use kunci_domain::cards::place::{Channel, Country, Merchant};
    use kunci_domain::money::Money;
    use uuid::Uuid;

    fn rupiah(minor: i64) -> Money {
        Money::new(minor, "IDR", 2).expect("rupiah")
    }

    fn made(state: TransactionState, charged: i64) -> Transaction {
        Transaction {
            transaction_id: Uuid::nil(),
            card_id: Uuid::nil(),
            at: Timestamp::UNIX_EPOCH,
            asked: Authorization {
                amount: rupiah(15_000_000),
                channel: Channel::Online,
                country: Country::new("SG").expect("a country"),
                category: 5812,
                merchant: Merchant::new("M-1", "Hawker").expect("a merchant"),
            },
            original: Money::new(1_250, "SGD", 2).ok(),
            state,
            charged: rupiah(charged),
            refunded: rupiah(0),
            settled_at: Some(Timestamp::UNIX_EPOCH),
            code: "51".into(),
            decision: None,
        }
    }

    #[test]
    fn card_1_what_is_reserved_is_never_told_as_charged_and_a_foreign_amount_stays_visible() {
        let told = TransactionView::of(&made(TransactionState::Pending, 15_000_000), Language::Indonesian);
        assert_eq!((told.amount.as_str(), told.original.as_deref()), ("Rp150.000", Some("SGD 12,50")));
        assert_eq!(told.state_words, "Dicadangkan, belum ditagih");
        assert_eq!((told.category.as_str(), told.country.as_str()), ("Restoran", "SG"));
        assert!(told.spoken.starts_with("Hawker, 150000 rupiah. Dicadangkan, belum ditagih."), "{}", told.spoken);
        assert!(told.spoken.ends_with("12,50 dolar Singapura di toko."), "{}", told.spoken);
        assert!(told.declined.is_none());
        for state in TransactionState::ALL {
            for language in Language::ALL {
                assert!(texts::exists(language, &format!("transaction-{}", state.name())), "{state:?}");
            }
        }
    }

    #[test]
    fn card_9_a_payment_that_did_not_pass_says_the_amount_that_was_asked_for_and_why() {
        let told = TransactionView::of(&made(TransactionState::Declined, 0), Language::English);
        assert_eq!(told.amount, "IDR 150,000");
        let why = told.declined.expect("declined");
        assert_eq!(
            (why.reason.as_str(), why.next, why.disclosure),
            ("insufficient-funds", Next::AddMoney, Disclosure::AfterLogin)
        );
    }
}
