package dev.sluice.platform.backup;

import org.jspecify.annotations.Nullable;

/** A backup or a restore that cannot go on; the message is one sentence that says why and what to do. */
public final class BackupFailure extends RuntimeException {
    public BackupFailure(String sentence) {
        super(sentence);
    }

    BackupFailure(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
