// OUR declarations, not Apple's: see Recording.swift.

@propertyWrapper @dynamicMemberLookup public struct Binding<Value> {
  private let get: () -> Value
  private let set: (Value) -> Void

  public init(get: @escaping () -> Value, set: @escaping (Value) -> Void) {
    self.get = get
    self.set = set
  }

  public var wrappedValue: Value {
    get { get() }
    nonmutating set { set(newValue) }
  }
  public var projectedValue: Binding<Value> { self }

  public subscript<Subject>(dynamicMember path: WritableKeyPath<Value, Subject>) -> Binding<Subject> {
    Binding<Subject>(
      get: { wrappedValue[keyPath: path] },
      set: { new in
        var whole = wrappedValue
        whole[keyPath: path] = new
        wrappedValue = whole
      })
  }
}

@propertyWrapper @dynamicMemberLookup public struct Bindable<Value: AnyObject & Observable> {
  public var wrappedValue: Value

  public init(wrappedValue: Value) {
    self.wrappedValue = wrappedValue
  }

  public var projectedValue: Bindable<Value> { self }

  public subscript<Subject>(dynamicMember path: ReferenceWritableKeyPath<Value, Subject>) -> Binding<Subject> {
    let object = wrappedValue
    return Binding(get: { object[keyPath: path] }, set: { object[keyPath: path] = $0 })
  }
}

public enum ScenePhase: Sendable {
  case background
  case inactive
  case active
}

public struct EnvironmentValues: Sendable {
  public var scenePhase = ScenePhase.active

  public init() {}

  /// What views read while a tree is recorded.
  @MainActor private static var current = EnvironmentValues()

  @MainActor static func with<R>(_ values: EnvironmentValues, _ body: () -> R) -> R {
    let outer = current
    current = values
    defer { current = outer }
    return body()
  }

  @MainActor static func read<Value>(_ path: KeyPath<EnvironmentValues, Value>) -> Value { current[keyPath: path] }
}

@MainActor @propertyWrapper public struct Environment<Value> {
  private let path: KeyPath<EnvironmentValues, Value>

  public init(_ path: KeyPath<EnvironmentValues, Value>) {
    self.path = path
  }

  public var wrappedValue: Value { EnvironmentValues.read(path) }
}
