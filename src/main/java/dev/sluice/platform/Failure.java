package dev.sluice.platform;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.EOFException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** An error as its caller sees it: a status, a message, and the errors of fields. */
public record Failure(
        int status, String title, String sentence, List<BadInput.FieldError> faults, HttpHeaders headers) {

    /** The body of a problem response (RFC 9457). */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record ProblemDetail(
            String type,
            String title,
            int status,
            String detail,
            @Nullable String request,
            List<Error> errors) {}

    /** One invalid field of a problem response. */
    public record Error(String field, String detail) {}

    public ProblemDetail problem(@Nullable String request) {
        List<Error> errors = faults.stream()
                .map(fault -> new Error(fault.field(), fault.sentence()))
                .toList();
        return new ProblemDetail("about:blank", title, status, sentence, request, errors);
    }

    public static Failure of(int status, String sentence) {
        return new Failure(status, title(status), sentence, List.of(), new HttpHeaders());
    }

    /** Classifies an exception; an unexpected one is a 500 that reveals nothing. */
    public static Failure of(Throwable thrown) {
        if (SlowBody.isCause(thrown)) {
            return of(408, standard(408));
        }
        return TemporaryFault.of(thrown).map(Failure::temporary).orElseGet(() -> lasting(thrown));
    }

    private static Failure lasting(Throwable thrown) {
        return switch (thrown) {
            case BadInput bad -> refused(422, bad.faults());
            case NotFound missing -> of(404, standard(404));
            case NoResourceFoundException missing -> of(404, standard(404));
            case Conflict changed -> of(409, String.valueOf(changed.getMessage()));
            case Forbidden no -> of(403, String.valueOf(no.getMessage()));
            case TooLarge large -> of(413, String.valueOf(large.getMessage()));
            case TooManyRequests many -> later(429, String.valueOf(many.getMessage()), many.seconds());
            case MaxUploadSizeExceededException large -> of(413, standard(413));
            case MethodArgumentTypeMismatchException wrong ->
                refused(
                        400,
                        List.of(new BadInput.FieldError(wrong.getName(), "This must be " + expected(wrong) + ".")));
            case MissingServletRequestParameterException missing ->
                refused(400, List.of(new BadInput.FieldError(missing.getParameterName(), "This is needed.")));
            case HttpMessageNotReadableException unreadable -> UnreadableBody.failure(unreadable);
            case InvalidParameterException unreadable ->
                of(unreadable.getErrorCode(), standard(unreadable.getErrorCode()));
            case EOFException left -> of(400, standard(400));
            case MultipartException unreadable -> of(400, standard(400));
            case ErrorResponse response -> ofResponse(response);
            default -> of(500, standard(500));
        };
    }

    public static String standard(int status) {
        return switch (status) {
            case 400 -> "This request cannot be read.";
            case 401 -> "Sign in first.";
            case 403 -> "You may not do this, or the page stood open for too long. Load it again and try once more.";
            case 404 -> "There is no such page, or it is not in this workspace.";
            case 405 -> "This address does not take this method.";
            case 408 -> "This took too long to arrive.";
            case 409 -> "Something else is changing this just now.";
            case 413 -> "This is larger than what is taken here.";
            case 415 -> "This type of content is not taken here.";
            case 429 -> "Too many requests. Wait a moment.";
            case 503 -> TemporaryFault.DATABASE_AWAY.sentence();
            default ->
                status < 500 ? "This request was refused." : "Something went wrong on our side. Nothing was changed.";
        };
    }

    private static String title(int status) {
        HttpStatus standard = HttpStatus.resolve(status);
        return standard == null ? "Error" : standard.getReasonPhrase();
    }

    static Failure refused(int status, List<BadInput.FieldError> faults) {
        String sentence =
                faults.stream().map(BadInput.FieldError::sentence).distinct().collect(Collectors.joining(" "));
        return new Failure(status, title(status), sentence, faults, new HttpHeaders());
    }

    private static String expected(MethodArgumentTypeMismatchException wrong) {
        Class<?> type = wrong.getRequiredType();
        if (type == null) {
            return "something else";
        }
        return type.isPrimitive() || Number.class.isAssignableFrom(type)
                ? type == boolean.class ? "true or false" : "a number"
                : "a " + type.getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static Failure ofResponse(ErrorResponse response) {
        int status = response.getStatusCode().value();
        return new Failure(status, title(status), standard(status), List.of(), response.getHeaders());
    }

    private static Failure temporary(TemporaryFault fault) {
        return later(503, fault.sentence(), fault.retryAfter());
    }

    private static Failure later(int status, String sentence, long seconds) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        return new Failure(status, title(status), sentence, List.of(), headers);
    }
}
