package dev.sluice.inbox.parsing;

/** Measures a raw message before it is parsed, so that one built to exhaust the parser is not. */
record MessageSize(int header, int headerLines, int boundaries) {
    private static final int MAX_HEADER_LINES = 2_000;
    private static final int MAX_BOUNDARIES = 1_000;

    static MessageSize of(byte[] bytes) {
        int header = endOfHeader(bytes);
        return new MessageSize(header, lines(bytes, header), boundaries(bytes));
    }

    /** Why the message is not parsed, "" when it is. */
    String quarantine(int maxHeader) {
        if (header > maxHeader || headerLines > MAX_HEADER_LINES) {
            return "Its header is longer than mail has.";
        }
        return boundaries > MAX_BOUNDARIES ? "It has more parts than mail has." : "";
    }

    private static int endOfHeader(byte[] bytes) {
        for (int i = 0; i + 1 < bytes.length; i++) {
            if (bytes[i] == '\n'
                    && (bytes[i + 1] == '\n'
                            || (bytes[i + 1] == '\r' && i + 2 < bytes.length && bytes[i + 2] == '\n'))) {
                return i + 1;
            }
        }
        return bytes.length;
    }

    private static int lines(byte[] bytes, int end) {
        int lines = 0;
        for (int i = 0; i < end; i++) {
            lines += bytes[i] == '\n' ? 1 : 0;
        }
        return lines;
    }

    private static int boundaries(byte[] bytes) {
        int lines = 0;
        for (int i = 0; i + 3 < bytes.length; i++) {
            boolean begins = bytes[i] == '\n' && bytes[i + 1] == '-' && bytes[i + 2] == '-';
            lines += begins && bytes[i + 3] > ' ' && bytes[i + 3] != '-' ? 1 : 0;
        }
        return lines;
    }
}
