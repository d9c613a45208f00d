package dev.sluice.people;

import dev.sluice.signal.Signal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Signals and decisions as a reader says them. */
final class Words {
    /** Which kinds a filter of the timeline shows; empty shows all. */
    enum Group {
        ALL("Everything", Set.of()),
        PAGES("Pages", Set.of("page_viewed", "page_left")),
        FORMS(
                "Forms",
                Set.of(
                        "form_viewed",
                        "form_started",
                        "form_submitted",
                        "asset_downloaded",
                        "demo_requested",
                        "information_requested")),
        CONTACT(
                "Contact",
                Set.of(
                        "call_logged",
                        "note_added",
                        "information_requested",
                        "email_sent",
                        "email_opened",
                        "email_clicked",
                        "email_replied",
                        "email_received",
                        "email_auto_replied",
                        "email_bounced",
                        "email_complained",
                        "unsubscribed",
                        "meeting_booked",
                        "meeting_moved",
                        "meeting_cancelled",
                        "meeting_held",
                        "meeting_missed",
                        "qualified")),
        DECISIONS(
                "Stages",
                Set.of(
                        "stage_recorded",
                        "stage_set",
                        "accepted_by_sales",
                        "rejected_by_sales",
                        "deal_opened",
                        "deal_won",
                        "deal_lost")),
        FACTS(
                "Facts",
                Set.of(
                        "identified",
                        "imported",
                        "company_joined",
                        "consent_given",
                        "consent_withdrawn",
                        "person_merged"));

        final String label;
        final Set<String> kinds;

        Group(String label, Set<String> kinds) {
            this.label = label;
            this.kinds = kinds;
        }

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Map<String, String> PLAIN = Map.ofEntries(
            Map.entry("page_viewed", "Viewed {}"),
            Map.entry("page_left", "Left {}"),
            Map.entry("form_viewed", "Saw the form {}"),
            Map.entry("form_started", "Began the form {}"),
            Map.entry("form_submitted", "Submitted the form {}"),
            Map.entry("asset_downloaded", "Downloaded {}"),
            Map.entry("demo_requested", "Asked for a demo"),
            Map.entry("information_requested", "Asked for information"),
            Map.entry("call_logged", "Call: {}"),
            Map.entry("note_added", "Note"),
            Map.entry("company_joined", "Linked to the company {}"),
            Map.entry("email_sent", "Was sent the mail {}"),
            Map.entry("email_opened", "Opened the mail {}"),
            Map.entry("email_clicked", "Followed a link in a mail: {}"),
            Map.entry("email_replied", "Answered the mail {}"),
            Map.entry("email_received", "Wrote: {}"),
            Map.entry("email_auto_replied", "A machine answered the mail {}"),
            Map.entry("email_complained", "Reported the mail {} as unwanted"),
            Map.entry("email_bounced", "The mail {} could not be delivered"),
            Map.entry("unsubscribed", "Wants no more mail"),
            Map.entry("meeting_booked", "Booked a meeting: {}"),
            Map.entry("meeting_moved", "Another time for the meeting: {}"),
            Map.entry("meeting_cancelled", "The meeting was called off: {}"),
            Map.entry("meeting_held", "Met: {}"),
            Map.entry("meeting_missed", "Did not come to the meeting: {}"),
            Map.entry("accepted_by_sales", "Accepted by sales"),
            Map.entry("rejected_by_sales", "Rejected by sales: {}"),
            Map.entry("qualified", "Answered a qualifying question: {}"),
            Map.entry("stage_recorded", "Recorded as having reached {}"),
            Map.entry("stage_set", "Moved by hand to {}"),
            Map.entry("deal_opened", "A deal was opened: {}"),
            Map.entry("deal_won", "A deal was won"),
            Map.entry("deal_lost", "A deal was lost: {}"),
            Map.entry("quote_accepted", "Accepted the quote {}"),
            Map.entry("payment_received", "A payment came in"),
            Map.entry("consent_given", "Gave consent for {}"),
            Map.entry("consent_withdrawn", "Withdrew consent for {}"),
            Map.entry("person_merged", "Another record of the same person was merged"));

    private Words() {}

    /** A signal in one line. */
    static String of(String kind, String subject, @Nullable String source) {
        if (kind.equals("imported")) {
            return "Imported" + (source == null || source.isEmpty() ? "" : " from " + source);
        }
        if (kind.equals("identified")) {
            return "Said who they are";
        }
        String plain = PLAIN.get(kind);
        if (plain == null) {
            String words = kind.replace('_', ' ');
            return Character.toUpperCase(words.charAt(0))
                    + words.substring(1)
                    + (subject.isEmpty() ? "" : ": " + subject);
        }
        return subject.isEmpty() ? plain.replace(": {}", "").replace(" {}", "") : plain.replace("{}", subject);
    }

    static String of(Signal signal, String sourceKind, String sourceName) {
        boolean byHand = sourceKind.equals("hand");
        String text = signal.kind().equals("identified") && byHand
                ? "Facts set by hand"
                : signal.kind().equals("identified") && sourceKind.equals("api")
                        ? "Facts told through the API"
                        : of(signal.kind(), signal.subject(), sourceName);
        if (signal.kind().equals("imported") && signal.data().get("row") instanceof Number row) {
            text += " row " + row.longValue();
        }
        return text;
    }

    /** The name of the picture beside a signal. */
    static String icon(String kind) {
        return switch (kind) {
            case "page_viewed", "page_left" -> "page";
            case "form_viewed",
                    "form_started",
                    "form_submitted",
                    "demo_requested",
                    "information_requested",
                    "qualified" -> "form";
            case "asset_downloaded" -> "download";
            case "call_logged" -> "call";
            case "note_added" -> "note";
            case "meeting_booked", "meeting_moved", "meeting_cancelled", "meeting_held", "meeting_missed" -> "meeting";
            case "identified", "company_joined", "person_merged" -> "person";
            case "imported" -> "import";
            case "consent_given", "consent_withdrawn", "unsubscribed" -> "consent";
            case "accepted_by_sales", "rejected_by_sales", "stage_recorded", "stage_set" -> "stage";
            case "deal_opened", "deal_won", "deal_lost", "quote_accepted", "payment_received" -> "deal";
            default -> kind.startsWith("email_") ? "mail" : "dot";
        };
    }

    /** "company_size" is "Company size". */
    static String trait(String name) {
        String words = name.replace('_', ' ').strip();
        return words.isEmpty() ? name : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /** A stored value as text. */
    static String value(@Nullable Object value) {
        return switch (value) {
            case null -> "removed";
            case Boolean yes -> yes ? "yes" : "no";
            case Double number
            when number == Math.rint(number) && Math.abs(number) < 1e15 -> Long.toString(number.longValue());
            case List<?> list ->
                String.join(", ", list.stream().map(Words::value).toList());
            default -> value.toString();
        };
    }
}
