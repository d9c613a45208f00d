package dev.sluice.outreach.editor;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.sluice.outreach.sequence.Sequence.Status;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A sequence as the API reads it. What a caller has read may be sent back as it is: fields that only answers have are
 * ignored.
 *
 * @param version the version that was read; another one meanwhile refuses the change
 * @param priority 0 to 100; 50 when left out
 * @param window Monday to Friday, 08:00 to 18:00, when left out
 * @param exits what ends an enrolment: reply, meeting, stage, disqualified, won, lost
 * @param steps a list of steps; {@link StepRequest} describes one
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonIgnoreProperties(ignoreUnknown = true)
record SequenceRequest(
        @Nullable String name,
        @Nullable Integer version,
        @Nullable String title,
        @Nullable String purpose,
        @Nullable Integer priority,
        @Nullable WindowRequest window,
        @Nullable List<String> exits,

        @ArraySchema(schema = @Schema(implementation = StepRequest.class)) @Nullable
        Object steps) {

    /** The days (monday, tuesday and so on) and hours (08:30) in which a sequence sends. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record WindowRequest(
            @Nullable List<String> days,
            @Nullable String from,
            @Nullable String to) {
        Map<String, Object> asJson() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("days", days);
            json.put("from", from);
            json.put("to", to);
            return json;
        }
    }

    /**
     * A step; which fields it has depends on its kind. Its errors name their path, such as {@code steps[2].template}.
     *
     * @param id of a step that exists; without one it is a new step
     * @param kind mail, task, wait or branch
     * @param after the delay, such as 30m, 2h, 3d or 2wd (working days)
     * @param template of a mail without variants
     * @param byStage templates that replace the variants for people at these stages
     * @param task call, mail, meeting, review, respond or other
     * @param what the title of a task
     * @param when the criterion of a branch, as in a definition
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record StepRequest(
            @Nullable String id,
            @Nullable String kind,
            @Nullable String after,
            @Nullable String template,
            @Nullable List<VariantRequest> variants,
            @Nullable Map<String, String> byStage,
            @Nullable String task,
            @Nullable String what,
            @Nullable String when,
            @Nullable List<StepRequest> then,
            @Nullable List<StepRequest> otherwise) {}

    /**
     * A template that is tested against others.
     *
     * @param weight 1 to 100; how often it is drawn, compared with the others
     */
    record VariantRequest(
            @Nullable String template, @Nullable Integer weight) {}

    /**
     * The status of a sequence to set.
     *
     * @param status running or paused
     */
    record StatusRequest(@Nullable String status) {
        Status read() {
            return Status.read(status == null ? "" : status);
        }
    }

    /** The JSON that {@link dev.sluice.outreach.sequence.SequenceDefinition} reads. */
    Map<String, Object> asJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("title", title);
        json.put("purpose", purpose);
        json.put("priority", priority);
        json.put("window", window == null ? null : window.asJson());
        json.put("exits", exits);
        json.put("steps", steps);
        return json;
    }
}
