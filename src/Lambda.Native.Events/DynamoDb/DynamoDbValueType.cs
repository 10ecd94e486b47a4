namespace Lambda.Native.Events;

/// <summary>The type of a <see cref="DynamoDbValue"/>.</summary>
public enum DynamoDbValueType
{
    /// <summary>None of those below.</summary>
    Unknown,

    /// <summary><see cref="DynamoDbValue.S"/>.</summary>
    String,

    /// <summary><see cref="DynamoDbValue.N"/>.</summary>
    Number,

    /// <summary><see cref="DynamoDbValue.B"/>.</summary>
    Binary,

    /// <summary><see cref="DynamoDbValue.Bool"/>.</summary>
    Boolean,

    /// <summary><see cref="DynamoDbValue.Null"/>.</summary>
    Null,

    /// <summary><see cref="DynamoDbValue.SS"/>.</summary>
    StringSet,

    /// <summary><see cref="DynamoDbValue.NS"/>.</summary>
    NumberSet,

    /// <summary><see cref="DynamoDbValue.BS"/>.</summary>
    BinarySet,

    /// <summary><see cref="DynamoDbValue.L"/>.</summary>
    List,

    /// <summary><see cref="DynamoDbValue.M"/>.</summary>
    Map,
}
