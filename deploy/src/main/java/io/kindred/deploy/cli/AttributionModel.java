/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.deploy.cli;

import io.kindred.contribution.MarkovModel;
import io.kindred.contribution.Model;
import io.kindred.contribution.RuleModel;
import io.kindred.contribution.ShapleyModel;
import io.kindred.contribution.StepDecay;

/** The models that can be asked for by name. */
enum AttributionModel {
  FIRST("first"),
  LAST("last"),
  LAST_NON_DIRECT("last-non-direct"),
  LINEAR("linear"),
  POSITION("position"),
  TIME_DECAY("time-decay"),
  MARKOV("markov"),
  SHAPLEY("shapley");

  private final String label;

  AttributionModel(String label) {
    this.label = label;
  }

  Model with(int order, boolean nulls, double halfLife) {
    return switch (this) {
      case FIRST -> RuleModel.FIRST;
      case LAST -> RuleModel.LAST;
      case LAST_NON_DIRECT -> RuleModel.LAST_NON_DIRECT;
      case LINEAR -> RuleModel.LINEAR;
      case POSITION -> RuleModel.POSITION;
      case TIME_DECAY -> new StepDecay(halfLife);
      case MARKOV -> new MarkovModel(order, nulls);
      case SHAPLEY -> new ShapleyModel();
    };
  }

  /** As it is written on the command line. */
  @Override
  public String toString() {
    return label;
  }
}
