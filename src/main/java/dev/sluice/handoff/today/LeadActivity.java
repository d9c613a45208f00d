package dev.sluice.handoff.today;

import dev.sluice.person.PersonSignals;
import dev.sluice.person.Timeline;
import dev.sluice.signal.SignalLog;
import dev.sluice.signal.WrittenAnswers;
import dev.sluice.signal.kind.Meaning;
import dev.sluice.signal.kind.SignalKind;
import dev.sluice.signal.kind.SignalKind.TimelineGroup;
import dev.sluice.signal.kind.SignalKinds;
import dev.sluice.signal.kind.SignalSentences;
import dev.sluice.signal.kind.SignalSentences.SentenceTopic;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What people did and wrote last; what users did about them is left out. */
@Component
class LeadActivity {
    private static final Set<TimelineGroup> GROUPS =
            Set.of(TimelineGroup.PAGES, TimelineGroup.FORMS, TimelineGroup.CONTACT);

    private static final int MAX_MESSAGES = 20;

    /** The last thing that a person did, in words. */
    record Activity(String text, Instant at) {}

    /** Something that a person sent, with all that they wrote in it. */
    record LeadMessage(String title, Instant at, List<WrittenAnswers.WrittenAnswer> answers) {}

    private final SignalLog log;
    private final Timeline timeline;
    private final SignalKinds kinds;
    private final SignalSentences sentences;

    LeadActivity(SignalLog log, Timeline timeline, SignalKinds kinds, SignalSentences sentences) {
        this.sentences = sentences;
        this.log = log;
        this.timeline = timeline;
        this.kinds = kinds;
    }

    Map<Long, Activity> last(int workspace, Collection<Long> people) {
        List<String> own = kinds.all().stream()
                .filter(LeadActivity::byLeads)
                .map(SignalKind::name)
                .toList();
        var signals = log.latestByHumans(workspace, people, own);
        Map<SentenceTopic, String> texts = sentences.of(
                workspace,
                signals.values().stream()
                        .map(signal -> new SentenceTopic(signal.kind(), signal.subject()))
                        .toList());
        Map<Long, Activity> last = new HashMap<>();
        signals.forEach((person, signal) -> last.put(
                person,
                new Activity(texts.getOrDefault(new SentenceTopic(signal.kind(), signal.subject()), ""), signal.at())));
        return last;
    }

    private static boolean byLeads(SignalKind kind) {
        return kind.groups().stream().anyMatch(GROUPS::contains)
                && !kind.means(Meaning.RESPONSE)
                && !kind.means(Meaning.OUTGOING)
                && !PersonSignals.NOTE_ADDED.is(kind.name());
    }

    /** The last message of each of these people, if it was written at that instant or later. */
    Map<Long, String> wrote(int workspace, Map<Long, Instant> since) {
        Map<Long, String> wrote = new HashMap<>();
        log.latestFull(workspace, since.keySet(), asking()).stream()
                .filter(signal -> !signal.at().isBefore(since.getOrDefault(signal.person(), Instant.EPOCH)))
                .forEach(signal -> WrittenAnswers.message(signal).ifPresent(text -> wrote.put(signal.person(), text)));
        return wrote;
    }

    /** What a person sent, forms and emails, the newest first. */
    List<LeadMessage> messages(int workspace, long person) {
        return timeline.page(workspace, person, asking(), null, MAX_MESSAGES).items().stream()
                .map(Timeline.TimelineItem::signal)
                .map(signal -> new LeadMessage(
                        sentences.of(workspace, signal.kind(), signal.subject()),
                        signal.at(),
                        WrittenAnswers.of(signal)))
                .filter(message -> !message.answers().isEmpty())
                .toList();
    }

    /** The kinds by which people write. */
    private List<String> asking() {
        return kinds.all().stream()
                .filter(kind -> kind.means(Meaning.ASKS) || kind.means(Meaning.MAY_ASK))
                .map(SignalKind::name)
                .toList();
    }
}
