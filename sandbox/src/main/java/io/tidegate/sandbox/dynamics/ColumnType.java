package io.tidegate.sandbox.dynamics;

/** The kinds of columns of a Dataverse table, with the names its metadata and its errors use. */
public enum ColumnType {
  STRING("String", "Edm.String"),
  MEMO("Memo", "Edm.String"),
  INTEGER("Integer", "Edm.Int32"),
  BIGINT("BigInt", "Edm.Int64"),
  DECIMAL("Decimal", "Edm.Decimal"),
  /** An amount of the organisation's one currency. */
  MONEY("Money", "Edm.Decimal"),
  BOOLEAN("Boolean", "Edm.Boolean"),
  PICKLIST("Picklist", "Edm.Int32"),
  /** Several of a set of labelled numbers, as text: {@code 1,3}. */
  MULTI_SELECT("Virtual", "Edm.String"),
  STATE("State", "Edm.Int32"),
  STATUS("Status", "Edm.Int32"),
  /** A point in time, kept in whole seconds. */
  DATETIME("DateTime", "Edm.DateTimeOffset"),
  /** A date without a time; the metadata calls it a DateTime whose format is DateOnly. */
  DATE("DateTime", "Edm.Date"),
  ID("Uniqueidentifier", "Edm.Guid"),
  LOOKUP("Lookup", "Edm.Guid"),
  CUSTOMER("Customer", "Edm.Guid"),
  OWNER("Owner", "Edm.Guid");

  private final String attributeType;
  private final String edm;

  ColumnType(String attributeType, String edm) {
    this.attributeType = attributeType;
    this.edm = edm;
  }

  /** The {@code AttributeType} of the metadata. */
  public String attributeType() {
    return attributeType;
  }

  /** The name of the type in the entity data model. */
  public String edm() {
    return edm;
  }

  /** Whether the column refers to a row of a table. */
  public boolean isReference() {
    return this == LOOKUP || this == CUSTOMER || this == OWNER;
  }

  /** Whether the column holds one of a set of labelled numbers. */
  public boolean isChoice() {
    return this == PICKLIST || this == STATE || this == STATUS;
  }

  /** Whether the column holds text. */
  public boolean isText() {
    return this == STRING || this == MEMO;
  }
}
