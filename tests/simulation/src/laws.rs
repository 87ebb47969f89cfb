//! What must hold after every step, whatever was lost, doubled or killed. Seen from the bank's side, through its control port.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::world::{USER, World};

/// The laws, with what has to be remembered for them.
pub(crate) struct Laws {
    balance_at_first: i64,
    approved: BTreeSet<String>,
    frozen: BTreeSet<String>,
}

impl Laws {
    pub(crate) fn new(world: &World) -> Result<Self, String> {
        let accounts = world.control("accounts", &json!({ "user_id": USER }))?;
        Ok(Self { balance_at_first: balance(&accounts)?, approved: BTreeSet::new(), frozen: BTreeSet::new() })
    }

    /// A phone was told "approved".
    pub(crate) fn approved(&mut self, operation_id: &str) {
        self.approved.insert(operation_id.to_owned());
    }

    /// A phone showed a verified receipt of a freeze.
    pub(crate) fn frozen(&mut self, ending: &str) {
        self.frozen.insert(ending.to_owned());
    }

    pub(crate) fn active_tokens(&self, world: &World) -> Result<usize, String> {
        let customer = world.control("customer", &json!({ "user_id": USER }))?;
        let active = customer["active_tokens"].as_u64().ok_or("no active_tokens")?;
        usize::try_from(active).map_err(|error| error.to_string())
    }

    pub(crate) fn website_login(&self, world: &World, otp: &str) -> Result<bool, String> {
        let body = json!({ "user_id": USER, "password": "Senja-di-Ubud-72", "otp": otp });
        world.control("website_login", &body)?["accepted"]
            .as_bool()
            .ok_or_else(|| "no answer of the website".to_owned())
    }

    pub(crate) fn check(&self, world: &World) -> Result<(), String> {
        world.tick()?;
        self.never_two_active_tokens(world)?;
        self.an_honest_customer_is_never_locked(world)?;
        self.money_moves_once_for_each_approval(world)?;
        self.what_a_phone_showed_as_frozen_is_frozen(world)
    }

    fn never_two_active_tokens(&self, world: &World) -> Result<(), String> {
        match self.active_tokens(world)? {
            0 | 1 => Ok(()),
            many => Err(format!("{many} active tokens")),
        }
    }

    /// Only right codes were typed.
    fn an_honest_customer_is_never_locked(&self, world: &World) -> Result<(), String> {
        let customer = world.control("customer", &json!({ "user_id": USER }))?;
        let tokens = customer["tokens"].as_array().ok_or("no tokens")?;
        match tokens.iter().find(|token| token["state"] == "locked" || token["state"] == "suspended") {
            Some(token) => Err(format!("an honest customer's token is {}", token["state"])),
            None if customer["token_failures"] != 0 => {
                Err(format!("{} failures of an honest customer", customer["token_failures"]))
            }
            None => Ok(()),
        }
    }

    /// What left the account is the sum of the operations that the bank calls approved, each once; and whatever a phone was told
    /// is approved is among them.
    pub(crate) fn money_moves_once_for_each_approval(&self, world: &World) -> Result<(), String> {
        let accounts = world.control("accounts", &json!({ "user_id": USER }))?;
        let account = accounts["accounts"].get(0).ok_or("no account")?;
        if account["balance_minor"] != account["ledger_minor"] {
            return Err(format!("balance {} but ledger {}", account["balance_minor"], account["ledger_minor"]));
        }
        if balance(&accounts)? < 0 {
            return Err("the account is overdrawn".to_owned());
        }
        let operations = accounts["operations"].as_array().ok_or("no operations")?;
        // Others (a new phone, the end of a suspension) move no money.
        let done: BTreeSet<&str> = operations
            .iter()
            .filter(|operation| operation["kind"] == "transfer")
            .filter(|operation| operation["state"] == "approved" || operation["state"] == "completed")
            .filter_map(|operation| operation["operation_id"].as_str())
            .collect();
        if let Some(lost) = self.approved.iter().find(|id| !done.contains(id.as_str())) {
            return Err(format!("a phone was told that {lost} is approved, the bank does not know it"));
        }
        if done.is_empty() != (balance(&accounts)? == self.balance_at_first) {
            return Err("money moved without an approval, or did not move with one".to_owned());
        }
        Ok(())
    }

    fn what_a_phone_showed_as_frozen_is_frozen(&self, world: &World) -> Result<(), String> {
        for ending in &self.frozen {
            let amount = json!({ "minor": 100_000, "currency": "IDR", "exponent": 2 });
            let body = json!({ "user_id": USER, "ending": ending, "amount": amount, "merchant": "Kios" });
            if world.control("card_pay", &body)?["reason"] != "frozen-by-you" {
                return Err(format!("the card {ending} was shown as frozen and pays"));
            }
        }
        Ok(())
    }
}

fn balance(accounts: &Value) -> Result<i64, String> {
    accounts["accounts"]
        .get(0)
        .and_then(|account| account["balance_minor"].as_i64())
        .ok_or_else(|| "no balance".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn world() -> (World, Laws) {
        let world = World::new(5, &["740916"]).expect("a world");
        let laws = Laws::new(&world).expect("laws");
        assert_eq!(laws.check(&world), Ok(()));
        (world, laws)
    }

    #[test]
    fn an_approval_that_the_bank_does_not_know_is_seen() {
        let (world, mut laws) = world();
        laws.approved("01a20000-0000-7000-8000-000000000000");
        assert!(laws.check(&world).is_err());
    }

    #[test]
    fn a_card_shown_as_frozen_that_pays_is_seen() {
        let (world, mut laws) = world();
        laws.frozen("4821");
        assert!(laws.check(&world).is_err());
    }

    #[test]
    fn money_that_moved_without_an_approval_is_seen() {
        let (world, mut laws) = world();
        laws.balance_at_first += 1;
        assert!(laws.check(&world).is_err());
    }

    #[test]
    fn otp_2_some_seeds_hold_on_a_bad_network() {
        for seed in 1..=4 {
            crate::story::run(seed, 40, false).unwrap_or_else(|what| panic!("seed {seed}: {what}"));
        }
    }
}
