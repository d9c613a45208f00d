package dev.sluice.platform.web;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Answers of this module's pages that are no page of ours: somebody's HTML in a frame, and the way back to a page. */
public final class SandboxedHtml {
    /** Nothing runs, nothing is sent, nothing but pictures is fetched; links open beside us. */
    private static final String POLICY = "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none';"
            + " img-src https: http: data:; style-src 'unsafe-inline'; frame-ancestors 'self'";

    private SandboxedHtml() {}

    /** HTML that is not ours, to be shown in a frame of a page of ours. */
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
