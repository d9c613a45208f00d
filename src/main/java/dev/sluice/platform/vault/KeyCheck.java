package dev.sluice.platform.vault;

import dev.sluice.platform.EnvironmentSettings;
import dev.sluice.platform.EnvironmentSettings.BadSetting;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Stops a start with another key than the one that the stored secrets were encrypted with, and encrypts them anew when
 * both are given. Links in emails, erased addresses and suppressions do not depend on this key: their secrets are the
 * workspace's own, in the database.
 */
@Configuration(proxyBeanMethods = false)
class KeyCheck implements InitializingBean {
    private static final Logger log = LoggerFactory.getLogger(KeyCheck.class);
    private static final String KNOWN = "sluice";
    private static final String PURPOSE = "key check";

    private final KeyCheckRows rows;
    private final Vault vault;
    private final SecretKeys keys;
    private final EnvironmentSettings settings;

    KeyCheck(KeyCheckRows rows, Vault vault, SecretKeys keys, EnvironmentSettings settings) {
        this.rows = rows;
        this.vault = vault;
        this.keys = keys;
        this.settings = settings;
    }

    @Override
    public void afterPropertiesSet() {
        Optional<byte[]> known = rows.find();
        if (known.isEmpty()) {
            rows.add(fresh());
            return;
        }
        boolean missing = keys.isMissing();
        if (missing || !opens(known.get())) {
            if (!"true".equals(settings.get("SLUICE_SECRET_KEY_LOST"))) {
                throw new BadSetting("SLUICE_SECRET_KEY: " + keys.place()
                        + (missing ? " is missing" : " is not the key that the stored passwords were encrypted with")
                        + "; put that key back, or start once with"
                        + " SLUICE_SECRET_KEY_LOST=true and enter the passwords again.");
            }
            rows.replace(fresh());
            log.warn("SLUICE_SECRET_KEY_LOST: a new key is in use; enter the passwords of mail servers again");
        }
    }

    /** Whether what is stored can be opened with the key of this start. */
    boolean isRight() {
        return rows.find().filter(this::opens).isPresent();
    }

    @Bean
    ApplicationRunner renewedSecrets(ObjectProvider<StoredSecrets> stored) {
        return arguments -> {
            if (keys.previous().isEmpty()) {
                return;
            }
            List<StoredSecrets> all = stored.orderedStream().toList();
            int renewed = all.stream().mapToInt(StoredSecrets::renew).sum();
            rows.replace(fresh());
            log.info(
                    "{} stored passwords are encrypted with the new key; the previous one is no longer needed",
                    renewed);
        };
    }

    private byte[] fresh() {
        return vault.close(0, PURPOSE, KNOWN);
    }

    private boolean opens(byte[] known) {
        return vault.open(0, PURPOSE, known).isPresent();
    }
}
