package dev.sluice.outreach.editor;

import dev.sluice.outreach.sequence.Sequences;
import dev.sluice.workspace.PaletteCommand;
import dev.sluice.workspace.Role;
import dev.sluice.workspace.SearchSource;
import java.util.List;
import java.util.Locale;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** Sequences in Ctrl+K. */
@Component
class SequenceSearchSource implements SearchSource {
    private final Sequences sequences;

    SequenceSearchSource(Sequences sequences) {
        this.sequences = sequences;
    }

    @Bean
    static PaletteCommand sequences() {
        return PaletteCommand.action("New sequence", "create outreach email follow-up", "/outreach", Role.MANAGER);
    }

    @Bean
    static PaletteCommand inbox() {
        return PaletteCommand.action("Inbox", "replies received email bounces", "/outreach/inbox", Role.MEMBER);
    }

    @Bean
    static PaletteCommand messages() {
        return PaletteCommand.action("Messages", "sent email outbox", "/outreach/messages", Role.MEMBER);
    }

    @Override
    public int order() {
        return 50;
    }

    @Override
    public List<SearchHit> find(int workspace, String text, int limit) {
        String part = text.toLowerCase(Locale.ROOT);
        return sequences.all(workspace).stream()
                .filter(one -> one.plan().title().toLowerCase(Locale.ROOT).contains(part))
                .limit(limit)
                .map(one -> new SearchHit(one.plan().title(), "Sequence", "/outreach/sequences/" + one.name()))
                .toList();
    }
}
