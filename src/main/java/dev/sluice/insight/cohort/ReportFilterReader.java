package dev.sluice.insight.cohort;

import dev.sluice.insight.report.FunnelReports;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.Period;
import dev.sluice.platform.StorableText;
import dev.sluice.platform.web.QueryParameters;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.Funnels;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads from an address whose figures are meant. */
@Component
public class ReportFilterReader {
    /** Filters that leave fewer people than the period alone. */
    static final Set<String> NARROWING = Set.of("source", "campaign", "form", "trait", "is", "owner");

    /** What says the period. */
    static final Set<String> DAYS = Set.of("period", "from", "to", "version");

    private static final List<String> NAMES =
            List.of(ReportParameters.class.getAnnotation(QueryParameters.class).value());
    private static final int MAX_LENGTH = 200;

    private final FunnelReports reports;
    private final Funnels funnels;
    private final InstantSource clock;

    ReportFilterReader(FunnelReports reports, Funnels funnels, InstantSource clock) {
        this.reports = reports;
        this.funnels = funnels;
        this.clock = clock;
    }

    /**
     * Names that are not of a filter are the caller's and passed over.
     *
     * @throws BadInput when a value is none of those there are
     */
    public ReportFilter read(int workspace, Map<String, String> address) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String name : NAMES) {
            String value = StorableText.text(address.getOrDefault(name, "")).strip();
            if (value.length() > MAX_LENGTH) {
                throw new BadInput(name, "Write at most " + MAX_LENGTH + " characters.");
            }
            if (!value.isEmpty()) {
                parameters.put(name, value);
            }
        }
        DefinitionRun run = reports.run(workspace, parameters.get("funnel"));
        ZoneId zone = reports.zone(workspace);
        Instant now = clock.instant();
        Instant asOf = asOf(parameters.getOrDefault("as_of", ""), zone);
        Instant seen = asOf == null || asOf.isAfter(now) ? now : asOf;
        if (parameters.containsKey("owner") && !parameters.get("owner").matches("[0-9]{1,9}")) {
            throw new BadInput("owner", "Write the number of a user.");
        }
        if (parameters.containsKey("is") && !parameters.containsKey("trait")) {
            throw new BadInput("trait", "Say which trait is to have this value.");
        }
        ReportFilter open = new ReportFilter(run, zone, null, seen, seen, asOf != null, parameters);
        return parameters.containsKey("version") ? ofVersion(workspace, open) : ofPeriod(open);
    }

    private static ReportFilter ofPeriod(ReportFilter open) {
        Period period = Period.read(open.parameters(), open.zone(), open.seen());
        return open.within(period.from(), period.to());
    }

    /** Whoever began while that version decided. */
    private ReportFilter ofVersion(int workspace, ReportFilter open) {
        String number = open.value("version");
        List<Funnels.Version> decided = funnels.versions(workspace, open.run().funnel()).stream()
                .filter(version -> version.activatedAt() != null)
                .sorted((one, other) -> activated(one).compareTo(activated(other)))
                .toList();
        for (int i = 0; i < decided.size(); i++) {
            if (Integer.toString(decided.get(i).version()).equals(number)) {
                Instant end = i + 1 < decided.size() ? activated(decided.get(i + 1)) : open.seen();
                return open.within(activated(decided.get(i)), end.isAfter(open.seen()) ? open.seen() : end);
            }
        }
        throw new BadInput("version", "No version of that number has ever decided in this funnel.");
    }

    private static Instant activated(Funnels.Version version) {
        Instant at = version.activatedAt();
        return at == null ? Instant.MAX : at;
    }

    /** A day means its end: what is asked for includes it. */
    private static @Nullable Instant asOf(String text, ZoneId zone) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            return text.length() > 10 ? Instant.parse(text) : Period.endOf(LocalDate.parse(text), zone);
        } catch (DateTimeParseException _) {
            throw new BadInput("as_of", "Write a day as 2026-03-31, or an instant as 2026-03-31T12:00:00Z.");
        }
    }
}
