/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.journey;

/**
 * A goal that was reached.
 *
 * @param definition which goal
 * @param value in millionths of the currency
 */
public record Conversion(
    String definition, long timestamp, String eventId, long value, String currency) {}
