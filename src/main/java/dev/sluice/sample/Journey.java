package dev.sluice.sample;

import dev.sluice.form.FormSignals;
import dev.sluice.imports.ImportKinds;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.kind.SignalKind;
import dev.sluice.signal.kind.Trust;
import dev.sluice.signal.kind.WebSignals;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One person's signals in the order of time; the clock of the story moves on between them. */
final class Journey {
    private static final String SITE = "https://www.harbour-it.example";
    private static final String BROWSER =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36";

    private final SampleSources sources;
    private final String id;
    private final Instant end;
    private final List<NewSignal> signals = new ArrayList<>();
    private @Nullable String visitor;
    private @Nullable String email;
    private List<String> external = List.of();
    private Map<String, Object> touch = Map.of();
    private Instant now;
    private int number;

    Journey(String id, SampleSources sources, Instant start, Instant end) {
        this.id = id;
        this.sources = sources;
        this.now = start;
        this.end = end;
    }

    /** The signals up to the end of the story. */
    List<NewSignal> signals() {
        return signals.stream().filter(signal -> !signal.at().isAfter(end)).toList();
    }

    Instant now() {
        return now;
    }

    String id() {
        return id;
    }

    Instant end() {
        return end;
    }

    Journey on(String browser, Map<String, Object> firstTouch) {
        visitor = browser;
        touch = firstTouch;
        return this;
    }

    Journey withEmail(String address, String... ids) {
        email = address;
        external = List.of(ids);
        return this;
    }

    Journey later(Duration span) {
        now = now.plus(span);
        return this;
    }

    Journey until(Instant then) {
        now = then;
        return this;
    }

    /** Later, and then in the firm's working hours. */
    Journey atWork(Duration span) {
        now = ActivityPattern.working(now.plus(span));
        return this;
    }

    Journey page(String path) {
        Map<String, Object> data = new HashMap<>(touch);
        data.put("url", SITE + path);
        data.put("user_agent", BROWSER);
        touch = Map.of(); // only the first address has the campaign
        later(Duration.ofSeconds(20 + path.length() * 7L));
        return add(WebSignals.PAGE_VIEWED, path, true, sources.website(), Map.of(), data);
    }

    Journey crawled(String path, String agent) {
        later(Duration.ofSeconds(2));
        return add(
                WebSignals.PAGE_VIEWED,
                path,
                false,
                sources.website(),
                Map.of(),
                Map.of("url", SITE + path, "user_agent", agent));
    }

    Journey viewed(String form) {
        later(Duration.ofSeconds(15));
        Map<String, Object> data = new HashMap<>(offer(form));
        data.put("url", SITE + "/f/" + form);
        return add(FormSignals.VIEWED, form, true, sources.ofForm(form), Map.of(), data);
    }

    Journey started(String form) {
        later(Duration.ofSeconds(12));
        return add(FormSignals.STARTED, form, true, sources.ofForm(form), Map.of(), offer(form));
    }

    Journey submitted(String form, Map<String, Object> traits) {
        later(Duration.ofSeconds(40));
        return add(FormSignals.SUBMITTED, form, true, sources.ofForm(form), traits, offer(form));
    }

    /** As a hosted form says it: whose visit it was, and the offer of that name where the form gives one. */
    private Map<String, Object> offer(String form) {
        Map<String, Object> data = new HashMap<>();
        if (visitor != null) {
            data.put("visitor", visitor);
        }
        if (!form.equals("contact")) {
            data.put("offer", form);
        }
        return data;
    }

    Journey downloaded(String asset, String form) {
        later(Duration.ofSeconds(9));
        return add(WebSignals.ASSET_DOWNLOADED, asset, true, sources.ofForm(form), Map.of(), Map.of());
    }

    Journey requestedDemo() {
        later(Duration.ofSeconds(3));
        return add(WebSignals.DEMO_REQUESTED, "contact", true, sources.contact(), Map.of(), Map.of());
    }

    Journey imported(String list, Map<String, Object> traits) {
        return add(ImportKinds.IMPORTED, list, true, sources.imports(), traits, Map.of("origin", list));
    }

    /** Recorded by someone of the firm, or by its mail. */
    Journey record(SignalKind kind, String subject, Map<String, Object> data) {
        return add(kind, subject, true, sources.hand(), Map.of(), data);
    }

    /** The data of signals about an email of a sequence; its number is negative, unlike those of real messages. */
    Map<String, Object> mail(String sequence, String step) {
        UUID derived = UUID.nameUUIDFromBytes((id + "/" + step).getBytes(StandardCharsets.UTF_8));
        long message = -1 - (derived.getMostSignificantBits() >>> 12);
        return Map.of(
                "message", message, "key", "sequence/" + sequence + "/" + id.replace('/', '-') + "/" + step + "/a");
    }

    Journey record(SignalKind kind, String subject) {
        return record(kind, subject, Map.of());
    }

    Journey identified(Map<String, Object> traits) {
        return add(WebSignals.IDENTIFIED, "", true, sources.hand(), traits, Map.of());
    }

    private Journey add(
            SignalKind kind,
            String subject,
            boolean human,
            int source,
            Map<String, Object> traits,
            Map<String, Object> data) {
        signals.add(new NewSignal(
                new IdentityKeys(email, null, visitor, external),
                now,
                id + "/" + number++,
                kind.name(),
                subject,
                human,
                source,
                traits,
                data,
                Trust.INTERNAL));
        return this;
    }
}
