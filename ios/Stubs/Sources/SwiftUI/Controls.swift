// OUR declarations, not Apple's: see Recording.swift. Only the initialisers that name a control are here, and of `Text` only the one
// that takes words as they are: `Button(action:label:)`, whose label may be a picture without a name, is left out on purpose.

public struct Text: Primitive {
  private let words: String

  public init(verbatim words: String) {
    self.words = words
  }

  public func _nodes() -> [Node] { [Node("Text", text: words)] }
}

public struct Image: Primitive {
  public init(systemName: String) {}
  public func _nodes() -> [Node] { [Node("Image")] }
}

public struct ProgressView: Primitive {
  private let title: String

  public init<S: StringProtocol>(_ title: S) {
    self.title = String(title)
  }

  /// A bar without words.
  public init<V: BinaryFloatingPoint>(value: V?, total: V = 1.0) {
    title = ""
  }

  public func _nodes() -> [Node] { [Node("ProgressView", text: title)] }
}

public struct ButtonRole: Sendable {
  public static let destructive = ButtonRole()
  public static let cancel = ButtonRole()
}

public struct Button: Primitive {
  private let title: String
  private let action: @MainActor () -> Void

  public init<S: StringProtocol>(_ title: S, action: @escaping @MainActor () -> Void) {
    self.title = String(title)
    self.action = action
  }

  public init<S: StringProtocol>(_ title: S, role: ButtonRole?, action: @escaping @MainActor () -> Void) {
    self.init(title, action: action)
  }

  public init<S: StringProtocol>(_ title: S, systemImage: String, action: @escaping @MainActor () -> Void) {
    self.init(title, action: action)
  }

  public func _nodes() -> [Node] {
    let node = Node("Button", text: title)
    node.tap = action
    return [node]
  }
}

/// Hands words to whatever the customer chooses, a file among them.
public struct ShareLink: Primitive {
  private let title: String
  private let item: String

  public init<S: StringProtocol>(_ title: S, item: String) {
    self.title = String(title)
    self.item = item
  }

  public func _nodes() -> [Node] {
    let node = Node("ShareLink", text: title)
    node.value = item
    return [node]
  }
}

public struct TextField: Primitive {
  private let title: String
  private let text: Binding<String>

  public init<S: StringProtocol>(_ title: S, text: Binding<String>) {
    self.title = String(title)
    self.text = text
  }

  public func _nodes() -> [Node] { [field("TextField", title, text, shown: text.wrappedValue)] }
}

public struct SecureField: Primitive {
  private let title: String
  private let text: Binding<String>

  public init<S: StringProtocol>(_ title: S, text: Binding<String>) {
    self.title = String(title)
    self.text = text
  }

  public func _nodes() -> [Node] {
    let node = field("SecureField", title, text, shown: nil)
    node.isSensitive = true
    return [node]
  }
}

@MainActor private func field(_ kind: String, _ title: String, _ text: Binding<String>, shown: String?) -> Node {
  let node = Node(kind, text: title)
  node.value = shown
  node.enter = { text.wrappedValue = $0 }
  return node
}
