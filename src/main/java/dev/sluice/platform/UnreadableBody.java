package dev.sluice.platform;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Explains why a JSON body cannot be read: which field is wrong, or where the JSON is malformed. */
final class UnreadableBody {
    private UnreadableBody() {}

    static Failure failure(HttpMessageNotReadableException unreadable) {
        if (unreadable.getRootCause() instanceof TooLarge large) {
            return Failure.of(413, String.valueOf(large.getMessage()));
        }
        for (Throwable cause = unreadable; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case DatabindException wrong -> {
                    return Failure.refused(400, List.of(new BadInput.FieldError(path(wrong), rule(wrong))));
                }
                case JacksonException broken -> {
                    String where = broken.getLocation() == null
                            ? ""
                            : " (line " + broken.getLocation().getLineNr() + ", column "
                                    + broken.getLocation().getColumnNr() + ")";
                    return Failure.refused(
                            400,
                            List.of(new BadInput.FieldError("body", "This is not well-formed JSON" + where + ".")));
                }
                default -> {
                    // looks at the next cause
                }
            }
        }
        return Failure.refused(400, List.of(new BadInput.FieldError("body", "The body cannot be read.")));
    }

    private static String path(JacksonException wrong) {
        String path = wrong.getPath().stream()
                .map(step ->
                        step.getPropertyName() == null ? "[" + step.getIndex() + "]" : "." + step.getPropertyName())
                .collect(Collectors.joining());
        return path.isEmpty() ? "body" : path.startsWith(".") ? path.substring(1) : path;
    }

    private static String rule(DatabindException wrong) {
        return switch (wrong) {
            case UnrecognizedPropertyException unknown ->
                "There is no such field; known are " + unknown.getKnownPropertyIds() + ".";
            case MismatchedInputException type
            when type.getTargetType() != null ->
                "This must be a " + type.getTargetType().getSimpleName().toLowerCase(Locale.ROOT) + ".";
            default -> "This has the wrong type or form.";
        };
    }
}
