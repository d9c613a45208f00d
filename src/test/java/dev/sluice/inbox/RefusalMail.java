package dev.sluice.inbox;

import dev.sluice.inbox.Corpus.Case;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Every reason that servers give, each reported by several mail systems. */
final class RefusalMail {
    private static final int SYSTEMS_PER_REASON = 3;
    private static final Pattern ENHANCED = Pattern.compile("[45]\\.\\d{1,3}\\.\\d{1,3}");

    private RefusalMail() {}

    static List<Case> all() {
        List<String> systems = new ArrayList<>(Corpus.blocks("systems.txt"));
        Collections.shuffle(systems, new Random(20261123));
        List<Case> all = new ArrayList<>();
        int next = 0;
        for (String line : Corpus.lines("reasons.txt")) {
            String[] parts = line.split(" ", 3);
            for (int k = 0; k < SYSTEMS_PER_REASON; k++) {
                all.add(report(systems.get(next++ % systems.size()), parts[0], parts[1], parts[2]));
            }
        }
        return all;
    }

    private static Case report(String system, String cause, String status, String words) {
        int head = system.indexOf('\n');
        String said = words.replace("%s", Corpus.THEM);
        String message = system.substring(head + 1)
                .replace("{to}", Corpus.US)
                .replace("{rcpt}", Corpus.THEM)
                .replace("{said}", hasFields(system) || status.equals("-") ? said : withStatus(status, said))
                .replace("{status}", status.equals("-") ? code(words) : status)
                .replace("{id}", Corpus.OURS);
        return Case.of(
                system.substring(0, head) + ": " + words,
                message + "\n",
                cause.equals("address") ? "bounce hard" : "bounce soft");
    }

    /** Who has no fields for the code writes it into the text. */
    private static String withStatus(String status, String said) {
        return ENHANCED.matcher(said).find() ? said : said + " (#" + status + ")";
    }

    private static boolean hasFields(String system) {
        return system.contains("{status}");
    }

    private static String code(String words) {
        Matcher found = ENHANCED.matcher(words);
        return found.find() ? found.group() : "5.0.0";
    }
}
