#if os(Linux)
  import Foundation
  import Testing

  /// The Secure Enclave host cannot run here. It is type-checked against our own declarations of what it uses of CryptoKit,
  /// LocalAuthentication and Security, so that it follows the core's host trait.
  @Suite struct SecureEnclaveTests {
    @Test func theSecureEnclaveHostTypeChecks() throws {
      let folder = FileManager.default.temporaryDirectory.appendingPathComponent("kunci-apple-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      for name in ["Security", "LocalAuthentication", "CryptoKit"] {
        let file = Compiler.ios.appendingPathComponent("Stubs/Declarations/\(name).swift")
        let (passes, said) = try Compiler.emitModule(name, of: file, into: folder)
        #expect(passes, "\(said)")
      }
      let host = Compiler.ios.appendingPathComponent("BankKit/Sources/SecureEnclaveHost")
      let files = try FileManager.default.contentsOfDirectory(at: host, includingPropertiesForKeys: nil)
      let (passes, said) = try Compiler.typeCheck(files, with: [folder])
      #expect(passes && !said.contains("warning:"), "\(said)")
      // Without the modules the files are empty: the check above would prove nothing.
      let probe = folder.appendingPathComponent("Probe.swift")
      let names = "SecureEnclaveDeviceKeys.self, BiometricEnclave.self"
      try Data("func probe() -> [Any.Type] { [\(names)] }".utf8).write(to: probe)
      #expect(try Compiler.typeCheck(files + [probe], with: [folder]).passes)
      #expect(try !Compiler.typeCheck(files + [probe]).passes)
    }
  }
#endif
