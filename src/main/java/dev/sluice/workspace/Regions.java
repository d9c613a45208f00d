package dev.sluice.workspace;

import dev.sluice.platform.BadInput;
import dev.sluice.platform.Money;
import dev.sluice.platform.TimeZones;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Locale;

/** Countries, currencies and time zones that a workspace may be in. */
public final class Regions {
    private static final List<String> COUNTRIES = Arrays.stream(Locale.getISOCountries())
            .sorted(Comparator.comparing(Regions::countryName))
            .toList();

    private Regions() {}

    /** ISO 3166 codes in the order of their English names. */
    public static List<String> countries() {
        return COUNTRIES;
    }

    /** ISO 4217 codes in alphabetical order. */
    public static List<String> currencies() {
        return Money.codes();
    }

    public static String countryName(String code) {
        return Locale.of("", code).getDisplayCountry(Locale.ENGLISH);
    }

    /** The currency that is paid with there, USD where a country has none of its own. */
    static String currencyOf(String country) {
        Currency currency = Currency.getInstance(Locale.of("", country));
        return currency == null ? "USD" : currency.getCurrencyCode();
    }

    /** @throws BadInput when there is no such time zone */
    public static ZoneId timeZone(String name) {
        if (!TimeZones.names().contains(name)) {
            throw new BadInput("timeZone", "Choose a time zone like Europe/London.");
        }
        return ZoneId.of(name);
    }

    /** @throws BadInput when there is no such currency */
    public static String currency(String code) {
        if (!Money.codes().contains(code)) {
            throw new BadInput("currency", "Choose a currency like USD.");
        }
        return code;
    }

    /** @throws BadInput when there is no such country */
    public static String country(String code) {
        if (!COUNTRIES.contains(code)) {
            throw new BadInput("country", "Choose a country.");
        }
        return code;
    }
}
