package bench;

import io.getlime.security.powerauth.crypto.client.signature.PowerAuthClientSignature;
import io.getlime.security.powerauth.crypto.lib.config.SignatureConfiguration;
import java.nio.charset.StandardCharsets;
import java.security.Security;
import java.util.Arrays;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Times one offline code (possession and knowledge, 2 x 8 digits) with the keys in hand; prints nanoseconds, warm. */
public final class OfflineCode {
    private static final int WARM_UP = 20_000;
    private static final int ROUNDS = 15;
    private static final int PER_ROUND = 2_000;

    private OfflineCode() {}

    /** Prints the median of the rounds. */
    public static void main(String[] arguments) throws Exception {
        Security.addProvider(new BouncyCastleProvider());
        PowerAuthClientSignature signature = new PowerAuthClientSignature();
        byte[] keyBytes = new byte[16];
        Arrays.fill(keyBytes, (byte) 7);
        SecretKey possession = new SecretKeySpec(keyBytes, "AES");
        Arrays.fill(keyBytes, (byte) 9);
        SecretKey knowledge = new SecretKeySpec(keyBytes, "AES");
        List<SecretKey> keys = List.of(possession, knowledge);
        byte[] data = "POST&L29wZXJhdGlvbi9hdXRob3JpemUvb2ZmbGluZQ==&bm9uY2Vub25jZW5vbmNlbg==&QTEqQTEwMENaSypJOTg3NjU0&offline"
                .getBytes(StandardCharsets.UTF_8);
        byte[] counter = new byte[16];
        long checksum = 0;
        for (int index = 0; index < WARM_UP; index++) {
            checksum += signature.signatureForData(data, keys, counter, SignatureConfiguration.decimal()).length();
        }
        double[] rounds = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            for (int index = 0; index < PER_ROUND; index++) {
                counter[0] = (byte) index;
                checksum += signature.signatureForData(data, keys, counter, SignatureConfiguration.decimal()).length();
            }
            rounds[round] = (System.nanoTime() - start) / (double) PER_ROUND;
        }
        Arrays.sort(rounds);
        System.out.println("powerauth_ns " + rounds[ROUNDS / 2] + " checksum " + checksum);
    }
}
