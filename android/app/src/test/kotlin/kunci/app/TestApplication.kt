package kunci.app

import kunci.SandboxBank
import kunci.app.biometric.Answer
import kunci.app.biometric.KeystoreBiometricHost
import kunci.app.host.Host
import kunci.app.host.PhoneClipboard
import kunci.app.host.Places
import kunci.app.host.Surroundings
import kunci.app.keystore.AndroidKeystoreDeviceKeys
import kunci.app.keystore.StandInKeystore
import uniffi.kunci_bindings.DesktopClock
import uniffi.kunci_bindings.Phone
import uniffi.kunci_bindings.SoftwareDeviceKeys
import java.io.File
import java.nio.file.Files

/** The app over the real core, the real Keystore host (on a stand-in for the Keystore) and a sandbox bank of its own. */
class TestApplication : KunciApplication() {
    /** What is going on around the phone. */
    var surroundings = Surroundings(trustedPlace = null, onCall = false, screenShared = false)

    /** What becomes of the next prompts for a finger. */
    var finger: Answer = Answer.Granted

    /** What the camera sees. */
    var seen: String? = null

    val places = StandInPlaces()

    /** What was put into a file. */
    var kept: String? = null

    /** Whether the customer chooses a place for it. */
    var keeps = true

    /** What is in the file that the customer chooses; `null`: none. */
    var chosen: ByteArray? = null

    /** The document that was shown, with the name of its file. */
    var viewed: Pair<String, ByteArray>? = null

    /** What the host sees of the phone's integrity. */
    var rooted: Boolean? = null

    /** Outlives the process, as a phone's clocks do. */
    val clock by lazy { DesktopClock() }

    val bank: SandboxBank by lazy { SandboxBank.start(Files.createTempDirectory("bank")) }

    private val profile by lazy { Files.createTempDirectory("profile").toString() }
    private var current: Phone? = null
    private val others = mutableListOf<Phone>()

    override fun makeHost() = Host(
        KeystoreBiometricHost { _, _ -> finger }, { surroundings }, { seen }, places, { rooted }, places::ask,
        keeper = { _, text -> keeps.also { if (it) kept = text } },
        chooser = { chosen },
        viewer = { name, content -> keeps.also { if (it) viewed = name to content } },
        clip = PhoneClipboard(this),
    )

    override fun phone(): Phone = current ?: openPhone().also { current = it }

    override fun openPhone(): Phone {
        if (!installed) StandInKeystore.install()
        installed = true
        return Phone.openOnDesktop(profile, bank.phoneConfig, AndroidKeystoreDeviceKeys(this), clock)
    }

    private var installed = false

    /** As at the end of the process: what was in memory is gone, the next [phone] opens the same profile. */
    fun dies() {
        phone().shutDown()
        current = null
    }

    /** The phone is switched off and on again. */
    fun restarts() {
        dies()
        clock.restart()
    }

    private val backup by lazy { Files.createTempDirectory("backup").toFile() }

    /** The profile as it is now: between two operations its files are whole. */
    fun keepsABackup() = backup.becomes(File(profile))

    /** The profile is again as it was then; the Keystore's keys are the same all along. */
    fun isPutBack() {
        dies()
        File(profile).becomes(backup)
    }

    private fun File.becomes(other: File) {
        deleteRecursively()
        check(other.copyRecursively(this)) { "the copy is not whole" }
    }

    /** Another phone of the customer's, without screens. */
    fun otherPhone(): Phone {
        val keys = SoftwareDeviceKeys.open(Files.createTempDirectory("other-keys").toString())
        return Phone.open(Files.createTempDirectory("other").toString(), bank.phoneConfig, keys).also { others += it }
    }

    fun end() {
        (others + phone()).forEach { it.shutDown() }
        bank.close()
    }
}

/** A phone that says where it is as it was told. */
class StandInPlaces : Places {
    var here: Boolean? = null
    var canTrust = true
    var asked = 0
    override var count = 0

    override fun here() = here

    override fun trustHere(): Boolean {
        if (canTrust) count = 1
        here = if (canTrust) true else here
        return canTrust
    }

    override fun forgetAll() {
        count = 0
        here = null
    }

    fun ask() {
        asked += 1
    }
}
