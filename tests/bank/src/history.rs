//! What a customer has paid before a test begins: thirteen months of believable payments, the same every time. On demand, because most tests need none.

use jiff::{SignedDuration, Timestamp};
use kunci_domain::cards::evaluate::{Authorization, Check, Counted, Decision, Rule};
use kunci_domain::cards::place::{Channel, Country};
use kunci_domain::cards::transaction::{Transaction, TransactionState};
use kunci_domain::money::Money;
use uuid::{Builder, Uuid};

use crate::bank::Bank;
use crate::clock::{DAY, timestamp};
use crate::crypto::mac::sha256;
use crate::holdings::rupiah;
use crate::network;
use crate::refusal::BankError;
use crate::store::{HeldCard, Tx};

/// Days, the newest of them yesterday.
const DAYS: i64 = 400;

/// Somebody who is paid again and again.
struct Habit {
    merchant: &'static str,
    /// ISO 18245.
    category: u16,
    channel: Channel,
    /// Every so many days, …
    every: i64,
    /// … the first time on that day.
    first: i64,
    /// At that hour in Jakarta.
    hour: i64,
    /// So much in rupiah at least.
    rupiah: i64,
    /// So much more since so many days, and always the same; `None`: the amount varies.
    rise: Option<(i64, i64)>,
}

const fn habit(
    merchant: &'static str,
    category: u16,
    channel: Channel,
    (every, first, hour): (i64, i64, i64),
    rupiah: i64,
) -> Habit {
    Habit { merchant, category, channel, every, first, hour, rupiah, rise: None }
}

/// A subscription at one price, but for a rise: so many rupiah more since so many days.
const fn subscription(
    merchant: &'static str,
    category: u16,
    (first, hour): (i64, i64),
    rupiah: i64,
    rise: (i64, i64),
) -> Habit {
    let charged = habit(merchant, category, Channel::Recurring, (30, first, hour), rupiah);
    Habit { rise: Some(rise), ..charged }
}

const HABITS: [Habit; 12] = [
    habit("Warung Bu Tini", 5812, Channel::Contactless, (2, 0, 12), 38_000),
    habit("Kereta Commuter", 4111, Channel::Contactless, (3, 1, 7), 10_000),
    habit("Pasar Swalayan Segar", 5411, Channel::Chip, (7, 2, 10), 412_000),
    habit("SPBU Dago", 5541, Channel::Chip, (11, 4, 8), 250_000),
    habit("Apotek Sehat", 5912, Channel::Chip, (29, 9, 17), 87_500),
    habit("Listrik dan Air", 4900, Channel::Recurring, (30, 5, 3), 640_000),
    subscription("Telepon Nusantara", 4814, (11, 3), 150_000, (0, 0)),
    subscription("Film Rumah", 4899, (19, 4), 65_000, (14_000, 100)),
    habit("Toko Buku Pelita", 5942, Channel::Online, (41, 20, 21), 230_000),
    habit("Bioskop Braga", 7832, Channel::Online, (27, 13, 19), 100_000),
    habit("ATM Dipatiukur", 6011, Channel::Atm, (13, 6, 9), 500_000),
    habit("Baju Kita", 5651, Channel::Online, (58, 33, 20), 475_000),
];

/// Enters them, once: a card that was used already keeps what it has. Returns whether they were entered.
pub(crate) fn insert(bank: &Bank, tx: &mut dyn Tx, held: &HeldCard) -> Result<bool, BankError> {
    if !tx.transactions_of_card(held.card.card_id, i64::MIN)?.is_empty() {
        return Ok(false);
    }
    let today = timestamp(bank.now());
    for day in (1..=DAYS).rev() {
        for (number, habit) in
            HABITS.iter().enumerate().filter(|(_, habit)| (DAYS - day - habit.first) % habit.every == 0)
        {
            let at = moment(today, day, habit.hour, number)?;
            // Amounts vary by up to a quarter, in steps of 500 rupiah.
            let step = habit.rupiah / 200_000 * 1_000 + 500;
            let more = match habit.rise {
                Some((more, since)) => {
                    if day <= since {
                        more
                    } else {
                        0
                    }
                }
                None => (day * 37 + i64::try_from(number).unwrap_or_default() * 11) % 50 * step,
            };
            tx.insert_transaction(held.customer, &settled(held, habit, at, rupiah(habit.rupiah + more)?)?)?;
        }
    }
    for made in [abroad(held, today)?, refunded(held, today)?, gambling(held, today)?] {
        tx.insert_transaction(held.customer, &made)?;
    }
    Ok(true)
}

/// Merchants of a long list, besides one where the customer paid once.
const SHOPS: u32 = 300;

