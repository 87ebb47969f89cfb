package kunci.app

import kunci.SandboxBank
import kunci.app.biometric.Answer
import kunci.app.biometric.KeystoreBiometricHost
import kunci.app.host.Host
import kunci.app.host.Surroundings
import kunci.app.keystore.AndroidKeystoreDeviceKeys
import kunci.app.keystore.StandInKeystore
import uniffi.kunci_bindings.Phone
import java.nio.file.Files

/** The app over the real core, the real Keystore host (on a stand-in for the Keystore) and a sandbox bank of its own. */
class TestApplication : KunciApplication() {
    /** What is going on around the phone. */
    var surroundings = Surroundings(trustedPlace = null, onCall = false, screenShared = false)

    /** What becomes of the next prompts for a finger. */
    var finger: Answer = Answer.Granted

    val bank: SandboxBank by lazy { SandboxBank.start(Files.createTempDirectory("bank")) }

    override fun makeHost() =
        Host(KeystoreBiometricHost { _, _ -> finger }, { surroundings }, scanner = null)

    override fun openPhone(): Phone {
        StandInKeystore.install()
        val profile = Files.createTempDirectory("profile")
        return Phone.open(profile.toString(), bank.phoneConfig, AndroidKeystoreDeviceKeys(this))
    }

    fun end() {
        phone().shutDown()
        bank.close()
    }
}
