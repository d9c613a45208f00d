package dev.sluice.mail.settings;

import dev.sluice.mail.MailSetup;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The mail settings as typed; {@link #checked} gives back what may be stored, or every fault at once. */
record MailSettingsForm(Map<String, String> typed) {

    /** What is stored; a null password keeps the one that is. */
    record Checked(
            @Nullable String host,
            int port,
            MailSetup.SmtpTls tls,
            String user,
            @Nullable String password,
            String fromAddress,
            String fromName,
            String returns,
            boolean plus,
            String postalAddress,
            String accent,
            MailSetup.SendLimits limits,
            int connections,
            boolean paused) {}

    static MailSettingsForm of(MailSetup setup) {
        Map<String, String> typed = new TreeMap<>();
        MailSetup.SmtpServer server = setup.own() ? setup.server() : null;
        typed.put("host", server == null ? "" : server.host());
        typed.put("port", server == null ? "587" : Integer.toString(server.port()));
        typed.put("tls", server == null ? "starttls" : server.tls().code());
        typed.put("user", server == null || server.user() == null ? "" : server.user());
        typed.put("fromAddress", setup.ownAddress() ? setup.from().address() : "");
        typed.put("fromName", setup.from().name());
        typed.put("returns", setup.returns() == null ? "" : setup.returns());
        typed.put("plus", setup.plus() ? "true" : "");
        typed.put("postalAddress", setup.postalAddress());
        typed.put("accent", setup.accent());
        typed.put("second", count(setup.limits().second()));
        typed.put("hour", count(setup.limits().hour()));
        typed.put("day", count(setup.limits().day()));
        typed.put(
                "domains",
                setup.limits().domains().entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .sorted()
                        .collect(Collectors.joining("\n")));
        typed.put("connections", Integer.toString(setup.connections()));
        typed.put("paused", setup.paused() ? "true" : "");
        return new MailSettingsForm(typed);
    }

    String get(String name) {
        return typed.getOrDefault(name, "").strip();
    }

    Checked checked(boolean passwordStored) {
        return new MailSettingsCheck(this).checked(passwordStored);
    }

    private static String count(int number) {
        return number == 0 ? "" : Integer.toString(number);
    }
}
