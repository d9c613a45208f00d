package dev.sluice.signal.kind;

import dev.sluice.funnel.Vocabulary;
import dev.sluice.platform.BadInput;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Every kind of signal that the modules declare, and what follows from the declarations. */
@Component
public class SignalKinds {
    private final Map<String, SignalKind> byName = new TreeMap<>();
    private final Vocabulary vocabulary;

    SignalKinds(Collection<DeclaredSignals> declared) {
        for (DeclaredSignals module : declared) {
            for (SignalKind kind : module.kinds()) {
                if (byName.putIfAbsent(kind.name(), kind) != null) {
                    throw new IllegalStateException("two modules declare the signal kind " + kind.name());
                }
            }
        }
        vocabulary = Vocabulary.of(
                byName.values().stream().map(SignalKind::forDefinitions).toList(), DeclaredTraits.forDefinitions());
    }

    /** All of them by name. */
    public List<SignalKind> all() {
        return List.copyOf(byName.values());
    }

    public boolean isDeclared(String name) {
        return byName.containsKey(name);
    }

    /** The declared kind, or what holds for an event that is nobody's but the caller's. */
    public SignalKind kind(String name) {
        SignalKind declared = byName.get(name);
        return declared == null ? SignalKind.custom(name) : declared;
    }

    public boolean means(String name, Meaning meaning) {
        SignalKind declared = byName.get(name);
        return declared != null && declared.means(meaning);
    }

    /** The names of the kinds that mean that, in the order of the alphabet. */
    public List<String> meaning(Meaning meaning) {
        return byName.values().stream()
                .filter(kind -> kind.means(meaning))
                .map(SignalKind::name)
                .toList();
    }

    /** The names of the kinds that a filter of the timeline shows. */
    public Set<String> in(SignalKind.TimelineGroup group) {
        return byName.values().stream()
                .filter(kind -> kind.groups().contains(group))
                .map(SignalKind::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The names that a definition may use without declaring them. */
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /**
     * @throws BadInput when the caller may not record that kind; the sentence names the kind and who may
     */
    public void check(Trust caller, String name, String field) {
        SignalKind declared = byName.get(name);
        if (declared != null && !caller.covers(declared.trust())) {
            throw new BadInput(field, refusal(caller, declared));
        }
    }

    private static String refusal(Trust caller, SignalKind kind) {
        String who =
                Character.toUpperCase(caller.text().charAt(0)) + caller.text().substring(1);
        String remedy = Trust.SERVER.covers(kind.trust())
                ? "send it from a server, with an API key of the scope signals:write"
                : "only " + kind.trust().text() + " records it; choose another name for an event of your own";
        return who + " may not record " + kind.name() + ": " + remedy + ".";
    }

    /** Declared kinds first by who may record them, then by name: the order of documents. */
    static final Comparator<SignalKind> FOR_READERS =
            Comparator.comparing(SignalKind::trust).thenComparing(SignalKind::name);
}
