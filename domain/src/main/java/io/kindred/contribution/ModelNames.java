/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution;

import java.util.List;

/** What the models are called that the stream tells. */
public final class ModelNames {

  public static final List<String> ALL =
      List.of(
          "first",
          "last",
          "last-non-direct",
          "linear",
          "position",
          "time-decay",
          "markov",
          "shapley");

  private ModelNames() {}

  /**
   * The model of a name. Chains count journeys that led to no conversion.
   *
   * @param order of chains
   */
  public static Model model(String name, int order) {
    return switch (name) {
      case "first" -> RuleModel.FIRST;
      case "last" -> RuleModel.LAST;
      case "last-non-direct" -> RuleModel.LAST_NON_DIRECT;
      case "linear" -> RuleModel.LINEAR;
      case "position" -> RuleModel.POSITION;
      case "time-decay" -> RuleModel.TIME_DECAY;
      case "markov" -> new MarkovModel(order, true);
      case "shapley" -> new ShapleyModel();
      default -> throw new IllegalArgumentException(name + " is none of " + ALL);
    };
  }
}
