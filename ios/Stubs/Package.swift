// swift-tools-version: 6.0
import PackageDescription

// Our own declarations of the parts of Apple's frameworks that the app may use, for machines without Apple's SDK. Not
// Apple's code, and no part of the app: on Apple's systems this package is not used.
let package = Package(
  name: "Stubs",
  products: [.library(name: "SwiftUIStub", targets: ["SwiftUI"])],
  targets: [.target(name: "SwiftUI")],
  swiftLanguageModes: [.v6]
)
