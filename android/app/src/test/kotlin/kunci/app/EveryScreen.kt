package kunci.app

import androidx.compose.runtime.Composable
import kunci.app.alerts.AlertItem
import kunci.app.alerts.AlertsScreen
import kunci.app.alerts.AlertsState
import kunci.app.approval.ApprovalScreen
import kunci.app.approval.ApprovalState
import kunci.app.approval.ApprovalStep
import kunci.app.biometric.BiometricsScreen
import kunci.app.biometric.BiometricsState
import kunci.app.callback.CallBackScreen
import kunci.app.callback.CallBackState
import kunci.app.callback.UserIdScreen
import kunci.app.callback.UserIdState
import kunci.app.change.ChangeCodeScreen
import kunci.app.change.ChangeCodeState
import kunci.app.change.ChangeStep
import kunci.app.chat.Beside as BesideChat
import kunci.app.chat.ChatScreen
import kunci.app.chat.ChatState
import kunci.app.chat.ChatsScreen
import kunci.app.chat.ChatsState
import kunci.app.chat.Offer
import kunci.app.code.ChooseCodeScreen
import kunci.app.code.TypedTwiceState
import kunci.app.hardware.HardwareScreen
import kunci.app.hardware.HardwareSignInScreen
import kunci.app.hardware.HardwareSignInState
import kunci.app.hardware.HardwareState
import kunci.app.hardware.HardwareStep
import kunci.app.help.Checked
import kunci.app.help.HelpScreen
import kunci.app.help.HelpState
import kunci.app.home.HomeScreen
import kunci.app.home.HomeState
import kunci.app.home.Later
import kunci.app.home.Waiting
import kunci.app.number.NumberScreen
import kunci.app.number.NumberState
import kunci.app.number.NumberStep
import kunci.app.number.WaitingNumber
import kunci.app.offline.CallerScreen
import kunci.app.offline.CallerState
import kunci.app.offline.FreezeCodeScreen
import kunci.app.offline.FreezeCodeState
import kunci.app.offline.ScanScreen
import kunci.app.offline.ScanState
import kunci.app.offline.ScanStep
import kunci.app.offline.ShownCode
import kunci.app.offline.TypedScreen
import kunci.app.offline.TypedState
import kunci.app.operations.OperationsScreen
import kunci.app.operations.OperationsState
import kunci.app.operations.Progress
import kunci.app.otp.Beside
import kunci.app.otp.Otp
import kunci.app.otp.OtpScreen
import kunci.app.otp.OtpState
import kunci.app.otp.Pin
import kunci.app.outages.OutagesScreen
import kunci.app.outages.OutagesState
import kunci.app.password.PasswordScreen
import kunci.app.privacy.ConsentItem
import kunci.app.privacy.Erasing
import kunci.app.privacy.KeptItem
import kunci.app.privacy.PrivacyScreen
import kunci.app.privacy.PrivacyState
import kunci.app.registration.RegistrationScreen
import kunci.app.registration.RegistrationState
import kunci.app.registration.RegistrationStep
import kunci.app.security.SecurityScreen
import kunci.app.security.SecurityState
import kunci.app.session.SessionScreen
import kunci.app.session.SessionState
import kunci.app.signin.SignInScreen
import kunci.app.signin.SignInState
import kunci.app.stepup.StepUpScreen
import kunci.app.stepup.StepUpState
import kunci.app.stepup.StepUpStep
import kunci.app.token.TokenCode
import kunci.app.token.TokenScreen
import kunci.app.token.TokenState
import kunci.app.token.TrustedPlacesScreen
import kunci.app.token.TrustedPlacesState
import kunci.app.unlock.Purpose
import kunci.app.unlock.UnlockScreen
import kunci.app.unlock.UnlockState
import kunci.app.written.RightsScreen
import kunci.app.written.RightsState
import kunci.app.written.WrittenScreen
import kunci.app.written.WrittenState
import uniffi.kunci_bindings.ApprovalWarning
import uniffi.kunci_bindings.CallBackView
import uniffi.kunci_bindings.CallBacksView
import uniffi.kunci_bindings.CallWindowChoice
import uniffi.kunci_bindings.CardName
import uniffi.kunci_bindings.ChannelKind
import uniffi.kunci_bindings.ChatAttachment
import uniffi.kunci_bindings.ChatConversation
import uniffi.kunci_bindings.ChatDesk
import uniffi.kunci_bindings.ChatDeskState
import uniffi.kunci_bindings.ChatFound
import uniffi.kunci_bindings.ChatItem
import uniffi.kunci_bindings.ChatItemKind
import uniffi.kunci_bindings.ChatItemState
import uniffi.kunci_bindings.ConsentView
import uniffi.kunci_bindings.ContactCheck
import uniffi.kunci_bindings.HelpTopic
import uniffi.kunci_bindings.MeansView
import uniffi.kunci_bindings.OfficialChannel
import uniffi.kunci_bindings.OperationLine
import uniffi.kunci_bindings.OperationStage
import uniffi.kunci_bindings.OperationWords
import uniffi.kunci_bindings.OutageView
import uniffi.kunci_bindings.OutagesView
import uniffi.kunci_bindings.PhoneException
import uniffi.kunci_bindings.SessionView
import uniffi.kunci_bindings.SpeakerKind
import uniffi.kunci_bindings.StoredView
import uniffi.kunci_bindings.TokenStage
import uniffi.kunci_bindings.TranscriptCheck
import uniffi.kunci_bindings.TrustedPlacesView
import uniffi.kunci_bindings.WarningKind
import uniffi.kunci_bindings.WorksView
import uniffi.kunci_bindings.WrittenView
import uniffi.kunci_bindings.WrittenWay
import uniffi.kunci_bindings.aboutChoices
import uniffi.kunci_bindings.callReasons
import uniffi.kunci_bindings.chatTopics
import uniffi.kunci_bindings.guideStep
import uniffi.kunci_bindings.rights

