package dev.sluice.platform;

import java.net.InetAddress;

/** A network: an address and the number of its leading bits that count. */
record ProxyNetwork(byte[] address, int bits) {
    static ProxyNetwork of(String text) {
        int slash = text.indexOf('/');
        InetAddress address = TrustedProxies.address(slash < 0 ? text : text.substring(0, slash));
        String bits = slash < 0 ? "" : text.substring(slash + 1);
        int maxBits = address == null ? 0 : address.getAddress().length * 8;
        if (address == null || (slash >= 0 && (!bits.matches("[0-9]{1,3}") || Integer.parseInt(bits) > maxBits))) {
            throw new EnvironmentSettings.BadSetting("SLUICE_TRUSTED_PROXIES must list addresses or networks such as"
                    + " 10.0.0.7 or 10.0.0.0/8, with commas between them, but holds \"" + text + "\".");
        }
        return new ProxyNetwork(address.getAddress(), slash < 0 ? maxBits : Integer.parseInt(bits));
    }

    boolean contains(InetAddress other) {
        byte[] bytes = other.getAddress();
        if (bytes.length != address.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % 8;
            if ((bytes[bit / 8] & mask) != (address[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
