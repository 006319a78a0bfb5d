/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

/**
 * How many profiles satisfy a condition, as far as a uniform sample without repetition tells.
 *
 * <p>The interval is Wilson's with the sample's effective size: it has an upper end also where none
 * of the sample satisfies the condition, and shrinks to a point as the sample becomes the whole.
 *
 * @param total how many profiles there are
 * @param sampled how many of them were looked at
 * @param matched how many of those satisfy the condition
 */
public record SampleEstimate(long total, long sampled, long matched) {

  /** So many standard errors on each side hold 95 % of a normal distribution. */
  private static final double Z = 1.959963984540054;

  public SampleEstimate {
    if (matched < 0 || matched > sampled || sampled > total) {
      throw new IllegalArgumentException(
          matched + " of " + sampled + " of " + total + " is no sample");
    }
  }

  /** Whether it is no estimate, as all profiles were looked at. */
  public boolean exact() {
    return sampled == total;
  }

  public long size() {
    return sampled == 0 ? 0 : Math.round(share() * total);
  }

  /** Of the size. */
  public double standardError() {
    return exact() || sampled == 0
        ? 0
        : total * Math.sqrt(share() * (1 - share()) / effectiveSample());
  }

  /** The lower end of the interval that holds the size in 95 of 100 cases. */
  public long lower() {
    return exact() ? matched : Math.max(matched, (long) Math.floor(total * bound(-1)));
  }

  /** The upper end of that interval. */
  public long upper() {
    long most = total - (sampled - matched);
    return exact() ? matched : Math.min(most, (long) Math.ceil(total * bound(1)));
  }

  private double share() {
    return (double) matched / sampled;
  }

  /** A sample of a large part of the whole tells as much as a larger one of a larger whole. */
  private double effectiveSample() {
    return sampled * ((total - 1.0) / (total - sampled));
  }

  private double bound(int side) {
    if (sampled == 0) {
      return side < 0 ? 0 : 1;
    }
    double n = effectiveSample();
    double p = share();
    double middle = p + Z * Z / (2 * n);
    double half = Z * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
    return (middle + side * half) / (1 + Z * Z / n);
  }
}
