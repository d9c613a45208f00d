package dev.sluice.platform.backup;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/** A backup or a restore that cannot go on; the message is one sentence that says why and what to do. */
public final class BackupFailure extends RuntimeException {
    public BackupFailure(String sentence) {
        super(sentence);
    }

    public BackupFailure(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }

    /** Why a file can't be read or written, in words. */
    public static String reason(IOException failure) {
        return switch (failure) {
            case NoSuchFileException _ -> "there is no such file or folder";
            case AccessDeniedException _ -> "access is denied";
            default -> String.valueOf(failure.getMessage());
        };
    }
}
