//! What may happen, and the little that has to be known to choose it: the reference that proptest draws sequences from and
//! shrinks along.

use std::fmt;

use kunci_adapters::life::Moment;
use proptest::prelude::*;
use proptest::strategy::Union;
use proptest_state_machine::ReferenceStateMachine;

use crate::network::Fate;

/// What goes wrong during a step: fates of its calls, and perhaps the end of the process at a durable act. Counted from the step's
/// first call and act.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Trouble {
    pub(crate) fates: Vec<(u8, Fate)>,
    pub(crate) end: Option<(u8, Moment)>,
}

impl fmt::Debug for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.fates.is_empty() && self.end.is_none() {
            return f.write_str("calm");
        }
        let fates = self.fates.iter().map(|(call, fate)| format!("call {call} {fate:?}"));
        let end = self.end.iter().map(|(act, moment)| format!("killed {moment:?} act {act}"));
        f.write_str(&fates.chain(end).collect::<Vec<_>>().join(", "))
    }
}

/// What a person types where an Unlock Code is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Typed {
    /// What she chose.
    Right,
    /// Something else.
    Wrong,
}

/// What a finger is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum To {
    /// A session.
    SignIn,
    /// An OTP for the website.
    Website,
    /// A transfer.
    Pay,
}

/// Which of two phones has trouble.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hits {
    /// The one that is to be the token.
    New,
    /// The one that is it.
    Old,
}

/// How far she gets in an enrolment before she puts the phone away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Until {
    /// The SMS is on its way.
    Begun,
    /// Keys are agreed.
    Proved,
    /// The Unlock Code is chosen.
    Chosen,
}

/// What a code of the hardware token is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Device {
    /// The bank takes its codes from now on.
    Activate,
    /// The bank learns its clock.
    Resync,
    /// A session that may look.
    SignIn,
    /// The website.
    Website,
    /// This phone becomes the token.
    Enrol,
}

/// Which code she types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Press {
    /// The one on the display.
    Fresh,
    /// One that she typed before.
    Used,
    /// None that the device shows.
    MadeUp,
}

/// How a change of the number is stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stopped {
    /// On a phone that is signed in.
    InApp,
    /// By an answer from the old number.
    BySms,
}

/// One thing that somebody does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Step {
    /// The customer goes on with the enrolment of this phone, as the app leads her.
    Enrol { phone: usize, until: Until, trouble: Trouble },
    /// Both phones send their last step at the same time, if both are there.
    Race,
    /// She signs in and proves the token.
    Prove { phone: usize, typed: Typed, trouble: Trouble },
    /// She signs in on the website; a double click sends the form so many times at once.
    Website { phone: usize, typed: Typed, clicks: u8 },
    /// Somebody sends an OTP again that the website has taken.
    Replay,
    /// She pays somebody.
    Transfer { phone: usize, typed: Typed, trouble: Trouble },
    /// She changes the Unlock Code; `typed` is the old one.
    ChangeCode { phone: usize, typed: Typed, trouble: Trouble },
    /// So many copies of this phone guess at the same moment; with `right`, one of them knows the code.
    Guess { phone: usize, copies: u8, right: bool },
    /// Somebody who knows only the user id tries passwords, at the same moment, in the app and on the website.
    Stranger { tries: u8 },
    /// A replaced phone says "not me".
    NotMe { phone: usize, trouble: Trouble },
    /// She switches the finger on; `typed` is the code that proves it.
    FingerOn { phone: usize, typed: Typed, trouble: Trouble },
    /// She puts her finger on the sensor.
    Finger { phone: usize, to: To, trouble: Trouble },
    /// She switches it off.
    FingerOff { phone: usize, trouble: Trouble },
    /// She suspends her token.
    Suspend { phone: usize, trouble: Trouble },
    /// She lifts that; `waited`: after the token's probation.
    Lift { phone: usize, typed: Typed, waited: bool, trouble: Trouble },
    /// The other phone, which has the token, lets this one be it; `typed` is the other phone's code, and the trouble hits one of them.
    Vouch { phone: usize, typed: Typed, waited: bool, hits: Hits, trouble: Trouble },
    /// She uses her hardware token.
    Device { phone: usize, use_: Device, press: Press, trouble: Trouble },
    /// The device's clock is so many seconds ahead from now on.
    DeviceClock { seconds: i16 },
    /// She changes her number; `typed` approves it, or the hardware token stands in.
    Number { phone: usize, typed: Typed, press: Press, waited: bool, trouble: Trouble },
    /// She stops a change that waits.
    StopNumber { phone: usize, how: Stopped, trouble: Trouble },
    /// The phone asks how its token stands.
    Status { phone: usize, trouble: Trouble },
    /// The customer keeps a copy of this phone's storage, in the place of the one before.
    BackUp { phone: usize },
    /// And puts it back: what the phone was until now is gone.
    Restore { phone: usize },
    /// A thief has a copy of this phone, hardware and code, and signs in after her, and she after the thief.
    Twin { phone: usize },
    /// The app is killed.
    Kill { phone: usize },
    /// What was underway arrives.
    Latecomers { phone: usize },
    /// Time passes for everybody.
    Pass { seconds: u32 },
}

