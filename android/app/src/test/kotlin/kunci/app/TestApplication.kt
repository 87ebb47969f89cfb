package kunci.app

import kunci.SandboxBank
import kunci.app.keystore.AndroidKeystoreDeviceKeys
import kunci.app.keystore.StandInKeystore
import uniffi.kunci_bindings.Phone
import java.nio.file.Files

/** The app over the real core, the real Keystore host (on a stand-in for the Keystore) and a sandbox bank of its own. */
class TestApplication : KunciApplication() {
    val bank: SandboxBank by lazy { SandboxBank.start(Files.createTempDirectory("bank")) }

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
