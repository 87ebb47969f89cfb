package kunci.app

import androidx.compose.runtime.Composable
import kunci.app.cards.Amount
import kunci.app.cards.CardItem
import kunci.app.cards.CardsScreen
import kunci.app.cards.CardsState
import kunci.app.cards.LimitEdit
import kunci.app.code.TypedTwiceState
import kunci.app.controls.ControlsScreen
import kunci.app.controls.ControlsState
import kunci.app.controls.LimitEditing
import kunci.app.life.CardDetailsScreen
import kunci.app.life.CardDetailsState
import kunci.app.life.CardPinScreen
import kunci.app.life.LifeCard
import kunci.app.life.LifeScreen
import kunci.app.life.LifeState
import kunci.app.life.Neighbour
import kunci.app.life.OrderScreen
import kunci.app.life.OrderState
import kunci.app.life.ShownDetails
import kunci.app.payments.PaymentFilter
import kunci.app.payments.PaymentsScreen
import kunci.app.payments.PaymentsState
import kunci.app.payments.WhyScreen
import kunci.app.payments.WhyState
import kunci.app.payments.WillScreen
import kunci.app.payments.WillState
import kunci.app.queue.QueueScreen
import kunci.app.queue.QueueState
import kunci.app.queue.Request
import kunci.app.receipts.ReceiptItem
import kunci.app.receipts.ReceiptsScreen
import kunci.app.receipts.ReceiptsState
import kunci.app.wallets.WalletsScreen
import kunci.app.wallets.WalletsState
import kunci.app.watch.WatchEditing
import kunci.app.watch.WatchScreen
import kunci.app.watch.WatchState
import uniffi.kunci_bindings.CardLoss
import uniffi.kunci_bindings.CategoryView
import uniffi.kunci_bindings.ChannelView
import uniffi.kunci_bindings.CommandView
import uniffi.kunci_bindings.ControlsView
import uniffi.kunci_bindings.DeclineView
import uniffi.kunci_bindings.HoldView
import uniffi.kunci_bindings.LifeStep
import uniffi.kunci_bindings.LimitView
import uniffi.kunci_bindings.MerchantView
import uniffi.kunci_bindings.Money
import uniffi.kunci_bindings.PreflightView
import uniffi.kunci_bindings.ReceiptView
import uniffi.kunci_bindings.SwitchView
import uniffi.kunci_bindings.TransactionView
import uniffi.kunci_bindings.TrialView
import uniffi.kunci_bindings.TripView
import uniffi.kunci_bindings.WalletTokenView
import uniffi.kunci_bindings.WatchView
import uniffi.kunci_bindings.WhyDeclined

/** The screens about cards, for [EveryScreen]. */
class CardScreens(private val strings: Strings, private val notice: Notice) {
    private fun <S> shown(content: S) = Shown(content, notice = notice)

    private val screens = linkedMapOf<String, @Composable () -> Unit>()

    private fun screen(name: String, content: @Composable () -> Unit) {
        screens[name] = content
    }

    fun all(): Map<String, @Composable () -> Unit> {
        cards()
        life()
        controls()
        watch()
        payments()
        answers()
        return screens
    }

    private val receipt = ReceiptView("1", "1", "controls", false, 0, 1017uL, "", true)

    private val holds = listOf("customer", "authority").map {
        HoldView(it, "Pihak berwenang menghentikan kartu ini", "Bank wajib mematuhi perintah pengadilan.", "Hubungi bank.", TIME)
    }

    /** One that waits, one that is asked about, one that came to nothing, one that is in force. */
    private val requests = listOf(
        request("requested", "Diminta, belum berlaku", waits = true), request("expired", "Terlalu lama, tidak dikonfirmasi", asks = true),
        request("refused", "Ditolak oleh bank"), request("confirmed", "Berlaku", left = false),
    )

    private fun request(state: String, words: String, asks: Boolean = false, waits: Boolean = false, left: Boolean = !waits) = Request(
        CommandView(
            state, "1", "freeze", state, "Blokir sementara kartu berakhiran 4821", words,
            "Dikirim begitu ada jaringan, sampai $TIME. Jika mendesak, teleponlah bank.", 0, asks, waits, left,
        ),
        TIME,
    )