/** Each screen in the states in which it shows most, by the name of its file and what is special about the state. */
class EveryScreen(private val strings: Strings) {
    private val screens = linkedMapOf<String, @Composable () -> Unit>()

    /** The longest that the core has to say of a failure. */
    private val notice = listOf(PhoneException.SignInRefused(), PhoneException.TokenSuperseded(), PhoneException.OutcomeUnknown())
        .map { Notice.of(it, strings.language) }.maxBy { it.body.length + it.action.length }

    private fun <S> shown(content: S) = Shown(content, notice = notice)

    private fun screen(name: String, content: @Composable () -> Unit) {
        check(screens.put(name, content) == null) { "$name stands here twice" }
    }

    fun all(): Map<String, @Composable () -> Unit> {
        signingIn()
        registering()
        home()
        approving()
        token()
        offline()
        cardsAndChat()
        return screens
    }

    private fun signingIn() {
        screen("SignInScreen") { SignInScreen(shown(SignInState("sari.wulandari", "Kartu: sedang terganggu. Lihat apa yang tetap bekerja.")), strings) {} }
        screen("UnlockScreen") { UnlockScreen(shown(UnlockState(Purpose.SESSION, 3, finger = true)), strings, {}) {} }
        screen("UnlockScreen resuming") { UnlockScreen(shown(UnlockState(Purpose.RESUME)), strings, {}) {} }
        screen("HardwareSignInScreen") { HardwareSignInScreen(shown(HardwareSignInState(2)), strings, {}) {} }
        val why = Notice.of(PhoneException.StepUpRequired(), strings.language)
        val steps = mapOf(
            "choosing" to StepUpStep.Choose,
            "pin" to StepUpStep.Code(device = false, "•••• 4321", minutes = 2, tries = 4, entered = 3),
            "device" to StepUpStep.Code(device = true, "•••• 2817", minutes = 2, tries = null),
            "proved" to StepUpStep.Proved,
        )
        for ((name, step) in steps) {
            screen("StepUpScreen $name") { StepUpScreen(shown(StepUpState(why, step)), strings, {}) {} }
        }
        for ((name, look) in listOf("password" to false, "looking" to true)) {
            val state = SessionState(session(look), "27 November 2026 14.02 WIB", TokenStage.NONE)
            screen("SessionScreen $name") { SessionScreen(shown(state), strings, {}) {} }
        }
    }

    private fun session(look: Boolean): SessionView {
        val means = listOf(MeansView("a", "fingerprint or face", "something you are"), MeansView("b", "token fisik", "yang Anda miliki"))
        return SessionView("Sari Wulandari", false, look, means, false, 0)
    }

