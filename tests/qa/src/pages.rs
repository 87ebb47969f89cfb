//! `kunci completions SHELL` and `kunci man`: written from the same definition that reads the arguments.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::CommandFactory;
use clap_complete::aot::{Shell, generate};

use crate::failure::Failure;
use crate::{Cli, print};

/// For which shell.
#[derive(clap::Args)]
#[command(after_help = "\
Where it goes:
  bash   kunci completions bash > ~/.local/share/bash-completion/completions/kunci
  zsh    kunci completions zsh > FOLDER/_kunci       a folder of $fpath; then compinit
  fish   kunci completions fish > ~/.config/fish/completions/kunci.fish
It completes the program `kunci`; behind `cargo run --` a shell completes for cargo.")]
pub(crate) struct CompletionArgs {
    /// The shell.
    shell: Shell,
    /// The script as one JSON object.
    #[arg(long)]
    json: bool,
}

/// Where to.
#[derive(clap::Args)]
#[command(after_help = "To read it at once: kunci man | man -l -")]
pub(crate) struct ManArgs {
    /// Write kunci.1 and a page for each verb into this folder, instead of the first to standard output.
    #[arg(long, value_name = "FOLDER")]
    folder: Option<PathBuf>,
    /// The page, or where the pages are, as one JSON object.
    #[arg(long)]
    json: bool,
}

pub(crate) fn completions(args: &CompletionArgs) -> Result<ExitCode, Failure> {
    // Into memory first: the generator takes a reader that went away for a fault of the program.
    let mut script = Vec::new();
    generate(args.shell, &mut Cli::command(), "kunci", &mut script);
    tell(args.json, "script", &script);
    Ok(ExitCode::SUCCESS)
}

/// As it is, or as a text of a JSON object.
fn tell(as_json: bool, name: &str, text: &[u8]) {
    if as_json {
        print::line(&serde_json::json!({name: String::from_utf8_lossy(text)}).to_string());
    } else {
        print::bytes(text);
    }
}

pub(crate) fn man(args: &ManArgs) -> Result<ExitCode, Failure> {
    let Some(folder) = &args.folder else {
        let mut page = Vec::new();
        clap_mangen::Man::new(Cli::command())
            .render(&mut page)
            .map_err(|error| Failure::new(format!("The page cannot be written: {error}."), "Report this."))?;
        tell(args.json, "page", &page);
        return Ok(ExitCode::SUCCESS);
    };
    std::fs::create_dir_all(folder).and_then(|()| clap_mangen::generate_to(Cli::command(), folder)).map_err(
        |error| Failure::new(format!("{} cannot be written: {error}.", folder.display()), "Name a folder of yours."),
    )?;
    if args.json {
        print::line(&serde_json::json!({"folder": folder}).to_string());
        return Ok(ExitCode::SUCCESS);
    }
    let name = folder.display();
    print::line(&format!("{name}: kunci.1, and a page for each verb. Read them: man -l {name}/kunci.1"));
    Ok(ExitCode::SUCCESS)
}