impl Step {
    /// Its name in counts.
    pub(crate) const fn name(&self) -> &'static str {
        match self {
            Self::Enrol { .. } => "enrol",
            Self::Race => "race of two enrolments",
            Self::Prove { .. } => "prove",
            Self::Website { .. } => "website login",
            Self::Replay => "replay of a code",
            Self::Transfer { .. } => "transfer",
            Self::ChangeCode { .. } => "code change",
            Self::Guess { .. } => "parallel guesses",
            Self::Stranger { .. } => "stranger",
            Self::NotMe { .. } => "not me",
            Self::FingerOn { .. } => "finger on",
            Self::Finger { .. } => "finger",
            Self::FingerOff { .. } => "finger off",
            Self::Suspend { .. } => "suspend",
            Self::Lift { .. } => "lift",
            Self::Vouch { .. } => "old phone approves",
            Self::Device { .. } => "hardware token",
            Self::DeviceClock { .. } => "clock of the hardware token",
            Self::Number { .. } => "number",
            Self::StopNumber { .. } => "number stopped",
            Self::Status { .. } => "status",
            Self::BackUp { .. } => "backup",
            Self::Restore { .. } => "backup put back",
            Self::Twin { .. } => "twin",
            Self::Kill { .. } => "kill",
            Self::Latecomers { .. } => "latecomers",
            Self::Pass { .. } => "time passes",
        }
    }
}

/// What is known before anything runs.
#[derive(Debug, Clone, Default)]
pub(crate) struct Model {
    /// A phone that may have a token: its enrolment was tried to the end.
    may_have: [bool; 2],
    /// A phone whose enrolment is begun or further.
    begun: [bool; 2],
    /// A phone whose finger may be on.
    finger: [bool; 2],
    /// A phone whose token may be suspended.
    suspended: [bool; 2],
    /// The hardware token may be activated.
    activated: bool,
    /// A change of the number may wait.
    number: bool,
    /// There is a backup of it.
    backed_up: [bool; 2],
    /// The website may have taken a code.
    logged_in: bool,
}

pub(crate) fn trouble() -> BoxedStrategy<Trouble> {
    let fate = proptest::sample::select(Fate::WORSE.to_vec());
    let fates = proptest::collection::vec((0..7_u8, fate), 0..3);
    let moment = prop_oneof![Just(Moment::Before), Just(Moment::After)];
    let end = proptest::option::weighted(0.2, (0..4_u8, moment));
    prop_oneof![
        1 => Just(Trouble::default()),
        1 => (fates, end).prop_map(|(fates, end)| Trouble { fates, end }),
    ]
    .boxed()
}

fn typed() -> BoxedStrategy<Typed> {
    prop_oneof![3 => Just(Typed::Right), 1 => Just(Typed::Wrong)].boxed()
}

fn enrol(phones: Vec<usize>) -> BoxedStrategy<Step> {
    let until = prop_oneof![1 => Just(Until::Begun), 1 => Just(Until::Proved), 4 => Just(Until::Chosen)];
    (proptest::sample::select(phones), until, trouble())
        .prop_map(|(phone, until, trouble)| Step::Enrol { phone, until, trouble })
        .boxed()
}

