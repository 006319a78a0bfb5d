/*
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Scenarios: facts, definitions and a time, written by people as JSON. Begin with {@link
 * io.kindred.deploy.scenario.Scenario}. Knows no broker except as a place to send to.
 */
@NullMarked
package io.kindred.deploy.scenario;

import org.jspecify.annotations.NullMarked;
