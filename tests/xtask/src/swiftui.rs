//! The iOS screens over the view models, the real library and a real bank.
//!
//! Without Apple's SDK the views are type-checked in Swift 6 mode and executed against our own declarations (`ios/Stubs`), and
//! the app's entry point is parsed; on macOS the same files are compiled against Apple's SDK.

use std::path::Path;

use crate::mirror::{copy_if_changed, mirror};
use crate::problem::Outcome;
use crate::process::{self, Transcript};
use crate::swift::{Folders, Toolchain};
use crate::workspace::Workspace;

/// Lints our own sources, parses the entry point, and tests the screens. Run in the folder that holds the packages.
const LINT_AND_TEST: &str = "cd Stubs && swift format lint --strict --recursive Package.swift Sources Declarations && \
    cd ../App && swift format lint --strict --recursive Package.swift Sources Tests PlantedErrors KunciApp && \
    swiftc -parse KunciApp/*.swift && swift test --disable-xctest";

/// What the screens' tests share with those of BankKit.
const SANDBOX: [&str; 5] =
    ["HostDeviceKeys.swift", "JSONValue.swift", "Journey.swift", "SandboxBank.swift", "StandInHost.swift"];

/// Tests the screens; `kit` are the folders of BankKit, assembled. Returns what they printed.
pub(crate) fn test(workspace: &Workspace, toolchain: &Toolchain, kit: Folders) -> Outcome<Transcript> {
    let packages = workspace.target.join("swift");
    assemble(workspace, &packages)?;
    let folders = Folders { package: packages, ..kit };
    process::tee(workspace, "swiftui", &mut toolchain.command(workspace, &folders, LINT_AND_TEST))
}

/// Copies of the packages beside the one of BankKit, which they refer to.
fn assemble(workspace: &Workspace, packages: &Path) -> Outcome {
    for (package, folders) in
        [("Stubs", &["Sources", "Declarations"][..]), ("App", &["Sources", "Tests", "PlantedErrors", "KunciApp"][..])]
    {
        let (own, copy) = (workspace.path("ios").join(package), packages.join(package));
        for file in ["Package.swift", ".swift-format"] {
            copy_if_changed(&own.join(file), &copy.join(file))?;
        }
        for folder in folders {
            mirror(&own.join(folder), &copy.join(folder))?;
        }
    }
    for file in SANDBOX {
        let shared = workspace.path("ios/BankKit/Tests/KunciCoreTests").join(file);
        copy_if_changed(&shared, &packages.join("App/Generated/Sandbox").join(file))?;
    }
    Ok(())
}
