//! The card network, the shops and the bank's own people.

use kunci_core::ports::Clock as _;
use serde_json::{Value, json};

use super::act::{self, MERCHANTS};
use super::card::Asks;
use super::model::{Payment, Shop, Step};
use super::play::Play;
use crate::drawn::Counts;
use crate::world::USER;

fn rupiah(minor: i64) -> Value {
    json!({ "minor": minor, "currency": "IDR", "exponent": 2 })
}

impl Play {
    fn asks(&self, payment: &Payment) -> (Asks, Value) {
        let Payment { amount, via, abroad, merchant } = *payment;
        let (name, id) = MERCHANTS[usize::from(merchant)];
        let asks = Asks { minor: act::minor(amount), channel: via.name(), abroad, merchant: id.to_owned() };
        let card = &self.book.cards[self.book.present()];
        let body = json!({
            "user_id": USER, "ending": card.ending, "amount": rupiah(asks.minor), "merchant": name,
            "channel": asks.channel, "country": if abroad { "SG" } else { "ID" },
        });
        (asks, body)
    }

    pub(super) fn pay(&mut self, payment: &Payment, counts: &mut Counts) -> Result<bool, String> {
        let (asks, body) = self.asks(payment);
        let now = self.world.clock.wall_ms();
        let index = self.book.present();
        let answer = self.planted.paid(self.control("card_pay", &body)?, &self.book.cards[index], now);
        let approved = self.book.pay(index, &asks, now, &answer)?;
        let reason = answer["reason"].as_str().unwrap_or("passed");
        counts.note(format!("payment: {reason}"));
        Ok(approved)
    }

    /// Payments that are all the same, so that their order among themselves does not matter; among them perhaps a freeze, of which the
    /// receipt says how many came before it.
    pub(super) async fn rush(
        &mut self,
        payment: &Payment,
        count: u8,
        freeze: Option<usize>,
        counts: &mut Counts,
    ) -> Result<(), String> {
        let (asks, body) = self.asks(payment);
        let (now, index) = (self.world.clock.wall_ms(), self.book.present());
        let before = self.book.cards[index].clone();
        let app = freeze.map(|phone| self.world.shared_app(phone)).transpose()?;
        let bank = &self.world.bank;
        let payments = (0..count).map(|_| {
            let (bank, body) = (std::sync::Arc::clone(bank), body.clone());
            tokio::task::spawn_blocking(move || bank.control("card_pay", &body))
        });
        let payments: Vec<_> = payments.collect();
        let frozen = match &app {
            Some(app) => app.freeze_card(&before.id).await.ok(),
            None => None,
        };
        let mut answers = Vec::new();
        for payment in payments {
            let answer = payment.await.map_err(|error| error.to_string())?;
            answers.push(answer.map_err(|refusal| format!("{refusal:?}"))?);
        }
        // Approved ones first, then those that were declined before the freeze: with one and the same payment no other order is possible.
        answers.sort_by_key(|answer| (answer["reasons"].as_array().map(Vec::len), answer["reasons"].to_string()));
        let changes = u64::from(!before.is_frozen());
        // One that was done before, and whose answer was lost, is answered with the receipt of then, and changes nothing now.
        let new = frozen.filter(|receipt| !self.book.done.contains_key(&receipt.command_id));
        let early = new.map_or(Some(u64::from(count)), |receipt| {
            receipt.sequence.checked_sub(before.sequence)?.checked_sub(changes)
        });
        let early = early.and_then(|early| usize::try_from(early).ok()).filter(|early| *early <= answers.len());
        let early = early.ok_or("a receipt's sequence that does not fit the payments")?;
        for answer in &answers[..early] {
            let answer = self.planted.paid(answer.clone(), &before, now);
            self.book.pay(index, &asks, now, &answer)?;
        }
        self.read_answers(counts)?;
        for answer in &answers[early..] {
            let answer = self.planted.paid(answer.clone(), &before, now);
            self.book.pay(index, &asks, now, &answer)?;
        }
        counts.many("payment: at once", u64::from(count));
        Ok(())
    }

