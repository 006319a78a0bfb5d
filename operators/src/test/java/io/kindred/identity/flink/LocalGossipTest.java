/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.identity.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindred.identity.GossipMessage;
import org.junit.jupiter.api.Test;

/** Which messages stay within the subtask. */
class LocalGossipTest {

  @Test
  void take_refusesKeysOfOtherSubtasks() {
    LocalGossip local = new LocalGossip(key -> key.startsWith("here"), 10);

    assertThat(local.take(mail("there"))).isFalse();
    assertThat(local.take(mail("here"))).isTrue();
    assertThat(local.poll()).isEqualTo(mail("here"));
    assertThat(local.poll()).isNull();
  }

  @Test
  void take_refusesMoreThanMayWait() {
    LocalGossip local = new LocalGossip(key -> true, 2);

    assertThat(local.take(mail("a"))).isTrue();
    assertThat(local.take(mail("b"))).isTrue();
    assertThat(local.take(mail("c"))).isFalse();
    assertThat(local.poll()).isEqualTo(mail("a"));
    assertThat(local.take(mail("c"))).isTrue();
  }

  private static LocalGossip.Mail mail(String target) {
    return new LocalGossip.Mail(target, new GossipMessage.Hello(1), new Trail(1, 1));
  }
}
