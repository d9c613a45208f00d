package dev.sluice.handoff;

import dev.sluice.funnel.FoldSignal;
import dev.sluice.platform.StorableText;
import dev.sluice.platform.Time;
import dev.sluice.signal.Signal;
import dev.sluice.signal.SignalLog;
import dev.sluice.signal.SignalLog.LatestSignal;
import dev.sluice.signal.WrittenAnswers;
import dev.sluice.signal.kind.Meaning;
import dev.sluice.signal.kind.SignalKinds;
import dev.sluice.signal.kind.SignalSentences;
import dev.sluice.standing.SignalsEvaluated;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Puts whatever a person writes or asks for, at any stage and by any channel, on the Today of someone who can answer it:
 * as a next step with an owner, and with a running response clock. The step ends with the first response.
 */
@Component
class LeadReplies {
    /** What was written longer ago came with a history; no one waits for an answer to it. */
    private static final Duration MAX_AGE = Duration.ofDays(14);

    private static final int MAX_LENGTH = 120;

    private final SignalKinds kinds;
    private final SignalSentences sentences;
    private final SignalLog log;
    private final ReplySteps steps;
    private final InstantSource clock;

    LeadReplies(SignalKinds kinds, SignalSentences sentences, SignalLog log, ReplySteps steps, InstantSource clock) {
        this.kinds = kinds;
        this.sentences = sentences;
        this.log = log;
        this.steps = steps;
        this.clock = clock;
    }

    @EventListener
    void on(SignalsEvaluated event) {
        Instant oldest = clock.instant().minus(MAX_AGE);
        Map<UUID, Long> asking = new LinkedHashMap<>();
        event.news()
                .forEach((person, signals) -> signals.stream()
                        .filter(FoldSignal::human)
                        .filter(signal -> Time.instant(signal.at()).isAfter(oldest))
                        .filter(signal ->
                                kinds.means(signal.kind(), Meaning.ASKS) || kinds.means(signal.kind(), Meaning.MAY_ASK))
                        .forEach(signal -> asking.put(signal.id(), person)));
        if (asking.isEmpty()) {
            return;
        }
        int workspace = event.workspace();
        Map<Long, LeadReply> replies = new LinkedHashMap<>();
        for (Signal signal : log.full(workspace, asking.keySet())) {
            if (signal.data().get("by") instanceof String) {
                continue; // a user said so
            }
            boolean request = kinds.means(signal.kind(), Meaning.REENTERS);
            boolean written = !request || WrittenAnswers.message(signal).isPresent();
            // a request without words was handed off when it was new
            boolean asks =
                    kinds.means(signal.kind(), Meaning.ASKS) && LeadAssignments.recent(signal.at(), clock.instant());
            if (written || asks) {
                long person = asking.getOrDefault(signal.id(), signal.person());
                replies.merge(person, new LeadReply(signal.at(), title(workspace, signal), written), LeadReply::and);
            }
        }
        withoutAnswered(workspace, replies);
        steps.add(workspace, replies);
    }

    /** Leaves out who was answered already, as a history that is brought in at once may say. */
    private void withoutAnswered(int workspace, Map<Long, LeadReply> replies) {
        List<String> responses = kinds.all().stream()
                .filter(kind -> kind.means(Meaning.RESPONSE))
                .map(kind -> kind.name())
                .toList();
        Map<Long, LatestSignal> answered = log.latestByHumans(workspace, replies.keySet(), responses);
        replies.entrySet().removeIf(reply -> {
            LatestSignal response = answered.get(reply.getKey());
            return response != null && response.at().isAfter(reply.getValue().at());
        });
    }

    private String title(int workspace, Signal signal) {
        boolean answers = signal.data().containsKey("message");
        String title =
                kinds.means(signal.kind(), Meaning.ASKS) && signal.data().get("mail_subject") instanceof String subject
                        ? (answers ? "They answered: " : "They wrote: ") + bare(subject)
                        : sentences.of(workspace, signal.kind(), signal.subject());
        return StorableText.clip(title, MAX_LENGTH);
    }

    private static String bare(String subject) {
        return subject.replaceAll("(?i)^((re|aw|sv|vs|antw)\\s*:\\s*)+", "").strip();
    }

    /**
     * What a person wrote.
     *
     * @param written in their own words, so that it has to be read; otherwise a request that a running clock covers
     */
    record LeadReply(Instant at, String title, boolean written) {
        /** Both, as one thing to answer: since the first, about the latest. */
        LeadReply and(LeadReply later) {
            return new LeadReply(at, later.title, written || later.written);
        }
    }
}
