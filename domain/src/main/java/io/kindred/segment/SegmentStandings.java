/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.segment;

import io.kindred.packed.Varints;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/*
 * A profile stands somewhere with hundreds of segments, of which an event asks for a few and
 * changes fewer. So they are three arrays and no objects: reading and writing them costs little
 * more than copying them, one is found by halving, and what changes is copied in between the rest.
 *
 * As bytes they are written at nearly every event, and so as few as they can be, all of them
 * varints: their count, and of each how far its number is from that before, with three marks, and
 * the two times, where they say something, as what they differ by from the time before.
 */
/**
 * Where a profile stands with the segments that it is or was in, or may come into by time alone, by
 * ascending number. Packed, and never changed.
 */
public final class SegmentStandings {

  /** Since when somebody is out who never was in. */
  static final long NEVER = Long.MIN_VALUE;

  private static final int MEMBER = 1;
  private static final int HAS_SINCE = 2;
  private static final int HAS_NEXT = 4;
  private static final int MARKS = 3;
  private static final int ALL_MARKS = (1 << MARKS) - 1;

  /** With no segment. */
  public static final SegmentStandings NONE = new SegmentStandings(0);

  /** Numbers and marks. */
  private final int[] heads;

  private final long[] since;
  private final long[] next;
  private int size;
  private @Nullable BitSet members;

  /**
   * Where a profile stands with one segment.
   *
   * @param since event time of the last change; the least long where it never was a member
   * @param nextChange event time at which it may change by time alone; the greatest long if never
   */
  public record Standing(boolean member, long since, long nextChange) {

    /** Nothing is to be said of it: it never was a member, and time does not make it one. */
    public static final Standing OUT = new Standing(false, NEVER, Long.MAX_VALUE);
  }

  /** Takes a segment that may change by time alone. */
  @FunctionalInterface
  interface DueVisitor {
    void visit(int number, long nextChange);
  }

  /** Takes a segment that the profile is or ever was in. */
  @FunctionalInterface
  public interface Visitor {
    void visit(int number, Standing standing);
  }

  private SegmentStandings(int most) {
    this.heads = new int[most];
    this.since = new long[most];
    this.next = new long[most];
  }

  /** From the bytes that {@link #packed} gave; none from no bytes. */
  public static SegmentStandings of(ByteBuffer packed) {
    if (!packed.hasRemaining()) {
      return NONE;
    }
    ByteBuffer in = packed.duplicate();
    SegmentStandings all = new SegmentStandings((int) Varints.get(in));
    int number = 0;
    long time = 0;
    while (all.size < all.heads.length) {
      int step = (int) Varints.get(in);
      number += step >> MARKS;
      int marks = step & ALL_MARKS;
      long since = (marks & HAS_SINCE) == 0 ? NEVER : time + Varints.get(in);
      time = (marks & HAS_SINCE) == 0 ? time : since;
      long next = (marks & HAS_NEXT) == 0 ? Long.MAX_VALUE : time + Varints.get(in);
      all.append((number << MARKS) | marks, since, next);
    }
    return all;
  }

  /** As bytes. */
  public ByteBuffer packed() {
    ByteBuffer out = ByteBuffer.allocate(Varints.LONGEST * (1 + 3 * size));
    Varints.put(size, out);
    int number = 0;
    long time = 0;
    for (int i = 0; i < size; i++) {
      int step = (heads[i] >> MARKS) - number;
      Varints.put(((long) step << MARKS) | (heads[i] & ALL_MARKS), out);
      number = heads[i] >> MARKS;
      if (since[i] != NEVER) {
        Varints.put(since[i] - time, out);
        time = since[i];
      }
      if (next[i] != Long.MAX_VALUE) {
        Varints.put(next[i] - time, out);
      }
    }
    return out.flip();
  }

  /** With others in the place of those that have the same number. */
  public SegmentStandings with(SortedMap<Integer, Standing> others) {
    if (others.isEmpty()) {
      return this;
    }
    SegmentStandings all = new SegmentStandings(size + others.size());
    int copied = 0;
    for (Map.Entry<Integer, Standing> other : others.entrySet()) {
      int place = place(other.getKey());
      int until = place < 0 ? -place - 1 : place;
      all.append(this, copied, until);
      copied = place < 0 ? until : until + 1;
      all.append(other.getKey(), other.getValue());
    }
    all.append(this, copied, size);
    return all;
  }

  private void append(SegmentStandings from, int begin, int end) {
    System.arraycopy(from.heads, begin, heads, size, end - begin);
    System.arraycopy(from.since, begin, since, size, end - begin);
    System.arraycopy(from.next, begin, next, size, end - begin);
    size += end - begin;
  }

  private void append(int number, Standing standing) {
    int marks =
        (standing.member() ? MEMBER : 0)
            | (standing.since() == NEVER ? 0 : HAS_SINCE)
            | (standing.nextChange() == Long.MAX_VALUE ? 0 : HAS_NEXT);
    if (marks != 0) {
      append(number << MARKS | marks, standing.since(), standing.nextChange());
    }
  }

  private void append(int head, long changed, long changing) {
    heads[size] = head;
    since[size] = changed;
    next[size] = changing;
    size++;
  }

  /** Whether it is a member of the segment of a number: asked far more often than the rest. */
  boolean isMember(int number) {
    BitSet known = members;
    if (known == null) {
      known = new BitSet();
      for (int i = 0; i < size; i++) {
        known.set(heads[i] >>> MARKS, (heads[i] & MEMBER) != 0);
      }
      members = known;
    }
    return known.get(number);
  }

  /** How many segments. */
  public int size() {
    return size;
  }

  /** Where it stands with the segment of a number. */
  public Standing get(int number) {
    int place = place(number);
    return place < 0 ? Standing.OUT : at(place);
  }

  private Standing at(int place) {
    return new Standing((heads[place] & MEMBER) != 0, since[place], next[place]);
  }

  /** As a binary search says it. */
  private int place(int number) {
    int place = Arrays.binarySearch(heads, 0, size, number << MARKS);
    int there = place < 0 ? -place - 1 : place;
    return there < size && heads[there] >>> MARKS == number ? there : -there - 1;
  }

  /** When something may change by time alone; the greatest long if never. */
  public long nextChange() {
    long first = Long.MAX_VALUE;
    for (int i = 0; i < size; i++) {
      first = Math.min(first, next[i]);
    }
    return first;
  }

  /** Those that may change by time alone until then. */
  void eachDue(long now, DueVisitor to) {
    for (int i = 0; i < size; i++) {
      if (next[i] <= now) {
        to.visit(heads[i] >>> MARKS, next[i]);
      }
    }
  }

  /** The segments that it is or ever was in. */
  public void eachEverIn(Visitor to) {
    for (int i = 0; i < size; i++) {
      if (since[i] != NEVER) {
        to.visit(heads[i] >>> MARKS, at(i));
      }
    }
  }
}
