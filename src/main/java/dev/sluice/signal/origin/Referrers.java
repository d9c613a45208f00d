package dev.sluice.signal.origin;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says what kind of site sent a visitor, by the lists that ship with Sluice. */
public final class Referrers {
    private static final HostList WEBMAIL = HostList.of("webmail.txt");
    private static final HostList ADVERTISING = HostList.of("advertising.txt");
    private static final HostList ASSISTANTS = HostList.of("ai-assistants.txt");
    private static final HostList SOCIAL = HostList.of("social-networks.txt");
    private static final HostList SEARCH = HostList.of("search-engines.txt");
    private static final HostList WAY_STATIONS = HostList.of("way-stations.txt");

    /** A label below the registered name that only webmail has; 3c is the mail client of GMX and web.de. */
    private static final Pattern MAIL =
            Pattern.compile("(.*\\.)?([^.]*mail[^.]*|3c(-[^.]*)?|outlook|owa|messagerie[^.]*|zimbra)(\\..*)?");

    private static final Pattern PAYMENT =
            Pattern.compile("(pay|payments?|checkout|secure-?checkout|3ds[^.]*|acs)\\..*");

    /** Sites of many services, of which only the listed hosts are search engines. */
    private static final Pattern PORTAL = Pattern.compile("(google|yandex|baidu)\\..*");

    private Referrers() {}

    /** The host of a web or app address in lower case, null when it has none. */
    public static @Nullable String host(String url) {
        try {
            String host = URI.create(url.strip()).getHost();
            return host == null ? null : host.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        } catch (IllegalArgumentException unreadable) {
            return hostOfUnreadable(url);
        }
    }

    /** Browsers allow characters in paths and queries that the syntax of a URI does not. */
    private static @Nullable String hostOfUnreadable(String url) {
        String[] parts = url.strip().split("[/?#]", 4);
        return parts.length > 2 && parts[0].endsWith(":") && parts[1].isEmpty() && parts[2].matches("[\\w.-]+")
                ? parts[2].toLowerCase(Locale.ROOT)
                : null;
    }

    /** Whether visitors only pass there on their way back, such as the page of a payment service or a sign-in. */
    public static boolean isWayStation(String host) {
        return WAY_STATIONS.hasOrBelow(host) || PAYMENT.matcher(host).matches();
    }

    public static Channel channel(String referringHost) {
        String host = referringHost.replaceFirst("^www\\.", "");
        String site = RegistrableDomain.of(host);
        String below = host.substring(0, host.length() - site.length());
        if (WEBMAIL.hasOrBelow(host) || MAIL.matcher(isApp(host) ? host : below).matches()) {
            return Channel.EMAIL;
        }
        if (ADVERTISING.hasOrBelow(host)) {
            return Channel.DISPLAY;
        }
        if (ASSISTANTS.hasOrBelow(host)) {
            return Channel.AI_ASSISTANT;
        }
        if (SOCIAL.hasOrBelow(host)) {
            return Channel.SOCIAL;
        }
        boolean search = PORTAL.matcher(site).matches() ? SEARCH.has(host) : SEARCH.hasOrBelow(host);
        return search ? Channel.SEARCH : Channel.REFERRAL;
    }

    /** The names of Android apps are hosts written backwards. */
    private static boolean isApp(String host) {
        return host.startsWith("com.") || host.startsWith("org.") || host.startsWith("net.") || host.startsWith("de.");
    }
}
