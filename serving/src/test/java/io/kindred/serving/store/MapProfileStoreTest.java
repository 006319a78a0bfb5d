/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.serving.store;

class MapProfileStoreTest extends ProfileStoreContract {

  @Override
  protected ProfileStore open() {
    return new MapProfileStore();
  }
}
