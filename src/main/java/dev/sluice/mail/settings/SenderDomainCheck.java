package dev.sluice.mail.settings;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Hashtable;
import java.util.List;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.Attributes;
import javax.naming.directory.InitialDirContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looks up what large mail providers ask of a sender's domain: SPF, DKIM and DMARC. It warns and never stands in the way. */
@Component
class SenderDomainCheck {
    /** What was found of one of them; {@code good} is null where the DNS did not answer or only the server can tell. */
    record Finding(String name, @Nullable Boolean good, String sentence) {}

    private static final List<String> SELECTORS =
            List.of("default", "google", "selector1", "selector2", "k1", "s1", "mail", "dkim");

    private final Cache<String, List<Finding>> known = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterWrite(Duration.ofMinutes(5))
            .build();

    List<Finding> of(String domain) {
        return known.get(domain, SenderDomainCheck::look);
    }

    private static List<Finding> look(String domain) {
        return List.of(spf(domain), dkim(domain), dmarc(domain));
    }

    private static Finding spf(String domain) {
        List<String> texts = texts(domain);
        if (texts == null) {
            return unanswered("SPF");
        }
        boolean there = texts.stream()
                .anyMatch(text -> text.toLowerCase(java.util.Locale.ROOT).startsWith("v=spf1"));
        return new Finding(
                "SPF",
                there,
                there
                        ? domain + " names the servers that may send its mail; make sure that yours is one of them."
                        : domain
                                + " has no SPF record. Add a TXT record that begins with v=spf1 and names your server.");
    }

    private static Finding dkim(String domain) {
        for (String selector : SELECTORS) {
            List<String> texts = texts(selector + "._domainkey." + domain);
            if (texts == null) {
                return unanswered("DKIM");
            }
            if (!texts.isEmpty()) {
                return new Finding(
                        "DKIM", true, "A signing key stands under " + selector + "._domainkey." + domain + ".");
            }
        }
        return new Finding(
                "DKIM",
                null,
                "No signing key was found under the usual names. If your mail server signs under a name of its own, all"
                        + " is well; else turn on DKIM there.");
    }

    private static Finding dmarc(String domain) {
        List<String> texts = texts("_dmarc." + domain);
        if (texts == null) {
            return unanswered("DMARC");
        }
        boolean there = texts.stream()
                .anyMatch(text -> text.toUpperCase(java.util.Locale.ROOT).startsWith("V=DMARC1"));
        return new Finding(
                "DMARC",
                there,
                there
                        ? domain + " says what receivers shall do with mail that is not its own."
                        : domain + " has no DMARC record. Add a TXT record _dmarc." + domain
                                + " with v=DMARC1; p=none.");
    }

    private static Finding unanswered(String name) {
        return new Finding(name, null, "The DNS did not answer, so this could not be confirmed.");
    }

    /** The TXT records of a name; null when nobody answers. */
    @SuppressWarnings("BanJNDI") // the name is a checked domain, and the DNS gives back text only
    private static @Nullable List<String> texts(String name) {
        Hashtable<String, String> settings = new Hashtable<>();
        settings.put("java.naming.factory.initial", "com.sun.jndi.dns.DnsContextFactory");
        settings.put("com.sun.jndi.dns.timeout.initial", "500");
        settings.put("com.sun.jndi.dns.timeout.retries", "2");
        try {
            InitialDirContext dns = new InitialDirContext(settings);
            try {
                Attributes found = dns.getAttributes(name, new String[] {"TXT"});
                Attribute records = found.get("TXT");
                List<String> texts = new ArrayList<>();
                if (records != null) {
                    for (Object record : Collections.list(records.getAll())) {
                        texts.add(String.valueOf(record).replace("\"", ""));
                    }
                }
                return texts;
            } finally {
                dns.close();
            }
        } catch (NameNotFoundException none) {
            return List.of();
        } catch (NamingException away) {
            return null;
        }
    }
}
