package dev.sluice.people.search;

import dev.sluice.platform.BadInput;
import dev.sluice.platform.StorableText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;

/**
 * A place in a list: what the order is by (engagement rank, microseconds of the first sight, or the name) and,
 * among equals, the person's number.
 */
record PeopleCursor(double number, String text, long id) {

    static Comparator<PeopleCursor> order(PeopleSort sort) {
        return switch (sort) {
            case ENGAGEMENT ->
                Comparator.comparingDouble(PeopleCursor::number).reversed().thenComparingLong(PeopleCursor::id);
            case NEWEST ->
                Comparator.comparingDouble(PeopleCursor::number)
                        .thenComparingLong(PeopleCursor::id)
                        .reversed();
            case NAME ->
                Comparator.comparing(PeopleCursor::bytes, java.util.Arrays::compareUnsigned)
                        .thenComparingLong(PeopleCursor::id);
        };
    }

    private byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    String cursor(PeopleSort sort) {
        String plain = sort.code() + "~" + id + "~" + (sort == PeopleSort.NAME ? text : Double.toString(number));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    static PeopleCursor of(String cursor, PeopleSort sort) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split("~", 3);
            double number = sort == PeopleSort.NAME ? 0 : Double.parseDouble(parts[2]);
            if (parts[0].equals(sort.code()) && !Double.isNaN(number) && Math.abs(number) < 1e17) {
                return new PeopleCursor(
                        number, sort == PeopleSort.NAME ? StorableText.text(parts[2]) : "", Long.parseLong(parts[1]));
            }
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException unreadable) {
            // falls through to the sentence below
        }
        throw new BadInput("after", "This is no place in a list of this order; take the cursor of the last answer.");
    }
}
