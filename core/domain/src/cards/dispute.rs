//! A dispute about a payment (CARD-7): what may be disputed, with what in hand, how it stands, and what the customer may do next (SAFE-7).
//!
//! Deadlines follow the law on written complaints: ten working days, once ten more if that was announced before the first were over. After
//! a refusal, or a deadline that the bank has let pass, the customer may go to the authority's complaint desk or its dispute body.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::evidence::{MOST_PIECES, MediaType};
use super::named::named;
use super::place::Channel;
use super::transaction::{Transaction, TransactionState};
use super::working_days;
use crate::money::Money;

/// How old a payment may be.
pub const WINDOW: SignedDuration = SignedDuration::from_hours(120 * 24);
/// Working days until the bank's answer, and how many more it may announce.
pub const ANSWER_DAYS: u32 = 10;
/// Working days for evidence that the bank asks for.
pub const EVIDENCE_DAYS: u32 = 5;
/// Longest statement, in characters.
pub const STATEMENT_MOST: usize = 1000;

named! {
    /// What is wrong with the payment.
    DisputeReason {
        /// The customer did not make it.
        NotMine = "not-mine",
        /// What was paid for never came.
        NotReceived = "not-received",
        /// What came is something else, or broken.
        NotAsDescribed = "not-as-described",
        /// Paid once, charged twice.
        ChargedTwice = "charged-twice",
        /// Another amount than was agreed.
        WrongAmount = "wrong-amount",
        /// The shop said that it would give the money back.
        RefundMissing = "refund-missing",
        /// A subscription or an order that was cancelled before.
        Cancelled = "cancelled",
        /// The machine gave no money, or less.
        CashMissing = "cash-missing",
    }
}

named! {
    /// What a piece of evidence shows.
    EvidenceKind {
        /// A receipt, an invoice or an order.
        Receipt = "receipt",
        /// A photograph of what came.
        Photo = "photo",
        /// What the shop and the customer wrote to one another.
        Letter = "letter",
        /// That something was cancelled, sent back, or promised back.
        Proof = "proof",
        /// A report to the police.
        Police = "police",
        /// Anything else.
        Other = "other",
    }
}

impl DisputeReason {
    /// What helps, the most telling first. The first is needed where [`Self::needs_evidence`] says so.
    #[must_use]
    pub const fn wants(self) -> &'static [EvidenceKind] {
        use EvidenceKind::{Letter, Other, Photo, Police, Proof, Receipt};
        match self {
            Self::NotMine => &[Police, Other],
            Self::NotReceived => &[Receipt, Letter],
            Self::NotAsDescribed => &[Photo, Receipt, Letter],
            Self::ChargedTwice | Self::WrongAmount => &[Receipt, Other],
            Self::RefundMissing => &[Proof, Letter],
            Self::Cancelled => &[Proof, Letter],
            Self::CashMissing => &[Receipt, Other],
        }
    }

    /// Whether the bank takes no dispute of this sort without the first of [`Self::wants`]. What never happened leaves no paper: such a
    /// reason needs none.
    #[must_use]
    pub const fn needs_evidence(self) -> bool {
        matches!(self, Self::NotAsDescribed | Self::WrongAmount | Self::RefundMissing | Self::Cancelled)
    }

    /// Whether a payment of this sort can have that wrong with it.
    #[must_use]
    pub const fn fits(self, made: &Transaction) -> bool {
        let cash = matches!(made.asked.channel, Channel::Atm | Channel::CashAdvance);
        match self {
            Self::CashMissing => cash,
            Self::NotReceived | Self::NotAsDescribed | Self::Cancelled => !cash,
            // What is only reserved was not collected, so nothing can be given back yet.
            Self::RefundMissing => !cash && !matches!(made.state, TransactionState::Pending),
            Self::NotMine | Self::ChargedTwice | Self::WrongAmount => true,
        }
    }
}

