package dev.sluice.signal.tracking;

import dev.sluice.platform.BadInput;
import dev.sluice.signal.BotDetector;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import dev.sluice.signal.kind.SignalKinds;
import dev.sluice.signal.kind.Trust;
import dev.sluice.signal.tracking.TrackingBody.BatchTooLarge;
import dev.sluice.signal.tracking.TrackingCallers.Caller;
import dev.sluice.signal.tracking.TrackingCallers.NoKey;
import dev.sluice.workspace.PublicEndpoint;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The tracking API, in the shape of the Segment HTTP specification, so that its SDKs work unchanged. A call is
 * answered after its signals are durable; a call is recorded whole or not at all.
 */
@RestController
@RequestMapping("/v1")
@CrossOrigin(origins = "*", allowedHeaders = "*", maxAge = 86_400)
class TrackingApi {
    private static final int CALL_BYTES = 32 * 1024;
    private static final int BATCH_BYTES = 500 * 1024;
    private static final Map<String, Boolean> DONE = Map.of("success", true);

    private final Signals signals;
    private final Sources sources;
    private final SignalKinds kinds;
    private final TrackingCallers callers;
    private final InstantSource clock;
    private final Counter recorded;

    TrackingApi(
            Signals signals,
            Sources sources,
            SignalKinds kinds,
            TrackingCallers callers,
            InstantSource clock,
            MeterRegistry metrics) {
        this.signals = signals;
        this.sources = sources;
        this.kinds = kinds;
        this.callers = callers;
        this.clock = clock;
        this.recorded = metrics.counter("sluice.signals.recorded", "door", "tracking");
    }

    @PublicEndpoint
    @PostMapping({"/identify", "/track", "/page", "/screen", "/group", "/alias", "/i", "/t", "/p", "/s", "/g", "/a"})
    Map<String, Boolean> single(HttpServletRequest request) throws IOException {
        String type = request.getRequestURI().substring("/v1/".length());
        Map<String, Object> message = TrackingBody.read(request, CALL_BYTES);
        Caller caller = callers.caller(request, message);
        record(caller.workspace(), List.of(read(message, "", type, request, caller, message)));
        return DONE;
    }

    @PublicEndpoint
    @PostMapping({"/batch", "/import", "/import/", "/b"}) // the SDK for Java ends its path with a slash
    Map<String, Boolean> batch(HttpServletRequest request) throws IOException {
        Map<String, Object> body = TrackingBody.read(request, BATCH_BYTES);
        Caller caller = callers.caller(request, body);
        if (!(body.get("batch") instanceof List<?> messages)) {
            throw new BadInput("batch", "A batch is an array of messages; send {\"batch\": [...]}.");
        }
        List<NewSignal> read = new ArrayList<>(messages.size());
        for (int i = 0; i < messages.size(); i++) {
            String at = "batch[" + i + "].";
            if (!(messages.get(i) instanceof Map<?, ?> message)) {
                throw new BadInput("batch[" + i + "]", "A message is a JSON object.");
            }
            Map<String, Object> fields = TrackingMessage.object(message);
            if (!(fields.get("type") instanceof String type)) {
                throw new BadInput(at + "type", "Say one of identify, track, page, screen, group, alias.");
            }
            read.add(read(fields, at, type, request, caller, body));
        }
        record(caller.workspace(), read);
        return DONE;
    }

    private void record(int workspace, List<NewSignal> read) {
        signals.record(workspace, read);
        recorded.increment(read.size());
    }

    private NewSignal read(
            Map<String, Object> fields,
            String at,
            String type,
            HttpServletRequest request,
            Caller caller,
            Map<String, Object> envelope) {
        TrackingMessage message = new TrackingMessage(fields, at, TrackingMessage.object(envelope.get("context")));
        boolean script = message.isScript();
        String agent = message.agent() != null ? message.agent() : script ? request.getHeader("User-Agent") : null;
        boolean machine =
                (agent != null && BotDetector.isMachine(agent)) || (script && request.getHeader("Sec-Purpose") != null);
        return message.signal(type, !machine, source(caller, script), clock.instant(), caller.trust(), kinds);
    }

    private int source(Caller caller, boolean script) {
        if (script) {
            return sources.known(caller.workspace(), Sources.Kind.SCRIPT, "Website");
        }
        return sources.known(
                caller.workspace(), Sources.Kind.API, caller.trust() == Trust.BROWSER ? "Tracking API" : "Server");
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> noKey(NoKey missing) {
        return problem(
                HttpStatus.UNAUTHORIZED,
                "The write key is missing or unknown; send it, or an API key, as the user name of Basic authentication.");
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> tooLarge(BatchTooLarge body) {
        return problem(HttpStatus.CONTENT_TOO_LARGE, String.valueOf(body.getMessage()));
    }

    private static ResponseEntity<Map<String, Object>> problem(HttpStatus status, String detail) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(Map.of(
                        "type",
                        "about:blank",
                        "title",
                        status.getReasonPhrase(),
                        "status",
                        status.value(),
                        "detail",
                        detail));
    }
}
