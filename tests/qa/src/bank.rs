//! `kunci bank`: the sandbox bank alone.

use std::path::PathBuf;
use std::process::ExitCode;

use kunci_bank::{Bank, BankOptions};

use crate::failure::Failure;
use crate::{home, print};

/// How to run it.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Where to write ports and control token (else bank-ready.json in the data folder).
    #[arg(long, value_name = "FILE")]
    ready_file: Option<PathBuf>,
    /// Keep everything here; without it the bank forgets all at the end.
    #[arg(long, value_name = "FOLDER")]
    data: Option<PathBuf>,
    /// The same SMS codes, nonces and ids every time. Sandbox only.
    #[arg(long)]
    seed: Option<u64>,
    /// Offer the API unsealed too, on a loop-back port, for tools.
    #[arg(long)]
    plain: bool,
    /// Port of the API; 0: a free one.
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// Port of the control port; 0: a free one.
    #[arg(long, default_value_t = 0)]
    control_port: u16,
    /// Also answer to this authority: of a gateway that stands in front of the bank.
    #[arg(long, value_name = "HOST:PORT")]
    behind: Option<String>,
    /// One JSON object when ready.
    #[arg(long)]
    json: bool,
}

pub(crate) async fn run(args: Args) -> Result<ExitCode, Failure> {
    let ready_file = home::ready_file(args.ready_file.as_deref())?;
    if let Some(folder) = ready_file.parent() {
        std::fs::create_dir_all(folder).map_err(|error| {
            Failure::new(
                format!("{} cannot be made: {error}.", folder.display()),
                "Name another file with --ready-file.",
            )
        })?;
    }
    let bank = Bank::start(BankOptions {
        data_dir: args.data,
        seed: args.seed,
        plain: args.plain,
        api_port: args.port,
        control_port: args.control_port,
        ready_file: Some(ready_file.clone()),
        behind: args.behind,
        ..BankOptions::default()
    })
    .await
    .map_err(|error| {
        Failure::new(format!("The sandbox bank did not start: {error}."), "Is the port free, and the folder yours?")
    })?;
    if args.json {
        print::line(&serde_json::json!({"ready_file": ready_file, "api_url": bank.ready.api_url, "control_url": bank.ready.control_url}).to_string());
    } else {
        print::line(&format!(
            "Sandbox bank ready on {} (API, TLS 1.3) and {} (control).",
            bank.ready.api_url, bank.ready.control_url
        ));
        print::line(&format!("Ports and control token: {}", ready_file.display()));
        print::line("Customers: sari / Senja-di-Ubud-72, budi / Kopi-Toraja-1945. Stop with Ctrl-C.");
    }
    until_told_to_stop().await?;
    bank.stop().await;
    let _ = std::fs::remove_file(&ready_file);
    Ok(ExitCode::SUCCESS)
}

/// Ctrl-C in a terminal, SIGTERM from whoever started it: either way the bank ends in order.
async fn until_told_to_stop() -> Result<(), Failure> {
    use tokio::signal::unix::{SignalKind, signal};
    let failed =
        |error: std::io::Error| Failure::new(format!("Cannot wait for signals: {error}."), "Run it in a terminal.");
    let mut terminate = signal(SignalKind::terminate()).map_err(failed)?;
    tokio::select! {
        _ = terminate.recv() => Ok(()),
        outcome = tokio::signal::ctrl_c() => outcome.map_err(failed),
    }
}