named! {
    /// Why a dispute is not taken.
    DisputeBar {
        /// Nothing was charged, or all of it was given back.
        NothingCharged = "nothing-charged",
        /// Older than [`WINDOW`].
        TooLate = "too-late",
        /// There is one about this payment that is not over.
        OpenAlready = "open-already",
        /// The reason does not go with such a payment.
        ReasonUnfit = "reason-unfit",
        /// What the reason needs is not there.
        EvidenceMissing = "evidence-missing",
        /// More than [`MOST_PIECES`], or one piece twice.
        EvidenceTooMuch = "evidence-too-much",
        /// A piece that the bank does not have (any more).
        EvidenceUnknown = "evidence-unknown",
        /// No words, or too many.
        Statement = "statement",
        /// It is over, or nothing was asked for.
        State = "state",
    }
}

named! {
    /// How a dispute stands.
    DisputeState {
        /// The bank has it.
        Submitted = "submitted",
        /// Somebody at the bank looks into it.
        InReview = "in-review",
        /// The bank waits for the customer.
        NeedsEvidence = "needs-evidence",
        /// The customer was right.
        Granted = "granted",
        /// The customer was not.
        Refused = "refused",
        /// The customer took it back.
        Withdrawn = "withdrawn",
    }
}

impl DisputeState {
    /// Whether nothing comes after it.
    #[must_use]
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Granted | Self::Refused | Self::Withdrawn)
    }
}

named! {
    /// What the customer may do, by right.
    Right {
        /// The bank has to answer by a day that has not come yet.
        Wait = "wait",
        /// The bank has let that day pass: the customer may complain elsewhere at once.
        Late = "late",
        /// The bank refused: the customer may have that looked at elsewhere.
        Object = "object",
        /// The customer got what was asked for.
        Done = "done",
        /// The customer took it back, and may file it again.
        Again = "again",
    }
}

/// A piece of evidence that the bank has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Piece {
    /// SHA-256 of its bytes in 64 lower-case hexadecimal digits: its name at the bank.
    pub digest: String,
    /// What it shows.
    pub kind: EvidenceKind,
}

/// A step of a dispute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DisputeStep {
    /// How it stood from then on.
    pub state: DisputeState,
    /// When.
    pub at: Timestamp,
}

/// A dispute as the bank keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Dispute {
    /// Its id, which a customer can tell on the telephone.
    pub dispute_id: Uuid,
    /// About which payment.
    pub transaction_id: Uuid,
    /// With which card.
    pub card_id: Uuid,
    /// To whom.
    pub merchant: String,
    /// What is disputed, in the card's currency.
    pub amount: Money,
    /// What is wrong.
    pub reason: DisputeReason,
    /// In the customer's words.
    pub statement: String,
    /// In the order in which it came.
    pub evidence: Vec<Piece>,
    /// How it stands.
    pub state: DisputeState,
    /// Each step, the first one first.
    pub steps: Vec<DisputeStep>,
    /// The bank answers by then.
    pub answer_by: Timestamp,
    /// The bank has announced that it needs the second ten working days.
    pub extended: bool,
    /// With `needs-evidence`: by then it should be there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence_by: Option<Timestamp>,
    /// In the bank's words: what it asks for, or why it decided so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// With `granted`: what came back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub returned: Option<Money>,
}

/// What a customer files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filing<'a> {
    /// What is wrong.
    pub reason: DisputeReason,
    /// In the customer's words.
    pub statement: &'a str,
    /// What is handed in.
    pub evidence: &'a [Piece],
}

/// What can be disputed of a payment now.
///
/// # Errors
/// [`DisputeBar::NothingCharged`], [`DisputeBar::TooLate`].
pub fn disputable(made: &Transaction, now: Timestamp) -> Result<Money, DisputeBar> {
    let left = made.charged.minus(made.refunded).map_err(|_| DisputeBar::NothingCharged)?;
    if left.minor() <= 0 {
        return Err(DisputeBar::NothingCharged);
    }
    if now.duration_since(made.at) > WINDOW { Err(DisputeBar::TooLate) } else { Ok(left) }
}

