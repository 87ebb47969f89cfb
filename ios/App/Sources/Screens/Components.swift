import KunciCore
import SwiftUI
import ViewModels

/// What went wrong, in the core's words, read out in one piece.
struct ProblemView: View {
  let work: Work

  var body: some View {
    if let problem = work.problem {
      VStack(alignment: .leading) {
        VStack(alignment: .leading) {
          Text(verbatim: problem.title).font(.headline)
          Text(verbatim: problem.body)
          Text(verbatim: problem.action)
        }
        .accessibilityElement(children: .ignore)
        .accessibilityLabel(problem.spoken)
        Button(Strings(work.language).dismiss) { work.dismiss() }
      }
    }
    if work.isRunning { ProgressView(Strings(work.language).busy) }
  }
}

/// What keeps the customer safe at this moment, in one piece for a screen reader.
struct TipsView: View {
  let moment: TipMoment
  let strings: Strings

  var body: some View {
    VStack(alignment: .leading) {
      Text(verbatim: strings.staySafe).font(.headline)
      ForEach(strings.tips(at: moment), id: \.self) { Text(verbatim: $0) }
    }
    .accessibilityElement(children: .combine)
  }
}

/// A heading that a screen reader can jump to.
struct Heading: View {
  let words: String

  init(_ words: String) {
    self.words = words
  }

  var body: some View {
    Text(verbatim: words).font(.title2).accessibilityAddTraits(.isHeader)
  }
}

/// Hides a secret screen while the app is not in front: the system takes its picture for the app switcher then.
struct PrivacyCover: ViewModifier {
  let strings: Strings
  @Environment(\.scenePhase) private var phase

  func body(content: Content) -> some View {
    if phase == .active {
      content
    } else {
      Text(verbatim: strings.concealed)
    }
  }
}

extension View {
  /// For screens with codes, amounts or messages.
  func secret(_ strings: Strings) -> some View {
    privacySensitive().modifier(PrivacyCover(strings: strings))
  }
}

/// What a field is typed with. A Mac has one keyboard for all.
extension View {
  /// Digits, and the decimal sign of the phone's region.
  func amountKeyboard() -> some View {
    #if os(macOS)
      return self
    #else
      return keyboardType(.decimalPad)
    #endif
  }

  /// Digits alone.
  func digitKeyboard() -> some View {
    #if os(macOS)
      return self
    #else
      return keyboardType(.numberPad)
    #endif
  }

  /// Digits and `+`, laid out as a phone's.
  func phoneKeyboard() -> some View {
    #if os(macOS)
      return self
    #else
      return keyboardType(.phonePad)
    #endif
  }
}
