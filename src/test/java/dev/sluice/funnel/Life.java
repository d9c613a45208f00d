package dev.sluice.funnel;

import dev.sluice.funnel.text.DefinitionContext;
import dev.sluice.funnel.text.DefinitionReader;
import dev.sluice.funnel.text.ParsedDefinition;
import dev.sluice.signal.kind.AllSignals;
import dev.sluice.signal.values.JobTitle;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One person living under one definition, told signal by signal. */
public final class Life {

    /** Enough of everything around the stages that a test is not about. */
    public static final String REST = """
            disqualify:
              - {reason: not_a_fit, when: {country: {not_in: [US, CA, GB]}}}
            routing:
              - {otherwise: true, to: team/inbound}
            """;

    final Definition definition;
    final List<Decision> decisions = new ArrayList<>();
    final List<FoldSignal> signals = new ArrayList<>();
    Standing standing = Standing.NEW;
    long now = Crowd.START;
    private boolean human = true;

    private Life(Definition definition) {
        this.definition = definition;
    }

    static Life under(Definition definition) {
        return new Life(definition);
    }

    static Life under(String yaml) {
        return new Life(read(yaml));
    }

    static Life managedIt() {
        return under(readyMade("managed-it"));
    }

    public static Definition read(String yaml) {
        return switch (DefinitionReader.read(yaml, AllSignals.vocabulary(), DefinitionContext.unknown())) {
            case ParsedDefinition.Readable readable -> readable.definition();
            case ParsedDefinition.DefinitionRefused refused ->
                throw new AssertionError(refused.problems().toString());
        };
    }

    public static String readyMade(String name) {
        try (InputStream in = Life.class.getResourceAsStream("/funnel/" + name + ".yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Time goes on; nothing looks at the person meanwhile. */
    Life later(long micros) {
        now += micros;
        return this;
    }

    Life days(int days) {
        return later(days * Crowd.DAY);
    }

    /** A look at the person now, as the live driver takes it when something is due. */
    Life look() {
        FoldResult advance = Fold.passTime(definition, standing, now);
        standing = advance.standing();
        decisions.addAll(advance.decisions());
        return this;
    }

    Life does(String kind) {
        return does(kind, "");
    }

    Life does(String kind, String subject) {
        return signal(kind, subject, Map.of());
    }

    Life tells(String trait, Object value) {
        return signal("form_submitted", "contact", Map.of(trait, value));
    }

    Life says(Map<String, Object> traits) {
        return signal("call_logged", "", traits);
    }

    /** From here on a machine makes the signals. */
    Life machine() {
        human = false;
        return this;
    }

    Life person() {
        human = true;
        return this;
    }

    Life signal(String kind, String subject, Map<String, Object> traits) {
        now += Crowd.MINUTE;
        Map<String, Object> read = new HashMap<>(traits);
        JobTitle.addTo(read);
        FoldSignal signal = new FoldSignal(new UUID(1, signals.size() + 1), now, kind, subject, human, read);
        signals.add(signal);
        FoldResult advance = Fold.advance(definition, standing, signal);
        standing = advance.standing();
        decisions.addAll(advance.decisions());
        return this;
    }

    UUID last() {
        return signals.getLast().id();
    }

    Explanation explained() {
        return Fold.explain(definition, standing, now);
    }

    /** The decisions in short, such as "forward lead" or "lost deal_lost". */
    List<String> story() {
        return decisions.stream()
                .map(decision -> switch (decision) {
                    case Decision.Entered e -> e.move().name().toLowerCase(java.util.Locale.ROOT) + " " + e.stage();
                    case Decision.FlagRaised f -> "flagged " + f.flag();
                    case Decision.Disqualified d -> "disqualified " + d.reason();
                    case Decision.Lost l -> "lost " + l.reason();
                    case Decision.Reinstated _ -> "reinstated";
                    case Decision.LimitPassed l -> "limit of " + l.stage();
                })
                .toList();
    }
}
