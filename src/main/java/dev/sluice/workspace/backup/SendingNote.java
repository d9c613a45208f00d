package dev.sluice.workspace.backup;

import dev.sluice.platform.sending.SendingPause;
import dev.sluice.platform.web.PageNote;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Says above every page that nothing is sent since a restore. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class SendingNote implements PageNote {
    static final String TEXT = "Sending is paused because this was restored from a backup. An owner can start it in"
            + " Settings > Backups.";

    private final SendingPause pause;

    SendingNote(SendingPause pause) {
        this.pause = pause;
    }

    @Override
    public @Nullable String of(int workspace, String path) {
        return pause.isPaused() ? TEXT : null;
    }
}
