package dev.sluice.platform.zone;

import dev.sluice.platform.EnvironmentSettings.BadSetting;
import java.io.IOException;
import java.nio.file.Path;
import java.time.zone.ZoneRulesProvider;
import java.util.Map;

/** Where the rules of time zones come from. */
public final class ZoneRulesSource {
    static final String FOLDER = "SLUICE_ZONES";

    private static final String PROPERTY = "java.time.zone.DefaultZoneRulesProvider";
    private static final String PROVIDER =
            "dev.sluice.platform.zone.SluiceZoneRules"; // as a text: it must not be loaded yet

    private ZoneRulesSource() {}

    /** Lets this process take Sluice's rules; for the first line of a program, before anything asks for a zone. */
    public static void install() {
        System.setProperty(PROPERTY, PROVIDER);
    }

    /** Throws BadSetting when the folder that the environment names has no time zones. */
    public static void check(Map<String, String> environment) {
        String folder = environment.get(FOLDER);
        try {
            if (folder != null && !folder.isBlank()) {
                ZoneArchive.of(Path.of(folder));
            }
        } catch (IOException | RuntimeException unusable) {
            throw new BadSetting(
                    FOLDER + " must name a folder of compiled time zones, such as /usr/share/zoneinfo, but " + folder
                            + " is none: " + unusable.getMessage());
        }
    }

    /** The release of the rules in force ("2026f"). */
    static String release() {
        return ZoneRulesProvider.getVersions("Europe/London").lastKey();
    }
}