    /// The last second before something changes by itself, and the first after it.
    pub(super) fn edge(&mut self, payment: &Payment, counts: &mut Counts) -> Result<(), String> {
        let now = self.world.clock.wall_ms();
        let Some(turn) = self.book.cards[self.book.present()].next_turn(now) else { return Ok(()) };
        let seconds = u64::try_from((turn - now) / 1000).map_err(|_| "a turn that is over")?;
        if (turn - now) % 1000 != 0 || seconds == 0 {
            return Err("something changes within a second".to_owned());
        }
        self.world.pass(seconds - 1)?;
        let before = self.pay(payment, counts)?;
        self.world.pass(1)?;
        let after = self.pay(payment, counts)?;
        counts.note(format!("edge: {before} before, {after} after"));
        Ok(())
    }

    pub(super) fn shop(&mut self, shop: Shop, counts: &mut Counts) -> Result<(), String> {
        let collects = matches!(shop, Shop::CollectAll | Shop::CollectHalf | Shop::GiveUp);
        let may = |state: &str, left: i64| if collects { state == "pending" } else { state != "pending" && left > 1 };
        let open = self
            .book
            .paid
            .iter_mut()
            .rev()
            .find(|paid| paid.state != "reversed" && may(paid.state, paid.charged - paid.refunded));
        let Some(paid) = open else { return Ok(()) };
        let left = paid.charged - paid.refunded;
        let (name, amount) = match shop {
            Shop::CollectAll => ("card_capture", None),
            Shop::CollectHalf => ("card_capture", Some(paid.charged / 2)),
            Shop::GiveUp => ("card_reverse", None),
            Shop::GiveBackHalf => ("card_refund", Some(left / 2)),
            Shop::GiveBackAll => ("card_refund", None),
        };
        match shop {
            Shop::CollectAll | Shop::CollectHalf => {
                (paid.state, paid.charged) = ("settled", amount.unwrap_or(paid.charged));
            }
            Shop::GiveUp => (paid.state, paid.charged) = ("reversed", 0),
            Shop::GiveBackHalf | Shop::GiveBackAll => {
                (paid.state, paid.refunded) = ("refunded", paid.refunded + amount.unwrap_or(left));
            }
        }
        let expected = json!({
            "state": paid.state, "charged_minor": paid.charged, "refunded_minor": paid.refunded,
        });
        let mut body = json!({ "transaction_id": paid.id });
        if let Some(amount) = amount {
            body["amount"] = rupiah(amount);
        }
        counts.note(format!("shop: {shop:?}"));
        let said = self.control(name, &body)?;
        if said == expected { Ok(()) } else { Err(format!("{shop:?}: {said}, by the book {expected}")) }
    }

    /// The bank's own people, the post, and a network that declines by itself.
    pub(super) fn bank(&mut self, step: &Step, counts: &mut Counts) -> Result<(), String> {
        let present = self.book.present();
        let ending = self.book.cards[present].ending.clone();
        match step {
            Step::Post => {
                let moved = self.control("card_post", &json!({ "user_id": USER })).is_ok();
                let mut by_book = false;
                for card in &mut self.book.cards {
                    let next = match card.state.as_str() {
                        "ordered" => "shipped",
                        "shipped" => "awaiting-activation",
                        _ => continue,
                    };
                    card.state = next.to_owned();
                    card.version += 1;
                    by_book = true;
                }
                if moved != by_book {
                    return Err(format!("the post moved a card: {moved}, by the book {by_book}"));
                }
                counts.note(format!("post: {moved}"));
            }
            Step::BankHold { on } => {
                let deed = if *on { "hold_card" } else { "release_card" };
                let body = json!({ "do": deed, "user_id": USER, "ending": ending, "reason": "as drawn" });
                let done = self.control("operator", &body).is_ok();
                let card = &mut self.book.cards[present];
                let moves = !card.is_over()
                    && if *on { card.holders.insert("bank".to_owned()) } else { card.holders.remove("bank") };
                (card.version, card.sequence) = (card.version + u64::from(moves), card.sequence + u64::from(moves));
                if done != moves {
                    return Err(format!("{deed}: {done}, by the book {moves}"));
                }
                counts.note(format!("{deed}: {done}"));
            }
            _ => {
                let body = json!({
                    "user_id": USER, "ending": ending, "amount": rupiah(100_000), "merchant": "Warung Made", "code": "91",
                });
                let answer = self.control("card_pay", &body)?;
                self.book.cards[present].sequence += 1;
                if answer["approved"] != false || answer["code"] != "91" {
                    return Err(format!("the network declined, and the bank says {answer}"));
                }
            }
        }
        Ok(())
    }
}
