package dev.sluice.inbox.mailboxes;

import dev.sluice.inbox.Inbox;
import dev.sluice.inbox.ReceivedMail.ReceivedVia;
import dev.sluice.inbox.parsing.MimeReader;
import dev.sluice.workspace.PublicEndpoint;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes mail that a provider or a mail server's pipe posts: the raw message, to an address that only they know. */
@RestController
class InboundWebhook {
    private final Inbox inbox;
    private final InboxSettings settings;
    private final InstantSource clock;

    InboundWebhook(Inbox inbox, InboxSettings settings, InstantSource clock) {
        this.inbox = inbox;
        this.settings = settings;
        this.clock = clock;
    }

    /** Answers when the mail is durable; the same mail again is answered in the same way and changes nothing. */
    @PublicEndpoint
    @PostMapping("/inbound/{key}")
    ResponseEntity<Map<String, Object>> arrived(@PathVariable String key, HttpServletRequest request)
            throws IOException {
        Optional<Integer> workspace = settings.workspace(key);
        if (workspace.isEmpty()) {
            return problem(401, "This address takes no mail; its key is wrong or was replaced.");
        }
        byte[] mime;
        try (InputStream body = request.getInputStream()) {
            mime = body.readNBytes(MimeReader.MAX_BYTES);
            body.transferTo(java.io.OutputStream.nullOutputStream());
        }
        if (mime.length == 0) {
            return problem(422, "Send the raw message as the body.");
        }
        boolean fresh = inbox.take(workspace.get(), false, ReceivedVia.WEBHOOK, mime, clock.instant())
                .isPresent();
        return ResponseEntity.ok(Map.of("taken", true, "known", !fresh));
    }

    private static ResponseEntity<Map<String, Object>> problem(int status, String detail) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(Map.of("type", "about:blank", "status", status, "detail", detail));
    }
}
