package dev.sluice.mail;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A mail server that does what a test tells it, in every phase: it counts what it took, refuses, stalls and hangs up. */
public final class Sink implements Closeable {
    /** Said instead of an answer. */
    public static final String STALL = "stall";

    public static final String HANG_UP = "hang up";

    /** What it is asked: the phase, the address of the recipient so far, and how many it has taken on this connection. */
    public record Asked(String phase, String recipient, int taken) {}

    /** A message that it has taken or at least read to its end. */
    public record Taken(String recipient, String text, boolean answered) {
        /** The value of a header, unfolded; "" when there is none. */
        public String header(String name) {
            String unfolded = text.replaceAll("\r\n[ \t]", " ");
            for (String line : unfolded.split("\r\n")) {
                if (line.isEmpty()) {
                    break;
                }
                if (line.regionMatches(true, 0, name + ":", 0, name.length() + 1)) {
                    return line.substring(name.length() + 1).strip();
                }
            }
            return "";
        }
    }

    private final ServerSocket server;
    private final Function<Asked, @Nullable String> script;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private final Map<String, AtomicInteger> times = new ConcurrentHashMap<>();
    private final List<String> senders = new CopyOnWriteArrayList<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final boolean keep;

    private Sink(Function<Asked, @Nullable String> script, boolean keep) throws IOException {
        this.server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        this.script = script;
        this.keep = keep;
        Thread.ofVirtual().start(this::accept);
    }

    /** One that takes everything, unless the script has another answer. */
    public static Sink of(Function<Asked, @Nullable String> script) throws IOException {
        return new Sink(script, true);
    }

    /** One that takes everything and keeps only how often each Message-ID came. */
    public static Sink counting() throws IOException {
        return new Sink(asked -> null, false);
    }

    public int port() {
        return server.getLocalPort();
    }

    public List<Taken> taken() {
        return taken;
    }

    /** The MAIL commands as they came. */
    public List<String> senders() {
        return senders;
    }

    public int count() {
        return count.get();
    }

    public int connections() {
        return connections.get();
    }

    /** How often each Message-ID was read to its end. */
    public Map<String, AtomicInteger> times() {
        return times;
    }

    private void accept() {
        while (true) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException ended) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8), 1 << 16);
            OutputStream out = socket.getOutputStream();
            String recipient = "";
            int onThis = 0;
            if (!say(out, "BANNER", recipient, onThis, "220 sink.example ESMTP")) {
                return;
            }
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String verb = line.length() < 4 ? line : line.substring(0, 4).toUpperCase();
                if (verb.equals("QUIT")) {
                    return;
                }
                if (verb.equals("MAIL") && keep) {
                    senders.add(line);
                }
                if (verb.equals("RCPT")) {
                    recipient = line.replaceAll(".*<(.*)>.*", "$1");
                }
                String usual = switch (verb) {
                    case "EHLO" -> "250-sink.example\r\n250 8BITMIME";
                    case "DATA" -> "354 go on";
                    default -> "250 fine";
                };
                if (!say(out, verb, recipient, onThis, usual)) {
                    return;
                }
                if (verb.equals("DATA") && refusal("DATA", recipient, onThis) == null) {
                    String text = message(in, recipient, onThis);
                    if (text == null) {
                        return;
                    }
                    String refusal = refusal("END", recipient, onThis);
                    boolean answered = refusal == null;
                    note(recipient, text, answered);
                    if (!say(out, "END", recipient, onThis, "250 taken")) {
                        return;
                    }
                    onThis += answered ? 1 : 0;
                }
            }
        } catch (IOException gone) {
            // the other side has hung up
        } finally {
            open.remove(socket);
        }
    }

    private @Nullable String refusal(String phase, String recipient, int onThis) {
        return script.apply(new Asked(phase, recipient, onThis));
    }

    private void note(String recipient, String text, boolean answered) {
        Taken one = new Taken(recipient, text, answered);
        times.computeIfAbsent(one.header("Message-ID"), id -> new AtomicInteger())
                .incrementAndGet();
        if (keep) {
            taken.add(one);
        }
        count.incrementAndGet();
    }

    private @Nullable String message(BufferedReader in, String recipient, int onThis) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.equals(".")) {
                return text.toString();
            }
            text.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
            if (HANG_UP.equals(refusal("BODY", recipient, onThis)) && text.length() > 200) {
                return null;
            }
        }
        return null;
    }

    /** Answers as the script says; false when that was to hang up. */
    private boolean say(OutputStream out, String phase, String recipient, int onThis, String usual) throws IOException {
        String told = refusal(phase, recipient, onThis);
        if (STALL.equals(told)) {
            await();
            return false;
        }
        if (HANG_UP.equals(told)) {
            return false;
        }
        out.write(((told == null ? usual : told) + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        return true;
    }

    private void await() {
        try {
            closed.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
