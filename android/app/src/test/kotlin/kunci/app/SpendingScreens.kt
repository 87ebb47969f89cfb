package kunci.app

import androidx.compose.runtime.Composable
import kunci.app.payments.PaymentsScreen
import kunci.app.payments.PaymentsState
import kunci.app.spending.SpendingScreen
import kunci.app.spending.SpendingState
import kunci.app.spending.SubscriptionsScreen
import kunci.app.spending.SubscriptionsState
import uniffi.kunci_bindings.SpendingGroupView
import uniffi.kunci_bindings.SpendingMonth
import uniffi.kunci_bindings.SpendingTotal
import uniffi.kunci_bindings.SpendingView
import uniffi.kunci_bindings.SubscriptionView
import uniffi.kunci_bindings.SubscriptionsView

/** The spending picture and subscriptions, for [EveryScreen]. */
class SpendingScreens(private val strings: Strings, private val notice: Notice) {
    private fun <S> shown(content: S) = Shown(content, notice = notice)

    fun all(): Map<String, @Composable () -> Unit> {
        val totals = listOf(total("IDR", "Rp1.250.000.000"), total("SGD", "SGD 125.000,00"))
        val months = listOf(month("September 2027, sampai sekarang", totals), month("Agustus 2027", emptyList()))
        val view = SpendingView(months, ABOUT, "Pembayaran lebih banyak daripada yang dibaca sekaligus.", "Belum ada pembayaran.")
        val both = listOf(subscription("running"), subscription("blocked"))
        val subscriptions = SubscriptionsView(both, ABOUT, "Tidak ditemukan langganan.", ABOUT, ABOUT)
        val none = subscriptions.copy(subscriptions = emptyList())
        val of = PaymentsState(emptyList(), of = listOf("Telepon, listrik, air", "September 2027, sampai sekarang"))
        return mapOf(
            "SpendingScreen" to { SpendingScreen(shown(SpendingState(view)), strings, {}) {} },
            "SpendingScreen month without payments" to { SpendingScreen(shown(SpendingState(view, at = 1)), strings, {}) {} },
            "SpendingScreen empty" to { SpendingScreen(shown(SpendingState(view.copy(months = emptyList()))), strings, {}) {} },
            "SubscriptionsScreen" to { SubscriptionsScreen(shown(SubscriptionsState(subscriptions)), strings, {}) {} },
            "SubscriptionsScreen empty" to { SubscriptionsScreen(shown(SubscriptionsState(none)), strings, {}) {} },
            "PaymentsScreen of a group" to { PaymentsScreen(shown(of), strings, {}) {} },
        )
    }

    private fun month(label: String, totals: List<SpendingTotal>) = SpendingMonth(0, 1, label, totals, "Tidak ada pembayaran pada bulan ini.")

    private fun total(currency: String, amount: String) = SpendingTotal(
        currency, amount, CHANGE, "Seluruhnya $amount, $CHANGE",
        listOf("telecom-utilities" to 99, "cash" to 1).map { (group, percent) ->
            SpendingGroupView(group, "Telepon, listrik, air", amount, percent.toUByte(), "$percent%", CHANGE, "$group: $amount, $percent persen")
        },
    )

    private fun subscription(state: String) = SubscriptionView(
        "1", "7730", "Paguyuban Pedagang Pasar Beringharjo", "M-1", "monthly", "Rp1.250.000, setiap bulan",
        "Harganya berubah: sebelumnya Rp1.150.000", "Diperkirakan berikutnya pada 27 November 2027", "Sejak 27 November 2026 atau lebih lama",
        "Dalam 12 bulan terakhir: Rp14.500.000", "Pedagang memberi tahu jaringan bahwa ia menagih dengan sendirinya.", state,
        "Anda blokir: yang diminta pedagang ditolak.", "Meminta dengan sia-sia pada 27 November 2027 pukul 14.02 WIB", "Paguyuban: 1250000 rupiah",
    )

    private companion object {
        const val ABOUT = "Ditemukan di antara pembayaran Anda dalam 13 bulan terakhir: yang ditagih pedagang dengan sendirinya."
        const val CHANGE = "lebih banyak daripada Agustus sampai tanggal yang sama"
    }
}
