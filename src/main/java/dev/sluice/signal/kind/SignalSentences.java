package dev.sluice.signal.kind;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Writes signals as sentences for people, with titles in place of the names that programs use. */
@Component
public class SignalSentences {
    /** What a sentence is about: the kind of a signal and its subject. */
    public record SentenceTopic(String kind, String subject) {}

    /** Subjects that are what people wrote or what they looked at. */
    private static final Set<String> AS_WRITTEN =
            Set.of("path", "company", "question", "subject", "link", "item", "outcome");

    private static final Pattern NAME = Pattern.compile("[a-z0-9]+([_-][a-z0-9]+)*");
    private static final Set<String> ABBREVIATIONS = Set.of("mql", "sql", "pql", "sal");

    private final SignalKinds kinds;
    private final List<SubjectTitles> titles;

    SignalSentences(SignalKinds kinds, List<SubjectTitles> titles) {
        this.kinds = kinds;
        this.titles = titles;
    }

    /** The sentence of each. */
    public Map<SentenceTopic, String> of(int workspace, Collection<SentenceTopic> topics) {
        Map<String, Set<String>> subjects = new HashMap<>();
        topics.forEach(
                topic -> subjects.computeIfAbsent(kinds.kind(topic.kind()).subject(), _ -> new HashSet<>())
                        .add(topic.subject()));
        Map<String, Map<String, String>> found = new HashMap<>();
        titles.forEach(named -> {
            Set<String> asked = subjects.getOrDefault(named.about(), Set.of());
            if (!asked.isEmpty()) {
                found.put(named.about(), named.titles(workspace, asked));
            }
        });
        Map<SentenceTopic, String> sentences = new HashMap<>();
        topics.forEach(topic -> sentences.put(topic, sentence(topic, found)));
        return sentences;
    }

    /** The sentence of one. */
    public String of(int workspace, String kind, String subject) {
        SentenceTopic topic = new SentenceTopic(kind, subject);
        return of(workspace, List.of(topic)).getOrDefault(topic, "");
    }

    private String sentence(SentenceTopic topic, Map<String, Map<String, String>> found) {
        SignalKind kind = kinds.kind(topic.kind());
        Map<String, String> own = found.getOrDefault(kind.subject(), Map.of());
        String title = own.get(topic.subject());
        return kind.text(title != null ? title : readable(kind, topic.subject()));
    }

    /** "five-mails" is "Five mails". */
    private static String readable(SignalKind kind, String subject) {
        if (AS_WRITTEN.contains(kind.subject()) || !NAME.matcher(subject).matches()) {
            return subject;
        }
        return ABBREVIATIONS.contains(subject)
                ? subject.toUpperCase(java.util.Locale.ROOT)
                : Character.toUpperCase(subject.charAt(0))
                        + subject.substring(1).replace('-', ' ').replace('_', ' ');
    }
}
