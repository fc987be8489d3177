package io.tidegate.mapping;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.NullValue;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A value computed of several attributes, written in CEL, which always ends and touches nothing.
 * Variables are the attributes' logical names; an empty one is null.
 *
 * @see <a href="https://cel.dev">The Common Expression Language</a>
 */
public final class Expression {
  /** In characters. */
  public static final int MAX_LENGTH = 2_000;

  private static final int MAX_NODES = 1_000;
  private static final int MAX_ITERATIONS = 1_000;

  /** In characters; far above what any field of Campaign holds. */
  private static final int MAX_RESULT = 100_000;

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .maxExpressionCodePointSize(MAX_LENGTH)
          .maxParseExpressionNodeCount(MAX_NODES)
          .maxParseRecursionDepth(50)
          .comprehensionMaxIterations(MAX_ITERATIONS)
          .maxRegexProgramSize(1_000)
          .enableHeterogeneousNumericComparisons(true)
          .build();

  private static final CelCompiler COMPILER =
      CelCompilerFactory.standardCelCompilerBuilder()
          .setOptions(OPTIONS)
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .addLibraries(CelExtensions.strings())
          .addFunctionDeclarations(Operators.declarations())
          .build();

  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.legacyCelRuntimeBuilder()
          .setOptions(OPTIONS)
          .addLibraries(CelExtensions.strings())
          .addFunctionBindings(Operators.bindings())
          .build();

  /** An editor has the same ones checked again and again, at milliseconds each. */
  private static final Cache<String, Expression> COMPILED =
      CacheBuilder.newBuilder().maximumSize(1_000).build();

  private final Set<String> attributes;
  private final CelRuntime.Program program;

  private Expression(Set<String> attributes, CelRuntime.Program program) {
    this.attributes = attributes;
    this.program = program;
  }

  /**
   * Compiles an expression.
   *
   * @throws ExpressionException saying what is wrong, and at which character
   */
  public static Expression of(String text) {
    Expression known = COMPILED.getIfPresent(text);
    if (known == null) {
      known = compile(text);
      COMPILED.put(text, known);
    }
    return known;
  }

  private static Expression compile(String text) {
    try {
      CelAbstractSyntaxTree parsed = COMPILER.parse(text).getAst();
      Set<String> variables = variables(CelNavigableAst.fromAst(parsed));
      CelCompilerBuilder checker = COMPILER.toCompilerBuilder();
      variables.forEach(variable -> checker.addVar(variable, SimpleType.DYN));
      return new Expression(
          Set.copyOf(variables), RUNTIME.createProgram(checker.build().check(parsed).getAst()));
    } catch (CelValidationException invalid) {
      throw new ExpressionException(sentence(invalid.getErrors()));
    } catch (CelEvaluationException invalid) {
      throw new ExpressionException("The expression cannot be computed: " + reason(invalid) + ".");
    }
  }

  /** The attributes it is computed of, by their logical names. */
  public Set<String> attributes() {
    return attributes;
  }

  /**
   * Computes the value.
   *
   * @param values JSON values (String, Number, Boolean or null) of all {@link #attributes}
   * @return a JSON value, or null for none
   * @throws UnmappableException when there is no value, without repeating any
   */
  Object value(Map<String, Object> values) {
    Map<String, Object> variables = new HashMap<>();
    values.forEach((name, value) -> variables.put(name, variable(value)));
    try {
      return json(program.eval(variables));
    } catch (CelEvaluationException failed) {
      throw new UnmappableException("fails: " + reason(failed));
    }
  }

  private static Object variable(Object value) {
    if (value == null) {
      return NullValue.NULL_VALUE;
    }
    if (value instanceof Integer || value instanceof Long) {
      return ((Number) value).longValue();
    }
    return value instanceof Number number ? (Object) number.doubleValue() : value;
  }

  private static Object json(Object value) {
    if (value == null || value instanceof NullValue) {
      return null;
    }
    if (value instanceof String text && text.length() > MAX_RESULT) {
      throw new UnmappableException("gives more than " + MAX_RESULT + " characters");
    }
    if (value instanceof Double number && !Double.isFinite(number)) {
      throw new UnmappableException("gives no finite number");
    }
    if (value instanceof String || value instanceof Number || value instanceof Boolean) {
      return value instanceof Number number && !(value instanceof Double)
          ? (Object) number.longValue()
          : value;
    }
    if (value instanceof Instant time) {
      return time.toString();
    }
    throw new UnmappableException("gives neither a text, a number, yes or no, nor a time");
  }

  /** The library's own words may hold the record's values. */
  private static String reason(CelEvaluationException failure) {
    return switch (failure.getErrorCode()) {
      case OVERLOAD_NOT_FOUND ->
          "an operation does not suit its values; an attribute may be empty, or of another type";
      case DIVIDE_BY_ZERO -> "it divides by zero";
      case BAD_FORMAT -> "a value cannot be converted to the type that is asked for";
      case NUMERIC_OVERFLOW -> "a number is too large";
      case INDEX_OUT_OF_BOUNDS -> "it reads past the end of a text or list";
      case ITERATION_BUDGET_EXCEEDED -> "it takes more than " + MAX_ITERATIONS + " steps";
      default -> failure.getErrorCode().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    };
  }

  private static String sentence(List<CelIssue> issues) {
    CelIssue issue = issues.get(0);
    // The parser lists everything that it would have taken instead.
    String words = issue.getMessage().replaceFirst(" expecting \\{.*", "").strip();
    int line = issue.getSourceLocation().getLine();
    int column = issue.getSourceLocation().getColumn() + 1;
    return line < 1
        ? "The expression is not valid: " + words + "."
        : "The expression is not valid at line %d, character %d: %s."
            .formatted(line, column, words);
  }

  /** The names that stand for attributes, without those that a macro brings. */
  private static Set<String> variables(CelNavigableAst ast) {
    Set<String> names = new TreeSet<>();
    Set<String> local = new HashSet<>();
    for (CelExpr expression : ast.getRoot().allNodes().map(CelNavigableExpr::expr).toList()) {
      if (expression.getKind() == CelExpr.ExprKind.Kind.IDENT) {
        names.add(expression.ident().name());
      } else if (expression.getKind() == CelExpr.ExprKind.Kind.COMPREHENSION) {
        CelComprehension comprehension = expression.comprehension();
        local.addAll(
            List.of(comprehension.iterVar(), comprehension.iterVar2(), comprehension.accuVar()));
      }
    }
    names.removeAll(local);
    return names;
  }
}
