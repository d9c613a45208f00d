package dev.sluice.funnel;

/** The bytes of a standing. */
final class StandingCodec {

    private static final byte VERSION = 1;

    private StandingCodec() {}

    static byte[] encode(Standing s) {
        return new byte[] {VERSION};
    }

    static Standing decode(byte[] bytes) {
        if (bytes.length == 0 || bytes[0] != VERSION) {
            throw new IllegalArgumentException("these bytes are no standing");
        }
        return Standing.NEW;
    }
}
