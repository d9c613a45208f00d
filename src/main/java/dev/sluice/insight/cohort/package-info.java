/** Counts the people of a filter: conversion, time in stage, first response, close rate, and the people behind each figure. */
@ApplicationModule(
        displayName = "Cohorts",
        allowedDependencies = {
            "funnel",
            "statistics",
            "platform",
            "platform :: database",
            "platform :: web",
            "signal",
            "signal :: origin",
            "person",
            "standing",
            "handoff",
            "deal",
            "insight.report"
        })
@NullMarked
package dev.sluice.insight.cohort;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
