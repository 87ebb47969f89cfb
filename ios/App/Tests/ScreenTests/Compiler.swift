#if os(Linux)
  import Foundation

  /// The Swift compiler, as a check: with the modules that the tests were built from.
  enum Compiler {
    static let app = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    static let ios = app.deletingLastPathComponent()

    /// Type-checks files in Swift 6 mode, also against the modules in `folders`.
    static func typeCheck(_ files: [URL], with folders: [URL] = []) throws -> (passes: Bool, said: String) {
      try run(["-typecheck"] + folders.flatMap { ["-I", $0.path] } + files.map(\.path))
    }

    /// Makes a module of one file of declarations.
    static func emitModule(_ name: String, of file: URL, into folder: URL) throws -> (passes: Bool, said: String) {
      let module = folder.appendingPathComponent("\(name).swiftmodule").path
      return try run(["-emit-module", "-module-name", name, "-o", module, "-I", folder.path, file.path])
    }

    private static func run(_ arguments: [String]) throws -> (passes: Bool, said: String) {
      let modules = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        .appendingPathComponent("Modules")
      let ffi = ios.appendingPathComponent("BankKit/Generated/KunciCoreFFI/module.modulemap")
      let compiler = Process()
      compiler.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      compiler.arguments =
        ["swiftc", "-swift-version", "6", "-parse-as-library", "-I", modules.path]
        + ["-Xcc", "-fmodule-map-file=\(ffi.path)"] + arguments
      let output = Pipe()
      compiler.standardOutput = output
      compiler.standardError = output
      try compiler.run()
      let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      compiler.waitUntilExit()
      return (compiler.terminationStatus == 0, said)
    }
  }
#endif
