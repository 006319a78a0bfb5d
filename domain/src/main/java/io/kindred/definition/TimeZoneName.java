/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.definition;

import java.time.ZoneId;
import java.time.ZoneOffset;

/** Time zones by the names that IANA gives them. */
public final class TimeZoneName {

  /** Where nothing is said. */
  public static final ZoneId DEFAULT = ZoneOffset.UTC;

  private static final String EXPECTED = "the IANA name of a time zone such as Europe/Berlin";

  private TimeZoneName() {}

  /**
   * The zone of that name. Offsets such as +02:00 are refused: they are wrong for half of the year
   * in most places, and whoever wants one may say Etc/GMT-2.
   *
   * @param field where the name stands
   */
  public static ZoneId read(String name, String field) throws InvalidDefinition {
    if (!ZoneId.getAvailableZoneIds().contains(name)) {
      throw InvalidDefinition.at(field, '"' + name + '"', EXPECTED);
    }
    return ZoneId.of(name);
  }
}
