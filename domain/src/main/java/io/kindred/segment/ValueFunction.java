/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** A function of values alone: what it is does not depend on time or on where it stands. */
interface ValueFunction {

  /** Its value; missing where there is none. */
  JsonNode of(List<JsonNode> arguments);

  /** What kind its values are. */
  Kind kind();
}
