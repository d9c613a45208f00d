package dev.sluice.platform.web;

import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/** Where a page sends the browser on. */
public final class Redirect {
    private Redirect() {}

    /** 303 See other: the browser gets that address, whatever it has just sent. The address is used unchanged. */
    public static View to(String address) {
        RedirectView view = new RedirectView(address, false, true, false);
        view.setExpandUriTemplateVariables(false);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return view;
    }
}