fn with_token(phones: Vec<usize>) -> Vec<(u32, BoxedStrategy<Step>)> {
    let phone = move || proptest::sample::select(phones.clone());
    vec![
        (
            6,
            (phone(), typed(), trouble())
                .prop_map(|(phone, typed, trouble)| Step::Prove { phone, typed, trouble })
                .boxed(),
        ),
        (
            6,
            (phone(), typed(), 1..4_u8)
                .prop_map(|(phone, typed, clicks)| Step::Website { phone, typed, clicks })
                .boxed(),
        ),
        (
            5,
            (phone(), typed(), trouble())
                .prop_map(|(phone, typed, trouble)| Step::Transfer { phone, typed, trouble })
                .boxed(),
        ),
        (
            5,
            (phone(), typed(), trouble())
                .prop_map(|(phone, typed, trouble)| Step::ChangeCode { phone, typed, trouble })
                .boxed(),
        ),
        (
            2,
            (phone(), 2..7_u8, any::<bool>())
                .prop_map(|(phone, copies, right)| Step::Guess { phone, copies, right })
                .boxed(),
        ),
        (2, (phone(), trouble()).prop_map(|(phone, trouble)| Step::NotMe { phone, trouble }).boxed()),
        (3, (phone(), trouble()).prop_map(|(phone, trouble)| Step::Status { phone, trouble }).boxed()),
        (3, phone().prop_map(|phone| Step::BackUp { phone }).boxed()),
        (1, phone().prop_map(|phone| Step::Twin { phone }).boxed()),
    ]
}

/// What a token can do beside the code, and what is done to it.
fn more(state: &Model) -> Vec<(u32, BoxedStrategy<Step>)> {
    let which = |holds: [bool; 2]| {
        let phones: Vec<usize> = (0..2).filter(|phone| holds[*phone]).collect();
        (!phones.is_empty()).then(|| proptest::sample::select(phones))
    };
    let to = || proptest::sample::select(vec![To::SignIn, To::Website, To::Pay]);
    let waited = || proptest::bool::weighted(0.8);
    let hits = || proptest::sample::select(vec![Hits::New, Hits::Old]);
    let mut steps = Vec::new();
    if let Some(phone) = which(state.may_have) {
        let on = (phone.clone(), typed(), trouble()).prop_map(|(phone, typed, trouble)| Step::FingerOn {
            phone,
            typed,
            trouble,
        });
        let suspend = (phone.clone(), trouble()).prop_map(|(phone, trouble)| Step::Suspend { phone, trouble });
        let vouch = (phone, typed(), waited(), hits(), trouble()).prop_map(|(old, typed, waited, hits, trouble)| {
            Step::Vouch { phone: 1 - old, typed, waited, hits, trouble }
        });
        steps.extend([(4, on.boxed()), (2, suspend.boxed()), (4, vouch.boxed())]);
    }
    if let Some(phone) = which(state.finger) {
        let finger =
            (phone.clone(), to(), trouble()).prop_map(|(phone, to, trouble)| Step::Finger { phone, to, trouble });
        let off = (phone, trouble()).prop_map(|(phone, trouble)| Step::FingerOff { phone, trouble });
        steps.extend([(6, finger.boxed()), (2, off.boxed())]);
    }
    if let Some(phone) = which(state.suspended) {
        let lift = (phone, typed(), waited(), trouble()).prop_map(|(phone, typed, waited, trouble)| Step::Lift {
            phone,
            typed,
            waited,
            trouble,
        });
        steps.push((5, lift.boxed()));
    }
    steps
}

/// The second token, and the number that SMS go to.
fn beside(state: &Model) -> Vec<(u32, BoxedStrategy<Step>)> {
    let press = || prop_oneof![4 => Just(Press::Fresh), 1 => Just(Press::Used), 1 => Just(Press::MadeUp)];
    let with = |uses: Vec<Device>| {
        (0..2_usize, proptest::sample::select(uses), press(), trouble())
            .prop_map(|(phone, use_, press, trouble)| Step::Device { phone, use_, press, trouble })
            .boxed()
    };
    let number = (0..2_usize, typed(), press(), proptest::bool::weighted(0.5), trouble())
        .prop_map(|(phone, typed, press, waited, trouble)| Step::Number { phone, typed, press, waited, trouble })
        .boxed();
    if !state.activated {
        return vec![(2, with(vec![Device::Activate])), (u32::from(state.may_have != [false; 2]), number)];
    }
    let clock = proptest::sample::select(vec![0, 45, -45, 600, -600]);
    let mut steps = vec![
        (6, with(vec![Device::SignIn, Device::Website, Device::Enrol, Device::Resync])),
        (1, with(vec![Device::Activate])),
        (1, clock.prop_map(|seconds| Step::DeviceClock { seconds }).boxed()),
        (3, number),
    ];
    if state.number {
        let how = proptest::sample::select(vec![Stopped::InApp, Stopped::BySms]);
        let stop =
            (0..2_usize, how, trouble()).prop_map(|(phone, how, trouble)| Step::StopNumber { phone, how, trouble });
        steps.push((2, stop.boxed()));
    }
    steps
}

