package dev.sluice.platform.web;

import dev.sluice.platform.BadInput;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.View;

/**
 * How a form looks when its input cannot be accepted. A handler of a form declares it first and then never catches
 * {@link BadInput}: whatever throws one until the request ends, the form is shown again with its errors.
 *
 * <pre>{@code
 * @PostMapping("/deals/{id}/notes")
 * View note(Member member, @PathVariable long id, @RequestParam Map<String, String> input, HttpServletRequest request) {
 *     FormView.onError(request, errors -> pages.page(member, id, 422, input, errors.fields()));
 *     notes.add(member, id, input.get("note"));     // may throw BadInput
 *     return Redirect.to("/deals/" + id);
 * }
 * }</pre>
 *
 * <p>The view has the status 422 and what was typed. Errors of other kinds are answered as everywhere.
 */
public final class FormView {
    private static final String ATTRIBUTE = FormView.class.getName();

    private final Function<Errors, View> form;

    private FormView(Function<Errors, View> form) {
        this.form = form;
    }

    /**
     * Why the fields of a form were not accepted.
     *
     * @param fields a sentence for each field, in the order in which they were found
     */
    public record Errors(Map<String, String> fields) {
        static Errors of(BadInput input) {
            Map<String, String> fields = new LinkedHashMap<>();
            input.faults()
                    .forEach(fault -> fields.merge(
                            fault.field(),
                            fault.sentence(),
                            (first, next) -> first.equals(next) ? first : first + " " + next));
            return new Errors(fields);
        }

        /** For forms that have one place for errors. */
        public String first() {
            return fields.values().stream().findFirst().orElse("Check what you entered.");
        }
    }

    /** Declares the form of this request; a later declaration replaces it. */
    public static void onError(HttpServletRequest request, Function<Errors, View> form) {
        request.setAttribute(ATTRIBUTE, new FormView(form));
    }

    /** The form with its errors; null when this is no such failure or none was declared. */
    static @Nullable View of(Throwable thrown, HttpServletRequest request) {
        return thrown instanceof BadInput input && request.getAttribute(ATTRIBUTE) instanceof FormView declared
                ? declared.form.apply(Errors.of(input))
                : null;
    }
}
