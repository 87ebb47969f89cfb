//! The lines of the shell: from an editor with history and completion on a terminal, as they come from a pipe.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use rustyline::error::ReadlineError;
use rustyline::history::DefaultHistory;
use rustyline::{Config, Editor};

use super::complete::Completion;
use crate::failure::Failure;
use crate::print;

/// The oldest lines beyond this are forgotten.
const MOST: usize = 1000;

/// Reads lines, and keeps those that may be kept.
pub(super) struct Reader {
    editor: Editor<Completion, DefaultHistory>,
    /// Beside the profile, not in it: what the phone keeps is the core's alone. `None`: it could not be used, which has been told.
    history: Option<PathBuf>,
    prompt: String,
}

impl Reader {
    pub(super) fn new(folder: &Path, name: &str) -> Result<Self, Failure> {
        let failed = |error: ReadlineError| {
            Failure::new(
                format!("The terminal cannot be used: {error}."),
                "Try another terminal, or pipe the lines in.",
            )
        };
        let config = Config::builder().max_history_size(MOST).map_err(failed)?.build();
        let mut editor = Editor::<Completion, DefaultHistory>::with_config(config).map_err(failed)?;
        editor.set_helper(Some(Completion));
        let path = folder.join("history");
        let usable = std::fs::create_dir_all(folder)
            .map_err(ReadlineError::from)
            .and_then(|()| if path.exists() { editor.load_history(&path) } else { Ok(()) });
        let history = match usable {
            Ok(()) => Some(path),
            Err(error) => {
                print::error(&format!("{} cannot be read ({error}): this shell remembers nothing.", path.display()));
                None
            }
        };
        // A program reads what comes out of a pipe: no prompts in between.
        let prompt = if std::io::stdin().is_terminal() { format!("{name}> ") } else { String::new() };
        Ok(Self { editor, history, prompt })
    }

    /// The next line; `None`: it is over.
    pub(super) fn line(&mut self) -> Result<Option<String>, Failure> {
        loop {
            return match self.editor.readline(self.prompt.as_str()) {
                Ok(line) => Ok(Some(line)),
                Err(ReadlineError::Eof) => Ok(None),
                // Ctrl-C drops what was typed, as everywhere.
                Err(ReadlineError::Interrupted) => continue,
                Err(error) => {
                    let what = format!("No line can be read: {error}.");
                    Err(Failure::new(what, "The lines must be text in UTF-8."))
                }
            };
        }
    }

    /// Remembers a line, now and in the file.
    pub(super) fn keep(&mut self, line: &str) {
        let Some(path) = &self.history else { return };
        let kept = self.editor.add_history_entry(line).and_then(|_| self.editor.append_history(path));
        if let Err(error) = kept {
            print::error(&format!("{} cannot be written ({error}): nothing more is remembered.", path.display()));
            self.history = None;
        }
    }
}
