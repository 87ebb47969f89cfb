//! What may happen, and the little that has to be known to choose it: what proptest draws from and shrinks along.

use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::Union;
use proptest_state_machine::ReferenceStateMachine;

use crate::machine::model::{Trouble, trouble};

/// Rupiah in thousands.
pub(super) type Thousands = u32;

/// The limits that are changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    PerTransaction,
    Day,
    OnlineDay,
    AbroadDay,
}

/// What a limit is set to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Value {
    Blocked,
    AtMost(Thousands),
    Ceiling,
}

/// How a payment comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Via {
    Chip,
    Contactless,
    Online,
    Atm,
}

/// A change of the controls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wish {
    /// `hours`: for so long; for good, if none.
    Limit {
        limit: Which,
        value: Value,
        hours: Option<u8>,
    },
    Channel {
        via: Via,
        abroad: bool,
        on: bool,
    },
    Merchant {
        number: u8,
        blocked: bool,
    },
}

/// What needs the phone alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Deed {
    Freeze,
    Change(Wish),
    CancelRaise(Which),
    /// What waits is sent.
    Send,
}

/// What needs the token's approval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    Unfreeze,
    Replacement,
    Activation,
    /// A virtual card beside it.
    Virtual,
}

/// A payment that the network brings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Payment {
    pub(super) amount: Thousands,
    pub(super) via: Via,
    pub(super) abroad: bool,
    pub(super) merchant: u8,
}

/// What the shop does with the newest payment that it may do so with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shop {
    CollectAll,
    CollectHalf,
    GiveUp,
    GiveBackHalf,
    GiveBackAll,
}

/// One thing that somebody does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// The customer looks at her cards; both phones show them as they are now.
    Look,
    /// She does something on one of the phones.
    Do { phone: usize, deed: Deed, trouble: Trouble },
    /// She does something on both phones at once.
    Both { one: Deed, other: Deed, trouble: Trouble, troubles: Trouble },
    /// She asks for something that is to be approved; `later`: and does not do so yet.
    Ask { asked: Asked, later: bool, trouble: Trouble },
    /// She wants a change that may need an approval, and leaves that for later.
    Wish { wish: Wish, trouble: Trouble },
    /// She approves what has waited longest.
    Approve { trouble: Trouble },
    /// She says that the card is lost.
    Lost { trouble: Trouble },
    /// The post takes a card one step further.
    Post,
    /// She is asked whether she still wants what has expired.
    Answer { phone: usize, again: bool, trouble: Trouble },
    /// A payment.
    Pay(Payment),
    /// So many payments at the same moment, while a phone freezes the card.
    Rush { payment: Payment, count: u8, freeze: Option<usize> },
    /// The network declines by itself.
    NetworkDeclines,
    /// The shop's next step.
    Shop(Shop),
    /// The bank places its hold, or lifts it.
    BankHold { on: bool },
    /// The same payment in the last second before a limit changes by itself, and when it has.
    Edge(Payment),
    /// Time passes for everybody.
    Pass { seconds: u32 },
    /// The app is killed.
    Kill { phone: usize },
    /// Both phones are started anew; their clock that runs since the start begins again.
    Reboot,
    /// What went astray arrives.
    Latecomers { phone: usize },
}

impl Step {
    /// Its name in counts.
    pub(super) const fn name(&self) -> &'static str {
        match self {
            Self::Look => "look",
            Self::Do { deed, .. } => deed.name(),
            Self::Both { .. } => "both phones at once",
            Self::Ask { asked: Asked::Unfreeze, .. } => "unfreeze",
            Self::Ask { asked: Asked::Replacement, .. } => "replacement",
            Self::Ask { asked: Asked::Activation, .. } => "activation",
            Self::Ask { asked: Asked::Virtual, .. } => "virtual card",
            Self::Wish { .. } => "change, approved later",
            Self::Approve { .. } => "approval",
            Self::Lost { .. } => "reported lost",
            Self::Post => "post",
            Self::Answer { again: true, .. } => "wanted again",
            Self::Answer { again: false, .. } => "not wanted any more",
            Self::Pay(_) => "payment",
            Self::Rush { .. } => "payments at once",
            Self::NetworkDeclines => "declined by the network",
            Self::Shop(_) => "shop",
            Self::BankHold { on: true } => "held by the bank",
            Self::BankHold { on: false } => "let go by the bank",
            Self::Edge(_) => "payments around a change by itself",
            Self::Pass { .. } => "time passes",
            Self::Kill { .. } => "kill",
            Self::Reboot => "reboot",
            Self::Latecomers { .. } => "latecomers",
        }
    }
}

