package dev.sluice.people;

import dev.sluice.person.EmailAddress;
import dev.sluice.platform.BadInput;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A person as programs send one: what identifies them, and their traits. */
record PersonInput(IdentityKeys keys, Map<String, Object> traits) {
    private static final int DEFAULT_LIMIT = 80;
    private static final int MAX_LIMIT = 200;
    private static final int MAX_EXTERNAL_IDS = 20;

    /** @throws BadInput when a field is not understood or nothing identifies the person */
    static PersonInput of(Map<String, Object> body) {
        String email = TraitInput.text(body, "email");
        if (email != null && EmailAddress.normal(email) == null) {
            throw new BadInput("email", "Send an e-mail address like name@example.com.");
        }
        String user = TraitInput.text(body, "user_id");
        if (user != null && user.length() > NewSignal.LONGEST_ID) {
            throw new BadInput("user_id", "An id is a text of at most " + NewSignal.LONGEST_ID + " characters.");
        }
        List<String> external = externalIds(body.get("external_ids"));
        Map<String, Object> traits = TraitInput.traits(body.get("traits"));
        if (email == null && user == null && external.isEmpty() && traits.isEmpty()) {
            throw new BadInput("email", "Say who it is by email, user_id or external_ids, or send traits.");
        }
        return new PersonInput(new IdentityKeys(email, user, null, external), traits);
    }

    /** The size of a page as a parameter has it; a usual one when it is absent. */
    static int limit(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return DEFAULT_LIMIT;
        }
        try {
            int limit = Integer.parseInt(text.strip());
            if (limit >= 1 && limit <= MAX_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException _) {
            // falls through to the sentence below
        }
        throw new BadInput("limit", "Send a number from 1 to " + MAX_LIMIT + ".");
    }

    private static List<String> externalIds(@Nullable Object value) {
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list) || list.size() > MAX_EXTERNAL_IDS) {
            throw new BadInput("external_ids", "Send a list of at most 20 texts like \"hubspot:123\".");
        }
        List<String> external = new ArrayList<>();
        for (Object id : list) {
            if (!(id instanceof String text) || text.isBlank() || text.length() > NewSignal.LONGEST_ID) {
                throw new BadInput(
                        "external_ids", "An external id is a text of 1 to " + NewSignal.LONGEST_ID + " characters.");
            }
            external.add(TraitInput.text("external_ids", text.strip()));
        }
        return external;
    }
}
