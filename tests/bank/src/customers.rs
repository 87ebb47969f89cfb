//! The customers that every sandbox has.

use crate::audit::{self, Kind};
use crate::bank::Bank;
use crate::password::PasswordDigest;
use crate::personas::PERSONAS;
use crate::refusal::BankError;
use crate::store::{Customer, Tx};
use crate::{hardware, holdings};

/// Somebody who banks here.
pub(crate) struct Person {
    pub(crate) user_id: &'static str,
    pub(crate) password: &'static str,
    pub(crate) name: &'static str,
    pub(crate) phone: &'static str,
    pub(crate) birth_date: &'static str,
}

/// Published on purpose: these passwords protect nothing.
const PEOPLE: [Person; 2] = [
    Person {
        user_id: "sari",
        password: "Senja-di-Ubud-72",
        name: "Sari Wulandari",
        phone: "+628120004321",
        birth_date: "1990-08-17",
    },
    Person {
        user_id: "budi",
        password: "Kopi-Toraja-1945",
        name: "Budi Santoso",
        phone: "+628130008765",
        birth_date: "1985-01-05",
    },
];

/// All customers of this bank, personas last.
pub(crate) fn all(tx: &mut dyn Tx) -> Result<Vec<Customer>, BankError> {
    let people = PEOPLE.iter().chain(PERSONAS.iter().map(|persona| &persona.person));
    let mut all = Vec::new();
    for person in people {
        all.extend(tx.customer_by_user(person.user_id)?);
    }
    Ok(all)
}

/// Gives a new bank its customers; an old one keeps those it has, and they get what they did not own yet.
pub(crate) fn found(bank: &Bank) -> Result<(), BankError> {
    if bank.keep(|tx| tx.customer_by_user(PEOPLE[0].user_id))?.is_some() {
        return bank.keep(|tx| equip(bank, tx));
    }
    let customers = make(bank)?;
    bank.keep(|tx| insert(bank, tx, &customers))
}

fn equip(bank: &Bank, tx: &mut dyn Tx) -> Result<(), BankError> {
    for person in &PEOPLE {
        if let Some(customer) = tx.customer_by_user(person.user_id)? {
            if tx.accounts_of(customer.id)?.is_empty() {
                holdings::insert(bank, tx, &customer)?;
            }
            if tx.hardware_tokens_of(customer.id)?.is_empty() {
                hardware::hand_out(bank, tx, &customer)?;
            }
        }
    }
    Ok(())
}

/// Digests their passwords: slow, so before any transaction.
pub(crate) fn make(bank: &Bank) -> Result<Vec<Customer>, BankError> {
    PEOPLE.iter().map(|person| customer(bank, person)).collect()
}

/// Enters them.
pub(crate) fn insert(bank: &Bank, tx: &mut dyn Tx, customers: &[Customer]) -> Result<(), BankError> {
    customers.iter().try_for_each(|customer| enter(bank, tx, customer))
}

/// One of them, with accounts, cards and hardware token.
pub(crate) fn enter(bank: &Bank, tx: &mut dyn Tx, customer: &Customer) -> Result<(), BankError> {
    tx.insert_customer(customer)?;
    holdings::insert(bank, tx, customer)?;
    hardware::hand_out(bank, tx, customer)?;
    let what = format!("Opened the sandbox account of {}", customer.name);
    audit::note(tx, bank.now(), Kind::Sandbox, Some(customer.id), what)
}

/// Digests the password: slow.
pub(crate) fn customer(bank: &Bank, person: &Person) -> Result<Customer, BankError> {
    Ok(Customer {
        id: bank.entropy.id(bank.now())?,
        user_id: person.user_id.to_owned(),
        name: person.name.to_owned(),
        phone: person.phone.to_owned(),
        birth_date: person.birth_date.to_owned(),
        password: PasswordDigest::make(&bank.entropy, bank.password_cost, person.password)?,
        epoch: 0,
        token: None,
        flagged: false,
    })
}

impl Customer {
    /// How the audit trail speaks of the customer: the first name.
    pub(crate) fn first_name(&self) -> &str {
        self.name.split(' ').next().unwrap_or(&self.name)
    }

    /// The phone number, masked for display.
    pub(crate) fn masked_phone(&self) -> String {
        masked_number(&self.phone)
    }
}

/// A phone number, masked for display.
pub(crate) fn masked_number(number: &str) -> String {
    let last = number.get(number.len().saturating_sub(4)..).unwrap_or_default();
    format!("•••• {last}")
}
