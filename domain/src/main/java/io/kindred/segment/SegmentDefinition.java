/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import io.kindred.definition.InvalidDefinition;
import io.kindred.definition.JsonFields;
import io.kindred.definition.TimeZoneName;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A segment as a marketer wrote it: its name, and in PQL who belongs.
 *
 * @param timeZone by whose calendar it counts days and longer
 * @param active whether it is evaluated: a draft or a paused one is not
 */
public record SegmentDefinition(
    String id, String name, String pql, ZoneId timeZone, boolean active) {

  /** What says of a segment that it is evaluated, and what says that it is not. */
  private static final Map<String, Boolean> STATES =
      Map.of("active", true, "published", true, "paused", false, "draft", false, "inactive", false);

  /** What definitions that come from elsewhere say besides, and what means nothing here. */
  private static final List<String> PASSED_OVER =
      List.of(
          "id",
          "kind",
          "schema",
          "ttlInDays",
          "imsOrgId",
          "sandbox",
          "profileInstanceId",
          "mergePolicyId",
          "evaluationInfo",
          "dataGovernancePolicy",
          "payloadSchema",
          "definedOn",
          "creationTime",
          "baselineTime",
          "updateEpoch",
          "updateTime",
          "createdBy");

  /** An active one in UTC. */
  public SegmentDefinition(String id, String name, String pql) {
    this(id, name, pql, TimeZoneName.DEFAULT, true);
  }

  /**
   * Reads the body of a definition. Whether the expression holds together is found out by {@link
   * SegmentSet#of}.
   */
  public static SegmentDefinition parse(String id, String body) throws InvalidDefinition {
    JsonFields fields = JsonFields.parse(body);
    String name = fields.text("name");
    fields.has("description");
    JsonFields expression = fields.object("expression");
    ZoneId timeZone = fields.timeZone("timeZone");
    boolean active = isActive(fields, "state") && isActive(fields, "lifecycleState");
    PASSED_OVER.forEach(fields::has);
    fields.refuseUnknown();
    require(expression, "type", "PQL");
    String pql = pql(expression);
    expression.refuseUnknown();
    return new SegmentDefinition(id, name, pql, timeZone, active);
  }

  private static boolean isActive(JsonFields fields, String field) throws InvalidDefinition {
    if (!fields.has(field)) {
      return true;
    }
    Boolean active = STATES.get(fields.text(field));
    if (active == null) {
      throw fields.refusal(field, "one of " + new TreeSet<>(STATES.keySet()));
    }
    return active;
  }

  private static String pql(JsonFields expression) throws InvalidDefinition {
    String format = expression.text("format");
    if (format.equals(PqlForm.JSON)) {
      return PqlForm.toText(expression.text("value"));
    }
    require(expression, "format", PqlForm.TEXT);
    return expression.text("value");
  }

  private static void require(JsonFields fields, String field, String expected)
      throws InvalidDefinition {
    if (!fields.text(field).equals(expected)) {
      throw fields.refusal(field, '"' + expected + '"');
    }
  }
}
