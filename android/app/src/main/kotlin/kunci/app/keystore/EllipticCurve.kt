package kunci.app.keystore

import uniffi.kunci_bindings.DeviceKeyException
import java.math.BigInteger
import java.security.AlgorithmParameters
import java.security.KeyFactory
import java.security.PublicKey
import java.security.interfaces.ECPublicKey
import java.security.spec.ECGenParameterSpec
import java.security.spec.ECParameterSpec
import java.security.spec.ECPoint
import java.security.spec.ECPublicKeySpec

/** P-256: what Android encodes in DER and X.509, the core in plain bytes. */
internal object EllipticCurve {
    const val NAME = "secp256r1"
    private const val COORDINATE = 32
    private const val POINT = 1 + 2 * COORDINATE
    private const val UNCOMPRESSED: Byte = 4
    private const val DER_SEQUENCE = 0x30
    private const val DER_INTEGER = 0x02

    /** A public key as an uncompressed SEC 1 point (2.3.3). */
    fun point(key: PublicKey): ByteArray {
        val point = (key as? ECPublicKey ?: throw DeviceKeyException.Unavailable()).w
        return byteArrayOf(UNCOMPRESSED) + fixed(point.affineX) + fixed(point.affineY)
    }

    /** Undoes [point]; whether it is on the curve is checked by whoever uses it. */
    fun publicKey(point: ByteArray): PublicKey {
        if (point.size != POINT || point[0] != UNCOMPRESSED) throw DeviceKeyException.Unavailable()
        val x = BigInteger(1, point.copyOfRange(1, 1 + COORDINATE))
        val y = BigInteger(1, point.copyOfRange(1 + COORDINATE, POINT))
        val curve = AlgorithmParameters.getInstance("EC").run {
            init(ECGenParameterSpec(NAME))
            getParameterSpec(ECParameterSpec::class.java)
        }
        return KeyFactory.getInstance("EC").generatePublic(ECPublicKeySpec(ECPoint(x, y), curve))
    }

    /** An ECDSA signature in DER (RFC 3279, 2.2.3) as r‖s of 32 bytes each. */
    fun plainSignature(der: ByteArray): ByteArray {
        // Two integers of at most 33 bytes: every length is one byte.
        if (der.size < 2 || der[0].toInt() != DER_SEQUENCE || der[1].toInt() != der.size - 2) throw DeviceKeyException.Unavailable()
        val (r, afterR) = integer(der, 2)
        val (s, end) = integer(der, afterR)
        if (end != der.size) throw DeviceKeyException.Unavailable()
        return fixed(r) + fixed(s)
    }

    private fun integer(der: ByteArray, at: Int): Pair<BigInteger, Int> {
        if (at + 2 > der.size || der[at].toInt() != DER_INTEGER) throw DeviceKeyException.Unavailable()
        val end = at + 2 + der[at + 1]
        if (end <= at + 2 || end > der.size) throw DeviceKeyException.Unavailable()
        return BigInteger(1, der.copyOfRange(at + 2, end)) to end
    }

    private fun fixed(number: BigInteger): ByteArray {
        val bytes = number.toByteArray()
        val significant = if (bytes.size > COORDINATE && bytes[0].toInt() == 0) bytes.copyOfRange(1, bytes.size) else bytes
        if (significant.size > COORDINATE) throw DeviceKeyException.Unavailable()
        return ByteArray(COORDINATE - significant.size) + significant
    }
}
