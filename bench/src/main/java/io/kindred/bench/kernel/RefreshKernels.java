/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.bench.kernel;

import io.kindred.contribution.Contribution;
import io.kindred.contribution.Counts;
import io.kindred.contribution.Estimate;
import io.kindred.contribution.MarkovModel;
import io.kindred.contribution.Model;
import io.kindred.contribution.Path;
import io.kindred.contribution.Replicates;
import io.kindred.contribution.RuleModel;
import io.kindred.contribution.ShapleyModel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What one window of contributions costs to refresh, by channels and by journeys. */
public class RefreshKernels {

  private static final List<Model> MODELS = models();

  private static List<Model> models() {
    List<Model> models = new ArrayList<>(List.of(RuleModel.values()));
    models.add(new ShapleyModel());
    models.add(new MarkovModel(1, true));
    return models;
  }

  private static List<Contribution> byAllModels(Counts counts) {
    return MODELS.stream().map(model -> model.of(counts)).toList();
  }

  /** Counts of ever more channels. */
  @State(Scope.Benchmark)
  public static class Channels {

    private static final int JOURNEYS = 100_000;

    /** Each of them is counted a hundred times over. */
    private static final int REPLICATED = 2_000;

    @Param({"5", "13", "50", "200"})
    public int channels;

    private Counts counts = new Counts();
    private Replicates replicates = new Replicates(0);

    @Setup
    public void count() {
      counts = new SyntheticCounts(channels).of(JOURNEYS);
      replicates = new SyntheticCounts(channels).replicated(REPLICATED);
    }
  }

  /** Counts of ever more journeys among fifty channels. */
  @State(Scope.Benchmark)
  public static class Journeys {

    private static final int CHANNELS = 50;

    @Param({"1000", "10000", "100000", "1000000", "10000000"})
    public int journeys;

    private Counts counts = new Counts();

    @Setup
    public void count() {
      counts = new SyntheticCounts(CHANNELS).of(journeys);
    }
  }

  /** Journeys that are counted one after the other, for one pane and the windows it is in. */
  @State(Scope.Benchmark)
  public static class Counting {

    private static final int CHANNELS = 13;
    private static final int PATHS = 1_000;
    private static final int WINDOWS = 5;

    private final SyntheticCounts synthetic = new SyntheticCounts(CHANNELS);
    private final List<Path> paths = Stream.generate(() -> synthetic.path(1)).limit(PATHS).toList();
    private final List<Replicates> sums =
        Stream.generate(() -> new Replicates(Replicates.NUMBER)).limit(1 + WINDOWS).toList();
    private int next;

    private List<Replicates> count() {
      next = (next + 1) % PATHS;
      Replicates marks = synthetic.replicated(paths.get(next), next);
      sums.forEach(sum -> sum.add(marks, 1));
      return sums;
    }
  }

  /** A journey is counted with its replicates. */
  @Benchmark
  public List<Replicates> countAJourney(Counting counting) {
    return counting.count();
  }

  /** All eight models that the stream tells. */
  @Benchmark
  public List<Contribution> refreshByChannels(Channels of) {
    return byAllModels(of.counts);
  }

  /** The dearest of them alone: removal effects, order 1, with journeys that led to none. */
  @Benchmark
  public Contribution removalByChannels(Channels of) {
    return new MarkovModel(1, true).of(of.counts);
  }

  /** All eight with intervals. */
  @Benchmark
  public List<Estimate> intervalsByChannels(Channels of) {
    return of.replicates.estimates(MODELS);
  }

  /** All eight again. */
  @Benchmark
  public List<Contribution> refreshByJourneys(Journeys of) {
    return byAllModels(of.counts);
  }
}
