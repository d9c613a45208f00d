package dev.sluice.signal.tracking;

import dev.sluice.platform.BadInput;
import dev.sluice.platform.Forbidden;
import dev.sluice.signal.BotDetector;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.SignalKinds;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import dev.sluice.signal.Trust;
import dev.sluice.workspace.ApiKeys;
import dev.sluice.workspace.PublicEndpoint;
import dev.sluice.workspace.PublicKeys;
import dev.sluice.workspace.Scope;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

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
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    /** The caller did not say, or said wrongly, whose workspace this is for. */
    private static final class NoKey extends RuntimeException {}

    private record Caller(int workspace, Trust trust) {}

    /** The body is larger than the specification allows. */
    private static final class BatchTooLarge extends RuntimeException {
        BatchTooLarge(String message) {
            super(message);
        }
    }

    private final JsonMapper json = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();
    private final Signals signals;
    private final Sources sources;
    private final SignalKinds kinds;
    private final PublicKeys doors;
    private final ApiKeys keys;
    private final InstantSource clock;
    private final Counter recorded;

    TrackingApi(
            Signals signals,
            Sources sources,
            SignalKinds kinds,
            PublicKeys doors,
            ApiKeys keys,
            InstantSource clock,
            MeterRegistry metrics) {
        this.signals = signals;
        this.sources = sources;
        this.kinds = kinds;
        this.doors = doors;
        this.keys = keys;
        this.clock = clock;
        this.recorded = metrics.counter("sluice.signals.recorded", "door", "tracking");
    }

    @PublicEndpoint
    @PostMapping({"/identify", "/track", "/page", "/screen", "/group", "/alias", "/i", "/t", "/p", "/s", "/g", "/a"})
    Map<String, Boolean> one(HttpServletRequest request) throws IOException {
        String type = request.getRequestURI().substring("/v1/".length());
        Map<String, Object> message = body(request, CALL_BYTES);
        Caller caller = caller(request, message);
        record(caller.workspace(), List.of(read(message, "", type, request, caller, message)));
        return DONE;
    }

    @PublicEndpoint
    @PostMapping({"/batch", "/import", "/import/", "/b"}) // the SDK for Java ends its path with a slash
    Map<String, Boolean> batch(HttpServletRequest request) throws IOException {
        Map<String, Object> body = body(request, BATCH_BYTES);
        Caller caller = caller(request, body);
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

    /** A write key is public, so anyone may hold it; an API key is a server's, and needs the scope. */
    private Caller caller(HttpServletRequest request, Map<String, Object> body) {
        String header = request.getHeader("Authorization");
        String key = bearer(header);
        if (key == null) {
            key = basicUser(header);
        }
        if (key == null && body.get("writeKey") instanceof String inBody) {
            key = inBody;
        }
        if (key == null) {
            throw new NoKey();
        }
        PublicKeys.OpenedKey open = doors.open(PublicKeys.Kind.WRITE_KEY, key);
        if (open != null) {
            return new Caller(open.workspace(), Trust.BROWSER);
        }
        PublicKeys.OpenedKey server = doors.open(PublicKeys.Kind.API_KEY, key);
        if (server == null) {
            throw new NoKey();
        }
        if (!server.scopes().contains(Scope.SIGNALS_WRITE)) {
            throw new Forbidden("This key lacks the scope " + Scope.SIGNALS_WRITE.code() + ".");
        }
        keys.used(server.workspace(), server.key());
        return new Caller(server.workspace(), Trust.SERVER);
    }

    private static @Nullable String bearer(@Nullable String header) {
        return header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)
                ? header.substring(7).strip()
                : null;
    }

    private static @Nullable String basicUser(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, "Basic ", 0, 6)) {
            return null;
        }
        try {
            String pair =
                    new String(Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? pair : pair.substring(0, colon);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    private Map<String, Object> body(HttpServletRequest request, int most) throws IOException {
        if (request.getContentLengthLong() > most) {
            throw tooLarge(most);
        }
        boolean zipped = "gzip".equalsIgnoreCase(request.getHeader("Content-Encoding"));
        try (InputStream raw = request.getInputStream();
                InputStream in = zipped ? new GZIPInputStream(raw) : raw) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw tooLarge(most);
            }
            Map<String, Object> body = json.readValue(bytes, OBJECT);
            if (body == null) {
                throw new BadInput("body", "The body is empty; send a JSON object.");
            }
            return body;
        } catch (ZipException notZipped) {
            throw new BadInput("body", "The body is not compressed by gzip, as its Content-Encoding says.");
        } catch (JacksonException notJson) {
            throw new BadInput("body", "This is not a JSON object: " + firstLine(notJson));
        }
    }

    private static BatchTooLarge tooLarge(int most) {
        return new BatchTooLarge("The body may have " + most / 1024 + " KB at most; send several smaller ones.");
    }

    private static String firstLine(JacksonException fault) {
        return fault.getOriginalMessage()
                + (fault.getLocation() == null
                        ? ""
                        : " (line " + fault.getLocation().getLineNr() + ", column "
                                + fault.getLocation().getColumnNr() + ")");
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> noKey(NoKey fault) {
        return problem(
                HttpStatus.UNAUTHORIZED,
                "The write key is missing or unknown; send it, or an API key, as the user name of Basic authentication.");
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> tooLarge(BatchTooLarge fault) {
        return problem(HttpStatus.CONTENT_TOO_LARGE, String.valueOf(fault.getMessage()));
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
