#if os(Linux)
  import KunciCore
  import SwiftUI
  import Testing
  import ViewModels

  @testable import Screens

  /// The screens, tapped through from outside: recorded views, real view models, the real library, a real bank.
  @MainActor @Suite(.serialized) struct ScreenTests {
    @Test(arguments: Language.allCases)
    func safe_5_a_phone_is_registered_by_spoken_names_alone(in language: Language) async throws {
      try await AppUnderTest.with(language) { app in
        let (reader, strings) = (app.reader, app.strings)
        try await app.signIn(password: "wrong")
        try await reader.hear(explain(error: .SignInRefused, language: language.tag).title)
        try await reader.tap(strings.dismiss)
        try await app.proveBySMS()
        try await app.choose("170890")
        try await reader.hear(explain(error: .WeakCode(reason: .birthDate), language: language.tag).body)
        try await app.choose(AppUnderTest.code)
        try await reader.hear(strings.registered)
        try await reader.tap(strings.goOn)
        try await app.unlock()
        #expect(reader.says(strings.greeting("Sari Wulandari")))
      }
    }

    @Test func safe_5_a_pin_is_read_digit_by_digit_and_hidden_again() async throws {
      try await AppUnderTest.with(.indonesian) { app in
        try await app.register()
        try await app.reader.tap(app.strings.otp)
        #expect(app.reader.isDisabled(app.strings.makeOtp) == true)
        try await app.reader.type(AppUnderTest.code)
        try await app.reader.tap(app.strings.makeOtp)
        try await app.reader.hear("berlaku")
        #expect(app.reader.words().contains { $0.wholeMatch(of: /(\d )+\d/) != nil })
        for which in [OtpModel.Beside.after, .before] {
          try await app.reader.tap(app.strings.showPin(which))
          try await app.reader.hear(try #require(app.strings.shownPin(which)))
          #expect(app.reader.words().contains { $0.wholeMatch(of: /(\d )+\d/) != nil })
        }
        try await app.reader.tap(app.strings.hide)
        try await app.reader.hear(app.strings.unlockCode)
        try await app.reader.tap(app.strings.back)
        try await app.reader.hear(app.strings.cards)
      }
    }

    @Test func otp_10_a_transfer_is_read_line_by_line_and_approved() async throws {
      try await AppUnderTest.with(.english) { app in
        let (reader, strings) = (app.reader, app.strings)
        try await app.register()
        let amount = Money(minor: 125_000_000, currency: "IDR", exponent: 2)
        let draft = TransferDraft(
          payeeName: "Toko Rajin", bankCode: "008", account: "9876543210", amount: amount, note: "Faktur 17")
        let operation = try await app.phone.startTransfer(draft: draft)
        await reader.appear()
        let row = try #require(reader.words().first { $0.hasPrefix("See ") }, "\(reader.words())")
        try await reader.tap(row)
        for line in operation.lines(language: "en") { #expect(reader.says("\(line.label): \(line.spoken)")) }
        #expect(reader.isDisabled(strings.approve) == true)
        try await reader.type(AppUnderTest.code)
        try await reader.tap(strings.approve)
        try await reader.hear("Approved, not yet completed")
        _ = try await app.bank.ask("settle", .object([:]))
        try await reader.tap(strings.refresh)
        try await reader.hear("Completed")
        try await reader.tap(strings.back)
        try await reader.hear(strings.waiting)
      }
    }

    @Test func card_2_a_card_is_frozen_and_unfrozen_by_tapping() async throws {
      try await AppUnderTest.with(.english) { app in
        let (reader, strings) = (app.reader, app.strings)
        try await app.register()
        try await reader.tap(strings.cards)
        await reader.appear()
        let freeze = try #require(reader.words().first { $0.hasPrefix("Freeze ") && $0.hasSuffix("4 8 2 1") })
        try await reader.tap(freeze)
        try await reader.hear("Frozen. Receipt no.")
        let unfreeze = freeze.replacing("Freeze", with: "Unfreeze")
        try await reader.hear(unfreeze)
        try await reader.hear("You have frozen this card")
        try await reader.tap(unfreeze)
        try await reader.hear(strings.approve)
        try await reader.type(AppUnderTest.code)
        try await reader.tap(strings.approve)
        try await reader.hear("Completed")
        try await reader.tap(strings.back)
        await reader.appear()
        try await reader.hear(freeze)
      }
    }

    @Test(arguments: Language.allCases)
    func card_4_payments_are_told_from_an_amount_on_by_tapping(in language: Language) async throws {
      try await AppUnderTest.with(language) { app in
        let (reader, strings) = (app.reader, app.strings)
        try await app.register()
        let cards = try await app.phone.cards()
        let card = try #require(cards.first { $0.view().ending == "4821" })
        let alerts = try app.phone.cardControls(card: card, language: language.tag).alerts
        let every = try #require(alerts.first { $0.of == "payment" })
        try await reader.tap(strings.cards)
        await reader.appear()
        try await reader.tap(strings.watchOf("\(card.view().name), 4 8 2 1"))
        await reader.appear()
        #expect(reader.says(every.spoken))
        try await reader.tap(strings.editLimit(every.label))
        #expect(reader.isDisabled(strings.save) == true)
        #expect(reader.keyboard(of: strings.watchAmount) == .decimalPad)
        try reader.enter("100000", into: strings.watchAmount)
        try await reader.tap(strings.save)
        for _ in 0..<500 where reader.says(every.spoken) { try await Task.sleep(for: .milliseconds(20)) }
        #expect(reader.words().contains { $0.hasPrefix(every.label) && $0.contains("100000 rupiah") })
        // To be told less is approved.
        try await reader.tap(strings.editLimit(every.label))
        try await reader.tap(strings.watchNone)
        try await reader.hear(strings.approve)
      }
    }

    @Test(arguments: Language.allCases)
    func card_3_a_limit_is_lowered_at_once_and_raised_by_approval_by_tapping(in language: Language) async throws {
      try await AppUnderTest.with(language) { app in
        let (reader, strings) = (app.reader, app.strings)
        try await app.register()
        let cards = try await app.phone.cards()
        let card = try #require(cards.first { $0.view().ending == "4821" })
        let limits = try app.phone.cardControls(card: card, language: language.tag).limits
        let limit = try #require(limits.first { $0.name == "online-day" })
        let lowered = "\(limit.label): 100000 rupiah"
        try await reader.tap(strings.cards)
        await reader.appear()
        try await reader.tap(strings.controlsOf("\(card.view().name), 4 8 2 1"))
        await reader.appear()
        #expect(reader.says(limit.spoken))
        try await reader.tap(strings.editLimit(limit.label))
        #expect(reader.isDisabled(strings.save) == true)
        #expect(reader.keyboard(of: strings.limitAmount) == .decimalPad)
        try reader.enter("100000", into: strings.limitAmount)
        try await reader.tap(strings.save)
        try await reader.hear(lowered)
        try await reader.tap(strings.editLimit(limit.label))
        try reader.enter("500000", into: strings.limitAmount)
        try await reader.tap(strings.save)
        try await reader.hear(strings.approve)
        try await reader.type(AppUnderTest.code)
        try await reader.tap(strings.approve)
        try await reader.hear(strings.refresh)
        try await reader.tap(strings.back)
        await reader.appear()
        try await reader.tap(strings.cancelRaise(limit.label))
        try await reader.hear(text(language: language.tag, key: "ui-receipt-cancel", values: [:]))
        #expect(reader.says(lowered))
      }
    }

    @Test(arguments: Language.allCases)
    func card_5_a_card_is_reported_lost_and_a_new_one_asked_for_by_tapping(in language: Language) async throws {
      try await AppUnderTest.with(language) { app in
        let (reader, strings) = (app.reader, app.strings)
        try await app.register()
        let cards = try await app.phone.cards()
        let name = try #require(cards.first { $0.view().ending == "4821" }).view().name
        try await reader.tap(strings.cards)
        await reader.appear()
        try await reader.tap(strings.lifeOf("\(name), 4 8 2 1"))
        await reader.appear()
        try await reader.tap(strings.loss(.lost))
        try await reader.hear(strings.reportSure)
        try await reader.tap(strings.closeCard)
        try await reader.hear(text(language: language.tag, key: "ui-receipt-block", values: [:]))
        let now = try await app.phone.cards()
        let closed = try #require(now.first { $0.view().ending == "4821" }).standing(language: language.tag).words
        try await reader.hear(closed)
        try await reader.tap(strings.replaceCard)
        try await reader.hear(strings.approve)
      }
    }

    @Test(arguments: Language.allCases)
    func card_8_the_question_whose_a_payment_was_is_answered_by_tapping(in language: Language) async throws {
      try await AppUnderTest.with(language) { app in
        let (reader, strings) = (app.reader, app.strings)
        try await app.register()
        let amount: [String: JSONValue] = [
          "minor": .integer(75_000_000), "currency": .string("IDR"), "exponent": .integer(2),
        ]
        let payment: [String: JSONValue] = [
          "user_id": .string("sari"), "ending": .string("4821"), "merchant": .string("Toko Maya"),
          "suspicious": .bool(true), "amount": .object(amount),
        ]
        _ = try await app.bank.ask("card_pay", .object(payment))
        let pending = try await app.phone.pendingOperations()
        let asked = try #require(pending.first)
        await reader.appear()
        // The list itself is read out with all that is in it; the row is the least that names the question.
        let named = reader.words().filter { $0.contains(asked.title(language: language.tag)) }
        try await reader.tap(try #require(named.min { $0.count < $1.count }))
        try await reader.hear(strings.whoseEffect)
        try await reader.tap(strings.rejectNotMe)
        try await reader.hear(strings.life)
        try await reader.tap(strings.life)
        await reader.appear()
        try await reader.hear(strings.replaceCardWhy)
      }
    }

    @Test(arguments: Language.allCases)
    func safe_5_the_screens_about_a_card_have_a_name_for_every_control(in language: Language) async throws {
      try await AppUnderTest.with(language) { app in
        try await app.register()
        let root = app.reader.root
        let cards = try await app.phone.cards()
        let card = try #require(cards.first).cardId()
        let screens: [@MainActor () -> Void] = [
          { root.showControls(card) }, { root.showWatch(card) }, { root.showPayments(card) },
          { root.showPayments(nil) }, { root.showWhy(card) }, { root.showWill(card) }, { root.showLife(card) },
          { root.showCardPin(card) },
        ]
        for show in screens {
          show()
          app.reader.audit()
          await app.reader.appear()
          app.reader.audit()
          #expect(!app.reader.words().contains { $0.hasPrefix("[") || $0.contains("ui-") })
        }
      }
    }

    @Test(arguments: Language.allCases)
    func safe_2_the_last_minute_is_read_out_and_one_tap_stays(in language: Language) async throws {
      try await AppUnderTest.with(language) { app in
        let (reader, strings) = (app.reader, app.strings)
        try await app.register()
        app.clock.advance(milliseconds: 250_000)
        await reader.root.look()
        #expect(reader.says(strings.endsSoon))
        try await reader.tap(strings.stay)
        for _ in 0..<500 where reader.says(strings.endsSoon) { try await Task.sleep(for: .milliseconds(20)) }
        #expect(!reader.says(strings.endsSoon))
        app.clock.advance(milliseconds: 300_000)
        await reader.root.look()
        #expect(reader.says(explainSessionEnd(end: .idle, language: language.tag).title))
        #expect(!reader.says(strings.signOut))
      }
    }

    @Test(arguments: Language.allCases)
    func safe_6_what_is_kept_is_read_out_with_a_name_for_every_control(in language: Language) async throws {
      try await AppUnderTest.with(language) { app in
        let (reader, strings) = (app.reader, app.strings)
        try await app.register()
        reader.root.showPrivacy()
        reader.audit()
        await reader.appear()
        reader.audit()
        try await reader.hear(text(language: language.tag, key: "kept-token", values: [:]))
        #expect(reader.says(strings.exportDataWhy))
        #expect(!reader.words().contains { $0.hasPrefix("[") || $0.contains("ui-") })
      }
    }

    @Test func chat_2_a_bot_is_read_as_a_bot_and_a_secret_is_kept_from_being_sent() async throws {
      try await AppUnderTest.with(.indonesian) { app in
        let (reader, strings) = (app.reader, app.strings)
        try await app.register()
        try await reader.tap(strings.chat)
        await reader.appear()
        #expect(reader.says(strings.attachHint))
        try reader.enter("Halo, jam berapa cabang buka?", into: strings.message)
        try await reader.tap(strings.send)
        try await reader.hear("Senin sampai Jumat")
        #expect(reader.words().contains { $0.contains(", program bank") && $0.contains("Senin sampai Jumat") })
        try reader.enter("PIN saya 123456", into: strings.message)
        try await reader.tap(strings.send)
        try await reader.hear(explain(error: .DraftBlocked(finding: .pin, masked: ""), language: "id").title)
        try await reader.tap(strings.back)
        try await reader.hear(strings.cards)
      }
    }

    @Test func chat_6_a_scam_is_reported_by_one_tap_and_the_chat_is_searched_kept_and_rated() async throws {
      try await AppUnderTest.with(.english) { app in
        let (reader, strings) = (app.reader, app.strings)
        try await app.register()
        try await reader.tap(strings.chat)
        await reader.appear()
        try await reader.hear("A bot answers")
        for text in ["Send me your OTP now", "Hurry up"] {
          _ = try await app.bank.ask(
            "chat_say",
            .object(["user_id": .string("sari"), "as": .string("impostor-forged"), "text": .string(text)]))
        }
        try await reader.hear("Hurry up")
        try await reader.tap(strings.moreOfChat)
        try await reader.tap(strings.searchMessages)
        try reader.enter("otp", into: strings.searchWords)
        try await reader.tap(strings.searchMessages)
        try await reader.hear("Send me your OTP now")
        try await reader.tap(strings.toConversation)
        try await reader.tap(strings.moreOfChat)
        try await reader.tap(strings.keepTranscript)
        try await reader.hear(strings.saveFile)
        try await reader.tap(strings.toConversation)
        try await reader.tap(strings.reportScam)
        try await reader.hear("Your report is on its way")
        try await reader.tap(strings.toConversation)
        try await reader.hear("The bank has your report")
        try await reader.tap(strings.moreOfChat)
        try await reader.tap(strings.rateChat)
        try await reader.tap(strings.rating(.fair))
        try await reader.hear("the bank has your feedback")
      }
    }

    @Test(arguments: Language.allCases)
    func chat_6_the_banks_own_number_is_at_hand_and_others_are_found_out_without_signing_in(in language: Language)
      async throws
    {
      try await AppUnderTest.with(language) { app in
        let (reader, strings) = (app.reader, app.strings)
        try await reader.tap(strings.help)
        await reader.appear()
        try await reader.hear("+62215550110")
        #expect(reader.says("kuncibank.example"))
        let pasted = "0812 3456 7890, 021-555-0110, https://kuncibank.example.masuk.test"
        try reader.enter(pasted, into: strings.pasteHere)
        try await reader.tap(strings.checkNow)
        let verdict = { (key: String) in text(language: language.tag, key: "contact-\(key)", values: [:]) }
        try await reader.hear(strings.contact("0812 3456 7890", verdict("phone-unknown")))
        #expect(reader.says(strings.contact("021-555-0110", verdict("phone-official"))))
        #expect(reader.says(verdict("website-unknown")))
        try reader.enter("xyzzy", into: strings.searchWords)
        try await reader.hear(strings.nothingFound)
        let guide = { (key: String) in text(language: language.tag, key: "guide-\(key)", values: [:]) }
        try await reader.tap(guide("message.answer"))
        try await reader.tap(guide("message-called.answer"))
        try await reader.hear(guide("message-called"))
        try await reader.tap(strings.guideBefore)
        try await reader.tap(strings.guideBefore)
        try await reader.hear(guide("start"))
        try await reader.tap(strings.back)
        try await reader.hear(strings.userId)
      }
    }

    @Test func chat_4_what_is_asked_about_is_hidden_or_sent_by_tapping() async throws {
      try await AppUnderTest.with(.english) { app in
        let (reader, strings) = (app.reader, app.strings)
        try await app.register()
        try await reader.tap(strings.chat)
        await reader.appear()
        try reader.enter("My account number is 1234567890", into: strings.message)
        try await reader.tap(strings.send)
        try await reader.hear(strings.sendAnyway)
        try await reader.tap(strings.hideInDraft)
        #expect(!reader.says(strings.sendAnyway))
        try reader.enter("My account number is 1234567890", into: strings.message)
        try await reader.tap(strings.send)
        try await reader.hear(strings.sendAnyway)
        try await reader.tap(strings.sendAnyway)
        try await reader.hear("1234567890")
      }
    }

    @Test(arguments: Language.allCases)
    func safe_10_an_outage_is_heard_before_signing_in_with_what_works(in language: Language) async throws {
      try await AppUnderTest.with(language) { app in
        let (reader, strings) = (app.reader, app.strings)
        _ = try await app.bank.ask("outage", .object(["service": .string("cards")]))
        await reader.appear()
        let told = try await app.phone.outages(language: language.tag)
        try await reader.hear(try #require(told.banner))
        try await reader.tap(strings.outages)
        await reader.appear()
        try await reader.hear(try #require(told.outages.first).text)
        for works in told.works { try await reader.hear(works.name) }
        try await reader.tap(strings.back)
        try await reader.hear(strings.withoutSigningIn)
      }
    }

    @Test func safe_7_a_complaint_is_filed_and_its_deadline_heard() async throws {
      try await AppUnderTest.with(.indonesian) { app in
        let (reader, strings) = (app.reader, app.strings)
        let labels = strings.writing(.complaint)
        try await app.register()
        try await reader.tap(strings.rights)
        try await reader.hear(try #require(rights(language: "id").first).title)
        try await reader.tap(labels.title)
        await reader.appear()
        try await reader.hear(labels.none)
        #expect(reader.isDisabled(labels.send) == true)
        try await reader.tap(try #require(aboutChoices(way: .complaint, language: "id").dropFirst().first).name)
        try reader.enter("Mesin menelan kartu saya.", into: labels.text)
        try await reader.tap(labels.send)
        try await reader.hear("KB0000")
        let complaints = try await app.phone.writtenToBank(way: .complaint, before: nil, language: "id").written
        let filed = try #require(complaints.first)
        try await reader.hear(strings.writtenFiled(filed.reference))
        try await reader.hear(filed.next)
      }
    }

    @Test func chat_8_a_letter_is_written_and_its_answer_heard_and_tips_are_heard_where_they_matter() async throws {
      try await AppUnderTest.with(.indonesian) { app in
        let (reader, strings) = (app.reader, app.strings)
        let labels = strings.writing(.letter)
        await reader.appear()
        for tip in strings.tips(at: .signIn) { try await reader.hear(tip) }
        try await app.register()
        try await reader.tap(labels.title)
        await reader.appear()
        try await reader.hear(labels.none)
        try await reader.tap(try #require(aboutChoices(way: .letter, language: "id").first).name)
        try reader.enter("Kapan kartu baru saya datang?", into: labels.text)
        try await reader.tap(labels.send)
        try await reader.hear("KS0000")
        let letters = try await app.phone.writtenToBank(way: .letter, before: nil, language: "id").written
        let reference = try #require(letters.first).reference
        try await reader.hear(strings.writtenFiled(reference))
        _ = try await app.bank.ask(
          "letter",
          .object([
            "do": .string("answer"), "reference": .string(reference), "answer": .string("Kartu datang hari Senin."),
          ]))
        try await reader.tap(strings.refresh)
        try await reader.hear(strings.writtenAnswer("Kartu datang hari Senin."))
      }
    }

    @Test(arguments: Language.allCases)
    func safe_1_a_session_says_what_it_may_do_and_leads_to_what_opens_more(in language: Language) async throws {
      try await AppUnderTest.with(language) { app in
        let (reader, strings) = (app.reader, app.strings)
        try await app.signIn()
        try await reader.hear(strings.sendSMS)
        try await reader.tap(strings.session)
        await reader.appear()
        try await reader.hear(strings.lookWithDevice)
        try await reader.tap(strings.number)
        await reader.appear()
        try await reader.hear(strings.numberNow("•••• 4321"))
        #expect(reader.isDisabled(strings.numberSend) == true)
        #expect(reader.keyboard(of: strings.numberNew) == .phonePad)
        try reader.enter("0877", into: strings.numberNew)
        try await reader.tap(strings.numberSend)
        try await reader.hear(explain(error: .NumberInvalid, language: language.tag).title)
        try await reader.tap(strings.back)
        await reader.appear()
        try await reader.hear(strings.lookWithDevice)
        try await reader.tap(strings.lookWithDevice)
        try await reader.type("112230")
        try await reader.tap(strings.goOn)
        try await reader.hear(explain(error: .HardwareTokenRefused, language: language.tag).title)
        try await reader.tap(strings.back)
        try await reader.tap(strings.back)
        try await reader.hear(strings.sendSMS)
      }
    }

    @Test(arguments: Language.allCases)
    func safe_5_every_screen_has_a_heading_and_a_name_for_every_control(in language: Language) async throws {
      try await AppUnderTest.with(language) { app in
        try await app.register()
        let root = app.reader.root
        let screens = [
          root.showHome, root.showOtp, root.showCards, root.showAlerts, root.showSecurity, root.showBiometrics,
          root.showPassword, root.showScan, root.showTyped, root.showFreezeCode, root.showCaller, root.showChangeCode,
          root.showHelp, root.showHardwareToken, root.showTrustedPlaces, root.showToken, root.showSession,
          root.showNumber, root.showOperations, root.showReceipts, root.showQueue, root.showOutages, root.showRights,
          root.showComplaints, root.showLetters, root.showDisputes, root.showStatements, root.showEmergencyKey,
          root.showRegistration, root.showSignIn,
        ]
        for show in screens {
          show()
          app.reader.audit()
          await app.reader.appear()
          app.reader.audit()
          #expect(!app.reader.words().contains { $0.hasPrefix("[") || $0.contains("ui-") })
        }
      }
    }

    @Test func aButtonWithoutASpokenNameIsFound() {
      let nodes = record(Button("", systemImage: "trash") {}.accessibilityHint("hint"))
      #expect(nodes.flatMap(\.all).filter { $0.kind == "Button" }.map(\.spokenName) == [""])
      let hidden = record(Button("Delete") {}.accessibilityHidden(true))
      #expect(hidden.map(\.spokenName) == [""])
    }

    @Test func safe_2_every_screen_is_covered_when_the_app_is_not_in_front() async throws {
      try await AppUnderTest.with(.english) { app in
        let root = app.reader.root
        for show in [root.showSignIn, root.showHome, root.showOtp, root.showCards, root.showDisputes] {
          show()
          for phase in [ScenePhase.inactive, .background] {
            let seen = app.reader.screen(phase).filter { !["Title", "NavigationStack", "VStack"].contains($0.kind) }
            let words = Set(seen.map(\.spokenName)).subtracting([app.strings.back])
            #expect(words == [app.strings.concealed])
          }
        }
      }
    }
  }
#endif
