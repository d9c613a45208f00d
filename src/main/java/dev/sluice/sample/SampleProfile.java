package dev.sluice.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Who somebody in the story is, as they tell it in forms. */
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

    /** Every firm of the story once, the larger part of them within the profile. */
    static List<SampleCompany> companies(SeededRandom dice) {
        List<SampleCompany> all = new ArrayList<>();
        for (String place : NAMES.places()) {
            for (String trade : NAMES.trades()) {
                String name = place + " " + trade;
                all.add(new SampleCompany(
                        name,
                        name.toLowerCase(Locale.ROOT).replace(' ', '-') + ".example",
                        size(dice),
                        country(dice),
                        trade.toLowerCase(Locale.ROOT)));
            }
        }
        return List.copyOf(all);
    }

    private static int size(SeededRandom dice) {
        return switch (dice.weighted(0.24, 0.62, 0.14)) {
            case 0 -> dice.between(3, 48);
            case 1 -> dice.between(50, 480);
            default -> dice.between(520, 4_000);
        };
    }

    private static String country(SeededRandom dice) {
        return switch (dice.weighted(0.7, 0.15, 0.11, 0.04)) {
            case 0 -> "US";
            case 1 -> "GB";
            case 2 -> "CA";
            default -> dice.one(ABROAD);
        };
    }

    /** Somebody whom the firm would like to work for, or somebody whom it would not. */
    static SampleProfile drawn(int number, boolean fitting, List<SampleCompany> companies, SeededRandom dice) {
        String first = dice.one(NAMES.first());
        String last = dice.one(NAMES.last());
        String name = first + " " + last;
        int kind = fitting ? 0 : dice.weighted(0, 0.45, 0.3, 0.25);
        SampleCompany company = dice.one(companies);
        if (fitting) {
            while (company.size() < 50 || company.size() > 500 || ABROAD.contains(company.country())) {
                company = dice.one(companies);
            }
        }
        return switch (kind) {
            case 0 -> at(company, name, dice.one(BUYERS), number, dice);
            case 1 -> at(company, name, dice.one(OTHERS), number, dice);
            case 2 -> new SampleProfile(name, free(name, number), STUDENT, null, country(dice), null);
            default -> new SampleProfile(name, free(name, number), dice.one(OTHERS), null, country(dice), null);
        };
    }

    private static SampleProfile at(SampleCompany company, String name, String role, int number, SeededRandom dice) {
        String phone = dice.chance(0.4) && company.country().equals("US")
                ? "+1 617 555 %04d".formatted(100 + number % 100)
                : null;
        return new SampleProfile(name, address(name) + "@" + company.domain(), role, company, company.country(), phone);
    }

    /** An underscore stands in no address that this service hands out, so it is nobody's. */
    private static String free(String name, int number) {
        return address(name).replace('.', '_') + "_" + number + "@gmail.com";
    }

    private static String address(String name) {
        return name.toLowerCase(Locale.ROOT).replace(' ', '.');
    }

    /** What a form with these questions learns. */
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
