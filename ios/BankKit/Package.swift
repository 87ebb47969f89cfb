// swift-tools-version: 6.0
import Foundation
import PackageDescription

// `cargo xtask swift` copies this package below `target`, puts the sources generated from the library into `Generated`,
// and says where the library is.
let library = ProcessInfo.processInfo.environment["KUNCI_LIBRARY"] ?? "../../target/bindings/debug"

let package = Package(
  name: "BankKit",
  platforms: [.macOS(.v14), .iOS(.v17)],
  products: [.library(name: "BankKit", targets: ["KunciCore", "ViewModels", "SecureEnclaveHost"])],
  targets: [
    .systemLibrary(name: "KunciCoreFFI", path: "Generated/KunciCoreFFI"),
    .target(
      name: "KunciCore",
      dependencies: ["KunciCoreFFI"],
      path: "Generated/KunciCore",
      linkerSettings: [
        .unsafeFlags(["-L\(library)", "-Xlinker", "-rpath", "-Xlinker", library]),
        .linkedLibrary("kunci_bindings"),
      ]
    ),
    .target(name: "ObservationShim"),
    .target(name: "ViewModels", dependencies: ["KunciCore", "ObservationShim"]),
    .target(name: "SecureEnclaveHost", dependencies: ["KunciCore", "ViewModels"]),
    .testTarget(name: "KunciCoreTests", dependencies: ["KunciCore", "ViewModels"]),
    .testTarget(name: "ViewModelTests", dependencies: ["ViewModels", "KunciCoreTests"]),
  ],
  swiftLanguageModes: [.v6]
)
