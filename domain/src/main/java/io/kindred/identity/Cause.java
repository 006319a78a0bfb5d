/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity;

/**
 * Why an identity moved to another profile.
 *
 * @param link the one that joined its cluster to another, or whose end took it out of one
 * @param decision what became of the link
 * @param latest event time of the latest fact that was known
 */
public record Cause(Link link, Decision decision, long latest) {}
