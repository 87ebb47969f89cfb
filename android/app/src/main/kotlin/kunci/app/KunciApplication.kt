package kunci.app

import android.app.Application
import kunci.app.biometric.KeystoreBiometricHost
import kunci.app.biometric.SystemPrompter
import kunci.app.host.Host
import kunci.app.host.PhoneClipboard
import kunci.app.host.PhoneIntegrity
import kunci.app.host.PhoneSurroundings
import kunci.app.host.SystemDocuments
import kunci.app.host.WifiPlaces
import kunci.app.keystore.AndroidKeystoreDeviceKeys
import uniffi.kunci_bindings.Phone

/** What lives as long as the process. */
interface Services {
    /** What the phone itself does for the app. */
    val host: Host

    /** The one phone object of the process. */
    fun phone(): Phone
}

/** Opens the profile over the Keystore, with the bank's configuration that the app ships with. */
open class KunciApplication : Application(), Services {
    private val opened by lazy(::openPhone)
    private val prompter = SystemPrompter()
    private val documents = SystemDocuments()

    override val host: Host by lazy(::makeHost)

    override fun phone(): Phone = opened

    override fun onCreate() {
        super.onCreate()
        registerActivityLifecycleCallbacks(prompter)
        registerActivityLifecycleCallbacks(documents)
    }

    /** The camera is the bank's own to add: a code can be pasted meanwhile. */
    protected open fun makeHost(): Host {
        val places = WifiPlaces(this)
        val surroundings = PhoneSurroundings(this, places)
        val biometrics = KeystoreBiometricHost(prompter)
        return Host(
            biometrics, surroundings, scanner = null, places, PhoneIntegrity(), prompter::askToSeePlaces,
            keeper = documents, chooser = documents, viewer = documents, clip = PhoneClipboard(this),
        )
    }

    protected open fun openPhone(): Phone {
        val config = assets.open(CONFIG).use { it.readBytes().decodeToString() }
        return Phone.open(filesDir.resolve("profile").path, config, AndroidKeystoreDeviceKeys(this))
    }

    private companion object {
        /** Put there by the bank's own build; this repository holds no bank's configuration. */
        const val CONFIG = "bank.json"
    }
}