    private fun life() {
        val card = LifeCard(
            "Kunci Kredit Platinum", "4821", "Dihentikan: tidak ada pembayaran yang lolos", holds, LifeStep.entries,
            Neighbour("2", "1102", "Dalam perjalanan ke alamat Anda"), Neighbour("3", "7730", "Ditutup: digantikan kartu baru"),
        )
        screen("LifeScreen") { LifeScreen(shown(LifeState(card, done = receipt)), strings, {}) {} }
        screen("LifeScreen sure") { LifeScreen(shown(LifeState(card, CardLoss.COMPROMISED)), strings, {}) {} }
        screen("LifeScreen over") { LifeScreen(shown(LifeState(card.copy(steps = emptyList(), newer = null))), strings, {}) {} }
        screen("LifeScreen closing") { LifeScreen(shown(LifeState(card.copy(beside = "7730"), closing = true)), strings, {}) {} }
        screen("OrderScreen") { OrderScreen(shown(OrderState("4821", "Langganan film", "300.000")), strings, {}) {} }
        for (again in listOf(false, true)) {
            screen("CardPinScreen $again") { CardPinScreen(shown(TypedTwiceState(again, 5)), strings, {}) {} }
        }
        val details = ShownDetails(
            "4111111111111111".toByteArray(), "12/31".toByteArray(), "007".toByteArray(),
            "4 1 1 1".toByteArray(), "0 0 7".toByteArray(), 58,
        )
        screen("CardDetailsScreen") { CardDetailsScreen(shown(CardDetailsState(details)), strings, {}) {} }
        screen("CardDetailsScreen over") { CardDetailsScreen(shown(CardDetailsState(over = true)), strings, {}) {} }
        val wallet = WalletTokenView(
            "1", "1", "Example Pay", "Ponsel Sari", "0042", "active", "Example Pay di Ponsel Sari",
            "Nomor berakhiran 0042, ditambahkan 26 Nov 2026", "Dapat membayar", "Example Pay di Ponsel Sari", true, false, true,
        )
        screen("WalletsScreen") { WalletsScreen(shown(WalletsState(listOf(wallet), sure = "1")), strings, {}) {} }
        screen("WalletsScreen none") { WalletsScreen(shown(WalletsState(emptyList())), strings, {}) {} }
        screen("QueueScreen") { QueueScreen(shown(QueueState(requests, receipt)), strings, {}) {} }
        screen("QueueScreen empty") { QueueScreen(shown(QueueState(emptyList())), strings, {}) {} }
    }

    private fun cards() {
        val amount = Amount("Rp1.250.000", "1250000 rupiah")
        val cards = listOf(
            CardItem("1", "Kunci Kredit Platinum", "4821", "Aktif", limit = amount, ceiling = amount),
            CardItem("2", "Kunci Debit", "7730", "Dihentikan: tidak ada pembayaran yang lolos", holds, true, true, amount, amount),
            CardItem("3", "Kunci Debit", "1102", "Ditutup: dilaporkan hilang", active = false, limit = amount, ceiling = amount),
        )
        val known = listOf(CardItem("1", "Kunci Kredit Platinum", "4821"))
        screen("CardsScreen") { CardsScreen(shown(CardsState(cards, done = receipt)), strings, {}) {} }
        val waiting = requests.filter { it.view.waits || it.view.asks }
        screen("CardsScreen known") { CardsScreen(shown(CardsState(known, known = true, requests = waiting)), strings, {}) {} }
        screen("CardsScreen limit") { CardsScreen(shown(CardsState(cards, editing = LimitEdit("1", "100000"))), strings, {}) {} }
        screen("CardsScreen empty") { CardsScreen(shown(CardsState(emptyList())), strings, {}) {} }
    }

    private fun controls() {
        val money = Money(125_000_000, "IDR", 2u)
        fun limit(name: String, cooling: Boolean, note: String) =
            LimitView(name, "Nirsentuh, untuk satu pembayaran", money, money, cooling, note, "Rp1.250.000", "1250000 rupiah")
        val cooling = limit("1", true, "Rp50.000.000 mulai $TIME; dapat dibatalkan sampai saat itu.")
        val settled = limit("2", false, "")
        val switches = listOf(true, false).map { SwitchView("wallet-provisioning", "abroad", "Penambahan kartu ke dompet digital di luar negeri", it) }
        val categories = listOf(true, false).map { CategoryView("money", "Uang tunai, transfer, aset kripto", it) }
        val full = ControlsView(
            "ID", emptyList(), listOf(cooling, settled), switches, categories, listOf("RU"),
            listOf(MerchantView("M-1", "Paguyuban Pedagang Pasar Beringharjo")), emptyList(), emptyList(),
        )
        val none = ControlsView("ID", emptyList(), emptyList(), emptyList(), emptyList(), emptyList(), emptyList(), emptyList(), emptyList())
        val trial = TrialView(214u, 2u, "2 dari 214 pembayaran Anda dalam 90 hari terakhir akan dihentikan.", listOf(declined))
        val state = ControlsState("Kunci Kredit Platinum", "4821", full, done = receipt)
        val editing = state.copy(editing = LimitEditing(settled, "1.250.000", forADay = true, trial), country = "SG")
        screen("ControlsScreen") { ControlsScreen(shown(state), strings, {}) {} }
        screen("ControlsScreen editing") { ControlsScreen(shown(editing), strings, {}) {} }
        screen("ControlsScreen nothing") { ControlsScreen(shown(state.copy(controls = none)), strings, {}) {} }
        screen("ControlsScreen waiting") { ControlsScreen(Shown(ControlsState(), busy = true), strings, {}) {} }
    }

