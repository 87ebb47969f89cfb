package kunci.app.strings

import kunci.app.WritingLabels
import uniffi.kunci_bindings.TipMoment
import uniffi.kunci_bindings.WrittenWay
import uniffi.kunci_bindings.tips

/** What the phone keeps, outages, rights, what is written to the bank, tips and alerts. */
abstract class ServiceStrings(language: String) : TokenStrings(language) {
    val privacy = text("ui-privacy")
    val kept = text("ui-privacy-kept")
    val keptNothing = text("ui-privacy-nothing")
    val consents = text("ui-privacy-consents")
    val agree = text("ui-privacy-agree")
    val takeConsentBack = text("ui-privacy-take-back")
    val exportData = text("ui-privacy-export")
    val exportDataWhy = text("ui-privacy-export-why")
    val passphrase = text("ui-privacy-passphrase")
    val saveExport = text("ui-privacy-save")
    val fileSaved = text("ui-privacy-saved")
    val erase = text("ui-privacy-erase")
    val eraseWhy = text("ui-privacy-erase-why")
    val eraseCode = text("ui-privacy-erase-code")
    val erased = text("ui-privacy-erased")
    val notErased = text("ui-privacy-left")

    fun entries(count: Int) = text("ui-privacy-entries", "count" to count(count))

    fun bytes(count: Int) = text("ui-privacy-bytes", "count" to count(count))

    fun keptFrom(from: String, to: String) = text("ui-privacy-from", "from" to words(from), "to" to words(to))

    fun agreed(version: String, time: String) = text("ui-privacy-given", "version" to words(version), "time" to words(time))

    fun notAgreed(version: String) = text("ui-privacy-open", "version" to words(version))

    fun agreeTo(name: String) = text("ui-privacy-agree-to", "name" to words(name))

    fun takeBackOf(name: String) = text("ui-privacy-take-back-of", "name" to words(name))

    val outages = text("ui-outages")
    val outagesWorks = text("ui-outages-works")
    val noOutage = text("outage-none")
    val rights = text("ui-rights")
    private val complaint = WritingLabels(
        title = text("ui-complaints"),
        none = text("ui-complaints-none"),
        older = text("ui-complaints-older"),
        new = text("ui-complaint-file"),
        text = text("ui-complaint-text"),
        send = text("ui-complaint-send"),
    )
    private val letter = WritingLabels(
        title = text("ui-letters"),
        none = text("ui-letters-none"),
        older = text("ui-letters-older"),
        new = text("ui-letter-new"),
        text = text("ui-letter-text"),
        send = text("ui-letter-send"),
    )

    fun writing(way: WrittenWay) = when (way) {
        WrittenWay.COMPLAINT -> complaint
        WrittenWay.LETTER -> letter
    }

    val writtenKind = text("ui-written-kind")

    fun writtenChosen(kind: String) = text("ui-written-chosen", "kind" to words(kind))

    fun writtenFiled(reference: String) = text("ui-written-filed", "reference" to words(reference))

    fun writtenReference(reference: String) = text("ui-written-reference", "reference" to words(reference))

    fun copyReference(reference: String) = text("ui-written-copy", "reference" to words(reference))

    val referenceCopied = text("ui-written-copied")

    fun writtenAnswer(answer: String) = text("ui-written-answer", "answer" to words(answer))

    val staySafe = text("ui-tips")

    /** What keeps the customer safe at that moment, in the core's words. */
    fun tipsAt(moment: TipMoment) = tips(moment, language)

    val alerts = text("ui-alerts")
    val noAlerts = text("ui-alerts-none")
    val olderAlerts = text("ui-alerts-older")
    val newAlert = text("ui-alert-new")

    fun unreadAlerts(count: Int) = text("ui-alerts-unread", "count" to count(count))
}
