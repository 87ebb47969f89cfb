use jiff::Timestamp;
use kunci_domain::cards::amounts::Amounts;
use kunci_domain::cards::evaluate::Authorization;
use kunci_domain::cards::place::{Channel, Country, Merchant};
use kunci_domain::cards::transaction::TransactionState;
use kunci_domain::money::Money;
use proptest::prelude::*;
use rusqlite_migration::Migrations;

use super::*;
use crate::store::Transactions as _;

/// Names that share parts, that lower case makes longer or decides by what stands beside, and that quote.
const NAMES: [&str; 12] = [
    "Warung Bu Tini",
    "WARUNG Pak Tino",
    "Toko Buku Pelita",
    "Toko \"Pelita\"",
    "İstanbul Kebap",
    "ΟΔΟΣ",
    "Q",
    "7-11",
    "Kopi & Roti * OR",
    "ティニ",
    "Café Tini",
    "NEAR(a b)",
];
const CUSTOMERS: [Uuid; 2] = [Uuid::from_u128(1), Uuid::from_u128(2)];
const CARDS: [Uuid; 2] = [Uuid::from_u128(11), Uuid::from_u128(12)];
const CATEGORIES: [u16; 4] = [5812, 5411, 6011, 7995];

fn payment(id: u128, at: i64, name: &str, card: Uuid, category: u16, state: TransactionState) -> Transaction {
    // Seven amounts, and of every third nothing stands.
    let amount = Money::new(100 * (1 + i64::try_from(id % 7).expect("small")), "IDR", 2).expect("rupiah");
    let charged = if id.is_multiple_of(3) { amount.with_minor(0) } else { amount };
    Transaction {
        transaction_id: Uuid::from_u128(id),
        card_id: card,
        at: Timestamp::from_millisecond(at).expect("a moment"),
        asked: Authorization {
            amount,
            channel: Channel::Chip,
            country: Country::INDONESIA,
            category,
            merchant: Merchant::new("M-1", name).expect("a merchant"),
        },
        original: None,
        state,
        charged,
        refunded: amount.with_minor(0),
        settled_at: None,
        code: "00".into(),
        decision: None,
    }
}

fn database(steps: usize) -> Connection {
    let mut connection = Connection::open_in_memory().expect("opens");
    connection.pragma_update(None, "foreign_keys", false).expect("no customers and cards are needed");
    Migrations::from_slice(&super::super::MIGRATIONS[..steps]).to_latest(&mut connection).expect("migrated");
    connection
}

#[derive(Debug, Clone)]
struct Asked {
    card: Option<Uuid>,
    states: Vec<TransactionState>,
    group: Option<SpendingGroup>,
    text: Option<String>,
    amounts: Option<Amounts>,
    since: i64,
    until: i64,
}

/// As it was before there were shelves: every payment of the customer is looked at.
fn linear(asked: &Asked, customer: Uuid, made: &[(Uuid, Transaction)]) -> Vec<Uuid> {
    let fits = |made: &Transaction| {
        let named = |text: &String| made.asked.merchant.name().to_lowercase().contains(&text.trim().to_lowercase());
        let at = made.at.as_millisecond();
        asked.card.is_none_or(|card| card == made.card_id)
            && (asked.states.is_empty() || asked.states.contains(&made.state))
            && asked.group.is_none_or(|group| group == SpendingGroup::of(&made.asked))
            && asked.text.as_ref().is_none_or(named)
            && asked.amounts.is_none_or(|amounts| amounts.hold(made.stands()))
            && (asked.since..asked.until).contains(&at)
    };
    let mut found: Vec<_> = made.iter().enumerate().filter(|(_, (of, made))| *of == customer && fits(made)).collect();
    found.sort_by_key(|(n, (_, made))| std::cmp::Reverse((made.at, *n)));
    found.into_iter().map(|(_, (_, made))| made.transaction_id).collect()
}

/// All pages, one after the other.
fn paged(tx: &SqliteTx<'_>, asked: &Asked, customer: Uuid, page: u32, most_shelves: usize) -> Vec<Uuid> {
    let text = asked.text.as_ref().map(|text| folded(text.trim()));
    let mut before = Before { at: asked.until, n: i64::MIN };
    let mut all = Vec::new();
    loop {
        let Asked { card, group, amounts, since, .. } = *asked;
        let text = text.as_deref();
        let sought = Sought { customer, card, states: &asked.states, group, amounts, text, since, before, most: page };
        let found = search_over(tx, &sought, most_shelves).expect("searches");
        let Some((last, _)) = found.last() else { return all };
        before = *last;
        all.extend(found.into_iter().map(|(_, made)| made.transaction_id));
    }
}

fn state() -> impl Strategy<Value = TransactionState> {
    proptest::sample::select(TransactionState::ALL)
}

/// A part of a name, in any case; or whatever.
fn text() -> impl Strategy<Value = String> {
    let part = (proptest::sample::select(&NAMES[..]), 0..12_usize, 0..6_usize, any::<bool>()).prop_map(
        |(name, from, count, upper)| {
            let part: String = name.chars().skip(from).take(count).collect();
            if upper { part.to_uppercase() } else { part }
        },
    );
    prop_oneof![4 => part, 1 => "\\PC{0,4}", 1 => ".{0,6}"]
}