/// So many payments more, evenly over the same days: a list as long as a tester wants it. The oldest is the only one at its merchant's.
pub(crate) fn insert_many(bank: &Bank, tx: &mut dyn Tx, held: &HeldCard, count: u32) -> Result<(), BankError> {
    let yesterday = timestamp(bank.now() - DAY);
    let span = (DAYS - 1) * 86_400;
    for number in 0..count {
        let shop = format!("Kedai {:03}", number % SHOPS);
        let (name, category) = if number == 0 { ("Museum Geologi", 7991) } else { (shop.as_str(), 5812) };
        let back = span - span * i64::from(number) / i64::from(count);
        let at = yesterday.checked_sub(SignedDuration::from_secs(back)).map_err(|_| BankError::Key)?;
        let paid = Paid { merchant: name, category, channel: Channel::Chip };
        let made = settled_with(held, bank.entropy.id(bank.now())?, &paid, at, rupiah(25_000)?)?;
        tx.insert_transaction(held.customer, &made)?;
    }
    Ok(())
}

/// At that hour in Jakarta, and a few minutes past it.
fn moment(today: Timestamp, days_back: i64, hour: i64, number: usize) -> Result<Timestamp, BankError> {
    let minutes = (days_back * 13 + i64::try_from(number).unwrap_or_default() * 7) % 50;
    let seconds =
        today.as_second().div_euclid(86_400) * 86_400 - days_back * 86_400 + (hour - 7) * 3_600 + minutes * 60;
    Timestamp::from_second(seconds).map_err(|_| BankError::Key)
}

/// To whom, and how.
struct Paid<'a> {
    merchant: &'a str,
    category: u16,
    channel: Channel,
}

fn settled(held: &HeldCard, habit: &Habit, at: Timestamp, amount: Money) -> Result<Transaction, BankError> {
    let paid = Paid { merchant: habit.merchant, category: habit.category, channel: habit.channel };
    settled_with(held, id(held, habit, at)?, &paid, at, amount)
}

fn settled_with(
    held: &HeldCard,
    id: Uuid,
    paid: &Paid<'_>,
    at: Timestamp,
    amount: Money,
) -> Result<Transaction, BankError> {
    let merchant = network::merchant(paid.merchant).ok_or(BankError::Key)?;
    let (channel, category) = (paid.channel, paid.category);
    let asked = Authorization { amount, channel, country: Country::INDONESIA, category, merchant };
    Ok(Transaction {
        transaction_id: id,
        card_id: held.card.card_id,
        at,
        asked,
        original: None,
        state: TransactionState::Settled,
        charged: amount,
        refunded: amount.with_minor(0),
        settled_at: at.checked_add(SignedDuration::from_hours(20)).ok(),
        code: "00".into(),
        decision: None,
    })
}

/// Not from the bank's entropy: what the seed gives to the tests stays what it was.
fn id(held: &HeldCard, habit: &Habit, at: Timestamp) -> Result<Uuid, BankError> {
    let digest = sha256(format!("{} {}", held.card.ending, habit.merchant).as_bytes());
    let random = digest.first_chunk().ok_or(BankError::Key)?;
    let ms = u64::try_from(at.as_millisecond()).map_err(|_| BankError::Key)?;
    Ok(Builder::from_unix_timestamp_millis(ms, random).into_uuid())
}

/// A hotel in Singapore.
fn abroad(held: &HeldCard, today: Timestamp) -> Result<Transaction, BankError> {
    let habit = habit("Orchard Garden Hotel", 7011, Channel::Online, (1, 0, 0), 0);
    let mut made = settled(held, &habit, moment(today, 47, 15, 1)?, rupiah(2_340_000)?)?;
    made.asked.country = Country::new("SG").map_err(|_| BankError::Key)?;
    made.original = Money::new(19_500, "SGD", 2).ok();
    Ok(made)
}

/// Shoes that came back in part.
fn refunded(held: &HeldCard, today: Timestamp) -> Result<Transaction, BankError> {
    let habit = habit("Sepatu Lari", 5661, Channel::Online, (1, 0, 0), 0);
    let mut made = settled(held, &habit, moment(today, 33, 20, 2)?, rupiah(899_000)?)?;
    made.refund(rupiah(399_000)?).map_err(|_| BankError::Key)?;
    Ok(made)
}

/// A fraud of last month that the limit stopped.
fn gambling(held: &HeldCard, today: Timestamp) -> Result<Transaction, BankError> {
    let habit = habit("Lucky Spin", 7995, Channel::Online, (1, 0, 0), 0);
    let mut made = settled(held, &habit, moment(today, 21, 2, 3)?, rupiah(20_500_000)?)?;
    let most = held.card.controls.per_transaction().ok_or(BankError::Key)?.ceiling;
    let counted = Counted { limit: "per-transaction".into(), at_most: most, used: most.with_minor(0), anew: None };
    made.state = TransactionState::Declined;
    made.charged = most.with_minor(0);
    made.settled_at = None;
    made.code = "61".into();
    made.decision =
        Some(Decision { approved: false, trace: vec![Check { rule: Rule::OverLimit(counted), passed: false }] });
    Ok(made)
}
