//! `cargo xtask bench`: what fast means here. Every figure is a ratio against a peer or a floor measured in the same run, because
//! machines differ; a ratio over its aim is told and fails the run.

mod bare_post;
mod card_rules;
mod chat_history;
mod cold_start;
mod freeze;
mod one_time_code;
mod row;
mod safety_filter;
mod scene;
mod stretch_memory;
mod transaction_search;

use std::path::PathBuf;
use std::process::ExitCode;

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
    /// Where to write the report.
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
}

fn main() -> ExitCode {
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
    // First: whatever ran before it would have left memory of its own behind.
    let mut rows = vec![stretch_memory::row()?];
    rows.extend(one_time_code::rows(cli.powerauth_ns, &cli.powerauth_missing)?);
    rows.extend(cold_start::rows()?);
    rows.extend(safety_filter::rows());
    rows.extend(card_rules::rows()?);
    rows.extend(freeze::rows()?);
    rows.extend(transaction_search::rows()?);
    rows.extend(chat_history::rows()?);
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
