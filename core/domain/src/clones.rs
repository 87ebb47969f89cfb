//! Telling a copied phone from an honest one (OTP-12), by a chain that moves at each login with the token.
//!
//! A phone shows a link it `have`s and the `next` one, which it drew and wrote to its disk before it sent anything. It shows the same
//! pair until the bank's signed status says that the bank has the next link; only then it draws another. So one phone never shows two
//! successors of one link, whatever is lost, repeated, late, or killed. Whoever does has gone back to an earlier state, or is two.
//!
//! The two are told apart by who is *alive after whom*. A restored backup ends what it replaces: of two branches only one is ever seen
//! again. Of two phones each is seen after the other. "After" is proved: the login nonce that a phone signs was made by the bank at
//! a time that the bank knows, so a request that was under way for long is no sign of life. (`docs/contract/clones.md`)
//!
//! The bank keeps a [`Chain`] for each token and asks [`Chain::judge`]; the phone has no part in the decision.

/// SHA-256 of a link: the bank keeps no link itself.
pub type Link = [u8; 32];

/// Where one branch stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tip {
    /// The link before; `None` before the first login.
    pub before: Option<Link>,
    /// The newest one.
    pub now: Link,
}

impl Tip {
    /// Whether this branch's phone may show that pair: it goes on, or has not heard yet that the bank has the newest link.
    fn holds(&self, shown: &Shown) -> bool {
        shown.have == Some(self.now) || (shown.have == self.before && shown.next == self.now)
    }
}

/// What a login shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown {
    /// The link that the phone has; `None` before its first login.
    pub have: Option<Link>,
    /// The next one.
    pub next: Link,
    /// When the bank made the login nonce that is signed with it, milliseconds since 1970 UTC.
    pub asked_ms: i64,
}

/// What the bank knows of a token's logins. Times in milliseconds since 1970 UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Chain {
    /// The branch that logs in; `None` before the first login.
    pub tip: Option<Tip>,
    /// When it moved last.
    pub moved_ms: i64,
    /// When a phone off this branch was seen last, since the branch began.
    pub stranger_ms: Option<i64>,
    /// The branch that a step-up ended, and when.
    pub ended: Option<(Tip, i64)>,
}

/// What a login is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The phone that logged in last.
    Same,
    /// Off the branch: set back, or a copy, or a request that was under way for long. The customer shows by other means who she is.
    Stranger,
    /// Two branches are alive, each after the other.
    Twin,
}

impl Chain {
    /// What this login is. Says nothing about the Unlock Code.
    #[must_use]
    pub fn judge(&self, shown: &Shown) -> Verdict {
        let Some(tip) = &self.tip else {
            // A new token's first login; a phone that has a link already is not that.
            return if shown.have.is_none() { Verdict::Same } else { Verdict::Stranger };
        };
        let after = |ms: i64| shown.asked_ms > ms;
        if tip.holds(shown) {
            return if self.stranger_ms.is_some_and(after) { Verdict::Twin } else { Verdict::Same };
        }
        match &self.ended {
            Some((ended, at_ms)) if ended.holds(shown) && after(*at_ms) => Verdict::Twin,
            _ => Verdict::Stranger,
        }
    }

    /// After a right proof of the same phone: the branch goes on. Shown again, the pair changes nothing.
    #[must_use]
    pub fn go_on(mut self, shown: &Shown, now_ms: i64) -> Self {
        if self.tip.is_none_or(|tip| shown.have == Some(tip.now)) {
            self.tip = Some(Tip { before: shown.have, now: shown.next });
            self.moved_ms = now_ms;
        }
        self
    }

    /// A stranger came. Under way since before the branch moved last, it is no sign of life.
    #[must_use]
    pub fn note_stranger(mut self, shown: &Shown, now_ms: i64) -> Self {
        if shown.asked_ms > self.moved_ms {
            self.stranger_ms = Some(now_ms);
        }
        self
    }

    /// After a step-up and a right proof: the stranger is the customer's phone, and the branch before has ended.
    #[must_use]
    pub fn begin_anew(self, shown: &Shown, now_ms: i64) -> Self {
        Self {
            tip: Some(Tip { before: shown.have, now: shown.next }),
            moved_ms: now_ms,
            stranger_ms: None,
            ended: self.tip.map(|tip| (tip, now_ms)),
        }
    }

