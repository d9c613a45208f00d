package dev.sluice.handoff;

import dev.sluice.platform.web.LiveUpdates;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Notifies open Today pages that their list has changed. */
@Component
public class TodayUpdates {
    private static final String ANY = "queue";

    private final LiveUpdates live;

    TodayUpdates(LiveUpdates live) {
        this.live = live;
    }

    /** In the transaction that changed it; for null only the lists of everyone's leads change. */
    void changed(int workspace, @Nullable Integer owner) {
        live.tell(workspace, ANY);
        if (owner != null) {
            live.tell(workspace, topic(owner));
        }
    }

    public static Set<String> of(int user) {
        return Set.of(topic(user));
    }

    public static Set<String> ofEverybody() {
        return Set.of(ANY);
    }

    private static String topic(int user) {
        return ANY + "/" + user;
    }
}
