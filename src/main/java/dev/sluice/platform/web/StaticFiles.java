package dev.sluice.platform.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentHashMap;

/** Names our own static files by their content, so that browsers may keep them and still never show an old one. */
final class StaticFiles {
    private static final ConcurrentHashMap<String, String> VERSIONED = new ConcurrentHashMap<>();

    private StaticFiles() {}

    static String named(String path) {
        return VERSIONED.computeIfAbsent(path, StaticFiles::withVersion);
    }

    private static String withVersion(String path) {
        try (InputStream file = StaticFiles.class.getResourceAsStream("/static" + path)) {
            if (file == null) {
                throw new IllegalArgumentException("there is no static file " + path);
            }
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(file.readAllBytes());
            return path + "?v=" + HexFormat.of().formatHex(hash, 0, 6);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException(absent);
        }
    }
}
