package io.tidegate.sandbox;

/** The entry point of the runnable jar. */
public final class SandboxCommand {
  private SandboxCommand() {}

  public static void main(String[] args) {
    System.out.println("Tidegate sandbox");
  }
}
