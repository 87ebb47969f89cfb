//! `cargo xtask bench`: what fast means here. Every figure is a ratio against a peer or a floor measured in the same run, because
//! machines differ; a ratio over its aim is told and fails the run.

mod bare_post;
mod card_rules;
mod chat_history;
mod chat_pipeline;
mod chat_send;
mod cold_start;
mod freeze;
mod matrix;
mod one_time_code;
mod row;
mod safety_filter;
mod scene;
mod stretch_memory;
mod transaction_search;
mod wake_ups;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use clap::Parser;

use crate::row::{Row, print};

/// Measures token, cards and chat against their peers and floors.
#[derive(Parser)]
struct Cli {
    /// Nanoseconds that PowerAuth's Java takes for one offline code, measured beforehand.
    #[arg(long)]
    powerauth_ns: Option<f64>,
    /// Why there is no such figure.
    #[arg(long, default_value = "not asked for")]
    powerauth_missing: String,
    /// The program that has Matrix's event store take in the same messages.
    #[arg(long, value_name = "PROGRAM")]
    matrix: Option<PathBuf>,
    /// Why there is no such program.
    #[arg(long, default_value = "not asked for")]
    matrix_missing: String,
    /// What `kunci-simulation --idle-hour` has counted: three numbers.
    #[arg(long, value_name = "NUMBERS")]
    idle_hour: Option<String>,
    /// Only groups of rows whose name holds this (may be given several times).
    #[arg(long, value_name = "NAME")]
    only: Vec<String>,
    /// Where to write the report.
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
}

/// Rows that are measured together.
type Group<'a> = (&'static str, Box<dyn Fn() -> Result<Vec<Row>, String> + 'a>);

/// Everything there is, by name.
fn groups(cli: &Cli) -> Vec<Group<'_>> {
    let powerauth = cli.powerauth_ns.ok_or(cli.powerauth_missing.as_str());
    let matrix = cli.matrix.as_deref().ok_or(cli.matrix_missing.as_str());
    vec![
        // First: whatever ran before it would have left memory of its own behind.
        ("memory", Box::new(|| Ok(vec![stretch_memory::row()?]))),
        ("otp", Box::new(move || one_time_code::rows(powerauth))),
        ("cold-start", Box::new(cold_start::rows)),
        ("safety", Box::new(|| Ok(safety_filter::rows()))),
        ("card-rules", Box::new(card_rules::rows)),
        ("freeze", Box::new(freeze::rows)),
        ("payments", Box::new(transaction_search::rows)),
        ("history", Box::new(chat_history::rows)),
        ("chat-send", Box::new(chat_send::rows)),
        ("chat-pipeline", Box::new(move || chat_pipeline::rows(matrix))),
        ("wake-ups", Box::new(|| wake_ups::rows(cli.idle_hour.as_deref()))),
    ]
}

fn main() -> ExitCode {
    // In an app the phone's databases are SQLite's only use; here the bank's come first.
    if !kunci_adapters::wipe_what_sqlite_frees() {
        eprintln!("bench: SQLite was used before its allocator was chosen");
        return ExitCode::from(2);
    }
    match measure(&Cli::parse()) {
        Ok(rows) if rows.iter().all(|row| row.holds != Some(false)) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("bench: {error}");
            ExitCode::from(2)
        }
    }
}

fn measure(cli: &Cli) -> Result<Vec<Row>, String> {
    let wanted = |name: &str| cli.only.is_empty() || cli.only.iter().any(|only| name.contains(only.as_str()));
    let mut rows = Vec::new();
    for (name, group) in groups(cli).into_iter().filter(|(name, _)| wanted(name)) {
        let start = Instant::now();
        eprintln!("bench: {name} …");
        rows.extend(group()?);
        eprintln!("bench: {name} took {:.1} s", start.elapsed().as_secs_f64());
    }
    if rows.is_empty() {
        let names: Vec<&str> = groups(cli).iter().map(|(name, _)| *name).collect();
        return Err(format!("nothing is named so; there are {}", names.join(", ")));
    }
    print(&rows);
    if let Some(file) = &cli.report {
        let told = |error: std::io::Error| format!("writing {}: {error}", file.display());
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder).map_err(told)?;
        }
        let text =
            serde_json::to_vec_pretty(&serde_json::json!({ "rows": rows })).map_err(|error| error.to_string())?;
        std::fs::write(file, text).map_err(told)?;
    }
    Ok(rows)
}
