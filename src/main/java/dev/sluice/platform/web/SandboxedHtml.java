package dev.sluice.platform.web;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Responses with foreign HTML, such as that of an email, for a sandboxed frame. */
public final class SandboxedHtml {
    /** Nothing runs, nothing is sent, nothing but pictures is fetched; links open beside us. */
    private static final String POLICY = "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none';"
            + " img-src https: http: data:; style-src 'unsafe-inline'; frame-ancestors 'self'";

    private SandboxedHtml() {}

    /** Foreign HTML, for a frame of one of our pages. */
    public static ResponseEntity<String> page(String html) {
        // the frame is paper whatever our own theme is, and of several schemes the first counts
        String open = "<meta name=\"color-scheme\" content=\"only light\"><base target=\"_blank\">"
                + "<meta name=\"referrer\" content=\"no-referrer\">";
        String whole = html.contains("<head>")
                ? html.replaceFirst("<head>", "<head>" + open)
                : "<!doctype html><html><head><meta charset=\"utf-8\">" + open + "</head>"
                        + "<body style=\"font-family:sans-serif;font-size:15px;line-height:1.5\">" + html
                        + "</body></html>";
        return ResponseEntity.ok()
                .header("Content-Security-Policy", POLICY)
                .contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
                .body(whole);
    }
}