    /// After an operator let a suspended token go: whoever logs in next steps up, with whatever link. `nobodys`: a link that nobody has.
    #[must_use]
    pub const fn closed(nobodys: Link, now_ms: i64) -> Self {
        Self {
            tip: Some(Tip { before: Some(nobodys), now: nobodys }),
            moved_ms: now_ms,
            stranger_ms: None,
            ended: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A phone's disk. (Drawn links differ from each other, as 32 random bytes do.)
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    struct Disk {
        current: Option<Link>,
        next: Option<Link>,
    }

    const NEW: Disk = Disk { current: None, next: None };

    /// The bank and its clock, which moves with everything that happens.
    struct Bank {
        chain: Chain,
        now_ms: i64,
        drawn: u64,
        suspended: bool,
        step_ups: u32,
    }

    impl Bank {
        fn new() -> Self {
            Self { chain: Chain::default(), now_ms: 1_000, drawn: 0, suspended: false, step_ups: 0 }
        }

        /// A phone asks for a nonce and shows its pair, which is on its disk from then on.
        fn show(&mut self, disk: &mut Disk) -> Shown {
            self.now_ms += 1;
            let asked_ms = self.now_ms;
            self.drawn += 1;
            let mut drawn = [0; 32];
            drawn[..8].copy_from_slice(&self.drawn.to_be_bytes());
            let next = *disk.next.get_or_insert(drawn);
            Shown { have: disk.current, next, asked_ms }
        }

        /// The login arrives, with the right code. `steps_up`: the customer does what she is asked for.
        fn login(&mut self, shown: &Shown, steps_up: bool) -> Verdict {
            self.now_ms += 1;
            let verdict = self.chain.judge(shown);
            self.chain = match verdict {
                Verdict::Same => self.chain.go_on(shown, self.now_ms),
                Verdict::Stranger if steps_up => {
                    self.step_ups += 1;
                    self.chain.note_stranger(shown, self.now_ms).begin_anew(shown, self.now_ms)
                }
                Verdict::Stranger => self.chain.note_stranger(shown, self.now_ms),
                Verdict::Twin => self.chain,
            };
            self.suspended |= verdict == Verdict::Twin;
            verdict
        }

        /// A login whose answer arrives.
        fn whole(&mut self, disk: &mut Disk, steps_up: bool) -> Verdict {
            let shown = self.show(disk);
            let verdict = self.login(&shown, steps_up);
            self.hear(disk);
            verdict
        }

        /// The bank's signed word: the phone goes on if the bank has its next link.
        fn hear(&self, disk: &mut Disk) {
            if disk.next.is_some() && self.chain.tip.map(|tip| tip.now) == disk.next {
                *disk = Disk { current: disk.next, next: None };
            }
        }
    }

    #[test]
    fn otp_12_two_phones_of_one_token_are_found_whoever_logs_in_first() {
        for thief_first in [true, false] {
            for steps_up in [true, false] {
                let (mut bank, mut own) = (Bank::new(), NEW);
                bank.whole(&mut own, true);
                let mut thief = own;
                let mut logins = Vec::new();
                for round in 0..3 {
                    // The thief has the phone's keys and the code, not her SMS.
                    let own_turn = (round % 2 == 0) != thief_first;
                    let (disk, may) = if own_turn { (&mut own, steps_up) } else { (&mut thief, false) };
                    logins.push(bank.whole(disk, may));
                }
                assert_eq!(logins, [Verdict::Same, Verdict::Stranger, Verdict::Twin], "{thief_first} {steps_up}");
            }
        }
    }

    #[test]
    fn otp_12_a_thief_who_can_step_up_is_found_at_the_owners_next_login() {
        let (mut bank, mut own) = (Bank::new(), NEW);
        bank.whole(&mut own, true);
        let mut thief = own;
        bank.whole(&mut own, true);
        assert_eq!(bank.whole(&mut thief, true), Verdict::Stranger);
        assert_eq!(bank.whole(&mut thief, true), Verdict::Same);
        assert_eq!(bank.whole(&mut own, true), Verdict::Twin);
    }

    #[test]
    fn otp_12_a_restored_backup_steps_up_once_and_goes_on() {
        let (mut bank, mut phone) = (Bank::new(), NEW);
        bank.whole(&mut phone, true);
        let backup = phone;
        bank.whole(&mut phone, true);
        bank.whole(&mut phone, true);
        for _ in 0..2 {
            phone = backup;
            let seen = [bank.whole(&mut phone, true), bank.whole(&mut phone, true), bank.whole(&mut phone, true)];
            assert_eq!(seen, [Verdict::Stranger, Verdict::Same, Verdict::Same]);
        }
    }

    #[test]
    fn otp_12_a_late_request_is_no_sign_of_life() {
        let (mut bank, mut phone) = (Bank::new(), NEW);
        bank.whole(&mut phone, true);
        // Sent, not arrived; sent again in a new session, and again after that.
        let late = bank.show(&mut phone);
        bank.whole(&mut phone, true);
        bank.whole(&mut phone, true);
        assert_eq!(bank.login(&late, false), Verdict::Stranger);
        assert_eq!(bank.chain.stranger_ms, None);
        assert_eq!(bank.whole(&mut phone, true), Verdict::Same);
    }

    #[test]
    fn otp_12_a_token_that_an_operator_let_go_steps_up_first_and_is_watched_again() {
        let mut bank = Bank::new();
        let (mut own, mut thief) = (NEW, NEW);
        bank.whole(&mut own, true);
        bank.chain = Chain::closed([9; 32], bank.now_ms);
        assert_eq!(bank.whole(&mut own, true), Verdict::Stranger);
        assert_eq!(bank.whole(&mut own, true), Verdict::Same);
        assert_eq!(bank.whole(&mut thief, false), Verdict::Stranger);
        assert_eq!(bank.whole(&mut own, true), Verdict::Twin);
    }

    /// What may happen to one phone and its owner.
    #[derive(Debug, Clone, Copy)]
    enum Event {
        /// A login from end to end.
        Login,
        /// Its answer is lost.
        AnswerLost,
        /// It is under way still, while the customer goes on.
        UnderWay,
        /// What has been under way longest arrives, or newest.
        Arrives { newest: bool },
        /// The link is drawn and written, and the process ends before it is sent.
        Killed,
        /// She asks how the token stands.
        Status,
        /// She keeps a copy of the phone, in the place of the one before.
        BackUp,
        /// And puts it back: what the phone was until now is gone.
        Restore,
        /// The same, and she leaves it at that: no step-up.
        RestoreAndLeave,
    }

    fn event(restores: bool) -> BoxedStrategy<Event> {
        let calm = prop_oneof![
            4 => Just(Event::Login),
            2 => Just(Event::AnswerLost),
            2 => Just(Event::UnderWay),
            2 => any::<bool>().prop_map(|newest| Event::Arrives { newest }),
            1 => Just(Event::Killed),
            1 => Just(Event::Status),
        ];
        if !restores {
            return calm.boxed();
        }
        prop_oneof![
            6 => calm,
            1 => Just(Event::BackUp),
            1 => Just(Event::Restore),
            1 => Just(Event::RestoreAndLeave),
        ]
        .boxed()
    }

    fn play(events: &[Event]) -> Bank {
        let (mut bank, mut phone, mut under_way) = (Bank::new(), NEW, Vec::new());
        let mut backup = None;
        for event in events {
            match *event {
                Event::Login => {
                    bank.whole(&mut phone, true);
                }
                Event::AnswerLost => {
                    let shown = bank.show(&mut phone);
                    bank.login(&shown, true);
                }
                Event::UnderWay => under_way.push(bank.show(&mut phone)),
                Event::Arrives { newest } if !under_way.is_empty() => {
                    let at = if newest { under_way.len() - 1 } else { 0 };
                    let late = under_way.remove(at);
                    bank.login(&late, false);
                }
                Event::Arrives { .. } => {}
                Event::Killed => {
                    bank.show(&mut phone);
                }
                Event::Status => bank.hear(&mut phone),
                Event::BackUp => backup = Some(phone),
                Event::Restore => phone = backup.unwrap_or(phone),
                Event::RestoreAndLeave => {
                    phone = backup.unwrap_or(phone);
                    let shown = bank.show(&mut phone);
                    bank.login(&shown, false);
                    bank.hear(&mut phone);
                }
            }
        }
        bank
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn otp_12_one_honest_phone_is_never_asked_for_more_and_never_suspended(
            events in proptest::collection::vec(event(false), 0..40)
        ) {
            let bank = play(&events);
            prop_assert!(!bank.suspended);
            prop_assert_eq!((bank.step_ups, bank.chain.stranger_ms), (0, None));
        }

        #[test]
        fn otp_12_an_honest_customer_who_restores_backups_is_never_suspended(
            events in proptest::collection::vec(event(true), 0..60)
        ) {
            prop_assert!(!play(&events).suspended);
        }

        #[test]
        fn otp_12_two_phones_in_use_are_found_at_the_third_login_at_the_latest(
            before in proptest::collection::vec(event(true), 0..30),
            own_first in any::<bool>(),
            thief_steps_up in any::<bool>(),
        ) {
            let (mut bank, mut own) = (play(&before), NEW);
            // Whatever was: the owner logs in, and only then is copied.
            bank.whole(&mut own, true);
            prop_assume!(!bank.suspended);
            let mut thief = own;
            for round in 0..3 {
                let (disk, may) = if (round % 2 == 0) == own_first { (&mut own, true) } else { (&mut thief, thief_steps_up) };
                bank.whole(disk, may);
            }
            prop_assert!(bank.suspended);
        }
    }
}
