package dev.sluice.mail.refusal;

import org.jspecify.annotations.Nullable;

/** Reads enhanced status codes, such as 5.1.1, by their subject and detail (RFC 3463 and its registry). */
final class EnhancedStatus {
    private EnhancedStatus() {}

    static boolean isAddress(String status) {
        return status.matches("5\\.1\\.(1|2|3|6|10)");
    }

    /** Codes of the message, of protocols, of systems and of policies: none of them speaks of the address. */
    static boolean isRefusal(String status) {
        return status.matches("[45]\\.[3567]\\..*|5\\.1\\.[789]");
    }

    static boolean isNamed(String status) {
        return !status.isEmpty() && !status.matches("[45]\\.0\\.0");
    }

    /** By subject and detail of RFC 3463; null for those that say too little. */
    static @Nullable BounceCause cause(String status) {
        if (!isNamed(status)) {
            return null;
        }
        String code = status.substring(2);
        if (status.startsWith("4")) {
            return code.equals("2.2") ? BounceCause.FULL : code.startsWith("7.") ? BounceCause.POLICY : null;
        }
        return switch (code) {
            case "1.0", "1.1", "1.2", "1.3", "1.6", "1.10", "1.351", "2.1", "4.4", "4.310" -> BounceCause.ADDRESS;
            case "1.7", "1.8", "1.9", "1.20", "1.90" -> BounceCause.SENDER;
            case "2.2" -> BounceCause.FULL;
            case "2.3", "3.4" -> BounceCause.SIZE;
            default ->
                switch (code.charAt(0)) {
                    case '3', '4' -> BounceCause.SYSTEM;
                    case '6' -> BounceCause.CONTENT;
                    case '7' -> BounceCause.POLICY;
                    default -> null;
                };
        };
    }
}
