//! The app as a child process, and its memory.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::fs::FileExt as _;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use crate::secrets::Secrets;

const WINDOW: usize = 1 << 20;

pub(crate) struct Subject {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Subject {
    pub(crate) fn start() -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_kunci-memory-subject"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (input, output) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
        Self { child, input, output }
    }

    /// Has it do something. What it answers was inverted, and is turned back here.
    pub(crate) fn tell(&mut self, word: &str, arguments: &[&str]) -> Result<String, String> {
        writeln!(self.input, "{}", [&[word], arguments].concat().join(" ")).unwrap();
        self.input.flush().unwrap();
        let mut answer = String::new();
        self.output.read_line(&mut answer).unwrap();
        match answer.trim().split_once(' ').unwrap_or((answer.trim(), "")) {
            ("ok", hex) => Ok(turned_back(hex)),
            (_, code) => Err(code.to_owned()),
        }
    }

    /// The same, where the answer is bytes.
    pub(crate) fn tell_bytes(&mut self, word: &str, arguments: &[&str]) -> Vec<u8> {
        let answer = self.tell(word, arguments).unwrap();
        answer.chars().map(|one| u8::try_from(u32::from(one)).unwrap()).collect()
    }

    /// The names of what was found in its writable memory, with how often.
    pub(crate) fn traces(&self, secrets: &Secrets) -> Vec<String> {
        let maps = std::fs::read_to_string(format!("/proc/{}/maps", self.child.id())).unwrap();
        let memory = File::open(format!("/proc/{}/mem", self.child.id())).unwrap_or_else(|error| {
            panic!(
                "the memory of the app (a child of this test, under the same user) cannot be read: {error}. \
                 The kernel forbids it (Yama's ptrace_scope of 2 or 3, or a sandbox without /proc/PID/mem); \
                 without it nothing can be said about a dump, so this is a failure and not a test that is skipped."
            )
        });
        let mut found = vec![0usize; secrets.spellings().len()];
        let mut read = 0usize;
        for line in maps.lines().filter(|line| line.contains(" rw")) {
            let (start, end) = line.split_once(' ').unwrap().0.split_once('-').unwrap();
            let (mut start, end) = (u64::from_str_radix(start, 16).unwrap(), u64::from_str_radix(end, 16).unwrap());
            let mut window = vec![0; WINDOW + Secrets::LONGEST];
            while start < end {
                let wanted = window.len().min((end - start) as usize);
                // Some ranges (a device's, the kernel's own) cannot be read by anybody.
                let Ok(length) = memory.read_at(&mut window[..wanted], start) else { break };
                if length == 0 {
                    break;
                }
                secrets.search(&window[..length], WINDOW, &mut found);
                read += length;
                start += WINDOW as u64;
            }
        }
        assert!(read > 1 << 17, "only {read} bytes of the app's memory were read: that is no dump");
        let names = secrets.spellings().into_iter().zip(found).filter(|(_, times)| *times > 0);
        names.map(|((name, _), times)| format!("{name} ({times}×)")).collect()
    }
}

impl Drop for Subject {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub(crate) fn inverted(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{:02x}", !byte)).collect()
}

fn turned_back(hex: &str) -> String {
    let byte = |pair: &[u8]| !u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
    hex.as_bytes().chunks(2).map(|pair| char::from(byte(pair))).collect()
}
