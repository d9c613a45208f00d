package dev.sluice.platform.web;

import dev.sluice.platform.Failure;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.View;

/** Receives everything that handlers throw and everything that the container refuses by a bare status. */
@Controller
@ControllerAdvice
class ErrorResponses implements ErrorController {
    private final ErrorRenderer errors;

    ErrorResponses(ErrorRenderer errors) {
        this.errors = errors;
    }

    @ExceptionHandler
    void failed(Exception thrown, HttpServletRequest request, HttpServletResponse response) throws Exception {
        if (thrown instanceof AsyncRequestNotUsableException || response.isCommitted()) {
            return; // the caller has gone
        }
        View form = FormView.of(thrown, request);
        if (form == null) {
            errors.render(thrown, request, response);
        } else {
            request.removeAttribute(HandlerMapping.PRODUCIBLE_MEDIA_TYPES_ATTRIBUTE);
            form.render(Map.of(), request, response);
        }
    }

    /** The container forwards requests here that were refused by a bare status. */
    @RequestMapping("/error")
    void sent(HttpServletRequest request, HttpServletResponse response) throws Exception {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        Throwable thrown = (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        if (thrown == null) {
            errors.render(Failure.of(status, Failure.standard(status)), request, response);
        } else {
            errors.render(thrown, request, response);
        }
    }
}