    private fun watch() {
        val money = Money(125_000_000, "IDR", 2u)
        val without = "Pembayaran tanpa kartu: internet, surat, telepon"
        val told = WatchView("online", without, true, money, "diberi tahu mulai Rp1.250.000", "$without: diberi tahu mulai 1250000 rupiah.", money)
        val other = WatchView("cash", "Uang tunai", false, null, "tidak diberi tahu", "Uang tunai: tidak diberi tahu.", money)
        val trip = TripView(
            "2026-12-01", "2026-12-14", listOf("JP", "KR"), "1 Des 2026 sampai 14 Des 2026: JP, KR", listOf("JP"),
            "Anda memblokir JP pada kartu ini: tidak ada yang lolos di sana, juga selama perjalanan ini. Izinkan juga?",
        )
        val state = WatchState("Kunci Kredit Platinum", "4821", listOf(told, other), trips = listOf(trip), done = receipt)
        screen("WatchScreen") { WatchScreen(shown(state), strings, {}) {} }
        screen("WatchScreen editing") { WatchScreen(shown(state.copy(editing = WatchEditing(told, "1.250.000"))), strings, {}) {} }
        screen("WatchScreen waiting") { WatchScreen(Shown(WatchState(), busy = true), strings, {}) {} }
    }

    private val why = DeclineView(
        "over-limit", "Pembayaran melebihi batas Anda",
        "Di internet, dalam sehari: paling banyak Rp1.250.000. Sebelum pembayaran ini Rp1.200.000 sudah terpakai.",
        "Bayar lebih kecil, atau naikkan batasnya di pengaturan kartu.", "raise", "full",
    )

    private fun payment(state: String, words: String, declined: DeclineView? = null) = TransactionView(
        "1", "1", 0, TIME, "Paguyuban Pedagang Pasar Beringharjo", "M-1", "Kebutuhan sehari-hari", "Pembayaran dengan pita magnetik",
        "SG", "Rp1.250.000.000", "SGD 125.000,00", null, state, words, "1250000000 rupiah", declined,
    )

    private val declined = payment("declined", "Ditolak: tidak ada yang ditagih", why)

    private fun payments() {
        val all = listOf(payment("pending", "Dicadangkan, belum ditagih"), declined)
        val full = PaymentsState(all, older = true, search = "pasar", done = receipt)
        val empty = PaymentsState(emptyList(), filter = PaymentFilter.REFUNDED)
        screen("PaymentsScreen") { PaymentsScreen(shown(full), strings, {}) {} }
        screen("PaymentsScreen empty") { PaymentsScreen(shown(empty), strings, {}) {} }
    }

    private fun answers() {
        val channels = listOf("Pembayaran di internet", "Penambahan kartu ke dompet digital").map { ChannelView(it, it) }
        val asked = WillState("1", channels, channels[0], "1.250.000", "ID", PreflightView(false, "Aturan bank akan menghentikannya.", why))
        val receipts = listOf(
            ReceiptItem("1", "controls", "4821", TIME, 1017uL), ReceiptItem("2", "cancel-raise", null, TIME, 1016uL),
            ReceiptItem("3", "freeze", "7730", TIME, 1015uL, proved = false),
        )
        screen("WhyScreen") { WhyScreen(shown(WhyState("1", WhyDeclined(why, declined))), strings, {}) {} }
        screen("WhyScreen nothing") { WhyScreen(shown(WhyState("1", WhyDeclined(why, null))), strings, {}) {} }
        screen("WillScreen") { WillScreen(shown(asked), strings, {}) {} }
        screen("ReceiptsScreen") { ReceiptsScreen(shown(ReceiptsState(receipts, saved = true)), strings, {}) {} }
        screen("ReceiptsScreen empty") { ReceiptsScreen(shown(ReceiptsState(emptyList())), strings, {}) {} }
    }

    private companion object {
        const val TIME = "27 November 2026 14.02 WIB"
    }
}
