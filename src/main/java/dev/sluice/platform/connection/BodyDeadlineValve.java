package dev.sluice.platform.connection;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/** Ends a request whose body arrives too slowly, in handlers, the form parser and uploads alike. */
final class BodyDeadlineValve extends ValveBase {
    private static final long MAX_UNWANTED = 2 << 20;

    /** Keeps nothing of what is read. */
    private static final class Nowhere implements ApplicationBufferHandler {
        private ByteBuffer buffer = ByteBuffer.allocate(0);

        @Override
        public void setByteBuffer(ByteBuffer read) {
            buffer = read;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return buffer;
        }

        @Override
        public void expand(int size) {
            // what is read is not kept
        }
    }

    BodyDeadlineValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        org.apache.coyote.Request received = request.getCoyoteRequest();
        InputBuffer source = received.getInputBuffer();
        TimedBuffer timed = new TimedBuffer(received, source);
        received.setInputBuffer(timed);
        try {
            getNext().invoke(request, response);
        } finally {
            timed.drain();
            received.setInputBuffer(source); // the next request of the connection has its own time
        }
    }

    private static final class TimedBuffer implements InputBuffer {
        private final org.apache.coyote.Request request;
        private final InputBuffer source;
        private final long started = System.nanoTime();
        private long received;

        TimedBuffer(org.apache.coyote.Request request, InputBuffer source) {
            this.request = request;
            this.source = source;
        }

        @Override
        public int doRead(ApplicationBufferHandler handler) throws IOException {
            try {
                int read = source.doRead(handler);
                received += Math.max(0, read);
                if (read >= 0 && isLate()) {
                    throw new SocketTimeoutException("the body arrives too slowly");
                }
                return read;
            } catch (SocketTimeoutException late) {
                request.action(ActionCode.DISABLE_SWALLOW_INPUT, null); // nor does the rest get any more time
                throw late;
            }
        }

        /** Reads what no one wanted, so that the caller gets the answer; Tomcat would do so without a deadline. */
        void drain() {
            if (request.getHeader("Expect") == null) {
                try {
                    for (long before = received; !isComplete() && received - before < MAX_UNWANTED; ) {
                        if (doRead(new Nowhere()) < 0) {
                            return;
                        }
                    }
                } catch (IOException cut) {
                    request.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
                }
            }
            if (!isComplete()) {
                request.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
            }
        }

        private boolean isComplete() {
            AtomicBoolean complete = new AtomicBoolean();
            request.action(ActionCode.REQUEST_BODY_FULLY_READ, complete);
            return complete.get();
        }

        private boolean isLate() {
            long allowed =
                    ConnectionLimits.BODY.toNanos() + received * 1_000_000_000L / ConnectionLimits.BYTES_A_SECOND;
            return System.nanoTime() - started > allowed;
        }

        @Override
        public int available() {
            return source.available();
        }
    }
}
