package dev.sluice.platform.zone;

import dev.sluice.platform.EnvironmentSettings.BadSetting;
import java.io.IOException;
import java.nio.file.Path;
import java.time.zone.ZoneRules;
import java.time.zone.ZoneRulesException;
import java.time.zone.ZoneRulesProvider;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Sluice's own rules in place of the JDK's, which are as old as the JDK: those of {@code zones.zip}, or of the folder that
 * {@code SLUICE_ZONES} names. The machine loads it in place of its own provider when {@link #install} was called before
 * anything asked for a zone.
 */
public final class SluiceZoneRules extends ZoneRulesProvider {
    private static final String PROPERTY = "java.time.zone.DefaultZoneRulesProvider";
    private static final String FOLDER = "SLUICE_ZONES";

    private final ZoneArchive archive;
    private final Map<String, ZoneRules> read = new ConcurrentHashMap<>();

    /** Called by the machine. */
    public SluiceZoneRules() throws IOException {
        String folder = System.getenv(FOLDER);
        archive = folder == null || folder.isBlank() ? ZoneArchive.shipped() : ZoneArchive.of(Path.of(folder));
    }

    /** Makes it the provider of this process; for the first line of a program. */
    public static void install() {
        System.setProperty(PROPERTY, SluiceZoneRules.class.getName());
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

    /** The release of the rules in force ("2026f"), or of the JDK's when this provider is not in place. */
    static String release() {
        return ZoneRulesProvider.getVersions("Europe/London").lastKey();
    }

    @Override
    protected Set<String> provideZoneIds() {
        return archive.zones().keySet();
    }

    @Override
    protected @Nullable ZoneRules provideRules(String zone, boolean forCaching) {
        byte[] file = archive.zones().get(zone);
        if (file == null) {
            throw new ZoneRulesException("unknown time zone " + zone);
        }
        return read.computeIfAbsent(zone, _ -> ZoneFile.read(file));
    }

    @Override
    protected NavigableMap<String, ZoneRules> provideVersions(String zone) {
        return new TreeMap<>(Map.of(archive.release(), provideRules(zone, false)));
    }
}