    private fun registering() {
        val steps = mapOf(
            "choosing" to RegistrationStep.Choose,
            "pin" to RegistrationStep.Pin(device = false, "•••• 4321", minutes = 2, tries = 5, entered = 4),
            "device" to RegistrationStep.Pin(device = true, "•••• 2817", minutes = 2, tries = 1),
            "old phone" to RegistrationStep.OldPhone("4821"),
            "website" to RegistrationStep.Website,
            "fingerprint" to RegistrationStep.Fingerprint("48213377", minutes = 2),
        )
        for ((name, step) in steps) {
            screen("RegistrationScreen $name") { RegistrationScreen(shown(RegistrationState(step)), true, strings, {}) {} }
        }
        for (again in listOf(false, true)) {
            screen("ChooseCodeScreen $again") { ChooseCodeScreen(shown(TypedTwiceState(again, 5)), strings, {}) {} }
        }
    }

    private val progress = Progress(
        "1", "Pembayaran kartu di internet", "Disetujui, belum selesai",
        "Referensi KB-2026-0011-7731. Selesai paling lambat 27 November 2026 14.02 WIB.", late = true,
    )

    private fun home() {
        val full = HomeState(
            waiting = listOf(Waiting("1", "Penerima baru: Toko Rajin", "Toko Rajin · 9876543210")),
            progress = listOf(progress),
            later = listOf(Later("2", "Transfer", "Ibu Kost · Rp300.000", "28 November 2026 09.15 WIB")),
            takenBack = true,
            unread = 3,
        )
        screen("HomeScreen") { HomeScreen(shown(full), strings) {} }
        screen("HomeScreen empty") { HomeScreen(shown(HomeState(waiting = emptyList())), strings) {} }
        screen("HomeScreen looking") { HomeScreen(shown(HomeState(looking = session(look = true))), strings) {} }
        screen("OperationsScreen") { OperationsScreen(shown(OperationsState(listOf(progress))), strings, {}) {} }
        screen("OperationsScreen empty") { OperationsScreen(shown(OperationsState(emptyList())), strings, {}) {} }
        val kept = KeptItem(
            StoredView("messages", "Obrolan dengan bank", "Isi percakapan", "Lima tahun", true, 1204uL, 98213uL, 0, 1),
            "27 November 2026 14.02 WIB" to "28 November 2026 14.02 WIB",
        )
        val consent = ConsentItem(ConsentView("offers", "Penawaran", "Produk bank", 1u, false, true, 1u, 0), "27 November 2026 14.02 WIB")
        screen("PrivacyScreen") { PrivacyScreen(shown(PrivacyState(listOf(kept), listOf(consent), saved = true)), strings, {}) {} }
        screen("PrivacyScreen asking") { PrivacyScreen(shown(PrivacyState(erasing = Erasing.ASKING)), strings, {}) {} }
        screen("SecurityScreen") { SecurityScreen(shown(SecurityState()), strings, {}) {} }
        val alerts = listOf(
            AlertItem("1", "27 November 2026 14.02 WIB", "Ponsel lain didaftarkan", "Ponsel ini bukan lagi token Anda.", "Hubungi bank.", true, true),
        )
        screen("AlertsScreen") { AlertsScreen(shown(AlertsState(alerts, older = true)), strings, {}) {} }
        service()
        screen("AlertsScreen empty") { AlertsScreen(shown(AlertsState(emptyList())), strings, {}) {} }
    }

