package dev.sluice.platform.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** The archive of PostgreSQL's programs for this kind of machine. */
record Bundle(String resource, String digest) {
    static Bundle ofThisMachine() throws IOException {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
        String machine = switch (System.getProperty("os.arch").toLowerCase(Locale.ROOT)) {
            case "aarch64", "arm64" -> "arm_64";
            default -> "x86_64";
        };
        String variant = Files.exists(Path.of("/etc/alpine-release")) ? "-alpine_linux" : "";
        String resource = "/postgres-" + system + "-" + machine + variant + ".txz";
        try (InputStream packed = open(resource)) {
            return new Bundle(resource, digest(packed));
        }
    }

    /** SHA-256 of a file's content, in hexadecimal. */
    static String digest(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            return digest(content);
        }
    }

    private static String digest(InputStream content) throws IOException {
        MessageDigest digest = sha256();
        new DigestInputStream(content, digest).transferTo(OutputStream.nullOutputStream());
        return HexFormat.of().formatHex(digest.digest());
    }

    InputStream open() throws IOException {
        return open(resource);
    }

    private static InputStream open(String resource) throws IOException {
        InputStream packed = Bundle.class.getResourceAsStream(resource);
        if (packed == null) {
            throw new IOException("Sluice brings no PostgreSQL for this kind of machine (" + resource
                    + "); name your own in SLUICE_DATABASE_URL");
        }
        return packed;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