impl ReferenceStateMachine for Model {
    type State = Self;
    type Transition = Step;

    fn init_state() -> BoxedStrategy<Self> {
        Just(Self::default()).boxed()
    }

    fn transitions(state: &Self) -> BoxedStrategy<Step> {
        let seconds = proptest::sample::select(vec![20, 31, 61, 130, 400, 700, 50_000]);
        let mut steps = vec![
            (10, enrol(vec![0, 1])),
            (1, (1..7_u8).prop_map(|tries| Step::Stranger { tries }).boxed()),
            (2, (0..2_usize).prop_map(|phone| Step::Kill { phone }).boxed()),
            (1, (0..2_usize).prop_map(|phone| Step::Latecomers { phone }).boxed()),
            (4, seconds.prop_map(|seconds| Step::Pass { seconds }).boxed()),
        ];
        let phones: Vec<usize> = (0..2).filter(|phone| state.may_have[*phone]).collect();
        if !phones.is_empty() {
            steps.extend(with_token(phones));
        }
        steps.extend(more(state));
        steps.extend(beside(state).into_iter().filter(|(weight, _)| *weight > 0));
        let backed_up: Vec<usize> = (0..2).filter(|phone| state.backed_up[*phone]).collect();
        if !backed_up.is_empty() {
            steps.push((4, proptest::sample::select(backed_up).prop_map(|phone| Step::Restore { phone }).boxed()));
        }
        if state.logged_in {
            steps.push((3, Just(Step::Replay).boxed()));
        }
        if state.begun == [true, true] {
            steps.push((4, Just(Step::Race).boxed()));
        }
        Union::new_weighted(steps).boxed()
    }

    fn apply(mut state: Self, step: &Step) -> Self {
        match step {
            Step::Enrol { phone, until, .. } => {
                state.begun[*phone] = true;
                state.may_have[*phone] |= *until == Until::Chosen;
            }
            Step::Race => state.may_have = [true, true],
            Step::Vouch { phone, .. } => (state.begun[*phone], state.may_have[*phone]) = (true, true),
            Step::FingerOn { phone, .. } => state.finger[*phone] = true,
            Step::Suspend { phone, .. } => state.suspended[*phone] = true,
            Step::BackUp { phone } => state.backed_up[*phone] = true,
            Step::Website { .. } => state.logged_in = true,
            Step::Device { use_: Device::Activate, .. } => state.activated = true,
            Step::Device { phone, use_: Device::Enrol, .. } => {
                (state.begun[*phone], state.may_have[*phone]) = (true, true);
            }
            Step::Number { .. } => state.number = true,
            _ => {}
        }
        state
    }

    /// A step that has nothing to act on is no step: shrinking leaves it out.
    fn preconditions(state: &Self, step: &Step) -> bool {
        match step {
            Step::Prove { phone, .. }
            | Step::Website { phone, .. }
            | Step::Transfer { phone, .. }
            | Step::ChangeCode { phone, .. }
            | Step::Guess { phone, .. }
            | Step::BackUp { phone }
            | Step::Twin { phone }
            | Step::NotMe { phone, .. }
            | Step::FingerOn { phone, .. }
            | Step::Suspend { phone, .. }
            | Step::Status { phone, .. } => state.may_have[*phone],
            Step::Finger { phone, .. } | Step::FingerOff { phone, .. } => state.finger[*phone],
            Step::Lift { phone, .. } => state.suspended[*phone],
            Step::Vouch { phone, .. } => state.may_have[1 - *phone],
            Step::Restore { phone } => state.backed_up[*phone],
            Step::Device { use_, .. } => state.activated || *use_ == Device::Activate,
            Step::DeviceClock { .. } => state.activated,
            Step::Number { .. } => state.activated || state.may_have != [false; 2],
            Step::StopNumber { .. } => state.number,
            Step::Replay => state.logged_in,
            Step::Race => state.begun == [true, true],
            _ => true,
        }
    }
}
