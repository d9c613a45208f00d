package dev.sluice.sample;

import dev.sluice.form.FormSignals;
import dev.sluice.imports.ImportKinds;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.SignalKind;
import dev.sluice.signal.WebSignals;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One person's way in the order of time: each step is a signal, and the clock of the story moves on between them. */
final class Journey {
    /** The rows of {@code source} that the story's signals come through. */
    record SampleSources(int website, int contact, int checklist, int budget, int imports, int hand) {}

    private static final String SITE = "https://www.harbour-it.example";
    private static final String BROWSER =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36";

    private final SampleSources doors;
    private final String id;
    private final Instant end;
    private final List<NewSignal> signals = new ArrayList<>();
    private @Nullable String visitor;
    private @Nullable String email;
    private List<String> external = List.of();
    private Map<String, Object> touch = Map.of();
    private Instant now;
    private int number;

    Journey(String id, SampleSources doors, Instant start, Instant end) {
        this.id = id;
        this.doors = doors;
        this.now = start;
        this.end = end;
    }

    /** What happened, as far as the story has come. */
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

    Journey knownAs(String address, String... ids) {
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
        touch = Map.of(); // the campaign stands in the first address only
        later(Duration.ofSeconds(20 + path.length() * 7L));
        return add(WebSignals.PAGE_VIEWED, path, true, doors.website(), Map.of(), data);
    }

    Journey crawled(String path, String agent) {
        later(Duration.ofSeconds(2));
        return add(
                WebSignals.PAGE_VIEWED,
                path,
                false,
                doors.website(),
                Map.of(),
                Map.of("url", SITE + path, "user_agent", agent));
    }

    Journey seen(String form) {
        later(Duration.ofSeconds(15));
        return add(FormSignals.VIEWED, form, true, door(form), Map.of(), Map.of("url", SITE + "/f/" + form));
    }

    Journey begun(String form) {
        later(Duration.ofSeconds(12));
        return add(FormSignals.STARTED, form, true, door(form), Map.of(), Map.of());
    }

    Journey sent(String form, Map<String, Object> traits) {
        later(Duration.ofSeconds(40));
        return add(FormSignals.SUBMITTED, form, true, door(form), traits, Map.of());
    }

    Journey downloaded(String asset, String form) {
        later(Duration.ofSeconds(9));
        return add(WebSignals.ASSET_DOWNLOADED, asset, true, door(form), Map.of(), Map.of());
    }

    Journey askedForDemo() {
        later(Duration.ofSeconds(3));
        return add(WebSignals.DEMO_REQUESTED, "contact", true, doors.contact(), Map.of(), Map.of());
    }

    Journey imported(String list, Map<String, Object> traits) {
        return add(ImportKinds.IMPORTED, list, true, doors.imports(), traits, Map.of("origin", list));
    }

    /** Told by somebody of the firm, or by its mail. */
    Journey told(SignalKind kind, String subject, Map<String, Object> data) {
        return add(kind, subject, true, doors.hand(), Map.of(), data);
    }

    /** What signals say of a mail of a sequence; its number is below zero, where no real message is. */
    Map<String, Object> mail(String sequence, String step) {
        UUID known = UUID.nameUUIDFromBytes((id + "/" + step).getBytes(StandardCharsets.UTF_8));
        long message = -1 - (known.getMostSignificantBits() >>> 12);
        return Map.of(
                "message", message, "key", "sequence/" + sequence + "/" + id.replace('/', '-') + "/" + step + "/a");
    }

    Journey told(SignalKind kind, String subject) {
        return told(kind, subject, Map.of());
    }

    Journey learnt(Map<String, Object> traits) {
        return add(WebSignals.IDENTIFIED, "", true, doors.hand(), traits, Map.of());
    }

    private int door(String form) {
        return switch (form) {
            case "audit-checklist" -> doors.checklist();
            case "it-budget" -> doors.budget();
            default -> doors.contact();
        };
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
                data));
        return this;
    }
}
