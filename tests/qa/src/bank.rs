//! `kunci bank`: the sandbox bank alone.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use kunci_bank::{Bank, BankOptions, ConsoleOptions, RunningBank};
use serde_json::{Value, json};

use crate::failure::Failure;
use crate::{home, personas, print};

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
    /// Address and port of the console, a web page; port 0: a free one. Elsewhere than on loop-back it wants the operator
    /// password in KUNCI_CONSOLE_PASSWORD.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:0")]
    console: SocketAddr,
    /// Make the personas, ready-made customers, with their desktop phones: see `kunci personas`.
    #[arg(long)]
    personas: bool,
    /// Also open a tenant: another bank in this process, with database, clock, faults and ports of its own; NAME=SEED makes it foreseeable.
    /// As often as one likes. Its ready file stands beside the first one's.
    #[arg(long, value_name = "NAME", value_parser = tenant)]
    tenant: Vec<(String, Option<u64>)>,
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
        // From the environment, because every user of the machine reads the arguments of a program.
        console: Some(ConsoleOptions { address: args.console, password: std::env::var("KUNCI_CONSOLE_PASSWORD").ok() }),
        ready_file: Some(ready_file.clone()),
        behind: args.behind,
        ..BankOptions::default()
    })
    .await
    .map_err(|error| {
        Failure::new(format!("The sandbox bank did not start: {error}."), "Is the port free, and the folder yours?")
    })?;
    let (tenants, personas) = match more(&bank, &args.tenant, args.personas, args.json).await {
        Ok(made) => made,
        Err(failure) => {
            bank.stop().await;
            let _ = std::fs::remove_file(&ready_file);
            return Err(failure);
        }
    };
    if args.json {
        let mut told = json!({"ready_file": ready_file, "api_url": bank.ready.api_url, "control_url": bank.ready.control_url, "console_url": bank.ready.console_url});
        if args.personas {
            told["personas"] = personas.into();
        }
        if !tenants.is_empty() {
            told["tenants"] = tenants.into();
        }
        print::line(&told.to_string());
    } else {
        print::line(&format!(
            "Sandbox bank ready on {} (API, TLS 1.3) and {} (control).",
            bank.ready.api_url, bank.ready.control_url
        ));
        print::line(&format!("Console, for a browser: {}", bank.ready.console_url.as_deref().unwrap_or_default()));
        print::line(&format!("Ports and control token: {}", ready_file.display()));
        for tenant in &tenants {
            let text = |name: &str| tenant.get(name).and_then(Value::as_str).unwrap_or_default();
            print::line(&format!("Tenant {}: {} · {}", text("name"), text("api_url"), text("ready_file")));
        }
        personas.iter().for_each(|persona| print::line(&personas::words(persona)));
        print::line("Customers: sari / Senja-di-Ubud-72, budi / Kopi-Toraja-1945. Stop with Ctrl-C.");
    }
    until_told_to_stop().await?;
    bank.stop().await;
    let _ = std::fs::remove_file(&ready_file);
    Ok(ExitCode::SUCCESS)
}

/// Tenants and personas, as they were asked for.
async fn more(
    bank: &RunningBank,
    wanted: &[(String, Option<u64>)],
    with_personas: bool,
    as_json: bool,
) -> Result<(Vec<Value>, Vec<Value>), Failure> {
    let mut tenants = Vec::new();
    for (name, seed) in wanted {
        tenants.push(bank.make_tenant(name, *seed).await.map_err(|refusal| {
            Failure::new(format!("The tenant {name} did not start: {}.", refusal.detail), "Choose another name.")
        })?);
    }
    let personas = if with_personas { personas::make(&bank.ready, &[], as_json).await? } else { Vec::new() };
    Ok((tenants, personas))
}

/// `NAME` or `NAME=SEED`.
fn tenant(text: &str) -> Result<(String, Option<u64>), String> {
    let (name, seed) = text.split_once('=').map_or((text, None), |(name, seed)| (name, Some(seed)));
    let seed = seed.map(str::parse).transpose().map_err(|_| "a seed is a number".to_owned())?;
    Ok((name.to_owned(), seed))
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
