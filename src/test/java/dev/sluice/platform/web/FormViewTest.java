package dev.sluice.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.platform.BadInput;
import dev.sluice.platform.NotFound;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/** Forms that are shown again with their errors. */
class FormViewTest {
    private final MockHttpServletRequest request = new MockHttpServletRequest();

    @Test
    void theDeclaredFormIsShownWithTheErrorOfEachField() {
        FormView.onError(request, errors -> new RedirectView(errors.fields().toString()));
        View view = FormView.of(
                new BadInput(List.of(
                        new BadInput.FieldError("amount", "Enter an amount."),
                        new BadInput.FieldError("to", "Choose a stage."))),
                request);
        assertThat(view)
                .isInstanceOfSatisfying(
                        RedirectView.class,
                        shown -> assertThat(shown.getUrl()).isEqualTo("{amount=Enter an amount., to=Choose a stage.}"));
    }

    @Test
    void anotherFailureShowsNoForm() {
        FormView.onError(request, errors -> new RedirectView("/form"));
        assertThat(FormView.of(new NotFound("deal"), request)).isNull();
    }

    @Test
    void withoutADeclarationThereIsNoForm() {
        assertThat(FormView.of(new BadInput("to", "Choose a stage."), request)).isNull();
    }

    @Test
    void aFormWithOnePlaceForErrorsShowsTheFirst() {
        assertThat(FormView.Errors.of(new BadInput(List.of(
                                new BadInput.FieldError("b", "First."), new BadInput.FieldError("a", "Second."))))
                        .first())
                .isEqualTo("First.");
        assertThat(new FormView.Errors(Map.of()).first()).isNotBlank();
    }

    @Test
    void twoErrorsOfOneFieldAreBothShownAndARepeatedOneOnce() {
        assertThat(FormView.Errors.of(new BadInput(List.of(
                                new BadInput.FieldError("a", "Too long."),
                                new BadInput.FieldError("a", "No digits."),
                                new BadInput.FieldError("b", "Too long."),
                                new BadInput.FieldError("b", "Too long."))))
                        .fields())
                .containsEntry("a", "Too long. No digits.")
                .containsEntry("b", "Too long.");
    }
}
