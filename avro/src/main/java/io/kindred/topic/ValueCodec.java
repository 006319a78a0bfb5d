/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.topic;

/** How a topic's value becomes bytes and comes back. */
interface ValueCodec<V> {

  /** Bytes as they are. */
  ValueCodec<byte[]> RAW =
      new ValueCodec<>() {
        @Override
        public byte[] encode(byte[] value) {
          return value;
        }

        @Override
        public byte[] decode(byte[] bytes) {
          return bytes;
        }
      };

  byte[] encode(V value);

  V decode(byte[] bytes);
}
