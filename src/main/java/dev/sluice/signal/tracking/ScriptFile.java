package dev.sluice.signal.tracking;

import dev.sluice.workspace.PublicEndpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.zip.CRC32C;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Serves the scripts that stand on other sites' pages: the tracking script, and the one that embeds a form. */
@PublicEndpoint
@Controller
class ScriptFile {
    private record Script(byte[] text, String tag) {}

    private final Script tracking = read("sluice.js");
    private final Script embedding = read("embed.js");

    @GetMapping("/sluice.js")
    ResponseEntity<byte[]> tracking() {
        return answer(tracking);
    }

    @GetMapping("/embed/form.js")
    ResponseEntity<byte[]> embedding() {
        return answer(embedding);
    }

    private static ResponseEntity<byte[]> answer(Script script) {
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "javascript"))
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic())
                .eTag(script.tag())
                .header("Access-Control-Allow-Origin", "*")
                .header("Cross-Origin-Resource-Policy", "cross-origin")
                .body(script.text());
    }

    private static Script read(String name) {
        try (InputStream file = ScriptFile.class.getResourceAsStream("/script/" + name)) {
            if (file == null) {
                throw new IllegalStateException("the script " + name + " is missing from the build");
            }
            byte[] text = file.readAllBytes();
            CRC32C sum = new CRC32C();
            sum.update(text);
            return new Script(text, "\"" + Long.toHexString(sum.getValue()) + "\"");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
