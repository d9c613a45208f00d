/** Hosted forms and the offers they carry: the page a visitor fills, the builder behind it, and what each form brings. */
@ApplicationModule(
        displayName = "Form",
        allowedDependencies = {"platform", "platform :: database", "workspace", "signal", "signal :: kind"})
@NullMarked
package dev.sluice.form;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
