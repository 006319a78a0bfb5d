/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.writing;

/** The brokers did not acknowledge a value. Whether they have it is not known. */
public final class WriteFailure extends Exception {

  private static final long serialVersionUID = 1;

  public WriteFailure(String reason, Throwable cause) {
    super(reason, cause);
  }
}
