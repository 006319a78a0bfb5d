/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.bench.load;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * People with an account and ever more devices, of whom some are seen far more often than others.
 *
 * <p>How often is by Zipf's law with an offset (Mandelbrot): the weight of rank k is 1 / (k + q).
 * Without the offset the first person would send several of a hundred events, as nobody does.
 * Everyone has identities 0, 1, 2 …: a first device, an email address, further devices. Each is
 * linked to the account in that order.
 */
final class People {

  /** The offset q, as a share of all people. */
  private static final double OFFSET = 0.01;

  private static final int EMAIL = 1;

  /** A person's next device is used for a while before it is linked. */
  private static final double NOT_YET_LINKED = 0.3;

  private final int count;
  private final SplittableRandom random;
  private final byte[] linked;
  private long[] links = new long[1024];
  private int linkCount;

  /** Two identities of one event, or one: the second is empty. */
  record Pair(String first, String second) {

    /** Whose later events name one alone: the device where there is one. */
    String device() {
      return second.startsWith("ECID:") ? second : first;
    }

    /** Somebody reads a mail, and is not known otherwise. */
    boolean isMail() {
      return first.startsWith("Email:");
    }
  }

  People(int count, SplittableRandom random) {
    this.count = count;
    this.random = random;
    this.linked = new byte[count];
  }

  /** Somebody, on a device of theirs. */
  Pair alone() {
    int person = draw();
    int known = linked[person];
    boolean onNext = known == 0 || random.nextDouble() < NOT_YET_LINKED;
    return new Pair(identity(person, onNext ? known : known - 1), "");
  }

  /** Somebody who signs in where nobody knew them. */
  Pair linkedAnew() {
    int person = draw();
    int next = linked[person];
    linked[person] = (byte) Math.min(Byte.MAX_VALUE, next + 1);
    remember(person, next);
    return pair(person, next);
  }

  /** Somebody who signs in where they did before; alone where nobody ever has. */
  Pair linkedBefore() {
    if (linkCount == 0) {
      return alone();
    }
    long link = links[random.nextInt(linkCount)];
    return pair((int) (link >>> Byte.SIZE), (int) (link & Byte.MAX_VALUE));
  }

  private int draw() {
    double q = Math.max(1, count * OFFSET);
    double at = q * (Math.pow((count + q) / q, random.nextDouble()) - 1);
    return Math.min(count - 1, (int) at);
  }

  private void remember(int person, int identity) {
    if (linkCount == links.length) {
      links = Arrays.copyOf(links, 2 * linkCount);
    }
    links[linkCount++] = (long) person << Byte.SIZE | identity;
  }

  private static Pair pair(int person, int identity) {
    return new Pair("CRMID:C-" + person, identity(person, identity));
  }

  private static String identity(int person, int number) {
    return number == EMAIL ? "Email:p" + person + "@luma.example" : "ECID:" + ecid(person, number);
  }

  /** 38 digits, as ECIDs have. */
  static String ecid(int person, int device) {
    long high = digits(person * 131L + device);
    return high + "" + digits(high + person);
  }

  private static long digits(long seed) {
    long mixed = new SplittableRandom(seed).nextLong() >>> 1;
    return 1_000_000_000_000_000_000L + mixed % 8_000_000_000_000_000_000L;
  }
}
