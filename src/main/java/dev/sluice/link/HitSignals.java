package dev.sluice.link;

import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.kind.Trust;
import dev.sluice.signal.kind.WebSignals;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the signals of a graded open or click. */
final class HitSignals {
    private HitSignals() {}

    static List<NewSignal> of(
            HitRows.LinkHit row,
            LinkRows.LinkMessage message,
            ClickClassifier.Grade grade,
            IdentityKeys keys,
            int source) {
        Map<String, Object> data = new HashMap<>();
        data.put("message", row.message());
        data.put("template", message.template());
        data.put("grade", grade.human());
        data.put("rule", grade.rule());
        data.put("user_agent", row.agent());
        if (row.target() == null) {
            return List.of(signal(row, keys, LinkSignals.OPENED.name(), message.template(), grade, source, data));
        }
        Links.LinkDestination target = message.targets().get(row.target());
        data.put("url", target.url());
        List<NewSignal> signals = new ArrayList<>();
        signals.add(signal(row, keys, LinkSignals.CLICKED.name(), target.url(), grade, source, data));
        if (!target.offer().isEmpty()) {
            signals.add(signal(row, keys, WebSignals.ASSET_DOWNLOADED.name(), target.offer(), grade, source, data));
        }
        return signals;
    }

    private static NewSignal signal(
            HitRows.LinkHit row,
            IdentityKeys keys,
            String kind,
            String subject,
            ClickClassifier.Grade grade,
            int source,
            Map<String, Object> data) {
        String id = kind + ":" + row.id();
        return new NewSignal(
                keys, row.at(), id, kind, subject, grade.isHuman(), source, Map.of(), data, Trust.INTERNAL);
    }

    /** Whether the browser is the recipient's, as far as can be known of an email that may have been forwarded. */
    static boolean mayBeRecipients(HitRows.LinkHit row, List<HitRows.LinkHit> hits, Set<String> identified) {
        String visitor = row.visitor();
        if (visitor == null || identified.contains(visitor)) {
            return false;
        }
        Set<String> others = new HashSet<>();
        for (HitRows.LinkHit hit : hits) {
            if (hit.target() != null && hit.declared().isEmpty() && hit.at().isBefore(row.at())) {
                others.add(hit.visitor() == null ? "" : hit.visitor());
            }
        }
        others.remove(visitor);
        return others.isEmpty();
    }

    static IdentityKeys withVisitor(IdentityKeys keys, @Nullable String visitor) {
        return new IdentityKeys(keys.email(), keys.user(), visitor, keys.external());
    }
}
