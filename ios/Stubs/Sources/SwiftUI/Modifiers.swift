// OUR declarations, not Apple's: see Recording.swift. What only changes the looks records nothing.

/// A view with something changed about what it recorded.
public struct _ModifiedView<Content: View>: Primitive {
  let content: Content
  let change: @MainActor ([Node]) -> [Node]

  public func _nodes() -> [Node] { change(content._nodes()) }
}

public struct AccessibilityTraits: Sendable {
  public static let isHeader = AccessibilityTraits()
}

public struct AccessibilityChildBehavior: Sendable {
  public static let combine = AccessibilityChildBehavior()
  public static let ignore = AccessibilityChildBehavior(isIgnored: true)
  var isIgnored = false
}

public struct Font: Sendable {
  public static let largeTitle = Font()
  public static let title2 = Font()
  public static let headline = Font()
  public static let footnote = Font()
  public func monospacedDigit() -> Font { self }
}

public struct BorderedProminentButtonStyle: Sendable {}

extension BorderedProminentButtonStyle {
  public static var borderedProminent: BorderedProminentButtonStyle { BorderedProminentButtonStyle() }
}

public struct IconOnlyLabelStyle: Sendable {
  public static var iconOnly: IconOnlyLabelStyle { IconOnlyLabelStyle() }
}

extension View {
  private func changed(_ change: @escaping @MainActor ([Node]) -> [Node]) -> some View {
    _ModifiedView(content: self, change: change)
  }

  private func each(_ change: @escaping @MainActor (Node) -> Void) -> some View {
    changed { nodes in
      for node in nodes { change(node) }
      return nodes
    }
  }

  // What a screen reader is told.

  public func accessibilityLabel<S: StringProtocol>(_ label: S) -> some View {
    let label = String(label)
    return each { $0.label = label }
  }

  public func accessibilityHint<S: StringProtocol>(_ hint: S) -> some View {
    let hint = String(hint)
    return each { $0.hint = hint }
  }

  public func accessibilityValue<S: StringProtocol>(_ value: S) -> some View {
    let value = String(value)
    return each { $0.value = value }
  }

  public func accessibilityHidden(_ hidden: Bool) -> some View {
    each { $0.isHidden = hidden }
  }

  public func accessibilityElement(children: AccessibilityChildBehavior) -> some View {
    changed { nodes in
      let element = Node("Element", children: nodes)
      if children.isIgnored { for node in nodes { node.isHidden = true } }
      return [element]
    }
  }

  public func accessibilityAddTraits(_ traits: AccessibilityTraits) -> some View {
    each { $0.isHeader = true }
  }

  // What it does.

  public func disabled(_ disabled: Bool) -> some View {
    each { for node in $0.all where disabled { node.isDisabled = true } }
  }

  public func privacySensitive(_ sensitive: Bool = true) -> some View {
    each { for node in $0.all { node.isSensitive = sensitive } }
  }

  public func task(
    priority: TaskPriority = .userInitiated, @_inheritActorContext _ action: @escaping @Sendable () async -> Void
  ) -> some View {
    each { $0.tasks.append(action) }
  }

  public func task<T: Equatable>(
    id: T, priority: TaskPriority = .userInitiated, @_inheritActorContext _ action: @escaping @Sendable () async -> Void
  ) -> some View {
    each { $0.tasks.append(action) }
  }

  public func modifier<M: ViewModifier>(_ modifier: M) -> some View {
    modifier.body(content: _ViewModifierContent { self._nodes() })
  }

  public func navigationTitle<S: StringProtocol>(_ title: S) -> some View {
    let title = String(title)
    return changed { nodes in
      let node = Node("Title", text: title)
      node.isHeader = true
      return [node] + nodes
    }
  }

  // What it looks like.

  public func padding() -> some View { self }
  public func font(_ font: Font?) -> some View { self }
  public func frame(minWidth: CGFloat? = nil, maxWidth: CGFloat? = nil, minHeight: CGFloat? = nil) -> some View { self }
  public func buttonStyle(_ style: BorderedProminentButtonStyle) -> some View { self }
  public func labelStyle(_ style: IconOnlyLabelStyle) -> some View { self }
  public func autocorrectionDisabled(_ disable: Bool = true) -> some View { self }
  public func keyboardType(_ type: UIKeyboardType) -> some View { each { $0.keyboard = type } }
  public func textSelection<S: TextSelectability>(_ selectability: S) -> some View { self }
}

public protocol TextSelectability {}

public struct EnabledTextSelectability: TextSelectability {}

extension TextSelectability where Self == EnabledTextSelectability {
  public static var enabled: EnabledTextSelectability { EnabledTextSelectability() }
}

/// UIKit's, of which SwiftUI hands on what a field needs.
public enum UIKeyboardType: Sendable {
  case decimalPad
  case numberPad
  case phonePad
}
