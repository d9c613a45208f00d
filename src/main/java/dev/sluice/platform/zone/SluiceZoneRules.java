package dev.sluice.platform.zone;

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
 * {@code SLUICE_ZONES} names ({@link ZoneRulesSource}).
 */
public final class SluiceZoneRules extends ZoneRulesProvider {
    /** Names of zone files that Java reads as an offset, and files that are no place's time. */
    private static final Set<String> LEFT_OUT = Set.of("GMT+0", "GMT-0", "Factory", "localtime", "posixrules");

    private final ZoneArchive archive;
    private final Map<String, ZoneRules> read = new ConcurrentHashMap<>();

    /** Called by the machine. */
    public SluiceZoneRules() throws IOException {
        String folder = System.getenv(ZoneRulesSource.FOLDER);
        archive = folder == null || folder.isBlank() ? ZoneArchive.shipped() : ZoneArchive.of(Path.of(folder));
        archive.zones().keySet().removeAll(LEFT_OUT);
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
