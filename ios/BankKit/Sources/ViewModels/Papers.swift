import Foundation

/// The customer's own files, and the bank's papers on the screen.
@MainActor
public protocol PaperHost: AnyObject, Sendable {
  /// What is in a file of the customer's choice; nil if none was chosen. The core says whether it is taken.
  func pick() async -> Data?
  /// Shows a PDF or a picture without keeping it.
  func show(_ paper: Data)
  /// Takes away whatever it shows.
  func hide()
}

/// Names that can be told apart: where two are the same, the second gets a number.
func toldApart(_ names: [String]) -> [String] {
  var times: [String: Int] = [:]
  return names.map { name in
    let count = (times[name] ?? 0) + 1
    times[name] = count
    return count == 1 ? name : "\(name) (\(count))"
  }
}
