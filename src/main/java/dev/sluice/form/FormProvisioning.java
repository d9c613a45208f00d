package dev.sluice.form;

import java.util.Map;
import org.springframework.stereotype.Component;

/** Makes forms and offers that nobody had to build, in the words of the API. */
@Component
public class FormProvisioning {
    private final Forms forms;

    FormProvisioning(Forms forms) {
        this.forms = forms;
    }

    /** Makes the offer, or changes the one of that slug. */
    public void offer(int workspace, Map<String, ?> json) {
        forms.save(workspace, json);
    }

    /** Makes a form that does not exist yet. */
    public void form(int workspace, Map<String, ?> json) {
        forms.create(
                workspace, FormReader.slug(json.get("slug")), String.valueOf(json.get("name")), FormReader.read(json));
    }
}
