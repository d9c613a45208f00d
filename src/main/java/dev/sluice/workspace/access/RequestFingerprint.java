package dev.sluice.workspace.access;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** A hash of a request that distinguishes a repeated one from another with the same key. */
final class RequestFingerprint {
    private RequestFingerprint() {}

    static boolean isMultipart(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    /** Covers the address and the body; of an upload each part, since its boundary differs from one call to the next. */
    static String of(HttpServletRequest request) throws IOException, ServletException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String line = request.getRequestURI() + "?" + request.getQueryString() + "\n";
            digest.update(line.getBytes(StandardCharsets.UTF_8));
            if (request instanceof BufferedRequest body) {
                digest.update(body.bytes());
            } else {
                for (Part part : request.getParts()) {
                    add(digest, part);
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException(absent);
        }
    }

    private static void add(MessageDigest digest, Part part) throws IOException {
        String head = part.getName() + "\n" + part.getSubmittedFileName() + "\n" + part.getSize() + "\n";
        digest.update(head.getBytes(StandardCharsets.UTF_8));
        try (InputStream content = new DigestInputStream(part.getInputStream(), digest)) {
            content.transferTo(OutputStream.nullOutputStream());
        }
    }
}
