import KunciCore
import SwiftUI
import ViewModels

/// The official channels, whether something is really the bank's, and questions with answers.
struct HelpView: View {
  @Bindable var model: HelpModel
  let root: RootModel

  var body: some View {
    ScrollView {
      guide
      Heading(model.strings.officialChannels)
      ForEach(model.channels, id: \.self) { TopicView(title: $0.name, words: $0.address) }
      Heading(model.strings.checkPasted)
      TextField(model.strings.pasteHere, text: $model.pasted)
      Button(model.strings.checkNow) { Task { await model.check() } }.disabled(model.work.isRunning)
      if let checked = model.checked { verdict(checked) }
      Heading(model.strings.helpTopics)
      TextField(model.strings.searchWords, text: $model.typed)
      if model.topics.isEmpty { Text(verbatim: model.strings.nothingFound) }
      ForEach(model.topics, id: \.key) { TopicView(title: $0.title, words: $0.body) }
      ProblemView(work: model.work)
    }
    .navigationTitle(model.strings.help)
    .task { await model.load() }
    .secret(model.strings)
  }

  /// One question at a time.
  @ViewBuilder private var guide: some View {
    TopicView(title: model.guide.title, words: model.guide.body)
    ForEach(model.guide.answers, id: \.step) { answer in
      Button(answer.text) { model.goTo(answer.step) }
    }
    ForEach(model.guide.acts, id: \.title) { advice in
      Button(advice.title) { lead(to: advice) }
    }
    if let before = model.guide.before { Button(model.strings.guideBefore) { model.goTo(before) } }
  }

  private func lead(to advice: GuideAdvice) {
    // What is on this screen stands below the guide.
    if root.follow(advice) { model.close() } else { model.goTo() }
  }

  @ViewBuilder private func verdict(_ checked: HelpModel.Checked) -> some View {
    if checked.contacts.isEmpty && checked.marks.isEmpty { Text(verbatim: model.strings.nothingToCheck) }
    ForEach(checked.contacts, id: \.text) {
      TopicView(title: model.strings.contact($0.text, $0.title), words: $0.body)
    }
    ForEach(checked.marks, id: \.start) { TopicView(title: $0.title, words: $0.body) }
  }
}

/// A title with what it means: one thing for a screen reader.
struct TopicView: View {
  let title: String
  let words: String

  var body: some View {
    VStack(alignment: .leading) {
      Text(verbatim: title).font(.headline)
      if !words.isEmpty { Text(verbatim: words) }
    }
    .accessibilityElement(children: .combine)
  }
}
