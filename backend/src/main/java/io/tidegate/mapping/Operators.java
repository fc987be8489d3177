package io.tidegate.mapping;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.NullValue;
import dev.cel.runtime.CelFunctionBinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What operators do in our expressions besides what CEL has them do. Null adds nothing to a text:
 * {@code firstname + " " + lastname} is of use too where one of them is empty. And a whole number
 * may stand beside one with a fraction: {@code revenue / 12}.
 */
final class Operators {
  private enum Arithmetic {
    PLUS("_+_"),
    MINUS("_-_"),
    TIMES("_*_"),
    DIVIDED("_/_");

    private final String function;

    Arithmetic(String function) {
      this.function = function;
    }

    String overload(String left) {
      return name().toLowerCase(Locale.ROOT) + "_" + left;
    }

    double of(double a, double b) {
      return switch (this) {
        case PLUS -> a + b;
        case MINUS -> a - b;
        case TIMES -> a * b;
        case DIVIDED -> a / b;
      };
    }
  }

  private Operators() {}

  static List<CelFunctionDecl> declarations() {
    List<CelFunctionDecl> declarations = new ArrayList<>();
    for (Arithmetic operator : Arithmetic.values()) {
      List<CelOverloadDecl> overloads = new ArrayList<>();
      overloads.add(
          overload(
              operator.overload("fraction"), SimpleType.DOUBLE, SimpleType.INT, SimpleType.DOUBLE));
      overloads.add(
          overload(
              operator.overload("whole"), SimpleType.INT, SimpleType.DOUBLE, SimpleType.DOUBLE));
      if (operator == Arithmetic.PLUS) {
        overloads.add(
            overload("null_text", SimpleType.NULL_TYPE, SimpleType.STRING, SimpleType.STRING));
        overloads.add(
            overload("text_null", SimpleType.STRING, SimpleType.NULL_TYPE, SimpleType.STRING));
        overloads.add(
            overload(
                "null_null", SimpleType.NULL_TYPE, SimpleType.NULL_TYPE, SimpleType.NULL_TYPE));
      }
      declarations.add(CelFunctionDecl.newFunctionDeclaration(operator.function, overloads));
    }
    return declarations;
  }

  static List<CelFunctionBinding> bindings() {
    List<CelFunctionBinding> bindings = new ArrayList<>();
    for (Arithmetic operator : Arithmetic.values()) {
      bindings.add(
          CelFunctionBinding.from(
              operator.overload("fraction"),
              Double.class,
              Long.class,
              (a, b) -> operator.of(a, b)));
      bindings.add(
          CelFunctionBinding.from(
              operator.overload("whole"), Long.class, Double.class, (a, b) -> operator.of(a, b)));
    }
    bindings.add(
        CelFunctionBinding.from("null_text", NullValue.class, String.class, (none, text) -> text));
    bindings.add(
        CelFunctionBinding.from("text_null", String.class, NullValue.class, (text, none) -> text));
    bindings.add(
        CelFunctionBinding.from(
            "null_null", NullValue.class, NullValue.class, (none, either) -> none));
    return bindings;
  }

  private static CelOverloadDecl overload(String id, CelType left, CelType right, CelType result) {
    return CelOverloadDecl.newGlobalOverload(id, result, left, right);
  }
}
