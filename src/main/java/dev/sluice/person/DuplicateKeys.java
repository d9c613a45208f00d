package dev.sluice.person;

import dev.sluice.signal.EmailDomains;
import dev.sluice.signal.values.CompanyNames;
import dev.sluice.signal.values.Nicknames;
import dev.sluice.signal.values.PlainLetters;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What two records of one person have in common though no key identifies them: the mailbox behind a plus tag, the
 * digits of the phone, or the name at the same company, whose legal suffix does not matter and whose first name may be
 * a nickname. They are kept among the words of a person, each with a sign that no word of a name has.
 */
final class DuplicateKeys {
    static final String MAILBOX = "@";
    static final String PHONE = "*";
    static final String NAME = "~";

    private static final int MOST_NAMES = 6;
    private static final int LEAST_DIGITS = 7;
    private static final Set<String> GOOGLE = Set.of("gmail.com", "googlemail.com");

    private DuplicateKeys() {}

    static Set<String> of(
            @Nullable String name, @Nullable String phone, @Nullable String email, @Nullable String company) {
        Set<String> keys = new LinkedHashSet<>();
        if (email != null && !mailbox(email).equals(email)) {
            keys.add(MAILBOX + mailbox(email)); // one without a tag is found by its address
        }
        String digits = phone == null ? "" : phone.replaceAll("[^0-9]", "").replaceFirst("^00", "");
        if (digits.length() >= LEAST_DIGITS) {
            keys.add(PHONE + digits);
        }
        String employer = employer(email, company);
        List<String> words =
                name == null ? List.of() : List.of(PlainLetters.words(name).split(" "));
        if (!employer.isEmpty() && words.size() > 1) {
            Set<String> rest = new TreeSet<>(words.subList(1, words.size()));
            Nicknames.names(words.getFirst(), MOST_NAMES).forEach(first -> {
                Set<String> all = new TreeSet<>(rest);
                all.add(first);
                keys.add(NAME + String.join(" ", all) + "|" + employer);
            });
        }
        return keys;
    }

    /** The mailbox that receives what is sent to the address, tags and dots that its provider ignores left out. */
    static String mailbox(String email) {
        int at = email.lastIndexOf('@');
        String local = email.substring(0, at);
        String domain = email.substring(at + 1);
        int plus = local.indexOf('+');
        String plain = plus > 0 ? local.substring(0, plus) : local;
        return GOOGLE.contains(domain) ? plain.replace(".", "") + "@gmail.com" : plain + "@" + domain;
    }

    private static String employer(@Nullable String email, @Nullable String company) {
        if (company != null && !company.isBlank()) {
            return CompanyNames.plain(company);
        }
        String domain = email == null ? "" : EmailAddress.domainOf(email);
        return domain.isEmpty() || EmailDomains.isFree(domain) || EmailDomains.isThrowAway(domain) ? "" : domain;
    }
}
