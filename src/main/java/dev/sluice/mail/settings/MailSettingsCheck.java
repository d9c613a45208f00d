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

/** Checks the mail settings as typed, and collects every error. */
final class MailSettingsCheck {
    private static final Pattern HOST =
            Pattern.compile("[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?(\\.[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?)*");
    private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");

    private final MailSettingsForm form;
    private final List<BadInput.FieldError> errors = new ArrayList<>();

    MailSettingsCheck(MailSettingsForm form) {
        this.form = form;
    }

    MailSettingsForm.Checked checked(boolean passwordStored) {
        String host = form.get("host");
        MailSetup.SmtpTls tls = server(host, passwordStored);
        String from = address("fromAddress", "From address");
        String returns = address("returns", "address for answers");
        appearance();
        MailSetup.SendLimits limits = new MailSetup.SendLimits(
                number("second", 0, 10_000), number("hour", 0, 10_000_000), number("day", 0, 100_000_000), domains());
        int port = form.get("port").isEmpty() ? 587 : number("port", 1, 65_535);
        int connections = form.get("connections").isEmpty() ? 8 : number("connections", 1, 50);
        if (!errors.isEmpty()) {
            throw new BadInput(errors);
        }
        return new MailSettingsForm.Checked(
                host.isEmpty() ? null : host.toLowerCase(Locale.ROOT),
                port,
                tls,
                form.get("user"),
                form.get("password").isEmpty() ? null : form.typed().getOrDefault("password", ""),
                from,
                HeaderText.line(form.get("fromName")),
                returns,
                !form.get("plus").isEmpty(),
                form.get("postalAddress").replace("\r", ""),
                form.get("accent"),
                limits,
                connections,
                !form.get("paused").isEmpty());
    }

    private MailSetup.SmtpTls tls() {
        try {
            return form.get("tls").isEmpty() ? MailSetup.SmtpTls.STARTTLS : MailSetup.SmtpTls.of(form.get("tls"));
        } catch (IllegalArgumentException _) {
            errors.add(new BadInput.FieldError("tls", "Choose STARTTLS, TLS or none."));
            return MailSetup.SmtpTls.STARTTLS;
        }
    }

    private String address(String field, String label) {
        String text = form.get(field);
        String address = EmailAddress.normal(text);
        if (!text.isEmpty() && (address == null || !address.chars().allMatch(c -> c > 32 && c < 127))) {
            errors.add(new BadInput.FieldError(field, "Write the " + label + " like name@example.com."));
        }
        return address == null ? "" : address;
    }

    private int number(String field, int min, int max) {
        String text = form.get(field);
        if (text.isEmpty()) {
            return 0;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException _) {
            // falls through to the sentence below
        }
        errors.add(new BadInput.FieldError(
                field, "Write a number from " + min + " to " + max + " for the " + field + ", or leave it empty."));
        return 0;
    }

    private Map<String, Integer> domains() {
        Map<String, Integer> domains = new TreeMap<>();
        for (String line : form.get("domains").split("\n")) {
            String[] words = line.strip().toLowerCase(Locale.ROOT).split("[\\s:=]+");
            if (words.length == 2 && HOST.matcher(words[0]).matches() && words[1].matches("[1-9]\\d{0,6}")) {
                domains.put(words[0], Integer.parseInt(words[1]));
            } else if (!line.isBlank()) {
                errors.add(
                        new BadInput.FieldError("domains", "Write one domain a line with its limit: gmail.com 500."));
            }
        }
        return domains;
    }

    private MailSetup.SmtpTls server(String host, boolean passwordStored) {
        if (!host.isEmpty() && (host.length() > 253 || !HOST.matcher(host).matches())) {
            errors.add(new BadInput.FieldError("host", "Write the server's name, like smtp.example.com."));
        }
        MailSetup.SmtpTls tls = tls();
        if (!host.isEmpty()
                && tls == MailSetup.SmtpTls.NONE
                && !form.get("user").isEmpty()) {
            errors.add(new BadInput.FieldError(
                    "tls", "A password is only sent over a protected connection; choose STARTTLS or TLS."));
        }
        if (!host.isEmpty()
                && !form.get("user").isEmpty()
                && form.get("password").isEmpty()
                && !passwordStored) {
            errors.add(new BadInput.FieldError("password", "Write the password of this user."));
        }
        return tls;
    }

    private void appearance() {
        if (!form.get("accent").isEmpty() && !COLOUR.matcher(form.get("accent")).matches()) {
            errors.add(new BadInput.FieldError("accent", "Write a colour like #1f4e79."));
        }
        if (form.get("postalAddress").length() > 300 || form.get("fromName").length() > 100) {
            errors.add(new BadInput.FieldError(
                    "postalAddress", "A name has at most 100 characters, a postal address at most 300."));
        }
    }
}