/// None, open at either end, or empty of everything.
fn amounts() -> impl Strategy<Value = Option<Amounts>> {
    let end = || proptest::option::of((0..9_i64).prop_map(|hundreds| Money::rupiah(100 * hundreds)));
    (end(), end()).prop_map(|(from, to)| Amounts::new(from, to).ok().flatten())
}

fn asked() -> impl Strategy<Value = Asked> {
    let moments = (0..30_i64, prop_oneof![2 => Just(i64::MAX), 1 => 0..40_i64]);
    let group =
        prop_oneof![Just(None), proptest::sample::select(vec!["cash", "groceries"]).prop_map(SpendingGroup::parse)];
    let states = proptest::collection::vec(state(), 0..3);
    let card = proptest::option::of(proptest::sample::select(&CARDS[..]));
    (card, states, group, proptest::option::of(text()), amounts(), moments).prop_map(
        |(card, states, group, text, amounts, (since, until))| Asked {
            card,
            states,
            group,
            text,
            amounts,
            since,
            until,
        },
    )
}

/// Whose, when, where, with which card, what for, and how it stands.
type Drawn = (usize, i64, usize, usize, usize, TransactionState);

fn drawn() -> impl Strategy<Value = Vec<Drawn>> {
    proptest::collection::vec((0..2_usize, 0..40_i64, 0..NAMES.len(), 0..2_usize, 0..CATEGORIES.len(), state()), 0..60)
}

fn made(drawn: &[Drawn]) -> Vec<(Uuid, Transaction)> {
    let one = |(n, &(of, at, name, card, category, state)): (usize, &Drawn)| {
        (CUSTOMERS[of], payment(n as u128, at, NAMES[name], CARDS[card], CATEGORIES[category], state))
    };
    drawn.iter().enumerate().map(one).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn card_1_a_search_finds_what_looking_at_every_payment_finds_in_the_same_order(
        drawn in drawn(),
        changed in proptest::collection::vec((any::<prop::sample::Index>(), state()), 0..20),
        asked in proptest::collection::vec(asked(), 1..12),
        page in 1..7_u32,
    ) {
        let mut made = made(&drawn);
        let mut connection = database(super::super::MIGRATIONS.len());
        let mut tx = SqliteTx(connection.transaction().expect("begins"));
        for (customer, one) in &made {
            tx.insert_transaction(*customer, one).expect("inserted");
        }
        if !made.is_empty() {
            for (index, state) in changed {
                let (_, one) = index.get_mut(&mut made);
                one.state = state;
                tx.update_transaction(one).expect("updated");
            }
        }
        for asked in asked {
            for customer in CUSTOMERS {
                let expected = linear(&asked, customer, &made);
                // None is looked at by itself, some are, all are.
                for most_shelves in [0, 3, MOST_SHELVES] {
                    prop_assert_eq!(&paged(&tx, &asked, customer, page, most_shelves), &expected, "{:?}", &asked);
                }
            }
        }
    }

    #[test]
    fn card_1_payments_from_before_there_was_an_index_are_found_by_it(drawn in drawn(), asked in asked()) {
        let made = made(&drawn);
        let steps = super::super::MIGRATIONS.len();
        let mut connection = database(before_shelves());
        for (customer, one) in &made {
            let row = params![
                one.transaction_id.to_string(), customer.to_string(), one.card_id.to_string(), one.at.as_millisecond(),
                serde_json::to_string(one).expect("JSON")
            ];
            let sql = "INSERT INTO transactions (id, customer, card, at, record) VALUES (?1, ?2, ?3, ?4, ?5)";
            connection.execute(sql, row).expect("inserted");
        }
        Migrations::from_slice(&super::super::MIGRATIONS[..steps]).to_latest(&mut connection).expect("migrated");
        for _ in 0..2 {
            catch_up(&mut connection).expect("caught up");
            let tx = SqliteTx(connection.transaction().expect("begins"));
            for customer in CUSTOMERS {
                prop_assert_eq!(paged(&tx, &asked, customer, 4, MOST_SHELVES), linear(&asked, customer, &made));
            }
        }
    }
}

/// Steps of the schema that came before the shelves.
fn before_shelves() -> usize {
    let mut connection = Connection::open_in_memory().expect("opens");
    let there = |connection: &Connection| {
        let sql = "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'payment_shelves')";
        connection.query_row(sql, [], |row| row.get::<_, bool>(0)).expect("asked")
    };
    let steps = 1..=super::super::MIGRATIONS.len();
    let found = steps.take_while(|&step| {
        let migrated = Migrations::from_slice(&super::super::MIGRATIONS[..step]).to_latest(&mut connection);
        migrated.expect("migrated");
        !there(&connection)
    });
    found.last().unwrap_or_default()
}

#[test]
fn card_1_a_wiped_bank_finds_nothing_of_before() {
    let mut connection = database(super::super::MIGRATIONS.len());
    let mut tx = SqliteTx(connection.transaction().expect("begins"));
    for (n, name) in NAMES.iter().enumerate() {
        let made = payment(n as u128, n as i64, name, CARDS[0], 5812, TransactionState::Settled);
        tx.insert_transaction(CUSTOMERS[0], &made).expect("inserted");
    }
    crate::store::Ledger::wipe(&mut tx).expect("wiped");
    let words = "SELECT count(*) AS n FROM merchant_trigrams WHERE merchant_trigrams MATCH '\"tini\"'";
    assert_eq!(first(&tx, words, [], |row| row.get::<_, i64>("n")).expect("counted"), Some(0));
}