    private fun service() {
        val until = "Kartu: terganggu sejak 27 November 2026 14.02 WIB. Bank memperkirakan selesai 27 November 2026 16.02 WIB."
        val works = listOf(WorksView("freeze-by-phone", "Memblokir kartu sementara lewat telepon, dengan kode yang ditampilkan ponsel ini"))
        val view = OutagesView(0, false, "Menurut bank pada 27 November 2026 14.02 WIB.", "Kartu", listOf(OutageView("cards", "now", until)), works)
        screen("OutagesScreen") { OutagesScreen(shown(OutagesState(view)), strings, {}) {} }
        screen("OutagesScreen none") { OutagesScreen(shown(OutagesState(view.copy(outages = emptyList()))), strings, {}) {} }
        for (canFile in listOf(true, false)) {
            screen("RightsScreen $canFile") { RightsScreen(shown(RightsState(rights(strings.language), canFile)), strings, {}) {} }
        }
        val complaint = WrittenView(
            "KB00000017", "card", "Kartu", "Mesin menelan kartu saya.", 0, 0, "overdue", "Jawaban bank terlambat",
            "Jawaban seharusnya paling lambat 27 November 2026 23.59 WIB.", "Kartu baru sedang dikirim.",
        )
        for (way in WrittenWay.entries) {
            val choices = aboutChoices(way, strings.language)
            val state = WrittenState(way, listOf(complaint), true, choices, choices.first(), "Mesin menelan kartu saya.", "KB00000017")
            screen("WrittenScreen $way") { WrittenScreen(shown(state), strings, {}) {} }
            screen("WrittenScreen $way empty") { WrittenScreen(shown(WrittenState(way, emptyList(), choices = choices)), strings, {}) {} }
        }
    }

    private val lines = listOf(
        OperationLine("Nama penerima", "Paguyuban Pedagang Pasar Beringharjo", "Paguyuban Pedagang"),
        OperationLine("Rekening", "98765432109876543210", "9 8 7 6"),
        OperationLine("Jumlah", "Rp1.250.000.000", "satu miliar"),
    )

    private fun approving() {
        val warnings = listOf(ApprovalWarning(WarningKind.ON_CALL, "Anda sedang menelepon", "Bank tidak pernah meminta persetujuan lewat telepon."))
        val words = OperationWords("Pembayaran kartu", "Disetujui, belum selesai", progress.detail, late = false)
        val steps = mapOf(
            "review" to ApprovalStep.Review,
            "code" to ApprovalStep.Code(4),
            "reason" to ApprovalStep.Reason,
            "answered" to ApprovalStep.Answered(OperationStage.APPROVED, words, 17uL, frozen = "1"),
        )
        for ((name, step) in steps) {
            val state = ApprovalState("Pembayaran kartu di internet", lines, "27 November 2026 14.02 WIB", warnings, step, finger = true)
            screen("ApprovalScreen $name") { ApprovalScreen(shown(state), strings, {}) {} }
        }
        val whose = ApprovalState("Apakah pembayaran ini milik Anda", lines, "14.02 WIB", warnings, ApprovalStep.Review, whose = true)
        screen("ApprovalScreen whose") { ApprovalScreen(shown(whose), strings, {}) {} }
    }

    private fun token() {
        for (stage in TokenStage.entries) {
            val state = TokenState(stage, notice, "28 November 2026 09.15 WIB".takeIf { stage == TokenStage.SUPERSEDED }, session = true)
            screen("TokenScreen $stage") { TokenScreen(shown(state), strings, {}) {} }
        }
        screen("TokenScreen not said") { TokenScreen(shown(TokenState(TokenStage.SUPERSEDED, notice)), strings, {}) {} }
        screen("TokenScreen stopped") { TokenScreen(shown(TokenState(TokenStage.SUPERSEDED, notice, "09.15", true)), strings, {}) {} }
        val why = Notice.of(PhoneException.TokenSetBack(), strings.language)
        val setBack = TokenState(TokenStage.ACTIVE, why, session = true, setBack = true)
        screen("TokenScreen set back") { TokenScreen(shown(setBack), strings, {}) {} }
        for (code in TokenCode.entries) {
            screen("TokenScreen $code") { TokenScreen(shown(TokenState(TokenStage.ACTIVE, asking = code, entered = 1)), strings, {}) {} }
        }
        for (on in listOf(true, false)) {
            val state = TrustedPlacesState(TrustedPlacesView(on, 3600uL), here = if (on) true else null, count = 2, notNow = !on)
            screen("TrustedPlacesScreen $on") { TrustedPlacesScreen(shown(state), strings, {}) {} }
            screen("BiometricsScreen $on") { BiometricsScreen(shown(BiometricsState(on)), strings, {}) {} }
        }
        screen("BiometricsScreen code") { BiometricsScreen(shown(BiometricsState(false, 2)), strings, {}) {} }
        for (step in ChangeStep.entries) {
            screen("ChangeCodeScreen $step") { ChangeCodeScreen(shown(ChangeCodeState(step, 2)), strings, {}) {} }
        }
        for (step in HardwareStep.entries) {
            val state = HardwareState(step = step, birthDate = "17/08/1990", serial = "KT-1004-2817")
            screen("HardwareScreen $step") { HardwareScreen(shown(state), strings, {}) {} }
        }
        screen("PasswordScreen") { PasswordScreen(shown(Unit), strings, {}) {} }
        val waiting = WaitingNumber("1", "•••• 0999", "28 November 2026 09.15 WIB")
        val steps = mapOf("overview" to NumberStep.Overview, "code" to NumberStep.Code("•••• 0999", 2), "device" to NumberStep.Device("", 2))
        for ((name, step) in steps) {
            val state = NumberState("•••• 4321", waiting, stopped = true, typed = "+628777000999", step)
            screen("NumberScreen $name") { NumberScreen(shown(state), strings, {}) {} }
        }
    }

