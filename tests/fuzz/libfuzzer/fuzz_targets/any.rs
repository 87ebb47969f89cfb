//! The target that `KUNCI_FUZZ` names, under libFuzzer: `KUNCI_FUZZ=operation cargo +nightly fuzz run --fuzz-dir tests/fuzz/libfuzzer any
//! tests/fuzz/corpus/operation`.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;

static TARGET: LazyLock<kunci_fuzz::Target> = LazyLock::new(|| {
    let name = std::env::var("KUNCI_FUZZ").unwrap_or_else(|_| "operation".to_owned());
    kunci_fuzz::target(&name).unwrap_or_else(|| panic!("there is no target {name:?}"))
});

fuzz_target!(|data: &[u8]| (TARGET.run)(data));
