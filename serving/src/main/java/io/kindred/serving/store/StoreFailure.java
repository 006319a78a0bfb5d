/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.store;

/** The store below could not do what was asked; it may be able to later. */
public final class StoreFailure extends RuntimeException {

  public StoreFailure(String message, Throwable cause) {
    super(message + ": " + cause.getMessage(), cause);
  }
}