impl Filing<'_> {
    /// Whether the bank takes it, and about how much. The phone asks the same before it sends.
    ///
    /// # Errors
    /// [`DisputeBar`]; the payment is looked at first, then the words, then the evidence.
    pub fn check(&self, made: &Transaction, now: Timestamp) -> Result<Money, DisputeBar> {
        let amount = disputable(made, now)?;
        if !self.reason.fits(made) {
            return Err(DisputeBar::ReasonUnfit);
        }
        self.check_form()?;
        Ok(amount)
    }

    /// The same, without the payment.
    ///
    /// # Errors
    /// [`DisputeBar`].
    pub fn check_form(&self) -> Result<(), DisputeBar> {
        let length = self.statement.chars().count();
        if self.statement.trim().is_empty() || length > STATEMENT_MOST {
            return Err(DisputeBar::Statement);
        }
        check_pieces(self.evidence)?;
        let wanted = self.reason.wants().first();
        let there = self.evidence.iter().any(|piece| Some(&piece.kind) == wanted);
        if self.reason.needs_evidence() && !there { Err(DisputeBar::EvidenceMissing) } else { Ok(()) }
    }
}

fn check_pieces(pieces: &[Piece]) -> Result<(), DisputeBar> {
    let twice = |place: usize, piece: &Piece| pieces.iter().take(place).any(|other| other.digest == piece.digest);
    let repeated = pieces.iter().enumerate().any(|(place, piece)| twice(place, piece));
    if pieces.len() > MOST_PIECES || repeated { Err(DisputeBar::EvidenceTooMuch) } else { Ok(()) }
}

impl Dispute {
    /// A new one, taken now.
    ///
    /// # Errors
    /// [`DisputeBar`].
    pub fn file(
        dispute_id: Uuid,
        filing: &Filing<'_>,
        made: &Transaction,
        holidays: &[Date],
        now: Timestamp,
    ) -> Result<Self, DisputeBar> {
        let amount = filing.check(made, now)?;
        Ok(Self {
            dispute_id,
            transaction_id: made.transaction_id,
            card_id: made.card_id,
            merchant: made.asked.merchant.name().to_owned(),
            amount,
            reason: filing.reason,
            statement: filing.statement.trim().to_owned(),
            evidence: filing.evidence.to_vec(),
            state: DisputeState::Submitted,
            steps: vec![DisputeStep { state: DisputeState::Submitted, at: now }],
            answer_by: working_days::after(now, ANSWER_DAYS, holidays).ok_or(DisputeBar::TooLate)?,
            extended: false,
            evidence_by: None,
            words: None,
            returned: None,
        })
    }

    /// Somebody at the bank takes it up.
    ///
    /// # Errors
    /// [`DisputeBar::State`].
    pub fn review(&mut self, now: Timestamp) -> Result<(), DisputeBar> {
        self.expect(self.state == DisputeState::Submitted)?;
        self.step(DisputeState::InReview, now);
        Ok(())
    }

    /// The bank asks for more. Its own deadline stays.
    ///
    /// # Errors
    /// [`DisputeBar::State`].
    pub fn ask(&mut self, words: &str, holidays: &[Date], now: Timestamp) -> Result<(), DisputeBar> {
        self.expect(!self.state.is_over())?;
        self.evidence_by = working_days::after(now, EVIDENCE_DAYS, holidays);
        self.words = Some(words.to_owned());
        self.step(DisputeState::NeedsEvidence, now);
        Ok(())
    }

