/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution;

/** A way to say what each channel earned. A pure function of counts. */
public interface Model {

  Contribution of(Counts counts);
}
