package dev.sluice.platform.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.TemplateOutput;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;

/** Renders compiled templates; every template may take {@code shell}, what the frame around a page shows. */
@Component
public class Pages {
    private final TemplateEngine templates =
            TemplateEngine.createPrecompiled(null, ContentType.Html, null, "dev.sluice");
    private final PageShells frame;

    Pages(PageShells frame) {
        this.frame = frame;
        templates.setBinaryStaticContent(true);
    }

    /** A page or fragment: the template's path below src/main/jte without its ending, and its parameters. */
    public View page(String template, Map<String, ?> parameters) {
        return page(200, template, parameters);
    }

    /** The same with another status than 200. */
    public View page(int status, String template, Map<String, ?> parameters) {
        return new TemplateView(status, template, parameters);
    }

    private final class TemplateView implements View {
        private final int status;
        private final String name;
        private final Map<String, ?> parameters;

        TemplateView(int status, String name, Map<String, ?> parameters) {
            this.status = status;
            this.name = name + ".jte";
            this.parameters = parameters;
        }

        @Override
        public String getContentType() {
            return "text/html;charset=UTF-8";
        }

        @Override
        @SuppressWarnings("NullAway") // Spring's signature predates null marks
        public void render(Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            Map<String, Object> all = new HashMap<>(parameters);
            all.put("shell", frame.around(request));
            Utf8ByteOutput output = new Utf8ByteOutput();
            templates.render(name, all, (TemplateOutput) output);
            response.setStatus(status);
            response.setContentType(getContentType());
            response.setContentLength(output.getContentLength());
            output.writeTo(response.getOutputStream());
        }
    }
}