    /// The customer hands more in: asked for or not, as long as it is open.
    ///
    /// # Errors
    /// [`DisputeBar::State`], [`DisputeBar::EvidenceTooMuch`].
    pub fn add(&mut self, pieces: &[Piece], now: Timestamp) -> Result<(), DisputeBar> {
        self.expect(!self.state.is_over() && !pieces.is_empty())?;
        let all = [self.evidence.as_slice(), pieces].concat();
        check_pieces(&all)?;
        self.evidence = all;
        if self.state == DisputeState::NeedsEvidence {
            (self.evidence_by, self.words) = (None, None);
            self.step(DisputeState::InReview, now);
        }
        Ok(())
    }

    /// The bank announces that it needs longer: once, and before the first deadline is over.
    ///
    /// # Errors
    /// [`DisputeBar::State`].
    pub fn extend(&mut self, holidays: &[Date], now: Timestamp) -> Result<(), DisputeBar> {
        self.expect(!self.state.is_over() && !self.extended && now <= self.answer_by)?;
        self.answer_by = working_days::after(self.answer_by, ANSWER_DAYS, holidays).ok_or(DisputeBar::State)?;
        self.extended = true;
        Ok(())
    }

    /// The bank agrees; so much came back.
    ///
    /// # Errors
    /// [`DisputeBar::State`].
    pub fn grant(&mut self, words: &str, returned: Money, now: Timestamp) -> Result<(), DisputeBar> {
        self.expect(!self.state.is_over())?;
        self.returned = Some(returned);
        self.end(DisputeState::Granted, Some(words.to_owned()), now);
        Ok(())
    }

    /// The bank does not agree, and says why.
    ///
    /// # Errors
    /// [`DisputeBar::State`].
    pub fn refuse(&mut self, words: &str, now: Timestamp) -> Result<(), DisputeBar> {
        self.expect(!self.state.is_over())?;
        self.end(DisputeState::Refused, Some(words.to_owned()), now);
        Ok(())
    }

    /// The customer takes it back. Taken back already, it stays so.
    ///
    /// # Errors
    /// [`DisputeBar::State`] once the bank has decided.
    pub fn withdraw(&mut self, now: Timestamp) -> Result<(), DisputeBar> {
        if self.state == DisputeState::Withdrawn {
            return Ok(());
        }
        self.expect(!self.state.is_over())?;
        self.end(DisputeState::Withdrawn, None, now);
        Ok(())
    }

    /// What the customer may do now.
    #[must_use]
    pub fn right(&self, now: Timestamp) -> Right {
        match self.state {
            DisputeState::Granted => Right::Done,
            DisputeState::Refused => Right::Object,
            DisputeState::Withdrawn => Right::Again,
            DisputeState::Submitted | DisputeState::InReview | DisputeState::NeedsEvidence => {
                if now > self.answer_by {
                    Right::Late
                } else {
                    Right::Wait
                }
            }
        }
    }

    fn expect(&self, fits: bool) -> Result<(), DisputeBar> {
        if fits { Ok(()) } else { Err(DisputeBar::State) }
    }

    fn end(&mut self, state: DisputeState, words: Option<String>, now: Timestamp) {
        (self.words, self.evidence_by) = (words, None);
        self.step(state, now);
    }

    fn step(&mut self, state: DisputeState, now: Timestamp) {
        if self.state != state {
            self.state = state;
            self.steps.push(DisputeStep { state, at: now });
        }
    }
}

