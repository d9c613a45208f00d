package dev.sluice.form;

import java.util.Map;
import org.springframework.stereotype.Component;

/** Creates forms and offers for other modules, from the API's JSON. */
@Component
public class FormProvisioning {
    private final Forms forms;

    FormProvisioning(Forms forms) {
        this.forms = forms;
    }

    /** Creates the offer, or changes the one with that slug. */
    public void offer(int workspace, Map<String, ?> json) {
        forms.save(workspace, json);
    }

    /** Creates a form. */
    public void form(int workspace, Map<String, ?> json) {
        forms.create(
                workspace, FormReader.slug(json.get("slug")), String.valueOf(json.get("name")), FormReader.read(json));
    }
}
