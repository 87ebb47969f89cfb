// OUR declarations, not Apple's: see README.md beside Package.swift. The allow-list of what the screens may use of SwiftUI; what is not
// declared here does not compile. Views are not drawn: `record` walks them into a tree that tests read and tap.

@_exported import Foundation
@_exported import Observation

/// One element of a screen, as a screen reader meets it.
@MainActor
public final class Node {
  public let kind: String
  public internal(set) var text: String?
  public internal(set) var label: String?
  public internal(set) var hint: String?
  public internal(set) var value: String?
  public internal(set) var isHidden = false
  public internal(set) var isDisabled = false
  public internal(set) var isSensitive = false
  public internal(set) var isHeader = false
  /// Which keyboard comes up for it, if not the one with letters.
  public internal(set) var keyboard: UIKeyboardType?
  public internal(set) var tasks: [@MainActor () async -> Void] = []
  /// What tapping it does.
  public internal(set) var tap: (@MainActor () -> Void)?
  /// What typing into it does.
  public internal(set) var enter: (@MainActor (String) -> Void)?
  public internal(set) var children: [Node]

  init(_ kind: String, text: String? = nil, children: [Node] = []) {
    self.kind = kind
    self.text = text
    self.children = children
  }

  /// Itself and everything below it.
  public var all: [Node] { [self] + children.flatMap(\.all) }

  /// What a screen reader says: the label, else the texts inside that are not hidden.
  public var spokenName: String {
    if isHidden { return "" }
    if let label { return label }
    return ([text ?? ""] + children.map(\.spokenName)).filter { !$0.isEmpty }.joined(separator: ", ")
  }
}

/// The view as a tree.
@MainActor
public func record<V: View>(_ view: V, in values: EnvironmentValues = EnvironmentValues()) -> [Node] {
  EnvironmentValues.with(values) { view._nodes() }
}