/// Whether a piece of this form can show that: a photograph is none on paper alone, everything else may be any.
#[must_use]
pub const fn can_show(kind: EvidenceKind, form: MediaType) -> bool {
    match kind {
        EvidenceKind::Photo => matches!(form, MediaType::Jpeg | MediaType::Png),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::laws::{payment, rupiah};
    use super::*;

    fn now() -> Timestamp {
        // Friday, 27 November 2026, 10:00 in Jakarta.
        Timestamp::from_second(1_795_748_400).expect("a moment")
    }

    fn made() -> Transaction {
        Transaction {
            transaction_id: Uuid::from_u128(1),
            card_id: Uuid::from_u128(2),
            at: now(),
            asked: payment(rupiah(100)),
            original: None,
            state: TransactionState::Settled,
            charged: rupiah(100),
            refunded: rupiah(0),
            settled_at: None,
            code: "00".into(),
            decision: None,
        }
    }

    fn piece(mark: u8, kind: EvidenceKind) -> Piece {
        Piece { digest: format!("{mark:02x}").repeat(32), kind }
    }

    fn filed(reason: DisputeReason, evidence: &[Piece]) -> Result<Dispute, DisputeBar> {
        let filing = Filing { reason, statement: "Barang tidak pernah datang.", evidence };
        Dispute::file(Uuid::from_u128(9), &filing, &made(), &[], now())
    }

    #[test]
    fn card_7_only_what_was_charged_and_not_given_back_can_be_disputed_and_for_120_days() {
        let mut payment = made();
        assert_eq!(disputable(&payment, now()), Ok(rupiah(100)));
        payment.refunded = rupiah(40);
        assert_eq!(disputable(&payment, now()), Ok(rupiah(60)));
        payment.refunded = rupiah(100);
        assert_eq!(disputable(&payment, now()), Err(DisputeBar::NothingCharged));
        payment.refunded = rupiah(0);
        assert_eq!(disputable(&payment, now() + WINDOW), Ok(rupiah(100)));
        let late = now() + WINDOW + SignedDuration::from_secs(1);
        assert_eq!(disputable(&payment, late), Err(DisputeBar::TooLate));
        payment.charged = rupiah(0);
        assert_eq!(disputable(&payment, now()), Err(DisputeBar::NothingCharged));
    }

    #[test]
    fn card_7_a_reason_needs_its_evidence_and_fits_its_payment() {
        assert!(filed(DisputeReason::NotMine, &[]).is_ok());
        assert_eq!(filed(DisputeReason::NotAsDescribed, &[]), Err(DisputeBar::EvidenceMissing));
        let receipt = piece(1, EvidenceKind::Receipt);
        assert_eq!(
            filed(DisputeReason::NotAsDescribed, std::slice::from_ref(&receipt)),
            Err(DisputeBar::EvidenceMissing)
        );
        assert!(filed(DisputeReason::NotAsDescribed, &[receipt.clone(), piece(2, EvidenceKind::Photo)]).is_ok());
        assert_eq!(filed(DisputeReason::CashMissing, &[]), Err(DisputeBar::ReasonUnfit));
        assert_eq!(filed(DisputeReason::NotMine, &[receipt.clone(), receipt]), Err(DisputeBar::EvidenceTooMuch));
        let many: Vec<_> = (0..7).map(|mark| piece(mark, EvidenceKind::Other)).collect();
        assert_eq!(filed(DisputeReason::NotMine, &many), Err(DisputeBar::EvidenceTooMuch));
        for statement in [" ", "a".repeat(STATEMENT_MOST + 1).as_str()] {
            let filing = Filing { reason: DisputeReason::NotMine, statement, evidence: &[] };
            assert_eq!(filing.check(&made(), now()), Err(DisputeBar::Statement));
        }
    }

    #[test]
    fn safe_7_the_customer_waits_ten_working_days_and_then_may_complain_elsewhere() {
        let mut dispute = filed(DisputeReason::NotReceived, &[]).expect("taken");
        let by: Timestamp = "2026-12-11T16:59:59Z".parse().expect("a moment");
        assert_eq!((dispute.answer_by, dispute.right(by)), (by, Right::Wait));
        assert_eq!(dispute.right(by + SignedDuration::from_secs(1)), Right::Late);
        assert_eq!(
            dispute.extend(&[], by + SignedDuration::from_secs(1)),
            Err(DisputeBar::State),
            "too late to announce"
        );
        assert_eq!(dispute.extend(&[], by), Ok(()));
        assert_eq!(dispute.answer_by, "2026-12-25T16:59:59Z".parse::<Timestamp>().expect("a moment"));
        assert_eq!(dispute.extend(&[], by), Err(DisputeBar::State), "once");
        assert_eq!(dispute.refuse("Barang sudah diterima.", by), Ok(()));
        assert_eq!(dispute.right(by), Right::Object);
    }

    #[test]
    fn card_7_evidence_that_is_asked_for_goes_in_and_the_review_goes_on() {
        let mut dispute = filed(DisputeReason::NotReceived, &[]).expect("taken");
        assert_eq!(dispute.review(now()), Ok(()));
        assert_eq!(dispute.ask("Bukti pesanan", &[], now()), Ok(()));
        assert!(dispute.evidence_by.is_some() && dispute.words.is_some());
        assert_eq!(dispute.add(&[], now()), Err(DisputeBar::State));
        assert_eq!(dispute.add(&[piece(1, EvidenceKind::Receipt)], now()), Ok(()));
        assert_eq!((dispute.state, dispute.evidence_by), (DisputeState::InReview, None));
        assert_eq!(dispute.add(&[piece(1, EvidenceKind::Other)], now()), Err(DisputeBar::EvidenceTooMuch), "twice");
        assert_eq!(dispute.grant("Benar.", rupiah(100), now()), Ok(()));
        let states: Vec<_> = dispute.steps.iter().map(|step| step.state.name()).collect();
        assert_eq!(states, ["submitted", "in-review", "needs-evidence", "in-review", "granted"]);
    }

    #[derive(Debug, Clone, Copy)]
    enum Act {
        Review,
        Ask,
        Add(u8),
        Extend,
        Grant,
        Refuse,
        Withdraw,
    }

    fn act() -> impl Strategy<Value = Act> {
        prop_oneof![
            Just(Act::Review),
            Just(Act::Ask),
            (0_u8..8).prop_map(Act::Add),
            Just(Act::Extend),
            Just(Act::Grant),
            Just(Act::Refuse),
            Just(Act::Withdraw),
        ]
    }

    proptest! {
        #[test]
        fn card_7_what_is_decided_stays_decided_and_deadlines_move_once(
            acts in prop::collection::vec((act(), 0_i64..40), 0..24),
        ) {
            let mut dispute = filed(DisputeReason::NotReceived, &[]).expect("taken");
            let first = dispute.answer_by;
            let mut now = now();
            for (act, days) in acts {
                now += SignedDuration::from_hours(24 * days);
                let before = dispute.clone();
                let done = match act {
                    Act::Review => dispute.review(now),
                    Act::Ask => dispute.ask("Bukti?", &[], now),
                    Act::Add(mark) => dispute.add(&[piece(mark, EvidenceKind::Other)], now),
                    Act::Extend => dispute.extend(&[], now),
                    Act::Grant => dispute.grant("Benar.", rupiah(100), now),
                    Act::Refuse => dispute.refuse("Tidak.", now),
                    Act::Withdraw => dispute.withdraw(now),
                };
                if done.is_err() || before.state.is_over() {
                    prop_assert_eq!(&dispute, &before, "a refused act, or one after the end, changes nothing");
                }
                prop_assert_eq!(dispute.evidence_by.is_some(), dispute.state == DisputeState::NeedsEvidence);
                prop_assert_eq!(dispute.answer_by != first, dispute.extended);
                prop_assert!(dispute.answer_by >= first && dispute.evidence.len() <= MOST_PIECES);
                prop_assert_eq!(dispute.returned.is_some(), dispute.state == DisputeState::Granted);
                prop_assert_eq!(dispute.steps.last().map(|step| step.state), Some(dispute.state));
                prop_assert!(dispute.steps.windows(2).all(|two| two[0].at <= two[1].at));
                let late = !dispute.state.is_over() && now > dispute.answer_by;
                prop_assert_eq!(dispute.right(now) == Right::Late, late);
            }
        }
    }
}
