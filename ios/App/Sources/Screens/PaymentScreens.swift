import SwiftUI
import ViewModels

/// A payment and, if it did not pass, why: read out in one piece each.
struct PaymentRow: View {
  let payment: Payment

  var body: some View {
    VStack(alignment: .leading) {
      Text(verbatim: payment.at).font(.footnote)
      Text(verbatim: payment.merchant).font(.headline)
      Text(verbatim: payment.amount).font(.title2)
      if let original = payment.original { Text(verbatim: original) }
      Text(verbatim: payment.state)
      Text(verbatim: payment.place).font(.footnote)
    }
    .accessibilityElement(children: .ignore)
    .accessibilityLabel(payment.spoken)
    if let why = payment.why { WhyRow(why: why) }
  }
}

/// Why a payment did not pass, what that means, what to do.
struct WhyRow: View {
  let why: Why

  var body: some View {
    VStack(alignment: .leading) {
      Text(verbatim: why.title).font(.headline)
      Text(verbatim: why.body)
      Text(verbatim: why.action)
    }
    .accessibilityElement(children: .ignore)
    .accessibilityLabel(why.spoken)
  }
}

/// The way to where something can be done about it.
private struct OfferRow: View {
  let why: Why
  let cardId: String
  let strings: Strings
  let root: RootModel

  var body: some View {
    if why.isAboutControls { Button(strings.controls) { root.showControls(cardId) } }
    if why.isAboutCards { Button(strings.cards) { root.showCards() } }
  }
}

/// Payments, page by page, searched and filtered by the bank.
struct PaymentsScreen: View {
  @Bindable var model: PaymentsModel
  let root: RootModel

  var body: some View {
    List {
      if let notice = model.notice { Text(verbatim: notice).font(.headline) }
      ProblemView(work: model.work)
      ForEach(model.spent?.words ?? [], id: \.self) { Text(verbatim: $0).font(.headline) }
      TextField(model.strings.searchPayments, text: $model.search).autocorrectionDisabled()
      TextField(model.strings.paymentsFrom, text: $model.from).amountKeyboard()
      TextField(model.strings.paymentsTo, text: $model.to).amountKeyboard()
      TextField(model.strings.paymentsFirst, text: $model.first)
      TextField(model.strings.paymentsLast, text: $model.last)
      Button(model.strings.findPayments) { Task { await model.load() } }.disabled(model.work.isRunning)
      Text(verbatim: model.shown)
      ForEach(PaymentsModel.Filter.allCases.filter { $0 != model.filter }, id: \.self) { filter in
        Button(model.strings.filter(filter)) { Task { await model.show(filter) } }.disabled(model.work.isRunning)
      }
      if let payments = model.payments {
        if payments.isEmpty { Text(verbatim: model.strings.noPayments) }
        ForEach(payments) { payment in
          Section {
            PaymentRow(payment: payment)
            Button(model.strings.startDispute(about: payment.named)) { root.showDispute(about: .payment(payment)) }
            Button(model.strings.block(payment.named)) { Task { await model.block(payment) } }
              .disabled(model.work.isRunning)
          }
        }
      }
      if model.offersControls, let cardId = model.cardId {
        Button(model.strings.controls) { root.showControls(cardId) }
      }
      if model.hasOlder {
        Button(model.strings.olderPayments) { Task { await model.older() } }.disabled(model.work.isRunning)
      }
    }
    .navigationTitle(model.strings.payments)
    .task { await model.open() }
    .secret(model.strings)
  }
}

/// "Why was my card declined?"
struct WhyScreen: View {
  let model: WhyModel
  let root: RootModel

  var body: some View {
    List {
      Text(verbatim: model.strings.whyAbout)
      // The payment says why by itself; without one, that is the answer.
      if let payment = model.payment {
        PaymentRow(payment: payment)
      } else if let why = model.why {
        WhyRow(why: why)
      }
      if let why = model.why { OfferRow(why: why, cardId: model.cardId, strings: model.strings, root: root) }
      Button(model.strings.payments) { root.showPayments(model.cardId) }
      Button(model.strings.refresh) { Task { await model.load() } }.disabled(model.work.isRunning)
      ProblemView(work: model.work)
    }
    .navigationTitle(model.strings.whyDeclined)
    .task { await model.load() }
    .secret(model.strings)
  }
}

/// "Will this payment work?"
struct WillScreen: View {
  @Bindable var model: WillModel
  let root: RootModel

  var body: some View {
    List {
      Text(verbatim: model.strings.willWhy)
      if let answer = model.answer { Text(verbatim: answer).font(.headline) }
      if let why = model.why {
        WhyRow(why: why)
        OfferRow(why: why, cardId: model.cardId, strings: model.strings, root: root)
      }
      ProblemView(work: model.work)
      TextField(model.strings.amount, text: $model.amount).amountKeyboard()
      TextField(model.strings.country, text: $model.country).autocorrectionDisabled()
      if let channel = model.channel { Text(verbatim: model.strings.willChosen(channel.label)) }
      Button(model.strings.willAsk) { Task { await model.ask() } }
        .buttonStyle(.borderedProminent)
        .disabled(model.amount.isEmpty || model.channel == nil || model.work.isRunning)
      Heading(model.strings.willHow)
      ForEach(model.channels.filter { $0 != model.channel }) { channel in
        Button(channel.label) { model.choose(channel) }
      }
    }
    .navigationTitle(model.strings.willItWork)
    .task { await model.load() }
    .secret(model.strings)
  }
}
