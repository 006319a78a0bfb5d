/*
 * SPDX-License-Identifier: Apache-2.0
 */
package io.kindred.contribution.flink;

import io.kindred.avro.CellKind;
import io.kindred.avro.CellState;
import io.kindred.avro.PaneState;
import io.kindred.contribution.Amount;
import io.kindred.contribution.Cell;
import io.kindred.contribution.Replicates;
import io.kindred.packed.Varints;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Counts as they are written down. */
final class CellCodec {

  private CellCodec() {}

  static PaneState state(Replicates replicates) {
    List<CellState> cells = new ArrayList<>();
    replicates.each((cell, amount, drawn) -> cells.add(state(cell, amount, drawn)));
    return new PaneState(cells, replicates.isGivenUp());
  }

  /** Reads what was written into what is nothing yet. */
  static void read(PaneState state, Replicates into) {
    if (state.getGivenUp()) {
      into.giveUp();
    }
    for (CellState cell : state.getCells()) {
      Amount amount = new Amount(cell.getConversions(), cell.getNulls(), cell.getValue());
      into.add(cell(cell), amount, Varints.read(cell.getDrawn()));
    }
  }

  private static CellState state(Cell cell, Amount amount, long[] drawn) {
    Written written = Written.of(cell);
    ByteBuffer bytes = Varints.write(drawn);
    return new CellState(
        written.kind(),
        written.channels(),
        written.numbers(),
        amount.conversions(),
        amount.nulls(),
        amount.value(),
        bytes);
  }

  private static Cell cell(CellState state) {
    List<String> channels = state.getChannels();
    List<Integer> numbers = state.getNumbers();
    return switch (state.getKind()) {
      case ALL -> new Cell.All();
      case UNTOUCHED -> new Cell.Untouched();
      case PLACE -> new Cell.Place(channels.get(0), numbers.get(0), numbers.get(1));
      case LAST_NON_DIRECT -> new Cell.LastNonDirect(channels.get(0));
      case SPENT -> new Cell.Spent(channels.get(0));
      case DECAYED -> new Cell.Decayed(channels.get(0));
      case STAGE -> new Cell.Stage(channels.get(0), numbers.get(0), numbers.get(1));
      case MOVE -> move(channels, numbers.get(0), numbers.get(1));
      case END -> new Cell.End(numbers.get(0), List.copyOf(channels));
      case COALITION -> new Cell.Coalition(Set.copyOf(channels));
    };
  }

  private static Cell move(List<String> channels, int order, int from) {
    return new Cell.Move(
        order,
        List.copyOf(channels.subList(0, from)),
        List.copyOf(channels.subList(from, channels.size())));
  }

  /** A cell taken apart. */
  private record Written(CellKind kind, List<String> channels, List<Integer> numbers) {

    static Written of(Cell cell) {
      if (cell instanceof Cell.Place at) {
        return new Written(CellKind.PLACE, List.of(at.channel()), List.of(at.place(), at.of()));
      } else if (cell instanceof Cell.Stage at) {
        return new Written(CellKind.STAGE, List.of(at.channel()), List.of(at.stage(), at.of()));
      } else if (cell instanceof Cell.Move move) {
        List<String> channels = new ArrayList<>(move.from());
        channels.addAll(move.to());
        return new Written(CellKind.MOVE, channels, List.of(move.order(), move.from().size()));
      } else if (cell instanceof Cell.End end) {
        return new Written(CellKind.END, end.from(), List.of(end.order()));
      } else if (cell instanceof Cell.Coalition of) {
        return new Written(CellKind.COALITION, List.copyOf(of.channels()), List.of());
      }
      return plain(cell);
    }

    private static Written plain(Cell cell) {
      if (cell instanceof Cell.LastNonDirect last) {
        return new Written(CellKind.LAST_NON_DIRECT, List.of(last.channel()), List.of());
      } else if (cell instanceof Cell.Spent spent) {
        return new Written(CellKind.SPENT, List.of(spent.channel()), List.of());
      } else if (cell instanceof Cell.Decayed decayed) {
        return new Written(CellKind.DECAYED, List.of(decayed.channel()), List.of());
      }
      CellKind kind = cell instanceof Cell.All ? CellKind.ALL : CellKind.UNTOUCHED;
      return new Written(kind, List.of(), List.of());
    }
  }
}
