package dev.sluice.platform;

import java.io.IOException;
import java.net.SocketTimeoutException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.multipart.MultipartException;

/** Recognises a request whose body did not arrive in time. */
final class SlowBody {
    private SlowBody() {}

    /** A timeout of the database looks alike, but is not below an unreadable body. */
    static boolean isCause(Throwable thrown) {
        if (!(thrown instanceof HttpMessageNotReadableException
                || thrown instanceof MultipartException
                || thrown instanceof IOException)) {
            return false;
        }
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException) {
                return true;
            }
        }
        return false;
    }
}