    private fun offline() {
        val pins = Beside.entries.associateWith { Pin("482133".encodeToByteArray(), "4 8 2 1 3 3".encodeToByteArray()) }
        val otp = Otp(pins, "berlaku 12 detik", clockMoved = true, clockUnconfirmed = true, 30, 12)
        screen("OtpScreen code") { OtpScreen(shown(OtpState(3, finger = true)), strings, {}) {} }
        for (which in Beside.entries) {
            screen("OtpScreen $which") { OtpScreen(shown(OtpState(otp = otp, which = which)), strings, {}) {} }
        }
        val code = ShownCode("48213377".encodeToByteArray(), "4 8 2 1 3 3 7 7".encodeToByteArray(), "berlaku sampai 14.02 WIB")
        val steps = mapOf(
            "reading" to ScanStep.Read, "review" to ScanStep.Review, "code" to ScanStep.Code(3), "shown" to ScanStep.Shown(code),
        )
        for ((name, step) in steps) {
            val state = ScanState("eyJhbGciOiJFUzI1NiJ9", "Penerima baru", lines, notice, step)
            screen("ScanScreen $name") { ScanScreen(shown(state), true, strings, {}) {} }
        }
        screen("TypedScreen") { TypedScreen(shown(TypedState("008", "9876543210", "1250000")), strings, {}) {} }
        screen("TypedScreen code") { TypedScreen(shown(TypedState(entered = 2)), strings, {}) {} }
        screen("TypedScreen shown") { TypedScreen(shown(TypedState(code = code)), strings, {}) {} }
        val cards = listOf(CardName("1", "4821", "Kunci Debit"), CardName("2", "7730", "Kunci Kredit Platinum"))
        screen("FreezeCodeScreen") { FreezeCodeScreen(shown(FreezeCodeState(cards)), strings, {}) {} }
        screen("FreezeCodeScreen empty") { FreezeCodeScreen(shown(FreezeCodeState()), strings, {}) {} }
        screen("FreezeCodeScreen shown") { FreezeCodeScreen(shown(FreezeCodeState(cards, code, notice)), strings, {}) {} }
        screen("CallerScreen") { CallerScreen(shown(CallerState(proved = notice)), strings, {}) {} }
        screen("CallerScreen asking") { CallerScreen(shown(CallerState("482133", "E-1042", "Kartu", "48213377")), strings, {}) {} }
    }

