package dev.sluice.person;

import dev.sluice.platform.database.Tenancy;
import dev.sluice.signal.values.PlainLetters;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Finds people the way people type them: words of a name in any order, an address, a company or digits of a phone. */
@Component
public class PersonLookup {
    private final PersonLookupRows rows;
    private final PersonWordRows words;
    private final Tenancy tenancy;

    PersonLookup(PersonLookupRows rows, PersonWordRows words, Tenancy tenancy) {
        this.rows = rows;
        this.words = words;
        this.tenancy = tenancy;
    }

    /**
     * Everyone whose name has words that begin with all of those typed, in any order, whose email address or company
     * begins so, whose phone has these digits, with exactly this user id or external id, or of this number ("Visitor
     * 123", "123"). Case and accents do not matter; merges are followed.
     */
    public List<Long> matching(int workspace, String typed, int limit) {
        String plain = PlainLetters.of(typed).strip();
        if (plain.isEmpty()) {
            return List.of();
        }
        return tenancy.read(workspace, () -> {
            Set<Long> found = new LinkedHashSet<>(rows.named(workspace, typed, plain, number(plain), limit));
            List<Long> records = words.having(workspace, PersonWords.typed(typed), limit);
            found.addAll(rows.survivors(workspace, records));
            return found.stream().limit(limit).toList();
        });
    }

    /** The number behind "Visitor 123", or 0, which no one has. */
    private static long number(String typed) {
        String digits = typed.startsWith("visitor ")
                ? typed.substring(8)
                : typed.startsWith("person ") ? typed.substring(7) : typed;
        return digits.matches("[0-9]{1,18}") ? Long.parseLong(digits) : 0;
    }
}
