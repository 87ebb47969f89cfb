import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// A refusal by the bank's control port: the `code` of its problem document.
struct BankRefusal: Error {
  let code: String
}

/// A sandbox bank of one's own: a process that ends with `stop`.
struct SandboxBank {
  /// What `Phone.open` needs to know of this bank.
  let phoneConfig: String
  private let process: Process
  private let controlURL: String
  private let controlToken: String

  /// Starts a bank that keeps its files in `folder`.
  static func start(in folder: URL) async throws -> SandboxBank {
    // A bank that stops breaks connections; writing to one must be an error, not the end of the process. Android's
    // runtime does the same for its apps, and Apple's sockets are made that way.
    signal(SIGPIPE, SIG_IGN)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let readyFile = folder.appendingPathComponent("ready.json")
    let logFile = folder.appendingPathComponent("bank.log")
    try Data().write(to: logFile)
    let log = try FileHandle(forWritingTo: logFile)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try environment("KUNCI_SANDBOX"))
    process.arguments = ["bank", "--ready-file", readyFile.path, "--seed", "7"]
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = log
    process.standardError = log
    try process.run()
    let start = ContinuousClock.now
    while ContinuousClock.now - start < .seconds(60), process.isRunning {
      // The file may be seen half written.
      if let data = try? Data(contentsOf: readyFile), let ready = try? JSONValue.parse(data) {
        return try SandboxBank(process, Fields(ready, at: "the ready file"))
      }
      try await Task.sleep(for: .milliseconds(20))
    }
    end(process)
    let said = (try? String(contentsOf: logFile, encoding: .utf8)) ?? ""
    throw JourneyError("the sandbox bank ended or was not ready in a minute:\n\(said)")
  }

  private init(_ process: Process, _ ready: Fields) throws {
    self.process = process
    controlURL = try ready.text("control_url")
    controlToken = try ready.text("control_token")
    phoneConfig = JSONValue.object(try ready.object("phone_config").all).description
  }

  func stop() {
    Self.end(process)
  }

  /// On Linux a child may inherit that the starting thread blocks SIGTERM, so it gets a signal that cannot be blocked.
  private static func end(_ process: Process) {
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  /// Asks the control port. `name` is what follows `bank.` in a journey.
  func ask(_ name: String, _ body: JSONValue) async throws -> JSONValue {
    guard let url = URL(string: "\(controlURL)/sandbox/\(name)") else { throw JourneyError("bank.\(name)?") }
    var request = URLRequest(url: url, timeoutInterval: 30)
    request.httpMethod = "POST"
    request.setValue("Bearer \(controlToken)", forHTTPHeaderField: "Authorization")
    request.setValue("application/json", forHTTPHeaderField: "Content-Type")
    request.httpBody = try JSONEncoder().encode(body)
    let (data, response) = try await URLSession.shared.data(for: request)
    let status = (response as? HTTPURLResponse)?.statusCode ?? 0
    if (200..<300).contains(status) {
      return data.isEmpty ? .object([:]) : try JSONValue.parse(data)
    }
    guard let code = try? JSONValue.parse(data).fields?["code"]?.text else {
      throw JourneyError("bank.\(name) answered \(status): \(String(decoding: data, as: UTF8.self))")
    }
    throw BankRefusal(code: code)
  }
}