    private fun cardsAndChat() {
        for (screens in listOf(CardScreens(strings, notice).all(), DisputeScreens(strings, notice).all(), SpendingScreens(strings, notice).all())) {
            screens.forEach(::screen)
        }
        val items = SpeakerKind.entries.mapIndexed { place, speaker ->
            ChatItem(
                id = "$place", position = place.toULong(), kind = ChatItemKind.MESSAGE, speaker = speaker, name = "Dewi Anggraini", why = "",
                employeeId = "E-1042", text = "Sabtu kami tutup. Selamat beristirahat.", atMs = 0, state = ChatItemState.FAILED,
                warning = "Bank tidak pernah meminta PIN.", attachment = null,
            )
        }
        val paper = ChatAttachment("application/pdf", isPicture = false, size = 100_000u, sent = 40_960u, received = 100_000u, kept = true)
        val file = items.first().copy(
            id = "file", kind = ChatItemKind.ATTACHMENT, speaker = SpeakerKind.YOU, text = "tagihan.pdf", warning = null,
            state = ChatItemState.QUEUED, attachment = paper,
        )
        val coming = file.copy(attachment = paper.copy(sent = 100_000u, received = 40_960u, kept = false), state = ChatItemState.SENT)
        screen("ChatScreen file coming") { ChatScreen(shown(ChatState(listOf(coming))), strings, {}) {} }
        screen("ChatScreen file") { ChatScreen(shown(ChatState(listOf(file), asked = ByteArray(1))), strings, {}) {} }
        screen("ChatScreen") { ChatScreen(shown(ChatState(items, "Halo")), strings, {}) {} }
        val desk = ChatDesk(ChatDeskState.WAITING, true, null, 3u, 700uL, true, "Anda menunggu petugas: nomor 3 dalam antrean. Sekitar 5 menit.")
        val offered = ChatState(items, "Rekening ••••", desk = desk, offer = Offer("Rekening ••••", mayInsist = true), editing = "1")
        screen("ChatScreen asked") { ChatScreen(shown(offered), strings, {}) {} }
        val check = TranscriptCheck(true, 12u, 0, "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs")
        val besides = mapOf(
            "more" to BesideChat.More,
            "search" to BesideChat.Search("tutup", items.map { ChatFound(it, emptyList(), null, "Umum") }),
            "rating" to BesideChat.Feedback("Dewi ramah"),
            "transcript" to BesideChat.Transcript("{}", check, kept = true),
            "reported" to BesideChat.Reported(3),
        )
        for ((name, beside) in besides) {
            screen("ChatScreen $name") { ChatScreen(shown(ChatState(items, beside = beside)), strings, {}) {} }
        }
        val helping = HelpState(
            channels = listOf(OfficialChannel(ChannelKind.PHONE, "Telepon", "+62215550110"), OfficialChannel(ChannelKind.CHAT, "Obrolan aman", "")),
            pasted = "Hubungi 0812 3456 7890",
            checked = Checked(
                listOf(ContactCheck(ChannelKind.PHONE, false, "0812 3456 7890", "Ini bukan nomor telepon bank", "Jangan meneleponnya.")),
                emptyList(),
            ),
            guide = guideStep("message-told", false, strings.language),
            topics = listOf(HelpTopic("lost-phone", "Ponsel saya hilang", "Bekukan kartu Anda lewat jalan lain.")),
        )
        screen("HelpScreen") { HelpScreen(shown(helping), strings, {}) {} }
        screen("HelpScreen empty") { HelpScreen(shown(HelpState(checked = Checked(emptyList(), emptyList()))), strings, {}) {} }
        val window = CallWindowChoice(0, "15 Jan 2027, 10:00 WIB sampai 15 Jan 2027, 12:00 WIB")
        val call = CallBackView("1", "Kartu", "waiting", "Bank akan menelepon Anda", "Antara 10:00 dan 12:00, ke •••• 4321.", true)
        val calling = CallBackState(CallBacksView(listOf(call), listOf(window), "•••• 4321"), callReasons("id"), callReasons("id").first(), window)
        screen("CallBackScreen") { CallBackScreen(shown(calling), strings, {}) {} }
        screen("CallBackScreen empty") { CallBackScreen(shown(CallBackState()), strings, {}) {} }
        screen("UserIdScreen") { UserIdScreen(shown(UserIdState("0812 000 4321")), strings, {}) {} }
        screen("UserIdScreen asked") { UserIdScreen(shown(UserIdState(asked = true)), strings, {}) {} }
        val talks = listOf(
            ChatConversation("1", "card", "Kartu", "Kartu saya tertelan mesin. Apa yang harus saya lakukan sekarang?", 0, 3u, true),
            ChatConversation(null, "general", "Umum", "", 0, 0u, false),
        )
        screen("ChatsScreen") { ChatsScreen(shown(ChatsState(talks, chatTopics("id"), choosing = true)), strings, {}) {} }
        screen("ChatsScreen empty") { ChatsScreen(shown(ChatsState()), strings, {}) {} }
        screen("ChatScreen empty") { ChatScreen(shown(ChatState()), strings, {}) {} }
    }
}
