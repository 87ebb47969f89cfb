//! `kunci demo`: the main job. A sandbox bank, a new phone, every step in plain words.

use std::process::ExitCode;

use crate::failure::Failure;
use crate::play::{self, Output};
use crate::print;
use crate::progress::Progress;

const JOURNEYS: &[&str] = &[
    include_str!("../../journeys/new-phone.json"),
    include_str!("../../journeys/killed-enrolment.json"),
    include_str!("../../journeys/approve-transfer.json"),
    include_str!("../../journeys/website-approvals.json"),
    include_str!("../../journeys/purchase.json"),
    include_str!("../../journeys/offline-codes.json"),
    include_str!("../../journeys/chat.json"),
    include_str!("../../journeys/chat-agents.json"),
    include_str!("../../journeys/chat-polls.json"),
    include_str!("../../journeys/chat-gaps.json"),
    include_str!("../../journeys/attachments.json"),
    include_str!("../../journeys/call-back.json"),
    include_str!("../../journeys/background.json"),
    include_str!("../../journeys/cards.json"),
    include_str!("../../journeys/card-queue.json"),
    include_str!("../../journeys/card-life.json"),
    include_str!("../../journeys/card-reveal.json"),
    include_str!("../../journeys/amounts.json"),
    include_str!("../../journeys/card-virtual-order.json"),
    include_str!("../../journeys/card-wallets.json"),
    include_str!("../../journeys/card-fraud.json"),
    include_str!("../../journeys/dispute.json"),
    include_str!("../../journeys/emergency-key.json"),
    include_str!("../../journeys/statements.json"),
    include_str!("../../journeys/code-change.json"),
    include_str!("../../journeys/biometrics.json"),
    include_str!("../../journeys/direction.json"),
    include_str!("../../journeys/snatched.json"),
    include_str!("../../journeys/second-phone.json"),
    include_str!("../../journeys/hardware-token.json"),
    include_str!("../../journeys/factors.json"),
    include_str!("../../journeys/password.json"),
    include_str!("../../journeys/alerts.json"),
    include_str!("../../journeys/new-device.json"),
    include_str!("../../journeys/lost-phone.json"),
    include_str!("../../journeys/takeover.json"),
    include_str!("../../journeys/clone.json"),
    include_str!("../../journeys/session.json"),
    include_str!("../../journeys/privacy.json"),
];

/// How to show it.
#[derive(clap::Args, Default)]
pub(crate) struct Args {
    /// One JSON object a step.
    #[arg(long)]
    json: bool,
    /// `en` or `id`; otherwise the language of the environment.
    #[arg(long)]
    language: Option<String>,
    /// Seed of the sandbox bank: the same SMS codes and ids every time.
    #[arg(long)]
    seed: Option<u64>,
}

pub(crate) async fn run(args: Args) -> Result<ExitCode, Failure> {
    let output = Output::new(args.json, args.language.as_deref());
    if !args.json {
        print::line(&print::bold(
            "Kunci: a new phone, its offline OTP, approvals in the app and on the website, a purchase, codes without a network, a chat, a card, a second phone",
        ));
        print::line(&print::dim(
            "Each journey has a sandbox bank of its own (TLS 1.3 on loop-back); all of it goes through the real core.",
        ));
    }
    let mut all_held = true;
    let mut progress = Progress::of(JOURNEYS.len(), args.json);
    for text in JOURNEYS {
        let name = "built-in journey";
        let journey = play::read(text, name)?;
        progress.begins(&journey.name);
        for case in play::cases(journey, name, &serde_json::Map::new())? {
            all_held &= play::alone(&case, name, args.seed, output).await?;
        }
        if !all_held {
            break;
        }
    }
    drop(progress);
    output.summary(all_held);
    if !args.json && all_held {
        print::line("");
        print::line("How to go on:");
        print::line("  cargo run -- demo --language id          the same in Indonesian");
        print::line("  cargo run -- play tests/journeys/bad-network.json");
        print::line("  cargo run -- bank                        a bank to play with; then, in another terminal:");
        print::line("  cargo run -- phone siti                  be a phone yourself: a shell; help lists the verbs");
        print::line("  cargo run -- doctor                      what this machine lacks for the tests, and what to do");
        print::line("  cargo xtask test                         everything, in Rust, Kotlin and Swift");
    }
    Ok(if all_held { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
