/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.profile;

import io.kindred.definition.InvalidDefinition;
import io.kindred.definition.JsonFields;
import java.io.Serializable;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Which of several values of an attribute a profile shows. Immutable.
 *
 * <p>{@code timestampOrdered}: the newest. {@code dataSetPrecedence}: the newest of the first
 * dataset in the order that has one; a dataset that is not listed is not merged at all. Ties are
 * broken by what the versions say and where they come from, never by arrival.
 */
public final class MergePolicy implements Serializable {

  private static final long serialVersionUID = 1;

  /** The newest value wins. */
  public static final MergePolicy DEFAULT = new MergePolicy(false, List.of());

  private static final Comparator<Given> NEWEST =
      Comparator.comparingLong(Given::timestamp)
          .thenComparing(Given::dataset)
          .thenComparing(Given::recordId)
          .thenComparing(Given::json)
          .thenComparing(Given::identity)
          .thenComparing(Given::path);

  private final boolean byDataset;
  private final List<String> order;

  private MergePolicy(boolean byDataset, List<String> order) {
    this.byDataset = byDataset;
    this.order = order;
  }

  /** Reads a definition's body. */
  public static MergePolicy parse(String json) throws InvalidDefinition {
    JsonFields policy = JsonFields.parse(json);
    policy.textIfAny("name");
    JsonFields merge = policy.object("attributeMerge");
    policy.refuseUnknown();
    String type = merge.text("type");
    List<String> order = merge.texts("order");
    merge.refuseUnknown();
    return switch (type) {
      case "timestampOrdered" -> timestampOrdered(merge, order);
      case "dataSetPrecedence" -> dataSetPrecedence(merge, order);
      default -> throw merge.refusal("type", "timestampOrdered or dataSetPrecedence");
    };
  }

  private static MergePolicy timestampOrdered(JsonFields merge, List<String> order)
      throws InvalidDefinition {
    if (!order.isEmpty()) {
      throw merge.refusal("order", "empty, as timestampOrdered merges every dataset");
    }
    return DEFAULT;
  }

  private static MergePolicy dataSetPrecedence(JsonFields merge, List<String> order)
      throws InvalidDefinition {
    if (order.isEmpty() || new LinkedHashSet<>(order).size() < order.size()) {
      throw merge.refusal("order", "an array of one or more datasets, each once");
    }
    return new MergePolicy(true, List.copyOf(order));
  }

  boolean merges(Given given) {
    return !byDataset || order.contains(given.dataset());
  }

  /** The greater wins. No two of one profile are equal. */
  Comparator<Given> strength() {
    return byDataset
        ? Comparator.<Given>comparingInt(given -> -order.indexOf(given.dataset()))
            .thenComparing(NEWEST)
        : NEWEST;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MergePolicy that
        && byDataset == that.byDataset
        && order.equals(that.order);
  }

  @Override
  public int hashCode() {
    return order.hashCode();
  }

  @Override
  public String toString() {
    return byDataset ? "dataSetPrecedence " + order : "timestampOrdered";
  }
}
