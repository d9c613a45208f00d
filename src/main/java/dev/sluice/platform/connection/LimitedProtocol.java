package dev.sluice.platform.connection;

import java.net.InetAddress;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.coyote.AbstractProcessor;
import org.apache.coyote.Constants;
import org.apache.coyote.Request;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 whose connections are closed when a header does not arrive in time. Tomcat's own timeout is between two bytes,
 * so that one byte now and then holds a connection for ever. Tomcat makes it by its name, so it is public.
 */
public class LimitedProtocol extends Http11NioProtocol {
    private final LimitedEndpoint endpoint;
    private @Nullable ScheduledFuture<?> watch;

    public LimitedProtocol() {
        this(new LimitedEndpoint());
    }

    private LimitedProtocol(LimitedEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    void exempt(Predicate<InetAddress> addresses) {
        endpoint.exempt(addresses);
    }

    @Override
    public void start() throws Exception {
        super.start();
        watch = getUtilityExecutor().scheduleWithFixedDelay(this::closeSlow, 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public void stop() throws Exception {
        if (watch != null) {
            watch.cancel(false);
        }
        super.stop();
    }

    private void closeSlow() {
        long now = System.nanoTime();
        for (SocketWrapperBase<NioChannel> connection : endpoint.getConnections()) {
            if (connection.getCurrentProcessor() instanceof AbstractProcessor waiting && isLate(waiting, now)) {
                connection.close();
            }
        }
    }

    /** A processor waits with its connection while the header is incomplete, or while a handler answers later. */
    private static boolean isLate(AbstractProcessor processor, long now) {
        Request request = processor.getRequest();
        long started = request.getStartTimeNanos();
        int stage = request.getRequestProcessor().getStage();
        boolean answering = stage == Constants.STAGE_SERVICE || stage == Constants.STAGE_ENDINPUT;
        return started > 0 && !answering && now - started > ConnectionLimits.HEADER.toNanos();
    }
}
