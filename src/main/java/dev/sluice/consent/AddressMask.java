package dev.sluice.consent;

/** Shortens an email address so that its owner recognises it and no one else can write to it. */
final class AddressMask {
    private AddressMask() {}

    static String masked(String address) {
        int at = address.lastIndexOf('@');
        return at <= 0 ? address : address.substring(0, 1) + "…" + address.substring(at);
    }
}
