//! Stand-in for the bank's website: password, then an OTP of the soft token or of the hardware token.

use kunci_wire::signed::TokenState;

use crate::alerts::{self, Alert};
use crate::api::exchange::{bio_key_of, use_key_of};
use crate::api::sign_in::verify;
use crate::audit::{self, Kind};
use crate::bank::Bank;
use crate::clock::{DAY, HOUR};
use crate::crypto::totp;
use crate::hardware;
use crate::refusal::{BankError, Refusal};
use crate::store::{Customer, Token, Tx, WebsiteOtp};

/// Steps on each side of the present one …
const SLACK: i64 = 1;
/// … and on the first day, until the drift of the phone's clock is learned.
const FIRST_DAY_SLACK: i64 = 5;
/// A phone makes its codes on the bank's time, so it is off only where it was restarted with a wrong date and has not heard the bank since.
/// So far the bank follows it.
const FOLLOWED: i64 = 10;
/// So many failures in thirty days switch the OTP off until the phone signs in.
const MONTHLY: u32 = 20;
const MONTH: i64 = 30 * DAY;

/// How a website login ended.
pub(crate) struct Outcome {
    pub(crate) accepted: bool,
    /// Why, in plain words, for the tester only: the website tells everybody the same.
    pub(crate) bank_saw: String,
}

impl Outcome {
    fn refused(why: impl Into<String>) -> Self {
        Self { accepted: false, bank_saw: why.into() }
    }

    /// What the website tells the customer.
    pub(crate) const fn message(&self) -> &'static str {
        if self.accepted {
            "Welcome to KunciBank."
        } else {
            "We could not sign you in. Please check and try again later."
        }
    }
}

/// One try. The password is looked at first: without it nobody can make the OTP's counter move.
pub(crate) fn login(bank: &Bank, user_id: &str, password: &str, otp: &str) -> Result<Outcome, BankError> {
    let customer = match verify(bank, "a website login", user_id, password) {
        Ok(customer) => customer,
        Err(Refusal::Problem(problem)) => return Ok(Outcome::refused(problem.detail)),
        Err(Refusal::Failure(error)) => return Err(error),
    };
    bank.keep(|tx| {
        let outcome = check_otp(bank, tx, &customer, otp)?;
        let verb = if outcome.accepted { "Accepted" } else { "Refused" };
        let kind = if outcome.accepted { Kind::Notice } else { Kind::Refusal };
        let what = format!("{verb} {}'s website login: {}", customer.first_name(), outcome.bank_saw);
        audit::note(tx, bank.now(), kind, Some(customer.id), what)?;
        Ok(outcome)
    })
}

fn check_otp(bank: &Bank, tx: &mut dyn Tx, customer: &Customer, otp: &str) -> Result<Outcome, BankError> {
    let now = bank.now();
    if customer.flagged {
        return Ok(Outcome::refused("internet banking is flagged for this customer"));
    }
    let website = tx.website_otp(customer.id)?;
    if website.off {
        return Ok(Outcome::refused("website OTP is switched off until the phone signs in"));
    }
    if let Some(seconds) = website.throttle.wait_seconds(now) {
        return Ok(Outcome::refused(format!("too many wrong OTPs: {seconds} s still to wait")));
    }
    let present = tx.customer(customer.id)?.and_then(|customer| customer.token);
    let token = present.map(|id| tx.token(id)).transpose()?.flatten();
    let token = token.filter(|token| token.state == TokenState::Active);
    let device = hardware::activated(tx, customer.id)?;
    let why = match &token {
        Some(token) => match soft(bank, tx, token, otp, now)? {
            Ok(steps) => {
                let bank_saw = format!("right password and the token's OTP, {steps} steps from the bank's time");
                return accepted(tx, customer, bank_saw);
            }
            Err(why) => why,
        },
        None if device.is_none() => "the customer has no active token",
        None => "wrong OTP",
    };
    if let Some(device) = device
        && hardware::take(bank, tx, &device, otp)?
    {
        return accepted(tx, customer, "right password and the hardware token's OTP".to_owned());
    }
    failed(tx, customer, website, now, why)
}

fn accepted(tx: &mut dyn Tx, customer: &Customer, bank_saw: String) -> Result<Outcome, BankError> {
    tx.set_website_otp(customer.id, WebsiteOtp::default())?;
    Ok(Outcome { accepted: true, bank_saw })
}

/// Takes the soft token's OTP: how far it was from the bank's time, or why it was not taken.
fn soft(
    bank: &Bank,
    tx: &mut dyn Tx,
    token: &Token,
    otp: &str,
    now: i64,
) -> Result<Result<i64, &'static str>, BankError> {
    let first_day = token.activated_at.is_some_and(|at| now - at < 24 * HOUR);
    let slack = if first_day { FIRST_DAY_SLACK } else { SLACK };
    // The key before a code change as well, as long as the phone may not know better; all of them are one try.
    let knows = [Some(&token.know), token.keys.before.as_ref()];
    let keys = knows.into_iter().flatten().map(|know| use_key_of(bank, token, know, "kunci/use/otp"));
    let mut keys = keys.collect::<Result<Vec<_>, _>>()?;
    if let Some((_, bio)) = &token.keys.biometric {
        keys.push(bio_key_of(bank, token, bio, "kunci/use/bio-otp")?);
    }
    let step = totp::step(now);
    // Around the true time, and around what was learned: who has set the clock right is not locked out by what the bank remembers.
    let centres = [(step, slack), (step + token.drift, SLACK)];
    let find = |above: i64| {
        let tries = centres.iter().flat_map(|&(centre, slack)| keys.iter().map(move |key| (centre, slack, key)));
        let found: Vec<_> = tries.map(|(centre, slack, key)| totp::find(&key[..], otp, centre, slack, above)).collect();
        found.into_iter().flatten().next()
    };
    if let Some(found) = find(token.highest_step) {
        let off = found - step;
        if tx.take_step(token.id, token.highest_step, found, off.clamp(-FOLLOWED, FOLLOWED))? {
            return Ok(Ok(off));
        }
    }
    Ok(Err(if find(0).is_some() { "that OTP, or a later one, was used already" } else { "wrong OTP" }))
}

/// Counts a failure of the website's own counter. It never touches the token.
fn failed(
    tx: &mut dyn Tx,
    customer: &Customer,
    website: WebsiteOtp,
    now: i64,
    why: &str,
) -> Result<Outcome, BankError> {
    let throttle = website.throttle.after_failure(now);
    tx.insert_website_failure(customer.id, now)?;
    let off = tx.website_failures_since(customer.id, now - MONTH)? >= MONTHLY;
    tx.set_website_otp(customer.id, WebsiteOtp { throttle, off })?;
    if off {
        alerts::tell(tx, now, customer, Alert::WebsiteOtpOff)?;
        let what = format!("{MONTHLY} wrong website OTPs in 30 days: switched off for {}", customer.first_name());
        audit::note(tx, now, Kind::Alert, Some(customer.id), what)?;
    }
    Ok(Outcome::refused(format!("{why}; failure {} in a row", throttle.failures)))
}
