package dev.sluice.handoff.today;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.handoff.today.LeadActivity.Activity;
import dev.sluice.handoff.today.LeadPlaces.LeadPlace;
import dev.sluice.handoff.today.TodayRows.QueueRow;
import dev.sluice.platform.database.Cursor;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.platform.web.DisplayFormat;
import dev.sluice.platform.web.Page;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** Today's list: people by what is due next. */
@Component
class TodayQueue {
    static final int PAGE = 60;

    /**
     * A person with the next step.
     *
     * @param stage of the lead, "" for someone who is no lead; {@code places} has those of all funnels
     * @param since when the stage was entered, or the step planned
     * @param answerBy when the running response clock runs out; null while none runs
     * @param engagement in points, as of now
     * @param last what they did last
     * @param wrote what they wrote and no one has answered, in full
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record QueueItem(
            long person,
            String title,
            @Nullable String about,
            @Nullable Integer owner,
            @Nullable String ownerName,
            String stage,
            List<LeadPlace> places,
            boolean offered,
            Instant since,
            Instant nextAt,
            String nextWhat,
            List<String> flags,
            int fit,
            double engagement,
            @Nullable Instant answerBy,
            @Nullable Activity last,
            @Nullable String wrote) {
        /** The stages in words; "" for someone who is in none. */
        String stages() {
            return places.isEmpty() && !stage.isEmpty()
                    ? DisplayFormat.stage(stage)
                    : places.stream().map(LeadPlace::text).collect(Collectors.joining(", "));
        }
    }

    private final TodayRows rows;
    private final LeadPlaces places;
    private final LeadActivity activity;
    private final Tenancy tenancy;
    private final InstantSource clock;

    TodayQueue(TodayRows rows, LeadPlaces places, LeadActivity activity, Tenancy tenancy, InstantSource clock) {
        this.rows = rows;
        this.places = places;
        this.activity = activity;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /**
     * People of one owner, or of everyone for null: first those whose response clock runs, the soonest first, then by
     * when the next step is due.
     *
     * @param after the text of the page before; "" for the first page
     */
    Page<QueueItem> page(int workspace, @Nullable Integer owner, String after) {
        Cursor cursor = Cursor.read("after", after, Long.class, Instant.class, Long.class);
        return tenancy.read(workspace, () -> {
            Instant now = clock.instant();
            Page<QueueRow> page = Page.of(rows.queue(workspace, owner, cursor, now, PAGE + 1), PAGE, QueueRow::cursor);
            return new Page<>(items(workspace, page.items(), now), page.next());
        });
    }

    private List<QueueItem> items(int workspace, List<QueueRow> shown, Instant now) {
        List<Long> people = shown.stream().map(QueueRow::person).toList();
        Map<Long, List<LeadPlace>> placed = places.of(workspace, people, now);
        Map<Long, Activity> last = activity.last(workspace, people);
        Map<Long, Instant> waiting = new HashMap<>();
        shown.forEach(row -> {
            if (row.waiting() != null) {
                waiting.put(row.person(), row.waiting());
            }
        });
        Map<Long, String> wrote = activity.wrote(workspace, waiting);
        return shown.stream()
                .map(row -> item(
                        row,
                        placed.getOrDefault(row.person(), List.of()),
                        last.get(row.person()),
                        wrote.get(row.person())))
                .toList();
    }

    private static QueueItem item(
            QueueRow row, List<LeadPlace> places, @Nullable Activity last, @Nullable String wrote) {
        LeadPlace place = places.stream()
                .filter(candidate -> candidate.stage().equals(row.stage()))
                .findFirst()
                .orElse(places.isEmpty() ? null : places.getFirst());
        return new QueueItem(
                row.person(),
                row.title(),
                row.about(),
                row.owner(),
                row.ownerName(),
                row.stage(),
                places,
                row.offered(),
                row.since(),
                row.nextAt(),
                row.nextWhat(),
                row.flags(),
                place == null ? 0 : place.fit(),
                place == null ? 0 : place.engagement(),
                row.answerBy(),
                last,
                wrote);
    }
}