impl Deed {
    const fn name(&self) -> &'static str {
        match self {
            Self::Freeze => "freeze",
            Self::Change(Wish::Limit { hours: None, .. }) => "limit",
            Self::Change(Wish::Limit { .. }) => "limit for a time",
            Self::Change(Wish::Channel { .. }) => "channel",
            Self::Change(Wish::Merchant { .. }) => "merchant",
            Self::CancelRaise(_) => "raise cancelled",
            Self::Send => "what waits is sent",
        }
    }
}

/// What is known before anything runs: shrinking leaves out what has nothing to act on.
#[derive(Debug, Clone, Default)]
pub(super) struct Model {
    frozen: bool,
    asked: bool,
    paid: bool,
    held: bool,
    limited: bool,
    replaced: bool,
}

fn limits() -> impl Strategy<Value = Which> + Clone {
    select(&[Which::PerTransaction, Which::Day, Which::Day, Which::OnlineDay, Which::AbroadDay][..])
}

fn vias() -> impl Strategy<Value = Via> + Clone {
    select(&[Via::Chip, Via::Chip, Via::Online, Via::Online, Via::Contactless, Via::Atm][..])
}

fn amounts() -> impl Strategy<Value = Thousands> + Clone {
    select(&[300_u32, 500, 1_000, 1_000, 2_000, 4_000, 8_000, 11_000][..])
}

fn wishes() -> BoxedStrategy<Wish> {
    let value =
        prop_oneof![1 => Just(Value::Blocked), 6 => amounts().prop_map(Value::AtMost), 1 => Just(Value::Ceiling)];
    let hours = proptest::option::of(select(&[1_u8, 6, 13, 30, 60][..]));
    prop_oneof![
        8 => (limits(), value, hours).prop_map(|(limit, value, hours)| Wish::Limit { limit, value, hours }),
        2 => (vias(), any::<bool>(), any::<bool>()).prop_map(|(via, abroad, on)| Wish::Channel { via, abroad, on }),
        1 => (0..2_u8, any::<bool>()).prop_map(|(number, blocked)| Wish::Merchant { number, blocked }),
    ]
    .boxed()
}

fn deeds() -> BoxedStrategy<Deed> {
    prop_oneof![
        4 => Just(Deed::Freeze),
        8 => wishes().prop_map(Deed::Change),
        1 => limits().prop_map(Deed::CancelRaise),
        3 => Just(Deed::Send),
    ]
    .boxed()
}

fn payments() -> BoxedStrategy<Payment> {
    (amounts(), vias(), proptest::bool::weighted(0.3), 0..2_u8)
        .prop_map(|(amount, via, abroad, merchant)| Payment { amount, via, abroad, merchant })
        .boxed()
}

fn asked(state: &Model) -> BoxedStrategy<Asked> {
    let activation = u32::from(state.replaced) * 3;
    let unfreeze = 1 + u32::from(state.frozen) * 4;
    Union::new_weighted(vec![
        (unfreeze, Just(Asked::Unfreeze).boxed()),
        (1, Just(Asked::Replacement).boxed()),
        (activation.max(1), Just(Asked::Activation).boxed()),
        (1, Just(Asked::Virtual).boxed()),
    ])
    .boxed()
}

impl ReferenceStateMachine for Model {
    type State = Self;
    type Transition = Step;

    fn init_state() -> BoxedStrategy<Self> {
        Just(Self::default()).boxed()
    }

