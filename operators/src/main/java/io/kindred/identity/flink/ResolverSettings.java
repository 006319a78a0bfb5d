/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity.flink;

import java.io.Serializable;
import org.apache.flink.configuration.ReadableConfig;

/**
 * How the resolver keeps fragments and gossips.
 *
 * @param eventsMax so many events of one identity are kept
 * @param eventRetentionMs events older than this are forgotten
 * @param attributeVersionsMax so many values of an attribute are kept for each dataset
 */
public record ResolverSettings(
    GossipPace pace, int eventsMax, long eventRetentionMs, int attributeVersionsMax)
    implements Serializable {

  /** From the job's options. */
  public static ResolverSettings of(ReadableConfig options) {
    return new ResolverSettings(
        GossipPace.of(options),
        options.get(IdentityOptions.EVENTS_MAX),
        options.get(IdentityOptions.EVENT_RETENTION).toMillis(),
        options.get(IdentityOptions.ATTRIBUTE_VERSIONS_MAX));
  }
}
