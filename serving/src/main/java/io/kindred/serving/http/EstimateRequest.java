/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.http;

import io.kindred.definition.InvalidDefinition;
import io.kindred.definition.JsonFields;
import io.kindred.segment.PqlForm;
import java.time.ZoneId;
import java.util.List;

/**
 * What is to be estimated: an {@code expression} as definitions have it, or {@code
 * predicateExpression} and {@code predicateType} as previews elsewhere have them; and, as
 * definitions have it, too, a {@code timeZone}.
 *
 * @param pql the condition as text
 */
record EstimateRequest(String pql, ZoneId timeZone) {

  /** What previews elsewhere say besides, and what means nothing here. */
  private static final List<String> PASSED_OVER = List.of("predicateModel", "graphType");

  static EstimateRequest parse(String json) throws InvalidDefinition {
    JsonFields fields = JsonFields.parse(json);
    boolean documented = fields.has("predicateExpression");
    JsonFields expression = documented ? fields : fields.object("expression");
    ZoneId timeZone = fields.timeZone("timeZone");
    PASSED_OVER.forEach(fields::has);
    String value = expression.text(documented ? "predicateExpression" : "value");
    String format =
        expression.textIfAny(documented ? "predicateType" : "format").orElse(PqlForm.TEXT);
    if (!documented && !expression.textIfAny("type").orElse("PQL").equals("PQL")) {
      throw expression.refusal("type", "\"PQL\"");
    }
    fields.refuseUnknown();
    expression.refuseUnknown();
    return switch (format) {
      case PqlForm.TEXT -> new EstimateRequest(value, timeZone);
      case PqlForm.JSON -> new EstimateRequest(PqlForm.toText(value), timeZone);
      default ->
          throw expression.refusal(
              documented ? "predicateType" : "format", "\"pql/text\" or \"pql/json\"");
    };
  }
}
