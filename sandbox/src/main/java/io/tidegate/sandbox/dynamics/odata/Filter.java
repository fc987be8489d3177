package io.tidegate.sandbox.dynamics.odata;

/** A {@code $filter} expression, as far as the vendor supports it for rows and for metadata. */
public sealed interface Filter {
  /** Both hold. */
  record And(Filter left, Filter right) implements Filter {}

  /** At least one holds. */
  record Or(Filter left, Filter right) implements Filter {}

  /** The inner one does not hold. */
  record Not(Filter inner) implements Filter {}

  /** Two values compared; at least one is a property. */
  record Comparison(Operator operator, Operand left, Operand right) implements Filter {}

  /** Text looked for in a property, whatever its case. */
  record TextMatch(TextFunction function, Operand.Property property, String text)
      implements Filter {}

  /** The comparison operators, with the names OData's errors give them. */
  enum Operator {
    EQ("Equal"),
    NE("NotEqual"),
    GT("GreaterThan"),
    GE("GreaterThanOrEqual"),
    LT("LessThan"),
    LE("LessThanOrEqual");

    private final String kind;

    Operator(String kind) {
      this.kind = kind;
    }

    String kind() {
      return kind;
    }

    /** The operator that means the same with the sides exchanged. */
    Operator mirrored() {
      return switch (this) {
        case EQ, NE -> this;
        case GT -> LT;
        case GE -> LE;
        case LT -> GT;
        case LE -> GE;
      };
    }

    /** Whether it holds for a comparison result as {@link Comparable} gives it. */
    boolean holds(int comparison) {
      return switch (this) {
        case EQ -> comparison == 0;
        case NE -> comparison != 0;
        case GT -> comparison > 0;
        case GE -> comparison >= 0;
        case LT -> comparison < 0;
        case LE -> comparison <= 0;
      };
    }
  }

  /** The text functions. */
  enum TextFunction {
    CONTAINS,
    STARTSWITH,
    ENDSWITH
  }

  /** A side of a comparison. */
  sealed interface Operand {
    /** A property, or a path of properties as {@code CanBeRenamed/Value}. */
    record Property(String path) implements Operand {}

    /** A value written in the expression, null included. */
    record Constant(Literal literal) implements Operand {}
  }
}
