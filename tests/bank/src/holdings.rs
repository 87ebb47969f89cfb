//! What the seeded customers and the personas own: accounts, a known payee each, cards.

use kunci_domain::cards::{Card, CardKind, CardState};
use kunci_domain::money::Money;

use crate::bank::Bank;
use crate::issue;
use crate::refusal::BankError;
use crate::store::{Account, Customer, HeldCard, Payee, Tx};

struct Holding {
    user_id: &'static str,
    account: &'static str,
    /// In rupiah.
    balance: i64,
    /// Bank code, account, name.
    payee: (&'static str, &'static str, &'static str),
    /// Last four digits, name, the bank's ceiling in rupiah.
    cards: &'static [(&'static str, &'static str, i64)],
}

const HOLDINGS: [Holding; 9] = [
    Holding {
        user_id: "sari",
        account: "8810004321",
        balance: 25_000_000,
        payee: ("014", "1234567890", "Budi Santoso"),
        cards: &[("4821", "Debit", 10_000_000), ("7730", "Kredit", 20_000_000)],
    },
    Holding {
        user_id: "budi",
        account: "8810008765",
        balance: 5_000_000,
        payee: ("008", "9876543210", "Sari Wulandari"),
        cards: &[("1199", "Debit", 10_000_000)],
    },
    Holding {
        user_id: "maya",
        account: "8820001101",
        balance: 18_000_000,
        payee: ("014", "1234567890", "Budi Santoso"),
        cards: &[("5102", "Debit", 10_000_000), ("6614", "Kredit", 20_000_000)],
    },
    Holding {
        user_id: "joko",
        account: "8820001102",
        balance: 7_500_000,
        payee: ("008", "9876543210", "Sari Wulandari"),
        cards: &[("2250", "Debit", 10_000_000)],
    },
    Holding {
        user_id: "rina",
        account: "8820001103",
        balance: 12_000_000,
        payee: ("014", "1234567890", "Budi Santoso"),
        cards: &[("3391", "Debit", 10_000_000), ("8027", "Kredit", 20_000_000)],
    },
    Holding {
        user_id: "hendra",
        account: "8820001104",
        balance: 4_000_000,
        payee: ("008", "9876543210", "Sari Wulandari"),
        cards: &[("4478", "Debit", 10_000_000)],
    },
    Holding {
        user_id: "wayan",
        account: "8820001105",
        balance: 9_000_000,
        payee: ("014", "1234567890", "Budi Santoso"),
        cards: &[("9155", "Debit", 10_000_000)],
    },
    Holding {
        user_id: "putu",
        account: "8820001106",
        balance: 3_000_000,
        payee: ("008", "9876543210", "Sari Wulandari"),
        cards: &[("7366", "Debit", 10_000_000)],
    },
    Holding {
        user_id: "dian",
        account: "8820001107",
        balance: 6_000_000,
        payee: ("014", "1234567890", "Budi Santoso"),
        cards: &[("1843", "Debit", 10_000_000)],
    },
];

/// Enters them.
pub(crate) fn insert(bank: &Bank, tx: &mut dyn Tx, customer: &Customer) -> Result<(), BankError> {
    let Some(holding) = HOLDINGS.iter().find(|holding| holding.user_id == customer.user_id) else { return Ok(()) };
    let balance = rupiah(holding.balance)?;
    tx.insert_account(&Account { account: holding.account.to_owned(), customer: customer.id, balance })?;
    let (bank_code, account, name) = holding.payee;
    let payee = Payee { bank_code: bank_code.to_owned(), account: account.to_owned(), name: name.to_owned() };
    tx.insert_payee(customer.id, &payee)?;
    tx.set_profile(customer.id, "address", "Jalan Melati 7, Bandung")?;
    tx.set_profile(customer.id, "email", &format!("{}@mail.example", customer.user_id))?;
    for &(ending, name, ceiling) in holding.cards {
        let card = Card {
            card_id: bank.entropy.id(bank.now())?,
            ending: ending.to_owned(),
            name: name.to_owned(),
            kind: if name == "Kredit" { CardKind::Credit } else { CardKind::Debit },
            state: CardState::Active,
            closed: None,
            replaces: None,
            beside: None,
            holds: Vec::new(),
            controls: issue::controls(rupiah(ceiling)?)?,
            version: 1,
        };
        tx.insert_card(&HeldCard { customer: customer.id, card, sequence: 0 })?;
    }
    Ok(())
}

/// Whole rupiah: their exponent is 2.
pub(crate) fn rupiah(amount: i64) -> Result<Money, BankError> {
    Money::new(amount * 100, "IDR", 2).map_err(|_| BankError::Key)
}
