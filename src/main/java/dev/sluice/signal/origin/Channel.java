package dev.sluice.signal.origin;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The kinds of ways on which visitors find a website. */
public enum Channel {
    SEARCH,
    PAID_SEARCH,
    SOCIAL,
    PAID_SOCIAL,
    EMAIL,
    AI_ASSISTANT,
    DISPLAY,
    REFERRAL,
    DIRECT;

    /** As people read it: "paid search". */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The channel that a campaign's medium names, null when it names none. */
    public static @Nullable Channel ofMedium(String medium) {
        return switch (medium.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", "")) {
            case "email", "mail", "newsletter" -> EMAIL;
            case "cpc", "ppc", "paidsearch", "sem" -> PAID_SEARCH;
            case "paidsocial", "cpcsocial", "socialpaid" -> PAID_SOCIAL;
            case "social", "socialnetwork", "socialmedia", "sm" -> SOCIAL;
            case "organic", "search", "seo" -> SEARCH;
            case "display", "banner", "cpm", "interstitial" -> DISPLAY;
            case "referral", "affiliate", "partner" -> REFERRAL;
            default -> null;
        };
    }

    /** The channel of the advertisement whose click id the query carries, null without one. */
    public static @Nullable Channel ofClickId(String parameter) {
        return switch (parameter) {
            case "gclid", "gbraid", "wbraid", "msclkid", "yclid" -> PAID_SEARCH;
            case "li_fat_id", "ttclid", "twclid", "rdt_cid", "ScCid", "epik" -> PAID_SOCIAL;
            case "dclid" -> DISPLAY;
            default -> null;
        };
    }
}
