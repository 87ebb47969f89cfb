// OUR declarations, not Apple's: see Recording.swift.

public enum HorizontalAlignment: Sendable {
  case leading
  case center
  case trailing
}

public enum VerticalAlignment: Sendable {
  case top
  case center
  case bottom
}

public struct VStack<Content: View>: Primitive {
  private let content: Content

  public init(
    alignment: HorizontalAlignment = .center, spacing: CGFloat? = nil, @ViewBuilder content: () -> Content
  ) {
    self.content = content()
  }

  public func _nodes() -> [Node] { [Node("VStack", children: content._nodes())] }
}

public struct HStack<Content: View>: Primitive {
  private let content: Content

  public init(alignment: VerticalAlignment = .center, spacing: CGFloat? = nil, @ViewBuilder content: () -> Content) {
    self.content = content()
  }

  public func _nodes() -> [Node] { [Node("HStack", children: content._nodes())] }
}

public struct ScrollView<Content: View>: Primitive {
  private let content: Content

  public init(@ViewBuilder content: () -> Content) {
    self.content = content()
  }

  public func _nodes() -> [Node] { [Node("ScrollView", children: content._nodes())] }
}

public struct List<Content: View>: Primitive {
  private let content: Content

  public init(@ViewBuilder content: () -> Content) {
    self.content = content()
  }

  public func _nodes() -> [Node] { [Node("List", children: content._nodes())] }
}

public struct Form<Content: View>: Primitive {
  private let content: Content

  public init(@ViewBuilder content: () -> Content) {
    self.content = content()
  }

  public func _nodes() -> [Node] { [Node("Form", children: content._nodes())] }
}

public struct Section<Content: View>: Primitive {
  private let content: Content

  public init(@ViewBuilder content: () -> Content) {
    self.content = content()
  }

  public func _nodes() -> [Node] { [Node("Section", children: content._nodes())] }
}

public struct NavigationStack<Root: View>: Primitive {
  private let root: Root

  public init(@ViewBuilder root: () -> Root) {
    self.root = root()
  }

  public func _nodes() -> [Node] { [Node("NavigationStack", children: root._nodes())] }
}

public struct ForEach<Data: RandomAccessCollection, ID: Hashable, Content: View>: Primitive {
  private let data: Data
  private let content: (Data.Element) -> Content

  public func _nodes() -> [Node] { data.flatMap { content($0)._nodes() } }
}

extension ForEach where Data.Element: Identifiable, ID == Data.Element.ID {
  public init(_ data: Data, @ViewBuilder content: @escaping (Data.Element) -> Content) {
    self.data = data
    self.content = content
  }
}

extension ForEach {
  public init(
    _ data: Data, id: KeyPath<Data.Element, ID>, @ViewBuilder content: @escaping (Data.Element) -> Content
  ) {
    self.data = data
    self.content = content
  }
}

public struct Spacer: Primitive {
  public init() {}
  public func _nodes() -> [Node] { [] }
}
