// OUR declarations, not Apple's: see Recording.swift.

@MainActor @preconcurrency public protocol View {
  associatedtype Body: View
  @ViewBuilder @MainActor @preconcurrency var body: Body { get }
  /// Ours: what the view records; by default what its body does.
  @MainActor @preconcurrency func _nodes() -> [Node]
}

extension View {
  public func _nodes() -> [Node] { body._nodes() }
}

extension Never: View {
  public var body: Never { fatalError("has no body") }
}

/// A view without a body of its own.
public protocol Primitive: View where Body == Never {}

extension Primitive {
  public var body: Never { fatalError("has no body") }
}

@resultBuilder public struct ViewBuilder {
  public static func buildExpression<Content: View>(_ content: Content) -> Content { content }
  @MainActor public static func buildBlock() -> EmptyView { EmptyView() }
  public static func buildBlock<Content: View>(_ content: Content) -> Content { content }
  @MainActor public static func buildBlock<each Content: View>(
    _ content: repeat each Content
  ) -> TupleView<(repeat each Content)> {
    TupleView {
      var nodes: [Node] = []
      repeat nodes.append(contentsOf: (each content)._nodes())
      return nodes
    }
  }
  public static func buildIf<Content: View>(_ content: Content?) -> Content? { content }
  @MainActor public static func buildEither<True: View, False: View>(first: True) -> _ConditionalContent<True, False> {
    _ConditionalContent(content: .first(first))
  }
  @MainActor public static func buildEither<True: View, False: View>(
    second: False
  ) -> _ConditionalContent<True, False> {
    _ConditionalContent(content: .second(second))
  }
}

public struct EmptyView: Primitive {
  public init() {}
  public func _nodes() -> [Node] { [] }
}

public struct TupleView<T>: Primitive {
  let walkAll: @MainActor () -> [Node]
  public func _nodes() -> [Node] { walkAll() }
}

public struct _ConditionalContent<True: View, False: View>: Primitive {
  enum Content {
    case first(True)
    case second(False)
  }
  let content: Content
  public func _nodes() -> [Node] {
    switch content {
    case .first(let view): view._nodes()
    case .second(let view): view._nodes()
    }
  }
}

extension Optional: View where Wrapped: View {
  public var body: Never { fatalError("has no body") }
  public func _nodes() -> [Node] { map { $0._nodes() } ?? [] }
}

@MainActor public protocol ViewModifier {
  associatedtype Body: View
  typealias Content = _ViewModifierContent
  @ViewBuilder @MainActor func body(content: Content) -> Body
}

/// The view that a modifier was put on.
public struct _ViewModifierContent: Primitive {
  let walkContent: @MainActor () -> [Node]
  public func _nodes() -> [Node] { walkContent() }
}

@MainActor public protocol PreviewProvider {
  associatedtype Previews: View
  @ViewBuilder static var previews: Previews { get }
}
