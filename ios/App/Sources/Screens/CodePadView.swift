import SwiftUI
import ViewModels

/// The app's own keypad: the system's keyboard would learn the digits. Shows how many are in, never which.
struct CodePadView: View {
  let pad: CodePadModel
  let title: String
  let strings: Strings

  var body: some View {
    VStack {
      Heading(title)
      Text(verbatim: dots)
        .accessibilityLabel(strings.digitsTyped(pad.count, of: CodePadModel.length))
      ForEach(Self.rows, id: \.first) { row in
        HStack {
          ForEach(row, id: \.self) { key($0) }
        }
      }
      HStack {
        key(0)
        Button(strings.delete, systemImage: "delete.left") { pad.backspace() }
          .labelStyle(.iconOnly)
          .frame(minWidth: 44, minHeight: 44)
      }
    }
  }

  private var dots: String {
    String(repeating: "●", count: pad.count) + String(repeating: "○", count: CodePadModel.length - pad.count)
  }

  private func key(_ digit: UInt8) -> some View {
    Button(String(digit)) { pad.press(digit) }
      .font(.title2)
      .frame(minWidth: 44, minHeight: 44)
  }

  private static let rows: [[UInt8]] = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
}
