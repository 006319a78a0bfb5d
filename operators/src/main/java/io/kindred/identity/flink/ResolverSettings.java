/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity.flink;

import java.io.Serializable;
import org.apache.flink.configuration.ReadableConfig;

/**
 * How the resolver keeps fragments and sends labels.
 *
 * @param labelPeriodMs labels that do not change are sent at most once in so many milliseconds
 * @param eventsMax so many events of one identity are kept
 * @param eventRetentionMs events older than this are forgotten
 * @param attributeVersionsMax so many values of an attribute are kept for each dataset
 */
public record ResolverSettings(
    long labelPeriodMs, int eventsMax, long eventRetentionMs, int attributeVersionsMax)
    implements Serializable {

  /** From the job's options. */
  public static ResolverSettings of(ReadableConfig options) {
    return new ResolverSettings(
        options.get(IdentityOptions.LABEL_PERIOD).toMillis(),
        options.get(IdentityOptions.EVENTS_MAX),
        options.get(IdentityOptions.EVENT_RETENTION).toMillis(),
        options.get(IdentityOptions.ATTRIBUTE_VERSIONS_MAX));
  }
}
