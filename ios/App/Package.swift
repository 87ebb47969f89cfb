// swift-tools-version: 6.0
import PackageDescription

// On Apple's systems the screens are compiled against Apple's SwiftUI. Elsewhere `Stubs` stands in for it: our own declarations
// of the part that the screens use, which record a tree instead of drawing.
#if os(Linux)
  let standIns: [Package.Dependency] = [.package(path: "../Stubs")]
  let swiftUI: [Target.Dependency] = [.product(name: "SwiftUIStub", package: "Stubs")]
#else
  let standIns: [Package.Dependency] = []
  let swiftUI: [Target.Dependency] = []
#endif

let package = Package(
  name: "App",
  platforms: [.macOS(.v14), .iOS(.v17)],
  products: [.library(name: "Screens", targets: ["Screens"])],
  dependencies: [.package(path: "../BankKit")] + standIns,
  targets: [
    .target(name: "Screens", dependencies: [.product(name: "BankKit", package: "BankKit")] + swiftUI),
    .testTarget(
      name: "ScreenTests",
      dependencies: ["Screens", .product(name: "BankKit", package: "BankKit")] + swiftUI,
      path: ".",
      exclude: ["KunciApp", "PlantedErrors", "Sources"],
      // What BankKit's tests know of the sandbox bank; `cargo xtask swift` puts a copy here.
      sources: ["Tests/ScreenTests", "Generated/Sandbox"]
    ),
  ],
  swiftLanguageModes: [.v6]
)
