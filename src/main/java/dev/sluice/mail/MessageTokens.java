package dev.sluice.mail;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sluice.person.EmailAddress;
import dev.sluice.platform.database.Tenancy;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The token of a message: no one can guess it, and the same key always has the same. It is the left half
 * of the Message-ID and the part after the plus sign of the address that answers and bounces go to.
 */
@Component
class MessageTokens {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int LENGTH = 26;

    /** The token of a message and its Message-ID. */
    record Name(String token, String messageId) {}

    private final MailSecretRows rows;
    private final Tenancy tenancy;
    private final MailSettings settings;
    private final Cache<Integer, SecretKeySpec> secrets =
            Caffeine.newBuilder().maximumSize(10_000).build();

    MessageTokens(MailSecretRows rows, Tenancy tenancy, MailSettings settings) {
        this.rows = rows;
        this.tenancy = tenancy;
        this.settings = settings;
    }

    List<Name> of(int workspace, List<OutboundMail> drafts) {
        SecretKeySpec secret = secret(workspace);
        String domain = EmailAddress.domainOf(settings.of(workspace).from().address());
        return drafts.stream()
                .map(draft -> {
                    String token = token(secret, workspace, draft.key());
                    return new Name(token, "<" + token + "@" + domain + ">");
                })
                .toList();
    }

    /** The workspace that a token, or a Message-ID with its brackets, claims to be of. */
    static Optional<Integer> workspace(String token) {
        int dash = token.indexOf('-');
        if (dash < 1 || dash > 7 || token.length() != dash + 1 + LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(Integer.parseInt(token.substring(0, dash).toLowerCase(Locale.ROOT), 36));
        } catch (NumberFormatException notOurs) {
            return Optional.empty();
        }
    }

    /** The left half of a Message-ID. */
    static @Nullable String token(String messageId) {
        String bare = messageId.strip();
        int at = bare.indexOf('@');
        return bare.startsWith("<") && at > 1 ? bare.substring(1, at) : null;
    }

    private static String token(SecretKeySpec secret, int workspace, String key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(secret);
            byte[] hash = mac.doFinal(key.getBytes(StandardCharsets.UTF_8));
            StringBuilder token = new StringBuilder(Integer.toString(workspace, 36)).append('-');
            for (int i = 0; i < LENGTH; i++) {
                token.append(LETTERS.charAt(hash[i] & 31));
            }
            return token.toString();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private SecretKeySpec secret(int workspace) {
        SecretKeySpec cached = secrets.getIfPresent(workspace);
        return cached != null
                ? cached
                : tenancy.in(workspace, () -> {
                    byte[] fresh = new byte[32];
                    new SecureRandom().nextBytes(fresh);
                    byte[] stored = rows.addOrGet(workspace, fresh);
                    SecretKeySpec secret = new SecretKeySpec(stored, "HmacSHA256");
                    Tenancy.afterCommit(() -> secrets.put(workspace, secret));
                    return secret;
                });
    }
}
