//! The committed corpora, and a moment of changed ones, on every run of the tests.
#![allow(clippy::expect_used, reason = "a test stops at the first surprise")]

use kunci_fuzz::driver::{self, Until};
use kunci_fuzz::{TARGETS, seeds};

/// Enough to notice what breaks easily, and the same on every machine; `cargo xtask fuzz` takes the time to look closer.
const CHANGED: u64 = 40;

#[test]
fn req_1_no_hostile_input_breaks_a_law() {
    for target in TARGETS {
        let corpus = driver::corpus(target).expect("a corpus");
        assert!(!corpus.is_empty(), "{} has no seeds", target.name);
        let report = driver::run(target, &corpus, 1, Until::Inputs(CHANGED));
        let broken = report.broken.as_deref().map(String::from_utf8_lossy);
        assert!(broken.is_none(), "{}: {broken:?}", target.name);
        assert_eq!(report.inputs, corpus.len() as u64 + CHANGED, "{}", target.name);
    }
}

#[test]
fn every_corpus_belongs_to_a_target_and_every_seed_made_by_code_is_committed() {
    for entry in std::fs::read_dir(driver::folder()).expect("the folder") {
        let name = entry.expect("an entry").file_name();
        assert!(TARGETS.iter().any(|target| name == target.name), "{name:?}");
    }
    for (target, name, bytes) in seeds::all() {
        let committed = std::fs::read(driver::folder().join(target).join(&name));
        assert_eq!(committed.ok().as_deref(), Some(bytes.as_slice()), "{target}/{name}: kunci-fuzz --write-seeds");
    }
}
