import SwiftUI
import ViewModels

/// The customer's disputes, and the drafts on this phone.
struct DisputesScreen: View {
  let model: DisputesModel
  let root: RootModel

  var body: some View {
    List {
      if model.isEmpty { Text(verbatim: model.strings.noDisputes) }
      ForEach(model.drafts ?? []) { row in
        Section {
          DisputeRow(row: row)
          Button(row.action) { root.showDispute(about: .draft(row.id)) }
        }
      }
      ForEach(model.filed ?? []) { row in
        Section {
          DisputeRow(row: row)
          Button(row.action) { root.showDispute(row.id) }
        }
      }
      Button(model.strings.refresh) { Task { await model.load() } }.disabled(model.work.isRunning)
      ProblemView(work: model.work)
    }
    .navigationTitle(model.strings.disputes)
    .task { await model.load() }
    .secret(model.strings)
  }
}

/// A draft or a dispute, read out in one piece.
private struct DisputeRow: View {
  let row: DisputesModel.Row

  var body: some View {
    VStack(alignment: .leading) {
      Text(verbatim: row.title).font(.headline)
      Text(verbatim: row.reason)
      Text(verbatim: row.state)
      if !row.right.isEmpty { Text(verbatim: row.right) }
    }
    .accessibilityElement(children: .ignore)
    .accessibilityLabel(row.spoken)
  }
}

/// "This was not right": the reason, then words and evidence, then off to the bank.
struct DisputeDraftScreen: View {
  @Bindable var model: DisputeDraftModel

  var body: some View {
    List {
      if let draft = model.draft {
        VStack(alignment: .leading) {
          Text(verbatim: draft.title).font(.headline)
          Text(verbatim: draft.reason)
          Text(verbatim: draft.state)
        }
        .accessibilityElement(children: .combine)
        ProblemView(work: model.work)
        if draft.isSent { Text(verbatim: model.words) } else { change(draft) }
        Button(model.strings.submitDispute) { Task { await model.submit() } }
          .buttonStyle(.borderedProminent)
          .disabled(model.work.isRunning)
        if !draft.isSent { discard }
      } else {
        ProblemView(work: model.work)
        reasons
      }
    }
    .navigationTitle(model.draft == nil ? model.strings.startDispute : model.strings.disputeDraft)
    .task { await model.load() }
    .secret(model.strings)
  }

  @ViewBuilder private var reasons: some View {
    if model.isBegun {
      Button(model.strings.goOnWithDraft) { model.goOn() }.buttonStyle(.borderedProminent)
    }
    if !model.reasons.isEmpty { Heading(model.strings.disputeReasons) }
    ForEach(model.reasons) { reason in
      Section {
        Button(reason.label) { Task { await model.choose(reason.id) } }.disabled(model.work.isRunning)
        Text(verbatim: reason.hint)
      }
    }
  }

  @ViewBuilder private func change(_ draft: DisputeDraftModel.Draft) -> some View {
    Text(verbatim: model.strings.draftKept)
    TextField(model.strings.disputeWords, text: $model.words)
    Heading(model.strings.evidence)
    ForEach(draft.pieces) { piece in
      Text(verbatim: piece.words)
      Button(model.strings.detach(piece.words)) { Task { await model.detach(piece.id) } }
        .disabled(model.work.isRunning)
    }
    ForEach(draft.wants) { wanted in
      Button(wanted.action) { Task { await model.attach(wanted.id) } }.disabled(model.work.isRunning)
    }
  }

  @ViewBuilder private var discard: some View {
    if model.isSure {
      Text(verbatim: model.strings.discardSure).font(.headline)
      Button(model.strings.discardDraft, role: .destructive) { Task { await model.discard() } }
        .disabled(model.work.isRunning)
      Button(model.strings.cancel, role: .cancel) { model.cancel() }
    } else {
      Button(model.strings.discardDraft) { model.ask() }.disabled(model.work.isRunning)
    }
  }
}

/// A dispute that the bank has.
struct DisputeScreen: View {
  let model: DisputeModel

  var body: some View {
    List {
      ProblemView(work: model.work)
      if let shown = model.shown {
        VStack(alignment: .leading) {
          Text(verbatim: shown.reference).font(.footnote)
          Text(verbatim: shown.title).font(.headline)
          Text(verbatim: shown.reason)
          Text(verbatim: shown.state).font(.headline)
        }
        .accessibilityElement(children: .combine)
        ForEach(shown.bank, id: \.self) { Text(verbatim: $0) }
        ToldView(told: shown.right)
        Text(verbatim: shown.said)
        Text(verbatim: shown.pieces)
        if shown.isOpen { acts }
        Heading(model.strings.disputeSteps)
        ForEach(shown.steps) { Text(verbatim: $0.words) }
      }
      Button(model.strings.refresh) { Task { await model.load() } }.disabled(model.work.isRunning)
    }
    .navigationTitle(model.strings.disputes)
    .task { await model.load() }
    .secret(model.strings)
  }

  @ViewBuilder private var acts: some View {
    Button(model.strings.handIn) { Task { await model.handIn() } }.disabled(model.work.isRunning)
    if model.isSure {
      Text(verbatim: model.strings.withdrawSure).font(.headline)
      Button(model.strings.withdrawDispute, role: .destructive) { Task { await model.withdraw() } }
        .disabled(model.work.isRunning)
      Button(model.strings.cancel, role: .cancel) { model.cancel() }
    } else {
      Button(model.strings.withdrawDispute) { model.ask() }.disabled(model.work.isRunning)
    }
  }
}
