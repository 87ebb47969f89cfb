package kunci.app

import androidx.compose.runtime.Composable
import kunci.app.disputes.DisputeScreen
import kunci.app.disputes.DisputeState
import kunci.app.disputes.DisputesScreen
import kunci.app.disputes.DisputesState
import kunci.app.disputes.DraftScreen
import kunci.app.disputes.DraftState
import kunci.app.disputes.ReasonsScreen
import kunci.app.disputes.ReasonsState
import kunci.app.emergency.EmergencyKeyScreen
import kunci.app.emergency.EmergencyKeyState
import kunci.app.emergency.ShownKey
import kunci.app.statements.StatementsScreen
import kunci.app.statements.StatementsState
import uniffi.kunci_bindings.DisputeDraft
import uniffi.kunci_bindings.DisputeReasonView
import uniffi.kunci_bindings.DisputeView
import uniffi.kunci_bindings.EmergencyKeyView
import uniffi.kunci_bindings.EvidenceView
import uniffi.kunci_bindings.StatementView
import uniffi.kunci_bindings.WantedEvidence

/** The screens about disputes, bills and the emergency key, for [EveryScreen]. */
class DisputeScreens(private val strings: Strings, private val notice: Notice) {
    private fun <S> shown(content: S) = Shown(content, notice = notice)

    fun all(): Map<String, @Composable () -> Unit> = disputes() + statements() + key()

    private val wants = listOf(
        WantedEvidence("proof", "Bukti pembatalan, pengiriman kembali atau janji pengembalian", true),
        WantedEvidence("letter", "Percakapan Anda dengan toko", false),
    )

    private val draft = DisputeDraft(
        "1", "1", "Paguyuban Pedagang Pasar Beringharjo", "Rp1.250.000.000", "refund-missing",
        "Uang yang dijanjikan kembali belum datang", WORDS, listOf(EvidenceView("1", "letter", wants[1].label, "text/plain", 40_960u)),
        wants, false, "Konsep: bank belum mengetahuinya",
    )

    private val dispute = DisputeView(
        "01890000-0000-7000-8000-000000000000", "1", "1", draft.merchant, draft.amount, draft.reason, draft.reasonWords, WORDS, 2u,
        "needs-evidence", "Bank memerlukan sesuatu dari Anda", true,
        listOf("$TIME: Bank sudah menerima sanggahan Anda", "$TIME: Bank memerlukan sesuatu dari Anda"), TIME, 0, false, TIME,
        "Kirimkan janji dari toko.", null, "wait", "Hak Anda atas jawaban", "Bank harus menjawab paling lambat $TIME.",
        "Anda tidak perlu melakukan apa pun.",
    )

    private fun disputes(): Map<String, @Composable () -> Unit> {
        val reasons = listOf(DisputeReasonView("refund-missing", draft.reasonWords, "Diperlukan janji dari toko.", wants))
        val over = dispute.copy(isOpen = false, evidenceBy = null, returned = draft.amount, stateWords = "Diputuskan: Anda benar")
        return mapOf(
            "ReasonsScreen" to { ReasonsScreen(shown(ReasonsState(reasons)), strings, {}) {} },
            "DraftScreen" to { DraftScreen(shown(DraftState(draft, WORDS)), strings, {}) {} },
            "DraftScreen sure" to { DraftScreen(shown(DraftState(draft, WORDS, sure = true)), strings, {}) {} },
            "DraftScreen sent" to { DraftScreen(shown(DraftState(draft.copy(sent = true), WORDS)), strings, {}) {} },
            "DisputesScreen" to { DisputesScreen(shown(DisputesState(listOf(draft), listOf(dispute, over))), strings, {}) {} },
            "DisputesScreen empty" to { DisputesScreen(shown(DisputesState(disputes = emptyList())), strings, {}) {} },
            "DisputeScreen" to { DisputeScreen(shown(DisputeState(dispute)), strings, {}) {} },
            "DisputeScreen sure" to { DisputeScreen(shown(DisputeState(dispute, sure = true)), strings, {}) {} },
            "DisputeScreen over" to { DisputeScreen(shown(DisputeState(over)), strings, {}) {} },
        )
    }

    private fun statements(): Map<String, @Composable () -> Unit> {
        val bill = StatementView(
            "1", "1", "7730", TIME, "Rp1.250.000.000", "Rp125.000.000", "Rp0", "Rp1.250.000.000", TIME, 0, "soon",
            "Segera jatuh tempo: Rp1.250.000.000 paling lambat $TIME, sedikitnya Rp125.000.000", "Bayar sekarang agar masuk tepat waktu.",
        )
        val all = StatementsState(listOf(bill, bill.copy(statementId = "2")), opened = "1")
        return mapOf(
            "StatementsScreen" to { StatementsScreen(shown(all), strings, {}) {} },
            "StatementsScreen empty" to { StatementsScreen(shown(StatementsState(emptyList())), strings, {}) {} },
        )
    }

    private fun key(): Map<String, @Composable () -> Unit> {
        val there = EmergencyKeyView(true, false, 0, null, "Kunci darurat Anda siap, dibuat pada $TIME", "Berlaku satu kali.", "Kertasnya hilang?")
        val key = ShownKey("48210077319955042816".encodeToByteArray(), "4 8 2 1 0 0 7 7 3 1 9 9 5 5 0 4 2 8 1 6".encodeToByteArray())
        return mapOf(
            "EmergencyKeyScreen" to { EmergencyKeyScreen(shown(EmergencyKeyState(there)), strings, {}) {} },
            "EmergencyKeyScreen none" to {
                EmergencyKeyScreen(shown(EmergencyKeyState(there.copy(there = false, madeMs = null))), strings, {}) {}
            },
            "EmergencyKeyScreen shown" to { EmergencyKeyScreen(shown(EmergencyKeyState(there, key)), strings, {}) {} },
        )
    }

    private companion object {
        const val TIME = "27 November 2026 14.02 WIB"
        const val WORDS = "Toko berjanji mengembalikan uangnya pada bulan Mei, dan belum ada yang datang."
    }
}
