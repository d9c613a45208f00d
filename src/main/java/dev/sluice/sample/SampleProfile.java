package dev.sluice.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A person of the story, as they describe themselves in forms. */
record SampleProfile(
        String name,
        String email,
        String role,
        @Nullable SampleCompany company,
        String country,
        @Nullable String phone) {
    /** A firm that people of the story work at. */
    record SampleCompany(String name, String domain, int size, String country, String industry) {}

    static final String STUDENT = "student";

    private static final SampleNames NAMES = SampleNames.read();
    private static final List<String> BUYERS = List.of("director", "owner", "cfo", "coo", "director", "coo");
    private static final List<String> OTHERS =
            List.of("office manager", "it administrator", "consultant", "assistant", "sales representative");
    private static final List<String> ABROAD = List.of("DE", "IN", "BR", "NG", "PH");

    /** Every firm of the story once, most of them within the profile. */
    static List<SampleCompany> companies(SeededRandom random) {
        List<SampleCompany> all = new ArrayList<>();
        for (String place : NAMES.places()) {
            for (String trade : NAMES.trades()) {
                String name = place + " " + trade;
                all.add(new SampleCompany(
                        name,
                        name.toLowerCase(Locale.ROOT).replace(' ', '-') + ".example",
                        size(random),
                        country(random),
                        trade.toLowerCase(Locale.ROOT)));
            }
        }
        return List.copyOf(all);
    }

    private static int size(SeededRandom random) {
        return switch (random.weighted(0.24, 0.62, 0.14)) {
            case 0 -> random.between(3, 48);
            case 1 -> random.between(50, 480);
            default -> random.between(520, 4_000);
        };
    }

    private static String country(SeededRandom random) {
        return switch (random.weighted(0.7, 0.15, 0.11, 0.04)) {
            case 0 -> "US";
            case 1 -> "GB";
            case 2 -> "CA";
            default -> random.pick(ABROAD);
        };
    }

    /** A person who fits what the firm looks for, or one who does not. */
    static SampleProfile drawn(int number, boolean fitting, List<SampleCompany> companies, SeededRandom random) {
        String first = random.pick(NAMES.first());
        String last = random.pick(NAMES.last());
        String name = first + " " + last;
        int kind = fitting ? 0 : random.weighted(0, 0.45, 0.3, 0.25);
        SampleCompany company = random.pick(companies);
        if (fitting) {
            while (company.size() < 50 || company.size() > 500 || ABROAD.contains(company.country())) {
                company = random.pick(companies);
            }
        }
        return switch (kind) {
            case 0 -> at(company, name, random.pick(BUYERS), number, random);
            case 1 -> at(company, name, random.pick(OTHERS), number, random);
            case 2 -> new SampleProfile(name, free(name, number), STUDENT, null, country(random), null);
            default -> new SampleProfile(name, free(name, number), random.pick(OTHERS), null, country(random), null);
        };
    }

    private static SampleProfile at(SampleCompany company, String name, String role, int number, SeededRandom random) {
        String phone = random.chance(0.4) && company.country().equals("US")
                ? "+1 617 555 %04d".formatted(100 + number % 100)
                : null;
        return new SampleProfile(name, address(name) + "@" + company.domain(), role, company, company.country(), phone);
    }

    /** This mail service gives out no address with an underscore, so it belongs to no one. */
    private static String free(String name, int number) {
        return address(name).replace('.', '_') + "_" + number + "@gmail.com";
    }

    private static String address(String name) {
        return name.toLowerCase(Locale.ROOT).replace(' ', '.');
    }

    /** The traits that a form with these questions sets. */
    Map<String, Object> traits() {
        Map<String, Object> traits = new TreeMap<>();
        traits.put("name", name);
        traits.put("role", role);
        traits.put("country", country);
        if (company != null) {
            traits.put("company", company.name());
            traits.put("company_size", company.size());
            traits.put("industry", company.industry());
        }
        if (phone != null) {
            traits.put("phone", phone);
        }
        return traits;
    }

    boolean isStudent() {
        return role.equals(STUDENT);
    }
}
