package dev.sluice.insight.cohort;

import dev.sluice.platform.web.QueryParameters;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Of an endpoint whose query {@link ReportFilterReader} reads. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@QueryParameters({
    "funnel",
    "period",
    "from",
    "to",
    "version",
    "source",
    "campaign",
    "form",
    "trait",
    "is",
    "owner",
    "as_of"
})
public @interface ReportParameters {}
