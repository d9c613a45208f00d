package dev.sluice.mail.settings;

import dev.sluice.mail.HeaderText;
import dev.sluice.mail.MailSetup;
import dev.sluice.person.EmailAddress;
import dev.sluice.platform.BadInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The mail settings as typed; {@link #checked} gives back what may be stored, or every fault at once. */
record MailSettingsForm(Map<String, String> typed) {
    private static final Pattern HOST =
            Pattern.compile("[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?(\\.[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?)*");
    private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");

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

    Checked checked(boolean passwordKept) {
        List<BadInput.FieldError> faults = new ArrayList<>();
        String host = get("host");
        if (!host.isEmpty() && (host.length() > 253 || !HOST.matcher(host).matches())) {
            faults.add(new BadInput.FieldError("host", "Write the server's name, like smtp.example.com."));
        }
        MailSetup.SmtpTls tls = tls(faults);
        if (!host.isEmpty() && tls == MailSetup.SmtpTls.NONE && !get("user").isEmpty()) {
            faults.add(new BadInput.FieldError(
                    "tls", "A password is only sent over a protected connection; choose STARTTLS or TLS."));
        }
        if (!host.isEmpty() && !get("user").isEmpty() && get("password").isEmpty() && !passwordKept) {
            faults.add(new BadInput.FieldError("password", "Write the password of this user."));
        }
        String from = address("fromAddress", "From address", faults);
        String returns = address("returns", "address for answers", faults);
        if (!get("accent").isEmpty() && !COLOUR.matcher(get("accent")).matches()) {
            faults.add(new BadInput.FieldError("accent", "Write a colour like #1f4e79."));
        }
        if (get("postalAddress").length() > 300 || get("fromName").length() > 100) {
            faults.add(new BadInput.FieldError(
                    "postalAddress", "A name has at most 100 characters, a postal address at most 300."));
        }
        MailSetup.SendLimits limits = new MailSetup.SendLimits(
                number("second", 0, 10_000, faults),
                number("hour", 0, 10_000_000, faults),
                number("day", 0, 100_000_000, faults),
                domains(faults));
        int port = get("port").isEmpty() ? 587 : number("port", 1, 65_535, faults);
        int connections = get("connections").isEmpty() ? 8 : number("connections", 1, 50, faults);
        if (!faults.isEmpty()) {
            throw new BadInput(faults);
        }
        return new Checked(
                host.isEmpty() ? null : host.toLowerCase(Locale.ROOT),
                port,
                tls,
                get("user"),
                get("password").isEmpty() ? null : typed.getOrDefault("password", ""),
                from,
                HeaderText.line(get("fromName")),
                returns,
                !get("plus").isEmpty(),
                get("postalAddress").replace("\r", ""),
                get("accent"),
                limits,
                connections,
                !get("paused").isEmpty());
    }

    private MailSetup.SmtpTls tls(List<BadInput.FieldError> faults) {
        try {
            return get("tls").isEmpty() ? MailSetup.SmtpTls.STARTTLS : MailSetup.SmtpTls.of(get("tls"));
        } catch (IllegalArgumentException unknown) {
            faults.add(new BadInput.FieldError("tls", "Choose STARTTLS, TLS or none."));
            return MailSetup.SmtpTls.STARTTLS;
        }
    }

    private String address(String field, String what, List<BadInput.FieldError> faults) {
        String text = get(field);
        String address = EmailAddress.normal(text);
        if (!text.isEmpty() && (address == null || !address.chars().allMatch(c -> c > 32 && c < 127))) {
            faults.add(new BadInput.FieldError(field, "Write the " + what + " like name@example.com."));
        }
        return address == null ? "" : address;
    }

    private int number(String field, int least, int most, List<BadInput.FieldError> faults) {
        String text = get(field);
        if (text.isEmpty()) {
            return 0;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // falls through to the sentence below
        }
        faults.add(new BadInput.FieldError(
                field, "Write a number from " + least + " to " + most + " for the " + field + ", or leave it empty."));
        return 0;
    }

    private Map<String, Integer> domains(List<BadInput.FieldError> faults) {
        Map<String, Integer> domains = new TreeMap<>();
        for (String line : get("domains").split("\n")) {
            String[] words = line.strip().toLowerCase(Locale.ROOT).split("[\\s:=]+");
            if (words.length == 2 && HOST.matcher(words[0]).matches() && words[1].matches("[1-9]\\d{0,6}")) {
                domains.put(words[0], Integer.parseInt(words[1]));
            } else if (!line.isBlank()) {
                faults.add(
                        new BadInput.FieldError("domains", "Write one domain a line with its limit: gmail.com 500."));
            }
        }
        return domains;
    }

    private static String count(int number) {
        return number == 0 ? "" : Integer.toString(number);
    }
}