    fn transitions(state: &Self) -> BoxedStrategy<Step> {
        let seconds = select(&[30_u32, 120, 600, 899, 901, 7_200, 43_200, 86_399, 90_000][..]);
        let phone = || 0..2_usize;
        let later = || proptest::bool::weighted(0.3);
        let shop =
            select(&[Shop::CollectAll, Shop::CollectHalf, Shop::GiveUp, Shop::GiveBackHalf, Shop::GiveBackAll][..]);
        let rush = (payments(), 2..5_u8, proptest::option::of(phone()));
        let mut steps: Vec<(u32, BoxedStrategy<Step>)> = vec![
            (4, Just(Step::Look).boxed()),
            (
                16,
                (phone(), deeds(), trouble())
                    .prop_map(|(phone, deed, trouble)| Step::Do { phone, deed, trouble })
                    .boxed(),
            ),
            (
                5,
                (deeds(), deeds(), trouble(), trouble())
                    .prop_map(|(one, other, trouble, troubles)| Step::Both { one, other, trouble, troubles })
                    .boxed(),
            ),
            (
                4,
                (asked(state), later(), trouble())
                    .prop_map(|(asked, later, trouble)| Step::Ask { asked, later, trouble })
                    .boxed(),
            ),
            (2, (wishes(), trouble()).prop_map(|(wish, trouble)| Step::Wish { wish, trouble }).boxed()),
            (1, trouble().prop_map(|trouble| Step::Lost { trouble }).boxed()),
            (
                3,
                (phone(), any::<bool>(), trouble())
                    .prop_map(|(phone, again, trouble)| Step::Answer { phone, again, trouble })
                    .boxed(),
            ),
            (12, payments().prop_map(Step::Pay).boxed()),
            (3, rush.prop_map(|(payment, count, freeze)| Step::Rush { payment, count, freeze }).boxed()),
            (1, Just(Step::NetworkDeclines).boxed()),
            (1, Just(Step::BankHold { on: true }).boxed()),
            (8, seconds.prop_map(|seconds| Step::Pass { seconds }).boxed()),
            (2, phone().prop_map(|phone| Step::Kill { phone }).boxed()),
            (1, Just(Step::Reboot).boxed()),
            (1, phone().prop_map(|phone| Step::Latecomers { phone }).boxed()),
        ];
        if state.asked {
            steps.push((4, trouble().prop_map(|trouble| Step::Approve { trouble }).boxed()));
        }
        if state.paid {
            steps.push((4, shop.prop_map(Step::Shop).boxed()));
        }
        if state.held {
            steps.push((2, Just(Step::BankHold { on: false }).boxed()));
        }
        if state.limited {
            steps.push((6, payments().prop_map(Step::Edge).boxed()));
        }
        if state.replaced {
            steps.push((6, Just(Step::Post).boxed()));
        }
        Union::new_weighted(steps).boxed()
    }

    fn apply(mut state: Self, step: &Step) -> Self {
        let limits = |deed: &Deed| matches!(deed, Deed::Change(Wish::Limit { .. }));
        match step {
            Step::Do { deed: Deed::Freeze, .. } => state.frozen = true,
            Step::Do { deed, .. } => state.limited |= limits(deed),
            Step::Both { one, other, .. } => {
                state.frozen |= *one == Deed::Freeze || *other == Deed::Freeze;
                state.limited |= limits(one) || limits(other);
            }
            Step::Ask { asked, later, .. } => {
                state.asked |= *later;
                state.replaced |= *asked == Asked::Replacement;
            }
            Step::Wish { .. } => state.asked = true,
            Step::Pay(_) | Step::Rush { .. } | Step::Edge(_) => state.paid = true,
            Step::BankHold { on } => state.held = *on,
            _ => {}
        }
        state
    }

    fn preconditions(state: &Self, step: &Step) -> bool {
        match step {
            Step::Approve { .. } => state.asked,
            Step::Shop(_) => state.paid,
            Step::BankHold { on: false } => state.held,
            Step::Edge(_) => state.limited,
            Step::Post => state.replaced,
            _ => true,
        }
    }
}
