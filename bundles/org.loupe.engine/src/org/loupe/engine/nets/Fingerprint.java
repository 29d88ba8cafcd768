package org.loupe.engine.nets;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.loupe.api.Tile;

/** Tells whether two images have the same pixels, whatever their files are called. */
public final class Fingerprint {
    private static final int BYTES = 8;

    private Fingerprint() {
    }

    /** The first 16 hexadecimal digits of the SHA-256 of size, type and samples. */
    public static String of(Tile image) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((image.width() + " " + image.height() + " " + image.shape().channels() + " "
                    + image.shape().type()).getBytes(StandardCharsets.UTF_8));
            digest.update(image.data().duplicate().position(0).limit((int) image.shape().bytes()));
            return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
