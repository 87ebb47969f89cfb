package kunci.app

import android.app.Application
import kunci.app.keystore.AndroidKeystoreDeviceKeys
import uniffi.kunci_bindings.Phone

/** What lives as long as the process. */
fun interface Services {
    /** The one phone object of the process. */
    fun phone(): Phone
}

/** Opens the profile over the Keystore, with the bank's configuration that the app ships with. */
open class KunciApplication : Application(), Services {
    private val opened by lazy(::openPhone)

    override fun phone(): Phone = opened

    protected open fun openPhone(): Phone {
        val config = assets.open(CONFIG).use { it.readBytes().decodeToString() }
        return Phone.open(filesDir.resolve("profile").path, config, AndroidKeystoreDeviceKeys(this))
    }

    private companion object {
        /** Put there by the bank's own build; this repository holds no bank's configuration. */
        const val CONFIG = "bank.json"
    }
}
