import KunciCore
import SwiftUI
import ViewModels

/// What something is, in the core's words.
struct ToldView: View {
  let told: Explanation

  var body: some View {
    VStack(alignment: .leading) {
      Text(verbatim: told.title).font(.headline)
      Text(verbatim: told.body)
      Text(verbatim: told.action)
    }
    .accessibilityElement(children: .combine)
  }
}

/// Eight digits in two groups, spoken one by one.
struct EightDigits: View {
  let code: ShownCode

  var body: some View {
    VStack {
      Text(verbatim: code.digits).font(.largeTitle.monospacedDigit()).accessibilityLabel(code.spoken)
      Text(verbatim: code.validity)
    }
  }
}

/// A QR code of the website.
struct ScanScreen: View {
  @Bindable var model: ScanModel

  var body: some View {
    ScrollView {
      if let shown = model.shown {
        Text(verbatim: model.strings.typeIntoWebsite)
        EightDigits(code: shown)
        Button(model.strings.anotherScan) { model.again() }
      } else if let title = model.title {
        Heading(title)
        Text(verbatim: model.strings.readAll)
        LinesView(lines: model.lines)
        CodePadView(pad: model.pad, title: model.strings.unlockCode, strings: model.strings)
        Button(model.strings.approve) { Task { await model.make() } }
          .buttonStyle(.borderedProminent)
          .disabled(!model.pad.isFull || model.work.isRunning)
        Button(model.strings.cancel, role: .cancel) { model.again() }
      } else {
        read
      }
      ProblemView(work: model.work)
    }
    .navigationTitle(model.strings.scan)
    .secret(model.strings)
  }

  @ViewBuilder private var read: some View {
    if let told = model.told { ToldView(told: told) }
    Text(verbatim: model.strings.scanWhy)
    if model.camera != nil { Button(model.strings.scanNow) { Task { await model.scan() } } }
    TextField(model.strings.pasteScan, text: $model.pasted).autocorrectionDisabled()
    Button(model.strings.readScan) { Task { await model.read() } }
      .disabled(model.pasted.isEmpty || model.work.isRunning)
  }
}

/// A transfer of the website, typed once more.
struct TypedScreen: View {
  @Bindable var model: TypedModel

  var body: some View {
    ScrollView {
      if let shown = model.shown {
        Text(verbatim: model.strings.typeIntoWebsite)
        EightDigits(code: shown)
        Button(model.strings.anotherTyped) { model.again() }
      } else {
        Text(verbatim: model.strings.typedWhy)
        TextField(model.strings.bankCode, text: $model.bankCode).digitKeyboard()
        TextField(model.strings.account, text: $model.account).digitKeyboard()
        TextField(model.strings.amount, text: $model.amount).amountKeyboard()
        CodePadView(pad: model.pad, title: model.strings.unlockCode, strings: model.strings)
        Button(model.strings.approve) { Task { await model.make() } }
          .buttonStyle(.borderedProminent)
          .disabled(!model.pad.isFull || model.work.isRunning)
      }
      ProblemView(work: model.work)
    }
    .navigationTitle(model.strings.typed)
    .secret(model.strings)
  }
}

/// A code that freezes a card by telephone.
struct FreezeCodeScreen: View {
  let model: FreezeCodeModel

  var body: some View {
    ScrollView {
      if let shown = model.shown {
        EightDigits(code: shown)
        if let told = model.told { ToldView(told: told) }
        Button(model.strings.anotherCard) { model.again() }
      } else {
        Text(verbatim: model.strings.freezeCodeWhy)
        if model.rows.isEmpty { Text(verbatim: model.strings.noCards) }
        ForEach(model.rows) { row in
          Button(row.spoken) { Task { await model.make(row) } }.disabled(model.work.isRunning)
        }
      }
      ProblemView(work: model.work)
    }
    .navigationTitle(model.strings.freezeCode)
    .task { await model.load() }
    .secret(model.strings)
  }
}

/// Is it the bank that calls?
struct CallerScreen: View {
  @Bindable var model: CallerModel

  var body: some View {
    ScrollView {
      if let proved = model.proved { ToldView(told: proved) }
      if let challenge = model.challenge {
        Text(verbatim: model.strings.readChallenge)
        Text(verbatim: challenge).font(.largeTitle.monospacedDigit()).accessibilityLabel(model.spoken)
        TextField(model.strings.callerEmployee, text: $model.employeeId).autocorrectionDisabled()
        TextField(model.strings.callerPurpose, text: $model.purpose).autocorrectionDisabled()
        TextField(model.strings.callerAnswer, text: $model.answer).digitKeyboard()
        Button(model.strings.checkCaller) { Task { await model.check() } }
          .buttonStyle(.borderedProminent)
          .disabled(model.work.isRunning)
      } else {
        Text(verbatim: model.strings.callerCheckWhy)
        Button(model.strings.startCallerCheck) { Task { await model.start() } }
          .buttonStyle(.borderedProminent)
          .disabled(model.work.isRunning)
      }
      ProblemView(work: model.work)
    }
    .navigationTitle(model.strings.callerCheck)
    .secret(model.strings)
  }
}
