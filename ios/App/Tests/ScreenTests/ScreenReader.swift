#if os(Linux)
  import SwiftUI
  import Testing
  import ViewModels

  @testable import Screens

  /// Uses the app as a customer with a screen reader does: finds everything by its spoken name, and taps only what is enabled.
  /// Every screen it meets is checked.
  @MainActor
  struct ScreenReader {
    let root: RootModel

    var strings: Strings { Strings(root.language) }

    /// What is on the screen now.
    func screen(_ phase: ScenePhase = .active) -> [Node] {
      var values = EnvironmentValues()
      values.scenePhase = phase
      return record(RootView(root: root), in: values).flatMap(\.all)
    }

    /// Everything that is read out.
    func words(_ phase: ScenePhase = .active) -> [String] {
      screen(phase).map(\.spokenName).filter { !$0.isEmpty }
    }

    func says(_ words: String) -> Bool {
      self.words().contains { $0.contains(words) }
    }

    /// Waits until something is read out.
    func hear(_ words: String) async throws {
      for _ in 0..<1000 where !says(words) { try await Task.sleep(for: .milliseconds(20)) }
      try #require(says(words), "never heard “\(words)”, but \(self.words())")
    }

    /// Starts what the screen does when it appears.
    func appear() async {
      for task in screen().flatMap(\.tasks) { await task() }
    }

    func tap(_ name: String) async throws {
      audit()
      let button = try #require(find("Button", name), "no button “\(name)”, but \(words())")
      try #require(!button.isDisabled, "“\(name)” is disabled")
      let action = try #require(button.tap)
      action()
      await Task.yield()
    }

    func enter(_ text: String, into name: String) throws {
      let field = try #require(find("TextField", name) ?? find("SecureField", name), "no field “\(name)”")
      let typing = try #require(field.enter)
      typing(text)
    }

    /// What the field is typed with.
    func keyboard(of name: String) -> UIKeyboardType? { find("TextField", name)?.keyboard }

    /// Types six digits on the keypad.
    func type(_ code: String) async throws {
      for digit in code { try await tap(String(digit)) }
      #expect(says(strings.digitsTyped(6, of: 6)))
      #expect(!words().contains { $0.contains(code) }, "the code is on the screen")
    }

    func isDisabled(_ name: String) -> Bool? { find("Button", name)?.isDisabled }

    /// Whatever can be used has a name of its own, and the screen has a heading.
    func audit() {
      let nodes = screen()
      let controls = nodes.filter { ["Button", "TextField", "SecureField"].contains($0.kind) }
      let names = controls.map(\.spokenName)
      #expect(!names.contains(""), "a control without a spoken name among \(names)")
      #expect(Set(names).count == names.count, "two controls share a spoken name: \(names)")
      #expect(nodes.contains { $0.isHeader }, "no heading")
    }

    private func find(_ kind: String, _ name: String) -> Node? {
      screen().first { $0.kind == kind && $0.spokenName == name }
    }
  }
#endif
