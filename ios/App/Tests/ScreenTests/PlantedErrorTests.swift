#if os(Linux)
  import Foundation
  import Testing

  /// A check that finds nothing proves nothing: files with planted errors must not compile, each for the reason that its first
  /// line names.
  @Suite(.serialized) struct PlantedErrorTests {
    @Test(arguments: try PlantedError.all())
    func everyPlantedErrorIsCaught(planted: PlantedError) throws {
      let (passes, said) = try Compiler.typeCheck([planted.file])
      #expect(!passes, "\(planted) compiles")
      #expect(said.contains("error: \(planted.reason)"), "\(planted) fails for another reason:\n\(said)")
    }

    @Test func aScreenWithoutErrorsCompilesTheSameWay() throws {
      let (passes, said) = try Compiler.typeCheck([PlantedError.folder.appendingPathComponent("Control.swift")])
      #expect(passes, "\(said)")
    }
  }

  /// A file that must not compile.
  struct PlantedError: Sendable, CustomTestStringConvertible {
    let file: URL
    /// What the compiler must say.
    let reason: String

    var testDescription: String { file.lastPathComponent }

    static let folder = Compiler.app.appendingPathComponent("PlantedErrors")

    static func all() throws -> [PlantedError] {
      let mark = "// Must not compile: "
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0 != "Control.swift" }
      return try names.sorted().map { name in
        let file = folder.appendingPathComponent(name)
        let first = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").first ?? ""
        try #require(first.hasPrefix(mark), "\(name) does not say why it must not compile")
        return PlantedError(file: file, reason: String(first.dropFirst(mark.count)))
      }
    }
  }
#endif
