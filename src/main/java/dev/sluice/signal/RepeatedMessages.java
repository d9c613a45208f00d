package dev.sluice.signal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Leaves out messages that the log has already: a message that is repeated changes nothing, whatever it says. */
final class RepeatedMessages {
    private final SignalRows rows;

    RepeatedMessages(SignalRows rows) {
        this.rows = rows;
    }

    /** The first of each message, without those that were recorded before; inside the workspace's transaction. */
    List<NewSignal> without(int workspace, List<NewSignal> arrived) {
        Set<UUID> named = new HashSet<>();
        List<NewSignal> fresh = new ArrayList<>();
        for (NewSignal signal : arrived) {
            if (signal.messageId() == null || named.add(SignalId.of(signal))) {
                fresh.add(signal);
            }
        }
        Set<UUID> known = named.isEmpty() ? Set.of() : rows.known(workspace, named);
        if (!known.isEmpty()) {
            fresh.removeIf(signal -> signal.messageId() != null && known.contains(SignalId.of(signal)));
        }
        return fresh;
    }
}
