//! `cargo xtask ci`: everything that a change must pass, each stage against its time on two cores with cold caches.

use crate::problem::Outcome;
use crate::process;
use crate::stages::Stages;
use crate::workspace::Workspace;
use crate::{
    android, bindgen, browser, contract, deny, fuzz, interop, kotlin, mobile_check, no_oracle, promises, rust, safety,
    simulate, swift,
};

pub(crate) fn run(workspace: &Workspace) -> Outcome {
    let cargo = |name: &str, arguments: &[&str]| process::run(workspace, name, &mut workspace.cargo(arguments));
    let mut stages = Stages::default();

    let built = stages.run("build", Some(10), || {
        cargo("build-sandbox", &["build", "-p", "kunci-qa"])?;
        bindgen::build(workspace, false)?;
        rust::build_tests(workspace)
    });
    stages.run("format", Some(1), || cargo("format", &["fmt", "--all", "--check"]));
    stages.run("lint", Some(5), || {
        cargo("clippy", &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"])?;
        // A link in the documentation that leads nowhere.
        let mut docs = workspace.cargo(&["doc", "--workspace", "--no-deps"]);
        process::run(workspace, "docs", docs.env("RUSTDOCFLAGS", "-D warnings"))
    });
    stages.run("dependencies", Some(5), || deny::check(workspace));

    if !built {
        for name in ["rust", "kotlin", "android", "swift", "browser", "contract", "demo"] {
            stages.not_run(name, "the build failed");
        }
        stages.run("promises", None, || promises::check(workspace, false));
        return stages.finish();
    }
    // A minute of it finds the faults that are planted into card controls, each by its own law.
    stages.run("rust", Some(12), || rust::test(workspace));
    stages.run("kotlin", Some(7), || kotlin::test(workspace));
    // Each of about a hundred tests taps its way through the screens over the real library and a bank of its own: some four seconds each.
    stages.run("android", Some(10), || android::test(workspace, None));
    stages.run("swift", Some(10), || swift::test(workspace));
    stages.run("browser", Some(5), || browser::run(workspace, &browser::Options::default()));
    // Each of the five hundred card sequences makes a bank and enrols a phone: a tenth of a second each.
    stages.run("simulate", Some(7), || {
        simulate::run(workspace, &simulate::Options::seeds(100))?;
        simulate::run(workspace, &simulate::Options::chat(300))?;
        simulate::drawn(workspace, simulate::Drawn::Token, "dev", 500, 1, None)?;
        simulate::drawn(workspace, simulate::Drawn::Cards, "dev", 500, 1, None)
    });
    stages.run("safety", Some(1), || safety::run(workspace));
    stages.run("fuzz", Some(2), || fuzz::run(workspace, &fuzz::Options::seconds(2)));
    stages.run("interop", Some(5), || interop::run(workspace));
    stages.run("no-oracle", Some(3), || no_oracle::run(workspace, &no_oracle::Options { fast: true, only: None }));
    stages.run("mobile-check", Some(4), || mobile_check::run(workspace));
    stages.run("promises", Some(1), || promises::check(workspace, true));
    stages.run("contract", Some(1), || contract::run(workspace));
    stages.run("demo", Some(3), || cargo("demo", &["run"]));
    stages.finish()
}
