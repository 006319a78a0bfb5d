/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How the credit for one journey is shared among its channels. Shares sum to one. */
public final class JourneyCredit {

  private final Layout layout;

  public JourneyCredit(Layout layout) {
    this.layout = layout;
  }

  /** By a rule; summed over journeys it is what the model gives. Nothing without a touch. */
  public Map<String, Double> by(RuleModel model, Path path) {
    Map<String, Double> shares = new TreeMap<>();
    List<String> channels = path.channels();
    switch (model) {
      case LAST_NON_DIRECT -> {
        if (!channels.isEmpty()) {
          shares.put(layout.lastNonDirect(channels), 1.0);
        }
      }
      case TIME_DECAY -> {
        double[] weights = new Decay(layout.halfLife()).weights(path.ages());
        for (int i = 0; i < weights.length; i++) {
          shares.merge(channels.get(i), weights[i], Double::sum);
        }
        return normalised(shares);
      }
      default -> {
        for (int i = 0; i < channels.size(); i++) {
          shares.merge(channels.get(i), model.share(i, channels.size()), Double::sum);
        }
      }
    }
    return shares;
  }

  /** As the Shapley value has it: equally. Summed over journeys it is what the model gives. */
  public Map<String, Double> byShapley(Path path) {
    Map<String, Double> shares = new TreeMap<>();
    path.distinct().forEach(channel -> shares.put(channel, 1.0 / path.distinct().size()));
    return shares;
  }

  /**
   * By the removal effects of all journeys. A chain knows no journeys: summed over them, this is
   * not what the chain gives, but a model of its own.
   */
  public Map<String, Double> by(RemovalEffects effects, Path path) {
    Map<String, Double> shares = new TreeMap<>();
    path.distinct().forEach(channel -> shares.put(channel, effects.of(channel).conversions()));
    return normalised(shares);
  }

  private static Map<String, Double> normalised(Map<String, Double> weights) {
    double sum = weights.values().stream().mapToDouble(Double::doubleValue).sum();
    if (sum == 0) {
      return Map.of();
    }
    weights.replaceAll((channel, weight) -> weight / sum);
    return weights;
  }
}
