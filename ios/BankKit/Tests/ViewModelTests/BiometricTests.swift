import KunciCore
import Testing
import ViewModels

@testable import KunciCoreTests

/// A finger or face beside the Unlock Code, a token that is given up, and places: the view models, the real library, a real bank.
@MainActor @Suite(.serialized) struct BiometricTests {
  @Test func otp_11_a_finger_makes_pins_until_another_finger_is_added() async throws {
    try await Customer.with { sari in
      try await sari.register()
      let finger = StandInFinger()
      let model = BiometricsModel(phone: sari.phone, host: finger, language: .english)
      await model.load()
      #expect(model.isOn == false)
      type("112230", into: model.pad)
      await model.switchOn()
      #expect(model.isOn == false && model.work.problem != nil && model.pad.count == 0)
      type(Customer.code, into: model.pad)
      await model.switchOn()
      #expect(model.isOn == true && model.work.problem == nil)
      let otp = OtpModel(phone: sari.phone, biometrics: finger, language: .english)
      await otp.load()
      #expect(otp.hasFinger)
      finger.answers(.cancelled)
      await otp.makeByFinger()
      #expect(otp.shown == nil && otp.work.problem?.code == "biometric_cancelled")
      finger.answers(nil)
      await otp.makeByFinger()
      #expect(otp.shown?.digits.count == 6)
      finger.addFinger()
      await otp.makeByFinger()
      #expect(otp.shown == nil && otp.work.problem?.code == "biometric_invalidated")
      await model.load()
      #expect(model.isOn == false)
    }
  }

  @Test func otp_11_a_finger_signs_in_and_approves_and_is_switched_off_without_a_code() async throws {
    try await Customer.with { sari in
      try await sari.register()
      let finger = StandInFinger()
      let model = BiometricsModel(phone: sari.phone, host: finger, language: .indonesian)
      type(Customer.code, into: model.pad)
      await model.switchOn()
      _ = await sari.signIn()
      var session: SessionView?
      let unlock = UnlockModel(phone: sari.phone, biometrics: finger, language: .indonesian) { session = $0 }
      await unlock.load()
      #expect(unlock.hasFinger)
      await unlock.unlockByFinger()
      #expect(session?.full == true)
      let approval = ApprovalModel(
        phone: sari.phone, operation: try await sari.startTransfer(), biometrics: finger, language: .indonesian
      ) {}
      await approval.load()
      #expect(approval.hasFinger)
      await approval.approveByFinger()
      #expect(approval.result?.stage == .approved)
      await model.switchOff()
      await unlock.load()
      #expect(model.isOn == false && !unlock.hasFinger)
    }
  }

  @Test func otp_7_the_token_is_taken_off_by_the_unlock_code_only() async throws {
    try await Customer.with { sari in
      try await sari.register()
      let model = TokenModel(phone: sari.phone, language: .english) { _ in }
      await model.load()
      #expect(model.offers == [.suspend, .remove])
      model.ask(.remove)
      type("112230", into: model.pad)
      await model.useCode()
      #expect(model.work.problem?.code == "proof_refused" && model.isWorking && model.asking == nil)
      model.ask(.remove)
      type(Customer.code, into: model.pad)
      await model.useCode()
      #expect(!model.isWorking && model.told?.code == "no_token" && model.offers.first == .register)
    }
  }

  @Test func otp_2_a_phone_that_was_replaced_says_not_me_and_stops_the_other_with_its_old_code() async throws {
    try await Customer.with { sari in
      try await sari.register()
      let stranger = try sari.withAnotherPhone("stranger")
      defer { stranger.phone.shutDown() }
      try await stranger.register()
      let model = TokenModel(phone: sari.phone, language: .english) { _ in }
      await model.load()
      #expect(model.told?.code == "token_superseded")
      #expect(model.offers == [.notMe, .notMeWithCode, .register, .freezeCard])
      model.ask(.notMeWithCode)
      type(Customer.code, into: model.pad)
      await model.useCode()
      #expect(model.isStopped && model.saidUntil != nil && model.offers == [.register, .freezeCard])
      #expect(try await stranger.phone.tokenStatus().stage == .suspended)
    }
  }

  @Test func safe_9_each_reading_of_the_place_is_a_yes_a_no_or_neither() {
    let home = PlaceReading.accessPoint(digest: "home")
    for reading in [home, .hidden, .noWifi, .open] { #expect(reading.isTrusted(among: []) == nil) }
    #expect(home.isTrusted(among: ["home"]) == true)
    #expect(PlaceReading.accessPoint(digest: "cafe").isTrusted(among: ["home"]) == false)
    #expect(PlaceReading.noWifi.isTrusted(among: ["home"]) == false)
    #expect(PlaceReading.open.isTrusted(among: ["home"]) == false)
    #expect(PlaceReading.hidden.isTrusted(among: ["home"]) == nil)
  }

  @Test func safe_9_a_place_is_chosen_only_while_the_wish_is_off_and_goes_with_the_approval() async throws {
    try await Customer.with { sari in
      try await sari.register()
      let places = StandInPlaces()
      let host = PhoneHost.standIn(places: places, surroundings: { Surroundings(onCall: true) })
      let model = TrustedPlacesModel(phone: sari.phone, places: places, language: .english) { _ in }
      await model.load()
      #expect(model.isHere == nil && model.count == 0)
      places.reading = .open
      await model.trustHere()
      #expect(model.isNotNow && model.count == 0)
      places.reading = .accessPoint(digest: "home")
      await model.trustHere()
      #expect(!model.isNotNow && model.count == 1 && model.isHere == true)
      #expect(await host.now() == Surroundings(trustedPlace: true, onCall: true, screenShared: false))
      await model.switchOn()
      places.reading = .accessPoint(digest: "cafe")
      // What a thief does first is refused away from home, and nothing is counted.
      let code = ChangeCodeModel(phone: sari.phone, language: .english) { await host.now() }
      for pad in [Customer.code, "385172", "385172"] {
        type(pad, into: code.pad)
        await code.next()
      }
      #expect(code.work.problem?.code == "outside_trusted_place" && code.step == .old)
      await model.trustHere()
      #expect(model.count == 1 && model.isHere == false)
      #expect(await host.now().trustedPlace == false)
      await model.forgetAll()
      #expect(model.count == 0 && model.isHere == nil)
      model.permit()
      #expect(places.asked == 1)
    }
  }
}
