package dev.sluice.person;

import dev.sluice.SluiceTest;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import dev.sluice.signal.kind.Trust;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** Tests of people: a workspace of their own, and signals that tell something about someone in it. */
public abstract class PersonCase extends SluiceTest {
    @Autowired
    protected Signals signals;

    @Autowired
    protected Sources sources;

    @Autowired
    protected Persons persons;

    protected int workspace;
    protected int source;

    @BeforeEach
    void aWorkspace() {
        workspace = workspace();
        source = sources.named(workspace, Sources.Kind.API, "test");
    }

    protected Instant ago(int minutes) {
        return clock.instant().minus(Duration.ofMinutes(minutes));
    }

    protected static IdentityKeys keys(@Nullable String email, @Nullable String user, @Nullable String visitor) {
        return new IdentityKeys(email, user, visitor, List.of());
    }

    /** Records one signal by a person. */
    protected void record(
            IdentityKeys keys,
            int minutesAgo,
            String kind,
            String subject,
            Map<String, Object> traits,
            Map<String, Object> data) {
        signals.record(
                workspace,
                List.of(new NewSignal(
                        keys, ago(minutesAgo), null, kind, subject, true, source, traits, data, Trust.INTERNAL)));
    }

    /** Someone says who they are, an hour ago; gives back their number. */
    protected long identify(String email, Map<String, Object> traits) {
        return identify(email, 60, traits);
    }

    protected long identify(String email, int minutesAgo, Map<String, Object> traits) {
        record(IdentityKeys.email(email), minutesAgo, "identified", "", traits, Map.of());
        return id("e:" + email);
    }

    /** The number of the person with that key. */
    protected long id(String key) {
        return persons.withKey(workspace, key).orElseThrow().id();
    }

    protected Person person(long id) {
        return persons.get(workspace, id);
    }
}
